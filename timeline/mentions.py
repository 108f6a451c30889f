"""Chunk + model → mentions: ask, parse, keep the words that prove it.

Pure but for the model. The model is asked one question per sentence and time expression; each
answer stands alone, so a broken one loses itself and nothing else.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

from pydantic_core import from_json

from timeline import names, prompts, schema
from timeline.doubts import is_grounded, is_speech, is_state
from timeline.fields import read_fields
from timeline.focus import dated_noun
from timeline.llm import Answer, Branch, Reply, Task
from timeline.records import (
    Chunk,
    Day,
    Evidence,
    Mention,
    Question,
    Sentence,
    Skipped,
)
from timeline.status import is_future, status_of
from timeline.titles import full_names, tidy, without_date
from timeline.words import content_words

ANSWER_TOKENS = 40  # a title of 12 words has about 16 tokens; foreign names take more
_WRITTEN = re.compile(r'"what": "((?:[^"\\]|\\.)*)')


def task_for(chunk: Chunk, prompt: prompts.Prompt, *, min_confidence: float) -> Task:
    """The chunk as the model is asked about it: one branch per question, in order."""
    branches = []
    for question in chunk.questions:
        sentence = chunk.sentences[question.sentence]
        known = prompts.known_fields(sentence.text, _span(question, sentence))
        branches.append(
            Branch(
                forced=schema.known_text(known, "what"),
                grammar=schema.grammar(prompt.schema, known),
                max_tokens=ANSWER_TOKENS + schema.added_tokens(prompt.schema),
                watch=schema.NONE,
                watch_limit=1 - min_confidence,
                opening=_opening(chunk, question, sentence),
            )
        )
    return Task(prompts.messages(prompt, chunk), tuple(branches))


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
    mentions, refused = [], []
    words = content_words(" ".join(s.text for s in (*chunk.context, *chunk.sentences)))
    for question, reply in zip(chunk.questions, answer.replies, strict=True):
        if reply.text is None or _says_none(reply):
            continue
        sentence = chunk.sentences[question.sentence]
        title = _title(reply, asked)
        where = f"characters {sentence.start} to {sentence.end}"
        doubt = _doubt(title, words, chunk.document.text)
        if doubt:
            refused.append(Skipped(chunk.document.id, where, doubt))
        elif title:
            mention = _mention(chunk, question, title, 1 - reply.watch_probability)
            fields, faults = read_fields(reply.text, asked, sentence, chunk.document.text)
            mentions.append(replace(mention, fields=fields))
            refused += [Skipped(chunk.document.id, where, fault) for fault in faults]
    return mentions, refused


def _doubt(title: str | None, words: frozenset[str], text: str) -> str | None:
    """Why a title is refused; None when it is not. `words`: those of the chunk."""
    if title is None:
        return "the answer was cut off before it made a title"
    if not is_grounded(title, words, text):
        return f"the title {title!r} says what the article does not"
    if is_speech(title):
        return f"the title {title!r} reports words and no deed"
    if is_state(title):
        return f"the title {title!r} says how things are and reports no deed"
    return None


def _opening(chunk: Chunk, question: Question, sentence: Sentence) -> str:
    """How the title has to begin, where code knows what the date belongs to.

    A date still to come in a sentence about what has happened dates no deed of the sentence, but
    a noun in it: "they fear the elections on May 7".
    """
    span, published = _span(question, sentence), chunk.document.published
    if not span or not question.day or not published or is_future(sentence.text):
        return ""
    if question.day.start <= Day.of(published):
        return ""
    noun = dated_noun(sentence.text, span)
    return noun if noun and schema.begins_title(noun) else ""


def _span(question: Question, sentence: Sentence) -> tuple[int, int] | None:
    """Where in its sentence the expression is that the question asks about."""
    if question.when is None:
        return None
    expression = question.when.expression
    return expression.start - sentence.start, expression.end - sentence.start


def _says_none(reply: Reply) -> bool:
    """Whether a model that no grammar kept from it wrote that there is no event."""
    return (reply.text or "").endswith(f'"what": "{schema.NONE}"}}')


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
    if question.when is not None:
        title = without_date(title, question.when.expression.text)
    title = full_names(title, document.text)
    place = names.place(sentence.text, title)
    return Mention(
        title=title,
        when=question.when.expression if question.when else None,
        date=question.day,
        date_from=question.day_from,
        status=status_of(title, sentence.text, date=question.day, published=document.published),
        participants=names.participants(title, document.text, place=place),
        place=place,
        confidence=round(confidence, 2),
        evidence=Evidence(document.id, sentence.start, sentence.end, sentence.text),
    )
