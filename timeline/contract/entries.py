"""The entries of a timeline file, field by field and in the file's order."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from timeline import records

SCHEMA: Literal["timeline/1"] = "timeline/1"
SCHEMA_ID = "urn:timeline:schema:timeline-1"
DAY_PATTERN = r"^-?\d{4,6}-\d{2}-\d{2}$"


def _calendar_day(text: str) -> str:
    records.Day.parse(text)
    return text


Day = Annotated[
    str,
    AfterValidator(_calendar_day),
    WithJsonSchema({"type": "string", "pattern": DAY_PATTERN}),
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
# 2**53 - 1 is what every reader of JSON holds exactly; SQLite ends at 2**63 - 1.
Offset = Annotated[int, Field(ge=0, le=2**53 - 1)]
FieldValue = str | int | float | bool | tuple[str, ...] | None
Fields = Annotated[
    dict[str, FieldValue],
    Field(
        exclude_if=lambda fields: not fields,
        description="What a schema of the user's adds, by name; null: not said. Absent without.",
    ),
]


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_by_name=False, validate_by_alias=True
    )


class Model(_Entry):
    """The GGUF that answered."""

    name: str = Field(description="Name in the catalogue, or the file's name.")
    sha256: str = Field(description="SHA-256 of the model file.")


class Prompt(_Entry):
    """The template the model was asked with."""

    name: str = Field(description="Name of the prompt template.")
    sha256: str = Field(description="SHA-256 of the template's text.")


class Generator(_Entry):
    """How the timeline was made, so that it can be made again."""

    version: str = Field(description="Version of timeline.")
    model: Model
    prompt: Prompt
    settings: dict[str, str | int | float | bool | None] = Field(
        description="Options that change the result."
    )


class Part(Generator):
    """One of the ways in which a merged timeline was made."""

    documents: tuple[str, ...] = Field(description="ids of the documents read in this way.")


class PublicationDay(_Entry):
    """A day on which another place says that the article was published."""

    day: datetime.date = Field(description="The day.")
    place: records.PublishedFrom = Field(alias="from", description="The place that says so.")


class Document(_Entry):
    """One article that was read."""

    id: str = Field(description="The path as given, or stdin.")
    sha256: str = Field(
        description="SHA-256 of the bytes as read; of the text in UTF-8 when the file has several."
    )
    title: str | None = Field(description="Headline, when the source names one.")
    published: datetime.date | None = Field(description="Day of publication.")
    published_from: records.PublishedFrom | None = Field(
        description="Where the day of publication was found."
    )
    characters: Offset = Field(description="Length of the text in Unicode code points.")
    url: str | None = Field(
        default=None, description="Where it was published; absent when its source does not say."
    )
    published_conflicts: tuple[PublicationDay, ...] = Field(
        default=(), description="What other places say, where that is another day; else absent."
    )
    pages: tuple[Offset, ...] = Field(
        default=(), description="Where each page begins in the text; absent when it has no pages."
    )


class Date(_Entry):
    """Days an event can have happened on, both ends included."""

    start: Day = Field(description="First day; astronomical year, so 44 BCE is -0043.")
    end: Day = Field(description="Last day, included.")
    granularity: records.Granularity = Field(description="How precise the text is.")
    edtf: str = Field(description="The date in EDTF (ISO 8601-2).")
    timex: str = Field(description="TIMEX3 value.")
    approximate: bool = Field(description="The text says about, early, around, …")
    text: str | None = Field(
        description="The words the date was read from; null when no expression gave it."
    )
    date_from: records.DateSource = Field(
        alias="from",
        description="expression: words of the sentence; publication: the day of the news; "
        "previous: the sentence before.",
    )
    anchor: Day | None = Field(description="Day it was counted from; null for absolute dates.")
    rule: str = Field(description="Name of the rule that computed it.")

    @model_validator(mode="after")
    def _in_order(self) -> Date:
        if records.Day.parse(self.start) > records.Day.parse(self.end):
            raise ValueError(f"the date starts on {self.start}, after its end {self.end}")
        return self


class _Span(_Entry):
    """A stretch of a document's text, in code points."""

    def _check_length(self, start: int, end: int, words: str) -> None:
        if end - start != len(words):
            raise ValueError(f"{start}..{end} is not as long as its text {words[:40]!r}")


