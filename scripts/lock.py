"""Resolve the newest versions that fit pyproject.toml, and write both constraints files.

Run by `make lock` in the project's environment, with the oldest Python that we support.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = ["--editable", ".[all]", "--group", "dev", "--group", "fuzz", "--group", "mutate"]
# What the build backends of this project and of llama-cpp-python ask for. cmake and ninja are
# asked for only where the machine has none.
BUILD = ["hatchling", "editables", "scikit-build-core[pyproject]", "cmake", "ninja"]
LOCKS = {"constraints.txt": PROJECT, "build-constraints.txt": BUILD}


def pins(requirements: list[str]) -> list[str]:
    """`name==version` for all that pip would install, sorted."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--quiet", "--report", "-", *requirements]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    report = json.loads(done.stdout)
    found = []
    for item in report["install"]:
        name = re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()
        if name != "timeline":
            found.append(f"{name}=={item['metadata']['version']}")
    return sorted(found)


for file, requirements in LOCKS.items():
    path = ROOT / file
    comment = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*comment, *pins(requirements), ""]), "utf-8")
