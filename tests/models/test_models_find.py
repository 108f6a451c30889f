"""A name or a path → a file that is what it should be, or an error that says the way out."""

import os
from pathlib import Path

import pytest
from served_models import FILE, catalogue, flipped, gguf_bytes

from timeline.errors import ModelDamagedError, ModelError, ModelMissingError, UsageError
from timeline.models import (
    add_model,
    describe_model,
    find_model,
    list_models,
    models_directory,
    remove_model,
)
from timeline.models.catalogue import Catalogue

DATA = gguf_bytes()
KNOWN = catalogue(DATA)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A file of the user's, elsewhere."""
    path = tmp_path / "mine" / "my-model.gguf"
    path.parent.mkdir()
    path.write_bytes(DATA)
    return path


def state(models: Path, known: Catalogue = KNOWN) -> str:
    return describe_model("tiny", directory=models, catalogue=known).state


def test_missing_says_where_and_what_to_do(models: Path) -> None:
    with pytest.raises(ModelMissingError) as error:
        find_model("tiny", directory=models, catalogue=KNOWN)
    assert str(models / FILE) in str(error.value)
    assert "TIMELINE_MODELS_DIR" in str(error.value)
    assert "timeline models pull tiny" in str(error.value)
    assert state(models) == "missing"


def test_right(models: Path) -> None:
    (models / FILE).write_bytes(DATA)
    assert state(models) == "unchecked"
    file = find_model("tiny", directory=models, catalogue=KNOWN)
    assert (file.name, file.size, file.sha256) == ("tiny", len(DATA), KNOWN.default.sha256)
    assert state(models) == "here"


@pytest.mark.parametrize("wrong", [DATA[:-1], DATA + b"!", b""], ids=["short", "long", "empty"])
def test_a_wrong_size(wrong: bytes, models: Path) -> None:
    (models / FILE).write_bytes(wrong)
    with pytest.raises(ModelDamagedError, match=f"has {len(wrong)} bytes instead of {len(DATA)}"):
        find_model("tiny", directory=models, catalogue=KNOWN)
    assert state(models) == "damaged"


def test_a_flipped_byte_every_time(models: Path) -> None:
    (models / FILE).write_bytes(flipped(DATA))
    for _ in range(2):
        with pytest.raises(ModelDamagedError, match="timeline models pull tiny"):
            find_model("tiny", directory=models, catalogue=KNOWN)


def test_a_change_after_the_check_is_seen(models: Path) -> None:
    path = models / FILE
    path.write_bytes(DATA)
    find_model("tiny", directory=models, catalogue=KNOWN)
    path.write_bytes(flipped(DATA))
    os.utime(path, ns=(1, 1))
    assert state(models) == "unchecked"
    with pytest.raises(ModelDamagedError):
        find_model("tiny", directory=models, catalogue=KNOWN)


def test_fresh_does_not_trust_the_marker(models: Path) -> None:
    path = models / FILE
    path.write_bytes(DATA)
    find_model("tiny", directory=models, catalogue=KNOWN)
    before = path.stat().st_mtime_ns
    path.write_bytes(flipped(DATA))
    os.utime(path, ns=(before, before))
    find_model("tiny", directory=models, catalogue=KNOWN)  # what remembering means
    with pytest.raises(ModelDamagedError):
        find_model("tiny", directory=models, catalogue=KNOWN, fresh=True)


def test_a_marker_for_another_model_is_not_believed(models: Path) -> None:
    """A marker left by a catalogue with another sha256 must not vouch for the file."""
    (models / FILE).write_bytes(flipped(DATA))
    find_model("tiny", directory=models, catalogue=catalogue(flipped(DATA)))
    with pytest.raises(ModelDamagedError):
        find_model("tiny", directory=models, catalogue=KNOWN)


def test_a_garbled_marker_costs_a_hashing(models: Path) -> None:
    (models / FILE).write_bytes(DATA)
    (models / f"{FILE}.verified.json").write_bytes(b'{"sha256": \xff')
    assert find_model("tiny", directory=models, catalogue=KNOWN).sha256 == KNOWN.default.sha256


def test_a_path(models: Path, mine: Path) -> None:
    file = find_model(str(mine), directory=models, catalogue=KNOWN)
    assert (file.name, file.path, file.size) == ("my-model", mine, len(DATA))
    assert file.sha256 == KNOWN.default.sha256
    assert [path.name for path in mine.parent.iterdir()] == [mine.name]  # nothing left there
    mine.write_bytes(flipped(DATA))
    os.utime(mine, ns=(1, 1))
    changed = find_model(str(mine), directory=models, catalogue=KNOWN)
    assert changed.sha256 == catalogue(flipped(DATA)).default.sha256