class When(_Span):
    """The time expression inside a quote."""

    start: Offset = Field(description="First code point in the document's text.")
    end: Offset = Field(description="One past the last code point.")
    text: str = Field(description="The words, exactly.")

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> When:
        self._check_length(self.start, self.end, self.text)
        return self


class Mention(_Span):
    """One telling of the event, with the exact words as evidence."""

    document: str = Field(description="id of one of the documents.")
    start: Offset = Field(description="First code point of the quote in the document's text.")
    end: Offset = Field(description="One past the last code point of the quote.")
    quote: str = Field(description="The words, exactly.")
    when: When | None = Field(description="The time expression; null when there is none.")
    title: str = Field(description="The event as this sentence tells it.")
    confidence: Share = Field(description="Probability of an event times certainty of the title.")
    date: Date | None = Field(
        default=None,
        description="The date this sentence gives, null for none; absent when it is the event's.",
    )
    status: records.Status | None = Field(
        default=None, description="Its own status; absent when it is the event's."
    )
    participants: tuple[str, ...] | None = Field(
        default=None, description="Who takes part in this sentence; absent when as in the event."
    )
    place: str | None = Field(
        default=None, description="Where, by this sentence; absent when as in the event."
    )
    fields: Fields = {}

    @model_validator(mode="after")
    def _as_long_as_its_quote(self) -> Mention:
        self._check_length(self.start, self.end, self.quote)
        return self


class Event(_Entry):
    """One happening."""

    id: str = Field(description="Stable across runs on the same input.")
    title: str = Field(description="Who did what.")
    date: Date | None
    kind: records.Kind = Field(
        default="event",
        exclude_if=lambda kind: kind == "event",
        description="statement: what somebody said; absent for what happened.",
    )
    status: records.Status = Field(description="What the text says has become of it.")
    participants: tuple[str, ...] = Field(description="Who took part, in the article's words.")
    place: str | None = Field(description="Where, in the article's words.")
    confidence: Share = Field(description="Probability of an event times certainty of the title.")
    conflicts: tuple[Date, ...] = Field(description="Other dates that mentions give.")
    mentions: tuple[Mention, ...] = Field(min_length=1, description="Its sources, best first.")
    fields: Fields = {}
    field_conflicts: dict[str, tuple[FieldValue, ...]] = Field(
        default={},
        exclude_if=lambda conflicts: not conflicts,
        description="Other values of `fields` that mentions give.",
    )

    @property
    def label(self) -> records.Label:
        """What to call it in a word: its status, or "statement" for what somebody said."""
        return "statement" if self.kind == "statement" else self.status


class DatedEvent(Event):
    """One happening with a date."""

    date: Date


class UndatedEvent(Event):
    """One happening whose day nothing in the text tells."""

    date: None


class Skipped(_Entry):
    """What was not read or not answered."""

    document: str = Field(description="Path of the source.")
    where: str = Field(description="The document, a chunk or a sentence.")
    reason: str = Field(description="Why.")


class TimelineFile(_Entry):
    """Dated events read from articles, each with the exact words that report it."""

    schema_name: Literal["timeline/1"] = Field(alias="schema", description="Version of the format.")
    generator: Generator
    documents: tuple[Document, ...] = Field(description="The articles read.")
    events: tuple[DatedEvent, ...] = Field(
        description="Ordered by first day, then last day, then document and offset."
    )
    undated: tuple[UndatedEvent, ...] = Field(description="Events without a day, in text order.")
    skipped: tuple[Skipped, ...] = Field(description="What is not in the timeline, and why.")
    complete: bool = Field(
        default=True,
        description="False when the run was interrupted: what it had found by then; else absent.",
    )
    generators: tuple[Part, ...] = Field(
        default=(), description="Of a merged timeline: every way it was made, if there are several."
    )

    @model_validator(mode="after")
    def _refers_to_itself(self) -> TimelineFile:
        documents = {document.id for document in self.documents}
        seen: set[str] = set()
        for event in (*self.events, *self.undated):
            if event.id in seen:
                raise ValueError(f"two events have the id {event.id!r}")
            seen.add(event.id)
            for mention in event.mentions:
                if mention.document not in documents:
                    raise ValueError(
                        f"event {event.id!r} quotes {mention.document!r}, "
                        "which is not among the documents"
                    )
        return self


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `timeline.json`."""
    schema = TimelineFile.model_json_schema(mode="validation", by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
    }
