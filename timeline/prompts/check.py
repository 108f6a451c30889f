"""What is wrong with a prompt's files: everything at once, before a run."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from timeline.errors import PromptError
from timeline.llm import Message
from timeline.prompts.answers import LONGEST_KEY_WORDS
from timeline.prompts.entries import PromptEntries, Value
from timeline.prompts.template import (
    BLOCKS,
    Prompt,
    environment,
    load_prompt,
    parse_entries,
    read_files,
    user_text,
)
from timeline.schema import EventAnswer

KNOWN = {"system": {"param"}, "user": {"published", "sentences", "param"}}
_SENTENCES = ["Harbour pilots walked off the job on Tuesday.", "It rained."]
_DAY = datetime.date(2019, 10, 17)
ANSWER_TOKENS = 40  # least that is left for a title
_WORD_TOKENS = 1.6  # of a key's words, in English news with names and numbers
_KEY_TOKENS = 20  # of an answer's field names and signs


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where. A warning is worth a look and stops nothing."""

    where: str
    what: str
    warning: bool = False


def check_prompt(
    path: Path,
    *,
    parameters: Mapping[str, Value] | None = None,
    schema: type[EventAnswer] = EventAnswer,
) -> tuple[Fault, ...]:
    """All faults of a template and its TOML file; () when a run can use them."""
    try:
        source, text = read_files(path)
    except PromptError as error:
        return (Fault(str(path), str(error)),)
    entries, faults = PromptEntries(), []
    try:
        entries = parse_entries(path.with_suffix(".toml"), text)
    except PromptError as error:
        where = str(path.with_suffix(".toml"))
        faults += [Fault(where, line) for line in str(error).split(": ", 1)[1].splitlines()]
    faults += _template_faults(path, source, entries)
    if any(not fault.warning for fault in faults):
        return tuple(faults)
    try:
        prompt = load_prompt(str(path), parameters=parameters, schema=schema)
        faults += _unseen(prompt)
    except PromptError as error:
        faults.append(Fault(str(path), str(error)))
    return tuple(faults)


def check_budget(prompt_tokens: int, chunk_tokens: int, context_tokens: int) -> Fault | None:
    """Whether instructions, examples, a whole chunk and one answer fit into a context.

    `chunk_tokens`: of the chunk's sentences, the repeated ones before it included.
    """
    answer = round(LONGEST_KEY_WORDS * _WORD_TOKENS) + _KEY_TOKENS + ANSWER_TOKENS
    needed = prompt_tokens + chunk_tokens + answer
    if needed <= context_tokens:
        return None
    return Fault(
        "token budget",
        f"{prompt_tokens} tokens of instructions and examples, {chunk_tokens} of a chunk and "
        f"{answer} of an answer are {needed}, more than the {context_tokens} of the context; "
        "leave examples out, or give a larger --ctx",
    )


def empty_chunk(prompt: Prompt) -> tuple[Message, ...]:
    """The messages before a chunk, with an empty one in its place."""
    return (*prompt.opening, Message("user", ""))


def _template_faults(path: Path, source: str, entries: PromptEntries) -> list[Fault]:
    try:
        tree = environment().parse(source)
        environment().from_string(source)
    except jinja2.TemplateSyntaxError as error:
        return [Fault(f"{path}:{error.lineno}", error.message or "a syntax error")]
    faults = []
    blocks = {block.name: block for block in tree.find_all(nodes.Block)}
    for name in BLOCKS:
        if name not in blocks:
            faults.append(Fault(str(path), f"block {name!r} is missing"))
            continue
        inside = nodes.Template(blocks[name].body, lineno=blocks[name].lineno)
        inside.environment = tree.environment
        unknown = meta.find_undeclared_variables(inside) - KNOWN[name]
        faults += [
            Fault(
                f"{path}, block {name!r}",
                f"{variable!r} is undefined; there are {', '.join(sorted(KNOWN[name]))}",
            )
            for variable in sorted(unknown)
        ]
    asked = _parameters_used(tree)
    faults += [
        Fault(
            f"{path}:{line}", f"param.{name} is not declared; add [param.{name}] to the TOML file"
        )
        for name, line in asked.items()
        if name not in entries.param
    ]
    faults += [
        Fault(str(path.with_suffix(".toml")), f"param.{name} is used nowhere", warning=True)
        for name in entries.param
        if name not in asked
    ]
    return faults


def _parameters_used(tree: nodes.Template) -> dict[str, int]:
    """Names after `param.`, each with a line."""
    return {
        node.attr: node.lineno
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "param"
    }


def _unseen(prompt: Prompt) -> list[Fault]:
    """What the model has to see and a template does not show."""
    shown = user_text(prompt, _DAY, _SENTENCES)
    where = f"{prompt.path}, block 'user'"
    faults = []
    if not all(sentence in shown for sentence in _SENTENCES):
        faults.append(Fault(where, "the text of the sentences is not shown"))
    elif not all(_numbered(n, text, shown) for n, text in enumerate(_SENTENCES, 1)):
        faults.append(
            Fault(
                where,
                "the sentences are not numbered: titles slide to their neighbours more often",
                warning=True,
            )
        )
    if "17 October 2019" not in shown:
        faults.append(Fault(where, "the publication day is not shown", warning=True))
    return faults


def _numbered(number: int, text: str, shown: str) -> bool:
    """Whether a sentence has its number beside it."""
    words = re.escape(text)
    beside = rf"\b{number}\b\W*{words}|{words}\W*\b{number}\b"
    return re.search(beside, shown) is not None
