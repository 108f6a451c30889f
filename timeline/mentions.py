"""Chunk + model → mentions: ask, parse, keep the words that prove it.

Pure but for the model. The model is asked one question per sentence and time expression; each
answer stands alone, so a broken one loses itself and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic_core import from_json

from timeline import names, prompts, schema
from timeline.apart import clause_apart, rest_told
from timeline.clauses import is_aside, is_of_the_telling, other_date_fits, part_told
from timeline.doers import has_another_agent, is_turned_round
from timeline.doubts import (
    has_another_date,
    has_another_number,
    is_grounded,
    is_label,
    is_of_another,
    is_speech,
    is_state,
    is_undone,
    tells_nothing,
)
from timeline.fields import read_fields
from timeline.grave import is_unproved
from timeline.llm import Answer, Branch, Reply, Task
from timeline.openings import announcement, opening
from timeline.quotes import without_speech
from timeline.records import (
    Chunk,
    Document,
    Evidence,
    Mention,
    Question,
    Sentence,
    Skipped,
)
from timeline.status import is_announcement, is_future, status_of
from timeline.tense import is_english, main_part
from timeline.titles import as_spelled, full_names, tidy, without_date
from timeline.words import content_words

ANSWER_TOKENS = 40  # a title of 12 words has about 16 tokens; foreign names take more
LEAD_SENTENCES = 4  # of an article: they tell the news, and a title may do so in other words
SAME_TITLE = 0.7  # share of the longer title's words: one event told at two dates of a sentence
_WRITTEN = re.compile(r'"what":"((?:[^"\\]|\\.)*)')


def task_for(chunk: Chunk, prompt: prompts.Prompt, *, min_confidence: float) -> Task:
    """The chunk as the model is asked about it: one branch per question, in order."""
    branches = []
    for question in chunk.questions:
        sentence = chunk.sentences[question.sentence]
        words, span = _asked_words(question, chunk)
        known = prompts.known_fields(words, span)
        begins = opening(chunk.document, sentence.text, _span(question, sentence), question.day)
        branches.append(
            Branch(
                forced=schema.known_text(known, "what"),
                grammar=schema.grammar(prompt.schema, known),
                max_tokens=ANSWER_TOKENS + schema.added_tokens(prompt.schema),
                watch=schema.NONE,
                watch_limit=1 - min_confidence,
                opening=begins if schema.begins_title(begins) else "",
            )
        )
    return Task(prompts.messages(prompt, chunk), tuple(branches))


def _asked_words(question: Question, chunk: Chunk) -> tuple[str, tuple[int, int] | None]:
    """The words that the question repeats, and where its time expression is in them: the
    sentence, or the part of it that belongs to the expression where there are several, and where it
    stands in a clause on a noun.
    """
    sentence = chunk.sentences[question.sentence]
    span = _span(question, sentence)
    others = [
        other
        for one in chunk.questions
        if one.sentence == question.sentence and one is not question
        if (other := _span(one, sentence))
    ]
    if not span:
        whole = not others or announcement(sentence.text, None)
        return (sentence.text if whole else rest_told(sentence.text, others)), None
    part = clause_apart(sentence.text, span)
    if not others and not part:
        return sentence.text, span
    start, end = part or part_told(sentence.text, span, others)
    words = sentence.text[start:end]
    start += len(words) - len(words.lstrip(" ,;:"))
    return sentence.text[start:end].rstrip(), (span[0] - start, span[1] - start)


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
        where = f"characters {sentence.start} to {sentence.end}"
        doubt = _doubt(title, words, sentence, chunk.document) or _misplaced(title, question, chunk)
        if doubt:
            refused.append(Skipped(chunk.document.id, where, doubt))
        elif title:
            mention = _mention(chunk, question, title, 1 - reply.watch_probability)
            fields, faults = read_fields(reply.text, asked, sentence, chunk.document.text)
            told.append((question, replace(mention, fields=fields)))
            refused += [Skipped(chunk.document.id, where, fault) for fault in faults]
    mentions, elsewhere = _told_once(told, chunk)
    return mentions, [*refused, *elsewhere]


def _told_once(
    told: Sequence[tuple[Question, Mention]], chunk: Chunk
) -> tuple[list[Mention], list[Skipped]]:
    """The mentions without those that fit another date of their sentence better, and those."""
    mentions: list[Mention] = []
    refused: list[Skipped] = []
    for question, mention in told:
        if _told_twice(mention, question, told, chunk):
            reason = f"the title {mention.title!r} belongs to another date of its sentence"
        elif _repeats(mention, mentions):
            reason = f"the title {mention.title!r} was told by a sentence before"
        else:
            mentions.append(mention)
            continue
        place = f"characters {mention.evidence.start} to {mention.evidence.end}"
        refused.append(Skipped(chunk.document.id, place, reason))
    return mentions, refused


def _doubt(
    title: str | None, words: frozenset[str], sentence: Sentence, document: Document
) -> str | None:
    """Why a title is refused; None when it is not. `words`: those of the chunk."""
    if title is None:
        return "the answer was cut off before it made a title"
    if not is_grounded(title, words, document.text):
        return f"the title {title!r} says what the article does not"
    if is_speech(title):
        return f"the title {title!r} reports words and no deed"
    if is_state(title, sentence.text):
        return f"the title {title!r} says how things are and reports no deed"
    return None


def _misplaced(title: str | None, question: Question, chunk: Chunk) -> str | None:
    """Why a title is refused for this sentence and date; None when it is not."""
    sentence = chunk.sentences[question.sentence]
    if not title:
        return None
    if is_undone(title, sentence.text):
        return f"the title {title!r} says what did not happen"
    if is_turned_round(title, sentence.text):
        return f"the title {title!r} takes the one it was done to for the one who did it"
    is_lead = not chunk.index and question.sentence < LEAD_SENTENCES
    if not is_lead and tells_nothing(title):
        return f"the title {title!r} says what did not happen"
    asked, _ = _asked_words(question, chunk)
    first = max(question.sentence - 2, 0)
    around = " ".join(one.text for one in chunk.sentences[first : question.sentence + 3])
    english = is_english(" ".join(one.text for one in chunk.sentences))
    others = " ".join(one.text for one in chunk.sentences if one is not sentence)
    of_another = english and not is_lead and is_of_another(title, asked, others)
    if of_another or has_another_number(title, around) or has_another_date(title, sentence.text):
        return f"the title {title!r} does not tell its own sentence"
    if english and is_unproved(title, sentence.text):
        return f"the title {title!r} says what its sentence does not prove"
    if has_another_agent(title, asked, sentence.text):
        return f"the title {title!r} mixes two parts of its sentence"
    if english and sentence.kind != "headline" and is_label(title, sentence.text, around):
        return f"the title {title!r} names a thing and no deed"
    span = _span(question, sentence)
    if span and (
        is_aside(title, sentence.text, span) or is_of_the_telling(title, sentence.text, span)
    ):
        return f"the title {title!r} does not tell what its date belongs to"
    return None


def _repeats(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether a sentence before has the same title at another date, and this one no plain word of
    it: a model that has nothing to say of "He will travel on May 7" repeats itself.
    """
    words = content_words(mention.title)
    plain = content_words(" ".join(word for word in mention.title.split() if word.islower()))
    if not plain or plain & content_words(mention.evidence.quote):
        return False
    return any(
        content_words(told.title) == words
        and told.evidence.quote != mention.evidence.quote
        and told.date not in (None, mention.date)
        for told in before
    )


