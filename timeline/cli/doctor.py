"""`timeline doctor`: what is installed, what it can use, and where things are."""

from __future__ import annotations

import json
from typing import Annotated

import typer

_LIBRARIES = ("llama-cpp-python", "llguidance", "pydantic", "dateparser", "typer", "sentencex")
_EXTRAS = {"html": "trafilatura", "pdf": "pypdf", "docx": "docx", "feeds": "feedparser"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Say what is installed, whether a GPU can be used, and which models are here.

    Exit status 4 when the default model is not here; `timeline models pull` fetches it.
    """
    found = _look()
    if as_json:
        typer.echo(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            shown = ", ".join(value) or "none" if isinstance(value, list) else value
            typer.echo(f"{name:18} {shown}")
    if not found["default model"]:
        raise typer.Exit(4)


def _look() -> dict[str, str | int | bool | list[str] | None]:
    import os
    import platform
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    from timeline import __version__, models, prompts
    from timeline.llm import library, settings

    libraries = []
    for name in _LIBRARIES:
        try:
            libraries.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            libraries.append(f"{name} missing")
    chosen = settings.choose()
    default = models.load_catalogue().default.name
    here = [listed.name for listed in models.list_models() if listed.state == "here"]
    return {
        "timeline": __version__,
        "python": platform.python_version(),
        "libraries": libraries,
        "extras": [
            f"{extra} {'here' if find_spec(module) else 'missing'}"
            for extra, module in _EXTRAS.items()
        ],
        "cores": os.cpu_count(),
        "memory GB": _memory(),
        "gpu": "usable" if library.offloads() else "not usable: CPU-only build of llama.cpp",
        "engine": list(chosen.reasons),
        "models folder": str(models.models_directory()),
        "models": here,
        "default model": default if default in here else None,
        "prompts folder": str(prompts.shipped_directory()),
    }


def _memory() -> int | None:
    """Memory of the machine in GB, where the system says."""
    import os

    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)
    except (AttributeError, ValueError, OSError):
        return None
