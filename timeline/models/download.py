"""One https URL → one `.part` file, resumed where that is safe.

Whether the bytes are right is not decided here: the caller compares the sha256 of the whole file.
"""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path
from typing import Literal

import httpx
from pydantic import BaseModel, ValidationError

from timeline.errors import DownloadError
from timeline.models.verify import Progress

# An unreachable host should cost seconds, because another source is waiting; a slow one may take
# its time between two blocks.
TIMEOUT = httpx.Timeout(30.0, connect=5.0)  # seconds
ATTEMPTS = 3  # of a transfer that broke off; each goes on where the last one stopped
REDIRECTS = 8  # Hugging Face takes two or three
LIMIT = 64 * 10**9  # bytes: no model of the catalogue comes near it


class _Resume(BaseModel):
    """What the bytes in a `.part` file are the beginning of."""

    url: str
    etag: str


class _Stale(Exception):  # noqa: N818 - not an error: it says "once more, from the start"
    """The server cannot continue what we have."""


def download(url: str, part: Path, *, size: int | None, progress: Progress | None = None) -> None:
    """Fills `part` with what `url` sends, at most `size` bytes when that is known.

    Goes on from what is there only if the same file (by ETag) continues at exactly that byte.
    Raises DownloadError; what arrived is kept unless it can be of no use.
    """
    try:
        client = httpx.Client(timeout=TIMEOUT, headers={"Accept-Encoding": "identity"})
    except (ImportError, ValueError, OSError) as error:  # a proxy or certificate file set wrongly
        raise DownloadError(f"the network settings cannot be used ({error})") from error
    try:
        with client:
            _attempts(client, url, part, size=size, progress=progress)
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise DownloadError(f"not reachable ({error or 'no answer'})") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DownloadError(f"the transfer broke off ({error or type(error).__name__})") from error


def _attempts(
    client: httpx.Client, url: str, part: Path, *, size: int | None, progress: Progress | None
) -> None:
    failures, restarts = 0, 0
    while True:
        try:
            _transfer(client, url, part, size=size, progress=progress)
            return
        except _Stale as stale:
            restarts += 1
            if restarts > 1:
                raise DownloadError(
                    f"it does not continue a download properly ({stale})"
                ) from stale
            _forget(part)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise
        except httpx.TransportError:
            failures += 1
            if failures == ATTEMPTS:
                raise


def _transfer(
    client: httpx.Client, url: str, part: Path, *, size: int | None, progress: Progress | None
) -> None:
    resume = _read_resume(part, url)
    have = part.stat().st_size if resume else 0
    if have == size:
        return  # complete, and stopped before it was checked
    if size is not None and have > size:
        have, resume = 0, None
    headers = {"Range": f"bytes={have}-"} if have else {}
    response = _send(client, url, headers)
    try:
        total = _accept(response, have, resume, size)
        start = have if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
        etag = response.headers.get("ETag")
        _write_resume(part, _Resume(url=url, etag=etag) if etag else None)
        _receive(response, part, start=start, total=total, progress=progress)
    finally:
        response.close()


def _send(client: httpx.Client, url: str, headers: dict[str, str]) -> httpx.Response:
    """Follows redirects one by one, because each must be as safe as the first address."""
    request = client.build_request("GET", url, headers=headers)
    lenient = _is_loopback(request.url)
    for _ in range(REDIRECTS + 1):
        if request.url.scheme != "https" and not (lenient and _is_loopback(request.url)):
            raise DownloadError(f"refused: {request.url.scheme}://{request.url.host} is not https")
        response = client.send(request, stream=True)
        if response.next_request is None:
            return response
        response.close()
        request = response.next_request
    raise DownloadError(f"more than {REDIRECTS} redirects")


def _is_loopback(url: httpx.URL) -> bool:
    """Plain http is fine where no network is in between."""
    if url.scheme != "http":
        return False
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return url.host == "localhost"


def _accept(response: httpx.Response, have: int, resume: _Resume | None, size: int | None) -> int:
    """The bytes that the whole file will have; DownloadError when this is not that file."""
    status = response.status_code
    if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and have:
        raise _Stale("416 to a Range request")
    if status not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        raise DownloadError(f"it answers {status} {response.reason_phrase}".rstrip())
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise DownloadError("it sends a compressed body that was not asked for")
    if status == httpx.codes.OK:
        offered = int(response.headers.get("Content-Length", "0"))
    else:
        offered = _continued(response, have, resume)
    if size is not None and offered not in (0, size):
        raise DownloadError(f"it offers {offered} bytes; the model has {size}")
    if not (size or offered):
        raise DownloadError("it does not say how long the file is")  # so a cut would go unseen
    if (size or offered) > LIMIT:
        raise DownloadError(f"it offers {offered} bytes, more than any model here ({LIMIT})")
    return size or offered


def _continued(response: httpx.Response, have: int, resume: _Resume | None) -> int:
    """The full size (0: not said), when the answer goes on where we stopped, in the same file."""
    found = re.fullmatch(
        r"bytes (\d+)-(\d+)/(\d+|\*)", response.headers.get("Content-Range", "").strip()
    )
    if not found or int(found[1]) != have:
        raise _Stale(f"Content-Range {response.headers.get('Content-Range')!r} after byte {have}")
    if resume is None or response.headers.get("ETag") != resume.etag:
        raise _Stale("the file has changed since")
    return 0 if found[3] == "*" else int(found[3])


def _receive(
    response: httpx.Response, part: Path, *, start: int, total: int, progress: Progress | None
) -> None:
    done = start
    mode: Literal["r+b", "wb"] = "r+b" if start else "wb"
    with part.open(mode) as file:
        file.seek(start)
        file.truncate()
        for block in response.iter_raw():
            done += len(block)
            if done > total:
                file.truncate(0)
                raise DownloadError(f"it sends more than the {total} bytes that are due")
            file.write(block)
            if progress:
                progress(done, total)
    if done < total:
        raise httpx.RemoteProtocolError(f"the body ended at {done} of {total} bytes")


def _state(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_resume(part: Path, url: str) -> _Resume | None:
    """None when nothing is there that `url` could continue."""
    try:
        resume = _Resume.model_validate_json(_state(part).read_bytes())
    except (OSError, ValidationError):
        return None
    return resume if resume.url == url and part.exists() and part.stat().st_size else None


def _write_resume(part: Path, resume: _Resume | None) -> None:
    if resume is None:
        _state(part).unlink(missing_ok=True)
    else:
        _state(part).write_text(resume.model_dump_json(), encoding="utf-8")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _state(part).unlink(missing_ok=True)
