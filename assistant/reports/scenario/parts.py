"""Spare parts that a repair may need: rows of stock lists that fit the equipment. Knows columns' words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.crossing.failure_lines import FailureLine, equipment_of, stems_of
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Point, point
from assistant.reports.scenario.course import Cell
from assistant.words import content_words, stem, word_set
from retrieval.records import Chunk, Scope

_ROWS, _SHOWN = 200, 5
_STOCK = word_set("stock hand onhand available disponible dispo inventory inventaire")
_LEAD = word_set("lead delai delivery livraison approvisionnement")
_EMPTY = (None, "", "-", "–", "—")
_COMPONENT = word_set("component composant organe item part")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparePart:
    """A row of a stock list.

    Attributes:
        stock: Pieces; None where the list does not say.
        weeks: Lead time in weeks; None where the list does not say it in a unit of time.
    """

    row: KeyedRow
    name: str
    stock: float | None
    stock_column: ColumnSchema | None
    lead_column: ColumnSchema | None
    days: float | None


_DAYS = {"d": 1.0, "day": 1.0, "days": 1.0, "j": 1.0, "jours": 1.0, "jour": 1.0, "week": 7.0, "weeks": 7.0,
         "wk": 7.0, "semaines": 7.0, "semaine": 7.0, "month": 30.0, "months": 30.0, "mois": 30.0}  # fmt: skip


def spare_parts(case: Case, line: FailureLine, passages: Sequence[Chunk]) -> list[SparePart]:
    """Parts whose words are those of the component that fails, those that reports name, else all that fit."""
    component = _component(line)
    rows = _rows(case, equipment_of(line) | {case.tag})
    weighed = [(len(component & stems_of(one.name)), one) for one in rows]
    most = max((weight for weight, _ in weighed), default=0)
    chosen = [one for weight, one in weighed if weight and weight == most]
    texts = [chunk.text for chunk in passages]
    named = [one for one in rows if len(one.row.key) > 3 and any(one.row.key in text for text in texts)]
    chosen += [one for one in named if one not in chosen]
    return (chosen or rows)[:_SHOWN]


def part_point(case: Case, part: SparePart) -> Point:
    """A part with all that its list says of it."""
    filled = [c for c in part.row.schema.columns if part.row.cells[c.name] not in _EMPTY]
    columns = tuple(c for c in filled if c.name != part.row.head)
    said = [
        part.row.said(c, case.language) if str(part.row.cells[c.name]) == part.name
        else f"{c.name} {part.row.said(c, case.language)}"
        for c in columns
    ]  # fmt: skip
    none = case.t(" None is in stock.", " Aucune n'est en stock.") if part.stock == 0 else ""
    text = f"{case.t('Part', 'Pièce')} {part.row.key}{case.t(':', ' :')} {', '.join(said)}.{none}"
    return point(text, [part.row.evidence(columns, text, case.language)], case.cited)


def parts_cell(case: Case, parts: Sequence[SparePart]) -> Cell:
    """The first parts in few words: name, stock, lead time."""
    told = []
    numbers: list[int] = []
    for part in parts[:2]:
        said = [
            part.row.said(c, case.language) for c in (part.stock_column, part.lead_column) if c is not None
        ]
        stock = case.t("in stock", "en stock") if part.stock_column is not None else ""
        words = f"{said[0]} {stock}" if said and stock else ""
        lead = ""
        if part.lead_column is not None:
            unit = "" if part.lead_column.unit else _time_unit(part.lead_column)
            lead = f"{case.t('lead time', 'délai')} {said[-1]} {unit}".rstrip()
        told.append(f"{part.name}{case.t(':', ' :')} {', '.join(one for one in (words, lead) if one)}")
        numbers += part_point(case, part).citations
    return Cell(text=case.t("; ", " ; ").join(told), citations=tuple(dict.fromkeys(numbers)))


def late_point(case: Case, parts: Sequence[SparePart], days: float, task: str) -> Point | None:
    """That a part which is not in stock comes later than a task; None where none does."""
    late = [one for one in parts if one.stock == 0 and one.days is not None and one.days > max(days, 0)]
    if not late:
        return None
    part = late[0]
    columns = tuple(c for c in (part.stock_column, part.lead_column) if c is not None)
    lead = part.row.said(part.lead_column, case.language) if part.lead_column is not None else ""
    if days < 0:
        text = case.t(
            f"{part.name} ({part.row.key}) is not in stock (lead time {lead}), and {task} is due already.",
            f"{part.name} ({part.row.key}) n'est pas en stock (délai {lead}), et {task} est déjà dû.",
        )
        return point(text, [part.row.evidence(columns, text, case.language)], case.cited)
    left = number(round(days), case.language)
    text = case.t(
        f"{part.name} ({part.row.key}) is not in stock, and its lead time of {lead} is longer than the "
        f"{left} days to {task}.",
        f"{part.name} ({part.row.key}) n'est pas en stock, et son délai de {lead} dépasse les {left} jours "
        f"jusqu'à {task}.",
    )
    return point(text, [part.row.evidence(columns, text, case.language)], case.cited)


def _rows(case: Case, tags: frozenset[str]) -> list[SparePart]:
    found: dict[tuple[str, int], SparePart] = {}
    for tag in sorted(tags):
        for about in case.tables.about(tag, Scope(), _ROWS):
            schema = about.schema
            stock = stock_column(schema)
            lead = next((c for c in schema.columns if set(c.words) & _LEAD and not c.is_moment), None)
            if (stock is None and lead is None) or is_failure_analysis(schema):
                continue
            for row in about.rows:
                found.setdefault((schema.name, row.number), _part(row, stock, lead, about.column))
    return list(found.values())


def stock_column(schema: TableSchema) -> ColumnSchema | None:
    """The column of a list of parts that counts what is in store; None in any other table."""
    return next((c for c in schema.columns if set(c.words) & _STOCK and c.is_numeric), None)


def _part(
    row: KeyedRow, stock: ColumnSchema | None, lead: ColumnSchema | None, fits: ColumnSchema
) -> SparePart:
    named = next(
        (c for c in row.schema.columns
         if c.is_text and c.name not in (row.head, fits.name) and c.part in ("name", "prose")
         and row.cells[c.name]), None,
    )  # fmt: skip
    held = row.cells[stock.name] if stock is not None else None
    return SparePart(
        row=row,
        name=str(row.cells[named.name]) if named is not None else row.key,
        stock=float(held) if isinstance(held, int | float) else None,
        stock_column=stock if held is not None else None,
        lead_column=lead if lead is not None and row.cells[lead.name] not in (None, "") else None,
        days=_days(row, lead),
    )


def _days(row: KeyedRow, lead: ColumnSchema | None) -> float | None:
    held = row.cells[lead.name] if lead is not None else None
    each = _DAYS.get(_time_unit(lead)) if lead is not None else None
    return float(held) * each if isinstance(held, int | float) and each is not None else None


def _time_unit(lead: ColumnSchema) -> str:
    """The unit of a lead time: the column's own, else the one that its heading names; empty without one."""
    return (lead.unit or "").casefold() or next((word for word in lead.words if word in _DAYS), "")


def _component(line: FailureLine) -> frozenset[str]:
    columns = [c for c in line.columns.telling if set(c.words) & _COMPONENT]
    words = " ".join(str(line.row.cells[c.name] or "") for c in columns)
    return frozenset(stem(word, "en") for word in content_words(words))
