"""Date, AR, B³, CEAF-e and entity-timeline scores against values worked out by hand."""

from __future__ import annotations

import pytest

from timeline.evaluate.alignment import score_alignment
from timeline.evaluate.coreference import align_mentions, score_b_cubed, score_ceaf_e
from timeline.evaluate.dates import score_dates, score_near_dates
from timeline.evaluate.days import parse_days
from timeline.evaluate.found import Found
from timeline.evaluate.gold import Anchored, GoldEvent, Place
from timeline.evaluate.ordering import anchored, names, score_timeline
from timeline.evaluate.relations import Order, Relation
from timeline.evaluate.tally import Tally, mean, total


def _gold(date: str, text: str) -> GoldEvent:
    return GoldEvent(parse_days(date), text, None, frozenset())


def _found(date: str | None, title: str, *places: Place) -> Found:
    return Found(title, parse_days(date) if date else None, places, title)


def test_averages_take_the_mean_before_f1_and_totals_after() -> None:
    good, poor = Tally(1, 1, 1, 1), Tally(1, 4, 1, 2)
    assert mean([good, poor])["f1"] == pytest.approx(2 * 0.625 * 0.75 / 1.375)
    assert total([good, poor]).values()["f1"] == pytest.approx(2 * (2 / 5) * (2 / 3) / (16 / 15))


def test_dates_count_once_each_and_undated_ones_never() -> None:
    gold = [parse_days(date) for date in ("2019-05-03", "2019-05-03", "2019-12", "2011")]
    found = [parse_days("2019-05-04"), parse_days("2019-12"), parse_days("2019-12"), None]
    exact, near = score_dates(gold, found), score_near_dates(gold, found)
    assert (exact.right, exact.found, exact.covered, exact.gold) == (1, 2, 1, 3)
    assert (near.right, near.found, near.covered, near.gold) == (2, 2, 2, 3)


def test_alignment_pays_for_the_distance_of_days() -> None:
    # One day apart: half of the shared words. 2 of 3 found words, 2 of 4 gold words are shared.
    tally = score_alignment(
        [_gold("2019-05-03", "mayor opened harbour bridge")],
        [_found("2019-05-04", "opening bridge rain")],
        size=1,
    )
    assert tally.precision == pytest.approx(0.5 * 2 / 3)
    assert tally.recall == pytest.approx(0.5 * 2 / 4)


def test_alignment_lets_several_days_choose_one() -> None:
    # Both found days are aligned with the only gold day, at distance 0 and 9.
    tally = score_alignment(
        [_gold("2019-05-03", "mayor opened bridge")],
        [_found("2019-05-03", "mayor opens"), _found("2019-05-12", "bridge opens")],
        size=1,
    )
    assert tally.precision == pytest.approx((2 + 2 / 10) / 4)
    assert tally.recall == pytest.approx(2 / 3)


def test_alignment_prefers_the_day_with_the_same_words() -> None:
    # 1 day apart without a shared word costs 1/2; 2 days apart with all words costs nothing.
    tally = score_alignment(
        [_gold("2019-05-03", "storm closed tunnel"), _gold("2019-05-06", "mayor opened bridge")],
        [_found("2019-05-04", "mayor opened bridge")],
        size=1,
    )
    assert tally.precision == pytest.approx(1 / 3)


def test_alignment_counts_pairs_of_words_within_a_text() -> None:
    tally = score_alignment(
        [_gold("2019", "mayor opened bridge"), _gold("2019", "choir sang")],
        [_found("2019", "mayor opened bridge choir sang")],
        size=2,
    )
    assert (tally.right, tally.found, tally.gold) == (3, 4, 3)


def _partition(*groups: str) -> list[list[Place]]:
    return [[("d", int(mention, 16)) for mention in group] for group in groups]


def test_b_cubed_of_the_example_in_its_paper() -> None:
    # Bagga & Baldwin 1998: chains 1-5, 6-7, 8-C; the response joins the last two.
    mentions = align_mentions(_partition("12345", "67", "89ABC"), _partition("12345", "6789ABC"))
    tally = score_b_cubed(mentions)
    assert tally.precision == pytest.approx(16 / 21)  # 76 % in the paper
    assert tally.recall == 1.0


def test_ceaf_e_aligns_groups_one_to_one() -> None:
    # φ4: 1 for the first chain, 2 * 5 / (5 + 7) for the longer of the joined two.
    tally = score_ceaf_e(
        align_mentions(_partition("12345", "67", "89ABC"), _partition("12345", "6789ABC"))
    )
    assert tally.precision == pytest.approx((1 + 10 / 12) / 2)
    assert tally.recall == pytest.approx((1 + 10 / 12) / 3)


def test_only_mentions_of_both_sides_are_compared() -> None:
    mentions = align_mentions(_partition("12", "3"), _partition("1", "2", "45"))
    assert score_b_cubed(mentions).values() == pytest.approx(
        {"precision": 1.0, "recall": 0.5, "f1": 2 / 3}
    )


