"""The viewers themselves load what is exported for them: TimelineJS3, vis-timeline, Mermaid."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from invented_timeline import hostile, timelines
from playwright.sync_api import Browser, Page

from timeline.contract import TimelineFile
from timeline.records import Day
from timeline.writers import FORMATS, Written
from timeline.writers.wording import date_words, one_line

CONSUMERS = Path(__file__).parent.parent / "consumers"
TIMELINE = hostile()
Places = pytest.TempPathFactory
QUIET = "nothing has happened"  # the title of a page until markup in an event changes it


@pytest.fixture(scope="session")
def viewers() -> Path:
    """The npm packages at the versions of package-lock.json, installed once."""
    lock, folder = CONSUMERS / "package-lock.json", CONSUMERS / "node_modules"
    stamp = folder / ".installed"  # written last
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return folder
    npm = shutil.which("npm")
    missing = "no npm on this machine (apt-get install npm)" if npm is None else None
    if os.environ.get("TIMELINE_OFFLINE"):
        missing = "TIMELINE_OFFLINE is set and tests/consumers/node_modules is not there"
    if missing or npm is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}")
        pytest.skip(f"{missing}")
    subprocess.run([npm, "ci"], cwd=CONSUMERS, check=True, capture_output=True, timeout=500)
    stamp.write_bytes(lock.read_bytes())
    return folder


class Viewer:
    """A page with a viewer's script, without network, and what it complained about."""

    def __init__(self, browser: Browser, place: Path, *sources: Path) -> None:
        tags = "".join(
            f'<link rel="stylesheet" href="{source.as_uri()}">'
            if source.suffix == ".css"
            else f'<script src="{source.as_uri()}"></script>'
            for source in sources
        )
        place.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><title>{QUIET}</title>{tags}'
            '<div id="here" style="width: 1000px; height: 600px"></div>'
        )
        self.complaints: list[str] = []
        self.page: Page = browser.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.route("http*://**", self._asked)
        self.page.goto(place.as_uri())

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _asked(self, route: Any) -> None:
        self.complaints.append(f"asked for {route.request.url}")
        route.abort()

    def check(self) -> None:
        heard = [*self.complaints]
        self.complaints.clear()
        assert heard == []
        assert self.page.title() == QUIET


@pytest.fixture(scope="module")
def timelinejs(browser: Browser, viewers: Path, tmp_path_factory: Places) -> Iterator[Viewer]:
    dist = viewers / "@knight-lab/timelinejs/dist"
    place = tmp_path_factory.mktemp("timelinejs") / "page.html"
    viewer = Viewer(browser, place, dist / "css/timeline.css", dist / "js/timeline.js")
    yield viewer
    viewer.page.close()


@pytest.fixture(scope="module")
def vis(browser: Browser, viewers: Path, tmp_path_factory: Places) -> Iterator[Viewer]:
    script = viewers / "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"
    style = viewers / "vis-timeline/styles/vis-timeline-graph2d.min.css"
    viewer = Viewer(browser, tmp_path_factory.mktemp("vis") / "page.html", style, script)
    yield viewer
    viewer.page.close()


@pytest.fixture(scope="module")
def mermaid(browser: Browser, viewers: Path, tmp_path_factory: Places) -> Iterator[Viewer]:
    script = viewers / "mermaid/dist/mermaid.min.js"
    viewer = Viewer(browser, tmp_path_factory.mktemp("mermaid") / "page.html", script)
    viewer.page.evaluate("mermaid.initialize({startOnLoad: false})")
    yield viewer
    viewer.page.close()


def _kept(timeline: TimelineFile, written: Written) -> list[Any]:
    left_out = {loss.event for loss in written.losses if loss.what == "event"}
    return [event for event in timeline.events if event.id not in left_out]


# TimelineJS3

LOAD_TIMELINEJS = """data => new Promise(done => {
  document.getElementById('here').innerHTML = '';
  const shown = new TL.Timeline('here', data, {font: null, hash_bookmark: false});
  shown.on('ready', () => done(shown.config.events.map(slide => ({
    id: slide.unique_id, year: Number(slide.start_date.data.year), ends: !!slide.end_date}))));
})"""


def test_timelinejs_shows_every_slide(timelinejs: Viewer) -> None:
    written = FORMATS["timelinejs"].write(TIMELINE)
    kept = _kept(TIMELINE, written)
    assert len(kept) == len(TIMELINE.events) - 2  # JavaScript's calendar is too short for these
    slides = timelinejs.page.evaluate(LOAD_TIMELINEJS, json.loads(written.data))
    assert [slide["id"] for slide in slides] == [event.id for event in kept]
    years = {event.id: Day.parse(event.date.start).year for event in kept}
    for slide in slides:
        year = years[slide["id"]]
        assert slide["year"] == (year if year > 0 else year - 1)
    ends = {slide["id"] for slide in slides if slide["ends"]}
    several = {e.id for e in kept if e.date.granularity not in ("day", "time", "month", "year")}
    assert ends == several
    headlines = timelinejs.page.locator(".tl-slide .tl-headline")
    titles = [one_line(event.title) for event in kept if event.title]
    assert headlines.all_text_contents()[1:] == titles
    dates = timelinejs.page.locator(".tl-slide .tl-headline-date").all_text_contents()
    assert [date for date in dates if date] == [date_words(event.date) for event in kept]
    quotes = timelinejs.page.locator(".tl-slide blockquote").all_text_contents()
    assert quotes == [one_line(m.quote) for event in kept for m in event.mentions]
    assert timelinejs.page.locator(".tl-timemarker").count() == len(kept)
    links = timelinejs.page.locator(".tl-slide .tl-text a")
    addresses = {link.get_attribute("href") for link in links.all()}
    assert addresses == {TIMELINE.documents[0].url}  # and not the script of the other document
    timelinejs.check()


