"""GGUF files: which ones we know, where they are, whether they are right, how to get them."""

from timeline.models.added import add_model, forget_added, read_added
from timeline.models.catalogue import Catalogue, Entry, load_catalogue
from timeline.models.find import find_model
from timeline.models.listing import Listed, describe_model, list_models
from timeline.models.locate import models_directory
from timeline.models.pull import pull
from timeline.models.remove import remove_model
from timeline.models.verify import ModelFile, Progress

__all__ = [
    "Catalogue",
    "Entry",
    "Listed",
    "ModelFile",
    "Progress",
    "add_model",
    "describe_model",
    "find_model",
    "forget_added",
    "list_models",
    "load_catalogue",
    "models_directory",
    "pull",
    "read_added",
    "remove_model",
]
