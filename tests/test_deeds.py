"""Which sentences may tell a deed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.deeds import may_tell_a_deed

CASES = tomllib.loads((Path(__file__).parent / "cases" / "deeds.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:30] or "empty")
def test_case(case: dict[str, str | bool]) -> None:
    found = may_tell_a_deed(str(case["sentence"]), str(case.get("lang", "en")))
    assert found is case["deed"], case["why"]
