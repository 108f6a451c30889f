"""`timeline prompts`: copy, check and try the words that the model is asked with."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options as given
from timeline.cli.prompts_diff import diff
from timeline.cli.text import count, printable
from timeline.errors import CheckError, ModelMissingError

if TYPE_CHECKING:
    from timeline.cli.rendering import Counts
    from timeline.prompts import Fault

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""List, copy, check, show and compare prompt templates.

A prompt is NAME.jinja (instructions, and how an article is shown) with NAME.toml beside it
(parameters and worked examples). `init` copies the shipped ones to ./prompts, where you edit them;
what is there wins over a shipped prompt of the same name. The prompt tuned was trained with the
default model, and is used with it unless you have a prompt named events or name another.
docs/prompts.md tells the rest.""",
)

Name = Annotated[str, typer.Argument(help="A name that `prompts list` shows, or a .jinja file.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


@app.command("list")
def list_(prompts_dir: given.PromptsDir = None, as_json: Json = False) -> None:
    """List all prompts: the shipped ones and yours, and which one a name means."""
    from timeline.prompts import list_prompts

    places = list_prompts(prompts_dir)
    if as_json:
        rows = [
            {"name": p.name, "path": str(p.path), "shipped": p.shipped, "wins": p.wins}
            for p in places
        ]
        typer.echo(json.dumps(rows, indent=2))
        return
    width = max(len("NAME"), *(len(place.name) for place in places))
    typer.echo(f"{'NAME':{width}}  FROM     USED  PATH")
    for place in places:
        whose, used = "shipped" if place.shipped else "yours", "yes" if place.wins else "no"
        typer.echo(f"{place.name:{width}}  {whose:7}  {used:4}  {printable(str(place.path))}")


@app.command()
def show(name: Name = "events", prompts_dir: given.PromptsDir = None) -> None:
    """Print a prompt's template and its parameters and examples."""
    from timeline.prompts import find_prompt

    path = find_prompt(name, prompts_dir)
    for file in (path, path.with_suffix(".toml")):
        if file.exists():
            typer.echo(f"{file}:", err=True)
            typer.echo(printable(file.read_text("utf-8", "replace"), lines=True))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to.")] = Path("prompts"),
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Copy the shipped prompts to a folder of yours, to be edited there.

    All but tuned, which the model was trained with as it is.

    `./prompts` is used without being named; any other folder by --prompts-dir.
    """
    from timeline.prompts import copy_prompts

    for path in copy_prompts(folder, force=force):
        typer.echo(path, err=True)


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Default: all that can be edited.")
    ] = None,
    prompts_dir: given.PromptsDir = None,
    param: given.Param = None,
    schema: given.Schema = None,
    model: given.Model = None,
    ctx: given.Ctx = None,
) -> None:
    """Find what is wrong with prompts before a run does.

    Undefined variables, missing blocks, unknown keys of the TOML file, examples whose answers do
    not fit, and prompts too long for the context. Exit status 5 when there is a fault.
    """
    from timeline.prompts import TUNED, find_prompt, list_prompts

    paths = [find_prompt(name, prompts_dir) for name in names or []] or [
        place.path
        for place in list_prompts(prompts_dir)
        if place.wins and not (place.shipped and place.name == TUNED)
    ]
    bad = 0
    with _tokens(model) as tokens:
        for path in paths:
            faults, size = _checked(path, param, schema, tokens, ctx)
            for fault in faults:
                kind = "warning" if fault.warning else "fault"
                typer.echo(printable(f"{kind}: {fault.where}: {fault.what}", lines=True))
            bad += any(not fault.warning for fault in faults)
            if not any(not fault.warning for fault in faults):
                words = f"{count(size, 'token')} of instructions and examples"
                typer.echo(printable(f"ok: {path}: {words}"))
    if bad:
        raise CheckError(f"{bad} of {count(len(paths), 'prompt')} cannot be used")


def _checked(
    path: Path, param: list[str] | None, schema: str | None, tokens: Counts, ctx: int | None
) -> tuple[list[Fault], int]:
    """A prompt's faults, and the tokens of its instructions and examples."""
    from timeline.llm.settings import choose
    from timeline.prompts import (
        check_budget,
        check_prompt,
        empty_chunk,
        load_prompt,
        split_parameters,
    )
    from timeline.questions.chunks import CHUNK_TOKENS
    from timeline.schema import EventAnswer, load_schema

    parameters = split_parameters(param or [])
    answer = load_schema(schema) if schema else EventAnswer
    faults = list(check_prompt(path, parameters=parameters, schema=answer))
    if any(not fault.warning for fault in faults):
        return faults, 0
    prompt = load_prompt(str(path), parameters=parameters, schema=answer)
    size = tokens.chat_tokens(empty_chunk(prompt))[0]
    room = check_budget(size, CHUNK_TOKENS, choose(cells=ctx).cells)
    return faults + ([room] if room else []), size


@app.command()
def render(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file that extract reads.")],
    prompt: given.Prompt = None,
    prompts_dir: given.PromptsDir = None,
    param: given.Param = None,
    schema: given.Schema = None,
    published: given.Published = None,
    model: given.Model = None,
) -> None:
    """Print exactly what the model would see for an article, and what it would fill in.

    Nothing is asked. What the model writes stands in ⟦brackets⟧; all else is given.
    """
    import datetime

    from timeline.cli.days import day_of
    from timeline.cli.prompting import load
    from timeline.cli.rendering import rendered
    from timeline.documents import read_sources

    loaded = load(prompt, prompts_dir, param, schema, model=model)
    day = day_of("--published", published)
    read = read_sources([article], published=None if day is None else datetime.date(*day))
    with _tokens(model) as tokens:
        for document in read.documents:
            for block in rendered(document, loaded, tokens):
                typer.echo(printable(block, lines=True) + "\n")


app.command()(diff)


@contextlib.contextmanager
def _tokens(model: str | None) -> Iterator[Counts]:
    """The model's own vocabulary if its file is here; else an estimate, and a word about it."""
    from timeline.cli.rendering import EstimatedTokens
    from timeline.models import find_model, load_catalogue

    name = model or load_catalogue().default.name
    try:
        file = find_model(name)
    except ModelMissingError:
        if model is not None and model not in load_catalogue().names:
            raise
        words = f"note: {name} is not here, so tokens are estimated; `timeline models pull {name}`"
        typer.echo(words, err=True)
        yield EstimatedTokens()
        return
    from timeline.llm.tokenizer import Tokenizer

    tokens = Tokenizer(file.path)
    try:
        yield tokens
    finally:
        tokens.close()
