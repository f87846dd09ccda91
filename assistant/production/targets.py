"""What was made or spent beside its target or budget, over the rows that hold both. Reads no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.production import evidence as shown
from assistant.production import say
from assistant.production.asked import Asked
from assistant.production.ledger import Entry
from assistant.production.notes import notes
from assistant.production.quantity import Amount, Part, Quantity
from assistant.production.spans import Grain, Span, around, named
from assistant.records import Evidence
from retrieval.records import Language

_TOLD = 13


@dataclass(frozen=True, slots=True)
class Beside:
    """A label or period with what was made and what was to be.

    Attributes:
        made, target: Over the same rows.
    """

    name: str
    made: Amount
    target: Amount

    @property
    def gap(self) -> float:
        """By how much the target was passed; negative below it."""
        return self.made.value - self.target.value


def against_target(
    quantity: Quantity, asked: Asked, spans: Sequence[Span], group: str | None, language: Language
) -> list[Evidence]:
    """The sums beside each other, in all, by a label or by a period; none where no two columns tell them."""
    found = made_and_target(quantity)
    if found is None:
        return []
    made, target = found
    names = {made.measures[0].name, target.measures[0].name}
    made = replace(made, entries=tuple(e for e in made.every or made.entries if names <= set(e.values)))
    shown_as = replace(quantity, part=made)
    told = []
    for span in spans or (None,):
        if asked.grain is not None or group is not None:
            told += _each(shown_as, target, asked, span, group, language)
            continue
        above, below = made.at(span), target.at(span, made.entries)
        if above is None or below is None:
            continue
        right = below.value >= above.value if asked.budget == "under" else above.value >= below.value
        yes = say.yes(right, language) if asked.yes_no else ""
        statement = yes + say.against(shown_as, target.measures[0].name, span, above, below, language)
        told.append(shown.of_rows(shown_as, above, statement, notes(quantity, span, asked, language)))
    return told


def made_and_target(quantity: Quantity) -> tuple[Part, Part] | None:
    """What was made and its target, where one column of the unit tells each."""
    part = quantity.part
    of = part.measures[0].concepts - {"target"}
    alike = [m for m in part.ledger.measures if m.unit == quantity.unit and m.adds and not m.total]
    target = [m for m in alike if "target" in m.concepts and m.concepts - {"target"} in (frozenset(), of)]
    made = [m for m in alike if m.concepts == of]
    if len(target) != 1 or len(made) != 1:
        return None
    return replace(part, measures=(made[0],)), replace(part, measures=(target[0],))


def _each(
    quantity: Quantity, target: Part, asked: Asked, span: Span | None, group: str | None, language: Language
) -> list[Evidence]:
    """Labels or periods one by one, those furthest above (or below) first where that is asked for."""
    apart = _by_label(quantity.part, group) if group is not None else _by_period(quantity.part, asked.grain)
    found = []
    for key, rows in apart.items():
        above, below = quantity.part.at(span, rows), target.at(span, rows)
        if above is not None and below is not None:
            name = key if isinstance(key, str) else named(key, language)
            found.append(Beside(name, above, below))
    if not found:
        return []
    if asked.budget in ("over", "under") or group is not None:
        found.sort(key=lambda one: one.gap, reverse=asked.budget != "under")
    items = [(one.name, one.made.value, one.target.value) for one in found[:_TOLD]]
    beyond = None
    if asked.budget in ("over", "under"):
        beyond = sum(one.gap > 0 if asked.budget == "over" else one.gap < 0 for one in found)
    column = target.measures[0].name
    head = group or say.grain(asked.grain or "month", language)
    told = say.beside(quantity, column, span, items, beyond, len(found), asked.budget == "under", language)
    table = [
        (one.name, Amount(one.gap, one.made.entries, (one.made.value, one.target.value))) for one in found
    ]
    return [shown.of_figures(quantity, head, table, told, notes(quantity, span, asked, language))]


def _by_label(part: Part, group: str) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in part.entries:
        if group in entry.labels:
            found.setdefault(entry.labels[group], []).append(entry)
    return found


def _by_period(part: Part, grain: Grain | None) -> dict[Span, list[Entry]]:
    found: dict[Span, list[Entry]] = {}
    for entry in sorted(part.entries, key=lambda e: e.span.start if e.span else date.min):
        if entry.span is not None and grain is not None:
            found.setdefault(around(entry.span.start, grain), []).append(entry)
    return found
