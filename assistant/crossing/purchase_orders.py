"""Purchase orders: what is promised in some days, what is late and by how long, what orders are worth.

"Which orders are promised within two weeks?", "montant des commandes en cours ?". All
orders that a question names are told; a word that neither list nor rows know leaves it to others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import name_words
from assistant.planned.window import Window
from assistant.purchases import say
from assistant.purchases.asked import CUES, Asked, asked_of
from assistant.purchases.orders import Order, OrderList, order_list_of, orders_of
from assistant.records import Evidence, Question
from assistant.same_words import alike, own_stems
from assistant.words import content_words, fold
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """The orders of a list that a question speaks of.

    Attributes:
        numbers: Orders that are named by their number.
        named: True where numbers, suppliers or words choose among the rows.
    """

    listed: OrderList
    orders: tuple[Order, ...]
    numbers: bool
    named: bool


class PurchaseOrders:
    """Answers from the lists that hold all that a question names.

    Args:
        rows_of: Reads lists.
        today: Gives the day.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is told, a piece a list; None where nothing of the kind is asked or no list holds it."""
        asked = asked_of(question.text, self._today(), question.language)
        if asked is None:
            return None
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        for row in self._rows_of(lambda schema: order_list_of(schema) is not None, scope):
            rows[row.schema.name].append(row)
        meant = [one for held in rows.values() if (one := _meant(held, asked)) is not None]
        for kept in ([one for one in meant if one.numbers], [one for one in meant if one.named]):
            meant = kept or meant
        told = [
            piece
            for one in meant
            if (piece := _Answer(one, asked, self._today(), question.language).evidence()) is not None
        ]
        return Bridge(reasons=tuple(told)) if told else None


def _meant(rows: Sequence[KeyedRow], asked: Asked) -> _Meant | None:
    listed = order_list_of(rows[0].schema)
    orders = orders_of(listed, rows) if listed is not None else []
    if listed is None or not orders:
        return None
    text, numbers = _taken(asked.rest, {order.number for order in orders})
    if numbers:
        orders = [order for order in orders if order.number in numbers]
    text, vendors = _taken(text, {order.vendor for order in orders if len(order.vendor) > 1})
    if vendors:
        orders = [order for order in orders if order.vendor in vendors]
    if not (asked.sure or numbers or vendors):
        return None
    held = len(orders)
    schema = listed.schema
    known = {
        stem
        for word in (*schema.words, *name_words(schema.table.title), *name_words(schema.table.name))
        for stem in own_stems(word)
    }
    for word in content_words(text):
        if word in CUES or own_stems(word) & known:
            continue
        fit = [order for order in orders if own_stems(word) & _words(order)]
        fit = fit or [order for order in orders if alike(word) & _words(order)]
        if not fit:
            return None
        orders = fit
    named = bool(numbers or vendors) or len(orders) < held
    return _Meant(listed=listed, orders=tuple(orders), numbers=bool(numbers), named=named)


def _words(order: Order) -> set[str]:
    """The stems of what an order is for, from whom and by whom."""
    return {s for w in content_words(f"{order.text} {order.vendor} {order.buyer}") for s in own_stems(w)}


def _taken(text: str, names: set[str]) -> tuple[str, set[str]]:
    """A folded text without the names that it says, and these."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        parts = re.findall(r"[^\W_]+", fold(name))
        if not parts:
            continue
        pattern = rf"(?<![\w-]){r'[ ._/-]?'.join(map(re.escape, parts))}(?![\w]|-\d)"
        if re.search(pattern, text):
            found.add(name)
            text = re.sub(pattern, " ", text)
    return text, found


