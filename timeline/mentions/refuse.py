"""Why an answer is refused: its title against its sentence, its date and its article."""

from __future__ import annotations

import re

from timeline.language.clauses import (
    is_announced_before,
    is_aside,
    is_of_the_telling,
)
from timeline.language.tense import is_english
from timeline.language.words import content_words, plain_words
from timeline.mentions.ask import asked_words, is_to_come, place_of
from timeline.mentions.doers import has_another_agent, is_turned_round, lacks_what_is_owned
from timeline.mentions.doubts import (
    has_another_date,
    has_another_number,
    is_announced_by_nobody,
    is_grounded,
    is_of_another,
    is_only_promised,
    is_told_elsewhere,
    is_undone,
    tells_nothing,
)
from timeline.mentions.grave import is_unproved
from timeline.mentions.names import participants
from timeline.mentions.no_deed import is_label, is_speech, is_state
from timeline.mentions.parts import is_of_other_part, tells_other_deed
from timeline.records import Chunk, Day, Question, Sentence

_THAT = re.compile(r".* (?:says|believes|claims|warns|admits) that$")  # a clause has to follow
LEAD_SENTENCES = 4  # of an article: they tell the news, and a title may do so in other words
_SUBJECT = re.compile(r"(?:it|he|she|they|we|I|there) [a-z]+")  # and a verb
_IS = re.compile(r"\b(?:is|are|has|have)\b")
_HE = re.compile(r"(?:He|She)\b")
NEWS_SENTENCES = 2  # headline and first sentence, which tell the same


def why_refused(
    title: str | None, words: frozenset[str], question: Question, chunk: Chunk
) -> str | None:
    """Why a title is refused, in words for a reader; None when it is not.

    `words`: the content words of the chunk and its context; `title` is None for an answer that was
    cut off before it made one.
    """
    sentence, document = chunk.sentences[question.sentence], chunk.document
    if title is None:
        return "the answer was cut off before it made a title"
    if not is_grounded(title, words, document.text):
        return f"the title {title!r} says what the article does not"
    if question.says:
        return _misquoted(title, question.says, sentence)
    asked, _ = asked_words(question, chunk)
    return (
        _no_deed(title, sentence, to_come=is_to_come(question, chunk))
        or _misplaced(title, asked, question, chunk)
        or _of_somebody_else(title, asked, question, chunk)
    )


# "Says the heart attack was a heart attack", of "That was a heart attack".
_TWICE = re.compile(r"\b([a-z]{3,} [a-z]{3,}) (?:is|was|are|were) (?:an? |the )?\1\b")


def _misquoted(title: str, begins: str, sentence: Sentence) -> str | None:
    """Why a title is refused that does not say what its sentence says in somebody's name."""
    says = begins.removesuffix(" that").rpartition(" ")[2]
    _, verb, said = title.partition(f" {says} ")
    if not verb:
        return f"the title {title!r} does not say who says it"
    if not content_words(said) & content_words(sentence.text) - content_words(begins):
        return f"the title {title!r} does not tell its own sentence"
    plain = plain_words(said)
    strange = bool(plain) and not plain & content_words(sentence.text)
    if strange or has_another_number(said, sentence.text) or has_another_date(said, sentence.text):
        return f"the title {title!r} does not tell its own sentence"
    if is_undone(said, sentence.text) or _TWICE.search(said):
        return f"the title {title!r} says what was not said"
    if _THAT.match(begins) and not _SUBJECT.match(said) and is_label(said, sentence.text):
        return f"the title {title!r} does not say what was said"
    return None


def _no_deed(title: str, sentence: Sentence, *, to_come: bool) -> str | None:
    """Why a title is refused that tells no deed; None when it does. What is `to_come` on a day of
    its own is no state, unless the title says how something is or what it has.
    """
    if is_speech(title):
        return f"the title {title!r} reports words and no deed"
    done = to_come and not _IS.search(title)
    if not done and is_state(title, sentence.text):
        return f"the title {title!r} says how things are and reports no deed"
    return None


def _misplaced(title: str, asked: str, question: Question, chunk: Chunk) -> str | None:
    """Why a title is refused for this sentence and date; None when it is not. `asked`: the words
    that the question repeats.
    """
    sentence = chunk.sentences[question.sentence]
    if is_undone(title, sentence.text):
        return f"the title {title!r} says what did not happen"
    if is_turned_round(title, sentence.text):
        return f"the title {title!r} takes the one it was done to for the one who did it"
    is_lead = not chunk.index and question.sentence < LEAD_SENTENCES
    if not is_lead and tells_nothing(title):
        return f"the title {title!r} says what did not happen"
    if question.when and is_announced_by_nobody(title, sentence.text):
        return f"the title {title!r} tells an announcement that its sentence does not"
    first = max(question.sentence - 2, 0)
    around = " ".join(one.text for one in chunk.sentences[first : question.sentence + 3])
    english = is_english(" ".join(one.text for one in chunk.sentences))
    others = [one.text for one in chunk.sentences if one is not sentence]
    is_news = is_lead and question.sentence < NEWS_SENTENCES
    of_another = not is_news and (
        is_of_another(title, asked, " ".join(others), wholly=is_lead)
        or is_told_elsewhere(title, sentence.text, others)
    )
    if (
        (english and of_another)
        or has_another_number(title, around if is_news else sentence.text, around)
        or has_another_date(title, sentence.text)
    ):
        return f"the title {title!r} does not tell its own sentence"
    if english and is_unproved(title, sentence.text):
        return f"the title {title!r} says what its sentence does not prove"
    if has_another_agent(title, asked, sentence.text):
        return f"the title {title!r} mixes two parts of its sentence"
    if english and sentence.kind != "headline" and is_label(title, sentence.text, around):
        return f"the title {title!r} names a thing and no deed"
    span = place_of(question, sentence)
    if span and (
        is_aside(title, sentence.text, span)
        or is_of_the_telling(title, sentence.text, span)
        or (is_to_come(question, chunk) and is_announced_before(title, sentence.text))
    ):
        return f"the title {title!r} does not tell what its date belongs to"
    return None


def _of_somebody_else(title: str, asked: str, question: Question, chunk: Chunk) -> str | None:
    """Why a title is refused that is of another doer or date, or goes too far; else None."""
    sentence = chunk.sentences[question.sentence]
    if question.when and is_only_promised(title, asked) and _is_over(question, chunk):
        return f"the title {title!r} tells as done what is to come"
    if _HE.match(sentence.text) and not participants(title, chunk.document.text):
        return f"the title {title!r} does not say who"
    if lacks_what_is_owned(title, sentence.text):
        return f"the title {title!r} does not tell of whom its sentence does"
    if is_of_other_part(title, asked, _other_parts(asked, question, chunk)) or tells_other_deed(
        title, asked, sentence.text
    ):
        return f"the title {title!r} belongs to another date of its sentence"
    return None


def _is_over(question: Question, chunk: Chunk) -> bool:
    """Whether the question is about a day that is not after the publication."""
    published = chunk.document.published
    return bool(question.day and published and question.day.end <= Day.of(published))


def _other_parts(asked: str, question: Question, chunk: Chunk) -> list[str]:
    """The parts of the sentence that its other dates are asked about with, where they differ."""
    parts = (
        asked_words(other, chunk)[0]
        for other in chunk.questions
        if other.sentence == question.sentence and other is not question and not other.says
    )
    return [part for part in parts if part not in asked and asked not in part]
