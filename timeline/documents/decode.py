"""Bytes → text, exactly: no newline translated, nothing normalised, only a byte order mark removed.

Byte order mark → strict UTF-8 → UTF-8 with a few stray bytes → a guess → refused. A guess and a
stray byte are said in a note; two encodings mixed are refused, because every single-encoding
reading of them is wrong somewhere.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from timeline.errors import DocumentError

BINARY_WINDOW = 8_192  # bytes; git and grep look for NUL in a first window of this size too
NEARLY_UTF8 = 0.90  # share of the non-ASCII bytes that must form valid UTF-8 to call it UTF-8
HARDLY_UTF8 = 0.20  # below this share valid sequences are chance, as in Shift-JIS or GBK
LATIN_SHARE = 0.25  # non-ASCII signs per letter; Latin scripts stay under it, others far above
CONTROL_SHARE = 0.02  # control characters per character above which it is no text
SAMPLE = 65_536  # bytes that a guess looks at
SHARE_WINDOW = 1_048_576  # bytes in which the share of valid UTF-8 is measured
MOST_CHAOS = 0.10  # charset-normalizer's "mess" ratio; random bytes came out at 0.15, texts at 0.0

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers assume for undeclared pages of a language (WHATWG HTML, "determining the character
# encoding", step 9), for the Latin scripts; the others show their encoding in the bytes.
_LATIN_BY_LANGUAGE = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "bs"), "cp1250"),
    **dict.fromkeys(("tr", "az", "ku"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "vi": "cp1258",
}
_OTHER_SCRIPTS = [
    "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
# All of C0 and C1 but tab, line and page breaks, ESC and NEL.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
# What pages name and mean: not UTF-16 (an ASCII head belies it), not Python's own codecs.
_DECLARABLE = re.compile(r"iso8859-|cp\d|koi8|euc_|gb|big5|shift_jis|mac-|tis-620|iso2022_")
# "og³osi", "w¹tek": cp1250 read as cp1252 puts signs into words.
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¡-©«¬®-´¶-¹»-¿†‡ˆ‰˜›‹¸][^\W\d_]")


def decode(data: bytes, *, lang: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a note for people when it had to be guessed or repaired.

    `lang` only breaks ties between the Latin code pages; `declared` is the encoding that the file
    itself names, tried after UTF-8. DocumentError when it is no text, or no one encoding.
    """
    marked = _marked(data)
    if marked is not None:
        return marked
    if b"\0" in data[:BINARY_WINDOW]:
        raise DocumentError(
            "binary: it has NUL bytes; give a text file (UTF-16 needs its byte order mark)"
        )
    try:
        text, note = data.decode("utf-8"), None
    except UnicodeDecodeError:
        promised = _as_declared(data, declared)
        text, note = (promised, None) if promised is not None else _not_quite_utf8(data, lang)
    if len(_CONTROLS.findall(text[:SAMPLE])) > CONTROL_SHARE * len(text[:SAMPLE]):
        raise DocumentError("binary: too many control characters for a text; give a text file")
    return text, note


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding that the file names. None: it names none, or not that of its bytes.

    Browsers read ISO-8859-1 and ASCII as Windows-1252 (WHATWG Encoding, "names and labels").
    """
    try:
        codec = codecs.lookup(declared or "").name
        codec = "cp1252" if codec in ("ascii", "iso8859-1") else codec
        return data.decode(codec) if _DECLARABLE.match(codec) else None
    except (LookupError, ValueError):
        return None


def _marked(data: bytes) -> tuple[str, str | None] | None:
    """The text after a byte order mark; None without one."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            try:
                return rest.decode(encoding), None
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    return _repaired(rest)
                raise DocumentError(
                    f"marked as {encoding.upper()} but broken at byte {error.start + len(mark)}; "
                    "save it again as UTF-8"
                ) from error
    return None


def _not_quite_utf8(data: bytes, lang: str) -> tuple[str, str]:
    window = data[:SHARE_WINDOW]
    as_utf8 = window.decode("utf-8", "ignore")
    stray = len(window) - len(as_utf8.encode())
    valid = 1 - stray / max(1, len(_NON_ASCII.findall(window)))
    if valid >= NEARLY_UTF8 or _only_cut_off(data, valid):
        return _repaired(data)
    signs = stray + len(_NOT_ASCII.findall(as_utf8))
    latin = signs <= LATIN_SHARE * (signs + len(_ASCII_LETTER.findall(window)))
    guess = None
    if not (latin and valid >= HARDLY_UTF8):
        guess = _latin(data, lang) if latin else _other_script(data)
    if guess is None:
        raise DocumentError(
            "mixes UTF-8 with another encoding; save it as UTF-8"
            if valid >= HARDLY_UTF8
            else "neither UTF-8 nor another encoding it reads well in; save it as UTF-8"
        )
    text, encoding = guess
    return text, f"not UTF-8, read as {encoding} (a guess); save it as UTF-8 if letters look wrong"


def _repaired(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd") - data.count("\ufffd".encode())
    if stray > (1 - NEARLY_UTF8) * len(_NON_ASCII.findall(data)) + 1:
        raise DocumentError("mixes UTF-8 with another encoding; save it as UTF-8")
    count = "1 place is" if stray == 1 else f"{stray} places are"
    return text, f"{count} not UTF-8 and became \ufffd; save it as UTF-8"


def _only_cut_off(data: bytes, valid: float) -> bool:
    """Valid but for a last character that was cut in the middle, as a broken download leaves it.

    One single stray byte in an otherwise ASCII text is a Latin letter at its end instead.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        tail = len(data) - error.start
        return error.reason == "unexpected end of data" and (valid > 0 or tail > 1)
    return True


def _latin(data: bytes, lang: str) -> tuple[str, str] | None:
    """Mostly ASCII letters: the Latin code page that puts fewest signs into words.

    The code page of `lang` wins a tie. None: no Latin code page has all of these bytes.
    """
    first = _LATIN_BY_LANGUAGE.get(lang.split("-")[0].lower(), "cp1252")
    best: tuple[int, str, str] | None = None
    for encoding in dict.fromkeys((first, "cp1252", "cp1250", "cp1254", "cp1257")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        signs = len(_SIGN_IN_WORD.findall(text))
        if best is None or signs < best[0]:
            best = (signs, text, encoding)
        if signs == 0:
            break
    return best[1:] if best else None


def _other_script(data: bytes) -> tuple[str, str] | None:
    """Mostly non-ASCII: charset-normalizer, among the encodings that were in wide use.

    Left free it takes a short Russian text for Japanese. None: nothing reads well.
    """
    found = _NON_ASCII.search(data)
    start = data.rfind(b"\n", 0, found.start()) + 1 if found else 0
    best = from_bytes(data[start : start + SAMPLE], cp_isolation=_OTHER_SCRIPTS).best()
    if best is None or best.chaos > MOST_CHAOS:
        return None
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    if 2 * len(_HALF_WIDTH.findall(text)) > len(_NOT_ASCII.findall(text)):
        return None  # half-width kana is what cp932 makes of any other single-byte encoding
    return text, best.encoding