class _Answer:
    """One question over the orders of one list that it speaks of."""

    def __init__(self, meant: _Meant, asked: Asked, today: date, language: Language) -> None:
        self._meant, self._asked, self._today, self._language = meant, asked, today, language
        self._file = meant.listed.file

    def evidence(self) -> Evidence | None:
        """What is told; None where the list does not tell it."""
        orders = self._meant.orders
        match self._asked.aim:
            case "due":
                return self._due([order for order in orders if order.open])
            case "late":
                return self._late(orders)
            case "delay" | "promised" | "arrived":
                return self._behind(orders)
            case "received":
                return self._received(orders)
            case "delays":
                return self._delays(orders)
            case "punctual":
                return self._punctual(orders)
            case "open":
                return self._worth([order for order in orders if order.open], is_open=True)
            case _:
                return (
                    self._worth(orders, is_open=False) if self._meant.named or self._asked.by_vendor else None
                )

    def _due(self, orders: Sequence[Order]) -> Evidence | None:
        window = self._asked.window or Window(start=self._today, end=None, rest="")
        found = [o for o in orders if o.promised is not None and window.holds(o.promised)]
        start = window.start
        before = [o for o in orders if o.promised is not None and o.promised < self._today]
        apart = start is not None and start >= self._today
        lead = say.due(_by_promise(found), window, len(before) if apart else 0, self._file, self._language)
        return self._listing(_by_promise(found), lead)

    def _late(self, orders: Sequence[Order]) -> Evidence | None:
        window = self._asked.window
        past = re.search(
            r"\b(?:delivered|received|arrived|came|livree?s?|recue?s?|arrivee?s?)\b", self._asked.rest
        )
        undone = re.search(r"\b(?:not|non|pas|yet|encore|should|aurai\w+)\b", self._asked.rest)
        came = [o for o in orders if o.received is not None and o.promised is not None]
        if came and undone is None and (window is not None or past is not None):
            kept = [
                o for o in came if window is None or (o.received is not None and window.holds(o.received))
            ]
            found = _by_promise([o for o in kept if (o.late(self._today) or 0) > 0])
            return self._listing(found, say.came_late(found, len(kept), window, self._file, self._language))
        standing = [o for o in orders if o.open]
        found = _by_promise([o for o in standing if (o.late(self._today) or 0) > 0])
        return self._listing(found, say.late(found, len(standing), self._today, self._file, self._language))

    def _behind(self, orders: Sequence[Order]) -> Evidence | None:
        """One or few orders: promised, received, by how many days late."""
        told = [(order, late) for order in orders if (late := order.late(self._today)) is not None]
        if not told or len(told) > _FEW or not self._meant.named:
            return None
        if self._asked.aim != "delay":
            lines = [say.line(order, self._today, self._language) for order, _ in told]
        else:
            lines = [
                say.behind(order, late, self._language)
                if order.received is not None or late > 0
                else say.line(order, self._today, self._language)
                for order, late in told
            ]
        return self._cited([order for order, _ in told], "\n".join(lines))

    def _received(self, orders: Sequence[Order]) -> Evidence | None:
        window = self._asked.window
        if window is None or self._meant.listed.received is None:
            return None
        found = [o for o in orders if o.received is not None and window.holds(o.received)]
        return self._listing(found, say.received(found, window, self._file, self._language))

    def _delays(self, orders: Sequence[Order]) -> Evidence | None:
        rows = self._suppliers(orders)
        came = [o for o in orders if o.received is not None and o.promised is not None]
        if not came:
            return None
        mean = sum(o.late(self._today) or 0 for o in came) / len(came)
        return self._cited(came, say.delays(rows, len(came), mean, self._file, self._language))

    def _punctual(self, orders: Sequence[Order]) -> Evidence | None:
        rows = [row for row in self._suppliers(orders) if row.name]
        rows.sort(key=lambda row: (-row.late / row.judged, -row.late, row.name))
        return self._cited(orders, say.punctual(rows, self._file, self._language)) if rows else None

    def _suppliers(self, orders: Sequence[Order]) -> list[say.Supplier]:
        apart: dict[str, list[tuple[Order, int]]] = defaultdict(list)
        for order in orders:
            late = order.late(self._today)
            if late is not None and (order.received is not None or late > 0):
                apart[order.vendor].append((order, late))
        found = []
        for name, held in apart.items():
            came = [late for order, late in held if order.received is not None]
            mean = sum(came) / len(came) if came else None
            found.append(
                say.Supplier(name=name, judged=len(held), late=sum(late > 0 for _, late in held), mean=mean)
            )
        return found

    def _worth(self, orders: Sequence[Order], *, is_open: bool) -> Evidence | None:
        """The value of orders, the open ones one by one; by supplier where that is asked for."""
        priced = [order for order in orders if order.value is not None]
        units = {order.unit for order in priced}
        total = ""
        if priced and len(units) == 1:
            amount = sum(order.value or 0.0 for order in priced)
            total = say.money(amount, next(iter(units)), self._language)
        notes = say.unpriced(len(orders) - len(priced), self._language)
        if self._asked.by_vendor and total and self._meant.listed.vendor is not None:
            return self._by_vendor(priced, next(iter(units)), is_open=is_open, notes=notes)
        if self._asked.form == "value":
            if not total:
                return None
            lead = say.worth(priced, total, is_open, self._file, self._language)
            return self._listing(priced, lead, notes)
        lead = say.still_open(orders, total, self._file, self._language)
        return self._listing(_by_promise(orders), lead, notes)

    def _by_vendor(
        self, priced: Sequence[Order], unit: str, *, is_open: bool, notes: tuple[str, ...]
    ) -> Evidence:
        sums: dict[str, list[float]] = defaultdict(list)
        for order in priced:
            sums[order.vendor].append(order.value or 0.0)
        told = sorted(((name, sum(v), len(v)) for name, v in sums.items()), key=lambda one: -one[1])
        return self._cited(priced, say.by_supplier(told, unit, is_open, self._file, self._language), notes)

    def _listing(self, found: Sequence[Order], lead: str, notes: tuple[str, ...] = ()) -> Evidence:
        gap = (" :" if self._language == "fr" else ":") if found else "."
        return self._cited(found, f"{lead}{gap}{say.lines(found, self._today, self._language)}", notes)

    def _cited(self, orders: Sequence[Order], statement: str, notes: tuple[str, ...] = ()) -> Evidence:
        listed = self._meant.listed
        came = listed.received.name if listed.received is not None else ""
        if self._asked.aim != "value":
            notes = (say.taken(listed.promised.name, came, self._language), *notes)
        rows = [order.row for order in orders]
        return cited_rows(listed.schema, rows, listed.columns, statement, caveats=notes)


def _by_promise(orders: Sequence[Order]) -> list[Order]:
    return sorted(orders, key=lambda order: order.promised or date.max)
