"""`timeline schema`: what other programs can rely on."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer


def schema(
    name: Annotated[
        Literal["timeline", "event"],
        typer.Argument(help="timeline: the file that extract writes. event: the model's answer."),
    ] = "timeline",
) -> None:
    """Print a JSON Schema (draft 2020-12): of timeline.json, or of what the model answers."""
    if name == "timeline":
        from timeline.contract import json_schema

        document = json_schema()
    else:
        from timeline.schema import EventAnswer

        draft = "https://json-schema.org/draft/2020-12/schema"
        document = {"$schema": draft, **EventAnswer.model_json_schema()}
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
