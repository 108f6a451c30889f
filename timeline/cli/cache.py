"""`timeline cache`: the answers kept from run to run, and what was read of the prompt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.text import count
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.cache import Store

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""Look at, trim or forget the model's answers that are kept from run to run.

An answer is kept by what it depends on: the model's bytes, the engine's settings, the prompt with
its examples, the schema, and the piece of the article. `timeline extract` asks only what is not
kept; `--no-resume` asks everything. Answers are in the folder that TIMELINE_CACHE_DIR names, else
in your user cache. They repeat words of the articles.

What the model has read of the prompt before the article comes (instructions and examples, the same
for all) is kept too, 24 MB for the default model, for the last four models or prompts. The next run
begins with it, and what comes of it is the same to the bit.""",
)
_UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@app.command()
def info(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Where the answers are, how many, and how large; the same of what was read of prompts."""
    from timeline.cache import Store, cache_path, prefixes_path
    from timeline.llm.prefix_files import PrefixFiles

    path = cache_path()
    prompts, prompts_size = PrefixFiles(prefixes_path()).usage()
    if not path.exists():
        answers = size = 0
    else:
        store = Store(path)
        usage = store.usage()
        _say(store)
        store.close()
        answers, size = usage.answers, usage.bytes
    if as_json:
        found = {"path": str(path), "answers": answers, "bytes": size}
        typer.echo(
            json.dumps({**found, "read_prompts": prompts, "read_prompts_bytes": prompts_size})
        )
        return
    typer.echo(f"{path}\n{count(answers, 'answer')}, {size / 1e6:.1f} MB")
    typer.echo(f"{count(prompts, 'read prompt')}, {prompts_size / 1e6:.1f} MB")


@app.command()
def clear() -> None:
    """Forget every answer, and what was read of prompts."""
    from timeline.cache import Store, cache_path, prefixes_path
    from timeline.llm.prefix_files import PrefixFiles

    path = cache_path()
    forgotten = broken = 0
    prompts = PrefixFiles(prefixes_path()).trim(0)
    if path.exists():
        store = Store(path)
        forgotten = store.trim(0, shrink=True)
        broken = store.forget_broken()
        _say(store)
        store.close()
    elif not prompts:
        typer.echo("nothing is kept", err=True)
        return
    more = f", {count(broken, 'broken file')} deleted" if broken else ""
    typer.echo(f"{_forgotten(forgotten, prompts)}{more}", err=True)


@app.command()
def gc(
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="Keep at most this much: 500M, 2G, or bytes.")
    ] = "1G",
) -> None:
    """Forget the answers that were unused for longest. Every run ends with this, at 1G.

    What was read of prompts is kept as far as the answers leave room.
    """
    from timeline.cache import Store, cache_path, prefixes_path
    from timeline.llm.prefix_files import PrefixFiles

    left = _bytes(max_size)
    path = cache_path()
    forgotten = 0
    if path.exists():
        store = Store(path)
        forgotten = store.trim(left, shrink=True)
        left = max(left - store.usage().bytes, 0)
        _say(store)
        store.close()
    prompts = PrefixFiles(prefixes_path()).trim(left)
    typer.echo(_forgotten(forgotten, prompts), err=True)


def _forgotten(answers: int, prompts: int) -> str:
    also = f" and {count(prompts, 'read prompt')}" if prompts else ""
    return f"{count(answers, 'answer')}{also} forgotten"


def _bytes(text: str) -> int:
    number, unit = (text[:-1], text[-1:].upper()) if text[-1:].isalpha() else (text, "")
    try:
        size = int(number) * _UNITS[unit] if unit else int(number)
    except (ValueError, KeyError):
        size = -1
    if size < 0:
        raise UsageError(f"--max-size {text}: write it like 500M, 2G or 1000000")
    return size


def _say(store: Store) -> None:
    for note in store.notes:
        typer.echo(note, err=True)
