"""Find out how a text file is encoded and read it in bounded memory. Knows nothing of what the text says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Unreadable

LONGEST_LINE = 1 << 20
"""Characters; a longer line is no line of a report, a table or a log."""

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII_LETTERS = [bytes([code]) for code in (*range(65, 91), *range(97, 123))]
_OTHER_SCRIPTS = [
    "cp1251", "koi8_r", "cp866", "cp1253", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
    "cp1255", "cp1256",
]  # fmt: skip
_FEWEST_HIGH = 12
_JUDGED = 20_000
"""Bytes by which the script is told."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
_STRAY = re.compile(r"[\udc80-\udcff]")
_STRAYS = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
"""Bytes that are no UTF-8, as Python marks them, and what they are in Windows-1252."""
_EUROPEAN = "éèêëàâäçùûüîïôöœæÉÈÊÀÂÇÔÜÖÄßñ°²³µ±½«»’‘“”–—…€×·ºøØ\u00a0"


def detect_encoding(path: Path) -> str:
    """The encoding of a text file: its mark, UTF-16 by its zero bytes, UTF-8 where most of its characters
    beyond ASCII decode (programs append to each other's files), else the 8-bit page that gives the most
    plausible letters.

    Raises:
        Unreadable: The file cannot be opened or holds bytes of no text.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_BLOCK)
            by_mark = encoding_of(head)
            if by_mark is not None:
                return by_mark
            return "utf-8" if _is_utf8(path) else _eight_bit(head if _high(head) else path.read_bytes())
    except OSError as error:
        raise Unreadable(
            f"the file cannot be opened: {error.strerror}", "check that it may be read"
        ) from error


def encoding_of(head: bytes) -> str | None:
    """The encoding that the first bytes prove (byte-order mark, or UTF-16 without one), else None."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    sample = head[:4096]
    if len(sample) >= 4:
        half = len(sample) // 2
        if sample[1::2].count(0) > 0.4 * half and sample[0::2].count(0) < 0.1 * half:
            return "utf-16-le"
        if sample[0::2].count(0) > 0.4 * half and sample[1::2].count(0) < 0.1 * half:
            return "utf-16-be"
    return None


def read_lines(path: Path, encoding: str, *, longest: int = LONGEST_LINE) -> Iterator[str]:
    """Yields the lines without their ends. Bytes that are no UTF-8 in a file of UTF-8 are read as
    Windows-1252; bytes that are no text become U+FFFD.

    Raises:
        Unreadable: A line is longer than ``longest`` characters, or the file is cut in mid-character.
    """
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with path.open(encoding=encoding, errors=errors, newline=None) as file:
        number = 0
        while line := file.readline(longest + 1):
            number += 1
            if len(line) > longest:
                raise Unreadable(
                    f"line {number} is longer than {longest:,} characters",
                    "export the file again with one record or one paragraph a line",
                )
            line = line.rstrip("\n").replace("\x00", "")
            yield line if line.isascii() else line.translate(_STRAYS)


def decode(content: bytes) -> str:
    """Decodes a small file that is in memory."""
    encoding = encoding_of(content)
    if encoding is None:
        text = content.decode("utf-8", errors="surrogateescape")
        if _mostly_utf8(*_counted(text)):
            return text.translate(_STRAYS)
        encoding = _eight_bit(content)
    return content.decode(encoding, errors="replace")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    beyond = strays = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            counted = _counted(decoder.decode(block))
            beyond, strays = beyond + counted[0], strays + counted[1]
    strays += _counted(decoder.decode(b"", final=True))[1]
    return _mostly_utf8(beyond, strays)


def _counted(text: str) -> tuple[int, int]:
    """Characters beyond ASCII, and bytes that are no UTF-8."""
    if text.isascii():
        return 0, 0
    return len(_BEYOND_ASCII.findall(text)), len(_STRAY.findall(text))


def _mostly_utf8(beyond: int, strays: int) -> bool:
    return not strays or beyond > strays


def _high(content: bytes) -> bytes:
    return bytes(byte for byte in content if byte >= 0x80)


def _eight_bit(content: bytes) -> str:
    """Windows-1252, or the DOS and Macintosh pages where those give letters and it does not.

    Lines that end as those of old Macintoshes do speak for their page. Where most letters are none of ASCII
    the text is of another script.
    """
    high = _high(content[: 4 * _BLOCK])[:100_000]
    other = _other_script(content[:_BLOCK])
    if other is not None:
        return other
    likeliest = "mac-roman" if b"\r" in content and b"\n" not in content else "cp1252"
    scores = {
        page: sum(character in _EUROPEAN for character in high.decode(page, errors="replace"))
        for page in ("cp1252", "cp850", "mac-roman")
    }
    return max(scores, key=lambda page: scores[page] + (0.5 if page == likeliest else 0))


def _other_script(content: bytes) -> str | None:
    """The encoding of Cyrillic, Greek, Chinese and the like; None for text in Latin letters."""
    letters = sum(content.count(byte) for byte in _ASCII_LETTERS)
    high = len(_high(content))
    if high < _FEWEST_HIGH or high < letters:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_JUDGED], cp_isolation=_OTHER_SCRIPTS).best()
    return None if best is None else best.encoding
