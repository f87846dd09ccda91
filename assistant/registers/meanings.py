"""All that a question may mean over one register: the small programs, and sums by class and spans of days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import partial

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.enumerate import (
    Candidate,
    Picks,
    Tells,
    Ways,
    candidates,
    picks_of,
    tells_of,
)
from assistant.experts.tables.programs.program import TOPS, Condition, Pick, Tell, measured
from assistant.experts.tables.programs.sheet import Sheet, beside
from assistant.experts.tables.words import fold
from assistant.registers.aliases import Alias
from assistant.registers.beside import joined
from assistant.registers.column_types import column_types
from assistant.registers.combine import combined
from assistant.registers.conditions import stated
from assistant.registers.derived import derived, named_pairs
from assistant.registers.ends import Ends, ends_of

_DAYS = frozenset("day days jour jours late retard since depuis long ago week weeks semaine semaines".split())
_SECONDS: tuple[Pick, ...] = ("second_high", "second_low")
_MOST_OF: tuple[str, ...] = ("most", "least", "high", "low", "top", "long", "short")
_BEST = frozenset("best worst meilleur meilleure pire mieux".split())
_PERCENT = frozenset(
    """
    percent percentage pourcent pourcentage share part proportion ratio rate rates taux full rempli remplie
    yield rendement rendements scrap rebut utilisation availability disponibilite fraction global
    """.split()
)
_PER = frozenset("per par each chaque specific specifique ratio by".split())
_BESIDE = frozenset(
    """
    than que versus vs compare compared compares difference ecart gap more less plus moins higher lower
    between entre or ou minus apart fewer and et rather plutot which lequel laquelle
    """.split()
)
_CHANGED = frozenset(
    """
    dropped drop drops fallen fell rise risen rose gone changed change evolution evolue augmente baisse hausse
    diminue first last premier premiere dernier derniere start end between since depuis used consumed
    """.split()
)
_SECOND = frozenset(
    "second deuxieme avant previous precedent precedente before penultimate avantdernier next".split()
)
_MEANS = frozenset(
    "mean average avg averaged averages typical typically moy moyenne moyennes moyen moyens".split()
)
_KINDS = frozenset(
    """
    different distinct unique separate various types kinds sortes differents differentes distincts distinctes
    many combien number nombre nb count
    """.split()
)
_END = re.compile(
    r"\b(?:\w{3,}est|most|least|fewest|plus|moins|max\w*|min\w*|top|last|first|latest|worst|best|peaks?|pics?|record|"
    r"derniere?s?|premiere?s?|recent\w*|pires?|meilleure?s?|previous|preced\w*|before|avant|second\w*|deuxieme|"
    r"next|prochaine?s?|final\w*|initial\w*|mainly|mostly|usual\w*|souvent|often|common\w*|frequent\w*|main|"
    r"principal\w*|crazy|highs?|lows?|tops?|hauts?|bas|lot|en tete|crete|ends?|fin)\b"
)
"""Words without which no end of a column is meant."""
_OF_ONE = re.compile(r"\b(?:unit\w*|each|pu|puht|piece|per)\b|/")
_NUMBERED = re.compile(r"0\d+|\d+(?:[-/]\d+)+")
_PAIRS = 6
_MOST = 4000
_CLASSES = 0.6
"""Share of different cells from which on a column names things, not classes."""


def widened(question: Asked, register: Sheet, others: Sequence[Sheet], today: date) -> Sheet:
    """A sheet with the columns that a question may ask for and that stand in no file, or in another."""
    wider = beside(register, joined(question, register, others))
    return beside(wider, derived(question, wider, today))


def meanings(
    question: Asked,
    table: Sheet,
    today: date,
    aliases: Sequence[Alias] = (),
    titled: AbstractSet[int] = frozenset(),
) -> list[Candidate]:
    """What the question may mean, and what each meaning gives.

    Args:
        aliases: Tags that its words stand for.
        titled: Places of its words that name the table.
    """
    conditions = stated(question, table, today, aliases, titled)
    wanted, ends = _wanted(question), ends_of(question, table)
    ways = Ways(
        joined=partial(combined, question, conditions),
        picks=partial(_picks, wanted, ends, table),
        tells=partial(_tells, wanted, ends, named_pairs(question, table, measured(table))[:_PAIRS], table),
        most=_MOST,
    )
    return candidates(question, table, ways)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the words of a question may ask for.

    Attributes:
        many: How many rows from an end.
    """

    days: bool
    ends: bool
    means: bool
    kinds: bool
    percent: bool
    per: bool
    beside: bool
    changed: bool
    second: bool
    many: frozenset[int]