@settings(max_examples=12, deadline=None)
@given(timeline=timelines())
def test_timelinejs_loads_any_timeline(timelinejs: Viewer, timeline: TimelineFile) -> None:
    written = FORMATS["timelinejs"].write(timeline)
    kept = _kept(timeline, written)
    if not kept:
        return  # it has nothing to show without a slide, and says so
    slides = timelinejs.page.evaluate(LOAD_TIMELINEJS, json.loads(written.data))
    assert len(slides) == len(kept)
    timelinejs.check()


# vis-timeline

LOAD_VIS = """async data => {
  if (window.before) window.before.destroy(); // one without a place complains when it draws itself
  document.getElementById('here').innerHTML = '';
  const groups = new vis.DataSet(data.groups), items = new vis.DataSet(data.items);
  const shown = new vis.Timeline(document.getElementById('here'), items, groups, data.options);
  window.before = shown;
  const frame = () => new Promise(done => requestAnimationFrame(done));
  await frame(); // it draws itself in the next one
  await frame();
  const day = date => date && [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return items.map(item => {
    const data = shown.itemSet.items[item.id].data;
    return {id: item.id, start: day(data.start), end: day(data.end)};
  });
}"""

# Those that the window shows from end to end.
SEEN_IN_VIS = """() => {
  const {start, end} = window.before.getWindow();
  const items = Object.values(window.before.itemSet.items).map(item => item.data);
  const seen = items.filter(item => item.start >= start && (item.end || item.start) <= end);
  return seen.map(item => item.id);
}"""


def test_vis_places_every_item(vis: Viewer) -> None:
    written = FORMATS["vis"].write(TIMELINE)
    kept = _kept(TIMELINE, written)
    assert len(kept) == len(TIMELINE.events) - 2
    items = vis.page.evaluate(LOAD_VIS, json.loads(written.data))
    assert [item["start"] for item in items] == [list(Day.parse(e.date.start)) for e in kept]
    for item, event in zip(items, kept, strict=True):
        if event.date.start == event.date.end:
            assert item["end"] is None
        else:  # exclusive
            after = Day(*item["end"]).ordinal() - Day.parse(event.date.end).ordinal()
            assert after == 1
    assert vis.page.evaluate(SEEN_IN_VIS) == [item["id"] for item in items]
    vis.page.wait_for_selector(".vis-item")
    shown = vis.page.locator(".vis-item-content").all_text_contents()
    assert one_line("<script>document.title='owned'</script>") in "".join(shown)
    labels = vis.page.locator(".vis-label").all_text_contents()
    assert labels == ["Bridge <b>opens</b>: at last", "../</script> x=1.txt"]
    assert vis.page.locator(".vis-item script, .vis-item img, .vis-label b").count() == 0
    vis.check()


@settings(max_examples=20, deadline=None)
@given(timeline=timelines())
def test_vis_loads_any_timeline(vis: Viewer, timeline: TimelineFile) -> None:
    written = FORMATS["vis"].write(timeline)
    items = vis.page.evaluate(LOAD_VIS, json.loads(written.data))
    starts = [list(Day.parse(event.date.start)) for event in _kept(timeline, written)]
    assert [item["start"] for item in items] == starts
    vis.check()


# Mermaid

PARSE_MERMAID = """async text => {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  return diagram.db.getTasks().map(task => ({period: task.task, events: task.events}));
}"""
DRAW_MERMAID = """async text => {
  const drawn = await mermaid.render('drawn', text);
  document.getElementById('here').innerHTML = drawn.svg;
}"""


def _told(text: str) -> list[tuple[str, list[str]]]:
    """Periods and their events as the lines say it."""
    told: list[tuple[str, list[str]]] = []
    for line in text.splitlines()[1:]:
        words = line.strip()
        if words.startswith(": "):
            told[-1][1].append(words[2:])
        elif not words.startswith("section "):
            told.append((words, []))
    return told


def test_mermaid_draws_every_event(mermaid: Viewer) -> None:
    text = FORMATS["mermaid"].write(TIMELINE).data.decode()
    tasks = mermaid.page.evaluate(PARSE_MERMAID, text)
    assert [(task["period"], task["events"]) for task in tasks] == _told(text)
    events = [event for task in tasks for event in task["events"]]
    assert len(events) == len(TIMELINE.events) + len(TIMELINE.undated)
    mermaid.page.evaluate(DRAW_MERMAID, text)
    drawn = "".join(mermaid.page.locator("#here svg text").all_text_contents())
    for event in events:
        for word in event.split():
            assert word in drawn
    mermaid.check()


@settings(max_examples=60, deadline=None)
@given(timeline=timelines())
def test_mermaid_reads_any_timeline(mermaid: Viewer, timeline: TimelineFile) -> None:
    text = FORMATS["mermaid"].write(timeline).data.decode()
    if not (timeline.events or timeline.undated):
        return  # a diagram without periods
    tasks = mermaid.page.evaluate(PARSE_MERMAID, text)
    assert [(task["period"], task["events"]) for task in tasks] == _told(text)
    told = sum(len(task["events"]) for task in tasks)
    assert told == len(timeline.events) + len(timeline.undated)
    mermaid.check()