def _told_twice(
    mention: Mention, question: Question, all_: Sequence[tuple[Question, Mention]], chunk: Chunk
) -> bool:
    """Whether the same title is told by its sentence at another date, which it fits better."""
    sentence = chunk.sentences[question.sentence]
    words = content_words(mention.title)
    for other, told in all_:
        if other.sentence != question.sentence or other is question:
            continue
        theirs = content_words(told.title)
        own, its = _span(question, sentence), _span(other, sentence)
        alike = len(words & theirs) >= SAME_TITLE * max(len(words), len(theirs))
        if alike and own and its and other_date_fits(mention.title, sentence.text, own, its):
            return True
    return False


def _span(question: Question, sentence: Sentence) -> tuple[int, int] | None:
    """Where in its sentence the expression is that the question asks about."""
    if question.when is None:
        return None
    expression = question.when.expression
    return expression.start - sentence.start, expression.end - sentence.start


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
    asked, _ = _asked_words(question, chunk)
    if question.when is not None:
        title = without_date(title, question.when.expression.text)
    title = full_names(title, document.text)
    day, day_from = question.day, question.day_from
    to_come = day_from != "expression" and is_future(main_part(sentence.text))
    if to_come and not is_announcement(title):  # announced that day, done on another
        day, day_from = None, None
    place = names.place(sentence.text, title)
    return Mention(
        title=title,
        when=question.when.expression if question.when else None,
        date=day,
        date_from=day_from,
        status=status_of(title, without_speech(asked), date=day, published=document.published),
        participants=names.participants(title, document.text, place=place),
        place=place,
        confidence=round(confidence, 2),
        evidence=Evidence(document.id, sentence.start, sentence.end, sentence.text),
    )
