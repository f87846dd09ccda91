"""Parts in stock in sentences, English and French. Computes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.figures import listed, number, with_unit
from assistant.experts.tables.keyed import KeyedRow
from assistant.stores.lists import StoreList
from retrieval.records import Language

_SHOWN = 12


def one_of(language: Language, english: str, french: str) -> str:
    """The sentence in the language of the question."""
    return french if language == "fr" else english


def to_order(store: StoreList, row: KeyedRow, language: Language) -> str:
    """A part with its stock, its least and how many bring it there and to its most."""
    stock, least = store.number(row, store.stock), store.number(row, store.least)
    most, said = store.number(row, store.most), store.number(row, store.order)
    told = [f"{store.stock.name} {number(_whole(stock), language)}"]
    if store.least is not None and least is not None:
        told.append(f"{store.least.name} {number(_whole(least), language)}")
    if said is not None and store.order is not None:
        told.append(f"{store.order.name} {number(_whole(said), language)}")
    elif stock is not None and least is not None:
        fill = []
        if least > stock:
            few = _n(least - stock, language)
            fill.append(one_of(language, f"{few} to the minimum", f"{few} jusqu'au minimum"))
        if most is not None:
            rest = _n(max(0.0, most - stock), language)
            fill.append(one_of(language, f"{rest} to the maximum", f"{rest} jusqu'au maximum"))
        if fill:
            told.append(one_of(language, f"to order: {', '.join(fill)}", f"à commander : {', '.join(fill)}"))
    return f"{store.called(row)} ({', '.join(told)})"


def to_fill(store: StoreList, rows: Sequence[KeyedRow], language: Language) -> str:
    """How many bring each part to its most."""
    items = []
    for row in rows:
        stock, most = store.number(row, store.stock) or 0.0, store.number(row, store.most) or 0.0
        column = store.most.name if store.most is not None else ""
        held = f"{store.stock.name} {_n(stock, language)}, {column} {_n(most, language)}"
        few = _n(max(0.0, most - stock), language)
        told = one_of(language, f"{few} to order to the maximum", f"{few} à commander jusqu'au maximum")
        items.append(f"{store.called(row)}{one_of(language, ': ', ' : ')}{told} ({held})")
    return f"{_list(items, language)}."


def short(store: StoreList, items: Sequence[str], equal: bool, language: Language) -> str:
    """The parts below their least, or that there are none."""
    least = store.least.name if store.least is not None else ""
    than = one_of(language, "at or below" if equal else "below", "au plus à" if equal else "sous")
    return _counted(items, f"{than} {least}", language)


def out_of_stock(items: Sequence[str], language: Language) -> str:
    """The parts of which there is none, or that there are none such."""
    return _counted(items, one_of(language, "out of stock", "en rupture"), language)


def not_short(store: StoreList, items: Sequence[str], language: Language) -> str:
    """Parts that are asked about and need not be ordered."""
    least = store.least.name if store.least is not None else ""
    told = _list(items, language)
    return one_of(language, f"Not below {least}: {told}.", f"Pas sous {least} : {told}.")


def worth(store: StoreList, amount: float, count: int, words: Sequence[str], language: Language) -> str:
    """The sum of stock by price."""
    unit = (store.price.unit if store.price is not None else None) or ""
    price = store.price.name if store.price is not None else ""
    named = f" ({' '.join(words)})" if words else ""
    value = f"{number(amount, language, digits=2)} {unit}".strip()
    s = "" if count == 1 else "s"
    return one_of(
        language,
        f"Value of the stock{named}: {value}, the sum of {store.stock.name} × {price} over {count} part{s}.",
        f"Valeur du stock{named} : {value}, somme de {store.stock.name} × {price} sur {count} article{s}.",
    )


def by_price(
    store: StoreList, first: Sequence[KeyedRow], then: Sequence[KeyedRow], high: bool, language: Language
) -> str:
    """The parts of the highest or lowest price, and those that come next."""
    price = store.price.name if store.price is not None else ""
    way = one_of(language, "highest", "le plus haut") if high else one_of(language, "lowest", "le plus bas")
    one, more = ([_priced(store, row, language) for row in rows] for rows in (first, then))
    colon = one_of(language, ": ", " : ")
    told = f"{price}, {way}{colon}{_list(one, language)}."
    return f"{told} {one_of(language, 'Then', 'Puis')} {_list(more, language)}." if more else told


def _priced(store: StoreList, row: KeyedRow, language: Language) -> str:
    unit = (store.price.unit if store.price is not None else None) or ""
    return f"{store.called(row)}, {number(_whole(store.number(row, store.price)), language)} {unit}".strip()


def cells(store: StoreList, rows: Sequence[KeyedRow], column: str, language: Language) -> str:
    """What one column says of each part."""
    unit = store.schema.column(column).unit
    items = [f"{store.called(row)}: {with_unit(row.cells[column], unit, language)}" for row in rows]
    colon = " : " if language == "fr" else ": "
    return f"{column}{colon}{'; '.join(items[:_SHOWN])}{' …' if len(items) > _SHOWN else ''}."


def _counted(items: Sequence[str], what: str, language: Language) -> str:
    count = len(items)
    if not count:
        return one_of(language, f"No part is {what}.", f"Aucun article n'est {what}.")
    s = "" if count == 1 else "s"
    head = one_of(language, f"{count} part{s} {what}: ", f"{count} article{s} {what} : ")
    return f"{head}{_list(items, language)}."


def _list(items: Sequence[str], language: Language) -> str:
    return listed(items[:_SHOWN], language) + (" …" if len(items) > _SHOWN else "")


def _n(amount: float, language: Language) -> str:
    return number(_whole(amount), language)


def _whole(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and float(amount).is_integer() else amount
