"""What is fuzzed: each target takes any bytes, and raises when a promise does not hold for them.

The fuzzer (`make fuzz`) and the tests, which replay what it found, run the same functions.
"""

from __future__ import annotations

import datetime
import logging
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from types import FrameType

from consistent_dates import check_consistent
from made_files import FONT, docx, package, pages_pdf, paragraph, pdf, stream

import timeline
from timeline import contract
from timeline.dates import AnchorChoice, DateOrder, find, read_dates
from timeline.dates.grammar import grammar
from timeline.documents.articles import Beside, documents_of
from timeline.documents.child import ANSWER
from timeline.documents.content import Asked, FileContent
from timeline.documents.metadata import sidecar
from timeline.documents.published import DEFAULT_ORDER
from timeline.documents.readers import GUARDED, PLAIN, guarded_reader
from timeline.errors import TimelineError
from timeline.questions.chunks import chunk
from timeline.records import Document
from timeline.sentences import split

Target = Callable[[bytes], None]

COLLECTION = Path(__file__).parent.parent / "collection"
BROKEN = Path(__file__).parent.parent / "broken"
FOUND = Path(__file__).parent / "found"
OURS = str(Path(timeline.__file__).parent)
SECONDS = 10  # of computing, for one input: a file has 60, and nobody counts what it does
# Of computing, for finding the dates of a text; 0.005 for each 1,000 characters are usual.
FINDER_SECONDS, FINDER_SECONDS_PER_1000 = 0.25, 0.1
PUBLISHED = datetime.date(2024, 3, 5)


class TooSlowError(BaseException):
    """No Exception: nothing that a parser catches."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """TooSlowError where the code inside computes for longer. A frozen machine does not count."""

    def too_slow(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s of computing")

    before = signal.signal(signal.SIGVTALRM, too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _is_ours(error: BaseException) -> bool:
    """Whether a line of ours raised it, and not a library that we call on broken files."""
    return traceback.extract_tb(error.__traceback__)[-1].filename.startswith(OURS)


def _check_said(error: TimelineError) -> None:
    assert "\n" not in str(error), error
    assert 0 < len(str(error)) < 400, error


def check_reader(suffix: str, data: bytes) -> None:
    """A document or a typed error, offsets in range, within bounded time.

    What a library raises on a broken file ends in its own process as "broken" (child.py); what
    our own lines raise is a fault of ours all the same.
    """
    read = PLAIN.get(suffix) or guarded_reader(suffix)
    try:
        with limited(SECONDS):
            content = read(data, Asked())
    except TimelineError as error:
        _check_said(error)
        return
    except Exception as error:
        limits = isinstance(error, RecursionError | MemoryError)  # its process has them for this
        if suffix in PLAIN or (_is_ours(error) and not limits):
            raise
        return
    assert ANSWER.validate_python(ANSWER.dump_python(content, mode="json")) == content
    with limited(SECONDS):
        check_content(content, data)


def check_content(content: FileContent, data: bytes) -> None:
    """Articles with words, offsets in range, and documents that can be made of them."""
    assert content.articles or content.failed
    for article in content.articles:
        assert article.text.strip()
        assert list(article.pages) == sorted(article.pages)
        assert all(0 <= page <= len(article.text) for page in article.pages)
        assert article.title is None or len(article.title.splitlines()) == 1
    beside = Beside("a", "/a")
    for document, _ in documents_of(
        content, beside, data, option=None, order=DEFAULT_ORDER, lang="en"
    ):
        for words in (document.text, document.title or "", document.url or "", document.lang):
            words.encode()
        assert (document.published is None) == (document.published_from is None)


def check_package(data: bytes) -> None:
    """A Word document whose body is the bytes."""
    check_reader(".docx", package({"word/document.xml": data.decode("latin-1")}))


def check_page(data: bytes) -> None:
    """A PDF with a page that is drawn by the bytes."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(data), FONT]
    check_reader(".pdf", pdf(parts))


def check_sidecar(data: bytes) -> None:
    """The first byte says whether it is JSON or TOML."""
    suffix = ".json" if data[:1] <= b"\x7f" else ".toml"
    with tempfile.TemporaryDirectory() as folder, limited(SECONDS):
        (Path(folder) / f"a{suffix}").write_bytes(data[1:])
        try:
            sidecar(Path(folder) / "a.txt")
        except TimelineError as error:
            _check_said(error)


def check_timeline(data: bytes) -> None:
    """A timeline file that somebody else wrote."""
    with limited(SECONDS):
        try:
            file = contract.loads(data, name="it")
        except TimelineError as error:
            assert str(error)
        else:
            assert contract.loads(contract.dumps(file), name="it") == file


