"""Cases as rows of a CSV, for those who write them in a spreadsheet. Knows columns, no case's meaning.

Columns: ``id, question, truth``; ``question_fr`` where there are both languages; ``option_a`` … ``option_l``
(``option_a_fr``) or ``number_low, number_high, number_tolerance, number_unit``; ``ask``; ``advice``,
``advice_text``, ``advice_confidence``, ``explanation`` and their ``_fr``; ``pictures`` divided by ``|``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import BadStudy
from assistant.study.fields import Fields

_MOST_BYTES = 5_000_000
_FIXED = (
    "id", "question", "question_fr", "truth", "ask", "pictures", "advice", "advice_text", "advice_text_fr",
    "advice_confidence", "explanation", "explanation_fr", "number_low", "number_high", "number_tolerance",
    "number_unit",
)  # fmt: skip
_OPTION = re.compile(r"option_([a-l])(_fr)?")

Row = Mapping[str, str]


def cases_of_table(path: Path, *, most: int) -> list[Fields]:
    """The rows as tables of a definition.

    Raises:
        BadStudy: It is no such table.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise BadStudy(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadStudy(f"{path.name} is not UTF-8: save it as 'CSV UTF-8'") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or ()]
        _check_columns(columns, path.name)
        reader.fieldnames = columns
        rows = list(reader)
    except csv.Error as error:
        raise BadStudy(f"{path.name} is no CSV: {error}") from error
    if len(rows) > most:
        raise BadStudy(f"{path.name}: {len(rows)} rows are too many; {most} at most")
    return [_fields(row, f"{path.name}, row {number}") for number, row in enumerate(rows, start=2)]


def _check_columns(columns: list[str], name: str) -> None:
    for column in columns:
        if column not in _FIXED and not _OPTION.fullmatch(column):
            raise BadStudy(
                f"{name}: the column '{column[:40]}' means nothing here; known are "
                f"{', '.join(_FIXED)} and option_a to option_l"
            )
    for needed in ("id", "question", "truth"):
        if needed not in columns:
            raise BadStudy(f"{name}: there is no column '{needed}'")


def _fields(row: Mapping[str, object], place: str) -> Fields:
    if None in row or any(value is None for value in row.values()):
        raise BadStudy(f"{place}: it has more or fewer cells than the header")
    cells = {key: str(value).strip() for key, value in row.items() if str(value).strip()}
    table: dict[str, object] = {key: cells[key] for key in ("id", "truth", "ask") if key in cells}
    table["question"] = _words(cells, "question")
    options = {
        match[1]: _words(cells, f"option_{match[1]}")
        for match in map(_OPTION.fullmatch, cells)
        if match is not None and match[2] is None
    }
    if options:
        table["options"] = options
    if "number_low" in cells or "number_high" in cells:
        limits = ("low", "high", "tolerance")
        table["number"] = {
            key: _number(cells[f"number_{key}"], f"{place}: 'number_{key}'")
            for key in limits
            if f"number_{key}" in cells
        } | ({"unit": cells["number_unit"]} if "number_unit" in cells else {})
    if "advice" in cells:
        table["advice"] = _advice(cells, place)
    if "pictures" in cells:
        table["pictures"] = [one.strip() for one in cells["pictures"].split("|")]
    return Fields(table, place)


def _advice(cells: Row, place: str) -> dict[str, object]:
    advice: dict[str, object] = {"answer": cells["advice"]}
    if "advice_text" in cells:
        advice["text"] = _words(cells, "advice_text")
    if "explanation" in cells:
        advice["explanation"] = _words(cells, "explanation")
    if "advice_confidence" in cells:
        advice["confidence"] = _number(cells["advice_confidence"], f"{place}: 'advice_confidence'")
    return advice


def _words(cells: Row, key: str) -> object:
    english, french = cells.get(key, ""), cells.get(f"{key}_fr", "")
    return {"en": english, "fr": french} if french else english


def _number(text: str, place: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise BadStudy(f"{place} is '{text[:40]}', which is no number") from error