def test_a_path_without_a_folder_to_remember_in(tmp_path: Path, mine: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    file = find_model(str(mine), directory=tmp_path / "in-the-way" / "models", catalogue=KNOWN)
    assert file.sha256 == KNOWN.default.sha256


@pytest.mark.parametrize("name", ["tinny", "other"])
def test_an_unknown_name(name: str, models: Path) -> None:
    with pytest.raises(ModelMissingError, match="Known names: tiny") as error:
        find_model(name, directory=models, catalogue=KNOWN)
    assert ("Did you mean tiny?" in str(error.value)) == (name == "tinny")


def test_paths_that_are_no_model(models: Path, tmp_path: Path) -> None:
    pipe, page = tmp_path / "pipe.gguf", tmp_path / "page.gguf"
    os.mkfifo(pipe)
    page.write_text("<!DOCTYPE html><html>Not Found</html>")
    for path, error, says in (
        (tmp_path / "nowhere.gguf", ModelMissingError, "there is no such file"),
        (page / "below.gguf", ModelMissingError, "there is no such file"),
        (tmp_path, ModelError, "not a regular file"),
        (pipe, ModelError, "not a regular file"),
        (page, ModelDamagedError, "not a usable GGUF file"),
    ):
        with pytest.raises(error, match=says):
            find_model(str(path), directory=models, catalogue=KNOWN)


def test_added_files_are_found_and_held_to_their_sha256(models: Path, mine: Path) -> None:
    add_model(mine, directory=models, catalogue=KNOWN)
    assert find_model("my-model", directory=models, catalogue=KNOWN).path == mine
    assert [model.name for model in list_models(directory=models, catalogue=KNOWN)] == [
        "tiny",
        "my-model",
    ]
    mine.write_bytes(flipped(DATA))
    os.utime(mine, ns=(1, 1))
    with pytest.raises(ModelDamagedError, match=r"models add .* --name my-model"):
        find_model("my-model", directory=models, catalogue=KNOWN)
    add_model(mine, directory=models, catalogue=KNOWN)
    find_model("my-model", directory=models, catalogue=KNOWN)
    mine.unlink()
    with pytest.raises(ModelMissingError, match="timeline models rm my-model"):
        find_model("my-model", directory=models, catalogue=KNOWN)


def test_removing_an_added_file_leaves_it(models: Path, mine: Path) -> None:
    add_model(mine, name="other", directory=models, catalogue=KNOWN)
    assert remove_model("other", directory=models, catalogue=KNOWN) == (mine, None)
    assert mine.exists()
    with pytest.raises(ModelMissingError):
        find_model("other", directory=models, catalogue=KNOWN)


def test_removing_a_catalogue_model_leaves_nothing(models: Path) -> None:
    (models / FILE).write_bytes(DATA)
    find_model("tiny", directory=models, catalogue=KNOWN)
    (models / f"{FILE}.huggingface.part").write_bytes(b"half")
    assert remove_model("tiny", directory=models, catalogue=KNOWN) == (models / FILE, len(DATA))
    assert list(models.iterdir()) == []
    assert remove_model("tiny", directory=models, catalogue=KNOWN) == (models / FILE, 0)


@pytest.mark.parametrize("name", ["tiny", "", "-rf", "../up", "a b", ".hidden", "x" * 101])
def test_names_that_cannot_be_added(name: str, models: Path, mine: Path) -> None:
    with pytest.raises(UsageError, match="--name"):
        add_model(mine, name=name, directory=models, catalogue=KNOWN)
    assert list(models.iterdir()) == []


def test_a_garbled_list_of_added_models_is_named(models: Path) -> None:
    (models / "added.json").write_text("{")
    with pytest.raises(ModelError, match=r"added.json: cannot be read"):
        find_model("mine", directory=models, catalogue=KNOWN)


def test_the_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("TIMELINE_MODELS_DIR", raising=False)
    assert models_directory().name == "models"
    assert models_directory() != tmp_path / "models"
    (tmp_path / "models").mkdir()
    assert models_directory() == tmp_path / "models"
    monkeypatch.setenv("TIMELINE_MODELS_DIR", "elsewhere")
    assert models_directory() == tmp_path / "elsewhere"
    monkeypatch.setenv("TIMELINE_MODELS_DIR", "")
    assert models_directory() == tmp_path / "models"
