"""Purchase orders in sentences, English and French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables.figures import listed, number
from assistant.planned.say_task import day, days, during
from assistant.planned.window import Window
from assistant.purchases.orders import Order
from assistant.reliability.say import one_of, percent
from retrieval.records import Language

SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """How a supplier's orders came.

    Attributes:
        judged: Orders with a promise that came, or are behind it; ``late`` of them.
        mean: Days behind the promise of those that came; None where none came.
    """

    name: str
    judged: int
    late: int
    mean: float | None


def money(amount: float, unit: str, language: Language) -> str:
    """``15 800 EUR``."""
    return f"{number(round(amount, 2), language, digits=2)} {unit}".strip()


def called(order: Order) -> str:
    """``PO-7741 (FEL-0202 Press felt, Feltrona)``."""
    inside = ", ".join(part for part in (order.text, order.vendor) if part)
    return f"{order.number} ({inside})" if inside else order.number


def due(found: Sequence[Order], window: Window, before: int, file: str, language: Language) -> str:
    """What is promised in some days."""
    when, many = during(window, language), len(found) != 1
    told = one_of(
        language,
        f"{len(found)} open order{'s are' if many else ' is'} promised {when} ({file})",
        f"{len(found)} commande{'s' if many else ''} en cours promise{'s' if many else ''} {when} ({file})",
    )
    if before:
        told += one_of(
            language, f", besides {before} late from before", f", en plus de {before} déjà en retard"
        )
    return told


def late(found: Sequence[Order], of: int, at: date, file: str, language: Language) -> str:
    """How many open orders are behind their promise."""
    on = day(at, language)
    return one_of(
        language,
        f"{len(found)} of {of} open order{'' if of == 1 else 's'} late on {on} ({file})",
        f"{len(found)} commande{'s' if len(found) > 1 else ''} en retard au {on} sur {of} en cours ({file})",
    )


def came_late(found: Sequence[Order], of: int, window: Window | None, file: str, language: Language) -> str:
    """How many orders that came were behind their promise."""
    when = f" {during(window, language)}" if window is not None else ""
    return one_of(
        language,
        f"{len(found)} of {of} orders received{when} came late ({file})",
        f"{len(found)} sur {of} commandes reçues{when} en retard ({file})",
    )


def still_open(found: Sequence[Order], total: str, file: str, language: Language) -> str:
    """How many orders are open, and their value where it is told."""
    many = len(found) != 1
    told = one_of(
        language,
        f"{len(found)} open order{'s' if many else ''}",
        f"{len(found)} commande{'s' if many else ''} en cours",
    )
    return f"{told}, {total} ({file})" if total else f"{told} ({file})"


def worth(found: Sequence[Order], total: str, is_open: bool, file: str, language: Language) -> str:
    """The value of some orders."""
    many = len(found) != 1
    english = f"{total}: {len(found)} {'open ' if is_open else ''}order{'s' if many else ''} ({file})"
    french = f"{total} : {len(found)} commande{'s' if many else ''}{' en cours' if is_open else ''} ({file})"
    return one_of(language, english, french)


def received(found: Sequence[Order], window: Window, file: str, language: Language) -> str:
    """What came in some days."""
    when, many = during(window, language), len(found) != 1
    return one_of(
        language,
        f"{len(found)} order{'s' if many else ''} received {when} ({file})",
        f"{len(found)} commande{'s' if many else ''} reçue{'s' if many else ''} {when} ({file})",
    )


def behind(order: Order, count: int, language: Language) -> str:
    """By how many days one order came, or is, late."""
    state = one_of(
        language,
        "late" if count > 0 else "early" if count < 0 else "on the day",
        "de retard" if count > 0 else "d'avance" if count < 0 else "le jour prévu",
    )
    told = f"{days(abs(count), language)} {state}" if count else state
    gap = one_of(language, ": ", " : ")
    return f"{called(order)}{gap}{told} ({_dates(order, language)})."


def lines(found: Sequence[Order], at: date, language: Language) -> str:
    """The orders one below the other, the first of them."""
    shown = "".join(f"\n• {line(order, at, language)}" for order in found[:SHOWN])
    more = len(found) - SHOWN
    return shown + (f"\n• {one_of(language, f'and {more} more', f'et {more} de plus')}" if more > 0 else "")


def line(order: Order, at: date, language: Language) -> str:
    """An order: how many for how much, promised when, how late."""
    parts = [part for part in (price(order, language), _dates(order, language)) if part]
    behind_ = order.late(at)
    if behind_ is not None and behind_ > 0:
        parts.append(
            one_of(language, f"{days(behind_, language)} late", f"{days(behind_, language)} de retard")
        )
    return f"{called(order)}{one_of(language, ': ', ' : ')}{one_of(language, '; ', ' ; ').join(parts)}"


def price(order: Order, language: Language) -> str:
    """``2 × 7 900 EUR = 15 800 EUR``; the value alone where no price of a piece is told."""
    if order.value is None:
        return f"{number(order.quantity, language)} ×" if order.quantity is not None else ""
    whole = money(order.value, order.unit, language)
    if order.quantity is None or order.price is None or order.quantity == 1:
        return whole
    return f"{number(order.quantity, language)} × {money(order.price, order.unit, language)} = {whole}"


def delays(rows: Sequence[Supplier], count: int, mean: float, file: str, language: Language) -> str:
    """How many days behind their promise orders came on average; by supplier where there are several."""
    told = _signed(mean, language)
    apart = [f"{row.name} {_signed(row.mean, language)}" for row in rows if row.mean is not None]
    name = f"{rows[0].name}{one_of(language, ': ', ' : ')}" if len(rows) == 1 and rows[0].name else ""
    more = f"{one_of(language, ': ', ' : ')}{listed(apart, language)}" if len(apart) > 1 else ""
    return name + one_of(
        language,
        f"{told} on average against the promise over {count} received order{'s' if count > 1 else ''} "
        f"({file}){more}.",
        f"{told} en moyenne par rapport à la promesse sur {count} commande{'s' if count > 1 else ''} "
        f"reçue{'s' if count > 1 else ''} ({file}){more}.",
    )


def punctual(rows: Sequence[Supplier], file: str, language: Language) -> str:
    """Suppliers by the share of their orders that were late, the worst first."""
    items = [
        f"{row.name} {one_of(language, f'{row.late} of {row.judged}', f'{row.late} sur {row.judged}')} "
        f"({percent(row.late / row.judged, language)})"
        for row in rows
    ]
    head = one_of(
        language, f"Orders late or received late by supplier ({file}): ",
        f"Commandes en retard ou reçues en retard par fournisseur ({file}) : ",
    )  # fmt: skip
    return f"{head}{'; '.join(items)}."


def by_supplier(
    sums: Sequence[tuple[str, float, int]], unit: str, is_open: bool, file: str, language: Language
) -> str:
    """The value of orders by supplier, most first."""
    items = [f"{name} {money(amount, unit, language)} ({count})" for name, amount, count in sums]
    what = one_of(
        language, "Open orders" if is_open else "Orders", f"Commandes{' en cours' if is_open else ''}"
    )
    by = one_of(language, "by supplier", "par fournisseur")
    return f"{what} {by} ({file}){one_of(language, ': ', ' : ')}{listed(items, language)}."


def unpriced(count: int, language: Language) -> tuple[str, ...]:
    """That some rows without a price are not in a sum."""
    note = one_of(
        language, f"{count} rows without a price are not in it.", f"{count} lignes sans prix n'y sont pas."
    )
    return (note,) if count else ()


def taken(promised: str, arrived: str, language: Language) -> str:
    """Which columns are the promise and the arrival."""
    came = one_of(language, f", arrival: “{arrived}”", f", arrivée : « {arrived} »") if arrived else ""
    return one_of(language, f"Promise: “{promised}”{came}.", f"Promesse : « {promised} »{came}.")


def _signed(mean: float | None, language: Language) -> str:
    amount = number(abs(mean or 0.0), language, digits=1)
    if not mean:
        return one_of(language, "0 days late", "0 jour de retard")
    late = mean > 0
    return one_of(
        language, f"{amount} days {'late' if late else 'early'}",
        f"{amount} jours {'de retard' if late else 'd' + chr(39) + 'avance'}",
    )  # fmt: skip


def _dates(order: Order, language: Language) -> str:
    parts = []
    if order.promised is not None:
        at = day(order.promised, language)
        parts.append(one_of(language, f"promised {at}", f"promise le {at}"))
    if order.received is not None:
        at = day(order.received, language)
        parts.append(one_of(language, f"received {at}", f"reçue le {at}"))
    elif order.open:
        parts.append(one_of(language, "not received yet", "pas encore reçue"))
    return ", ".join(parts)
