"""Conditions of one column against another: closed after it was due, an error beyond its tolerance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition, Test, day_in
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import name_words
from assistant.registers.column_types import column_types
from assistant.registers.met import met, numbers_of, said

_FINISHED = frozenset(
    """
    closed close done finished finish completed complete signed fixed came come arrived arrive showed
    delivered delivery deliveries received went returned handed shipped clos close cloture cloturee
    clotures cloturees boucle bouclee bouclees boucles fini finie finis finies termine terminee termines
    terminees solde soldee soldes soldees livre livree livres livrees livraison livraisons arrive
    arrivee arrives arrivees recu recue recus recues rendu rendue fait faite faits faites sorti sortis
    sortie leve levee levees leves remis
    """.split()
)
_TARDY = frozenset(
    """
    late after later overran overrun hors retard retards apres depasse depassee depassees tard tardive
    """.split()
)
_TIMELY = frozenset("time early before ahead avant avance temps delais tot".split())
_ORDERED = frozenset("ord ordered order cde commande commandee commandes demande requested asked".split())
_CAME = frozenset("rec recd received recu recue recus delivered livre livree livres arrived".split())
_FEWER = frozenset(
    """
    short incomplete incompletes incomplet incomplets partial part partielle partielles fewer less moins
    """.split()
)
_ERRORS = frozenset("err error errors erreur ecart deviation dev drift derive found".split())
_ALLOWED = frozenset("tol tolerance tolerances emt mpe allowed admis admissible permis".split())
_BROKEN = frozenset(
    """
    tolerance tol spec specs out outside hors allowed admis accepte acceptable permis permitted faux
    fausse failed derive derivent beyond bigger exceed exceeded depasse depassent
    """.split()
)
_RUN = frozenset("hrs hours heures run running compteur counter meter km cycles shots coups age".split())
_LIFE = frozenset("service svc revision next prochaine life vie expected prevue overhaul".split())
_WORN = frozenset(
    """
    past over overdue exceeded beyond ran outlived depasse depassent dela retard
    """.split()
)
_MEASURED = frozenset("meas measured mesure mesuree mes actual".split())
_RATED = frozenset("rated rating nom nominal plate plaque".split())
_LOADED = frozenset(
    """
    overloaded overload over above more exceed exceeding surcharge surcharges plus depasse depassent
    """.split()
)
_DONE = frozenset(("date.done", "date.received"))
_DUE = "date.due"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Numbers of which one is held against the other, by their headers, and the words that ask for it."""

    left: frozenset[str]
    right: frozenset[str]
    asked: frozenset[str]
    test: Test
    holds: Callable[[float, float], bool]


_RULES = (
    _Rule(_CAME, _ORDERED, _FEWER, "short", lambda a, b: a < b),
    _Rule(_ERRORS, _ALLOWED, _BROKEN, "beyond", lambda a, b: abs(a) > b),
    _Rule(_RUN, _LIFE, _WORN, "beyond", lambda a, b: a > b),
    _Rule(_MEASURED, _RATED, _LOADED, "beyond", lambda a, b: a > b),
)


def against(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows whose number or day is past what another column sets for it, or is not."""
    yield from _days(question, table)
    numbers = (c for c in range(table.real) if table.kinds[c] == "number")
    heads = {column: set(name_words(table.names[column])) for column in numbers}
    for rule in _RULES:
        at = said(question, rule.asked)
        if not at:
            continue
        for right in (c for c, head in heads.items() if head & rule.right):
            for left in (c for c, head in heads.items() if head & rule.left and c != right):
                rows = (r for r, a, b in numbers_of(table, left, right) if rule.holds(a, b))
                yield met(left, rule.test, table.names[right], rows, at, right)


def _days(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows that were done after their day, or by it; only where a word says that they were done."""
    finished, tardy, timely = (said(question, words) for words in (_FINISHED, _TARDY, _TIMELY))
    if not finished or not (tardy or timely):
        return
    types = column_types(table)[: table.real]
    for due in (c for c, own in enumerate(types) if _DUE in own):
        for done in (c for c, own in enumerate(types) if _DONE & set(own) and _DUE not in own):
            days = ((r, day_in(row[done]), day_in(row[due])) for r, row in enumerate(table.rows))
            known = [(r, a > b) for r, a, b in days if a is not None and b is not None]
            name = table.names[due]
            if tardy:
                yield met(done, "beyond", name, (r for r, late in known if late), finished | tardy, due)
            if timely:
                yield met(done, "short", name, (r for r, late in known if not late), finished | timely, due)
