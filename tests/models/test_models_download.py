"""One https URL: resumed only where that is safe, never more than is due, never over plain http."""

import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from served_models import gguf_bytes
from werkzeug import Request, Response

from timeline.errors import DownloadError
from timeline.models.download import download

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/downloads.toml").read_text("utf-8"))
DATA = gguf_bytes()


def answer(case: dict[str, Any]) -> Response:
    """The response that a row of the table describes."""
    start = case.get("start", 0)
    bodies: dict[str, Iterator[bytes]] = {
        "right": iter([DATA[start:]]),
        "short": iter([DATA[start : len(DATA) // 2]]),
        "long": iter([DATA, b"!"]),
        "endless": endless(),
    }
    response = Response(bodies[case.get("body", "right")], status=case["status"])
    lengths = {"right": len(DATA) - start, "short": len(DATA) - start, "long": len(DATA) + 1}
    if case.get("body", "right") in lengths:
        response.headers["Content-Length"] = str(lengths[case.get("body", "right")])
    if case.get("encoding"):
        response.headers["Content-Encoding"] = case["encoding"]
    if etag := case.get("etag", '"a"'):
        response.headers["ETag"] = etag
    if "start" in case:
        last, total = len(DATA) - 1, case.get("total", len(DATA))
        response.headers["Content-Range"] = f"bytes {start}-{last}/{total}"
    return response


def endless() -> Iterator[bytes]:
    while True:
        yield b"\0" * 10_000


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_download(case: dict[str, Any], tmp_path: Path, httpserver: HTTPServer) -> None:
    ranges: list[str] = []

    def serve(request: Request) -> Response:
        ranges.append(request.headers.get("Range", ""))
        return answer(case["answers"][len(ranges) - 1])

    httpserver.expect_request("/file").respond_with_handler(serve)
    url, part = httpserver.url_for("/file"), tmp_path / "file.part"
    if have := case.get("have"):
        part.write_bytes((DATA * 2)[:have])
        part.with_name("file.part.json").write_text(f'{{"url": "{url}", "etag": "\\"a\\""}}')
    if case["says"]:
        with pytest.raises(DownloadError, match=case["says"]):
            download(url, part, size=len(DATA))
    else:
        download(url, part, size=len(DATA))
        assert part.read_bytes() == DATA
    assert ranges == case["ranges"]
    assert not part.exists() or part.stat().st_size <= len(DATA)


def test_progress_counts_bytes_of_the_whole_file(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/file").respond_with_data(DATA)
    seen: list[tuple[int, int]] = []
    url = httpserver.url_for("/file")
    download(url, tmp_path / "p", size=len(DATA), progress=lambda *now: seen.append(now))
    assert seen[-1] == (len(DATA), len(DATA))
    assert seen == sorted(seen)


def test_an_unpinned_file_must_come_with_its_length(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/file").respond_with_response(Response(iter([DATA])))
    with pytest.raises(DownloadError, match="does not say how long the file is"):
        download(httpserver.url_for("/file"), tmp_path / "p", size=None)


def test_an_unpinned_file_has_a_limit_too(tmp_path: Path, httpserver: HTTPServer) -> None:
    response = Response(iter([b""]), headers={"Content-Length": str(10**12)})
    httpserver.expect_request("/file").respond_with_response(response)
    with pytest.raises(DownloadError, match="more than any model here"):
        download(httpserver.url_for("/file"), tmp_path / "p", size=None)


@pytest.mark.parametrize(
    "target",
    ["http://example.org/file", "ftp://127.0.0.1/file", "file:///etc/passwd"],
)
def test_a_redirect_to_anything_but_https_is_refused(
    target: str, tmp_path: Path, httpserver: HTTPServer
) -> None:
    response = Response(status=302, headers={"Location": target})
    httpserver.expect_request("/file").respond_with_response(response)
    with pytest.raises(DownloadError, match=r"refused: .* is not https"):
        download(httpserver.url_for("/file"), tmp_path / "p", size=1)
    assert not (tmp_path / "p").exists()


def test_plain_http_is_refused_before_a_word_is_said(tmp_path: Path, socket_disabled: None) -> None:
    with pytest.raises(DownloadError, match=r"refused: http://example.org is not https"):
        download("http://example.org/file", tmp_path / "p", size=1)


def test_redirects_end(tmp_path: Path, httpserver: HTTPServer) -> None:
    response = Response(status=302, headers={"Location": "/file"})
    httpserver.expect_request("/file").respond_with_response(response)
    with pytest.raises(DownloadError, match="more than 8 redirects"):
        download(httpserver.url_for("/file"), tmp_path / "p", size=1)


def test_a_redirect_is_followed_with_its_range(tmp_path: Path, httpserver: HTTPServer) -> None:
    there = Response(status=302, headers={"Location": "/there"})
    httpserver.expect_request("/file").respond_with_response(there)
    httpserver.expect_request("/there", headers={"Range": "bytes=10-"}).respond_with_response(
        answer({"status": 206, "start": 10})
    )
    url, part = httpserver.url_for("/file"), tmp_path / "file.part"
    part.write_bytes(DATA[:10])
    part.with_name("file.part.json").write_text(f'{{"url": "{url}", "etag": "\\"a\\""}}')
    download(url, part, size=len(DATA))
    assert part.read_bytes() == DATA


def test_a_part_of_another_url_is_not_continued(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/file").respond_with_data(DATA)
    part = tmp_path / "file.part"
    part.write_bytes(b"x" * 100)
    part.with_name("file.part.json").write_text('{"url": "https://elsewhere/", "etag": "a"}')
    download(httpserver.url_for("/file"), part, size=len(DATA))
    assert part.read_bytes() == DATA
    assert "Range" not in httpserver.log[0][0].headers


def test_nobody_listens(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(DownloadError, match="not reachable"):
        download(f"http://127.0.0.1:{port}/file", tmp_path / "p", size=1)


def test_a_broken_proxy_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(DownloadError, match="network settings cannot be used"):
        download("https://example.org/file", tmp_path / "p", size=1)
