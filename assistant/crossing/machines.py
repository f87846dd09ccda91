"""The machines of a register: "how many pumps do we have?", "list the motors", "most critical equipment?".

A register has a row a machine under its tag, and a column that says what it is. A machine is of a kind where
its head noun is (the motor of a pump is none); further words ("vertical", "standby") must stand in its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.crossing import say_machines as say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.class_rows import KIND_COLUMNS
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import level_of
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.of_kind import is_of_kind
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import norms, stems
from assistant.records import Evidence, Question, Rows
from assistant.words import STOP_WORDS, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_HAVE = (
    r"(?: (?:do we have|have we|we have|are there|there are|exist|do you know|are installed|are listed|"
    r"are in (?:the )?(?:register|plant|unit)|avons-nous|a-t-on|on a|y a-t-il|il y a|existe-t-il|"
    r"sont installees?|sont installes|compte-t-on|est-ce qu'on a|nous avons|possedons-nous))"
)
_ASKED = tuple(
    re.compile(rf"\W*{form}\W*")
    for form in (
        rf"(?:how many |combien (?:de |d'))(?P<x>[\w'-]+(?: [\w'-]+){{0,3}}?){_HAVE}"
        r"(?: (?:here|in all|in total|on site|ici|en tout|au total|sur (?:le )?site))?",
        r"(?:combien (?:y a-t-il|avons-nous|a-t-on|est-ce qu'on a|il y a)) (?:de |d')"
        r"(?P<x>[\w'-]+(?: [\w'-]+){0,3}?)",
        rf"(?:what|which|quel(?:le)?s?) (?P<x>[\w'-]+(?: [\w'-]+){{0,3}}?){_HAVE}",
        r"(?:(?:please )?(?:list|show|give|name)(?: me| us)?|liste[rz]?|donne[rz]?(?:[- ]moi)?|cite[rz]?) "
        r"(?:(?:all|every|of|the|our|toutes|tous|les|nos|la liste des|liste des|une liste des|a list of) ?)*"
        r"(?P<x>[\w'-]+(?: [\w'-]+){0,3}?)(?: (?:we have|there are|installed|de la liste|du registre))?",
        r"(?:(?:the |a |la )?list(?:e)? (?:of|des|de) )(?:(?:all|the|our|les|nos|toutes|tous) )*"
        r"(?P<x>[\w'-]+(?: [\w'-]+){0,3}?)",
    )
)
_THINGS = frozenset(
    "equipment machine asset equipement materiel actif machines equipments equipements".split()
)
"""Words for any machine."""
_CRITICAL = re.compile(
    r"\b(?:most critical|highest criticality|critical(?:ity)? (?:equipment|machines?|pumps?|assets?)|"
    r"plus critiques?|(?:equipements?|machines?|pompes?) critiques?|"
    r"criticite la plus (?:haute|elevee|forte))\b"
)
_OF_WHAT = re.compile(
    r"\b(?:failures?|modes?|defaillances?|alarms?|alarmes?|parts?|pieces?|actions?|orders?|why|how)\b"
)
_CRITICALITY = frozenset("criticality criticite critical critique criticity".split())
_GRADES = tuple(
    "very high|vital|tres elevee|tres haute|critical|critique|high|haute|elevee|forte|important|importante|"
    "medium|moyenne|normal|normale|low|basse|faible".split("|")
)
"""The gravest first."""
_KINDS = frozenset(
    "pump motor engine valve chiller fan compressor boiler tank gearbox conveyor turbine transformer "
    "strainer filter agitator blower".split()
)
_LISTED_WITH_LEVELS = frozenset({"valve"})
"""Kinds whose lists give settings and ranges, as lists of instruments do."""
_STATES = frozenset(
    "late overdue due open closed failed broken stopped running done active down spare fault faulty".split()
)
_ENOUGH = 0.6
"""Share of a register's rows that have a tag for a key."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What machines are asked for.

    Attributes:
        kinds: As synonyms call it (``pump``), several where a word means several; any machine where empty.
        words: Further words, which a machine's row must hold.
        said: As the question says it.
    """

    kinds: frozenset[str]
    words: tuple[str, ...]
    said: str


class Machines:
    """Lists and counts the machines of registers.

    Args:
        rows_of: Reads tables.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The machines; None where none are asked for or no register has any of them."""
        folded = fold(" ".join(question.text.replace("’", "'").split()))
        if find_tags(question.text):
            return None
        critical = _CRITICAL.search(folded) is not None and not _OF_WHAT.search(folded)
        asked = _asked(folded)
        if critical:
            named = _kind_in(folded)
            asked = _Kind(named.kinds if named is not None else frozenset(), (), "")
        if asked is None:
            return None
        found = self._found(asked, scope)
        if critical:
            return _gravest(found, question.language)
        if not found or (len({row.source for row in found}) > 1 and not asked.kinds):
            return None
        return Bridge(reasons=(_told(found, asked, question.language),))

    def _found(self, asked: _Kind, scope: Scope) -> list[KeyedRow]:
        """The rows of the machines, each tag once, of the registers that have any."""
        by_schema: dict[str, list[KeyedRow]] = {}
        registers = _may_register if asked.kinds & _LISTED_WITH_LEVELS else registers_machines
        for row in self._rows_of(registers, scope):
            by_schema.setdefault(row.schema.name, []).append(row)
        found: dict[str, KeyedRow] = {}
        for rows in by_schema.values():
            if sum(bool(find_tags(row.key)) for row in rows) < _ENOUGH * len(rows):
                continue
            for row in rows:
                if find_tags(row.key) and _is_meant(row, asked):
                    found.setdefault(row.key, row)
        return list(found.values())


def _may_register(schema: TableSchema) -> bool:
    """True for a table with a key and a column that says what a row is, not of orders or failures."""
    return (
        schema.key is not None
        and any(c.is_text and KIND_COLUMNS & set(c.words) for c in schema.columns)
        and "work order" not in table_concepts(schema)
        and not is_failure_analysis(schema)
    )


def registers_machines(schema: TableSchema) -> bool:
    """True for a register that is no list of instruments: it gives no ranges and no levels."""
    return _may_register(schema) and not any(
        level_of(c) is not None or {"range", "etendue", "setpoint"} & set(c.words) for c in schema.columns
    )


def _asked(folded: str) -> _Kind | None:
    """The kind that is listed or counted; None where the words are of no kind of machine."""
    match = next((found for form in _ASKED if (found := form.fullmatch(folded))), None)
    return _kind_in(match["x"]) if match is not None else None


def _kind_in(words: str) -> _Kind | None:
    """The first kind of machine among some words, the others beside it."""
    words = re.sub(r"^(?:(?:the|all|our|les|des|nos|de|la|le)\s+|d'|l')+", "", words)
    told = [word for word in norms(words) if word not in STOP_WORDS and len(word) > 1]
    if set(told) & _STATES:
        return None
    for at, word in enumerate(told):
        others = (*told[:at], *told[at + 1 :])
        if word in _THINGS:
            return _Kind(frozenset(), others, words)
        kinds = concepts_of((word,)) & _KINDS
        if kinds:
            return _Kind(kinds, others, words)
    return None


def _is_meant(row: KeyedRow, asked: _Kind) -> bool:
    if asked.kinds and not any(is_of_kind("", kind, (row,)) for kind in asked.kinds):
        return False
    held = {s for v in row.cells.values() if isinstance(v, str) for w in norms(v) for s in stems(w)}
    return all(stems(word) & held for word in asked.words)


def _telling(row: KeyedRow) -> str:
    """What the row says that the machine is."""
    column = next((c for c in row.schema.columns if c.is_text and KIND_COLUMNS & set(c.words)), None)
    return str(row.cells[column.name] or "") if column is not None else ""


def _told(found: Sequence[KeyedRow], asked: _Kind, language: Language) -> Evidence:
    named = [(row.key, _telling(row)) for row in found]
    statement = say.counted(named, asked.said, found[0].source, language)
    return _evidence(found, statement, language, ())


def _gravest(found: Sequence[KeyedRow], language: Language) -> Bridge | None:
    """The machines of the highest criticality; None where no column grades them, or a number does."""
    graded = [(row, column) for row in found if (column := _criticality(row.schema)) is not None]
    grades = {grade for row, column in graded if (grade := _grade(row.cells[column.name])) is not None}
    if not grades:
        return None
    top = min(grades)
    best = [(row, column) for row, column in graded if _grade(row.cells[column.name]) == top]
    rows = [row for row, _ in best]
    value = str(rows[0].cells[best[0][1].name])
    seen = sorted({str(row.cells[column.name]) for row, column in graded if row.cells[column.name]})
    statement = say.gravest(
        [(row.key, _telling(row)) for row in rows], best[0][1].name, value, seen, rows[0].source, language
    )
    return Bridge(reasons=(_evidence(rows, statement, language, (best[0][1],)),))


def _criticality(schema: TableSchema) -> ColumnSchema | None:
    return next((c for c in schema.columns if set(c.words) & _CRITICALITY), None)


def _grade(cell: object) -> tuple[int, str] | None:
    """How grave a grade is, the gravest least: letters from A on, words.

    None for numbers: nobody says which end is grave.
    """
    if not isinstance(cell, str):
        return None
    said = fold(cell).strip()
    if re.fullmatch(r"[a-e]", said):
        return 0, said
    return (1 + _GRADES.index(said), said) if said in _GRADES else None


def _evidence(
    rows: Sequence[KeyedRow], statement: str, language: Language, columns: tuple[ColumnSchema, ...]
) -> Evidence:
    """The rows as they are cited, of the first one's table."""
    own = [row for row in rows if row.schema is rows[0].schema]
    kind = next((c for c in own[0].schema.columns if c.is_text and KIND_COLUMNS & set(c.words)), None)
    shown = tuple(dict.fromkeys((*columns, *((kind,) if kind is not None else ()))))
    first = own[0].evidence(shown, statement, language)
    names = (own[0].head, *(c.name for c in shown if c.name != own[0].head))
    return say.with_rows(
        first,
        Rows(
            columns=names,
            values=tuple(tuple(row.cells[name] for name in names) for row in own[:50]),  # type: ignore[misc]
            total=len(own),
            matched=len(own),
            row_numbers=tuple(row.number for row in own[:200]),
        ),
        also=tuple(sorted({row.source for row in rows} - {own[0].source})),
    )