def test_mentions_of_one_sentence_go_to_the_event_that_shares_most() -> None:
    # Sentence 1 reports two gold events; the found one is the second, told again in sentence 2.
    mentions = align_mentions(_partition("1", "12"), _partition("12"))
    assert mentions == ((1, 0), (1, 0))


def test_nothing_in_common_scores_nothing() -> None:
    mentions = align_mentions(_partition("1"), _partition("2"))
    assert mentions == ()
    assert score_b_cubed(mentions).values()["f1"] == score_ceaf_e(mentions).values()["f1"] == 0.0


def _same(one: str, other: str) -> Relation:
    return Relation(one, "simultaneous", other)


def _before(one: str, other: str) -> Relation:
    return Relation(one, "before", other)


def test_the_closure_joins_and_chains() -> None:
    order = Order([_same("a", "t"), _same("b", "t"), _before("b", "c"), _before("c", "d")])
    assert order.says(_same("a", "b"))
    assert order.says(_before("a", "d"))
    assert not order.says(_before("d", "a"))
    assert not order.says(_same("a", "c"))
    assert not order.says(_before("a", "z"))


def test_what_follows_from_the_rest_is_reduced() -> None:
    told = [_same("a", "t"), _same("b", "t"), _before("b", "c")]
    assert Order([*told, _same("a", "b"), _before("a", "c")]).reduced == told


def test_a_contradiction_counts_but_implies_nothing() -> None:
    order = Order([_before("a", "b"), _before("b", "a"), _before("b", "c")])
    assert order.reduced == [_before("a", "b"), _before("b", "a"), _before("b", "c")]
    assert order.says(_before("b", "a"))
    assert not order.says(_before("c", "a"))


def test_moments_found_to_be_one_keep_what_comes_later() -> None:
    order = Order([_before("a", "b"), _before("x", "y"), _same("b", "x")])
    assert order.says(_before("a", "y"))


def _at(order: int, date: str, *mentions: tuple[int, str]) -> Anchored:
    return Anchored(order, date, tuple((("d", sent), word) for sent, word in mentions))


GOLD = [
    _at(0, "XXXX-XX-XX", (9, "admired")),
    _at(1, "2011", (2, "designed")),
    _at(2, "2019-05-03", (1, "opened"), (5, "opening")),
    _at(3, "2019-12-XX", (2, "resigned")),
]


def test_a_timeline_against_itself_is_perfect() -> None:
    tally = score_timeline(GOLD, GOLD)
    assert tally.values()["f1"] == 1.0
    assert tally.gold == 6  # four mentions at their dates, two steps; 0 is no position


def test_a_wrong_date_still_has_its_place_in_the_order() -> None:
    found = [
        _at(1, "2011", (2, "Brandt designs bridge")),
        _at(2, "2019-05-04", (1, "Holm opens bridge")),
    ]
    tally = score_timeline(GOLD, found)
    assert (tally.right, tally.found) == (2, 3)  # one date, one step; the other date is wrong
    assert (tally.covered, tally.gold) == (2, 6)


def test_a_mention_outside_gold_costs_precision_and_breaks_no_order() -> None:
    found = [
        _at(1, "2011", (2, "Brandt designs bridge")),
        _at(2, "2015", (7, "Choir sings")),
        _at(3, "2019-05-03", (1, "Holm opens bridge")),
    ]
    tally = score_timeline(GOLD, found)
    assert (tally.right, tally.found) == (2, 5)
    assert (tally.covered, tally.gold) == (3, 6)  # designed before opened follows from the chain


def test_the_title_tells_which_event_of_a_sentence_it_is() -> None:
    found = [_at(1, "2019-12", (2, "Brandt resigns"))]
    assert score_timeline(GOLD, found).right == 1
    wrong = [_at(1, "2019-12", (2, "Brandt designs"))]
    assert score_timeline(GOLD, wrong).right == 0


def test_found_events_are_ordered_by_date_and_undated_ones_left_out() -> None:
    events = anchored(
        [
            _found("2019-05-03", "opens", ("d", 1)),
            _found(None, "says", ("d", 3)),
            _found("2011", "designs", ("d", 2)),
            _found("2019-05-03", "sings", ("d", 4)),
        ]
    )
    assert [(event.order, event.date) for event in events] == [
        (1, "2011"), (2, "2019-05-03"), (2, "2019-05-03"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "entity", "does"),
    [
        ("Holm opens the bridge", "Ida Holm", True),
        ("They holm and haw", "Ida Holm", False),
        ("The bridge at the harbour", "Harbour Bridge", True),
        ("A 3G network", "Phone 3G", False),
        ("A store of goods", "Books store", False),
        ("Phones", "Phone", False),
    ],
)
def test_names(text: str, entity: str, does: bool) -> None:
    assert names(text, entity) is does
