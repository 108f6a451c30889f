"""Time expressions against TimeML gold, as TempEval-3 scores them.

Spans match when they overlap (relaxed) or are equal (strict), each at most once. Type F1 and value
F1 count the relaxed matches whose type or normalised value is also equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from timeline.dates.read import read_timexes
from timeline.errors import NoInputError
from timeline.records import DatedExpression
from timeline.timeml import TYPES, TimemlText, Timex, read_timeml

Read = Callable[[TimemlText], tuple[DatedExpression, ...]]


@dataclass(slots=True)
class Counts:
    """How many expressions there are, and how many agree."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    type: int = 0
    value: int = 0

    def add(self, other: Counts) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def f1(self, agreeing: int) -> float:
        """F1 in percent; 0 where nothing agrees."""
        return 200 * agreeing / (self.gold + self.found) if self.gold + self.found else 0.0

    def scores(self) -> dict[str, float]:
        names = ("relaxed", "strict", "type", "value")
        scores = {f"{name}_f1": round(self.f1(getattr(self, name)), 2) for name in names}
        right = 100 * self.value / self.relaxed if self.relaxed else 0.0
        return {**scores, "value_accuracy_of_matches": round(right, 2)}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One expression on which gold and reading differ; "" for what is not there."""

    document: str
    category: str
    gold: str
    gold_value: str
    found: str
    found_value: str
    rule: str


@dataclass(slots=True)
class TimexReport:
    """Scores of a directory: all kinds, DATE alone, and every disagreement."""

    documents: int = 0
    all: Counts = field(default_factory=Counts)
    dates: Counts = field(default_factory=Counts)
    disagreements: list[Disagreement] = field(default_factory=list)

    def costliest(self) -> list[tuple[str, int]]:
        """Categories of disagreement, the most frequent first."""
        return Counter(each.category for each in self.disagreements).most_common()


def read_gold_text(gold: TimemlText) -> tuple[DatedExpression, ...]:
    """Our own reading of the text of a gold document, its tags unseen."""
    return read_timexes(gold.text, published=gold.published)


def score_timex(directory: Path, read: Read = read_gold_text) -> TimexReport:
    """Score every `.tml` below the directory. NoInputError when there is none."""
    paths = sorted(directory.rglob("*.tml"))
    if not paths:
        raise NoInputError(f"{directory}: no .tml file below it; give a directory of TimeML gold")
    return score_files(paths, read)


def score_files(paths: Iterable[Path], read: Read) -> TimexReport:
    """Score TimeML files against `read`."""
    report = TimexReport()
    for path in paths:
        gold = read_timeml(path.read_text(encoding="utf-8"), str(path))
        score_document(path.name, gold, read(gold), report)
    return report


def score_document(
    name: str, gold: TimemlText, dated: tuple[DatedExpression, ...], report: TimexReport
) -> None:
    """Add one document to the report."""
    report.documents += 1
    pairs = align(gold.timexes, dated)
    report.all.add(count(gold.timexes, dated, pairs))
    only_gold = tuple(timex for timex in gold.timexes if timex.type == "DATE")
    only_found = tuple(each for each in dated if each.expression.kind == "date")
    report.dates.add(count(only_gold, only_found, align(only_gold, only_found)))
    report.disagreements += disagreements(name, gold, dated, pairs)


def align(
    gold: tuple[Timex, ...], dated: tuple[DatedExpression, ...]
) -> list[tuple[Timex, DatedExpression]]:
    """Overlapping pairs in text order, each side used once; both sides are sorted."""
    pairs = []
    at = 0
    for timex in gold:
        while at < len(dated) and dated[at].expression.end <= timex.start:
            at += 1
        if at < len(dated) and dated[at].expression.start < timex.end:
            pairs.append((timex, dated[at]))
            at += 1
    return pairs


def count(
    gold: tuple[Timex, ...],
    dated: tuple[DatedExpression, ...],
    pairs: list[tuple[Timex, DatedExpression]],
) -> Counts:
    return Counts(
        gold=len(gold),
        found=len(dated),
        relaxed=len(pairs),
        strict=sum((a.start, a.end) == (b.expression.start, b.expression.end) for a, b in pairs),
        type=sum(a.type == TYPES[b.expression.kind] for a, b in pairs),
        value=sum(a.value == b.timex for a, b in pairs),
    )


def disagreements(
    name: str,
    gold: TimemlText,
    dated: tuple[DatedExpression, ...],
    pairs: list[tuple[Timex, DatedExpression]],
) -> list[Disagreement]:
    """What was missed, found for nothing, or read otherwise."""
    out = []
    for timex, each in pairs:
        if timex.value != each.timex:
            words = gold.text[timex.start : timex.end]
            category = f"value: {difference(timex.value or '', each.timex or '')}"
            out.append(
                Disagreement(
                    name,
                    category,
                    words,
                    timex.value or "",
                    each.expression.text,
                    each.timex or "",
                    each.rule,
                )
            )
    matched_gold = {id(timex) for timex, _ in pairs}
    matched = {id(each) for _, each in pairs}
    for timex in gold.timexes:
        if id(timex) not in matched_gold:
            words = gold.text[timex.start : timex.end]
            out.append(
                Disagreement(name, f"missed: {timex.type}", words, timex.value or "", "", "", "")
            )
    for each in dated:
        if id(each) not in matched:
            category = f"spurious: {TYPES[each.expression.kind]}"
            out.append(
                Disagreement(
                    name, category, "", "", each.expression.text, each.timex or "", each.rule
                )
            )
    return out


def difference(gold: str, found: str) -> str:
    """Two values that differ, with their figures blanked."""
    if shape(gold) == shape(found):
        return f"another {shape(gold)}"
    return f"{shape(gold)} read as {shape(found)}"


def shape(value: str) -> str:
    """A value with its figures blanked: `2026-05` → `9999-99`."""
    return re.sub(r"\d", "9", value) or "none"
