"""Chunk → task: one question for each sentence and time expression, as a branch."""

from __future__ import annotations

from timeline import prompts, schema
from timeline.language.apart import clause_apart, rest_told
from timeline.language.clauses import part_told, without_what_was_before
from timeline.llm import Branch, Task
from timeline.questions.openings import announcement, opening
from timeline.records import Chunk, Day, Question, Sentence

OF_THE_NEWS = ("publication-day", "lead-day")  # rules of days that no sentence before gives
ANSWER_TOKENS = 40  # a title of 12 words has about 16 tokens; foreign names take more


def task_for(chunk: Chunk, prompt: prompts.Prompt, *, min_confidence: float) -> Task:
    """The chunk as the model is asked about it: one branch per question, in order."""
    branches = []
    for question in chunk.questions:
        sentence = chunk.sentences[question.sentence]
        words, span = asked_words(question, chunk)
        if prompt.adapter:
            number = len(chunk.context) + question.sentence + 1
            known = prompts.numbered_fields(number, words, when_asked(question))
        else:
            known = prompts.known_fields(words, span)
        place = place_of(question, sentence)
        begins = question.says or opening(chunk.document, sentence.text, place, question.day)
        branches.append(
            Branch(
                forced=schema.known_text(known, "what"),
                grammar=schema.grammar(prompt.schema, known),
                max_tokens=ANSWER_TOKENS + schema.added_tokens(prompt.schema),
                watch=schema.NONE,
                # That somebody says something is known, whatever the model makes of it.
                watch_limit=1 if question.says else 1 - min_confidence,
                opening=begins if schema.begins_title(begins) else "",
            )
        )
    return Task(prompts.messages(prompt, chunk), tuple(branches))


def when_asked(question: Question) -> str:
    """The time that a tuned prompt asks about: an expression; "today", the day of the news; "then",
    that of the sentence before; "none"; or "said", which asks for a statement.
    """
    if question.says:
        return "said"
    if question.when is not None:
        return question.when.expression.text
    if question.day is None:
        return schema.NONE
    return "today" if question.day.rule in OF_THE_NEWS else "then"


def asked_words(question: Question, chunk: Chunk) -> tuple[str, tuple[int, int] | None]:
    """The words that the question repeats, and where its time expression is in them: the
    sentence, or the part of it that belongs to the expression where there are several, and where it
    stands in a clause on a noun. A statement is asked about with the whole sentence.
    """
    sentence = chunk.sentences[question.sentence]
    if question.says:
        return sentence.text, None
    span = place_of(question, sentence)
    others = [
        other
        for one in chunk.questions
        if one.sentence == question.sentence and one is not question and not one.says
        if (other := place_of(one, sentence))
    ]
    if not span:
        whole = not others or announcement(sentence.text, None)
        return (sentence.text if whole else rest_told(sentence.text, others)), None
    part = clause_apart(sentence.text, span)
    if not others and not part:
        return without_what_was_before(sentence.text, span), span
    start, end = part or part_told(sentence.text, span, others)
    words = sentence.text[start:end]
    start += len(words) - len(words.lstrip(" ,;:"))
    return sentence.text[start:end].rstrip(), (span[0] - start, span[1] - start)


def place_of(question: Question, sentence: Sentence) -> tuple[int, int] | None:
    """Where in its sentence the expression is that the question asks about."""
    if question.when is None:
        return None
    return sentence.place_of(question.when.expression)


def is_to_come(question: Question, chunk: Chunk) -> bool:
    """Whether the question is about a day after the publication."""
    published = chunk.document.published
    return bool(question.day and published and question.day.start > Day.of(published))
