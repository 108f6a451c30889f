"""As many short articles as wanted, each of its own people and places, the same every time."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

FIRST = "Ada Nils Berit Tor Inga Olaf Ruth Sven Mira Aksel Lena Hugo Kari Anton Vera Emil".split()
STARTS = "Lun Or Sil Vik Ha Mar Tel Bro Fen Gal Ros Nor Kal Ster Hol Bre".split()
ENDS = "holm rin gard den by stad vik mere nes land dal havn berg strand tun mo".split()
DEEDS = (
    "opened a {thing} in {place}",
    "closed the {thing} of {place}",
    "sold the {thing} at {place} for {number} million crowns",
    "rebuilt the {thing} after a fire that killed {number} people in {place}",
    "won the vote on the {thing} of {place} by {number} votes",
    "left the {thing} of {place} after {number} days",
)
THINGS = "bridge mill school harbour library ferry mine theatre market tunnel station dam".split()
DAYS = "on Monday;yesterday;on Friday;last week;in 1987;on 3 May;two years ago;".split(";")
FIRST_DAY = datetime.date(2019, 1, 1)


def article(number: int, *, sentences: int) -> tuple[str, str]:
    """Name and text of an article; the name has the day on which it was published."""
    chance = random.Random(number)
    who = f"{chance.choice(FIRST)} {chance.choice(STARTS)}{chance.choice(ENDS)}son"
    place = f"{chance.choice(STARTS)}{chance.choice(ENDS)}"
    told = []
    for _ in range(sentences):
        deed = chance.choice(DEEDS).format(
            thing=chance.choice(THINGS), place=place, number=chance.randint(2, 90)
        )
        told.append(" ".join(f"{who} {deed} {chance.choice(DAYS)}".split()) + ".")
    day = FIRST_DAY + datetime.timedelta(days=number)
    return f"{day}_{number:05}.txt", " ".join(told) + "\n"


def write(folder: Path, count: int, *, parts: int, sentences: int) -> list[str]:
    """The first `count` articles in as many subfolders as `parts`; the names of those."""
    names = [f"part-{part + 1}" for part in range(parts)]
    for number in range(count):
        name, text = article(number, sentences=sentences)
        place = folder / names[number * parts // count]
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return names
