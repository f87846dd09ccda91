"""Who did something on a work order: "who closed WO-17?", "qui a réalisé l'OT 17 ?".

A register that has a column for it tells. One that has none says what persons it does name, so that who
reported an order is not taken for who closed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.crossing.bridge import Bridge
from assistant.crossing.say import file_name
from assistant.crossing.sources import RowOf
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Question
from assistant.words import fold
from retrieval.identifiers import find
from retrieval.records import Language, Scope

_VERBS: tuple[tuple[str, str], ...] = (
    ("closed", r"closed|completed|finished|cloture|ferme|solde|termine|clos"),
    (
        "did",
        r"did|done|worked on|carried out|executed|performed|repaired|fixed|handled|fait|realise|execute|"
        r"effectue|"
        r"repare|travaille sur|intervenu sur|intervenu",
    ),
    ("reported", r"reported|raised|created|opened|requested|wrote|signale|cree|ouvert|demande|emis|declare"),
    (
        "approved",
        r"approved|signed(?: off)?|validated|authori[sz]ed|accepted|approuve|valide|signe|receptionne",
    ),
    ("planned", r"planned|scheduled|prepared|planifie|prepare|programme"),
)
_COLUMNS: dict[str, frozenset[str]] = {
    "closed": frozenset(
        "closed close completed completion finished cloture cloturee clos solde termine fermeture".split()
    ),
    "did": frozenset(
        "done performed executed executor technician technicians technicien techniciens worker workers "
        "fitter fitters "
        "assigned assignee crew craft executant intervenant intervenants realise realisee mechanic labor "
        "labour resource "
        "responsible affecte".split()
    ),
    "reported": frozenset(
        "reported reporter raised created creator requested requester requestor originator demandeur "
        "signale emetteur "
        "createur declarant redacteur cree".split()
    ),
    "approved": frozenset(
        "approved approver signed signature validated validation approuve valide visa accepted".split()
    ),
    "planned": frozenset("planner planned scheduled preparateur planificateur planifie".split()),
}
_BY = frozenset("by par name nom who qui person agent user utilisateur".split())
_ASKED = re.compile(
    r"^\W*(?:(?:do you know |dis[- ]moi )?who(?: has| was it that)?|by whom (?:was|has been)|"
    r"qui(?: est[- ]ce qui)?(?: l')?(?: a| est)?|par qui (?:a|ont) (?:ete|-t-il ete)?)\b(?P<rest>.+)$"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The order and what was done with it."""

    order: str
    role: str


class WhoOnOrder:
    """Tells persons of an order's row.

    Args:
        row_of: Looks up orders.
    """

    def __init__(self, *, row_of: RowOf) -> None:
        self._row_of = row_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The cell, or that the register does not say; None where no person of an order is asked for."""
        asked = _asked(question.text)
        row = self._row_of(asked.order, scope) if asked is not None else None
        if asked is None or row is None or not row.schema.moments():
            return None
        persons = {role: column for role, column in _persons(row) if row.cells[column.name] not in (None, "")}
        column = persons.get(asked.role)
        if column is not None:
            told = f"{row.key}{_colon(question.language)}{column.name} {row.said(column, question.language)}"
            statement = f"{told} ({file_name(row.source)})."
            return Bridge(reasons=(row.evidence((column,), statement, question.language),))
        statement = _not_said(row, asked.role, list(persons.values()), question.language)
        return Bridge(reasons=(row.evidence(tuple(persons.values()), statement, question.language),))


def _asked(text: str) -> _Asked | None:
    """The order that is named, and what somebody did with it."""
    folded = fold(" ".join(text.replace("’", "'").split()))
    match = _ASKED.match(folded)
    orders = [item.value for item in find(text)]
    if match is None or len(orders) != 1:
        return None
    rest = match["rest"]
    for role, verbs in _VERBS:
        if re.search(rf"(?<!\w)(?:{verbs})e?s?(?!\w)", rest):
            return _Asked(orders[0], role)
    return None


def _persons(row: KeyedRow) -> list[tuple[str, ColumnSchema]]:
    """The columns of words that name persons, by what these did; those with ``by`` in their name first."""
    texts = [c for c in row.schema.columns if c.is_text and c.name != row.schema.key]
    found = []
    rank: Callable[[ColumnSchema], bool] = lambda column: not _BY & set(column.words)  # noqa: E731
    for role, words in _COLUMNS.items():
        named = sorted((c for c in texts if words & set(c.words)), key=rank)
        if named:
            found.append((role, named[0]))
    return found


def _colon(language: Language) -> str:
    return " : " if language == "fr" else ": "


_DONE = {
    "closed": ("who closed it", "qui l'a clôturé"), "did": ("who did the work", "qui a fait le travail"),
    "reported": ("who reported it", "qui l'a signalé"), "approved": ("who approved it", "qui l'a validé"),
    "planned": ("who planned it", "qui l'a planifié"),
}  # fmt: skip


def _not_said(row: KeyedRow, role: str, others: list[ColumnSchema], language: Language) -> str:
    """That the register does not say it, and whom it names."""
    file, french = file_name(row.source), language == "fr"
    named = ", ".join(f"{c.name} {row.said(c, language)}" for c in others)
    if french:
        held = f" ; il indique : {named}" if named else ""
        return f"{file} ne dit pas {_DONE[role][1]} ({row.key}){held}."
    held = f"; it says: {named}" if named else ""
    return f"{file} does not say {_DONE[role][0]} ({row.key}){held}."
