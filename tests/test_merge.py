"""The same happening told twice becomes one, with all its evidence, in any order."""

from __future__ import annotations

import functools
import itertools
import random
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_timelines import TITLES, telling

from timeline import merge as merging
from timeline.language.words import content_words
from timeline.merge import COMMON, NEIGHBOURS, merge
from timeline.records import DateSource, Day, Event, Mention, TimeExpression

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("merge.toml").read_text())["case"]


mention = functools.partial(telling, document="a")  # titles as quotes


def days(event: Event) -> str | None:
    return event.date.timex if event.date else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_merge(case: dict[str, Any]) -> None:
    one, other = (
        mention(
            told["title"],
            told.get("day"),
            at=told.get("at", at),
            document=told.get("document", "a"),
            date_from=told.get("from", "expression"),
            participants=tuple(told.get("names", ())),
        )
        for at, told in ((0, case["one"]), (100, case["other"]))
    )
    events = merge([one, other])
    assert len(events) == (1 if case["same"] else 2)
    assert merge([other, one]) == events
    if case["same"]:
        assert days(events[0]) == case.get("day")
        assert set(events[0].mentions) == {one, other}


SOURCES: tuple[DateSource, ...] = ("expression", "publication")
DAYS = st.sampled_from(
    [None, "2024-03-04", "2024-03-05", "2024-03-08", "2024-03-01..2024-03-31",
     "2024-01-01..2024-12-31", "2019-03-04", "-0043-03-15"]
)  # fmt: skip


@st.composite
def tellings(draw: st.DrawFn) -> list[Mention]:
    told = draw(
        st.lists(
            st.tuples(
                TITLES,
                DAYS,
                st.sampled_from(["a", "b", "c"]),
                st.sampled_from(SOURCES),
                st.sampled_from([0.5, 0.9]),
            ),
            max_size=12,
        )
    )
    return [
        mention(title, day, at=100 * n, document=where, date_from=source, confidence=sure)
        for n, (title, day, where, source, sure) in enumerate(told)
    ]


@given(tellings(), st.randoms())
def test_the_order_in_which_mentions_come_changes_nothing(
    told: list[Mention], chance: random.Random
) -> None:
    events = merge(told)
    chance.shuffle(told)
    assert merge(iter(told)) == events


@given(tellings())
def test_no_two_mentions_of_an_event_are_days_apart(told: list[Mention]) -> None:
    for event in merge(told):
        dates = [one.date for one in event.mentions if one.date]
        for one, other in itertools.combinations(dates, 2):
            assert one.days_from(other) <= merging.LATE_DAYS


@given(tellings(), st.booleans())
def test_every_mention_is_kept_exactly_once(told: list[Mention], together: bool) -> None:
    events = merge(told, together=together)
    kept = [one for event in events for one in event.mentions]
    assert len(kept) == len(told)
    assert set(kept) == set(told)
    assert all(event.mentions for event in events)
    assert len({event.id for event in events}) == len(events)


@given(tellings())
def test_events_are_in_the_order_of_the_contract(told: list[Mention]) -> None:
    events = merge(told)
    dated = [event for event in events if event.date]
    assert list(events) == dated + [event for event in events if not event.date]

    def key(event: Event) -> tuple[Day, Day, str, int]:
        assert event.date is not None
        place = min((one.evidence.document, one.evidence.start) for one in event.mentions)
        return event.date.start, event.date.end, *place

    assert [key(event) for event in dated] == sorted(key(event) for event in dated)


@given(tellings())
def test_date_and_conflicts_come_from_the_mentions(told: list[Mention]) -> None:
    for event in merge(told):
        dates = [one.date for one in event.mentions]
        assert event.date in dates
        assert event.title == event.mentions[0].title
        assert event.date == event.mentions[0].date
        assert event.confidence == max(one.confidence for one in event.mentions)
        if event.date is None:
            assert not any(dates)
        for conflict in event.conflicts:
            assert conflict in dates
            assert event.date is not None
            assert conflict.days_from(event.date) > 0


@given(tellings())
def test_apart_every_mention_is_an_event(told: list[Mention]) -> None:
    events = merge(told, together=False)
    assert [len(event.mentions) for event in events] == [1] * len(told)
    assert all(event.conflicts == () for event in events)


def test_nothing_gives_nothing() -> None:
    assert merge([]) == ()


def test_two_times_of_one_sentence_come_in_the_order_of_the_text() -> None:
    """As "On Monday, 4 March, Holm opened the bridge": asked about twice, one event."""
    told = mention("Ada Holm opens Sill bridge", "2024-03-04")
    first, second = (
        replace(told, when=TimeExpression(at, at + 3, "x" * 3, "date")) for at in (0, 9)
    )
    (event,) = merge([second, first])
    assert event.mentions == (first, second)
    assert merge([first, second]) == (event,)


