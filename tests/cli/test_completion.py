"""Tab in a shell, and the option that sets it up: asked as the shells ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run


def _offered(words: str, folder: Path) -> list[str]:
    """What bash is given for the last word of a line; it may be empty."""
    ran = run(
        cwd=folder,
        TIMELINE_MODELS_DIR=str(folder),
        _TIMELINE_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split(" ")) - 1),
    )
    assert ran.err == ""
    return ran.text.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("timeline mo", {"models"}),
        ("timeline v", {"validate", "verify"}),
        ("timeline extract --model smol", {"smollm2-135m"}),
        ("timeline extract -t eve", {"events"}),
        ("timeline extract -f js", {"json"}),
        ("timeline models pull qwen2.5-coder-1", {"qwen2.5-coder-1.5b"}),
        ("timeline show --status a", {"alleged"}),
        ("timeline extract --undated ", {"keep", "drop"}),
        ("timeline extract --model nothing-of-that-name", set()),
    ],
)
def test_what_is_offered(words: str, offered: set[str], tmp_path: Path) -> None:
    got = set(_offered(words, tmp_path))
    assert offered <= got
    assert all(each.startswith(words.rpartition(" ")[2]) for each in got)
    assert got or not offered


def test_only_models_that_are_here_are_offered_to_verify(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(b"GGUF")
    assert _offered("timeline models verify ", tmp_path) == []
    offered = _offered("timeline models info smol", tmp_path)
    assert offered == ["smollm2-135m"]


def test_the_words_about_an_offer_are_shown_where_the_shell_can(tmp_path: Path) -> None:
    ran = run(
        cwd=tmp_path,
        TIMELINE_MODELS_DIR=str(tmp_path),
        _TIMELINE_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS="timeline extract --model smol",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    assert "smollm2-135m\tnot here" in ran.text


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str, tmp_path: Path) -> None:
    ran = run(cwd=tmp_path, _TIMELINE_COMPLETE=f"source_{shell}")
    assert ran.status == 0
    assert "_TIMELINE_COMPLETE" in ran.text


def test_the_options_that_set_it_up_are_in_the_help(tmp_path: Path) -> None:
    text = run("--help", cwd=tmp_path).text
    assert "--install-completion" in text and "--show-completion" in text
