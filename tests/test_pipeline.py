"""The whole path with a scripted model: order, options, evidence, and what goes wrong."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from articles import BRIDGE, STRIKE, document, several, shuffled, texts
from hypothesis import example, given
from hypothesis import strategies as st
from scripted import ScriptedModel, known, no_event, repeat_sentence, whole

from timeline import __version__, contract
from timeline.errors import DecodeError
from timeline.llm import Answer, Branch, Reply, Task
from timeline.pipeline import Options, Progress, extract_timeline
from timeline.prompts import load_prompt
from timeline.records import Day, Document, Skipped, Timeline

PROMPT = load_prompt()


def timeline_of(
    documents: Iterable[Document],
    model: ScriptedModel | None = None,
    options: Options = Options(),  # noqa: B008 (frozen)
) -> Timeline:
    model = model or ScriptedModel(repeat_sentence)
    return extract_timeline(list(documents), model, prompt=PROMPT, options=options)


def written(timeline: Timeline) -> bytes:
    return contract.dumps(contract.to_file(timeline))


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_documents_and_answers_changes_no_byte(seed: int) -> None:
    plain = written(timeline_of(several()))
    model = ScriptedModel(
        repeat_sentence,
        order=lambda answers: random.Random(seed).sample(answers, len(answers)),
        ahead=seed + 1,
    )
    assert written(timeline_of(shuffled(seed, several()), model)) == plain


@given(st.lists(texts(), max_size=4), st.randoms(use_true_random=False))
def test_nor_does_it_for_any_texts(contents: list[str], chance: random.Random) -> None:
    documents = [document(text, name=f"{n}.txt") for n, text in enumerate(contents)]
    plain = written(timeline_of(documents))
    backwards = ScriptedModel(repeat_sentence, order=lambda answers: reversed(answers), ahead=9)
    chance.shuffle(documents)
    assert written(timeline_of(documents, backwards)) == plain


def test_the_hash_seed_changes_no_byte() -> None:
    """Sets of words are iterated everywhere; their order must not show."""
    program = (
        "import sys; from test_pipeline import *; "
        "sys.stdout.buffer.write(written(timeline_of(several())))"
    )
    here = Path(__file__).parent
    path = f"{here.parent}{os.pathsep}{here}"
    out = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert out == {written(timeline_of(several()))}


@given(texts(), st.booleans())
@example("¹ - last week", True)  # the mark of a footnote is no digit to count with
def test_every_event_is_proved_by_exact_words(text: str, dated: bool) -> None:
    article = document(text) if dated else document(text, published=None)
    timeline = timeline_of([article])
    file = json.loads(written(timeline))
    assert {event["id"] for event in file["events"]}.isdisjoint(
        event["id"] for event in file["undated"]
    )
    for event in (*file["events"], *file["undated"]):
        assert event["mentions"]
        for mention in event["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["quote"]
            if mention["when"]:
                when = mention["when"]
                assert text[when["start"] : when["end"]] == when["text"]
    for event in timeline.events:
        assert event.date is not None
        assert event.date.start <= event.date.end
    assert all(event.date is None for event in timeline.undated)


@given(st.lists(texts(), max_size=3), st.integers(1, 4))
def test_progress_goes_forward_and_ends_complete(contents: list[str], ahead: int) -> None:
    documents = [document(text, name=f"{n}.txt") for n, text in enumerate(contents)]
    steps: list[Progress] = []
    model = ScriptedModel(repeat_sentence, order=lambda answers: reversed(answers), ahead=ahead)
    extract_timeline(documents, model, prompt=PROMPT, progress=steps.append)
    for one, later in itertools.pairwise(steps):
        assert one.documents_done <= later.documents_done
        assert one.chunks_done <= later.chunks_done
        assert one.mentions <= later.mentions
        assert one.share <= later.share
    last = steps[-1]
    assert last.documents_done == last.documents_total == len(documents)
    assert last.chunks_done == len(model.asked)
    assert last.share == 1


def test_without_a_publication_date_relative_events_are_undated() -> None:
    timeline = timeline_of([document(STRIKE, published=None)])
    assert [event.date and event.date.timex for event in timeline.events] == ["1961", "1987"]
    assert {m.when.text for e in timeline.undated for m in e.mentions if m.when} == {
        "Friday",
        "next week",
    }


def test_events_before_since_and_after_until_are_left_out() -> None:
    def starts(**options: Day) -> list[int]:
        timeline = timeline_of([document(STRIKE)], options=Options(**options))  # type: ignore[arg-type]
        return [event.date.start.year for event in timeline.events if event.date]

    assert set(starts()) == {1961, 1987, 2024}
    assert starts(until=Day(1961, 1, 1)) == [1961]
    assert starts(until=Day(1960, 12, 31)) == []
    assert set(starts(since=Day(1961, 12, 31))) == {1961, 1987, 2024}
    assert set(starts(since=Day(1962, 1, 1))) == {1987, 2024}
    assert starts(since=Day(1970, 1, 1), until=Day(1990, 1, 1)) == [1987]


def test_undated_events_are_kept_or_dropped() -> None:
    article = document(STRIKE, published=None)
    kept = timeline_of([article], options=Options(since=Day(2030, 1, 1)))
    assert kept.events == ()
    assert len(kept.undated) == 3  # the headline and the lead are one
    dropped = timeline_of([article], options=Options(keep_undated=False))
    assert dropped.undated == ()
    assert len(dropped.events) == 2


def test_the_same_article_twice_is_told_once() -> None:
    once = timeline_of([document(BRIDGE, name="a.txt")])
    documents = [document(BRIDGE, name="a.txt"), document(BRIDGE, name="b.txt")]
    together = timeline_of(documents)
    apart = timeline_of(documents, options=Options(merge=False))
    assert [event.title for event in together.events] == [event.title for event in once.events]
    assert all(len(event.mentions) >= 2 for event in together.events)
    assert len(apart.events) == 2 * len(
        timeline_of(documents[:1], options=Options(merge=False)).events
    )


def test_confidence_is_asked_of_the_model() -> None:
    model = ScriptedModel(repeat_sentence)
    timeline_of([document(STRIKE)], model, Options(min_confidence=0.2, statements=False))
    assert {branch.watch_limit for task in model.asked for branch in task.branches} == {0.8}


@pytest.mark.parametrize(("least", "kept"), [(0.44, True), (0.46, False)])
def test_an_unsure_title_is_kept_by_its_confidence(least: float, kept: bool) -> None:
    model = ScriptedModel(lambda _, branch: whole(branch, "Ada Holm opens bridge", certainty=0.5))
    timeline = timeline_of([document(BRIDGE)], model, Options(min_confidence=least))
    assert bool(timeline.events) == kept
    assert all(event.confidence == 0.45 for event in timeline.events)  # 0.9 x 0.5


def test_what_was_skipped_is_in_the_report_in_order() -> None:
    def tell(_: Task, branch: Branch) -> Reply:
        if known(branch)[1] == "1961":
            return Reply(branch.forced, False, 0.1)
        return whole(branch, "President flies to the moon")

    before = [
        Skipped("z.bin", "document", "it is binary"),
        Skipped("b.bin", "document", "it is empty"),
    ]
    timeline = extract_timeline(
        [document(STRIKE, name="c.txt")], ScriptedModel(tell), prompt=PROMPT, skipped=before
    )
    assert timeline.events == timeline.undated == ()
    assert [one.document for one in timeline.skipped] == ["b.bin", *["c.txt"] * 7, "z.bin"]
    reasons = [one.reason for one in timeline.skipped]
    assert sum("cut off" in reason for reason in reasons) == 1
    assert sum("what the article does not" in reason for reason in reasons) == 6
    starts = [int(one.where.split()[1]) for one in timeline.skipped if one.document == "c.txt"]
    assert starts == sorted(starts)


def test_two_reports_of_one_place_have_one_order() -> None:
    reports = [Skipped("a", "document", "why"), Skipped("a", "document", "because")]
    model = ScriptedModel(repeat_sentence)
    one, other = (
        extract_timeline([], model, prompt=PROMPT, skipped=skipped)
        for skipped in (reports, reports[::-1])
    )
    assert one.skipped == other.skipped


def test_a_title_refused_at_two_dates_of_a_sentence_is_reported_once() -> None:
    """As `timeline merge` does: the whole is the union of its parts."""
    article = document("Ada Holm built the mill in 1986 and sold it to Orrin Steel in 2005.")
    model = ScriptedModel(lambda _, branch: whole(branch, "Berlin in 1987"))
    (refused,) = extract_timeline([article], model, prompt=PROMPT).skipped
    assert "says what the article does not" in refused.reason


def test_a_failing_model_is_an_error_of_the_run() -> None:
    def fail(answers: list[Answer]) -> list[Answer]:
        raise DecodeError("llama.cpp: no room")

    with pytest.raises(DecodeError, match="no room"):
        timeline_of(several(), ScriptedModel(repeat_sentence, order=fail))


def test_nothing_to_tell_gives_an_empty_timeline() -> None:
    silent = timeline_of([document(STRIKE)], ScriptedModel(lambda *_: no_event()))
    assert (silent.events, silent.undated, silent.skipped) == ((), (), ())
    assert len(silent.documents) == 1
    nothing = timeline_of([])
    assert (nothing.documents, nothing.events) == ((), ())
    assert json.loads(written(nothing))["schema"] == "timeline/1"


def test_the_generator_says_how_it_was_made() -> None:
    options = Options(since=Day(-43, 3, 15), date_order="DMY", min_confidence=0.4, merge=False)
    generator = timeline_of(several(), options=options).generator
    assert (generator.version, generator.model_name) == (__version__, "scripted")
    assert generator.model_sha256 == "5" * 64
    assert (generator.prompt_name, generator.prompt_sha256) == ("events", PROMPT.sha256)
    assert generator.settings == {
        "date_order": "DMY",
        "anchor": "auto",
        "min_confidence": 0.4,
        "statements": True,
        "merge": False,
        "undated": "keep",
        "since": "-0043-03-15",
        "until": None,
        "param.title_words": 12,
    }
    assert set(generator.settings) >= {"undated", *_names(Options) - {"keep_undated"}}


def _names(options: type[Options]) -> set[str]:
    return {field.name for field in dataclasses.fields(options)}
