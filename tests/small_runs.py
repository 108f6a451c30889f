"""Runs of `timeline extract` with the smallest model, in folders with a few short articles."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from command_line import Ran, run

from timeline.models import ModelFile

ARTICLES = {
    "2024-03-05_pier.txt": "Harbour pilots walked out of pier 4 on Monday. Ann Low left in 2019.",
    "2024-03-06_bridge.txt": "Ada Holm, the mayor, opened a new bridge over the Sill on Tuesday.",
    "2024-03-07_mill.txt": "Firefighters left the mill yesterday. The council met on 2 March.",
}

# The smallest model and a short prompt: with the shipped one, reading it is most of such a run.
PROMPT = Path(__file__).with_name("prompts") / "small.jinja"
SMALL = ["-m", "smollm2-135m", "--threads", "1", "--prompt", str(PROMPT)]


@dataclass(frozen=True, slots=True)
class SmallRuns:
    """A folder and the model."""

    folder: Path
    model: ModelFile

    def write(self, articles: dict[str, str]) -> None:
        self.folder.mkdir(exist_ok=True)
        for name, text in articles.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    @property
    def words(self) -> list[str]:
        """How every run of the command begins."""
        return ["extract", *SMALL, "--min-confidence", "0.2"]

    @property
    def variables(self) -> dict[str, str]:
        return {"TIMELINE_MODELS_DIR": str(self.model.path.parent)}

    def run(self, *words: str, **variables: str) -> Ran:
        return run(*self.words, *words, cwd=self.folder, stdin=b"", **self.variables, **variables)

    def output(self, *words: str, **variables: str) -> bytes:
        """What a run writes to standard output; it has to have ended well."""
        ran = self.run(*words, "-o", "-", **variables)
        assert ran.status == 0, ran.err
        return ran.out


def events(output: bytes) -> list[dict[str, Any]]:
    """Events of a timeline, undated ones included, as they are written."""
    timeline = json.loads(output)
    return [*timeline["events"], *timeline["undated"]]


def kept(folder: Path) -> set[str]:
    """Keys of the answers that are kept."""
    path = folder / "answers.sqlite"
    if not path.exists():
        return set()
    database = sqlite3.connect(path)
    try:
        return {key for (key,) in database.execute("select key from answers")}
    except sqlite3.OperationalError:  # killed before there was a table
        return set()
    finally:
        database.close()
