"""Rows of tables that record something of a thing in a time, each said in words. Knows no report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.figures import cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language, Scope

_OF_ONE = 200
"""Rows that are read of one table."""
_LONGEST = 180
_DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A row that names a tag and has a date in a period.

    Attributes:
        at: The first of its dates in the period.
        told: What it says besides its dates and the thing's own tag.
    """

    at: datetime
    row: KeyedRow
    told: str

    def evidence(self, language: Language) -> Evidence:
        """Its cells that are not empty, with what it says."""
        columns = tuple(c for c in self.row.schema.columns if self.row.cells[c.name] not in (None, ""))
        return self.row.evidence(columns, self.told, language)


def recorded(
    tables: TableExpert,
    tags: Sequence[str],
    since: datetime,
    until: datetime,
    language: Language,
    *,
    scope: Scope | None = None,
    days: bool = False,
) -> list[Recorded]:
    """Rows that name one of the tags in a period, the first one first, each row once.

    Args:
        tags: Normalised; the first one is the thing itself, which its rows need not say.
        since, until: Both included.
        days: True where rows of tables that keep days only count too.
    """
    found: dict[tuple[str, int], Recorded] = {}
    for tag in tags:
        for touched in tables.touched(since, until, scope or Scope(), tag=tag, days=days, most=_OF_ONE):
            for row in touched.rows:
                at = _moment(row, since, until)
                if at is not None:
                    told = _told(row, touched.columns, tags[0], language)
                    found.setdefault((row.schema.name, row.number), Recorded(at=at, row=row, told=told))
    return sorted(found.values(), key=lambda one: one.at)


def _moment(row: KeyedRow, since: datetime, until: datetime) -> datetime | None:
    """When it happened: the first of its dates in the period; one that says when it is due does not count."""
    for column in row.schema.columns:
        value = row.cells[column.name]
        if not column.is_moment or column.date_role == "other" or not isinstance(value, date):
            continue
        at = value if isinstance(value, datetime) else datetime.combine(value, time())
        at = at.replace(tzinfo=None)
        if since <= at <= until:
            return at
    return None


def _told(row: KeyedRow, columns: tuple[ColumnSchema, ...], own: str, language: Language) -> str:
    """What a row says besides its dates and the thing's own tag."""
    said = []
    for column in columns:
        value = row.cells[column.name]
        if value in (None, "") or column.is_moment or _DERIVED in column.words:
            continue
        if isinstance(value, str) and find_tags(value) == (own,) and normalise(value) == own:
            continue
        said.append(row.said(column, language))
    text = ", ".join(said) or cell(row.key, language)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
