"""Rows of cells out of delimited or column-aligned text. Knows no types and no headers."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsers.encoding import detect_encoding, read_lines
from ingest.parsers.header import is_value
from ingest.parsers.text_tables import is_rule

_SAMPLE_LINES = 200
_MOST_REMARKS = 1_000_000
"""Lines that are looked through for the first that is no comment."""
_DELIMITERS = (";", "\t", "|", ",")
_BLANKS = re.compile(r"\s{1,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How the cells of a text file are set apart.

    Attributes:
        delimiter: One character; a space stands for any run of blanks; empty where there is one column.
        agreement: Share of the sampled lines that have the usual number of cells.
        width: The usual number of cells.
        quoted: False where quotation marks are ordinary characters.
    """

    encoding: str
    delimiter: str
    agreement: float
    width: int
    quoted: bool = True


def sniff(path: Path) -> Dialect:
    """Tells the encoding and the delimiter from the first lines.

    Raises:
        Unreadable: The file has no line, or one that is too long for a table.
    """
    encoding = detect_encoding(path)
    written = (
        line
        for line in itertools.islice(read_lines(path, encoding), _MOST_REMARKS)
        if line.strip() and not line.lstrip().startswith("#") and not is_rule(line)
    )
    lines = list(itertools.islice(written, _SAMPLE_LINES))
    if not lines:
        raise Unreadable("the file holds no text", "export it again")
    named = re.fullmatch(r'"?sep=(.)"?', lines[0].strip())
    if named:
        return Dialect(encoding=encoding, delimiter=named.group(1), agreement=1.0, width=0)
    found = [_try(lines, delimiter, encoding) for delimiter in _DELIMITERS]
    good = [dialect for dialect in found if dialect.width > 1 and dialect.agreement >= 0.7]
    if good:
        best = max(good, key=lambda d: (d.agreement >= 0.9, d.delimiter != ",", d.agreement * d.width))
        comma = found[-1]
        if best is not comma and comma in good and best.width == 2 and comma.width > 4:
            return comma
        return best
    blanks = _try(lines, " ", encoding)
    if blanks.width >= 3 and blanks.agreement >= 0.8 and _mostly_values(lines):
        return blanks
    loose = max(found, key=lambda dialect: (dialect.width > 1) * dialect.agreement)
    if loose.width > 1 and loose.agreement >= 0.4:
        return loose
    return Dialect(encoding=encoding, delimiter="", agreement=1.0, width=1)


def is_tabular(path: Path) -> bool:
    """True where a text file of no telling suffix is a table or a log, not prose."""
    dialect = sniff(path)
    if dialect.delimiter == " ":
        return True
    if dialect.agreement < 0.85 or dialect.width < (2 if dialect.delimiter == "\t" else 3):
        return False
    rows = list(itertools.islice(delimited_rows(path, dialect), _SAMPLE_LINES))
    if len(rows) < 3:
        return False
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    short = sum(len(cell) <= 40 for cell in cells) / max(1, len(cells))
    values = sum(is_value(cell) for cell in cells) / max(1, len(cells))
    return values >= 0.3 or (dialect.delimiter != "," and short >= 0.9)


def delimited_rows(path: Path, dialect: Dialect, *, blank_too: bool = False) -> Iterator[list[str]]:
    """Yields the rows that are not blank, in bounded memory; blank ones too where cells have a delimiter.

    Raises:
        Unreadable: A line or a cell is too long for a table.
    """
    lines = _uncommented(read_lines(path, dialect.encoding))
    if dialect.delimiter == " ":
        yield from (_BLANKS.split(line.strip()) for line in lines if line.strip())
        return
    if not dialect.delimiter:
        yield from ([line.strip().strip('"')] for line in lines if line.strip())
        return
    reader = csv.reader(
        (f"{line}\n" for line in lines),
        delimiter=dialect.delimiter,
        skipinitialspace=True,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
    )
    try:
        for row in reader:
            if blank_too or any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise Unreadable(
            f"the table breaks off near line {reader.line_num}: {error}",
            "look for a quotation mark that is not closed, or export the table again",
        ) from error


def _uncommented(lines: Iterator[str]) -> Iterator[str]:
    """Drops ``sep=``, rules and leading comment lines; a commented header line loses its mark."""
    held: str | None = None
    started = False
    for number, line in enumerate(lines):
        if (number == 0 and re.fullmatch(r'"?sep=."?', line.strip())) or is_rule(line):
            continue
        if not started and line.lstrip().startswith("#"):
            held = line.lstrip().lstrip("#").strip()
            continue
        if not started and line.strip():
            started = True
            if held and len(re.split(r"[,;\t|]", held)) == len(re.split(r"[,;\t|]", line)) > 1:
                yield held
        yield line


def _try(lines: Sequence[str], delimiter: str, encoding: str) -> Dialect:
    best = Dialect(encoding=encoding, delimiter=delimiter, agreement=0.0, width=1)
    for quoted in (True,) if _well_quoted(lines, delimiter) else (True, False):
        if delimiter == " ":
            counted = [[len(_BLANKS.split(line.strip())) for line in lines]]
        else:
            rows = csv.reader(
                lines,
                delimiter=delimiter,
                skipinitialspace=True,
                quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            )
            try:
                filled = [row for row in rows if row]
            except csv.Error:
                continue
            # rows that often end in empty cells agree only where these are counted
            counted = [[_trimmed(row) for row in filled], [len(row) for row in filled]]
        swallowed = quoted and len(counted[0]) < 0.5 * len(lines) and '"' in "".join(lines)
        for widths in () if swallowed else counted:
            width, agreement = _agreed(widths)
            if agreement > best.agreement:
                best = Dialect(
                    encoding=encoding, delimiter=delimiter, agreement=agreement, width=width, quoted=quoted
                )
    return best


def _well_quoted(lines: Sequence[str], delimiter: str) -> bool:
    """True where marks enclose cells and all rows then have as many cells: they are no part of the text."""
    if not any('"' in line for line in lines) or delimiter == " ":
        return False
    try:
        widths = {len(row) for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True) if row}
    except csv.Error:
        return False
    return len(widths) == 1 and widths != {1}


def _agreed(widths: Sequence[int]) -> tuple[int, float]:
    """The usual number of cells and the share of lines that have it."""
    body = widths[len(widths) // 4 :] or widths
    width, count = max(Counter(body).items(), key=lambda item: (item[1], item[0]))
    near = sum(abs(other - width) <= max(1, width // 4) and other > 1 for other in body)
    return width, (count + 0.8 * (near - count)) / len(body) if width > 1 else 0.0


def _trimmed(row: Sequence[str]) -> int:
    width = len(row)
    while width > 1 and not row[width - 1].strip():
        width -= 1
    return width


def _mostly_values(lines: Sequence[str]) -> bool:
    cells = [cell for line in lines[len(lines) // 4 :] for cell in _BLANKS.split(line.strip())]
    return sum(is_value(cell) for cell in cells) >= 0.7 * len(cells)
