"""TimeML is read to the same text and offsets, and what is written can be read again."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates.read import read_timexes
from timeline.errors import DocumentError
from timeline.timeml import Timex, read_timeml, write_timeml

SAMPLE = """<?xml version="1.0" ?>
<TimeML><DOCID>sample</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-05">March 5</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="2024-03-04"
mod="START"><SIGNAL>early</SIGNAL> Monday</TIMEX3> &amp; left<TIMEX3 type="DATE" value="X"/>.</TEXT>
</TimeML>"""


def test_tags_are_dropped_and_offsets_point_into_the_text() -> None:
    read = read_timeml(SAMPLE)
    assert read.text == "They met early Monday & left."
    assert read.published == datetime.date(2024, 3, 5)
    assert read.timexes == (Timex(9, 21, "DATE", "2024-03-04", "START"),)
    assert read.text[9:21] == "early Monday"


@pytest.mark.parametrize(
    ("value", "published"),
    [("19980108", datetime.date(1998, 1, 8)), ("1998-01-08T10:30", datetime.date(1998, 1, 8)),
     ("1998-01", None), ("1998-02-31", None), ("", None)],
)  # fmt: skip
def test_creation_times(value: str, published: datetime.date | None) -> None:
    source = f'<TimeML><DCT><TIMEX3 value="{value}"/></DCT><TEXT>x</TEXT></TimeML>'
    assert read_timeml(source).published == published


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("not xml", "not well-formed"),
        ("<TimeML></TimeML>", "no <TEXT>"),
        ("<html><TEXT>x</TEXT></html>", "no <TEXT>"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TimeML><TEXT>&a;</TEXT></TimeML>', "DOCTYPE"),
    ],
)
def test_what_is_no_timeml_is_refused(source: str, says: str) -> None:
    with pytest.raises(DocumentError, match=says):
        read_timeml(source, "file.tml")


def test_written_values() -> None:
    text = "The talks failed <early> last week & he left on May 7, 2019."
    published = datetime.date(2024, 3, 5)
    written = write_timeml(text, read_timexes(text, published=published), published, "a&b")
    assert '<TIMEX3 tid="t1" type="DATE" value="2024-W09">last week</TIMEX3>' in written
    assert '<TIMEX3 tid="t2" type="DATE" value="2019-05-07">May 7, 2019</TIMEX3>' in written
    read = read_timeml(written)
    assert read.text == text
    assert read.published == published
    assert [timex.value for timex in read.timexes] == ["2024-W09", "2019-05-07"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=100))
def test_round_trip(text: str) -> None:
    text = f"{text} May 7, 2019 {text}".replace("\ufffe", "").replace("\uffff", "")
    dated = read_timexes(text, published=None)
    read = read_timeml(write_timeml(text, dated, None, "x"))
    assert read.text == text
    spans = [(each.expression.start, each.expression.end, each.timex) for each in dated]
    assert [(timex.start, timex.end, timex.value) for timex in read.timexes] == spans


def test_characters_that_xml_cannot_hold() -> None:
    written = write_timeml("a\x00b", (), None, "x")
    assert read_timeml(written).text == "a\ufffdb"
