"""What calls itself a GGUF file is looked at before llama.cpp sees it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served_models import gguf_bytes

from timeline.errors import ModelDamagedError
from timeline.models.gguf import check_gguf

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/gguf.toml").read_text("utf-8"))
SOUND = gguf_bytes(2000)
HEAD = SOUND.index(b"weight") + len(b"weight") + 24  # where the tensor's data begin


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_heads(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(bytes.fromhex(case["hex"]))
    if not case["says"]:
        check_gguf(path)
        return
    with pytest.raises(ModelDamagedError, match=case["says"]) as error:
        check_gguf(path)
    assert str(path) in str(error.value)


def test_a_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(SOUND)
    check_gguf(path)


@pytest.mark.parametrize("length", range(HEAD + 1))
def test_every_cut_in_the_head_is_seen(length: int, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(SOUND[:length])
    with pytest.raises(ModelDamagedError):
        check_gguf(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    at=st.integers(4, HEAD - 1),
    junk=st.binary(min_size=1, max_size=16) | st.just(b"\xff" * 8),
)
def test_junk_in_the_head_raises_nothing_else(at: int, junk: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(SOUND[:at] + junk + SOUND[at + len(junk) :])
    try:
        check_gguf(path)
    except ModelDamagedError as error:
        assert str(path) in str(error)
