"""What a question may want of rows beside words and numbers: days, states, empty cells, limits, "not"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from assistant.experts.tables.programs.conditions import Asked, conditions
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import fold, name_words, norms
from assistant.planned.window import Window, window_of
from assistant.registers.aliases import Alias, called

_GONE = frozenset(
    """
    expired expire expires perime perimee perimes perimees overdue outdated lapsed echu echue echus
    echues late depasse depassee depasses depassees retard retards past passed out gone
    """.split()
)
_COMING = frozenset(
    "upcoming coming future venir valid valide valides valable valables ahead still encore sous under".split()
)
_NOT = frozenset(
    """
    no not without sans pas aucun aucune missing manque manquent manquant manquante blank vide vides
    never jamais non lack lacks lacking nor
    """.split()
)
_UNDONE = frozenset(
    """
    open ouvert ouverte ouverts ouvertes outstanding pending cours ongoing remaining reste restent
    unfinished undone unpaid unresolved yet encore left waiting attente
    """.split()
)
_DONE = frozenset(
    "closed done finished completed already deja clos close cloture fait faite faits faites soldee".split()
)
_LEAST = frozenset("min mini minima minimum reorder safety securite seuil threshold alerte rop".split())
_LIMIT = frozenset(
    "max maxi maximum limit limite limits alarm alarme target objectif budget prevu planned spec".split()
)
_STOCKS = frozenset(
    "qty qte quantity quantite stk stock hand dispo available reel actual level niveau".split()
)
_BELOW = frozenset(
    """
    below under beneath sous dessous min mini minimum reorder order commander recommander short low
    manque missing insuffisant bas restock replenish reappro
    """.split()
)
_ABOVE = frozenset(
    """
    over above exceed exceeds exceeded exceeding depasse depassent depassement hors out bust breach
    breached beyond limit limite limits dessus superieur
    """.split()
)
_NEAR = 3
"""How many words before a value a "not" may stand."""
_MOST = 16


def stated(question: Asked, table: Sheet, today: date, aliases: Sequence[Alias] = ()) -> list[Condition]:
    """All conditions that words of the question may state, at most so many.

    Args:
        aliases: Tags that its words stand for.
    """
    plain = conditions(question, table)
    more = [
        *called(aliases, table),
        *_dated(question, table, today),
        *_beside(question, table),
        *_filled(question, table),
        *_negated(question, table, plain),
    ]
    taken: set[tuple[int, frozenset[int]]] = set()
    kept: list[Condition] = []
    for condition in more:
        if 0 < len(condition.rows) < len(table.rows) and (condition.column, condition.rows) not in taken:
            taken.add((condition.column, condition.rows))
            kept.append(condition)
    return [*plain, *kept[:_MOST]]


def _dated(question: Asked, table: Sheet, today: date) -> Iterator[Condition]:
    columns = [column for column, kind in enumerate(table.kinds) if kind == "date"]
    if not columns:
        return
    windows = list(_windows(question, today))
    gone = frozenset(i for i, word in enumerate(question.norms) if word in _GONE)
    coming = frozenset(i for i, word in enumerate(question.norms) if word in _COMING)
    for column in columns:
        days = {r: day for r in range(len(table.rows)) if (day := _day(table, r, column)) is not None}
        for window, at in windows:
            dated = _in_its_year(window, days.values(), today)
            held = (r for r, day in days.items() if dated.holds(day))
            yield _condition(column, "within", _spelt(dated), held, at)
        if gone:
            yield _condition(column, "within", f"< {today}", (r for r, d in days.items() if d < today), gone)
        if coming:
            yield _condition(
                column, "within", f"≥ {today}", (r for r, d in days.items() if d >= today), coming
            )


def _windows(question: Asked, today: date) -> Iterator[tuple[Window, frozenset[int]]]:
    reading = question.reading
    window = window_of(fold(reading.text), today, reading.language)
    if window is not None:
        yield window, _said_at(question, window.said)
    for period in reading.periods:
        if period.is_absolute:
            start = period.start.date() if period.start else None
            end = (period.end - timedelta(microseconds=1)).date() if period.end else None
            spanned = range(*reading.word_span(period.span))
            yield Window(start=start, end=end, rest="", said=period.words), frozenset(spanned)


def _said_at(question: Asked, said: str) -> frozenset[int]:
    words, own = question.norms, norms(said)
    starts = [i for i in range(len(words) - len(own) + 1) if words[i : i + len(own)] == own]
    return frozenset(i + k for i in starts[:1] for k in range(len(own)))


def _in_its_year(window: Window, days: Collection[date], today: date) -> Window:
    """Itself; without its year that of the year nearest to today in which a day lies."""
    if window.yearless:
        for year in sorted({day.year for day in days}, key=lambda year: abs(year - today.year)):
            dated = window.in_year(year)
            if any(dated.holds(day) for day in days):
                return dated
    return window


def _spelt(window: Window) -> str:
    if window.start == window.end:
        return f"= {window.start}"
    return " ".join(f"{sign} {day}" for sign, day in (("≥", window.start), ("≤", window.end)) if day)


def _day(table: Sheet, row: int, column: int) -> date | None:
    value = table.rows[row][column].day
    if value is None or not value % 100 or not value // 100 % 100 or value < 10_000_000:
        return None
    try:
        return date(int(value // 10_000), int(value // 100 % 100), int(value % 100))
    except ValueError:
        return None


def _filled(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows without a value in a column, or with one, where some have it."""
    words = question.norms
    empty_at = frozenset(i for i, word in enumerate(words) if word in _NOT or word in _UNDONE)
    filled_at = frozenset(i for i, word in enumerate(words) if word in _DONE)
    for column in range(len(table.names)):
        empty = [r for r, row in enumerate(table.rows) if row[column].empty]
        if not empty or len(empty) == len(table.rows):
            continue
        if empty_at:
            yield _condition(column, "empty", "", empty, empty_at)
        if filled_at:
            filled = set(range(len(table.rows))) - set(empty)
            yield _condition(column, "filled", "", filled, filled_at)