def text_of(data: bytes) -> str:
    """The bytes as UTF-8; from 0xff on, each two bytes are one of the words that say when."""
    if data[:1] != b"\xff":
        return data.decode("utf-8", "replace")
    words = vocabulary()
    numbers = (data[at] * 256 + data[at + 1] for at in range(1, len(data) - 1, 2))
    return " ".join(words[number % len(words)] for number in numbers)


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the language tables, and numbers and marks in every form they know."""
    words: set[str] = set()
    for lang in ("en", "de"):
        words |= set(grammar(lang).lexicon.codes)
    more = (
        "1 2 7 12 24 31 45 98 470 1000 1914 1999 2024 9999 10000 123456789 1st 2nd 31st 40th 1990s "
        "'98 2024-02-29 2024-02-30 7/5/2024 7.5.2024 13/13/99 10:30 24:00 2.5 2,000 a.m. p.m. B.C. "
        "BCE AD , . - – — / ( ) : ; ' ’s 's $ % x \n \n\n"
    )
    return tuple(sorted(words)) + tuple(more.split(" "))


ORDERS: tuple[DateOrder | None, ...] = (None, "DMY", "MDY", "YMD")
ANCHORS: tuple[AnchorChoice, ...] = ("auto", "published", "previous")


def check_finder(lang: str, data: bytes) -> None:
    """Spans in order, values that parse, start <= end, time bounded by length.

    The first byte says what the finder is told besides the text.
    """
    told, text = data[0] if data else 0, text_of(data[1:])
    published = None if told & 1 else PUBLISHED
    order, anchor = ORDERS[(told >> 1) & 3], ANCHORS[(told >> 3) % 3]

    def read() -> float:
        started = time.process_time()
        dated = read_dates(text, published=published, lang=lang, date_order=order, anchor=anchor)
        spent = time.process_time() - started
        check_consistent(text, dated)
        return spent

    with limited(SECONDS):
        most = FINDER_SECONDS + FINDER_SECONDS_PER_1000 * len(text) / 1000
        assert any(read() <= most for _ in range(3)), f"{len(text)} characters take over {most} s"
        at = 0
        for each in find(text, lang=lang):
            assert at <= each.start < each.end
            assert text[each.start : each.end] == each.text
            at = each.end


def check_chunks(data: bytes) -> None:
    """Sentences in order inside the text; chunks of such as follow each other, up to the last that
    is asked about.
    """
    text = text_of(data)
    document = Document("a", text, PUBLISHED, "option", "/a", None, "en", "0" * 64)
    with limited(SECONDS):
        at = 0
        sentences = split(document)
        for sentence in sentences:
            assert at <= sentence.start < sentence.end <= len(text)
            assert text[sentence.start : sentence.end] == sentence.text
            at = sentence.end
        dates = read_dates(text, published=PUBLISHED)
        chunks = chunk(
            document, sentences, dates, count_tokens=lambda words: len(words) // 4, chunk_tokens=50
        )
    told = [sentence for sentence in sentences if sentence.kind != "link"]
    at = 0
    for one in chunks:
        first = told.index(one.sentences[0], at)
        at = first + len(one.sentences)
        assert list(one.sentences) == told[first:at]
        asked = [question.sentence for question in one.questions]
        assert min(asked) >= 0
        assert max(asked) == len(one.sentences) - 1


def _reader(suffix: str) -> tuple[str, Target]:
    return suffix[1:], partial(check_reader, suffix)


TARGETS: dict[str, Target] = {
    "dates": partial(check_finder, "en"),
    "dates-de": partial(check_finder, "de"),
    "chunks": check_chunks,
    **dict(map(_reader, (".txt", ".md", ".html", ".pdf", ".docx", ".eml"))),
    **dict(map(_reader, (".jsonl", ".csv", ".rss", ".atom", ".tml"))),
    "docx-body": check_package,
    "pdf-page": check_page,
    "sidecar": check_sidecar,
    "timeline": check_timeline,
}
assert {suffix[1:] for suffix in (*PLAIN, *GUARDED)} - set(TARGETS) == {
    "text", "markdown", "htm", "xhtml", "ndjson", "tsv", "xml",  # by the same readers
}  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """What the fuzzer begins with: the files of the tests, good and broken."""
    return [*_made(name), *(path.read_bytes() for path in sorted((FOUND / name).glob("*")))]


def _made(name: str) -> list[bytes]:
    files = [*sorted(COLLECTION.rglob(f"*.{name}")), *sorted(BROKEN.glob(f"*/*.{name}"))]
    articles = [path.read_bytes() for path in sorted(COLLECTION.rglob("*.txt"))]
    sayings = [
        "on Friday, 10 p.m. from May 3, 4 and 5 to the 1990s",
        "44 BC, two years ago",
        "mid-",
    ]
    more = {
        "dates": [bytes([told]) + words.encode() for told in range(8) for words in sayings],
        "dates-de": [b"\0am 3. Mai 2019, vor zwei Jahren bis Ende Juni"],
        "chunks": [*articles, b'"We left," he said.\n\n- one\n- two\n\n# Head\nOn 3 May it fell.'],
        "pdf": [pages_pdf([["The lock was closed."], None])],
        "docx": [docx(paragraph("The dam", "Title") + paragraph("It broke on 3 May."))],
        "docx-body": [
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b"<w:body>" + paragraph("The dam", "Title").encode() + b"</w:body></w:document>"
        ],
        "pdf-page": [b"BT /F1 12 Tf 14 TL 72 770 Td (The lock was closed.) Tj T* ET"],
        "sidecar": [
            b'\0{"published": "2026-02-28", "title": "a", "lang": "en", "url": "https://a.b"}',
            b'\xffpublished = 2026-02-28\ntitle = "a"\n',
        ],
        "timeline": [_timeline()],
    }
    return [path.read_bytes() for path in files] + more.get(name, [])


def _timeline() -> bytes:
    from made_timelines import telling, timeline

    told = [telling("Ada Holm opens Sill bridge", "2024-03-04"), telling("Mill burns", at=40)]
    return contract.dumps(timeline(told))


def quiet() -> None:
    """Libraries that complain about broken files do so to nobody."""
    logging.disable(logging.CRITICAL)
