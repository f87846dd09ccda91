"""Read plain text, Markdown and text logs: headings, numbered sections, lists, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.encoding import detect_encoding, read_lines
from ingest.parsers.event_lines import is_journal, journal_rows, sample
from ingest.parsers.grid import build_grid
from ingest.parsers.header import find_header
from ingest.parsers.tabular import read_grid
from ingest.parsers.text_tables import aligned_table, barred_table

_HASHES = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_BULLET = re.compile(r"^(\s*)(?:[-*+•▪◦–]|(?P<label>\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+(?P<text>\S.*)$")
_UNDERLINE = re.compile(r"^(=+|-+|~+)\s*$")
_SECTION = re.compile(r"^(?P<label>\d{1,3}(?:\.\d{1,3}){0,5})\.?\s+(?P<text>[^\W\d_].{0,100})$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_COLUMNS_RULE = re.compile(r"^\s*[-=]{2,}(?:\s+[-=]{2,})+\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)]*)\)")
_LOG_LINES = 40
_LONGEST_HEADING = 80
_WORDS_OF_A_TITLE = 6
_VERB = re.compile(r"[^\W\d_]{2,}(?:er|ir|re|ez)$|(?:ne|se|ferme|ouvre|mets|vérifie)$", re.IGNORECASE)
"""An infinitive or an imperative, with which a step of a procedure begins."""


def parse_text(path: Path) -> ParsedDocument:
    """Reads a text file.

    Raises:
        Unreadable: The file is empty, or a line is longer than a million characters.
    """
    markdown = path.suffix.lower() in {".md", ".markdown", ".rst"}
    encoding = detect_encoding(path)
    if not markdown and is_journal(sample(read_lines(path, encoding))):
        return _journal(path, encoding)
    lines = read_lines(path, encoding)
    return document_of_lines(lines, path=path, markdown=markdown)


def document_of_lines(lines: Iterator[str], *, path: Path, markdown: bool) -> ParsedDocument:
    """Reads lines of text; see ``parse_text``."""
    writer = BlockWriter()
    title = _write(writer, lines, markdown=markdown, name=path.stem)
    if not writer.blocks:
        raise Unreadable("the file holds no text", "export it again")
    first = next((block.text for block in writer.blocks[:3] if block.kind in {"title", "heading"}), "")
    return writer.parsed(media="markdown" if markdown else "text", title=title or first or path.stem)


def _journal(path: Path, encoding: str) -> ParsedDocument:
    grid = build_grid(
        journal_rows(read_lines(path, encoding)), header=find_header([("time", "level", "text")])
    )
    found = read_grid(grid, name=path.stem, title=path.stem, table_index=0)
    return ParsedDocument(
        media="log" if found.series else "text",
        title=path.stem,
        language=detect_language("\n".join(block.text for block in found.blocks[:20])),
        blocks=found.blocks,
        tables=(found.table,) if found.table is not None else (),
        series=found.series,
        warnings=found.notes,
    )


def write_text(writer: BlockWriter, text: str) -> None:
    """Adds a text that is part of another document (the body of a mail)."""
    _write(writer, iter(text.splitlines()), markdown=False, name="table")


def _write(writer: BlockWriter, lines: Iterator[str], *, markdown: bool, name: str) -> str:
    """Writes the lines as blocks; returns the title that a front matter states."""
    title = ""
    group: list[str] = []
    alone = True
    for number, line in enumerate(lines):
        if markdown and number == 0 and line.strip() == "---":
            title = _front_matter(lines)
            continue
        if line.strip():
            group.append(line.expandtabs(4).rstrip())
            if len(group) < 4 * _LOG_LINES:
                continue
        _write_group(writer, group, markdown=markdown, name=name, alone=alone)
        alone = not line.strip()
        group = []
    _write_group(writer, group, markdown=markdown, name=name, alone=alone)
    return title


def _front_matter(lines: Iterator[str]) -> str:
    title = ""
    for line in lines:
        if line.strip() == "---":
            break
        if line.lower().startswith("title:"):
            title = line.split(":", 1)[1].strip().strip("\"'")
    return title


def _write_group(
    writer: BlockWriter, group: Sequence[str], *, markdown: bool, name: str, alone: bool
) -> None:
    """Writes lines that no empty line divides."""
    lines = [line for line in group if not _is_ornament(line) or _COLUMNS_RULE.match(line)]
    whole = len(lines)
    while lines:
        used = _heading(writer, lines, markdown=markdown, alone=alone and len(lines) == whole)
        used = used or _table(writer, lines, name=name)
        used = used or _set_table(writer, lines, name=name)
        used = used or _item(writer, lines)
        if not used:
            used = next(
                (i for i, line in enumerate(lines[1:], start=1) if _begins(line, markdown=markdown)),
                len(lines),
            )
            _paragraph(writer, lines[:used], markdown=markdown)
        lines = lines[used:]


def _heading(writer: BlockWriter, lines: Sequence[str], *, markdown: bool, alone: bool) -> int:
    """Writes the heading that the lines begin with; returns how many lines it took."""
    line = lines[0].strip()
    if match := _HASHES.match(line):
        if markdown or len(line) <= _LONGEST_HEADING:
            writer.heading(_plain(match[2]), len(match[1]))
            return 1
    elif len(lines) > 1 and _UNDERLINE.match(lines[1]) and len(line) <= 120 and not _PIPES.match(line):
        writer.heading(_plain(line), 1 if lines[1].startswith("=") else 2)
        return 2
    if markdown or len(line) > _LONGEST_HEADING or line.endswith((".", ";", ",")) or not alone:
        return 0
    match = _SECTION.match(line)
    goes_on = len(lines) > 1 and not _SECTION.match(lines[1].strip())
    if match and not goes_on and (len(lines) == 1 or match["label"].count(".")) and line[-1] != ":":
        writer.heading(match["text"], match["label"].count(".") + 1, label=match["label"])
        return 1
    if match and _opens_section(line, lines[1:]):
        writer.heading(match["text"], 1, label=match["label"])
        return 1
    letters = [character for character in line if character.isalpha()]
    shouted = len(letters) >= 4 and line.upper() == line
    if len(lines) == 1 and shouted and not any(character.isdigit() for character in line):
        writer.heading(line, 1)
        return 1
    return 0


def _opens_section(line: str, below: Sequence[str]) -> bool:
    """True for ``1. Perceuse à colonne`` right above French sentences: a noun, where a step has a verb.

    French alone: in English a verb looks like a noun ("1. Lock the pump").
    """
    match = _SECTION.match(line)
    if match is None or not below or line[-1] == ":" or _BULLET.match(below[0]):
        return False
    words = match["text"].split()
    told = " ".join(below)
    return (
        len(words) <= _WORDS_OF_A_TITLE
        and not _VERB.match(words[0])
        and below[0].lstrip()[:1].isupper()
        and told.rstrip().endswith(".")
        and detect_language(told) == "fr"
    )


def _table(writer: BlockWriter, lines: Sequence[str], *, name: str) -> int:
    """Writes a Markdown table; returns how many lines it took."""
    if len(lines) < 3 or "|" not in lines[0] or not _DIVIDER.match(lines[1]) or "|" not in lines[1]:
        return 0
    end = next((i for i, line in enumerate(lines) if "|" not in line), len(lines))
    rows = [_cells(line) for i, line in enumerate(lines[:end]) if i != 1]
    width = max(len(row) for row in rows)
    writer.table([[*row, *([""] * (width - len(row)))] for row in rows], name=name)
    return end


def _set_table(writer: BlockWriter, lines: Sequence[str], *, name: str) -> int:
    """Writes a table whose cells stand between bars or under each other; returns how many lines it took."""
    found = barred_table(lines) or aligned_table(lines)
    if found is None:
        return 0
    writer.table(found.rows, name=name)
    return found.lines


def _cells(line: str) -> list[str]:
    return [
        _plain(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))
    ]


def _item(writer: BlockWriter, lines: Sequence[str]) -> int:
    """Writes a list item with the indented lines that go on with it; returns how many lines it took."""
    match = _BULLET.match(lines[0])
    if match is None:
        return 0
    parts = [match["text"]]
    indent = len(match[1])
    for line in lines[1:]:
        if _BULLET.match(line) or len(line) - len(line.lstrip()) <= indent:
            break
        parts.append(line.strip())
    writer.list_item(_plain(" ".join(parts)), level=indent // 2, label=match["label"])
    return len(parts)


def _begins(line: str, *, markdown: bool) -> bool:
    return bool(_BULLET.match(line) or (markdown and (_HASHES.match(line) or _PIPES.match(line))))


def _paragraph(writer: BlockWriter, lines: Sequence[str], *, markdown: bool) -> None:
    """Joins wrapped prose; keeps the line ends of logs, addresses and listings."""
    kept = [line.strip() for line in lines if not _FENCE.match(line) and not _is_ornament(line)]
    if not kept:
        return
    if markdown or _is_prose(kept):
        writer.paragraph(_plain(" ".join(kept)) if markdown else " ".join(kept))
        return
    for start in range(0, len(kept), _LOG_LINES):
        writer.paragraph("\n".join(kept[start : start + _LOG_LINES]))


def _is_ornament(line: str) -> bool:
    """True for a line of dashes or the like that underlines nothing."""
    return bool(_RULE.match(line)) and not _UNDERLINE.match(line)


def _is_prose(lines: Sequence[str]) -> bool:
    """True where all lines but the last are about as long as the longest, as wrapped text is."""
    if len(lines) == 1:
        return True
    longest = max(len(line) for line in lines)
    full = sum(len(line) >= 0.7 * longest for line in lines[:-1])
    starts = len({line[:8] for line in lines})
    digits = sum(line[:1].isdigit() for line in lines)
    return (
        longest >= 50
        and full >= 0.7 * (len(lines) - 1)
        and starts > 0.6 * len(lines)
        and digits < 0.5 * len(lines)
    )


def _plain(text: str) -> str:
    """Markdown without emphasis marks; a link keeps its words."""
    text = _LINK.sub(r"\1", text)
    return _MARKS.sub(r"\2", text).strip()