def test_an_id_comes_from_the_evidence_and_from_nothing_else() -> None:
    told = [mention("Ada Holm opens the bridge", "2024-03-04", at=0)]
    (event,) = merge(told)
    assert event.id == "a242f14a0439"  # changes when the rule changes: files then differ for all
    (surer,) = merge([mention("Ada Holm opens the bridge", "2024-03-04", at=0, confidence=0.1)])
    assert surer.id == event.id
    (moved,) = merge([mention("Ada Holm opens the bridge", "2024-03-04", at=1)])
    assert moved.id != event.id


def test_the_best_mention_speaks_for_the_event() -> None:
    paper = mention("Holm opens Sill bridge", "2024-03-04", at=0, date_from="publication")
    vague = mention("Ada Holm opens Sill bridge", "2024-03-04..2024-03-10", at=100)
    unsure = mention("Ada Holm opens the Sill bridge", "2024-03-04", at=200, confidence=0.4)
    sure = mention("Mayor Ada Holm opens Sill bridge", "2024-03-04", at=300, document="b")
    (event,) = merge([paper, vague, unsure, sure])
    assert event.mentions == (sure, unsure, vague, paper)


def test_what_the_best_mention_says_is_the_events() -> None:
    best = mention("Ada Holm opens Sill bridge", "2024-03-04", place="Sill", fields=(("cost", 4),))
    told = [best, mention("Holm opens Sill bridge", "2024-03-04..2024-03-10", at=100, place="Vik")]
    (event,) = merge(told)
    assert (event.date_text, event.date_from, event.place) == ("Ada", "expression", "Sill")
    (undated,) = merge([mention("Ada Holm opens Sill bridge")])
    assert (undated.date_text, undated.date_from, undated.place) == (None, None, None)


def test_a_month_of_days_is_still_an_expression_and_more_is_not() -> None:
    paper = mention("Ada Holm opens Sill bridge", "2024-03-05", at=100, date_from="publication")
    month = mention("Ada Holm opens Sill bridge", "2024-03-01..2024-03-31")
    longer = mention("Ada Holm opens Sill bridge", "2024-03-01..2024-04-01")
    assert [days(merge([paper, told])[0]) for told in (month, longer)] == [
        "2024-03-01..2024-03-31",
        "2024-03-05",
    ]


def test_fields_come_from_the_surest_mention_and_others_are_kept_beside_them() -> None:
    """The best-dated mention says 4, the surest one 5."""
    told = [
        mention("Ada Holm opens Sill bridge", "2024-03-04", fields=(("cost", 4),), confidence=0.5),
        mention(
            "Ada Holm opens Sill bridge", "2024-03-04..2024-03-10", at=100, fields=(("cost", 5),)
        ),
    ]
    (event,) = merge(told)
    assert event.mentions[0] is told[0]
    assert event.fields == (("cost", 5),)
    assert dict(event.field_conflicts) == {"cost": (4,)}


@pytest.mark.parametrize(("at", "same"), [(200, True), (201, False)])
def test_the_lead_follows_the_headline_closely(at: int, same: bool) -> None:
    for first in (0, 50):  # where the document's first mention is
        told = [
            mention("Sill bridge opens", "2024-03-04", at=first),
            mention("Mayor Ada Holm opens crossing of Sill", "2024-03-04", at=first + at),
        ]
        assert len(merge(told)) == (1 if same else 2)


def test_the_nearest_days_are_tied_first() -> None:
    """Monday's paper can tell Sunday's event or Thursday's: the two cannot be one."""
    told = [
        mention("Ada Holm opens the Sill bridge", "2024-03-03", document="a"),
        mention("Ada Holm opens the Sill bridge", "2024-03-07", document="b"),
        mention(
            "Ada Holm opens the Sill bridge", "2024-03-06", document="c", date_from="publication"
        ),
    ]
    events = merge(told)
    assert [[one.evidence.document for one in event.mentions] for event in events] == [
        ["a"],
        ["b", "c"],
    ]


def test_titles_without_a_rare_word_meet_beyond_their_neighbours() -> None:
    """Each word of the two titles stands in more than NEIGHBOURS others between them."""
    between = [
        mention(f"{word} {word}{number}", "2024-03-04", document=f"{word}{number:03}")
        for word in ("Sill", "bridge", "opens")
        for number in range(NEIGHBOURS + 5)
    ]
    ends = [mention("Sill bridge opens", "2024-03-04", document=name) for name in ("A", "z")]
    events = merge([*ends, *between])
    assert [set(ends)] == [set(event.mentions) for event in events if len(event.mentions) > 1]


