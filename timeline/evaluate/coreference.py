"""Was one happening kept one and two kept two? B³ and CEAF-e over mentions found on both sides.

A. Bagga, B. Baldwin: Algorithms for Scoring Coreference Chains, 1998 (B³).
X. Luo: On Coreference Resolution Performance Metrics, 2005 (CEAF, φ4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from timeline.evaluate.assignment import assign
from timeline.evaluate.gold import Place
from timeline.evaluate.tally import Tally

Mentions = tuple[tuple[int, int], ...]  # of each mention: its gold cluster, its found event


def align_mentions(
    clusters: Sequence[Collection[Place]], events: Sequence[Collection[Place]]
) -> Mentions:
    """Mentions that both sides have: same document and sentence, each used once.

    In a sentence with several mentions, those of the cluster and the event that share most
    sentences are taken for the same; what is left over is paired in order.
    """
    told = [frozenset(event) for event in events]
    shared = np.array(
        [[len(event.intersection(cluster)) for event in told] for cluster in clusters],
        dtype=np.float64,
    ).reshape(len(clusters), len(events))
    best = dict(assign(shared))
    in_gold, in_found = _by_place(clusters), _by_place(events)
    mentions: list[tuple[int, int]] = []
    for place in sorted(in_gold.keys() & in_found.keys()):
        wanted, given = list(in_gold[place]), list(in_found[place])
        for cluster in in_gold[place]:
            if best.get(cluster) in given:
                wanted.remove(cluster)
                given.remove(best[cluster])
                mentions.append((cluster, best[cluster]))
        mentions.extend(zip(wanted, given, strict=False))
    return tuple(mentions)


def _by_place(groups: Sequence[Collection[Place]]) -> dict[Place, list[int]]:
    at: dict[Place, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for place in sorted(set(group)):
            at[place].append(number)
    return at


def _members(mentions: Mentions, side: int) -> list[set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for number, mention in enumerate(mentions):
        groups[mention[side]].add(number)
    return list(groups.values())


def score_b_cubed(mentions: Mentions) -> Tally:
    """Of each mention's group on one side, the part that is in its group on the other."""
    gold, found = _members(mentions, 0), _members(mentions, 1)
    squares = [(len(k & r) ** 2, len(k), len(r)) for k in gold for r in found]
    return Tally(
        right=sum(square / response for square, _, response in squares),
        found=len(mentions),
        covered=sum(square / key for square, key, _ in squares),
        gold=len(mentions),
    )


def score_ceaf_e(mentions: Mentions) -> Tally:
    """Groups aligned one to one by φ4: twice the shared mentions over the sum of both sizes."""
    gold, found = _members(mentions, 0), _members(mentions, 1)
    alike = np.array(
        [[2 * len(k & r) / (len(k) + len(r)) for r in found] for k in gold], dtype=np.float64
    ).reshape(len(gold), len(found))
    best = float(sum(alike[pair] for pair in assign(alike)))
    return Tally(best, len(found), best, len(gold))