def _beside(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows whose number is below the least there should be, or above its limit, of another column."""
    below = frozenset(i for i, word in enumerate(question.norms) if word in _BELOW)
    above = frozenset(i for i, word in enumerate(question.norms) if word in _ABOVE)
    columns = [c for c, kind in enumerate(table.kinds) if kind == "number"]
    for other in columns:
        head = set(name_words(table.names[other]))
        for column in columns if head & (_LEAST | _LIMIT) else ():
            both = {
                r: (left, right)
                for r, row in enumerate(table.rows)
                if (left := row[column].number) is not None and (right := row[other].number) is not None
            }
            name = table.names[other]
            own = set(name_words(table.names[column]))
            if column != other and below and head & _LEAST and own & _STOCKS:
                yield _condition(column, "short", name, (r for r, (a, b) in both.items() if a < b), below)
                yield _condition(
                    column, "short", f"{name} (≤)", (r for r, (a, b) in both.items() if a <= b), below
                )
            if column != other and above and head & _LIMIT:
                yield _condition(column, "beyond", name, (r for r, (a, b) in both.items() if a > b), above)


def _negated(question: Asked, table: Sheet, plain: Iterable[Condition]) -> Iterator[Condition]:
    negatives = [i for i, word in enumerate(question.norms) if word in _NOT]
    for condition in plain:
        before = [i for i in negatives if 0 < min(condition.at) - i <= _NEAR]
        if condition.test == "is" and condition.whole == 1 and before:
            column = condition.column
            others = (
                r for r, row in enumerate(table.rows) if not row[column].empty and r not in condition.rows
            )
            yield _condition(column, "not", condition.text, others, condition.at | {before[-1]})


def _condition(column: int, test: str, text: str, rows: Iterable[int], at: frozenset[int]) -> Condition:
    return Condition(column, test, text, 0.0, frozenset(rows), at, 1.0)  # type: ignore[arg-type]