def _wanted(question: Asked) -> _Wanted:
    words = set(question.norms)
    asks_end = question.reading.has(*_MOST_OF) or bool(words & _BEST)  # type: ignore[arg-type]
    asks_end = asks_end or _END.search(question.reading.folded) is not None
    return _Wanted(
        days=bool(words & _DAYS),
        ends=asks_end,
        means=bool(words & _MEANS) or question.reading.has("mean"),
        kinds=bool(words & _KINDS),
        percent=bool(words & _PERCENT) or "%" in question.reading.text,
        per=bool(words & _PER),
        beside=bool(words & _BESIDE),
        changed=bool(words & _CHANGED),
        second=bool(words & _SECOND),
        many=frozenset(int(n) for n in question.numbers.values() if asks_end and n in (2, 3, 4, 5)),
    )


def _picks(
    wanted: _Wanted, ends: Ends, table: Sheet, where: tuple[Condition, ...], either: bool, rows: int
) -> Picks:
    for pick, by in picks_of(table, where, either, rows):
        if (wanted.ends and ends.may_be(pick, by)) or pick in ("all", "next", "previous"):
            yield pick, by
    if rows > 2:
        columns = [c for c, kind in enumerate(table.kinds) if kind != "text"]
        if wanted.second:
            yield from ((p, column) for p in _SECONDS for column in columns if ends.may_be(p, column))
        for pick in TOPS if wanted.many else ():
            if int(pick[-1]) in wanted.many:
                yield from ((pick, column) for column in columns)


def _tells(
    wanted: _Wanted, ends: Ends, pairs: Sequence[tuple[int, int]], table: Sheet,
    where: tuple[Condition, ...], either: bool, pick: Pick, rows: tuple[int, ...],
) -> Tells:  # fmt: skip
    for tell, column, other in tells_of(table, where, either, pick, rows):
        if not ends.may_be(tell, column) or (tell == "sum" and not _is_added(table, column)):
            continue
        if _is_wanted(wanted, tell) and (pick == "all" or _is_told(table, column)):
            yield tell, column, other
    if pick != "all":
        return
    if either:
        if wanted.beside and len(where) == 2:
            yield from _groups(table, ends=wanted.ends)
        return
    if wanted.days and len(rows) == 1:
        dated = [c for c, kind in enumerate(table.kinds[: table.real]) if kind == "date"]
        for column in dated:
            yield "days_to", column, None
            yield "days_from", column, None
            yield from (("days_between", column, other) for other in dated if other != column)
    if wanted.percent:
        yield from _shares(table, where, pairs)
    if wanted.per and rows:
        yield from (("per", left, right) for left, right in pairs)
    if wanted.changed and len(rows) > 1:
        yield from (("span", column, None) for column in measured(table))
    if wanted.ends and len(rows) > 2:
        yield from (one for one in _classes(table) if ends.may_be(*one[:2]))


def _is_wanted(wanted: _Wanted, tell: Tell) -> bool:
    if tell in ("top", "bottom", "commonest", "rarest", "head_most", "head_least"):
        return wanted.ends
    if tell == "different":
        return wanted.kinds
    return tell != "mean" or wanted.means


def _is_added(table: Sheet, column: int | None) -> bool:
    """False for what names rows and for prices of one piece: their sum says nothing."""
    if column is None or column >= table.real:
        return True
    types, head = set(column_types(table)[column]), fold(table.names[column])
    if "number.price" in types and (
        _OF_ONE.search(head) or any("number.stock" in own for own in column_types(table))
    ):
        return False
    cells = [row[column].text for row in table.rows if not row[column].empty]
    return not any(_NUMBERED.fullmatch(cell) for cell in cells)


def _is_told(table: Sheet, column: int | None) -> bool:
    """True for columns that a file holds: of the row at an end, what was reckoned is rarely asked."""
    return column is None or column < table.real or table.made[column - table.real].way == "joined"


def _groups(table: Sheet, *, ends: bool) -> Tells:
    yield from (("gap_count", None, None), ("more_rows", None, None), ("fewer_rows", None, None))
    for column in measured(table):
        yield from (("gap_sum", column, None), ("gap_mean", column, None))
        yield from (("more_sum", column, None), ("more_mean", column, None))
        if ends:
            yield from (("less_sum", column, None), ("less_mean", column, None))


def _shares(table: Sheet, where: tuple[Condition, ...], pairs: Sequence[tuple[int, int]]) -> Tells:
    yield from (("rate", left, right) for left, right in pairs)
    if where:
        yield "share", None, None
        yield from (("share_sum", column, None) for column in measured(table))
    if len(where) == 2:
        yield from (("share_first", None, None), ("share_second", None, None))
        for column in measured(table):
            yield from (("share_sum_first", column, None), ("share_sum_second", column, None))


def _classes(table: Sheet) -> Tells:
    """Which class of rows has most of a number in all."""
    for other, kind in enumerate(table.kinds):
        cells = [row[other].text.lower() for row in table.rows if not row[other].empty]
        if kind != "number" and 2 <= len(set(cells)) <= _CLASSES * len(cells):
            numbers = [c for c, own in enumerate(table.kinds) if c and own == "number" and c != other]
            for column in numbers:
                yield from (("class_most", column, other), ("class_least", column, other))
