"""Without an optional library the documents that need it are named, and nothing else is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from command_line import REPOSITORY, run
from made_files import docx, pages_pdf, paragraph

from timeline.documents import read_sources
from timeline.errors import ExtraMissingError

FILES = {
    "html": ("page.html", "trafilatura", b"<p>The lock was closed on Monday.</p>"),
    "pdf": ("lock.pdf", "pypdf", pages_pdf([["The lock was closed on Monday."]])),
    "docx": ("lock.docx", "docx", docx(paragraph("The lock was closed on Monday."))),
    "feeds": ("news.rss", "feedparser", b"<rss version='2.0'><channel><item>"
              b"<description>The lock was closed.</description></item></channel></rss>"),
}  # fmt: skip


@pytest.fixture
def without_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that comes first on the path, where each library fails as one not installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    for _, module, _ in FILES.values():
        error = f"raise ModuleNotFoundError('No module named {module}', name='{module}')\n"
        (folder / f"{module}.py").write_text(error)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.chdir(tmp_path)
    for name, _, data in FILES.values():
        Path(name).write_bytes(data)
    return folder


def test_the_rest_is_read(without_libraries: Path) -> None:
    Path("good.txt").write_text("The harbour reopened.\n")
    Path("mail.eml").write_text("Subject: Lock\n\nIt was closed.\n")
    read = read_sources(["."])
    assert [document.id for document in read.documents] == ["good.txt", "mail.eml"]
    reasons = {one.document: one.reason for one in read.skipped}
    for extra, (name, module, _) in FILES.items():
        assert f"({module} is not installed): pip install 'timeline[{extra}]'" in reasons[name]


@pytest.mark.parametrize("extra", FILES)
def test_nothing_else_to_read_is_exit_6(extra: str, without_libraries: Path) -> None:
    name, _, _ = FILES[extra]
    with pytest.raises(ExtraMissingError) as raised:
        read_sources([name])
    assert raised.value.exit_code == 6
    assert f"pip install 'timeline[{extra}]'" in str(raised.value)


def test_the_command_says_so(without_libraries: Path) -> None:
    path = f"{without_libraries}:{REPOSITORY}"
    ran = run("extract", "lock.pdf", cwd=without_libraries.parent, PYTHONPATH=path)
    assert ran.status == 6
    assert ran.out == b""
    assert "pip install 'timeline[pdf]'" in ran.err
    assert len(ran.err.splitlines()) <= 3


def test_every_extra_is_in_the_project() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert set(FILES) <= set(extras)
    [everything] = extras["all"]
    assert set(everything.removeprefix("timeline[").rstrip("]").split(",")) == set(extras) - {"all"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--fields", "text"], "--fields text: write it like text=body"),
        (["--fields", "text="], "write it like text=body"),
        (["--fields", "author=by"], "an article has no field author; name text, title"),
        (["--published-from", "sidecar,horoscope"], "not looked for in horoscope; choose from"),
    ],
)
def test_options_that_cannot_be_honoured(words: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The harbour reopened.\n")
    ran = run("extract", "good.txt", *words, cwd=tmp_path)
    assert ran.status == 2
    assert says in ran.err
