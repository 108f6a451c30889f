"""`timeline prompts diff`: two prompts, one gold set, and what changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import options as given
from timeline.errors import UsageError

if TYPE_CHECKING:
    from timeline.contract import TimelineFile
    from timeline.prompts import Prompt


def diff(
    context: typer.Context,
    a: Annotated[
        str,
        typer.Argument(metavar="A", help="A prompt, or a timeline.json made with one before."),
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The same, to compare A with.")],
    gold: Annotated[
        list[Path], typer.Option("--gold", metavar="GOLD", help="Folder with a gold.json.")
    ],
    prompts_dir: given.PromptsDir = None,
    param: given.Param = None,
    model: given.Model = None,
    min_confidence: given.MinConfidence = None,
) -> None:
    """Run two prompts on the articles of a gold set and show what the change does.

    The scores side by side (docs/eval.md), then the gold events that only one of them finds, the
    events that only one has, and those that they tell otherwise.
    """
    from timeline.evaluate.comparison import changes_text, compare, scores_text
    from timeline.evaluate.gold import load
    from timeline.evaluate.scores import score

    sets = [load(path) for path in gold]
    sides = _files(
        context, (a, b), gold, _prompts((a, b), prompts_dir, param, model), model, min_confidence
    )
    scored = [[score(f, g) for f, g in zip(files, sets, strict=True)] for files in sides]
    names = _short(a, b)
    typer.echo(scores_text(names, scored[0], scored[1]))
    for number in range(len(sets)):
        changes = compare(sides[0][number], sides[1][number])
        text = changes_text(names, changes, scored[0][number], scored[1][number])
        typer.echo("\n" + text)


def _short(a: str, b: str) -> tuple[str, str]:
    """What the two sides are called: names where these differ, else A and B."""
    names = Path(a).stem, Path(b).stem
    return names if names[0] != names[1] else ("A", "B")


def _prompts(
    names: tuple[str, str], directory: Path | None, param: list[str] | None, model: str | None
) -> dict[str, Prompt]:
    """Each prompt with those of the parameters that it declares."""
    from timeline.models import load_catalogue
    from timeline.prompts import load_prompt, split_parameters

    parameters = split_parameters(param or [])
    bare = {n: load_prompt(n, directory=directory) for n in names if not n.endswith(".json")}
    declared = {name for prompt in bare.values() for name in prompt.parameters}
    if unknown := sorted(set(parameters) - declared):
        there = ", ".join(sorted(declared)) or "none"
        raise UsageError(f"--param {unknown[0]}: neither prompt declares it; they have {there}")
    return {
        name: load_prompt(
            name,
            directory=directory,
            parameters={key: v for key, v in parameters.items() if key in prompt.parameters},
            model=model or load_catalogue().default.name,
        )
        for name, prompt in bare.items()
    }


def _files(
    context: typer.Context,
    names: tuple[str, str],
    gold: list[Path],
    prompts: dict[str, Prompt],
    model: str | None,
    min_confidence: float | None,
) -> list[list[TimelineFile]]:
    """For each side, one timeline per gold set."""
    from timeline import contract
    from timeline.cli.scoring import opened, timelines_of
    from timeline.pipeline import MIN_CONFIDENCE, Options

    made = {}
    if prompts:
        least = MIN_CONFIDENCE if min_confidence is None else min_confidence
        for name, prompt in prompts.items():
            with opened(context, model, prompt) as loaded:
                made[name] = timelines_of(gold, loaded, prompt, Options(min_confidence=least))
    for name in names:
        if name not in made:
            made[name] = [contract.load(Path(name))] * len(gold)
    return [made[name] for name in names]
