"""Coverage-guided fuzzing of what reads strangers' bytes, with atheris. `make fuzz` starts it.

What is found lies under `.fuzz/finds`, and every find is told with the command that repeats it;
the corpus that was grown stays in `.fuzz/corpus` for the next run.
"""

# ruff: noqa: T201 - a command of its own

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "tests")]

from fuzz_targets import TARGETS, quiet, seeds, vocabulary  # noqa: E402 - the path comes first

PLACE = REPOSITORY / ".fuzz"
LONGEST = {"dates": 4_000, "dates-de": 4_000, "chunks": 8_000}  # bytes of an input
LONGEST_FILE = 32_000
MEMORY = 2_048  # MB, of which a file may take 1,024 (child.py)
HANGING = 1_200  # seconds by the clock, for what no signal of Python's can end
# Where new branches count: our code, and the parsers of Python that it calls.
WATCHED = ["timeline", "docx", "email", "feedparser", "html", "htmldate", "pypdf", "trafilatura"]
_COUNTS = re.compile(r"stat::(number_of_executed_units|peak_rss_mb):\s*(\d+)")
_REACHED = re.compile(r"cov: (\d+)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="run one target on a file")
    parser.add_argument("--inside", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    quiet()
    if asked.repeat:
        TARGETS[asked.targets[0]](asked.repeat.read_bytes())
        print("nothing wrong with it")
        return 0
    if asked.inside is not None:
        _inside(asked.targets[0], asked.inside)
    found = [line for name in asked.targets or TARGETS for line in _fuzz(name, asked.seconds)]
    print(f"\n{len(found)} finds" + "".join(f"\n  {line}" for line in found))
    return 1 if found else 0


def _fuzz(name: str, seconds: int) -> list[str]:
    """One target in a process of its own; commands that repeat what was found."""
    corpus, start, finds = (PLACE / kind / name for kind in ("corpus", "seeds", "finds"))
    for folder in (corpus, start, finds):
        folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (start / f"{number:03}").write_bytes(data)
    words = PLACE / f"{name}.dict"
    words.write_text(_dictionary(name))
    here = [sys.executable, str(Path(__file__)), name]
    before = set(finds.iterdir())
    log = PLACE / f"{name}.log"
    with log.open("wb") as said:
        status = subprocess.run(
            [*here, "--inside", f"-max_total_time={seconds}", f"-dict={words}",
             f"-max_len={LONGEST.get(name, LONGEST_FILE)}", f"-rss_limit_mb={MEMORY}",
             f"-timeout={HANGING}", f"-report_slow_units={HANGING}",
             f"-artifact_prefix={finds}/", "-print_final_stats=1",
             str(corpus), str(start)],
            stdout=said, stderr=subprocess.STDOUT, check=False,
        ).returncode  # fmt: skip
    text = log.read_text(errors="replace")
    counts = dict(_COUNTS.findall(text))
    reached = _REACHED.findall(text)
    print(
        f"{name:10} {counts.get('number_of_executed_units', '?'):>9} inputs  "
        f"{reached[-1] if reached else '?':>6} branches  "
        f"{counts.get('peak_rss_mb', '?'):>5} MB  {'nothing' if status == 0 else 'A FIND'}",
        flush=True,
    )
    if status == 0:
        return []
    print(text[-3_000:], flush=True)
    new = sorted(set(finds.iterdir()) - before)
    return [" ".join([*here, "--repeat", str(path)]) for path in new] or [f"no input: see {log}"]


def _dictionary(name: str) -> str:
    """Words to put in: those of the seeds, and those that say when."""
    found = re.findall(rb"[A-Za-z/<!?%:_-]{3,30}", b"\n".join(seeds(name)))
    words = sorted(set(found))[:600]
    if name.startswith("dates") or name == "chunks":
        words += [word.encode() for word in vocabulary() if word.strip()]
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    return "".join(f'"{word}"\n' for word in escaped)


def _inside(name: str, arguments: list[str]) -> None:
    """What the process of one target does; it does not return."""
    import atheris

    loaded = [module for module in sys.modules if module.partition(".")[0] in WATCHED]
    for module in loaded:  # loaded above without being watched
        del sys.modules[module]
    for module in ("fuzz_targets", "consistent_dates", "made_timelines"):
        sys.modules.pop(module, None)
    with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
        from fuzz_targets import TARGETS, quiet, seeds

        quiet()
        for data in seeds(name):
            TARGETS[name](data)
    atheris.Setup([sys.argv[0], *arguments], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
