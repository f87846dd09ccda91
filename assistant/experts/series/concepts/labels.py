"""Which rows an engineer has labelled, from a CSV or JSON file or from an API's list. Knows no model."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.errors import BadScope
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.scope import parse_time

_MOST_BYTES = 10_000_000
_MOST_LABELS = 100_000
_LONGEST = 200
_EPOCH = datetime(1970, 1, 1)
_SHAPE = (
    "one line a labelled range with the columns start, end, label (times, or data rows from 0); "
    "end may be missing where start stands for one reading"
)
_COLUMNS = {
    "start": ("début", "debut", "départ", "depart", "begin"),
    "end": ("fin", "stop"),
    "label": (
        "étiquette",
        "etiquette",
        "libellé",
        "libelle",
        "défaut",
        "defaut",
        "état",
        "etat",
        "fault",
        "state",
    ),
}
"""Other names of the columns."""
_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRange:
    """Places ``[first, last]`` of a log, both included, and their label."""

    first: int
    last: int
    label: str


def read_labels(path: Path, log: SensorLog) -> tuple[LabelledRange, ...]:
    """Labels of a file.

    Args:
        path: CSV (comma or semicolon; UTF-8 or Windows' encoding) with a header in English or French, or a
            JSON list of objects.

    Raises:
        LogRefused: The file is no such list, or a label lies outside the log.
    """
    if not path.is_file():
        raise LogRefused(f"no file of labels {path}: {_SHAPE}")
    if path.stat().st_size > _MOST_BYTES:
        raise LogRefused(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB: no file of labels")
    content = path.read_bytes()
    if b"\0" in content:
        raise LogRefused(f"{path.name} is no text in UTF-8: save the labels as CSV")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    rows = _json(text, path.name) if path.suffix.lower() == ".json" else _csv(text, path.name)
    return place_labels(rows, log, source=path.name)


def place_labels(
    rows: Sequence[Mapping[str, object]], log: SensorLog, *, source: str = "labels"
) -> tuple[LabelledRange, ...]:
    """Labels placed on the rows of a log, in order of time.

    Raises:
        LogRefused: A label is not whole, lies outside the log, or contradicts another.
    """
    if not rows:
        raise LogRefused(f"{source} holds no label: {_SHAPE}")
    if len(rows) > _MOST_LABELS:
        raise LogRefused(f"{source} holds more than {_MOST_LABELS} labels")
    order = np.argsort(log.row, kind="stable")
    places = [_place(one, number, log, order, source) for number, one in enumerate(rows, start=1)]
    found = sorted(places, key=lambda one: (one.first, one.last))
    for before, after in pairwise(found):
        if after.first <= before.last and after.label != before.label:
            where = log.moment(after.first).isoformat(sep=" ")
            raise LogRefused(f"{source} calls the reading of {where} both {before.label} and {after.label}")
    return tuple(found)


def _csv(text: str, name: str) -> list[Mapping[str, object]]:
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    fields = {_column(field) for field in reader.fieldnames or ()}
    if "label" not in fields or "start" not in fields:
        raise LogRefused(f"{name} has the columns {', '.join(sorted(fields)) or 'none'}: wanted is {_SHAPE}")
    return [
        {_column(key): value for key, value in row.items() if key is not None}
        for row in reader
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _column(name: str) -> str:
    """A column's name as the labels have it."""
    plain = str(name).strip().casefold()
    return next((known for known, words in _COLUMNS.items() if plain in words), plain)


def _json(text: str, name: str) -> list[Mapping[str, object]]:
    try:
        body = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise LogRefused(f"{name} is no JSON: {error}") from error
    if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
        raise LogRefused(f'{name}: wanted is a list such as [{{"start": 100, "end": 180, "label": "leak"}}]')
    return body


def _place(
    one: Mapping[str, object], number: int, log: SensorLog, order: np.ndarray, source: str
) -> LabelledRange:
    label = str(one.get("label") or "").strip()
    start = str("" if one.get("start") is None else one["start"]).strip()
    end = str("" if one.get("end") is None else one["end"]).strip() or start
    if not label or not start:
        raise LogRefused(f"label {number} of {source} has no {'label' if start else 'start'}: {_SHAPE}")
    if len(label) > _LONGEST:
        raise LogRefused(f"label {number} of {source} is longer than {_LONGEST} characters")
    first = place_of(start, log, order, last=False, said=f"label {number} of {source}")
    last = place_of(end, log, order, last=True, said=f"label {number} of {source}")
    if last < first:
        raise LogRefused(f"label {number} of {source} ends ({end}) before it starts ({start})")
    return LabelledRange(first=first, last=last, label=label)


def place_of(text: str, log: SensorLog, order: np.ndarray, *, last: bool, said: str) -> int:
    """Place of a data row or of a time.

    Args:
        order: Places by data row.
        last: Whether it is an end: a day or a minute then ends with its last reading.
        said: What the text is, for messages.

    Raises:
        LogRefused: The log has no such row, or the time is outside it or none.
    """
    if text.isdecimal():
        at = int(np.searchsorted(log.row[order], int(text)))
        if at >= order.size or log.row[order[at]] != int(text):
            raise LogRefused(f"{said}: {log.name} has no row {text} (0 to {int(log.row.max())})")
        return int(order[at])
    try:
        written = _iso(text, log, said=said)
        moment = (parse_time(written, end=last).replace(tzinfo=None) - _EPOCH) // timedelta(microseconds=1)
    except BadScope as error:
        raise LogRefused(f"{said}: {error}") from error
    if last:
        place = int(np.searchsorted(log.times, moment, side="right")) - 1
    else:
        place = int(np.searchsorted(log.times, moment, side="left"))
    if not 0 <= place < log.times.size:
        ends = f"{log.moment(0).isoformat()} to {log.moment(-1).isoformat()}"
        raise LogRefused(f"{said}: {text} is outside {log.name} ({ends})")
    return place


def _iso(text: str, log: SensorLog, *, said: str) -> str:
    """A date with slashes as ISO 8601: the day or the month first, whichever lies in the log.

    Raises:
        LogRefused: Both do, as different days.
    """
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return text
    one, two, year = int(match[1]), int(match[2]), match[3]
    clock = f"T{int(match[4]):02}:{match[5]}:{match[6] or '00'}" if match[4] else ""
    days = [
        f"{year}-{month:02}-{day:02}" for day, month in dict.fromkeys(((one, two), (two, one))) if month <= 12
    ]
    first, end = (log.moment(place).date().isoformat() for place in (0, -1))
    within = [day for day in days if first <= day <= end] or days[:1]
    if len(within) > 1:
        raise LogRefused(f"{said}: {text} may be {' or '.join(within)}: write it as {within[0]}{clock}")
    return f"{within[0]}{clock}" if within else text
