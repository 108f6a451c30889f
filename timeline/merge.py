"""Mentions → events: the same happening told twice becomes one, with all its evidence.

Two gates, both cheap: days first (only mentions whose days touch can be the same event), then
words. Candidates come from an index of rare words, so that thousands of mentions never meet
pairwise. The result does not depend on the order in which mentions arrive.
"""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.fields import combine_fields
from timeline.language.words import content_words
from timeline.records import Day, Event, Mention, ResolvedDate

SAME_WORDS = 0.7  # share of the shorter title's words, by weight, that the other title has too
SURELY_SAME_WORDS = 0.8  # asked of pairs whose days only might agree
HEADLINE_WORDS = 0.5  # share of the shorter title's words, where one is the headline's
LEAD_CHARACTERS = 200  # from a document's first mention to the lead, which tells the same news
LATE_DAYS = 3  # a sentence without a date may retell what happened so many days before
WIDE_DAYS = 31  # a span longer than this touches too much to prove anything by itself
COMMON = 200  # a word in more titles than this does not tell events apart by itself
NEIGHBOURS = 20  # mentions that a mention meets through a common word: those next in time
_COMPANIES = content_words(
    "Bank Co Companies Company Corp Corporation Group Holding Holdings Inc Ltd PLC"
)
# What is told of every company, and makes no two of them one.
_FIGURES = content_words(
    """
    annual bonds close decline decrease dividend drop earnings fall first fourth gain higher income
    increase loss lower net operating plunge post pretax price profit quarter quarterly record
    report results revenue rise sales second shares slip soar stock surge third year
    climb jump
    """
)
_NO_DAY = Day(0, 1, 1)  # of undated events, which are ordered by place alone
_TRUST = {"expression": 0, "previous": 1, "publication": 2, None: 3}


def merge(mentions: Iterable[Mention], *, together: bool = True) -> tuple[Event, ...]:
    """Events in order, undated ones last. With `together` off, every mention is its own event."""
    ordered = sorted(mentions, key=_place_in_text)
    groups = _groups(ordered) if together else [[mention] for mention in ordered]
    return tuple(sorted((_event(group) for group in groups), key=_order))


def _place_in_text(mention: Mention) -> tuple[str, int, int, str]:
    when = mention.when.start if mention.when else mention.evidence.start
    return mention.evidence.document, mention.evidence.start, when, mention.title


def _order(event: Event) -> tuple[int, Day, Day, str, int, str]:
    first = min((m.evidence.document, m.evidence.start) for m in event.mentions)
    if event.date is None:
        return 1, _NO_DAY, _NO_DAY, *first, event.id
    return 0, event.date.start, event.date.end, *first, event.id


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions of one happening together: links between pairs that pass both gates, the nearest
    in time first, as long as no two mentions of a group are more than LATE_DAYS apart.
    """
    mentions = sorted(mentions, key=lambda mention: (_days(mention), _place_in_text(mention)))
    group_of = list(range(len(mentions)))
    latest_start = [_days(mention)[0] for mention in mentions]
    earliest_end = [_days(mention)[1] for mention in mentions]
    for _, left, right in sorted(_links(mentions)):
        one, other = _root(group_of, left), _root(group_of, right)
        latest = max(latest_start[one], latest_start[other])
        earliest = min(earliest_end[one], earliest_end[other])
        if one != other and latest - earliest <= LATE_DAYS:
            group_of[other] = one
            latest_start[one], earliest_end[one] = latest, earliest
    groups: dict[int, list[Mention]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        groups[_root(group_of, number)].append(mention)
    return list(groups.values())


def _days(mention: Mention) -> tuple[float, float]:
    """First and last day as ordinals; without a date, what is far from no day."""
    if mention.date is None:
        return -math.inf, math.inf
    return mention.date.start.ordinal(), mention.date.end.ordinal()


def _links(mentions: Sequence[Mention]) -> Iterator[tuple[float, int, int]]:
    """Pairs that can be the same event, each with the days between the two."""
    words = [content_words(mention.title) for mention in mentions]
    index: dict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(words):
        for word in found:
            index[word].append(number)
    weight = {word: len(numbers) ** -0.5 for word, numbers in index.items()}
    first: dict[str, int] = {}  # where a document's first mention begins
    for mention in mentions:
        start, document = mention.evidence.start, mention.evidence.document
        first[document] = min(start, first.get(document, start))
    doers = [_doer(mention) for mention in mentions]
    named: dict[str, set[str]] = defaultdict(set)  # what a document's events name
    for mention, found in zip(mentions, words, strict=True):
        named[mention.evidence.document] |= found | content_words(mention.evidence.quote)
    documents = [mention.evidence.document for mention in mentions]
    for left, right in _pairs(words, index):
        needed = _words_needed(mentions[left], mentions[right])
        if needed is None or mentions[left].kind != mentions[right].kind:
            continue
        anybody = words[left] & words[right] <= _FIGURES and doers[left].isdisjoint(doers[right])
        if anybody and documents[left] != documents[right]:
            continue  # "Sales rise" in two articles
        strangers = doers[left].isdisjoint(named[documents[right]])
        if (
            doers[left]
            and doers[right]
            and strangers
            and doers[right].isdisjoint(named[documents[left]])
        ):
            continue  # the results of two companies, in articles that do not know each other
        alike = _overlap(words[left], words[right], weight) >= needed
        if not alike and _are_headline_and_lead(mentions[left], mentions[right], first):
            alike = _overlap(words[left], words[right], {}) >= HEADLINE_WORDS
        if alike:
            one, other = mentions[left].date, mentions[right].date
            yield one.days_from(other) if one and other else math.inf, left, right


def _doer(mention: Mention) -> frozenset[str]:
    """The words of the name that the title begins with, without what all companies are called."""
    name = next((name for name in mention.participants if mention.title.startswith(name)), "")
    return content_words(name) - _COMPANIES


def _pairs(
    words: Sequence[frozenset[str]], index: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Numbers of mentions that share a word, each pair once. A common word pairs a mention only
    with those next to it in time.
    """
    for left, found in enumerate(words):
        rights: set[int] = set()
        for word in found:
            numbers = index[word]
            reach = COMMON if len(numbers) <= COMMON else NEIGHBOURS
            after = bisect_right(numbers, left)
            rights.update(numbers[after : after + reach])
        yield from ((left, right) for right in rights)


