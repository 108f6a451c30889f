"""Thousands of short articles through `timeline extract` with the smallest model. `make load`.

Checks that the whole is the union of its parts and that every article is told of, and prints time
and memory for each quarter. Broken off, or stopped by --seconds, it goes on when it is run again,
as the program itself does.
"""

# ruff: noqa: T201 - a command of its own

from __future__ import annotations

import argparse
import itertools
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests")]

from command_line import COMMAND, environment, run  # noqa: E402 - the path comes first
from invented_news import write  # noqa: E402
from small_runs import PROMPT  # noqa: E402

PLACE = REPOSITORY / ".load"
QUARTERS = 4
INTERRUPTED = 130
LOOK = 0.5  # seconds between two looks at the process


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=0, help="stop after; 0: when it is done")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell put us aside
    folder = PLACE / str(asked.articles)
    parts = write(folder, asked.articles, parts=QUARTERS, sentences=1)
    variables = {
        "TIMELINE_MODELS_DIR": str(REPOSITORY / "models"),
        "TIMELINE_CACHE_DIR": str(folder / "cache"),
    }
    if not _whole(folder, parts, variables, asked.articles, asked.seconds):
        print("stopped; the same command goes on from here")
        return INTERRUPTED
    _table(folder, asked.articles)
    return _check_union(folder, parts, variables, asked.articles)


def _words(*parts: str) -> list[str]:
    return ["extract", *parts, "-m", "smollm2-135m", "--prompt", str(PROMPT)]


def _whole(
    folder: Path, parts: list[str], variables: dict[str, str], articles: int, seconds: float
) -> bool:
    """Run the command on everything, and note what it took; whether it came to its end."""
    started = time.monotonic()
    log = folder / "progress.txt"
    with log.open("a") as said, (folder / "measured.jsonl").open("a") as notes:
        process = subprocess.Popen(
            [*COMMAND, *_words(*parts), "-o", "whole.json"],
            cwd=folder, env=environment(**variables), stderr=said, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        before, stopped = _answered(folder), False
        while process.poll() is None:
            time.sleep(LOOK)
            spent = time.monotonic() - started
            looked = _looked(process.pid) | {
                "answered": _answered(folder), "before": before, "seconds": round(spent, 1),
            }  # fmt: skip
            if "peak_kb" in looked:
                notes.write(json.dumps(looked) + "\n")
                notes.flush()
            if seconds and spent > seconds and not stopped:
                process.send_signal(signal.SIGINT)
                stopped = True
    if process.returncode not in (0, INTERRUPTED):
        sys.exit(f"extract ended with {process.returncode}; see {log}")
    return process.returncode == 0


def _looked(pid: int) -> dict[str, int | float]:
    """Memory now and at most, in kB, and seconds of computing, of a process and those that it
    started: the model has one of its own. Nothing of what has ended.
    """
    pids = _with_children(pid)
    found = [one for one in map(_looked_at, pids) if one]
    return {name: sum(one[name] for one in found) for name in found[0]} if found else {}


def _with_children(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _with_children(int(child)))]


def _looked_at(pid: int) -> dict[str, int | float]:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return {}
    found = dict(re.findall(r"Vm(HWM|RSS):\s+(\d+) kB", status))
    if "HWM" not in found:
        return {}
    computing = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return {"peak_kb": int(found["HWM"]), "kb": int(found["RSS"]), "computing": computing}


def _answered(folder: Path) -> int:
    """Articles whose answers are kept: each is one chunk."""
    path = folder / "cache" / "answers.sqlite"
    if not path.exists():
        return 0
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return int(database.execute("select count(*) from answers").fetchone()[0])
    except sqlite3.OperationalError:  # no table yet
        return 0
    finally:
        database.close()


def _table(folder: Path, articles: int) -> None:
    """For each quarter: seconds, seconds of computing, memory at most and at its end.

    Where a run was broken off, the time until the next one has loaded the model is not counted.
    """
    rows = [json.loads(line) for line in (folder / "measured.jsonl").read_text().splitlines()]
    print("articles   seconds  computing  peak MB  MB at the end")
    for quarter in range(QUARTERS):
        first, last = (articles * (quarter + more) // QUARTERS for more in (0, 1))
        seconds = computing = 0.0
        inside = []
        for one, other in itertools.pairwise(rows):
            same = other["seconds"] >= one["seconds"] and one["before"] == other["before"]
            working = other["answered"] > other["before"] or one["answered"] > one["before"]
            if same and working and first <= one["answered"] < last:
                seconds += other["seconds"] - one["seconds"]
                computing += other["computing"] - one["computing"]
                inside.append(other)
        peak = max((row["peak_kb"] for row in inside), default=0) // 1024
        end = inside[-1]["kb"] // 1024 if inside else 0
        print(f"{first:5}-{last:5} {seconds:8.0f} {computing:10.0f} {peak:8} {end:14}")


def _check_union(folder: Path, parts: list[str], variables: dict[str, str], articles: int) -> int:
    """The parts, from the answers that are kept, put together: byte for byte the whole."""
    for part in parts:
        ran = run(*_words(part), "-o", f"{part}.json", cwd=folder, stdin=b"", **variables)
        if ran.status:
            sys.exit(ran.err)
    files = [f"{part}.json" for part in parts]
    if (merged := run("merge", *files, "-o", "united.json", cwd=folder)).status:
        sys.exit(merged.err)
    whole, united = (folder / name for name in ("whole.json", "united.json"))
    told = json.loads(whole.read_bytes())
    complete = len(told["documents"]) == articles
    equal = whole.read_bytes() == united.read_bytes()
    print(f"{len(told['events'])} events and {len(told['undated'])} undated")
    print(f"every article is in it: {complete}; it is the union of its parts: {equal}")
    return 0 if complete and equal else 1


if __name__ == "__main__":
    sys.exit(main())
