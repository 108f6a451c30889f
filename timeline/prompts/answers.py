"""What code knows of an answer before the model is asked."""

from __future__ import annotations

from timeline.schema import NONE

LONGEST_KEY_WORDS = 80  # of a sentence repeated before its answer


def known_fields(sentence: str, expression: tuple[int, int] | None) -> dict[str, str]:
    """What code knows of an answer before the model is asked. `expression` is the offsets of the
    time expression in the sentence.

    The sentence is repeated in full: with only its first words, or the words around the
    expression, the model slides to a neighbouring sentence (docs/extraction.md). Of a very long
    one, the words around the expression.
    """
    start, end = expression or (0, 0)
    before, after = sentence[:start].split(" "), sentence[end:].split(" ")
    first = " ".join(before[-LONGEST_KEY_WORDS // 2 :])
    rest = " ".join(after[: LONGEST_KEY_WORDS if expression is None else LONGEST_KEY_WORDS // 2])
    when = " ".join(sentence[start:end].split()) if expression else NONE
    key = f"{first}{sentence[start:end]}{rest}"
    return {"sentence": " ".join(key.split()), "when": when}


def numbered_fields(number: int, words: str, when: str) -> dict[str, str]:
    """As `known_fields`, for a trained prompt: the sentence's number and the words that are asked
    about. `when` is a time expression, or a word for there being none.

    It was trained with the first four words, and slides less with all of them (docs/prompts.md).
    """
    key = " ".join(words.split()[:LONGEST_KEY_WORDS])
    return {"sentence": f"{number}. {key}", "when": " ".join(when.split())}
