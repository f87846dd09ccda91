"""What speaks against a reading, however likely: it leaves out what the question names. Ranks nothing."""

from __future__ import annotations

import re

from assistant.experts.tables.left_out import SAY_NOTHING, nouns_behind_prepositions, words_beside
from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.features import head_of
from assistant.experts.tables.programs.guard import leaves_out
from assistant.experts.tables.programs.program import Program
from assistant.experts.tables.words import name_words, same_family, stems
from assistant.registers.column_types import column_types
from assistant.registers.features import Register, noun_behind

_WHICH = frozenset("which quel quelle quels quelles kel kelle".split())
_NEAR = 2
_PARTICIPLES = ("ee", "ees", "es", "ed", "ing", "er")
"""Ends of words that say what was done, not which is meant."""
_NEGATIVE = frozenset(("not", "empty", "undone", "overdue", "short"))
_MONEY = re.compile(r"\bhow much money\b|\b(?:vaut|valent|worth|euros?|gbp|usd)\b|€|£|\$")
_WHOLE = frozenset(
    """
    row rows line lines entry entries record records item items list register table file sheet total
    totals all altogether ligne lignes entree entrees enregistrement enregistrements article
    articles element elements liste registre tableau fichier feuille tout toute tous toutes tot svp
    please pls thanks merci bonjour
    """.split()
)
"""Words that ask for all rows, or for nothing."""
_FIGURES = frozenset(("count", "sum", "mean", "different"))
_PRICED = frozenset(("number.price", "number.cost"))


def is_doubtful(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True for a reading that leaves out, or does not tell, what the question names."""
    program = candidate.program
    return (
        leaves_out(asked, program, register.table)
        or _leaves_kind(asked, register, candidate)
        or _leaves_noun(asked, register, candidate)
        or _drops_not(asked, program)
        or _counts_unnamed(asked, register, program)
        or _sums_up_all(asked, register, program)
        or _leaves_which(asked, register, program)
        or _is_no_figure(asked, register, program)
    )


def holds_nothing(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where nothing but a date of the question is read: who won yesterday is asked of no register."""
    dated = {i for period in asked.reading.periods for i in range(*asked.reading.word_span(period.span))}
    windows = (c for c in candidate.program.where if c.test == "within" and not c.text.startswith("<"))
    dated = dated.union(*(c.at for c in windows))
    return all(asked.weights[i] < 1.0 for i in _held(asked, register, candidate.program) - dated)


def _leaves_kind(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where a word beside those of the column that is told says which is meant, and nothing holds it.

    ``vitesse critique`` and ``critical speed`` are not the speed.
    """
    program = candidate.program
    if program.column is None or program.tell == "count":
        return False
    told = head_of(asked, register.table, program.column).at
    if not told:
        return False
    beside = max(told) + 1 if asked.reading.language == "fr" else min(told) - 1
    if not 0 <= beside < len(asked.forms) or asked.weights[beside] < 1.0:
        return False
    held = beside in _held(asked, register, program)
    marked = any(mark.start <= beside < mark.end for mark in asked.reading.marks)
    if held or marked:
        return False
    return not asked.norms[beside].endswith(_PARTICIPLES) or _says_which(asked, register, program, beside)


def _says_which(asked: Asked, register: Register, program: Program, at: int) -> bool:
    """True for a French participle in the plural that nothing of the table is about.

    ``références reconditionnées`` are not all of them; ``pièces commandées en mars`` has the day instead.
    """
    norm = asked.norms[at]
    if asked.reading.language != "fr" or not norm.endswith("ees") or asked.reading.periods:
        return False
    headers = {word for name in register.table.names for word in name_words(name)}
    dated = any(condition.test == "within" for condition in program.where)
    return not dated and not any(same_family(norm, word) for word in headers)


def _leaves_noun(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where cells are told and the noun behind "which" ("which shelf") is named by nothing read."""
    program = candidate.program
    which = next((i for i, word in enumerate(asked.norms) if word in _WHICH), None)
    if which is None or program.tell != "cells" or program.column is None:
        return False
    noun = noun_behind(asked, which, within=_NEAR)
    is_key = register.table.stored[program.column] == register.schema.key
    named = any(c.test == "is" and c.whole == 1 and len(c.rows) == 1 for c in program.where)
    return noun is not None and noun not in _held(asked, register, program) and (named or not is_key)


def _drops_not(asked: Asked, program: Program) -> bool:
    """True where the question says "not" and no condition does: those not done are not those that are."""
    return asked.reading.has("negation", "never") and not any(c.test in _NEGATIVE for c in program.where)


def _counts_unnamed(asked: Asked, register: Register, program: Program) -> bool:
    """True where different cells are counted of a column that is not named and names no rows."""
    if program.tell != "different" or program.column is None:
        return False
    is_key = register.table.stored[program.column] == register.schema.key
    return not is_key and not head_of(asked, register.table, program.column).at


def _sums_up_all(asked: Asked, register: Register, program: Program) -> bool:
    """True where all rows are counted or summed though a word of the question says which."""
    if program.where or program.pick != "all" or program.tell not in ("count", "sum", "mean"):
        return False
    held = _held(asked, register, program)
    held |= {i for mark in asked.reading.marks for i in range(mark.start, mark.end)}
    held |= {i for i, word in enumerate(asked.norms) if word in _WHOLE}
    return any(weight >= 1.0 for i, weight in enumerate(asked.weights) if i not in held)


def _leaves_which(asked: Asked, register: Register, program: Program) -> bool:
    """True for a figure that leaves out which rows are meant: ``pneumatic orders``, ``OT d'astreinte``."""
    if program.tell not in _FIGURES:
        return False
    held = _held(asked, register, program)
    which = words_beside(asked.norms, _named(asked, register), asked.reading.language)
    which |= {at for at in nouns_behind_prepositions(asked.norms) if at + 1 not in held}
    return any(
        at not in held
        and asked.weights[at] >= 1.0
        and asked.norms[at].isalpha()
        and asked.norms[at] not in SAY_NOTHING
        and not any(mark.start <= at < mark.end for mark in asked.reading.marks)
        for at in which
    )


def _is_no_figure(asked: Asked, register: Register, program: Program) -> bool:
    """True where names are told to who asks how many, or a number that is no money to who asks for money."""
    if program.column is None or program.tell not in ("cells", "sum", "mean"):
        return False
    table = register.table
    if table.kinds[program.column] != "number":
        return program.tell == "cells" and asked.reading.has("count")
    types = column_types(table)[program.column]
    of_file = program.column < table.real
    return of_file and _MONEY.search(asked.reading.folded) is not None and not _PRICED & set(types)


def _held(asked: Asked, register: Register, program: Program) -> set[int]:
    """Places of words that a program's conditions and columns, or the names of its table, hold."""
    columns = {program.column, program.by, program.other, *(c.column for c in program.where)}
    held = {i for c in columns if c is not None for i in head_of(asked, register.table, c).at}
    return held.union(_named(asked, register), *(c.at for c in program.where))


def _named(asked: Asked, register: Register) -> set[int]:
    """Places of words that name a table."""
    title = {stem for word in register.schema.words for stem in stems(word)}
    return {i for i, forms in enumerate(asked.forms) if forms & title}
