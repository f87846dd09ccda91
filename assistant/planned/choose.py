"""Which rows of a plan a question speaks of: things and people by name, other words by what rows say.

A word that neither the plan nor a row of it knows makes the plan none of the question's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.words import name_words
from assistant.integrity.relief import is_relief_register
from assistant.planned import asked_words as w
from assistant.planned.columns import amount_column, standards_in, who_columns, words_of
from assistant.planned.plan import Plan, Task
from assistant.same_words import alike, own_stems
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags

_KINDS = w.INSTRUMENTS | w.PREVENTIVE | w.ORDERS
_SHORTEST_TEAM = 4
_RELIEF = (
    "relief safety pressure valve device psv prv soupape surete test control controle essai verification"
).split()
"""What the rows of a register of relief valves are, and what is done to them, whatever its columns say."""
_SAYS_RELIEF = re.compile(r"\b(?:relief|safety valves?|[pr]?[sr]vs?|soupapes?)\b")
_SAYS_STANDARDS = re.compile(
    r"\b(?:etalons?(?! de)|(?:reference|calibration|master|working) (?:standards?|gauges?|instruments?)|"
    r"standards?\W(?:.* )?certificates?|certificates?\W(?:.* )?standards?)\b"
)
_STANDARDS = (
    "standard standards etalon etalons reference references calibration certificate certificates certificat "
    "certificats"
).split()
"""What instruments are calibrated with, and what is said of it."""
_LUBRICANTS = frozenset(s for word in ("oil", "grease", "huile", "graisse") for s in own_stems(word))
_LISTS = frozenset("gamme gammes ronde rondes tournee tournees round rounds route routes".split())
"""What one of several lists may be called by."""
_GENERAL = frozenset(s for cue in w.CUES for s in own_stems(cue))
"""Stems that say no more than that planned work is asked for: a technician is no mechanic."""
_MARK = " \N{BULLET} "
_BETWEEN = r"[^\S\n]?[.\-_/]?[^\S\n]?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The rows of a plan that a question speaks of.

    Attributes:
        named: The things that the question names.
        narrowed: True where words of the question choose among the rows.
        loose: True where only a word that means the same chose: a plan with the word itself is the one meant.
    """

    plan: Plan
    tasks: tuple[Task, ...]
    named: tuple[str, ...]
    narrowed: bool
    loose: bool


def choose(rest: str, plan: Plan, tasks: Sequence[Task]) -> Chosen | None:
    """The rows that a folded question speaks of; None where the plan does not hold what it names."""
    text, things = _taken(rest, {fold(name): name for task in tasks for name in task.names})
    if any(fold(tag) in fold(text) for tag in find_tags(text.upper())):
        return None
    whose = who_columns(plan.schema, [c for c in (*plan.things, plan.task) if c is not None])
    text, people = _taken(text, {fold(name): name for task in tasks for name in _people(task, whose)})
    kept = [
        t
        for t in tasks
        if (not things or set(things) & set(t.names)) and (not people or set(people) & _people(t, whose))
    ]
    standards = standards_in(plan.schema)
    if _SAYS_STANDARDS.search(text) and not standards:
        return None
    known = _plan_words(plan) | (_stemmed(_STANDARDS) if standards else frozenset())
    known |= _LUBRICANTS if amount_column(plan.schema) is not None else frozenset()
    if _SAYS_RELIEF.search(text) and is_relief_register(plan.schema):
        known |= _stemmed(_RELIEF)
    narrowed, loose = bool(people), False
    for word in content_words(text):
        if word in w.CUES or (len(word) < 2 and not word.isdigit()):
            continue
        fit = _fitting(word, plan, known, kept)
        if fit is None:
            return None
        narrowed = narrowed or len(fit) < len(kept)
        loose = loose or not (word in _KINDS or _says(word, known, fit))
        kept = fit
    if not kept:
        return None
    return Chosen(plan=plan, tasks=tuple(kept), named=things, narrowed=narrowed, loose=loose)


def _people(task: Task, whose: Sequence[ColumnSchema]) -> set[str]:
    """Who a row names: its trade, its team, its person."""
    return {name for column in whose if (name := str(task.row.cells[column.name] or "").strip())}


def is_called(plan: Plan, said: frozenset[str]) -> bool:
    """True where a question calls a plan as it is called, of several kinds of lists: the round, the route."""
    schema = plan.schema
    names = {*name_words(schema.table.title), *name_words(schema.table.name), *name_words(schema.key or "")}
    return any(own_stems(word) & said for word in names if word in _LISTS)


def _says(word: str, known: frozenset[str], tasks: Sequence[Task]) -> bool:
    """True where the plan or a row has the word itself."""
    own = own_stems(word)
    return bool(own & known) or any(own & _row_words(task) for task in tasks)


def _fitting(word: str, plan: Plan, known: frozenset[str], tasks: list[Task]) -> list[Task] | None:
    """The rows that a word of the question leaves; None where neither plan nor rows know it."""
    if word in w.INSTRUMENTS and plan.calibrates:
        kind = (
            [task for task in tasks if own_stems(word) & _row_words(task)]
            if word in w.KINDS_OF_SENSOR
            else []
        )
        return kind or tasks
    if word in w.PREVENTIVE:
        if plan.calibrates:
            return None
        return [task for task in tasks if task.planned] or None
    if word in w.ORDERS:
        return tasks if plan.finished is not None else None
    same = alike(word)
    if same & known:
        return tasks
    team = [task for task in tasks if _shortens(task.who, word)]
    if team:
        return team
    own = [task for task in tasks if own_stems(word) & _row_words(task)]
    same = same - _GENERAL
    return own or [task for task in tasks if same & _row_words(task)] or None


def _shortens(name: str, word: str) -> bool:
    """True for ``Mech`` or ``MECH01`` where mechanical work is asked for."""
    short = fold(name).rstrip("0123456789 -")
    return len(short) >= _SHORTEST_TEAM and short.isalpha() and word.startswith(short)


def _taken(text: str, names: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """A folded text without the names that it says, and these, the longest first."""
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        parts = re.findall(r"[^\W\d_]+|\d+", name)
        if not parts or (len(name) < 3 and not any(p.isdigit() for p in parts)):
            continue
        pattern = rf"(?<![\w-]){_BETWEEN.join(map(re.escape, parts))}(?![\w]|-\d)"
        if re.search(pattern, text):
            found.append(names[name])
            text = re.sub(pattern, _MARK, text)
    return text, tuple(found)


def _plan_words(plan: Plan) -> frozenset[str]:
    schema = plan.schema
    said = [*schema.words, *name_words(schema.table.title), *name_words(schema.table.name)]
    said += [word for c in (*plan.dated, *plan.things) for word in words_of(c.words)]
    if plan.task is not None:
        said += plan.task.words
    if schema.key is not None:
        said += name_words(schema.key)
    if plan.calibrates:
        said.append("calibration")
    return _stemmed(word for word in said if word not in w.CUES)


def _stemmed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(one for word in words for one in alike(word))


def _row_words(task: Task) -> frozenset[str]:
    cells = [str(v) for v in task.row.cells.values() if isinstance(v, str)]
    return frozenset(one for text in cells for word in content_words(text) for one in own_stems(word))
