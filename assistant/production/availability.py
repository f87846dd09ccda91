"""Availability where no column tells it: the time without stops by the time there was to produce.

The time is a column's (planned, opening, running), or taken: three shifts of 8 h, else 24 h a day.
Knows ledgers, no question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from assistant.production.asked_words import GROUPS
from assistant.production.ledger import Entry, Ledger
from assistant.production.measures import Measure, is_of_events
from assistant.production.named_labels import SHIFTS
from assistant.production.quantity import Part, Quantity
from assistant.production.spans import Span, around
from assistant.words import fold

Labels = Mapping[str, tuple[str, ...]]

_SHIFT, _DAY = "8 h/shift", "24 h/d"
TAKEN = {
    _SHIFT: (
        "Taken: each row is a shift of 8 h, as three shifts a day make.",
        "Supposé : chaque ligne est un poste de 8 h, trois postes par jour.",
    ),
    _DAY: (
        "Taken: the machines are to run 24 h every day of the period.",
        "Supposé : les machines doivent tourner 24 h chaque jour de la période.",
    ),
}
"""What the time was taken to be, by the measure's name; English, French."""
_THREE = 3


def availability_of(ledger: Ledger, filters: Labels) -> Quantity | None:
    """The availability that a ledger tells; None where it holds no stops, or no time to set them against."""
    down, planned, ran = (_measure(ledger, name) for name in ("downtime", "planned time", "running"))
    if any(_is(name, "reason") for name in filters):
        return None
    if down is not None and planned is not None:
        return _left(_part(ledger, down, filters), _part(ledger, planned, filters))
    if ran is not None and (planned or down) is not None:
        part, under = _part(ledger, ran, filters), planned or down
        assert under is not None
        over = _part(ledger, under, filters)
        factor = 100.0 * ran.scale / under.scale
        return Quantity(part=part, over=over, added=planned is None, factor=factor, unit="%")
    if down is None or ledger.grain != "day":
        return None
    taken = _taken(ledger, down, filters)
    return _left(_part(ledger, down, filters), taken) if taken is not None else None


def _taken(ledger: Ledger, down: Measure, filters: Labels) -> Part | None:
    """The time that there was where no column tells it."""
    if is_of_events(down.name):
        return _around_the_clock(ledger, filters)
    shift = next((values for values in ledger.labels.values() if _are_shifts(values)), None)
    if shift is not None and len(shift) == _THREE:
        return _each_row(ledger, _SHIFT, 8.0, filters)
    if shift is None and not any(_is(name, "shift") for name in ledger.labels):
        return _each_row(ledger, _DAY, 24.0, filters)
    return None


def _each_row(ledger: Ledger, name: str, hours: float, filters: Labels) -> Part:
    measure = _hours(name)
    rows = tuple(replace(e, values={name: hours}) for e in _with(ledger.entries, filters))
    return Part(ledger=ledger, measures=(measure,), entries=rows, labels=())


def _around_the_clock(ledger: Ledger, filters: Labels) -> Part | None:
    """A day of 24 h for each machine that the log names, from its first day to the last."""
    held = ledger.held
    machine = next((name for name in ledger.labels if _is(name, "machine") or _is(name, "line")), None)
    if held is None or (filters and set(filters) != {machine}):
        return None
    machines = filters.get(machine or "") or (ledger.labels[machine] if machine else ("",))
    days = (held.end - held.start).days
    rows = tuple(
        Entry(_day(held, at), {machine: one} if machine else {}, {_DAY: 24.0}, -1)
        for at in range(days)
        for one in machines
    )
    return Part(ledger=ledger, measures=(_hours(_DAY),), entries=rows)


def _day(held: Span, at: int) -> Span:
    return around(held.start + timedelta(days=at), "day")


def _left(part: Part, over: Part) -> Quantity:
    factor = 100.0 * part.measures[0].scale / over.measures[0].scale
    return Quantity(part=part, over=over, rest=True, factor=factor, unit="%")


def _measure(ledger: Ledger, concept: str) -> Measure | None:
    """The only column of times of a kind."""
    found = [
        m for m in ledger.measures if m.concepts == {concept} and m.of == "time" and m.adds and not m.total
    ]
    return found[0] if len(found) == 1 else None


def _part(ledger: Ledger, measure: Measure, filters: Labels) -> Part:
    rows = tuple(e for e in _with(ledger.entries, filters) if measure.name in e.values)
    labels = tuple(value for values in filters.values() for value in values)
    return Part(ledger=ledger, measures=(measure,), entries=rows, labels=labels, columns=tuple(filters))


def _with(entries: Sequence[Entry], filters: Labels) -> list[Entry]:
    return [e for e in entries if all(e.labels.get(name) in values for name, values in filters.items())]


def _hours(name: str) -> Measure:
    return Measure(name=name, unit="h", concepts=frozenset({"planned time"}))


def _is(name: str, group: str) -> bool:
    return re.search(rf"(?<!\w)(?:{GROUPS[group]})(?!\w)", fold(name)) is not None


def _are_shifts(values: Sequence[str]) -> bool:
    return bool(values) and all(
        any(re.fullmatch(written, fold(value).strip()) for written in SHIFTS.values()) for value in values
    )
