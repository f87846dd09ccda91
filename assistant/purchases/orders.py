"""Which tables list purchase orders, and what their rows tell. Knows columns and rows, no question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.experts.tables import open_rows
from assistant.experts.tables.done_states import is_undone
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.planned.columns import words_of
from assistant.words import fold

_RECEIVED = frozenset(
    "received receipt gr grn arrived arrival delivered recu recue reception actual reelle reel effective "
    "effectif livre".split()
)
_PROMISED = frozenset(
    "promised promise promesse promis due eta expected confirmed requested required attendue attendu prevue "
    "prevu scheduled planned delai need".split()
)
_DELIVERY = frozenset("delivery deliv livraison dely".split())
_ORDERED = frozenset(
    "ordered order commande doc document created issued placed cree passee emission achat".split()
)
_KEY = frozenset("po purch purchase order commande bc doc document".split())
_NO_KEY = frozenset(
    "qty quantity qte quantite type value price prix montant unit unite item poste line ligne date status "
    "statut text currency crcy".split()
)
_ITEM = (
    frozenset("description designation libelle text article material part item reference ref piece".split()),
    frozenset("description designation libelle text".split()),
)
_VENDOR = frozenset("supplier suppliers vendor fournisseur".split())
_BUYER = frozenset("buyer acheteur purchaser requisitioner demandeur".split())
_QUANTITY = frozenset("qty quantity qte quantite".split())
_NOT_ORDERED = frozenset("received recue recu delivered livree open stock reste".split())
_PRICE = frozenset("price prix pu".split())
_AMOUNT = frozenset("amount montant value valeur total".split())
_CURRENCY = frozenset("crcy currency devise curr".split())
_STATUS = frozenset("status state statut etat".split())
_CAME = re.compile(
    r"(?:fully |totalement |entierement )?(?:can|canc|cancl|delivered|received|"
    r"livree?|recue?|invoiced|facturee?)\b"
)
"""States of orders that came, or were called off."""
_MONEY = frozenset("eur € usd $ gbp chf k€ keur".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderList:
    """A list of purchase orders, a row an order or one of its lines.

    Attributes:
        key: The order's number; ``promised`` by when, ``received`` when it came.
        price: Of one piece; ``amount`` of the line; ``per`` how many pieces a price is for.
    """

    schema: TableSchema
    key: ColumnSchema
    promised: ColumnSchema
    received: ColumnSchema | None
    ordered: ColumnSchema | None
    item: ColumnSchema | None
    code: ColumnSchema | None
    vendor: ColumnSchema | None
    buyer: ColumnSchema | None
    quantity: ColumnSchema | None
    price: ColumnSchema | None
    amount: ColumnSchema | None
    per: ColumnSchema | None
    currency: ColumnSchema | None
    status: ColumnSchema | None

    @property
    def file(self) -> str:
        """The file's name without its folder."""
        return self.schema.table.source.rsplit("/", 1)[-1]

    @property
    def columns(self) -> tuple[ColumnSchema, ...]:
        """The columns that tell of an order, its number first."""
        told = (
            self.key, self.vendor, self.code, self.item, self.quantity, self.price, self.amount, self.ordered,
            self.promised, self.received, self.status, self.buyer,
        )  # fmt: skip
        return tuple(dict.fromkeys(c for c in told if c is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A row of such a list.

    Attributes:
        open: True where it has not arrived and no state says that it is over.
        value: Of the line; None where no price is told.
    """

    row: KeyedRow
    number: str
    text: str
    vendor: str
    buyer: str
    promised: date | None
    received: date | None
    ordered: date | None
    open: bool
    quantity: float | None
    price: float | None
    value: float | None
    unit: str

    def late(self, today: date) -> int | None:
        """Days that it came, or is, behind its promise; negative where early or to come, None untold."""
        at = self.received or (today if self.open else None)
        return (at - self.promised).days if at is not None and self.promised is not None else None


def order_list_of(schema: TableSchema) -> OrderList | None:
    """The list that a table is; None where it does not tell by when something bought is to come."""
    promised, received, ordered = _dates(schema.moments())
    plain = [c for c in schema.columns if not c.is_moment]
    key = next((c for c in plain if _KEY & words_of(c.words) and not _NO_KEY & words_of(c.words)), None)
    if promised is None or key is None:
        return None
    texts = [c for c in plain if c.is_text]
    numbers = [c for c in plain if c.type in ("integer", "number")]
    vendor = _first(texts, _VENDOR)
    quantity = next(
        (c for c in numbers if _QUANTITY & words_of(c.words) and not _NOT_ORDERED & words_of(c.words)), None
    )
    amount = next(
        (c for c in numbers if _is_amount(words_of(c.words)) and not {"ytd"} & words_of(c.words)), None
    )
    price = next((c for c in numbers if _is_price(words_of(c.words)) and c is not amount), None)
    if vendor is None and (quantity is None or price is None):
        return None
    items = [c for c in texts if c not in (key, vendor) and _ITEM[0] & words_of(c.words)]
    item = next((c for c in items if _ITEM[1] & words_of(c.words)), items[0] if items else None)
    return OrderList(
        schema=schema, key=key, promised=promised, received=received, ordered=ordered, item=item,
        code=next((c for c in items if c is not item), None), vendor=vendor, buyer=_first(texts, _BUYER),
        quantity=quantity, price=price, amount=amount,
        per=next((c for c in numbers if c.words == ("per",)), None), currency=_first(texts, _CURRENCY),
        status=_first(texts, _STATUS),
    )  # fmt: skip


def orders_of(listed: OrderList, rows: Iterable[KeyedRow]) -> list[Order]:
    """The rows with a number, in their order."""
    found = (_order(listed, row) for row in rows)
    return [order for order in found if order.number]


def _order(listed: OrderList, row: KeyedRow) -> Order:
    promised, received = row.moment(listed.promised), row.moment(listed.received)
    state = fold(_said(row, listed.status))
    over = bool(state) and not is_undone(state) and (open_rows.is_over(state) or bool(_CAME.match(state)))
    quantity, price, value = (_number(row, c) for c in (listed.quantity, listed.price, listed.amount))
    if value is None and price is not None and quantity is not None:
        value = quantity * price / (_number(row, listed.per) or 1.0)
    ordered = row.moment(listed.ordered)
    return Order(
        row=row, number=_said(row, listed.key), text=" ".join(filter(None, (
            _said(row, listed.code), _said(row, listed.item)))),
        vendor=_said(row, listed.vendor), buyer=_said(row, listed.buyer),
        promised=promised.date() if promised is not None else None,
        received=received.date() if received is not None else None,
        ordered=ordered.date() if ordered is not None else None, open=received is None and not over,
        quantity=quantity, price=price, value=value, unit=_currency(listed, row),
    )  # fmt: skip


def _dates(
    moments: Sequence[ColumnSchema],
) -> tuple[ColumnSchema | None, ColumnSchema | None, ColumnSchema | None]:
    """The columns of the promise, of the arrival and of the order itself."""
    received = [c for c in moments if _RECEIVED & words_of(c.words)]
    sure = [c for c in moments if _PROMISED & words_of(c.words) and c not in received]
    plain = [c for c in moments if _DELIVERY & words_of(c.words) and c not in (*received, *sure)]
    promised = sure or plain
    received = received or [c for c in plain if c not in promised]
    others = [c for c in moments if c not in (*promised, *received, *plain)]
    ordered = [c for c in others if _ORDERED & words_of(c.words)]
    first = ordered[0] if ordered else None
    return (promised[-1] if promised else None), (received[-1] if received else None), first


def _currency(listed: OrderList, row: KeyedRow) -> str:
    """What an order is paid in, as the list prints it; empty where it does not."""
    if listed.currency is not None:
        return _said(row, listed.currency)
    for column in (listed.amount, listed.price):
        if column is not None:
            printed = [column.unit or "", *column.name.replace("(", " ").replace(")", " ").split()]
            told = next((word for word in printed if fold(word) in _MONEY), "")
            if told:
                return told
    return ""


def _is_price(words: frozenset[str]) -> bool:
    return bool(_PRICE & words) or {"unit", "cost"} <= words


def _is_amount(words: frozenset[str]) -> bool:
    return bool(_AMOUNT & words) or {"line", "cost"} <= words


def _first(columns: Sequence[ColumnSchema], words: frozenset[str]) -> ColumnSchema | None:
    return next((c for c in columns if words & words_of(c.words)), None)


def _said(row: KeyedRow, column: ColumnSchema | None) -> str:
    cell = row.cells[column.name] if column is not None else None
    return str(cell).strip() if cell is not None else ""


def _number(row: KeyedRow, column: ColumnSchema | None) -> float | None:
    cell = row.cells[column.name] if column is not None else None
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
