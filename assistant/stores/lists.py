"""Which tables list parts in stock, and which column is what. Knows columns, no question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema

_STOCK = frozenset("stock hand onhand quantity qty quantite qte available disponible dispo balance".split())
_LEAST = frozenset("min mini minimum minimal reorder rop safety securite seuil threshold alerte".split())
_POINT = frozenset(("reorder", "rop"))
_MOST = frozenset("max maxi maximum maximal".split())
_ORDER = frozenset("commander order reapprovisionner".split())
_SUPPLIER = frozenset("supplier suppliers fournisseur fournisseurs vendor manufacturer".split())
_LEAD = frozenset("lead delai delais delivery livraison".split())
_PRICE = frozenset("price prix pu cost cout pmp pump tarif".split())
_NAME = frozenset(
    "description designation article part item piece libelle name nom material component composant".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreList:
    """A list of parts.

    Attributes:
        least: The stock below which one orders; at it too where it is a reorder point (``at``).
        most: What the shelf is filled up to.
        order: How many are to be ordered, as the list itself says.
        price: Of one piece.
        lead: With the days or weeks in its name or unit.
    """

    schema: TableSchema
    stock: ColumnSchema
    name: ColumnSchema
    least: ColumnSchema | None = None
    at: bool = False
    most: ColumnSchema | None = None
    order: ColumnSchema | None = None
    price: ColumnSchema | None = None
    supplier: ColumnSchema | None = None
    lead: ColumnSchema | None = None

    def number(self, row: KeyedRow, column: ColumnSchema | None) -> float | None:
        """A cell's number; None where there is none."""
        cell = row.cells[column.name] if column is not None else None
        return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None

    def called(self, row: KeyedRow) -> str:
        """A part by its key and description."""
        name = str(row.cells[self.name.name] or "")
        return name if row.key == name else f"{row.key} {name}".strip()


def store_list_of(schema: TableSchema) -> StoreList | None:
    """The list that a table is; None where it has no one column of stock, or nothing beside it."""
    numeric = [c for c in schema.columns if c.type in ("integer", "number") and not c.names_things]
    texts = [c for c in schema.columns if c.is_text]
    points = [c for c in numeric if "point" in c.words and {*_ORDER, "commande"} & set(c.words)]
    order = [c for c in schema.columns if _ORDER & set(c.words) and c not in points]
    least = [c for c in numeric if (_LEAST & set(c.words) or c in points) and c not in order]
    most = [c for c in numeric if _MOST & set(c.words)]
    price = [c for c in numeric if _PRICE & set(c.words) and "total" not in c.words]
    taken = (*order, *least, *most, *price)
    stock = [c for c in numeric if _STOCK & set(c.words) and c not in taken]
    name = next((c for c in texts if _NAME & set(c.words) and c.name != schema.key), None)
    name = name or next((c for c in texts if _NAME & set(c.words)), None)
    if len(stock) != 1 or name is None or not (least or price) or schema.moments():
        return None
    return StoreList(
        schema=schema,
        stock=stock[0],
        name=name,
        least=least[0] if len(least) == 1 else None,
        at=bool(least) and (least[0] in points or bool(_POINT & set(least[0].words))),
        most=most[0] if len(most) == 1 else None,
        order=order[0] if len(order) == 1 else None,
        price=price[0] if len(price) == 1 else None,
        supplier=next((c for c in texts if _SUPPLIER & set(c.words)), None),
        lead=next((c for c in schema.columns if _LEAD & set(c.words)), None),
    )
