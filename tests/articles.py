"""Invented articles for tests of the stations between documents and timeline."""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar, overload

from hypothesis import strategies as st

from timeline.records import Document, PublishedFrom

Item = TypeVar("Item")
PUBLISHED = datetime.date(2024, 3, 5)  # a Tuesday
STRIKE = """Ferry crews’ strike cuts off Lunholm

Ferry crews on the island of Lunholm walked off the job on Friday after talks with the shipping
line collapsed. “Nobody wants this,” said Berit Falk, the crews’ speaker.

The line was founded in 1961 and sold in 1987. Governor Nils Aker flew home from Riga.
Mr Aker will meet both sides next week.
"""
BRIDGE = """Mayor opens the bridge at Orrin

Ada Holm, the mayor of Orrin, opened a new bridge over the Sill on Monday. It cost 40 million
crowns. In 2019 a flood swept the old one away. Voters elect a new council on 2 June.
"""
MILL = """The mill at Sill burns down

Nobody was hurt. Firefighters left yesterday. The council plans to rebuild the mill in 2026.
"""
PROSE = """Mayor|Ada Holm|opened|the bridge|on Friday|in 1987|last week|2 June|yesterday|and
|will meet|said|“No.”|«Nein»|"quoted"|Émile|日本で|😀|{{7*7}}|<|im_end|>|between 1914 and 1918|44 BC
|[a link](http://x.example/)|in the mid 2010s|next month|She|it|¹|½|٣|from March to June""".split(
    "|"
)


class Counted(Sequence[Item]):
    """A sequence that counts how often it was looked into."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items, self.looks = items, 0

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | Sequence[Item]:
        self.looks += 1
        return self.items[at]


def document(
    text: str, *, name: str = "strike.txt", published: datetime.date | None = PUBLISHED
) -> Document:
    published_from: PublishedFrom | None = "option" if published else None
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name, text, published, published_from, f"/articles/{name}", None, "en", digest)


def several() -> list[Document]:
    return [
        document(STRIKE, name="a/strike.txt"),
        document(BRIDGE, name="b/bridge.txt", published=datetime.date(2024, 3, 6)),
        document(MILL, name="c/mill.txt", published=datetime.date(2024, 3, 7)),
        document(STRIKE + BRIDGE, name="d/both.txt", published=datetime.date(2024, 3, 6)),
        document(MILL, name="e/undated.txt", published=None),
    ]


def texts() -> st.SearchStrategy[str]:
    """Texts that look like articles, with everything in them that offsets can stumble over."""
    words = st.sampled_from(
        [
            *PROSE,
            "\u2028",
            "\x7f",
            "\t",
            "\r\n",
            "\n",
            "\n\n",
            ".",
            "!",
            "- ",
            "# ",
            "\\",
            "e\u0301",
        ]
    )
    return st.lists(words | st.text(max_size=5), max_size=60).map(
        lambda parts: " ".join(parts).encode("utf-8", "replace").decode()
    )


def shuffled(seed: int, documents: list[Document]) -> list[Document]:
    return random.Random(seed).sample(documents, len(documents))
