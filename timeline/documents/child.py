"""The worker's side: read one file after another under limits, and answer in JSON.

Runs as a process of its own (see `worker`), where the libraries of hostile formats can do no harm.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import IO, Any, NamedTuple

from pydantic import TypeAdapter

from timeline.documents.content import Asked, FileContent, NotADocumentError
from timeline.documents.readers import guarded_reader
from timeline.errors import DocumentError, ExtraMissingError

try:
    import resource
except ImportError:  # Windows has no such limits; the parent's patience is left
    resource = None  # type: ignore[assignment]

LENGTH_BYTES = 8  # before every answer

ANSWER: TypeAdapter[FileContent] = TypeAdapter(FileContent)


class Limits(NamedTuple):
    """What reading one file may take, on systems that can limit it (Linux can)."""

    memory: int = 1024**3  # bytes of address space, Python and the libraries included
    seconds: int = 60  # of computing; a PDF of 36 pages takes 0.4 s


def serve(limits: Limits) -> None:
    """Answer requests from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit(limits.memory)
    while line := requests.readline():
        asked = json.loads(line)
        data = requests.read(asked["size"])
        _allow(limits.seconds)
        try:
            reply = json.dumps(_answer(asked, data)).encode()
        except MemoryError:
            reply = b'{"memory": true}'
        answers.write(len(reply).to_bytes(LENGTH_BYTES, "big") + reply)
        answers.flush()


def _answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    """{"content": …}, or the error under the name of its kind."""
    try:
        read = guarded_reader(asked["suffix"])
        content = read(data, Asked(asked["lang"], asked["fields"]))
        return {"content": ANSWER.dump_python(content, mode="json")}
    except NotADocumentError as error:
        return {"other": str(error)}
    except DocumentError as error:
        return {"document": str(error)}
    except ExtraMissingError as error:
        return {"extra": str(error)}
    except MemoryError:
        raise
    except RecursionError:
        return {"document": "nested too deeply to read"}
    except Exception as error:  # noqa: BLE001 - parsers raise anything on broken files
        words = " ".join(str(error).split())[:120]
        return {
            "document": f"broken, or not what its name says ({type(error).__name__}: {words}); "
            "save it again, or its text as .txt"
        }


def _limit(memory: int) -> None:
    """No more memory than the limit, no core dump, no file written."""
    if resource is None:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS takes no limit on memory
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _allow(seconds: int) -> None:
    """The limit counts the whole process, so each file gets what was used, and more."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def answers_in(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next answer. None: the stream ended before it."""
    length = stream.read(LENGTH_BYTES)
    if len(length) < LENGTH_BYTES:
        return None
    size = int.from_bytes(length, "big")
    reply = stream.read(size)
    said = json.loads(reply) if len(reply) == size else None
    return said if isinstance(said, dict) else None
