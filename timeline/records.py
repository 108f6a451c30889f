"""The language of the project. Every other file is one arrow between two of these records.

documents → sentences with time expressions → chunks → the model's answers → dated mentions →
merged events → timeline. All records are frozen; all offsets are code points into
`Document.text`, `end` exclusive; all days are inclusive at both ends.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from timeline.errors import DocumentError

ExpressionKind = Literal["date", "time", "duration", "set"]
Granularity = Literal[
    "time", "day", "week", "weekend", "month", "season", "quarter", "half", "year",
    "decade", "century", "millennium", "range",
]  # fmt: skip
Kind = Literal["event", "statement"]  # what somebody did or what happened; what somebody said
Status = Literal["happened", "planned", "alleged", "denied", "cancelled"]
Label = Literal["happened", "statement", "planned", "alleged", "denied", "cancelled"]
DateSource = Literal["expression", "publication", "previous"]
PublishedFrom = Literal[
    "option", "sidecar", "front-matter", "meta", "dateline", "filename",
    "created", "modified", "mtime",
]  # fmt: skip
BlockKind = Literal["headline", "body", "list", "link"]
FieldValue = str | int | float | bool | tuple[str, ...] | None  # None: the text does not say
Fields = tuple[tuple[str, FieldValue], ...]  # what a user's schema adds to an event, by name


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar with an astronomical year: 44 BCE is -43.

    Integer years, because `datetime.date` stops at year 1.
    """

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, date: datetime.date) -> Day:
        return cls(date.year, date.month, date.day)

    @classmethod
    def parse(cls, text: str) -> Day:
        """`Day.parse("-0043-03-15")`; ValueError when it is no day in that form."""
        found = re.fullmatch(r"(-?\d{4,6})-(\d\d)-(\d\d)", text, re.ASCII)
        if not found:
            raise ValueError(f"{text!r} is not a day like 2026-05-07")
        day = cls(*(int(group) for group in found.groups()))
        if not (1 <= day.month <= 12 and 1 <= day.day <= days_in_month(day.year, day.month)):
            raise ValueError(f"{text!r} is not a day of the calendar")
        return day

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"

    def ordinal(self) -> int:
        """Days since 1 January of year 1; negative before. For differences between days."""
        years = self.year - 400 * (shift := (self.year - 1) // 400)
        days = datetime.date(years, self.month, self.day).toordinal()
        return days + shift * 146_097  # days in 400 Gregorian years


def days_in_month(year: int, month: int) -> int:
    """Length of a month in the proleptic Gregorian calendar, astronomical years."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """A day on which a document may have been published, and the place that says so."""

    day: datetime.date
    place: PublishedFrom


@dataclass(frozen=True, slots=True)
class Document:
    """One source. `text` is never altered: every offset of the project points into it."""

    id: str  # the path as given, or "stdin"; "#3" after it: the third article of that file
    text: str
    published: datetime.date | None
    published_from: PublishedFrom | None
    source: str  # where the bytes came from: an absolute path, or "stdin"
    title: str | None
    lang: str
    sha256: str  # of the bytes as read; of the text in UTF-8 for one of several in a file
    url: str | None = None  # where it was published, when its metadata says
    differing: tuple[PublicationDay, ...] = ()  # what other places say, where it is another day
    pages: tuple[int, ...] = ()  # offsets at which the pages begin; () where there are no pages

    def __post_init__(self) -> None:
        """DocumentError when it has half a surrogate pair, which no file and no model can."""
        for name in ("id", "text", "title", "url"):
            try:
                (getattr(self, name) or "").encode()
            except UnicodeEncodeError as error:
                raise DocumentError(
                    f"{ascii(self.id)[1:-1]}: its {name} has half a surrogate pair at character "
                    f"{error.start}, which is no Unicode; decode it again, as with "
                    '.encode("utf-16", "surrogatepass").decode("utf-16", "replace")'
                ) from error


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words that say when. `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    kind: ExpressionKind


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that stands for one. `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    kind: BlockKind

    def place_of(self, expression: TimeExpression) -> tuple[int, int]:
        """Where an expression of the document is in this sentence: its first character, and the one
        after its last.
        """
        return expression.start - self.start, expression.end - self.start


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """Days an expression can mean, both ends included. "March 2019" → 2019-03-01..2019-03-31."""

    start: Day
    end: Day
    granularity: Granularity
    edtf: str  # EDTF (ISO 8601-2) level 1 or 2
    timex: str  # TIMEX3 value
    approximate: bool
    anchor: Day | None  # what it was counted from; None for an absolute date
    rule: str  # which rule fired, for people
    mod: str | None = None  # TIMEX3 mod: START, MID, END, APPROX, …

    @classmethod
    def of_day(cls, day: Day, rule: str) -> ResolvedDate:
        """That day, counted from itself, by a rule."""
        return cls(day, day, "day", str(day), str(day), False, day, rule)

    @property
    def days(self) -> int:
        """How many days it can mean, at least 1."""
        return self.end.ordinal() - self.start.ordinal() + 1

    def days_from(self, other: ResolvedDate) -> int:
        """Days between the two, 0 when they touch or overlap in at least one day."""
        if self.start > other.end:
            return self.start.ordinal() - other.end.ordinal()
        return max(other.start.ordinal() - self.end.ordinal(), 0)


_PART_OF_YEAR = re.compile(r"\d{4}-[QH]\d")  # TIMEX3


@dataclass(frozen=True, slots=True)
class DatedExpression:
    """A time expression as found and as read.

    `date` is None when these words name no day that can be computed: a duration (but for "within
    two weeks"), a set, "now and then", or a relative date without a known anchor. `timex` is None
    where TIMEX3 has no value for it without that anchor.
    """

    expression: TimeExpression
    timex: str | None
    mod: str | None
    date: ResolvedDate | None
    rule: str

    @property
    def names_a_day(self) -> bool:
        """Whether the words name days, computed or not: "on Tuesday" does, "recently" does not, nor
        does a quarter of a company's own year.
        """
        vague = self.timex is not None and self.timex.endswith("_REF")
        vague = vague or (self.date is None and _PART_OF_YEAR.match(self.timex or "") is not None)
        return (self.expression.kind in ("date", "time") and not vague) or self.date is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words. `document.text[start:end] == quote`, always."""

    document: str  # Document.id
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: which event does this sentence report at this time expression?"""

    sentence: int  # index into Chunk.sentences
    when: DatedExpression | None  # None: its main clause names no day
    day: ResolvedDate | None  # what its event is dated by
    day_from: DateSource | None  # None exactly when `day` is None
    says: str = ""  # how the title of a statement begins: "Ada Holm says"; "" asks for an event


@dataclass(frozen=True, slots=True)
class Chunk:
    """Neighbouring sentences of one document that share a prompt.

    `context` are sentences shown before them that nothing is asked about.
    """

    document: Document
    index: int  # 0-based within the document
    of: int  # how many chunks the document has
    context: tuple[Sentence, ...]
    sentences: tuple[Sentence, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One telling of a happening."""

    title: str
    when: TimeExpression | None
    date: ResolvedDate | None
    date_from: DateSource | None  # None exactly when `date` is None
    status: Status
    participants: tuple[str, ...]
    place: str | None
    confidence: float  # 0..1: that there is an event, times how sure its words are
    evidence: Evidence
    fields: Fields = ()
    kind: Kind = "event"


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: its mentions, best first, with every source kept.

    `date` and `conflicts` come from the mentions: a conflict is a date that another mention
    gives and that does not overlap `date`. `fields` are the surest mention's, `field_conflicts`
    the different values that others give.
    """

    id: str
    title: str
    date: ResolvedDate | None
    date_text: str | None
    date_from: DateSource | None
    status: Status
    participants: tuple[str, ...]
    place: str | None
    confidence: float
    conflicts: tuple[ResolvedDate, ...]
    mentions: tuple[Mention, ...]
    fields: Fields = ()
    field_conflicts: tuple[tuple[str, tuple[FieldValue, ...]], ...] = ()
    kind: Kind = "event"


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read or not answered, where, and why. Nothing is dropped in silence."""

    document: str
    where: str  # "document", "chunk 3", "sentence 12"
    reason: str

    @property
    def place(self) -> tuple[str, list[int], str, str]:
        """To sort by: "characters 38 to 60" is before "characters 150 to 208"."""
        numbers = [int(number) for number in re.findall(r"\d+", self.where)]
        return self.document, numbers, self.where, self.reason


@dataclass(frozen=True, slots=True)
class Generator:
    """How a timeline was made, so that it can be made again."""

    version: str
    model_name: str
    model_sha256: str
    prompt_name: str
    prompt_sha256: str
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Ordered events, the undated ones apart, the documents read and what was skipped."""

    generator: Generator
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    undated: tuple[Event, ...]
    skipped: tuple[Skipped, ...]
    complete: bool = True  # False: interrupted; the documents that are not finished are in skipped
