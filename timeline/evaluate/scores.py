"""All measures of one gold set, and of several together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.contract import TimelineFile
from timeline.errors import UsageError
from timeline.evaluate.alignment import score_alignment
from timeline.evaluate.coreference import align_mentions, score_b_cubed, score_ceaf_e
from timeline.evaluate.dates import score_dates, score_near_dates
from timeline.evaluate.found import Found, found_in
from timeline.evaluate.gold import Gold, GoldEvent
from timeline.evaluate.match import Pairs, pair, same_dates, text_overlaps
from timeline.evaluate.names import score_participants, score_places
from timeline.evaluate.ordering import score_timelines
from timeline.evaluate.tally import Tally, mean, ratio, total

# Averaged over sets, as news-tls does; all other measures add up their counts.
AVERAGED = ("date", "date_near", "ar1", "ar2")


@dataclass(frozen=True, slots=True)
class Scores:
    """One set's measures; the optional ones are absent where gold lacks the annotation."""

    name: str
    gold: int  # events
    found: int  # events
    undated: int  # events among the found
    text_matches: int
    right_dates: int  # among the text matches
    mentions: int  # aligned for B³ and CEAF-e
    tallies: dict[str, Tally]

    def values(self) -> dict[str, float]:
        """Every measure by the name that `--json` and `--fail-under` use."""
        return _values([self])


@dataclass(frozen=True, slots=True)
class Matches:
    """Who is who, for people: no event is in two of these."""

    right: Pairs
    wrong_date: Pairs
    missed: tuple[int, ...]  # gold
    false: tuple[int, ...]  # found


@dataclass(frozen=True, slots=True)
class Scored:
    """One gold set with the events found, their scores, and what became of each event."""

    gold: Gold
    found: tuple[Found, ...]
    scores: Scores
    matches: Matches


def score(timeline: TimelineFile, gold: Gold) -> Scored:
    """Score a timeline against one gold set.

    Raises UsageError when the timeline has events but none from an article of the set.
    """
    found = found_in(timeline, gold)
    if not found and (timeline.events or timeline.undated):
        raise UsageError(
            f"no document of the timeline is an article of the gold set {gold.name!r}; "
            "documents are recognized by file name"
        )
    return Scored(gold, found, score_events(gold, found), matches(gold.events, found))


def score_events(gold: Gold, found: Sequence[Found]) -> Scores:
    """The measures of these events against one gold set."""
    overlaps, dates = text_overlaps(gold.events, found), same_dates(gold.events, found)
    right = pair(overlaps, dates, by_date=True)
    alike = pair(overlaps, dates, by_date=False)
    wanted, given = [e.date for e in gold.events], [f.date for f in found]
    tallies = {
        "date": score_dates(wanted, given),
        "date_near": score_near_dates(wanted, given),
        "event": Tally(len(right), len(found), len(right), len(gold.events)),
        "ar1": score_alignment(gold.events, found, size=1),
        "ar2": score_alignment(gold.events, found, size=2),
    }
    aligned = align_mentions(gold.clusters, [event.places for event in found])
    if gold.clusters:
        tallies["b3"] = score_b_cubed(aligned)
        tallies["ceafe"] = score_ceaf_e(aligned)
    if gold.timelines:
        tallies["timeline"] = score_timelines(gold.timelines, found)
    if any(event.participants is not None for event in gold.events):
        tallies["participants"] = score_participants(gold.events, found, right)
        tallies["place"] = score_places(gold.events, found, right)
    return Scores(
        name=gold.name,
        gold=len(gold.events),
        found=len(found),
        undated=given.count(None),
        text_matches=len(alike),
        right_dates=sum(bool(dates[match]) for match in alike),
        mentions=len(aligned),
        tallies=tallies,
    )


def pooled(sets: Sequence[Scores]) -> dict[str, float]:
    """The measures of all sets together, by the same names."""
    return _values(sets)


def _values(sets: Sequence[Scores]) -> dict[str, float]:
    alike = sum(scores.text_matches for scores in sets)
    values = {
        "text_recall": ratio(alike, sum(scores.gold for scores in sets)),
        "date_accuracy": ratio(sum(scores.right_dates for scores in sets), alike),
    }
    for measure in dict.fromkeys(name for scores in sets for name in scores.tallies):
        tallies = [scores.tallies[measure] for scores in sets if measure in scores.tallies]
        three = mean(tallies) if measure in AVERAGED else total(tallies).values()
        values |= {f"{measure}_{part}": value for part, value in three.items()}
    return values


def matches(gold: Sequence[GoldEvent], found: Sequence[Found]) -> Matches:
    """Right ones first; the text matches among the rest are wrong dates; what is left, is left."""
    overlaps, dates = text_overlaps(gold, found), same_dates(gold, found)
    right = pair(overlaps, dates, by_date=True)
    for row, column in right:
        overlaps[row, :] = 0
        overlaps[:, column] = 0
    wrong = pair(overlaps, dates, by_date=False)
    known = [*right, *wrong]
    rows, columns = {row for row, _ in known}, {column for _, column in known}
    return Matches(
        right,
        wrong,
        tuple(row for row in range(len(gold)) if row not in rows),
        tuple(column for column in range(len(found)) if column not in columns),
    )
