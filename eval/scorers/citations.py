"""Whether a citation holds: right page, right sensor and window, or a query whose result has the value.

Knows citations and cases as records; opens no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.records import Cell, Citation, Rows
from eval.case import Case, ExpectedEvidence
from eval.scorers.dates import find_dates, find_times
from eval.scorers.numbers import find_numbers, in_unit
from eval.scorers.words import contains, words


def citation_holds(case: Case, citations: Sequence[Citation]) -> bool | None:
    """True where at least one citation reaches one of the expected places; None where none is expected.

    A list whose parts stand in several tables is reached by the results that are cited of them together.
    """
    if not case.evidence:
        return None
    reached = any(_reaches(case, citation, place) for citation in citations for place in case.evidence)
    return reached or _reach_together(case, citations)


def _reach_together(case: Case, citations: Sequence[Citation]) -> bool:
    """True where results of every expected table are cited and hold all parts of a list among them."""
    tables = [place.source for place in case.evidence if place.table]
    if not isinstance(case.value, tuple) or len(tables) < 2 or len(tables) < len(case.evidence):
        return False
    found = [
        [c.rows for c in citations if c.rows is not None and _same_source(c.source, table)]
        for table in tables
    ]
    texts = [str(cell) for rows in found for one in rows for cell in _cells(one)]
    return all(found) and _has_all(case, texts)


def _reaches(case: Case, citation: Citation, place: ExpectedEvidence) -> bool:
    if place.sensor is not None:
        return _sensor_holds(citation, place)
    if not _same_source(citation.source, place.source):
        return False
    if place.table:
        return citation.rows is not None and _result_has(case, citation.rows)
    return place.page is None or citation.page == place.page


def _same_source(cited: str, expected: str) -> bool:
    """The cited source is the expected path, perhaps below a collection."""
    return not expected or cited == expected or cited.endswith("/" + expected)


def _sensor_holds(citation: Citation, place: ExpectedEvidence) -> bool:
    if citation.sensor is None or not _same_source(citation.source, place.source):
        return False
    if place.sensor != "*" and not contains(citation.sensor, place.sensor or ""):
        return False
    return _overlap(citation.start, citation.end, place.start, place.end)


def _overlap(
    start: datetime | None, end: datetime | None, wanted_start: datetime | None, wanted_end: datetime | None
) -> bool:
    """Windows touch, open ends included; an offset of the time zone is ignored."""
    if start is None and end is None:
        return False
    low = (start or end or datetime.min).replace(tzinfo=None)
    high = (end or start or datetime.max).replace(tzinfo=None)
    return (wanted_end is None or low <= wanted_end) and (wanted_start is None or high >= wanted_start)


def _result_has(case: Case, rows: Rows) -> bool:
    """A cell of the result, or the number of rows that matched, is the value (or a part of it)."""
    cells = _cells(rows)
    if case.answer_type == "number" and isinstance(case.value, int | float):
        slack = case.tolerance + 1e-6 * max(1.0, abs(case.value))
        numbers = [n for cell in cells for n in _numbers(cell, case.unit)]
        numbers += [float(count) for count in (rows.total, rows.matched) if count is not None]
        return any(abs(number - case.value) <= slack for number in numbers)
    texts = [str(cell) for cell in cells]
    if case.answer_type == "date":
        return any(_is_date(text, str(case.value)) for text in texts)
    if isinstance(case.value, tuple):
        return _has_all(case, texts)
    wanted = list(case.all_of) or [(str(case.value), *case.accept)]
    return any(_says(text, good) for goods in wanted for good in goods for text in texts)


def _has_all(case: Case, texts: Sequence[str]) -> bool:
    """Each part of a list stands in one of the cells."""
    values = case.value if isinstance(case.value, tuple) else ()
    wanted = list(case.item_accept or [(item,) for item in values])
    return all(any(contains(text, good) for good in goods for text in texts) for goods in wanted)


def _cells(rows: Rows) -> list[Cell]:
    return [cell for row in rows.values for cell in row if cell is not None]


def _says(text: str, good: str) -> bool:
    """The cell has the words, or is (as a name in a long value) among them."""
    return contains(text, good) or (bool(words(text)) and contains(good, text))


def _numbers(cell: Cell, unit: str | None) -> list[float]:
    if isinstance(cell, bool) or cell is None:
        return []
    if isinstance(cell, int | float):
        return [float(cell)]
    return [value for number in find_numbers(cell) for value in in_unit(number, unit)]


def _is_date(text: str, value: str) -> bool:
    day, _, minute = value.partition("T")
    wanted = datetime.fromisoformat(day).date()
    return any(item.fits(wanted) for item in find_dates(text)) and (
        not minute or minute[:5] in find_times(text)
    )
