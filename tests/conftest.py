"""What tests of several rooms share: the real models, fetched once into the models directory."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import run

from timeline import contract
from timeline.errors import ModelMissingError
from timeline.models import ModelFile, load_catalogue, pull

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class SeedRun:
    """What `timeline extract seeds/` showed to people, and the file that it wrote."""

    shown: str
    timeline: contract.TimelineFile


def _fetched(name: str) -> ModelFile:
    named = os.environ.get("TIMELINE_MODELS_DIR")
    directory = Path(named).absolute() if named else REPOSITORY / "models"
    offline = bool(os.environ.get("TIMELINE_OFFLINE"))
    try:
        return pull(name, directory=directory, offline=offline)
    except ModelMissingError as error:
        if not offline:
            raise
        pytest.skip(f"TIMELINE_OFFLINE is set and {error}")


@pytest.fixture(scope="session")
def small_model() -> ModelFile:
    """The smallest model of the catalogue: enough to see that the machinery works."""
    return _fetched("smollm2-135m")


@pytest.fixture(scope="session")
def default_model() -> ModelFile:
    """The model that `timeline extract` uses unless told otherwise."""
    return _fetched(load_catalogue().default.name)


@pytest.fixture(scope="session")
def seed_run(default_model: ModelFile, tmp_path_factory: pytest.TempPathFactory) -> SeedRun:
    """`timeline extract seeds/` as the README has it: once for all tests that look at it."""
    folder = tmp_path_factory.mktemp("seed")
    shutil.copytree(REPOSITORY / "seeds", folder / "seeds")
    models = str(default_model.path.parent)
    ran = run("extract", "seeds/", cwd=folder, TIMELINE_MODELS_DIR=models)
    assert (ran.status, ran.out) == (0, b""), ran.err
    return SeedRun(ran.err, contract.load(folder / "timeline.json"))
