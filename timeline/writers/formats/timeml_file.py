"""TimeML: the quotes with their time expressions as TIMEX3, and the events tied to them."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from timeline.contract import Date, Event, Mention, TimelineFile
from timeline.timeml import NOT_XML, TYPES, xml_text
from timeline.writers.losses import Losses
from timeline.writers.written import Part, Written

_NEVER: dict[Part, str] = {
    "id": "TimeML numbers its events itself",
    "participants": "TimeML has no tag for it",
    "place": "TimeML has no tag for it",
    "confidence": "TimeML has no tag for it",
    "fields": "TimeML has no tag for them",
    "offsets": "the text of the file is the quotes, not the articles",
    "tellings": "TimeML has no tag for it",
    "documents": "TimeML has no tag for it but DCT, which is one day for all",
    "generator": "TimeML has no tag for it",
    "skipped": "TimeML has no tag for it",
}


def write(timeline: TimelineFile) -> Written:
    """One TimeML document whose text is the timeline: titles, days and quotes, by paragraphs.

    A title is an EVENT, its days and the words of its quotes that gave them are TIMEX3. Its
    MAKEINSTANCE has the status: planned is tense FUTURE, denied and cancelled are polarity NEG,
    and `modality` names what has not happened. A TLINK ties it to its days. DCT is there when all
    documents were published on one day.
    """
    losses = Losses(timeline, _NEVER)
    text = _Text()
    for event in (*timeline.events, *timeline.undated):
        _note(event, losses)
        text.add(event)
    published = {document.published for document in timeline.documents}
    day = published.pop() if len(published) == 1 else None
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DOCID>timeline</DOCID>\n',
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>\n'
        if day is not None
        else "",
        f"<TEXT>\n{''.join(text.paragraphs)}</TEXT>\n{''.join(text.links)}</TimeML>\n",
    ]
    return Written("".join(out).encode(), losses.all())


class _Text:
    """The paragraphs and what stands behind the text, with TimeML's own numbers."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.links: list[str] = []
        self._events = self._times = 0

    def add(self, event: Event) -> None:
        self._events += 1
        number = self._events
        head = f'<EVENT eid="e{number}" class="OCCURRENCE">{xml_text(event.title)}</EVENT>'
        self.links.append(_instance(number, event))
        if event.date is not None:
            head += f" {self._timex(event.date, _days(event.date))}"
            self.links.append(
                f'<TLINK lid="l{number}" relType="IS_INCLUDED" eventInstanceID="ei{number}" '
                f'relatedToTime="t{self._times}"/>\n'
            )
        others = [self._timex(date, _days(date)) for date in event.conflicts]
        if others:
            head += f" or {', '.join(others)}"
        lines = [head, *(self._quote(mention, event) for mention in event.mentions)]
        self.paragraphs.append("\n".join(lines) + "\n\n")

    def _quote(self, mention: Mention, event: Event) -> str:
        """The quote, its time expression tagged where it is known what it means."""
        when, quote = mention.when, mention.quote
        date = _meaning(when.text, event) if when is not None else None
        if when is None or date is None or not _inside(mention):
            return xml_text(quote)
        at, end = when.start - mention.start, when.end - mention.start
        return xml_text(quote[:at]) + self._timex(date, when.text) + xml_text(quote[end:])

    def _timex(self, date: Date, words: str) -> str:
        self._times += 1
        kind = TYPES["time" if date.granularity == "time" else "date"]
        value = quoteattr(NOT_XML.sub("\ufffd", date.timex))
        mod = ' mod="APPROX"' if date.approximate else ""
        tag = f'tid="t{self._times}" type="{kind}" value={value}{mod}'
        return f"<TIMEX3 {tag}>{xml_text(words)}</TIMEX3>"


def _instance(number: int, event: Event) -> str:
    tense = "FUTURE" if event.status == "planned" else "NONE"
    polarity = "NEG" if event.status in ("denied", "cancelled") else "POS"
    modality = f' modality="{event.status}"' if event.status != "happened" else ""
    return (
        f'<MAKEINSTANCE eiid="ei{number}" eventID="e{number}" tense="{tense}" aspect="NONE" '
        f'pos="OTHER" polarity="{polarity}"{modality}/>\n'
    )


def _days(date: Date) -> str:
    return date.start if date.start == date.end else f"{date.start}/{date.end}"


def _meaning(words: str, event: Event) -> Date | None:
    """The date of the event that these words gave; None when none of them did."""
    dates = [event.date, *event.conflicts]
    return next((date for date in dates if date is not None and date.text == words), None)


def _inside(mention: Mention) -> bool:
    when = mention.when
    if when is None or when.start < mention.start:
        return False
    return mention.quote[when.start - mention.start : when.end - mention.start] == when.text


def _note(event: Event, losses: Losses) -> None:
    quotes = [mention.quote for mention in event.mentions]
    if NOT_XML.search(event.title):
        losses.note(event, "title", "characters that XML cannot hold are replaced")
    if any(NOT_XML.search(quote) for quote in quotes):
        losses.note(event, "quotes", "characters that XML cannot hold are replaced")
    losses.note(event, "quotes", "TimeML has no tag for the document of a quote")
    if event.date is not None:
        losses.note(event, "precision", "only TIMEX3 and whether it is approximate")
        losses.note(event, "origin", "only the words, where they are in a quote")
