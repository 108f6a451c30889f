"""Whether a value that the model wrote into a user's field is said by the article."""

from __future__ import annotations

from timeline.language.numbers import numbers
from timeline.language.words import content_words

_LEAST = 0.5  # share of a text's words that its sentence or title has: "Apple Inc." for "Apple"


_NOTHING = frozenset(
    """none|null|n/a|na|nil|unknown|not said|not stated|not specified|not mentioned|unspecified
    |nobody|nothing|""".replace("\n    ", "").split("|")
)


def is_nothing(text: str) -> bool:
    """Whether a model says in words that there is nothing to say."""
    return text.strip(" .-–—").casefold() in _NOTHING


def supported(
    value: object, told: str, article: str, *, asked: str = ""
) -> tuple[str | int | float | list[str] | None, str | None]:
    """The value, or what of a list is said, and what is wrong with the rest.

    `told` is the sentence and the title, `asked` what the field is called and said to be. A number
    has to be in it, in figures or in English words; of a text's words half have to, and all of
    them in the article. A list says nothing twice.
    """
    if isinstance(value, str) and is_nothing(value):
        return None, None
    if isinstance(value, list):
        texts = [" ".join(str(text).split()) for text in value]
        once: dict[str, str] = {}
        for text in texts:
            if not is_nothing(text):
                once.setdefault(text.casefold(), text)
        kept = [text for text in once.values() if _is_said(text, told, article)]
        foreign = [repr(text) for text in once.values() if text not in kept]
        return kept, f"the sentence does not say {', '.join(foreign)}" if foreign else None
    if isinstance(value, str):
        value = " ".join(value.split())
        said = _is_said(value, told, article)
    elif isinstance(value, int | float):
        said = any(
            abs(abs(value) - number) <= 1e-9 * number for number in numbers(told, asked=asked)
        )
    else:
        return None, None
    return (value, None) if said else (None, f"the sentence does not say {value!r}")


def _is_said(text: str, told: str, article: str) -> bool:
    words = content_words(text)
    near = words & content_words(told)
    return bool(words) and len(near) >= _LEAST * len(words) and words <= content_words(article)
