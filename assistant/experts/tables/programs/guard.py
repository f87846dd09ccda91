"""What a program must not leave out of a question, whatever was learnt: names, levels, steps."""

from __future__ import annotations

from assistant.experts.tables.left_out import levels_asked
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Program
from assistant.experts.tables.programs.sheet import Sheet

_ENDS: tuple[Operation, ...] = ("high", "low", "most", "least", "top", "late", "early", "nth")
_STEPS = frozenset(
    "next previous following preceding suivant suivante suivants suivantes precedent precedente".split()
)


def leaves_out(read: Asked, program: Program, table: Sheet) -> bool:
    """True where a question asks for more than a program does.

    Numbers, tags (``P-101``) and levels (``trip`` of a trip limit) must be held by a condition or named by a
    column that is read; other names (``Berlin``) where rows are counted or ranked: whose table it is ("the
    revenue of United") need not stand in it. Where cells are told, some word must say which, or
    their place ("who came first?").
    """
    read_columns = {c for c in (program.column, program.other, program.by) if c is not None}
    read_columns |= {condition.column for condition in program.where}
    named = {form for column in read_columns for word in table.heads[column] for form in word}
    held = {i for condition in program.where for i in condition.at}
    held |= {i for i, forms in enumerate(read.forms) if read.weights[i] and forms & named}
    placed = program.pick != "all" and read.reading.has(*_ENDS)
    if program.tell == "cells" and not held and not placed:
        return True
    if any(word in _STEPS for word in read.norms) and program.pick not in ("next", "previous"):
        return True
    return bool(set(levels_asked(read.reading)) - held) or _leaves_name(read, program, table, held)


def _leaves_name(read: Asked, program: Program, table: Sheet, held: set[int]) -> bool:
    heads = {form for words in table.heads for word in words for form in word}
    looked_up = program.tell == "cells" and program.pick == "all"
    for place, token in enumerate(read.tokens):
        if place in held or read.forms[place] & heads or not read.weights[place]:
            continue
        figure = any(c.isdigit() for c in token.text)
        if figure or (place > 0 and token.text[0].isupper() and not looked_up):
            return True
    return False
