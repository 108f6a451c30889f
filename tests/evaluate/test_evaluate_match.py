"""Which title tells which gold event."""

from __future__ import annotations

import pytest

from timeline.evaluate.days import parse_days
from timeline.evaluate.found import Found
from timeline.evaluate.gold import GoldEvent
from timeline.evaluate.match import pair, same_dates, text_overlaps
from timeline.evaluate.scores import matches
from timeline.evaluate.words import overlap, stems, tokens


def _gold(date: str, text: str, desc: str | None = None) -> GoldEvent:
    return GoldEvent(parse_days(date), text, desc, frozenset())


def _found(date: str, title: str) -> Found:
    return Found(title, parse_days(date), (), title)


def _pairs(
    gold: list[GoldEvent], found: list[Found], *, by_date: bool
) -> tuple[tuple[int, int], ...]:
    return pair(text_overlaps(gold, found), same_dates(gold, found), by_date=by_date)


def test_words_are_lower_cased_stemmed_and_without_stop_words() -> None:
    assert tokens("The Mayor's bridges were OPENED, opening 3 May") == [
        "mayor", "bridg", "open", "open", "3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Mayor opens bridge", "The bridge was opened by the mayor of Vik in the rain", 1.0),
        ("Mayor opens bridge in Vik", "Storm closes bridge near Vik today", 0.5),
        ("Storm closes bridge", "Engineer resigned", 0.0),
        ("of the and", "Engineer resigned", 0.0),
    ],
)
def test_overlap_is_the_part_of_the_shorter_text_that_is_shared(
    one: str, other: str, share: float
) -> None:
    assert overlap(stems(one), stems(other)) == share


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Holm opens north gate ferry", True),  # 2 of 5 words: exactly .4
        ("Holm opens north gate ferry line", False),  # 2 of 6
    ],
)
def test_two_fifths_of_the_shorter_text_make_a_match(title: str, is_it: bool) -> None:
    gold = [_gold("2019", "Holm opened Harbour Bridge connecting islands southwards")]
    assert bool(_pairs(gold, [_found("2019", title)], by_date=True)) is is_it


def test_the_description_counts_where_it_shares_more() -> None:
    title = [_found("2019", "Bridge inaugurated")]
    assert not _pairs([_gold("2019", "Holm cut a ribbon")], title, by_date=True)
    assert _pairs([_gold("2019", "Holm cut a ribbon", "Bridge inaugurated")], title, by_date=True)


def test_each_event_is_matched_once() -> None:
    gold = [_gold("2019", "Mayor opened bridge")]
    twice = [_found("2019", "Mayor opens bridge"), _found("2019", "Mayor opened bridge")]
    assert len(_pairs(gold, twice, by_date=True)) == 1


def test_as_many_pairs_as_possible_before_as_much_text_as_possible() -> None:
    # Pairing the two that share all five words leaves the other two, which share none.
    gold = [
        _gold("2019", "storm closed bridge ferry harbour"),
        _gold("2019", "storm ferry sank boats choir"),
    ]
    found = [
        _found("2019", "storm closed bridge ferry harbour"),
        _found("2019", "bridge harbour sold rust paint"),
    ]
    overlaps = text_overlaps(gold, found)
    assert overlaps[0, 0] > overlaps[0, 1] + overlaps[1, 0] and overlaps[1, 1] == 0
    assert set(_pairs(gold, found, by_date=True)) == {(0, 1), (1, 0)}


def test_dates_decide_only_where_asked() -> None:
    gold = [_gold("2019-05-03", "Mayor opened bridge")]
    found = [_found("2018-05-03", "Mayor opened bridge")]
    assert _pairs(gold, found, by_date=True) == ()
    assert _pairs(gold, found, by_date=False) == ((0, 0),)


def test_events_of_one_sentence_keep_their_own_dates() -> None:
    text = "He founded the firm and sold it"
    gold = [_gold("1985", text), _gold("1996", text)]
    found = [_found("1996", text), _found("1985", text)]
    assert set(_pairs(gold, found, by_date=False)) == {(0, 1), (1, 0)}


def test_each_event_is_listed_under_one_fault() -> None:
    gold = [
        _gold("2019-05-03", "Mayor opened bridge"),
        _gold("2019-12-06", "Storm closed bridge"),
        _gold("2011", "Engineer designed tunnel"),
    ]
    found = [
        _found("2019-05-03", "Mayor opens bridge"),
        _found("2019-12-07", "Storm closes bridge"),
        _found("2019-05-03", "Choir sings"),
    ]
    told = matches(gold, found)
    assert told.right == ((0, 0),)
    assert told.wrong_date == ((1, 1),)
    assert told.missed == (2,)
    assert told.false == (2,)


def test_nothing_found_is_no_fault_of_the_matcher() -> None:
    told = matches([_gold("2019", "Mayor opened bridge")], [])
    assert told.missed == (0,) and not told.right and not told.false
