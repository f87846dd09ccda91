"""Read RTF: paragraphs, headings by their outline level, tables, footnotes. Opens no object."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter

_MOST_BYTES = 256 << 20
_DEEPEST = 2000
_TOKEN = re.compile(
    r"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n\\]"
)
_SILENT = frozenset(
    "fonttbl colortbl stylesheet info pict object themedata colorschememapping latentstyles datastore "
    "listtable listoverridetable rsidtbl generator filetbl revtbl xmlnstbl fldinst pntext bkmkstart bkmkend "
    "objdata mmathPr shpinst nonshppict".split()
)
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether it is passed over, and how many characters follow a Unicode one."""

    silent: bool = False
    skip: int = 1


def parse_rtf(path: Path) -> ParsedDocument:
    """Reads an RTF file.

    Raises:
        Unreadable: It holds no text, or is larger than 256 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the RTF file is larger than 256 MiB", "save it as DOCX or PDF")
    reader = _Reader(path.stem)
    reader.read(path.read_bytes().decode("latin-1"))
    if not reader.writer.blocks:
        raise Unreadable("the RTF file holds no text", "open it in its program and save it as DOCX")
    first = next((block.text for block in reader.writer.blocks[:3] if block.kind == "heading"), "")
    return reader.writer.parsed(media="rtf", title=first or path.stem)


class _Reader:
    """Turns the stream of control words into blocks."""

    def __init__(self, name: str) -> None:
        self.writer = BlockWriter()
        self._name = name
        self._encoding = "cp1252"
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._text: list[str] = []
        self._cells: list[str] = []
        self._rows: list[list[str]] = []
        self._level: int | None = None
        self._left_over = 0

    def read(self, source: str) -> None:
        """Reads the whole file, bytes given as Latin-1."""
        at, starred = 0, False
        while at < len(source):
            match = _TOKEN.match(source, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            if match["brace"]:
                self._group(match["brace"])
            elif match["word"]:
                number = None if match["number"] is None else int(match["number"])
                if match["word"] == "bin":
                    at += max(number or 0, 0)
                self._word(match["word"], number, starred=starred)
            elif match["sign"] == "*":
                starred = True
                continue
            else:
                self._characters(match)
            starred = False
        self._paragraph()
        self._table()

    def _group(self, brace: str) -> None:
        self._decode()
        if brace == "{":
            if len(self._stack) < _DEEPEST:
                self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()

    def _word(self, word: str, number: int | None, *, starred: bool) -> None:
        if word in _SILENT or starred:
            self._state = replace(self._state, silent=True)
        if word == "ansicpg" and number:
            self._encoding = _known(f"cp{number}") or self._encoding
        elif word == "uc" and number is not None:
            self._state = replace(self._state, skip=min(max(number, 0), 8))
        if self._state.silent:
            return
        if word == "u" and number is not None:
            self._decode()
            code = number % 65536
            self._text.append("" if 0xD800 <= code < 0xE000 else chr(code))
            self._left_over = self._state.skip
        elif word in _CHARACTERS:
            self._decode()
            self._text.append(_CHARACTERS[word])
        else:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        if word in ("par", "sect", "page"):
            self._paragraph()
        elif word in ("cell", "nestcell"):
            self._cells.append(self._taken())
        elif word in ("row", "nestrow"):
            self._rows.append([*self._cells, *filter(None, [self._taken()])])
            self._cells = []
        elif word == "pard":
            self._level = None
        elif word == "outlinelevel" and number is not None:
            self._level = min(max(number, 0), 8) + 1

    def _characters(self, match: re.Match[str]) -> None:
        if self._state.silent:
            return
        if match["hex"]:
            if self._left_over:
                self._left_over -= 1
            else:
                self._bytes.append(int(match["hex"], 16))
        elif match["sign"]:
            self._decode()
            self._text.append(_SIGNS.get(match["sign"], ""))
        elif match["text"]:
            text = match["text"][self._left_over :]
            self._left_over = max(0, self._left_over - len(match["text"]))
            self._bytes += text.encode("latin-1")

    def _decode(self) -> None:
        if self._bytes:
            self._text.append(self._bytes.decode(self._encoding, "replace"))
            self._bytes.clear()

    def _taken(self) -> str:
        self._decode()
        text = "".join(self._text).replace("\x00", "").strip()
        self._text.clear()
        return text

    def _paragraph(self) -> None:
        if self._cells:
            self._text.append("\n")
            return
        text = self._taken()
        if not text:
            return
        self._table()
        if self._level is not None and len(text) <= 200:
            self.writer.heading(text, self._level)
        else:
            self.writer.paragraph(text)

    def _table(self) -> None:
        rows, self._rows = [row for row in self._rows if any(row)], []
        if rows:
            width = max(len(row) for row in rows)
            self.writer.table([[*row, *([""] * (width - len(row)))] for row in rows], name=self._name)


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None
