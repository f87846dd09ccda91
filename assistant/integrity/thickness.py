"""Tables of wall thickness: points, their required and nominal thickness, their measurements in time.

Measurements stand in columns that are called by dates, or in rows with a date each. Knows no question.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.roles import column_called, continued, in_order, title_words

_WALL = frozenset(
    """
    thickness epaisseur epaisseurs thk ut ultrasonic ultrason ultrasons wall paroi tml tmls cml cmls
    corrosion
    """.split()
)
_POINT = frozenset("tml cml point points pt pts mark location loc repere station position".split())
_NUMBER = frozenset("no n nr num id number numero".split())
_MINIMUM = frozenset(
    "min mini minimum minimal minimale tmin required requise requis req retirement mawt limit".split()
)
_NOMINAL = frozenset("nominal nominale nom tnom original origine design neuf neuve new".split())
_MEASURED = frozenset(
    """
    measured mesuree mesure reading read readings actual releve relevee measurement thickness
    epaisseur thk
    """.split()
)
_OF_RATES = frozenset(
    "rate vitesse taux remaining restante residuelle life vie loss perte allowance surepaisseur".split()
)
_LINE = frozenset(
    "line ligne circuit equipment equipement equnr vessel tag isometric iso asset capacite".split()
)
_PART = frozenset(
    "component element location desc description part piece fitting localisation designation".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?!\d)"),
    re.compile(r"(?<!\d)(?:(?P<d>\d{1,2})[-/.])?(?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?!\d)"),
)
_FEW_DATED = 2
_LEAST_MM = 2.0
"""Walls from this number on are taken for millimetres, thinner ones for inches, where no unit is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measurement.

    Attributes:
        year: Moment in years (``2019.25``); the middle of a year or month of which no more is known.
        said: When, as printed.
        exact: ``"day"``, ``"month"`` or ``"year"``: how much of the moment is known.
        thickness: In the table's unit.
    """

    year: float
    said: str
    exact: str
    thickness: float
    row: KeyedRow
    column: ColumnSchema


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point with its measurements in order of time, at least one.

    Attributes:
        line: Circuit or vessel; empty where the table names none.
        part: What is measured there (``Elbow 6"``).
        required, nominal: None where the table does not say.
        unit: As printed; by the size of the numbers where no column says it.
        unit_is_told: True where a column says the unit.
        least_taken: True where a day has several measurements, of which the least stands in ``readings``.
        columns: What is shown of its rows.
    """

    name: str
    line: str
    part: str
    required: float | None
    nominal: float | None
    unit: str
    unit_is_told: bool
    readings: tuple[Reading, ...]
    least_taken: bool
    columns: tuple[ColumnSchema, ...]
    rows: tuple[KeyedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Survey:
    point: ColumnSchema
    line: ColumnSchema | None
    part: ColumnSchema | None
    required: ColumnSchema | None
    nominal: ColumnSchema | None
    dated: tuple[tuple[ColumnSchema, tuple[float, str]], ...]
    moment: ColumnSchema | None
    measured: ColumnSchema | None


def is_survey(schema: TableSchema) -> bool:
    """True for a table of wall thickness with points and two measurements in time, or dated rows."""
    return _survey(schema) is not None


def points_of(rows: Sequence[KeyedRow]) -> list[Point]:
    """The points of all tables, in printed order; none without a measurement."""
    found: list[Point] = []
    for table in in_order(rows):
        survey = _survey(table[0].schema)
        if survey is not None:
            found += _points(survey, table)
    return found


def _survey(schema: TableSchema) -> _Survey | None:
    numeric = [c for c in schema.columns if c.is_numeric and not set(c.words) & _OF_RATES]
    dated = tuple((c, when) for c in numeric if (when := _dated(c.name)) is not None)
    required = _of(numeric, _MINIMUM)
    nominal = _of([c for c in numeric if c is not required], _NOMINAL)
    if required is None and not title_words(schema) & _WALL:
        return None
    point = _point(schema)
    taken = {required, nominal, point, *(c for c, _ in dated)}
    moments = [c for c in schema.moments() if c.date_role != "other"]
    measured = column_called(schema, _MEASURED, of=lambda c: c in numeric and c not in taken)
    in_rows = bool(moments) and measured is not None
    if point is None or not (len(dated) >= _FEW_DATED or in_rows):
        return None
    if not (title_words(schema) & _WALL or (required is not None and nominal is not None)):
        return None
    in_columns = len(dated) >= _FEW_DATED
    return _Survey(
        point=point,
        line=column_called(schema, _LINE, of=lambda c: c is not point and c.is_text),
        part=column_called(schema, _PART, of=lambda c: c is not point and c.is_text),
        required=required,
        nominal=nominal,
        dated=dated if in_columns else (),
        moment=None if in_columns else moments[0],
        measured=None if in_columns else measured,
    )


def _of(columns: Sequence[ColumnSchema], words: frozenset[str]) -> ColumnSchema | None:
    """The column of a limit, not that of the least of some readings."""
    read = frozenset("measured mesuree reading read actual".split())
    return next((c for c in columns if set(c.words) & words and not set(c.words) & read), None)


def _point(schema: TableSchema) -> ColumnSchema | None:
    short = [c for c in schema.columns if not c.is_moment and c.part != "prose"]
    for words in (frozenset({"tml", "cml"}), _POINT, _NUMBER):
        named = [c for c in short if set(c.words) & words and "desc" not in c.words]
        if named:
            return next((c for c in named if c.part in ("key", "code") or not c.is_text), named[0])
    return next((c for c in schema.columns if c.name == schema.key), None)


def _points(survey: _Survey, table: Sequence[KeyedRow]) -> list[Point]:
    names, lines = continued(table, survey.point), continued(table, survey.line)
    apart = _apart(survey, table, names, lines)
    grouped: dict[tuple[str, str, str, int], list[KeyedRow]] = {}
    for row, name, line in zip(table, names, lines, strict=True):
        told = ", ".join(f"{c.name} {row.said(c, 'en')}" for c in apart if row.cells[c.name] is not None)
        own = row.number if survey.dated else 0  # measurements in columns: a row is a place of its own
        grouped.setdefault((line, name, told, own), []).append(row)
    found = []
    for (line, name, told, _), rows in grouped.items():
        every = _readings(survey, rows)
        readings = _least_of_days(every)
        if not readings or not name:
            continue
        columns = (survey.measured, survey.required, survey.nominal, *(c for c, _ in survey.dated))
        unit = next((c.unit for c in columns if c is not None and c.unit), None)
        last = rows[-1]
        found.append(
            Point(
                name=name,
                line=line or _titled(table[0].schema),
                part=", ".join(filter(None, (_said(last, survey.part), told))),
                required=_number(rows, survey.required),
                nominal=_number(rows, survey.nominal),
                unit=unit or ("mm" if readings[0].thickness >= _LEAST_MM else "in"),
                unit_is_told=unit is not None,
                readings=tuple(readings),
                least_taken=len(readings) < len(every),
                columns=table[0].schema.columns,
                rows=tuple(rows),
            )
        )
    return found


def _least_of_days(readings: Sequence[Reading]) -> list[Reading]:
    """The measurements in order of time, of one moment the least."""
    least: dict[float, Reading] = {}
    for reading in sorted(readings, key=lambda one: (one.year, one.thickness)):
        least.setdefault(reading.year, reading)
    return list(least.values())


def _apart(
    survey: _Survey, table: Sequence[KeyedRow], names: Sequence[str], lines: Sequence[str]
) -> tuple[ColumnSchema, ...]:
    """The columns that tell places of one name apart, as courses of a shell; none where names do."""
    taken = {
        survey.point,
        survey.line,
        survey.part,
        survey.required,
        survey.nominal,
        survey.measured,
        survey.moment,
    }
    dated = [column for column, _ in survey.dated]
    rest = [c for c in table[0].schema.columns if c not in taken and c not in dated and c.part != "prose"]
    moments = [str(row.cells[survey.moment.name]) if survey.moment is not None else "" for row in table]
    keys = list(zip(lines, names, moments, strict=True))
    if len(set(keys)) == len(keys):
        return ()
    for column in rest:
        values = [str(row.cells[column.name]) for row in table]
        if (
            not column.is_moment
            and len(set(zip(keys, values, strict=True))) == len(keys)
            and column.type != "number"
        ):
            return (column,)
    return ()


def _said(row: KeyedRow, column: ColumnSchema | None) -> str:
    return str(row.cells[column.name] or "") if column is not None else ""


def _readings(survey: _Survey, rows: Sequence[KeyedRow]) -> list[Reading]:
    if survey.dated:
        return [
            Reading(year=year, said=said, exact=_exactness(said), thickness=value, row=row, column=column)
            for row in rows
            for column, (year, said) in survey.dated
            if (value := _value(row, column)) is not None
        ]
    assert survey.measured is not None
    found = []
    for row in rows:
        moment, value = row.moment(survey.moment), _value(row, survey.measured)
        if moment is not None and value is not None:
            day = moment.date()
            found.append(
                Reading(
                    year=years(day),
                    said=day.isoformat(),
                    exact="day",
                    thickness=value,
                    row=row,
                    column=survey.measured,
                )
            )
    return found


def _titled(schema: TableSchema) -> str:
    return schema.table.title or ""


def years(day: date) -> float:
    """A day in years."""
    return day.year + (day.timetuple().tm_yday - 1) / 365.25


def _exactness(said: str) -> str:
    return ("year", "month", "day")[len(re.findall(r"\d+", said)) - 1]


def _dated(name: str) -> tuple[float, str] | None:
    """The moment that a column is called by, in years, and as printed; None for other names."""
    plain = fold(name)
    for pattern in _DATED:
        match = pattern.search(plain)
        if match is not None and 1 <= int(match["m"]) <= 12:
            year, month = int(match["y"]), int(match["m"])
            day = int(match["d"]) if match["d"] else 15
            if 1 <= day <= monthrange(year, month)[1]:
                return years(date(year, month, day)), match[0]
    named = _YEAR.findall(plain)
    return (float(named[0]) + 0.5, named[0]) if len(named) == 1 else None


def _value(row: KeyedRow, column: ColumnSchema) -> float | None:
    value = row.cells[column.name]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if value > 0 else None
    try:
        return float(str(value).replace(",", ".")) if value is not None else None
    except ValueError:
        return None


def _number(rows: Sequence[KeyedRow], column: ColumnSchema | None) -> float | None:
    values = [value for row in rows if column is not None and (value := _value(row, column)) is not None]
    return values[-1] if values else None
