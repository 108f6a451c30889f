"""A graph of what happened before, or at the time of, what: its closure and its reduction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple


class Relation(NamedTuple):
    """One thing before another, or at the same time."""

    one: str
    kind: Literal["before", "simultaneous"]
    other: str


class Order:
    """Relations taken up in turn. `reduced` are those that the earlier ones did not imply.

    A relation that contradicts the earlier ones stays in `reduced`, and is verified only where
    the other side says exactly the same.
    """

    def __init__(self, relations: Iterable[Relation]) -> None:
        self.reduced: list[Relation] = []
        self._said: set[Relation] = set()
        self._group: dict[str, str] = {}  # a thing → the thing that stands for its moment
        self._later: dict[str, set[str]] = defaultdict(set)
        for relation in relations:
            self._add(relation)

    def says(self, relation: Relation) -> bool:
        """Is the relation among those given, or implied by them?"""
        return relation in self._said or self._implies(relation)

    def _add(self, relation: Relation) -> None:
        self._said.add(relation)
        if relation.kind == "simultaneous":
            self._said.add(Relation(relation.other, "simultaneous", relation.one))
        if self._implies(relation):
            return
        self.reduced.append(relation)
        if not self._contradicts(relation):
            self._join(relation)

    def _implies(self, relation: Relation) -> bool:
        one, other = self._moment(relation.one), self._moment(relation.other)
        if relation.kind == "simultaneous":
            return one == other
        return one != other and self._reaches(one, other)

    def _contradicts(self, relation: Relation) -> bool:
        one, other = self._moment(relation.one), self._moment(relation.other)
        if relation.kind == "before":
            return one == other or self._reaches(other, one)
        return self._reaches(one, other) or self._reaches(other, one)

    def _join(self, relation: Relation) -> None:
        one, other = self._moment(relation.one), self._moment(relation.other)
        if relation.kind == "before":
            self._later[one].add(other)
            return
        self._group[other] = one
        self._later[one] |= self._later.pop(other, set())

    def _moment(self, thing: str) -> str:
        while thing in self._group:
            thing = self._group[thing]
        return thing

    def _reaches(self, one: str, other: str) -> bool:
        seen, ahead = {one}, [one]
        while ahead:
            for later in {self._moment(thing) for thing in self._later.get(ahead.pop(), ())}:
                if later == other:
                    return True
                if later not in seen:
                    seen.add(later)
                    ahead.append(later)
        return False
