"""What must be ordered, what the stock is worth, who supplies a part and how fast, from lists of stores.

"How many V-belts must be ordered?", "valeur du stock", "which supplier delivers the mechanical seals?". All
parts that a question names are told, not the likeliest; words that no part is called by leave it to others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from assistant.crossing.bridge import Bridge
from assistant.crossing.spares import calls
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.words import norms, stems
from assistant.records import Evidence, Question, Rows
from assistant.stores import say
from assistant.stores.asked import Asked, asked_of
from assistant.stores.lists import StoreList, store_list_of
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_SURE = 0.97
_CITED = 50
_NEXT = 3
"""Parts that are told behind the one with the highest price."""


class StoresAsked:
    """Answers from the lists whose parts are named.

    Args:
        rows_of: Reads lists.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is told; None where nothing of the kind is asked or no list holds it."""
        asked = asked_of(question.text)
        if asked is None:
            return None
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        for row in self._rows_of(lambda schema: store_list_of(schema) is not None, scope):
            rows[row.schema.name].append(row)
        found = [
            (store, evidence)
            for listed in rows.values()
            if (store := store_list_of(listed[0].schema)) is not None
            and (evidence := _told(store, listed, asked, question.language)) is not None
        ]
        said = set(norms(question.text))
        shared = [len(said & {w for c in _judged_by(store) for w in c.words}) for store, _ in found]
        told = [one for (_, one), count in zip(found, shared, strict=True) if count == max(shared)]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None


def _judged_by(store: StoreList) -> list[ColumnSchema]:
    """The columns that tell which of several lists is meant: one has a minimum, one a reorder point."""
    return [c for c in (store.stock, store.least) if c is not None]


def _told(store: StoreList, rows: Sequence[KeyedRow], asked: Asked, language: Language) -> Evidence | None:
    named = [row for row in rows if _is_called(row, asked.words)]
    named = [row for row in named if calls(str(row.cells[store.name.name]), asked.words)] or named
    if not named:
        return None
    match asked.aim:
        case "order":
            return _to_order(store, named, asked, language)
        case "value":
            return _worth(store, named, asked, language)
        case "dearest" | "cheapest":
            return _by_price(store, named, asked, language)
        case _:
            column = store.supplier if asked.aim == "supplier" else store.lead
            filled = [row for row in named if column is not None and row.cells[column.name] not in (None, "")]
            if column is None or not filled:
                return None
            return _evidence(store, filled, say.cells(store, filled, column.name, language), ())


def _to_order(
    store: StoreList, rows: Sequence[KeyedRow], asked: Asked, language: Language
) -> Evidence | None:
    """The parts that are short of their least; of parts that are named those too that are not."""
    if asked.full and asked.words and store.most is not None:
        return _to_fill(store, rows, language)
    if store.least is None and not asked.out:
        return None
    short, judged = [], []
    equal = store.at or asked.equal
    for row in rows:
        stock, least = store.number(row, store.stock), store.number(row, store.least)
        if stock is None or (least is None and not asked.out):
            continue
        judged.append(row)
        if asked.out:
            is_short = stock <= 0
        else:
            is_short = least is not None and (stock <= least if equal else stock < least)
        if is_short:
            short.append(row)
    if not judged:
        return None
    if asked.words and not short:
        told = say.not_short(store, [say.to_order(store, row, language) for row in judged], language)
    else:
        items = [say.to_order(store, row, language) for row in short]
        told = say.out_of_stock(items, language) if asked.out else say.short(store, items, equal, language)
    missing = len(rows) - len(judged)
    notes = (
        say.one_of(
            language,
            f"{missing} rows without a stock or minimum were left out.",
            f"{missing} lignes sans stock ou sans minimum ont été écartées.",
        ),
    )
    return _evidence(store, short or judged, told, notes if missing else ())


def _to_fill(store: StoreList, rows: Sequence[KeyedRow], language: Language) -> Evidence | None:
    """How many bring parts that are named to the most that the shelf is to hold."""
    held = [
        row for row in rows
        if store.number(row, store.stock) is not None and store.number(row, store.most) is not None
    ]  # fmt: skip
    return _evidence(store, held, say.to_fill(store, held, language), ()) if held else None


def _worth(store: StoreList, rows: Sequence[KeyedRow], asked: Asked, language: Language) -> Evidence | None:
    """The sum of stock by price over the parts that have both."""
    pairs = [(row, store.number(row, store.stock), store.number(row, store.price)) for row in rows]
    priced = [(row, stock, price) for row, stock, price in pairs if stock is not None and price is not None]
    if not priced:
        return None
    amount = sum(stock * price for _, stock, price in priced)
    missing = len(rows) - len(priced)
    note = say.one_of(
        language,
        f"{missing} parts without a stock or price are not in it.",
        f"{missing} articles sans stock ou sans prix n'y sont pas.",
    )
    told = say.worth(store, amount, len(priced), asked.words, language)
    return _evidence(store, [row for row, _, _ in priced], told, (note,) if missing else ())


def _by_price(
    store: StoreList, rows: Sequence[KeyedRow], asked: Asked, language: Language
) -> Evidence | None:
    """The part with the highest or lowest price, with the next ones; all that share the first place."""
    priced = [(price, row) for row in rows if (price := store.number(row, store.price)) is not None]
    if not priced:
        return None
    priced.sort(key=lambda item: item[0], reverse=asked.aim == "dearest")
    first = [row for price, row in priced if price == priced[0][0]]
    then = [row for _, row in priced[len(first) : len(first) + _NEXT]]
    told = say.by_price(store, first, then, asked.aim == "dearest", language)
    missing = len(rows) - len(priced)
    note = say.one_of(
        language, f"{missing} parts without a price were left out.", f"{missing} articles sans prix écartés."
    )
    return _evidence(store, [*first, *then], told, (note,) if missing else ())


def _is_called(row: KeyedRow, words: Sequence[str]) -> bool:
    """True where a row's words hold all those for the part, in any form."""
    cells = [str(row.cells[c.name]) for c in row.schema.columns if c.is_text and row.cells[c.name]]
    own = {stem for cell in cells for word in norms(cell) for stem in stems(word)}
    return all(stems(word) & own for word in words)


def _evidence(store: StoreList, rows: Sequence[KeyedRow], statement: str, notes: tuple[str, ...]) -> Evidence:
    names = tuple(c.name for c in store.schema.columns)
    shown = rows[:_CITED]
    numbers = ", ".join(str(row.number) for row in shown)
    columns = ", ".join(map(quote, names))
    return cited(
        store.schema,
        statement=statement,
        quote="; ".join(store.called(row) for row in shown),
        score=_SURE,
        rows=Rows(
            columns=names,
            values=tuple(tuple(held_cell(row.cells[name]) for name in names) for row in shown),
            total=len(rows),
            matched=len(rows),
            row_numbers=tuple(row.number for row in shown),
        ),
        sql=f"SELECT _row, {columns} FROM {quote(store.schema.name)} WHERE _row IN ({numbers})",  # noqa: S608
        caveats=notes,
    )
