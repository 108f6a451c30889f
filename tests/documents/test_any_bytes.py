"""Any bytes under any suffix: read or refused, in one line, and never a crash of this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import docx, pages_pdf, paragraph

from timeline.documents.content import Asked
from timeline.documents.readers import GUARDED
from timeline.documents.worker import Worker
from timeline.errors import DocumentError

COLLECTION = Path(__file__).parent.parent / "collection"
SAMPLES = {
    ".pdf": pages_pdf([["The lock was closed."], None]),
    ".docx": docx(paragraph("The dam", "Title") + paragraph("It broke on 3 May.")),
} | {
    path.suffix: path.read_bytes()
    for path in sorted(COLLECTION.iterdir())
    if path.suffix in GUARDED
}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def _read(worker: Worker, suffix: str, data: bytes) -> None:
    try:
        read = worker.read(suffix, data, Asked())
    except DocumentError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 300
    else:
        assert read.articles or read.failed
        for article in read.articles:
            article.text.encode("utf-8")
            assert article.text.strip()
            assert list(article.pages) == sorted(article.pages)
            assert all(0 <= page <= len(article.text) for page in article.pages)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted(GUARDED)), st.binary(max_size=200))
def test_any_bytes(worker: Worker, suffix: str, data: bytes) -> None:
    _read(worker, suffix, data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_good_files_with_holes_in_them(worker: Worker, suffix: str, data: st.DataObject) -> None:
    sample = SAMPLES[suffix]
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, min(len(sample), start + 60)))
    more = data.draw(st.binary(max_size=20))
    _read(worker, suffix, sample[:start] + more + sample[end:])
