"""Read JSON and JSON lines: lists of records as tables or logs, the rest as text. Knows no CSV."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument, ParsedSeries, ParsedTable
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.encoding import decode, detect_encoding
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.tabular import read_grid
from ingest.storable import storable_text

_MOST_BYTES = 512 << 20
_MOST_COLUMNS = 2_000
_MOST_TEXT_LINES = 20_000
_LONGEST_LEAF = 20_000
_HINT = "check that the export is complete, or save it as one JSON record a line"

Json = Any
"""A value of ``json.loads``."""


def parse_json(path: Path) -> ParsedDocument:
    """Reads one JSON value, or one a line.

    Raises:
        Unreadable: The file is no JSON, is nested too deeply, or is too large for the memory.
    """
    value, warnings = _load(path)
    tables: list[ParsedTable] = []
    series: list[ParsedSeries] = []
    blocks: list[Block] = []
    for name, records in _record_lists(value, path.stem):
        grid = grid_of_records(records)
        found = read_grid(grid, name=name, title=name, table_index=len(tables))
        warnings += found.notes
        blocks += found.blocks
        series += found.series
        if found.table is not None:
            tables.append(found.table)
    rest = _rest(value)
    if rest:
        writer = BlockWriter()
        _write_text(writer, rest)
        blocks = [*writer.blocks, *blocks]
        warnings += writer.notes
    return ParsedDocument(
        media="log" if series and not tables else "json",
        title=path.stem,
        language=detect_language("\n".join(block.text for block in blocks[:20])),
        blocks=tuple(blocks),
        tables=tuple(tables),
        series=tuple(series),
        equipment=tuple(dict.fromkeys(tag for one in series for tag in one.equipment)),
        warnings=tuple(warnings),
    )


def is_json(path: Path) -> bool:
    """True where the whole file, or its first line, is a JSON list or object."""
    if path.stat().st_size > _MOST_BYTES:
        return True
    text = decode(path.read_bytes())
    for part in (text, text.strip().split("\n", 1)[0]):
        try:
            return isinstance(json.loads(part), (list, dict))
        except (json.JSONDecodeError, RecursionError):
            continue
    return False


def grid_of_records(records: Sequence[Mapping[str, Json]]) -> Grid:
    """Puts records into columns in the order in which their keys appear; nested keys are joined by dots."""
    columns: dict[str, list[str | None]] = {}
    for row, record in enumerate(records):
        for key, text in _flatten(record):
            column = columns.get(key)
            if column is None:
                if len(columns) == _MOST_COLUMNS:
                    raise Unreadable(
                        f"the records have more than {_MOST_COLUMNS:,} different keys",
                        "export one record a measurement",
                    )
                column = columns[key] = []
            column += [None] * (row - len(column))
            column.append(text)
    for column in columns.values():
        column += [None] * (len(records) - len(column))
    names = unique_names(list(columns))
    arrays = tuple(pa.array(column, pa.string()) for column in columns.values())
    return Grid(names=names, units=(None,) * len(names), columns=arrays)


def _load(path: Path) -> tuple[Json, list[str]]:
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise Unreadable(f"the JSON file is {size >> 20} MiB", "split it, or export it as CSV")
    content = path.read_bytes()
    try:
        text = decode(content)
        del content
        return json.loads(text), []
    except RecursionError as error:
        raise Unreadable("the JSON is nested too deeply", "export a flat list of records") from error
    except json.JSONDecodeError as error:
        return _load_lines(path, error)


def _load_lines(path: Path, whole: json.JSONDecodeError) -> tuple[Json, list[str]]:
    values, bad = [], 0
    with path.open(encoding=detect_encoding(path), errors="replace") as file:
        for line in file:
            if not line.strip():
                continue
            try:
                values.append(json.loads(line))
            except (json.JSONDecodeError, RecursionError):
                bad += 1
    if not values or bad > 0.1 * len(values):
        raise Unreadable(f"this is no valid JSON: {whole.msg} in line {whole.lineno}", _HINT) from whole
    return values, [f"{bad} lines are no valid JSON and were left out."] if bad else []


def _record_lists(value: Json, name: str) -> Iterator[tuple[str, list[Mapping[str, Json]]]]:
    """The lists of records in a value: itself, or those that an object holds under its keys."""
    if _is_records(value):
        yield name, [record for record in value if isinstance(record, dict)]
    elif isinstance(value, dict):
        columns = _columnar(value)
        if columns is not None:
            yield name, columns
            return
        lists = {key: inner for key, inner in value.items() if _is_records(inner)}
        for key, inner in lists.items():
            label = name if len(lists) == 1 else f"{name} {key}"
            yield label, [record for record in inner if isinstance(record, dict)]


def _is_records(value: Json) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return sum(isinstance(record, dict) for record in value) > 0.9 * len(value)


def _columnar(value: Mapping[str, Json]) -> list[Mapping[str, Json]] | None:
    """Records out of an object of equally long lists (``{"time": […], "p1": […]}``)."""
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    if (
        len(lists) < 2
        or len(lists) != len(value)
        or len({len(inner) for inner in lists}) != 1
        or len(lists[0]) < 2
    ):
        return None
    if any(isinstance(cell, (list, dict)) for inner in lists for cell in inner):
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True)]


def _rest(value: Json) -> Json:
    """What of a value is no list of records."""
    if _is_records(value) or (isinstance(value, dict) and _columnar(value) is not None):
        return None
    if isinstance(value, dict):
        return {key: inner for key, inner in value.items() if not _is_records(inner)}
    return value


def _flatten(record: Mapping[str, Json], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value:
            yield from _flatten(value, f"{name}.")
        else:
            text = _printed(value)
            yield storable_text(name), text and storable_text(text)


def _printed(value: Json) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(not isinstance(cell, (list, dict)) for cell in value):
        return "; ".join(_printed(cell) or "" for cell in value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return repr(value)


def _write_text(writer: BlockWriter, value: Json) -> None:
    """One paragraph a top-level key, one line a leaf."""
    parts = value.items() if isinstance(value, dict) else [("", value)]
    for key, inner in parts:
        lines = itertools.islice(_leaves(inner, str(key)), _MOST_TEXT_LINES)
        writer.paragraph("\n".join(line[:_LONGEST_LEAF] for line in lines))


def _leaves(value: Json, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(cell, (list, dict)) for cell in value):
        for cell in value:
            yield from _leaves(cell, path)
    else:
        yield f"{path}: {_printed(value) or ''}" if path else (_printed(value) or "")
