"""The formats by name and by suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import UsageError
from timeline.writers import FORMATS, format_for


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("timeline.json", "json"),
        ("a.timelinejs.json", "timelinejs"),
        ("A.VIS.JSON", "vis"),
        ("timelinejs.json", "json"),
        ("a.csv", "csv"),
        ("a.timesketch.csv", "timesketch-csv"),
        ("a.md", "markdown"),
        (".ics", "ics"),
        ("a.ics.db", "sqlite"),
    ],
)
def test_the_longest_suffix_that_fits_chooses(file: str, name: str) -> None:
    assert format_for(Path("folder.md") / file, None).name == name


def test_a_name_overrules_the_suffix() -> None:
    assert format_for(Path("a.csv"), "ics").name == "ics"
    assert format_for(None, None).name == "json"


@pytest.mark.parametrize("file", ["a", "a.pdf", "json", "folder.json/a"])
def test_no_suffix_no_format(file: str) -> None:
    with pytest.raises(UsageError, match="--format"):
        format_for(Path(file), None)


def test_no_suffix_means_two_formats() -> None:
    suffixes = [suffix for form in FORMATS.values() for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