def _root(group_of: list[int], number: int) -> int:
    while group_of[number] != number:
        group_of[number] = group_of[group_of[number]]
        number = group_of[number]
    return number


def _are_headline_and_lead(left: Mention, right: Mention, first: Mapping[str, int]) -> bool:
    """Whether one is what its document tells first, and the other follows at once."""
    one, other = sorted((left.evidence, right.evidence), key=lambda evidence: evidence.start)
    start = first[one.document]
    return (
        one.document == other.document
        and one.start == start < other.start
        and other.start - one.start <= LEAD_CHARACTERS
    )


def _overlap(left: frozenset[str], right: frozenset[str], weight: Mapping[str, float]) -> float:
    """Weight (1 where there is none) of the shared words over that of the shorter title; 0 when
    only one is shared.
    """
    shared = left & right
    if len(shared) < 2:
        return 0.0
    # fsum: the order of a set's words must not show in the last digit.
    shorter = min(math.fsum(weight.get(w, 1.0) for w in words) for words in (left, right))
    return math.fsum(weight.get(w, 1.0) for w in shared) / shorter


def _words_needed(left: Mention, right: Mention) -> float | None:
    """How much the titles must share, given the days; None when the days forbid it."""
    if left.date is None or right.date is None:
        near = left.evidence.document == right.evidence.document
        return SURELY_SAME_WORDS if near else None
    apart = left.date.days_from(right.date)
    if apart == 0:
        wide = max(left.date.days, right.date.days) > WIDE_DAYS
        return SURELY_SAME_WORDS if wide else SAME_WORDS
    weak = "publication" in (left.date_from, right.date_from)
    return SURELY_SAME_WORDS if weak and apart <= LATE_DAYS else None


def _event(mentions: Sequence[Mention]) -> Event:
    """One happening out of its mentions; the best-dated, surest mention speaks for all.

    A day that is known only from the news is better than words such as "this year".
    """
    ranked = sorted(
        mentions,
        key=lambda m: (
            m.date is None,
            m.date is not None and m.date.days > WIDE_DAYS,
            _TRUST[m.date_from],
            m.date.days if m.date else 0,
            -m.confidence,
            _place_in_text(m),
        ),
    )
    best = ranked[0]
    conflicts: list[ResolvedDate] = []
    for mention in ranked[1:]:
        if best.date and mention.date and mention.date_from == "expression":
            known = [best.date, *conflicts]
            if all(mention.date.days_from(date) for date in known):
                conflicts.append(mention.date)
    fields, field_conflicts = combine_fields(
        mention.fields for mention in sorted(ranked, key=lambda mention: -mention.confidence)
    )
    return Event(
        id=_id(mentions),
        title=best.title,
        date=best.date,
        date_text=best.when.text if best.when else None,
        date_from=best.date_from,
        status=best.status,
        participants=best.participants,
        place=best.place,
        confidence=max(mention.confidence for mention in mentions),
        conflicts=tuple(conflicts),
        mentions=tuple(ranked),
        fields=fields,
        field_conflicts=field_conflicts,
        kind=best.kind,
    )


def _id(mentions: Sequence[Mention]) -> str:
    """Twelve hex digits from the words that prove the event: documents, offsets, quotes."""
    digest = hashlib.sha256()
    for mention in sorted(mentions, key=_place_in_text):
        evidence = mention.evidence
        when = mention.when.start if mention.when else -1
        digest.update(f"{evidence.document}\0{evidence.start}\0{when}\0{evidence.quote}\0".encode())
        if mention.kind != "event":
            digest.update(mention.kind.encode())
    return digest.hexdigest()[:12]
