"""What was recorded of the equipment and its sensors in the period, in order of time. Writes its section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from assistant.experts.tables.figures import cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Grid, Section
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Scope

_SHOWN, _OF_ONE = 40, 200
"""Events that are shown, the last ones, and rows that are read of one table."""
_LONGEST = 180
_DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row of a table that names the equipment or one of its sensors."""

    at: datetime
    row: KeyedRow
    told: str


def events(case: Case) -> list[Event]:
    """The events of the period, the first one first."""
    found: dict[tuple[str, int], Event] = {}
    for tag in (case.tag, *sorted(case.sensor_tags)):
        for touched in case.tables.touched(case.since, case.until, Scope(), tag=tag, most=_OF_ONE):
            for row in touched.rows:
                at = _moment(row, case)
                if at is not None:
                    told = _told(row, touched.columns, case)
                    found.setdefault((row.schema.name, row.number), Event(at=at, row=row, told=told))
    return sorted(found.values(), key=lambda one: one.at)


def history_section(case: Case, found: list[Event]) -> Section:
    """The events as a table, the last ones where there are many."""
    shown = found[-_SHOWN:]
    return Section(
        key="history",
        title=case.t("What happened", "Ce qui s'est passé"),
        grid=Grid(
            headers=(case.t("When", "Quand"), case.t("What was recorded", "Ce qui a été noté"), "Source"),
            rows=tuple((case.day(one.at), one.told, _file(one.row.source)) for one in shown),
            citations=tuple((case.cited.cite(_evidence(one, case)),) for one in shown),
            total=len(found),
        ),
        empty=case.t(
            f"No table records anything of {case.tag} in the period.",
            f"Aucun tableau n'a rien noté sur {case.tag} pendant la période.",
        ),
    )


def _evidence(event: Event, case: Case) -> Evidence:
    return event.row.evidence(_columns(event.row), event.told, case.language)


def _moment(row: KeyedRow, case: Case) -> datetime | None:
    """When it happened: the first of its dates in the period; one that says when it is due does not count."""
    for column in row.schema.columns:
        value = row.cells[column.name]
        if not column.is_moment or column.date_role == "other" or not isinstance(value, date):
            continue
        at = value if isinstance(value, datetime) else datetime.combine(value, time())
        if case.within(at.replace(tzinfo=None)):
            return at.replace(tzinfo=None)
    return None


def _columns(row: KeyedRow) -> tuple[ColumnSchema, ...]:
    return tuple(c for c in row.schema.columns if row.cells[c.name] not in (None, ""))


def _told(row: KeyedRow, columns: tuple[ColumnSchema, ...], case: Case) -> str:
    """What a row says besides its dates and the equipment's own tag."""
    said = []
    for column in columns:
        value = row.cells[column.name]
        if value in (None, "") or column.is_moment or _DERIVED in column.words:
            continue
        if isinstance(value, str) and find_tags(value) == (case.tag,) and normalise(value) == case.tag:
            continue
        said.append(row.said(column, case.language))
    text = ", ".join(said) or cell(row.key, case.language)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _file(source: str) -> str:
    return source.rsplit("/", 1)[-1]
