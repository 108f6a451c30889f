"""Answer → mentions: parse, refuse what is wrong, keep the words that prove the rest.

Each answer stands alone, so a broken one loses itself and nothing else.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace

from pydantic_core import from_json

from timeline import schema
from timeline.fields import read_fields
from timeline.language.quotes import without_speech
from timeline.language.status import (
    begins_in_future,
    is_announcement,
    promises,
    status_of,
)
from timeline.language.tense import main_part
from timeline.language.words import content_words
from timeline.llm import Answer, Reply
from timeline.mentions.ask import OF_THE_NEWS, asked_words, is_to_come
from timeline.mentions.doers import as_done_to, without_turned
from timeline.mentions.doubts import without_another_cause, without_another_number
from timeline.mentions.names import participants, place
from timeline.mentions.once import is_done, told_once
from timeline.mentions.refuse import why_refused
from timeline.mentions.subjects import by_its_antecedent, by_its_doer, by_its_subject
from timeline.mentions.titles import (
    as_chosen,
    as_spelled,
    full_names,
    tidy,
    without_date,
    without_that,
)
from timeline.mentions.to_come import (
    as_far_as_done,
    as_headline_plans,
    as_held,
    as_promised,
    without_announcing,
)
from timeline.records import (
    Chunk,
    DateSource,
    Day,
    Document,
    Evidence,
    Mention,
    Question,
    ResolvedDate,
    Skipped,
    Status,
)

_WRITTEN = re.compile(r'"what":"((?:[^"\\]|\\.)*)')


def mentions_from(
    chunk: Chunk, answer: Answer, asked: type[schema.EventAnswer] = schema.EventAnswer
) -> tuple[list[Mention], list[Skipped]]:
    """The events that the model saw in the chunk, and the answers that were refused, with why.

    `asked` is the schema that the answers are in.

    A question that the model is sure has no event is an answer, not a failure. What the engine did
    not survive is the whole chunk.
    """
    if answer.lost is not None:
        return [], [Skipped(chunk.document.id, f"chunk {chunk.index + 1}", answer.lost)]
    told: list[tuple[Question, Mention]] = []
    refused: list[Skipped] = []
    words = content_words(" ".join(s.text for s in (*chunk.context, *chunk.sentences)))
    for question, reply in zip(chunk.questions, answer.replies, strict=True):
        if reply.text is None or _says_none(reply):
            continue
        sentence = chunk.sentences[question.sentence]
        title = _title(reply, asked)
        title = title and as_spelled(title, chunk.document.text)
        if title and question.says:
            title = without_that(title)
        elif title:
            before = _sentence_before(chunk, question)
            title = by_its_antecedent(title, sentence.text, before, chunk.document.text)
            title = by_its_subject(title, sentence.text, chunk.document.text)
            title = as_done_to(by_its_doer(title, sentence.text), sentence.text)
            title = without_turned(title, sentence.text)
            if sentence.kind == "body":
                title = without_another_number(title, sentence.text, chunk.document.text)
                title = without_another_cause(title, sentence.text)
            if question.when and is_to_come(question, chunk):
                title = without_announcing(title)
        where = f"characters {sentence.start} to {sentence.end}"
        why = why_refused(title, words, question, chunk)
        if why:
            refused.append(Skipped(chunk.document.id, where, why))
        elif title:
            mention = _mention(chunk, question, title, _confidence(reply, question))
            fields, faults = read_fields(reply.text, asked, sentence, chunk.document.text)
            told.append((question, replace(mention, fields=fields)))
            refused += [Skipped(chunk.document.id, where, fault) for fault in faults]
    mentions, elsewhere = told_once(told, chunk)
    return mentions, [*refused, *elsewhere]


def _sentence_before(chunk: Chunk, question: Question) -> str:
    """The text of the sentence before the one that is asked about; "" before the first."""
    before = (*chunk.context, *chunk.sentences[: question.sentence])
    return before[-1].text if before and before[-1].kind == "body" else ""


def _confidence(reply: Reply, question: Question) -> float:
    """How likely there is an event, times how sure the model was of the words for it. That somebody
    said something is certain.
    """
    return reply.certainty if question.says else (1 - reply.watch_probability) * reply.certainty


def _says_none(reply: Reply) -> bool:
    """Whether a model that no grammar kept from it wrote that there is no event."""
    return (reply.text or "").endswith(f'"what":"{schema.NONE}"}}')


def _title(reply: Reply, asked: type[schema.EventAnswer]) -> str | None:
    """The title in a reply, whole or cut off; None when there is too little of it."""
    text = reply.text or ""
    added = {key for field in schema.added_fields(asked) for key in (field.key, field.name)}
    if reply.complete or added:
        try:
            data = from_json(text, allow_partial=bool(added))  # cut off after the title, perhaps
            event = {name: value for name, value in data.items() if name not in added}
            return tidy(schema.EventAnswer.model_validate(event).what, complete=True)
        except (ValueError, AttributeError):
            pass  # a model without a grammar may write anything: salvage what is there
    written = _WRITTEN.search(text)
    if not written:
        return None
    try:
        return tidy(json.loads(f'"{written.group(1)}"', strict=False), complete=False)
    except json.JSONDecodeError:  # an escape that is none, or half of one
        return None


def _mention(chunk: Chunk, question: Question, title: str, confidence: float) -> Mention:
    document, sentence = chunk.document, chunk.sentences[question.sentence]
    asked, _ = asked_words(question, chunk)
    day, day_from = _day(chunk, question, title)
    if question.when is not None and day is question.day:
        title = without_date(title, question.when.expression.text)
    if is_to_come(question, chunk) and day is question.day:
        title = as_held(title)
    title = as_chosen(full_names(title, document.text), asked)
    if not question.says:
        title = as_far_as_done(title, asked)
    if sentence.kind == "headline":
        title = as_headline_plans(title, sentence.text)
    main = main_part(sentence.text)
    if day_from != "expression" and not question.says and begins_in_future(main):
        who = None if is_announcement(title) else promises(main)
        title = (who and as_promised(title, who, main)) or title
        if not is_announcement(title):  # announced that day, done on another
            day, day_from = None, None
    where = place(sentence.text, title)
    return Mention(
        title=title,
        when=question.when.expression if question.when else None,
        date=day,
        date_from=day_from,
        status="happened" if question.says else _status(title, asked, day, document),
        participants=participants(title, document.text, place=where),
        place=where,
        confidence=round(confidence, 2),
        evidence=Evidence(document.id, sentence.start, sentence.end, sentence.text),
        kind="statement" if question.says else "event",
    )


# What is told of a quarter or a year by speaking of it: that has the day of the news.
_OF_A_PERIOD = re.compile(
    r"(?:[^\s,;:]+ ){1,6}?(?:reports|posts|forecasts|predicts|estimates|projects) "
)
# Whoever asks for something by a day, or puts it off to one, has done so by now.
_FOR_LATER = re.compile(
    r"(?:[^\s,;:]+ ){1,6}?(?:asks|calls|requests|demands|urges|orders|invites|summons|extends|"
    r"postpones|delays|defers|adjourns|(?:pushes|puts) (?:[^\s,;:]+ ){,4}?(?:back|off))\b"
)
_ANNOUNCED = re.compile(r"(?:[^\s,;:]+ ){1,6}?announces?\b")
_PERIODS = ("quarter", "half", "year", "range")
_REPORTED_DAYS = 200  # after the end of a period, in which it is reported on


def _day(
    chunk: Chunk, question: Question, title: str
) -> tuple[ResolvedDate | None, DateSource | None]:
    """The day of the question; that of the news where the title reports on the period that the
    question is about ("Orrin reports loss", "Orrin forecasts loss" for the quarter), and where it
    tells what has been done for a day to come: "Orrin asks for offers" of "has asked for offers by
    the end of May", or announces what is to come on no known day.
    """
    day, published = question.day, chunk.document.published
    sentence = chunk.sentences[question.sentence]
    if published is None:
        return day, question.day_from
    if question.when is None or day is None:
        plan = day is None and question.when is None and not question.says
        if plan and _ANNOUNCED.match(title) and begins_in_future(main_part(sentence.text)):
            return _news_day(chunk, published)
        return day, question.day_from
    ago = Day.of(published).ordinal() - day.end.ordinal()
    period = day.granularity in _PERIODS and ago <= _REPORTED_DAYS and _OF_A_PERIOD.match(title)
    asked_for = _FOR_LATER.match(title) and is_to_come(question, chunk)
    done = sentence.kind == "headline" or is_done(title, sentence.text)
    if not period and not (asked_for and done):
        return day, question.day_from
    return _news_day(chunk, published)


def _news_day(chunk: Chunk, published: datetime.date) -> tuple[ResolvedDate, DateSource | None]:
    """The day of the news, as another question of the chunk has it; else that of publication."""
    for other in chunk.questions:
        if other.day and other.day.rule in OF_THE_NEWS:
            return other.day, other.day_from
    return ResolvedDate.of_day(Day.of(published), "publication-day"), "publication"


def _status(title: str, asked: str, day: ResolvedDate | None, document: Document) -> Status:
    return status_of(title, without_speech(asked), date=day, published=document.published)
