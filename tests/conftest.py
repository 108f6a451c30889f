"""What tests of several rooms share: the real models, fetched once into the models directory."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from timeline.errors import ModelMissingError
from timeline.models import ModelFile, load_catalogue, pull

REPOSITORY = Path(__file__).parent.parent
pytest_plugins = ["chromium"]
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# No test asserts a time, and a push is judged by the same examples every time.
settings.register_profile("no clock", PATIENT, derandomize=True)
# New examples every time: pytest --hypothesis-profile new
settings.register_profile("new", PATIENT, max_examples=1000)
settings.register_profile("few", PATIENT, max_examples=20, derandomize=True)  # for `make mutate`
settings.load_profile("no clock")


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
