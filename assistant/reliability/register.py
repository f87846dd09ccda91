"""Which table is a register of work, and what its columns and rows tell of failures. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import fold

_MACHINE = frozenset("equipment equipement asset machine tag repere actif materiel installation".split())
_MODE = frozenset("failure defaillance panne breakdown".split())
_RAISED = frozenset(
    "created creation raised reported requested request opened issued notified demande ouverture emission "
    "signale signalement".split()
)
_HOURS = frozenset("hours hour hrs hr h heures heure labour labor time duration duree temps".split())
_DOWN = frozenset("downtime arret indisponibilite standstill outage immobilisation stoppage".split())
_STAFF = frozenset("labour labor manhours work working travail main oeuvre mo".split())
_COST = frozenset("cost costs cout couts amount montant price prix eur usd gbp chf € $ £ euros".split())
_TOTAL = frozenset("total totale overall".split())
_CREW = frozenset(
    "crew team technician fitter mechanic contractor executor craftsman equipe intervenant technicien "
    "prestataire executant assignee".split()
)
_TRADE = frozenset("discipline trade craft metier specialite corps service".split())
_MONEY = re.compile(r"\b(?:eur|usd|gbp|chf|cad)\b|[€$£]")
_DONE_BY = re.compile(
    r"\b(?:done|performed|carried out|executed|repaired|completed|realise|effectue|execute|fait|traite) "
    r"(?:by|par)\b"
)
_STATUS = frozenset("status state etat statut".split())
_TEXT = frozenset("description text subject libelle designation travaux what title objet work".split())
_NOTE = frozenset("remarks remark comment comments note notes observations commentaire commentaires".split())
_PLANNED = re.compile(
    r"\b(?:pm|preventi\w+|preventi[fv]e?s?|planned|scheduled|programmee?|systematique|conditionnel(?:le)?|"
    r"planifiee?|predictive|mp|routine|statutory|reglementaire)\b"
)
_FAILED = re.compile(
    r"\b(?:cm|corrective|correcti[fv]e?s?|break ?downs?|curati[fv]e?s?|reactive|unplanned|unscheduled|"
    r"emergency|pannes?|depannages?|failures?|defaillances?|mc|urgence)\b"
)
_CANCELLED = re.compile(r"\b(?:cancel\w*|annule\w*|void|rejected|rejetee?|refusee?|duplicate|doublon)\b")
_OPEN = re.compile(r"\b(?:open|waiting|planned|in progress|ouvert\w*|attente|en cours|planifie\w*)\b")
_MOST_KINDS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register of work and the columns that matter here.

    Attributes:
        machines: Columns that name the machine, codes before names.
        kind: Planned or not, in words or as yes and no.
        mode: How it failed; filled for failures only.
        raised: When an order was asked for; of a register with one date that date.
        costs: Amounts of money of an order; a total alone where there is one.
    """

    schema: TableSchema
    machines: tuple[ColumnSchema, ...]
    kind: ColumnSchema | None
    mode: ColumnSchema | None
    raised: ColumnSchema
    finished: ColumnSchema | None
    due: ColumnSchema | None
    downtime: ColumnSchema | None
    labour: ColumnSchema | None
    costs: tuple[ColumnSchema, ...]
    crew: ColumnSchema | None
    status: ColumnSchema | None
    text: ColumnSchema | None
    note: ColumnSchema | None

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    @property
    def money(self) -> str:
        """The currency of its costs; empty where no column says it."""
        said = (_MONEY.search(fold(f"{c.name} {c.unit or ''}")) for c in self.costs)
        return next((match[0].upper() for match in said if match), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One order of a register.

    Attributes:
        machine: As the register names it for a reader.
        at: When it was raised.
        failed, planned: Both False for work that is neither, as a modification.
        downtime, labour: Hours; None where the cell is empty or there is no column.
        cost: In the register's money; None where no cell holds an amount.
    """

    machine: str
    names: tuple[str, ...]
    at: datetime
    finished: datetime | None
    due: datetime | None
    failed: bool
    planned: bool
    is_open: bool
    downtime: float | None
    labour: float | None
    cost: float | None
    row: KeyedRow


def register_of(schema: TableSchema) -> Register | None:
    """The register that a table is; None where it is none, or does not tell failures from planned work."""
    if is_failure_analysis(schema) or "work order" not in table_concepts(schema):
        return None
    texts = [c for c in schema.columns if c.is_text]
    machines = tuple(
        c for c in texts if set(c.words) & _MACHINE and c.part != "prose" and c.distinct < schema.rows
    )
    kind = next((c for c in schema.columns if tells_kind(c)), None)
    mode = next((c for c in texts if set(c.words) & _MODE and 0 < c.filled < schema.rows), None)
    raised = _raised(schema)
    if not machines or raised is None or (kind is None and mode is None):
        return None
    ends = [c for c in schema.moments() if c.date_role == "end"]
    numbers = [c for c in schema.columns if c.is_numeric and not c.names_things]
    downtime = next((c for c in numbers if _concerns(c, _DOWN)), None)
    return Register(
        schema=schema,
        machines=machines,
        kind=kind,
        mode=mode,
        raised=raised,
        finished=next((c for c in ends if c is not raised), None),
        due=schema.due(),
        downtime=downtime,
        labour=_labour([c for c in numbers if c is not downtime]),
        costs=_costs(numbers),
        crew=next((c for c in texts if _names_crew(c)), None) or _trade(texts),
        status=next((c for c in texts if set(c.words) & _STATUS), None),
        text=next((c for c in texts if set(c.words) & _TEXT and c.part in ("prose", "name", "other")), None),
        note=next((c for c in texts if set(c.words) & _NOTE), None),
    )


def works_of(register: Register, rows: Iterable[KeyedRow]) -> list[Work]:
    """The orders of a register in order of time; none that is cancelled or lacks date or machine."""
    found = [work for row in rows if (work := _work(register, row)) is not None]
    return sorted(found, key=lambda work: work.at)


def _work(register: Register, row: KeyedRow) -> Work | None:
    names = tuple(str(row.cells[c.name]).strip() for c in register.machines if row.cells[c.name])
    at = row.moment(register.raised)
    state = fold(str(row.cells[register.status.name] or "")) if register.status is not None else ""
    if not names or at is None or _CANCELLED.search(state):
        return None
    finished = row.moment(register.finished)
    failed, planned = _sort(register, row)
    costs = [amount for c in register.costs if (amount := _number(row, c)) is not None]
    return Work(
        machine=names[-1] if len(names) > 1 and _is_label(register) else names[0],
        names=names,
        at=at,
        finished=finished,
        due=row.moment(register.due),
        failed=failed,
        planned=planned,
        is_open=(register.finished is not None and finished is None) or bool(_OPEN.search(state)),
        downtime=_number(row, register.downtime),
        labour=_number(row, register.labour),
        cost=sum(costs) if costs else None,
        row=row,
    )


def _sort(register: Register, row: KeyedRow) -> tuple[bool, bool]:
    """Whether an order tells of a failure, and whether it was planned: a column of modes does not say so."""
    has_mode = register.mode is not None and row.cells[register.mode.name] not in (None, "")
    if register.kind is None:
        return has_mode, False
    kind = work_kind(register.kind, row)
    return kind == "failed", kind == "planned"


def work_kind(column: ColumnSchema | None, row: KeyedRow) -> Literal["failed", "planned", "other"]:
    """What the column of kinds says of a row; ``other`` without one."""
    value = row.cells[column.name] if column is not None else None
    if isinstance(value, bool):
        return "planned" if value else "failed"
    said = fold(str(value or ""))
    failed, planned = bool(_FAILED.search(said)), bool(_PLANNED.search(said))
    return "failed" if failed and not planned else "planned" if planned and not failed else "other"


def tells_kind(column: ColumnSchema) -> bool:
    """True for a column that tells planned work from failures."""
    if column.type == "boolean":
        return bool(_PLANNED.search(" ".join(column.words)))
    if not column.is_text or not column.complete or column.part == "prose":
        return False
    said = [fold(value) for value, _ in column.values]
    return any(_FAILED.fullmatch(value) or _opening(_FAILED, value) for value in said) and (
        column.distinct <= _MOST_KINDS
    )


def _opening(pattern: re.Pattern[str], value: str) -> bool:
    """True where a value of few words has one of the pattern's."""
    return len(value.split()) <= 3 and pattern.search(value) is not None


def _raised(schema: TableSchema) -> ColumnSchema | None:
    moments = [c for c in schema.moments() if c.date_role != "other"]
    named = next((c for c in moments if set(c.words) & _RAISED), None)
    if named is not None:
        return named
    order = {"start": 0, "any": 1, "end": 2}
    return min(moments, key=lambda c: order.get(c.date_role, 3), default=None)


def _concerns(column: ColumnSchema, words: frozenset[str]) -> bool:
    concepts = {concept for word in column.words for concept in concepts_of((word,))}
    return bool(words & (set(column.words) | concepts))


def _labour(numbers: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """The hours that people worked: named so, else the only hours there are."""
    hours = [c for c in numbers if c.unit in ("h", "hour", "hours", "min") or set(c.words) & _HOURS]
    named = next((c for c in hours if set(c.words) & _STAFF), None)
    return named or (hours[0] if len(hours) == 1 else None)


def _costs(numbers: Sequence[ColumnSchema]) -> tuple[ColumnSchema, ...]:
    """Columns of money; the total alone where one is called so."""
    money = [c for c in numbers if _is_money(c)]
    total = [c for c in money if set(c.words) & _TOTAL]
    return tuple(total[:1] or money)


def _is_money(column: ColumnSchema) -> bool:
    unit = fold(column.unit or "")
    return bool(_COST & {*column.words, unit, *fold(column.name).replace("(", " ").replace(")", " ").split()})


def _names_crew(column: ColumnSchema) -> bool:
    return bool(set(column.words) & _CREW) or _DONE_BY.search(fold(column.name)) is not None


def _trade(texts: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """Which trade did the work, where no column names who."""
    return next((c for c in texts if set(c.words) & _TRADE and c.distinct <= _MOST_KINDS), None)


def _is_label(register: Register) -> bool:
    """True where the last machine column names what the first one has codes for."""
    first, last = register.machines[0], register.machines[-1]
    return register.schema.label_of(first.name) == last.name


def _number(row: KeyedRow, column: ColumnSchema | None) -> float | None:
    """The number of a cell: hours of a duration; None where it holds none."""
    value = row.cells[column.name] if column is not None else None
    if value is None or isinstance(value, bool):
        return None
    total_seconds = getattr(value, "total_seconds", None)
    if callable(total_seconds):
        return float(total_seconds()) / 3600
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return None


def kind_words(register: Register) -> tuple[str, ...]:
    """Values of the column of kinds that stand for failures, as printed; empty where another column tells."""
    if register.kind is None or not register.kind.is_text:
        return ()
    return tuple(
        value
        for value, _ in register.kind.values
        if _FAILED.search(fold(value)) and not _PLANNED.search(fold(value))
    )


__all__ = ["Register", "Work", "kind_words", "register_of", "tells_kind", "work_kind", "works_of"]