def test_a_date_that_another_mention_gives_is_kept_as_a_conflict() -> None:
    """Monday's and Wednesday's date of one event, tied together by Tuesday's paper."""
    monday = mention("Ada Holm opens Sill bridge", "2024-03-04", document="a")
    wednesday = mention("Ada Holm opens Sill bridge", "2024-03-06", document="b")
    paper = mention(
        "Ada Holm opens Sill bridge", "2024-03-05", document="c", date_from="publication"
    )
    (event,) = merge([monday, wednesday, paper])
    assert days(event) == "2024-03-04"
    assert [conflict.timex for conflict in event.conflicts] == ["2024-03-06"]


def test_what_happens_every_day_is_not_one_event() -> None:
    """Single links would tie a month of daily papers together."""
    told = [
        mention(
            "Shares fall at the Orrin exchange",
            f"2024-03-{day:02}",
            document=f"{day:02}",
            date_from="publication",
        )
        for day in range(1, 31)
    ]
    for event in merge(told):
        starts = [one.date.start.ordinal() for one in event.mentions if one.date]
        assert max(starts) - min(starts) <= merging.LATE_DAYS


def test_an_undated_mention_does_not_tie_two_days_together() -> None:
    told = [
        mention("Ada Holm visits the Sill mill", "2024-03-04", at=0),
        mention("Ada Holm visits the Sill mill", "2024-05-20", at=100),
        mention("Ada Holm visits the Sill mill", at=200),
    ]
    events = merge(told)
    assert [days(event) for event in events] == ["2024-03-04", "2024-05-20"]


def test_an_event_that_everybody_tells_is_one_event() -> None:
    """More mentions than COMMON: no word of the title is rare, and still it is one event."""
    told = [
        mention("Ada Holm opens the Sill bridge", "2024-03-04", document=f"{number:04}")
        for number in range(COMMON * 2)
    ]
    (event,) = merge(told)
    assert len(event.mentions) == len(told)


def _names(chance: random.Random, _: int) -> tuple[str, str]:
    """News of many people: rare names, common deeds."""
    names = [f"Name{chance.randrange(3_000)}" for _ in range(2)]
    day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return f"{names[0]} deed{chance.randrange(60)} {names[1]}", day


def _language(chance: random.Random, _: int) -> tuple[str, str]:
    """Words as often as in a language: a few are in every other title, most in one."""
    words = {f"Word{min(int(chance.paretovariate(1)), 8_000)}" for _ in range(6)}
    return " ".join(sorted(words)), f"2024-{chance.randint(1, 12):02}-04"


def _stories(_: random.Random, number: int) -> tuple[str, str]:
    """Fifty happenings that every paper tells in the same words."""
    story = number % 50
    return f"Mayor{story} opens{story} bridge{story}", f"2024-03-{story % 28 + 1:02}"


def _story(_: random.Random, number: int) -> tuple[str, str]:
    """One happening, told every day of a year."""
    return "Ada Holm opens the Sill bridge", f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"


@pytest.mark.parametrize("told_by", [_names, _language, _stories, _story])
def test_ten_thousand_mentions_meet_few_others(
    told_by: Callable[[random.Random, int], tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No more pairs than the words that are rare enough allow, far fewer than all."""
    compared = 0
    words_needed = merging._words_needed

    def counting(left: Mention, right: Mention) -> float | None:
        nonlocal compared
        compared += 1
        return words_needed(left, right)

    monkeypatch.setattr(merging, "_words_needed", counting)
    chance = random.Random(7)
    told = [mention(*told_by(chance, number), document=f"{number:05}") for number in range(10_000)]
    events = merge(told)
    assert sum(len(event.mentions) for event in events) == len(told)
    index = Counter(word for one in told for word in content_words(one.title))
    allowed = sum(n * (n - 1) // 2 if n <= COMMON else n * NEIGHBOURS for n in index.values())
    assert 0 < compared <= allowed
    assert compared < len(told) ** 2 / 2 / 40


def test_variants_of_one_event_without_a_rare_word_are_one_event() -> None:
    told = [
        mention(title, "2024-03-04", document=f"{number:04}")
        for number in range(COMMON)
        for title in ("Ada Holm opens the Sill bridge", "Mayor Ada Holm opens new Sill bridge")
    ]
    assert len(merge(told)) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_ids_do_not_depend_on_the_order_of_arrival(order: tuple[int, ...]) -> None:
    told = [
        mention("Ada Holm opens the Sill bridge", "2024-03-04", document=name) for name in "abc"
    ]
    (event,) = merge([told[at] for at in order])
    (same,) = merge(told)
    assert event.id == same.id


def test_what_is_said_and_what_happened_are_not_one() -> None:
    event = mention("Ada Holm closes the bridge", "2024-03-04")
    statement = replace(event, kind="statement")
    events = merge([event, statement])
    assert sorted(one.kind for one in events) == ["event", "statement"]
    assert len({one.id for one in events}) == 2
    again = replace(statement, evidence=replace(statement.evidence, document="b"))
    (said,) = merge([statement, again])
    assert (said.kind, len(said.mentions)) == ("statement", 2)
