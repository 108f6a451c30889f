"""One telling, one mention: not the same title at two dates of a sentence, nor again later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.language.apart import clause_apart
from timeline.language.clauses import other_date_fits
from timeline.language.verbs import is_past, is_present_of
from timeline.language.words import content_words, plain_words
from timeline.mentions.ask import is_to_come, place_of
from timeline.records import Chunk, Mention, Question, Skipped

SAME_TITLE = 0.7  # share of the longer title's words: one event told at two dates of a sentence

# "A sale to be held in May": not yet.
_TO_BE = re.compile(r"\b(?:to|will|would|shall|can|could|may|might|must|should) be (?:\w+ly )?\w+")
SAME_EVENT = 0.5  # share of the shorter title's words: what is said is what happened
UNLIKELY = 0.5  # confidence below which an event is rather only said


def told_once(
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
        elif _is_told_as_event(mention, question, told):
            reason = f"the statement {mention.title!r} is told as an event"
        elif _is_only_said(mention, question, told):
            reason = f"the title {mention.title!r} is told as a statement"
        else:
            mentions.append(mention)
            continue
        place = f"characters {mention.evidence.start} to {mention.evidence.end}"
        refused.append(Skipped(chunk.document.id, place, reason))
    return mentions, refused


def _is_told_as_event(
    mention: Mention, question: Question, all_: Sequence[tuple[Question, Mention]]
) -> bool:
    """Whether what somebody says in a sentence is the event that it reports: "Police say two men
    are arrested" beside "Two men are arrested", which is likely.
    """
    return bool(question.says) and any(
        told.confidence >= UNLIKELY and _is_said(told, mention, question)
        for other, told in all_
        if other.sentence == question.sentence and not other.says
    )


def _is_only_said(
    mention: Mention, question: Question, all_: Sequence[tuple[Question, Mention]]
) -> bool:
    """Whether an unlikely event is what somebody says in its sentence."""
    return bool(not question.says and mention.confidence < UNLIKELY) and any(
        _is_said(mention, told, other)
        for other, told in all_
        if other.sentence == question.sentence and other.says
    )


def _is_said(event: Mention, statement: Mention, question: Question) -> bool:
    """Whether the statement, an answer to the question, says what the event tells."""
    theirs = content_words(event.title)
    words = content_words(statement.title) - content_words(question.says)
    return bool(theirs) and len(words & theirs) >= SAME_EVENT * min(len(words), len(theirs))


def _repeats(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether a sentence before has the same title at another date, and this one no plain word of
    it: a model that has nothing to say of "He will travel on May 7" repeats itself.
    """
    words = content_words(mention.title)
    plain = plain_words(mention.title)
    if not plain or plain & content_words(mention.evidence.quote):
        return False
    return any(
        content_words(told.title) == words
        and told.evidence.quote != mention.evidence.quote
        and told.date not in (None, mention.date)
        for told in before
    )


def is_done(title: str, sentence: str) -> bool:
    """Whether a verb of the title is in the past in its sentence."""
    past = [word for word in re.findall(r"[a-z]+", _TO_BE.sub(" ", sentence)) if is_past(word)]
    return any(is_present_of(told, word) for told in title.split()[1:] for word in past)


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
        own, its = place_of(question, sentence), place_of(other, sentence)
        alike = len(words & theirs) >= SAME_TITLE * max(len(words), len(theirs))
        if alike and its and not own and clause_apart(sentence.text, its):
            return True  # the whole sentence, asked about for the rest of it
        if alike and own and its and other_date_fits(mention.title, sentence.text, own, its):
            return True
        only_here = is_to_come(question, chunk) and not is_to_come(other, chunk)
        if words == theirs and only_here and is_done(mention.title, sentence.text):
            return True
    return False
