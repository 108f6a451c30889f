"""CSV and Timesketch rows, read back by csv, json and dateutil; safe for spreadsheets."""

from __future__ import annotations

import csv
import datetime
import io
import unicodedata

import dateutil.parser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_timeline import DATED, UNDATED, hostile
from read_back import lines, table, unguarded

from timeline.records import Day
from timeline.writers import FORMATS
from timeline.writers.formats.csv_table import COLUMNS, guarded
from timeline.writers.formats.timesketch import MESSAGE
from timeline.writers.wording import visible

TIMELINE = hostile()
CSV = FORMATS["csv"].write(TIMELINE).data


def _harmless(cell: str) -> bool:
    """No spreadsheet takes it for a formula: not in full width, and not after spaces either."""
    first = unicodedata.normalize("NFKC", cell.lstrip())[:1]
    return first not in tuple("=+-@") and cell[:1] not in tuple("\t\r")


def test_csv_has_a_row_for_every_event() -> None:
    rows = table(CSV)
    assert [row["title"] for row in rows] == [
        visible(title) for title in [*(title for title, _, _ in DATED), *UNDATED]
    ]
    assert tuple(rows[0]) == COLUMNS
    for row, event in zip(rows, TIMELINE.events, strict=False):
        assert (row["start"], row["end"]) == (event.date.start, event.date.end)
        assert row["quote"] == event.mentions[0].quote
        assert int(row["quote_end"]) - int(row["quote_start"]) == len(row["quote"])
    assert {row["start"] for row in rows[len(DATED) :]} == {""}


@pytest.mark.parametrize("name", ["csv", "timesketch-csv"])
def test_no_cell_is_a_formula(name: str) -> None:
    text = FORMATS[name].write(TIMELINE).data.decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    numbers = ("timestamp",)  # a number of ours, perhaps negative
    if name == "timesketch-csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        cells = [cell for row in rows for key, cell in row.items() if key not in numbers]
    assert [cell for cell in cells if not _harmless(cell)] == []
    assert {"'＝1+1", "'-1-1", "'@SUM(A1)", "''=1 'tis"} <= set(cells)


@given(st.text() | st.text(alphabet="'=+-@＝\t\r\n x"))
def test_guarding_is_harmless_and_can_be_undone(cell: str) -> None:
    assert _harmless(guarded(cell))
    assert unguarded(guarded(cell)) == cell


def test_csv_has_no_control_characters() -> None:
    assert [c for c in CSV.decode() if c < " " and c not in "\t\r\n"] == []


@pytest.mark.parametrize("name", ["timesketch-csv", "timesketch-jsonl"])
def test_timesketch_rows_can_be_imported(name: str) -> None:
    """What timesketch/lib/utils.py asks: the three fields, an offset, whole microseconds."""
    data = FORMATS[name].write(TIMELINE).data
    rows = table(data) if name == "timesketch-csv" else lines(data)
    assert rows
    for row in rows:
        when = dateutil.parser.isoparse(row["datetime"])
        assert when.utcoffset() == datetime.timedelta()
        moment = when - datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
        assert int(row["timestamp"]) == moment // datetime.timedelta(microseconds=1)
        assert isinstance(row["timestamp"], str if name == "timesketch-csv" else int)
        assert row["timestamp_desc"] and 0 < len(row["timestamp_desc"]) < 60
        assert "message" in row and len(row["message"].encode()) < 32_766
        day = row["end"] if row["timestamp_desc"].startswith("Event end") else row["start"]
        assert row["datetime"].startswith(day)


def test_timesketch_takes_the_years_its_import_keeps() -> None:
    kept = [Day.parse(event.date.start).year for event in TIMELINE.events]
    in_csv = {row["event_id"] for row in table(FORMATS["timesketch-csv"].write(TIMELINE).data)}
    in_jsonl = {row["event_id"] for row in lines(FORMATS["timesketch-jsonl"].write(TIMELINE).data)}
    assert len(in_csv) == sum(1700 <= year <= 9999 for year in kept)
    assert len(in_jsonl) == sum(1 <= year <= 9999 for year in kept)


def test_a_span_has_two_rows_and_a_day_one() -> None:
    rows = lines(FORMATS["timesketch-jsonl"].write(TIMELINE).data)
    told = [row["timestamp_desc"] for row in rows if row["message"] == "A tough stance begins"]
    assert told == ["Event start (range)", "Event end (range)"]
    assert [r["timestamp_desc"] for r in rows if r["message"] == "-1-1"][1] == "Event end (quarter)"
    assert [r["timestamp_desc"] for r in rows if r["message"] == "＝1+1"] == ["Event (day)"]
    (month,) = {row["message"] for row in rows if row["message"].startswith("The council")}
    assert MESSAGE - 2 < len(month) <= MESSAGE
