"""Conditions of how far things are: done, not done, late, with nothing entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.features import head_of
from assistant.experts.tables.programs.program import Condition, day_in
from assistant.experts.tables.programs.sheet import Cell, Sheet
from assistant.registers.met import NOT, met, said

_UNDONE = frozenset(
    """
    open ouvert ouverte ouverts ouvertes outstanding pending cours ongoing remaining reste restent
    unfinished undone unpaid unresolved yet encore left waiting attente live solder lever ongoing progress
    encours traiter faire still toujours
    """.split()
)
_DONE = frozenset(
    """
    closed done finished completed complete already deja clos close cloture cloturee clotures cloturees fait
    faite faits faites solde soldee soldes soldees termine terminee termines terminees levee leve levees
    """.split()
)
_LATE = frozenset(
    "overdue late retard retards depassee depasse depassees depasses behind past echue echues".split()
)
_DONE_CELLS = frozenset(
    """
    closed close clos close clot cloture cloturee cld done ok fait faite termine terminee ter soldee solde
    completed complete comp finished fini finie teco levee leve implemented effective received recu recue
    livre livree delivered invoiced facture passed valide validee realise realisee ferme fermee cnf archive
    """.split()
)
_STATE_CELLS = frozenset(
    """
    open ouvert ouverte op opn en cours encours ongoing progress pending planned planifie planifiee todo
    attente wait waiting hold started lance lancee rel crtd wip draft brouillon overdue retard new nouveau
    issued approved approuve raised awaiting review
    """.split()
)
_STATES = 0.6
"""Least share of a column's filled cells that tell how far things are."""
_SHORT = 3
_NO_NEWS = frozenset("ras neant neante nil no non aucun aucune none sans 0 rien so".split())


def progress(question: Asked, table: Sheet, today: date) -> Iterator[Condition]:
    """Rows that are done, are not, or are late: their day is over and nothing says that they are done."""
    undone_at = said(question, _UNDONE | NOT)
    done_at = said(question, _DONE)
    late_at = said(question, _LATE)
    if not undone_at and not done_at and not late_at:
        return
    rows = frozenset(range(len(table.rows)))
    for column in _states(table):
        done = frozenset(r for r in rows if set(table.rows[r][column].norms) & _DONE_CELLS)
        if undone_at:
            yield met(column, "undone", "", rows - done, undone_at | done_at)
        if done_at:
            yield met(column, "done", "", done, done_at)
        for dated in (c for c, kind in enumerate(table.kinds) if kind == "date") if late_at else ():
            days = {r: day_in(table.rows[r][dated]) for r in rows - done}
            late = (r for r, day in days.items() if day is not None and day < today)
            yield met(dated, "overdue", table.names[column], late, late_at, column)


def _states(table: Sheet) -> Iterator[int]:
    """Columns that tell how far things are."""
    for column, kind in enumerate(table.kinds[: table.real]):
        cells = [set(row[column].norms) for row in table.rows if not row[column].empty]
        if kind == "text" and cells and sum(bool(c & _DONE_CELLS) for c in cells):
            told = sum(bool(c & (_DONE_CELLS | _STATE_CELLS)) for c in cells)
            if told >= _STATES * len(cells):
                yield column


def filled_in(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows without a value in a column, or with one, where some have it."""
    empty_at = said(question, NOT | _UNDONE)
    filled_at = said(question, _DONE)
    for column in range(table.real):
        empty = [r for r, row in enumerate(table.rows) if row[column].empty or _is_nothing(row[column])]
        if not empty or len(empty) == len(table.rows):
            continue
        if empty_at:
            yield met(column, "empty", "", empty, empty_at)
        filled = set(range(len(table.rows))) - set(empty)
        if filled_at:
            yield met(column, "filled", "", filled, filled_at)
        if named := head_of(question, table, column).at:
            yield replace(met(column, "filled", "", filled, named), whole=0.5)


def _is_nothing(cell: Cell) -> bool:
    return 0 < len(cell.norms) <= _SHORT and cell.norms[0] in _NO_NEWS and cell.number is None
