"""Draw events of a timeline at random, each beside its quotes, to be judged by a person.

    python scripts/draw_events.py timeline.json 100 20261125
    python scripts/draw_events.py timeline.json COUNT SEED

The same file, count and seed draw the same events. Events are drawn with the undated ones.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from timeline import contract
from timeline.contract import Event


def draw(events: list[Event], count: int, seed: int) -> list[Event]:
    """`count` of the events, in the order of the articles."""
    ordered = sorted(events, key=lambda event: event.id)
    drawn = random.Random(seed).sample(ordered, min(count, len(ordered)))  # noqa: S311
    return sorted(drawn, key=lambda event: (event.mentions[0].document, event.mentions[0].start))


def main(path: str, count: str, seed: str) -> None:
    timeline = contract.load(Path(path))
    document = None
    for number, event in enumerate(
        draw([*timeline.events, *timeline.undated], int(count), int(seed)), 1
    ):
        if event.mentions[0].document != document:
            document = event.mentions[0].document
            sys.stdout.write(f"\n## {document}\n")
        day = f"{event.date.edtf} ({event.date.text or event.date.rule})" if event.date else "-"
        sys.stdout.write(f"\n{number}. [{day}, {event.status}] {event.title}\n")
        for mention in event.mentions:
            sys.stdout.write(f"   > {' '.join(mention.quote.split())}\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
