"""The pattern language of the tables: `month:MONTH .? day:(DD | DORD) ,? year:YYYY`.

UPPER CASE names a class or a macro, anything else is the word or mark itself, `name:` keeps a part,
`?` makes an atom or a group optional, `{0,4}` repeats a group. There is no unbounded repeat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from timeline.dates.lexicon import Lexicon
from timeline.errors import UsageError

PIECE = re.compile(
    r"""\s*(?:
        (?:(?P<name>[a-z]\w*):)?(?P<open>\()
      | (?P<close>\))(?P<after>\?|\{\d,\d\})?
      | (?P<bar>\|)
      | (?:(?P<label>[a-z]\w*):)?(?P<atom>[^\s()|]+)
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Node:
    """Alternatives, each a sequence of nodes; or one set of class characters."""

    characters: str = ""
    options: list[list[Node]] = field(default_factory=list)
    name: str | None = None
    repeat: str = ""

    def regex(self) -> str:
        if self.characters:
            inner = f"[{self.characters}]"
        else:
            inner = "|".join("".join(node.regex() for node in option) for option in self.options)
        if self.name:
            inner = f"(?P<{self.name}>{inner})"
        elif not self.characters:
            inner = f"(?:{inner})"
        return f"(?:{inner}){self.repeat}" if self.name and self.repeat else inner + self.repeat

    def first(self) -> tuple[set[str], bool]:
        """Characters that can come first, and whether the node can be empty."""
        if self.characters:
            return set(self.characters), bool(self.repeat)
        characters: set[str] = set()
        empty = bool(self.repeat)
        for option in self.options:
            for node in option:
                begins, can_be_empty = node.first()
                characters |= begins
                if not can_be_empty:
                    break
            else:
                empty = True
        return characters, empty


def parse_pattern(pattern: str, words: Lexicon) -> Node:
    """Read a pattern. UsageError when it names an unknown class."""
    root = Node(options=[[]])
    stack = [root]
    for found in PIECE.finditer(pattern):
        top = stack[-1]
        if found["open"]:
            group = Node(options=[[]], name=found["name"])
            top.options[-1].append(group)
            stack.append(group)
        elif found["close"]:
            stack.pop().repeat = found["after"] or ""
        elif found["bar"]:
            top.options.append([])
        else:
            top.options[-1].append(_atom(found["atom"], found["label"], words, pattern))
    return root


def _atom(atom: str, name: str | None, words: Lexicon, pattern: str) -> Node:
    repeat = "?" if len(atom) > 1 and atom.endswith("?") else ""
    atom = atom[: len(atom) - len(repeat)]
    macro = words.table.get("macros", {}).get(atom)
    if macro is not None:
        node = parse_pattern(macro, words)
        node.name, node.repeat = name, repeat
        return node
    characters = words.members.get(atom if atom.isupper() else f"'{atom}")
    if not characters:
        raise UsageError(f"language table {words.lang!r}: no class or word {atom!r} in {pattern!r}")
    return Node(characters=characters, name=name, repeat=repeat)
