"""What an amount takes for granted, as sentences beside its evidence. Computes nothing."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.experts.tables.figures import listed
from assistant.production.asked import Asked
from assistant.production.availability import TAKEN
from assistant.production.quantity import Quantity
from assistant.production.say import one_of
from assistant.production.spans import Span, around, named, size, spoken
from retrieval.records import Language

_NAMED = 4


def notes(quantity: Quantity, span: Span | None, asked: Asked, language: Language) -> tuple[str, ...]:
    """Rows left out, means of percentages, what a denominator counts, where the rows end."""
    ledger, over = quantity.part.ledger, quantity.over
    found: list[tuple[str, str]] = []
    if ledger.left_out:
        shown = listed(ledger.left_out[:_NAMED], language) + (" …" if len(ledger.left_out) > _NAMED else "")
        found.append((
            f"Rows that sum others up or tell no period were left out: {shown}.",
            f"Les lignes de totaux ou sans période ont été écartées : {shown}.",
        ))  # fmt: skip
    if not quantity.part.adds and over is None:
        found.append((
            "The values do not add up and were averaged, each row with the same weight.",
            "Ces valeurs ne s'additionnent pas : elles sont moyennées, chaque ligne avec le même poids.",
        ))  # fmt: skip
    if (
        over is not None
        and quantity.unit == "%"
        and not quantity.added
        and "rejected" in quantity.part.measures[0].concepts
    ):
        name = over.measures[0].name
        found.append((f"Taken: {name} counts the rejects too.", f"Supposé : {name} comprend les rebuts."))
    if over is not None and over.measures[0].name in TAKEN:
        found.append(TAKEN[over.measures[0].name])
    elif over is not None and over.ledger is not ledger:
        found.append((
            "Only periods that both tables hold wholly go in.",
            "Seules les périodes que les deux tables couvrent en entier sont prises.",
        ))  # fmt: skip
    if len(quantity.part.measures) > 1:
        found.append(("The columns were added up.", "Les colonnes ont été additionnées."))
    held = quantity.held
    if (
        span is not None
        and held is not None
        and held.end < span.end
        and not quantity.is_whole(span, size(span))
    ):
        last = spoken(held.end - timedelta(days=1), language)
        found.append((f"The rows end on {last}.", f"Les lignes s'arrêtent le {last}."))
    told = [one_of(language, *pair) for pair in found]
    if span is not None:
        told += [
            f"“{period.words}”: {named(span, language)}."
            for period in asked.periods
            if period.last is not None
        ]
    return tuple(told)


def counted_back(quantity: Quantity, span: Span, asked: Asked, today: date, language: Language) -> str:
    """Said where "last week" had to be counted back from the last row; else empty."""
    held = quantity.held
    if held is None or not any(p.last is not None and p.last[0] < 2 for p in asked.periods):
        return ""
    grain = size(span)
    now = around(today, grain)
    if span in (now, around(now.start - timedelta(days=1), grain)):
        return ""
    last = spoken(held.end - timedelta(days=1), language)
    told = f"(Counted back from the last row, {last}.)", f"(Compté depuis la dernière ligne, {last}.)"
    return f" {one_of(language, *told)}"
