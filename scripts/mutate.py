"""Change the date rules and the merge a little at a time, and see which changes no test notices.

Run by `make mutate`, with mutmut. All mutants of the merge are tried, and as many of the dates as
--sample says, drawn by --seed. mutmut tries them in forks of one process, which has already read
the tables of the dates and remembers what it has found; what survives there is tried again with
the quicker tests in a process of its own. Prints the survivors with what was changed; they end with
status 0, for a person has to read them.
"""

# ruff: noqa: T201 - a command of its own

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
MUTANTS = ROOT / "mutants" / "timeline"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
PATIENCE = 600  # seconds: tests that take longer have noticed something, too
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
MERGE, DATES = "merge", "dates"
AGAIN = {  # tests that are quick enough for a process of their own
    MERGE: ("tests/test_merge.py", "tests/compare/test_unite.py"),
    DATES: ("tests/dates/test_dates_cases.py", "tests/cli/test_cli_dates.py"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300, help="of the mutants of the dates")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    _mutmut("run", "--max-children", "1", "timeline.merge.*")  # makes those of the dates, too
    known = [name for path in _files(DATES) for name in _results(path)]
    chance = random.Random(asked.seed)  # noqa: S311 - a sample, no secret
    sample = chance.sample(sorted(known), min(asked.sample, len(known)))
    _mutmut("run", "--max-children", "1", *sample)
    print(f"{len(sample)} of {len(known)} mutants of the dates, seed {asked.seed}")
    for place, only in ((MERGE, None), (DATES, set(sample))):
        _tell(place, only)


def _files(place: str) -> list[Path]:
    return [*sorted((MUTANTS / place).glob("*.meta")), *MUTANTS.glob(f"{place}.py.meta")]


def _results(path: Path) -> dict[str, int | None]:
    """The exit code of the tests for each mutant of a file; None: it was not tried."""
    codes: dict[str, int | None] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return codes


def _tell(place: str, only: set[str] | None) -> None:
    """How many were noticed, and each that was not."""
    from mutmut.stats import status_by_exit_code

    tried = {
        name: status_by_exit_code[code]
        for path in _files(place)
        for name, code in _results(path).items()
        if only is None or name in only
    }
    doubtful = sorted(name for name, status in tried.items() if status not in ("killed", "timeout"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        again = pool.map(_passes, doubtful, [AGAIN[place]] * len(doubtful))
        passes = dict(zip(doubtful, again, strict=True))
    survivors = [name for name in doubtful if passes[name]]
    caught = len(tried) - len(survivors)
    print(f"\n{place}: {caught} of {len(tried)} noticed ({caught / max(len(tried), 1):.0%}), "
          f"{len(doubtful) - len(survivors)} of them only by a process of its own")  # fmt: skip
    for name in survivors:
        print(f"\n{name}")
        shown = subprocess.run([MUTMUT, "show", name], cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE)  # noqa: E501, S603  # fmt: skip
        lines = shown.stdout.splitlines()
        print("\n".join(x for x in lines if x[:1] in "+-" and x[:3] not in ("+++", "---")))


def _passes(mutant: str, tests: Sequence[str]) -> bool:
    """Whether the tests pass with this mutant from the beginning of the process."""
    variables = os.environ | {"MUTANT_UNDER_TEST": mutant, "PYTHONPATH": "."}
    command = [sys.executable, "-m", "pytest", "-x", "-q", *SETTINGS["pytest_add_cli_args"], *tests]
    try:
        ran = subprocess.run(  # noqa: S603
            command, cwd=MUTANTS.parent, env=variables, check=False, timeout=PATIENCE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def _mutmut(*words: str) -> None:
    subprocess.run([MUTMUT, *words], cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
