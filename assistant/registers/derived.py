"""Columns that no file holds but that questions ask for: days between dates, what is free, yields, worths."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import permutations

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.features import head_of
from assistant.experts.tables.programs.program import day_in, figure
from assistant.experts.tables.programs.sheet import EMPTY, Cell, Column, Made, Sheet
from assistant.experts.tables.words import fold, name_words
from assistant.planned.from_today import MONTHS

_TIME = frozenset(
    """
    day days jour jours j long longest longer longtemps short shortest quick quickest slow slowest fast
    fastest late later retard retards delay delays delai delais overdue since depuis ago week weeks semaine
    semaines year years month months mois an ans old older
    traine trainer lead turnaround took taken take mis elapsed age old oldest duree duration wait waiting
    attendu attente before avant ahead avance rapide rapides vite lent lents
    """.split()
)
_PERCENT = frozenset(
    """
    percent percentage pourcent pourcentage share part proportion ratio rate rates taux full rempli remplie
    remplis remplissage fill yield rendement rendements scrap rebut utilisation availability disponibilite
    third tiers half moitie quarter quart occupancy occupation load charge efficiency efficacite used utilise
    """.split()
)
_APART = frozenset(
    """
    difference differ ecart ecarts gap free libre libres left remaining reste restant restante space place
    room minus moins more plus off drift derive error erreur over under above below spare marge margin
    headroom between entre furthest further loin closest proche far dropped drop gained gain lost perte short
    missing manque increase decrease hausse baisse deviation overrun depassement saved economie
    """.split()
)
_MONEY = frozenset(
    """
    worth value valeur vaut valent money cost costs cout couts coute euro euros eur gbp pounds quid usd
    dollars price prix total totale amount montant spend spent depense depenses sitting stock tied immobilise
    combien much sum add
    """.split()
)
_PRICES = frozenset("pu puht price prix cost cout rate unit unitaire tarif gbp eur usd pmp".split())
_QUANTITIES = frozenset(
    "qty qte quantity quantite stk stock hand volume vol nb number pcs soh dispo reel issued onhand".split()
)
_MOST_PAIRS = 8
_FEW = 3
"""Columns of numbers of which any two are measured by each other, named or not."""
_MOST_DATES = 4
_ENOUGH = 2
_MONTH = re.compile(
    r"([a-z]{3,9})\.?[ \-/']{0,2}(\d{2}|20\d{2})|(20\d{2})[-/](\d{1,2})|(\d{1,2})[-/](20\d{2})"
)
_MONTHLY = 0.8
_EVERY = frozenset(
    """
    freq frequency frequence interval intervalle int period periode periodicite perio every cycle validity
    validite valid due
    """.split()
)
_UNITS = {
    "week": frozenset("week weeks wk wks semaine semaines sem".split()),
    "month": frozenset("month months mth mths mo mois m".split()),
    "year": frozenset("year years yr yrs y an ans annee annees a".split()),
}
_DUE = frozenset(
    """
    due next proch prochain prochaine echeance ech echu faire expiry expires expire deadline until valid to
    """.split()
)
_HOURS = frozenset("h hr hrs hour hours heure heures km cycles".split())
_LONGEST = 4000
_CALLED: dict[str, tuple[str, str]] = {
    "days": ("days from {0} to {1}", "jours de {0} à {1}"),
    "since": ("days since {0}", "jours depuis {0}"),
    "minus": ("{0} − {1}", "{0} − {1}"),
    "ratio": ("{0} / {1} in %", "{0} / {1} en %"),
    "times": ("{0} × {1}", "{0} × {1}"),
    "due": ("{0} + {1}", "{0} + {1}"),
    "month": ("month of {0}", "mois de {0}"),
}


def derived(question: Asked, table: Sheet, today: date) -> list[Column]:
    """The columns that the words of a question may ask for, made of those of a table."""
    words = set(question.norms)
    french = int(question.reading.language == "fr")
    found = [*_months(table, french), *_due(table, french)]
    if words & _TIME:
        found += _days(table, today, french)
    if words & _MONEY:
        found += _worths(table, french)
    if words & _PERCENT or "%" in question.reading.text:
        found += _pairs(question, table, "ratio", french)
    if words & _APART:
        found += _pairs(question, table, "minus", french)
    return found


def _made(
    table: Sheet, way: str, of: tuple[int, ...], values: list[float | None], french: int
) -> Iterator[Column]:
    """The column, where enough rows have a value of it."""
    if sum(value is not None for value in values) >= min(_ENOUGH, len(values)):
        name = _CALLED[way][french].format(*(table.names[c] for c in of))
        cells = tuple(Cell("" if v is None else figure(v, ()).values[0], (), v, None) for v in values)
        yield Column(name, Made("days" if way == "since" else way, of), cells)


def _days(table: Sheet, today: date, french: int) -> Iterator[Column]:
    dated = [c for c, kind in enumerate(table.kinds) if kind == "date"][:_MOST_DATES]
    days = {c: [day_in(row[c]) for row in table.rows] for c in dated}
    for column in dated:
        since = [float((today - day).days) if day else None for day in days[column]]
        yield from _made(table, "since", (column,), since, french)
        for other in dated:
            spans = [
                float((b - a).days) if a and b else None
                for a, b in zip(days[column], days[other], strict=True)
            ]
            told = [span for span in spans if span is not None]
            if column != other and told and sum(span >= 0 for span in told) > len(told) / 2:
                yield from _made(table, "days", (column, other), spans, french)


def _due(table: Sheet, french: int) -> Iterator[Column]:
    """When what was done on a day and is done every so often is to be done next."""
    dated = [c for c in range(table.real) if table.kinds[c] == "date"]
    if any(set(name_words(table.names[c])) & _DUE for c in dated):
        return
    for every, unit in _periods(table):
        for done in dated:
            days: list[date | None] = []
            for row in table.rows:
                day, many = day_in(row[done]), row[every].number
                days.append(_later(day, many, unit) if day and many and 0 < many <= _LONGEST else None)
            if sum(day is not None for day in days) >= _ENOUGH:
                name = _CALLED["due"][french].format(table.names[done], table.names[every])
                yield Column(name, Made("due", (done, every)), tuple(_dated(day, exact=True) for day in days))


def _periods(table: Sheet) -> Iterator[tuple[int, str]]:
    """Columns that tell every how many days, weeks, months or years."""
    for column in range(table.real):
        words = set(name_words(table.names[column]))
        if table.kinds[column] == "number" and words & _EVERY:
            said = words.union(*(row[column].norms for row in table.rows))
            unit = next((unit for unit, names in _UNITS.items() if said & names), "day")
            if not said & _HOURS:
                yield column, unit


def _later(day: date, many: float, unit: str) -> date | None:
    """So many units after a day; None beyond the calendar, as after an end that is written 9999-12-31."""
    with suppress(OverflowError, ValueError):
        if unit in ("day", "week"):
            return day + timedelta(days=many * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + round(many * (12 if unit == "year" else 1))
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return None


def _worths(table: Sheet, french: int) -> Iterator[Column]:
    heads = {c: set(name_words(table.names[c])) for c, kind in enumerate(table.kinds) if kind == "number"}
    for price, words in heads.items():
        if words & _PRICES or "€" in table.names[price] or "£" in table.names[price]:
            for amount, own in heads.items():
                if amount != price and own & _QUANTITIES:
                    values = [
                        a * b
                        if (a := row[amount].number) is not None and (b := row[price].number) is not None
                        else None
                        for row in table.rows
                    ]
                    yield from _made(table, "times", (amount, price), values, french)


def _pairs(question: Asked, table: Sheet, way: str, french: int) -> Iterator[Column]:
    """Of two columns of numbers that can be measured by each other, those first that the question names."""
    columns = [c for c, kind in enumerate(table.kinds) if c and kind == "number"]
    for left, right in named_pairs(question, table, columns)[:_MOST_PAIRS]:
        if len(columns) > _FEW and not any(head_of(question, table, c).at for c in (left, right)):
            continue
        values: list[float | None] = []
        for row in table.rows:
            a, b = row[left].number, row[right].number
            if a is None or b is None or (way == "ratio" and not b):
                values.append(None)
            else:
                values.append(100.0 * a / b if way == "ratio" else a - b)
        yield from _made(table, way, (left, right), values, french)


def named_pairs(question: Asked, table: Sheet, columns: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of columns in either order, those first that the question names."""
    named = {c: head_of(question, table, c).weight for c in columns}
    return sorted(permutations(columns, 2), key=lambda pair: -(named[pair[0]] + named[pair[1]]))


def _months(table: Sheet, french: int) -> Iterator[Column]:
    """Cells that tell a month (``Sep-26``, ``2026-10``) as its first day."""
    for column in range(table.real):
        texts = [row[column].text.strip() for row in table.rows]
        filled = [text for text in texts if text.lower() not in EMPTY]
        days = [_month(text) for text in texts]
        if filled and sum(day is not None for day in days) >= _MONTHLY * len(filled):
            name = _CALLED["month"][french].format(table.names[column])
            cells = tuple(_dated(day) for day in days)
            yield Column(name, Made("month", (column,)), cells)


def _month(text: str) -> date | None:
    match = _MONTH.fullmatch(fold(text))
    if match is None:
        return None
    name, short, year, month, other_month, other_year = match.groups()
    number = MONTHS.get(name, 0) if name else int(month or other_month)
    said = int(short or year or other_year)
    return date(said if said > 99 else 2000 + said, number, 1) if 0 < number <= 12 else None


def _dated(day: date | None, *, exact: bool = False) -> Cell:
    if day is None:
        return Cell("", (), None, None)
    text = f"{day}" if exact else f"{day:%Y-%m}"
    return Cell(text, (), None, day.year * 10_000.0 + day.month * 100 + day.day)
