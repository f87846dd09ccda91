"""What must be ordered, the worth of the stock and who supplies a part, from lists of other heads and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.crossing.stores_asked import StoresAsked
from assistant.language import detect_language
from assistant.records import Question
from retrieval.records import Scope

from .works import tables_of

Tell = Callable[[str], str | None]

_PARTS = """Part no.,Description,Stock,Min,Max,Supplier,Lead time (days),Unit price (EUR)
SP-1,Mechanical seal 45 mm for slurry pump,2,2,4,Dichta,21,400
SP-2,V-belt SPB 2500,6,8,20,Riemo,3,20
SP-3,Bearing 22222 EK,1,2,4,Kugla,10,300
SP-4,Mechanical seal 60 mm,0,1,2,Dichta,28,600
SP-5,Bearing cover 22222,3,1,2,Gussa,30,50
"""
_MAGASIN = """Réf.;Désignation;Qté en stock;Point de commande;Qté à commander;Fournisseur;Délai (j);PU HT (€)
GM-50;Garniture mécanique DN50;2;2;5;Dichta;21;100,50
JT-80;Joint torique EPDM 80;45;30;;Ringo;7;2
CP-01;Cellule photoélectrique;0;2;3;Augo;10;
"""


def _telling(folder: object, files: dict[str, str]) -> Tell:
    crossing = StoresAsked(rows_of=tables_of(folder, files).rows_of)  # type: ignore[arg-type]

    def tell(text: str) -> str | None:
        asked = Question(text=text, asked=text, language=detect_language(text))
        bridge = crossing.cross(asked, Scope())
        return None if bridge is None else "\n".join(reason.statement or "" for reason in bridge.reasons)

    return tell


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("store"), {"spare_parts_stock.csv": _PARTS})


@pytest.fixture(scope="module")
def magasin(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return _telling(tmp_path_factory.mktemp("magasin"), {"stock_magasin.csv": _MAGASIN})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which parts are below minimum?", "3 parts below Min: SP-2 V-belt SPB 2500 (Stock 6, Min 8,"),
        ("which parts are at or below minimum?", "4 parts at or below Min: SP-1"),
        ("how many V-belts must be ordered?", "1 part below Min: SP-2 V-belt SPB 2500 (Stock 6, Min 8, to order: 2 to the"),
        ("do we need to order seals for the slurry pump?", "Not below Min: SP-1"),
        ("which parts are out of stock?", "1 part out of stock: SP-4 Mechanical seal 60 mm"),
        ("which supplier delivers the mechanical seals?", "SP-1 Mechanical seal 45 mm for slurry pump: Dichta; SP-4"),
        ("who supplies the bearing?", "Supplier: SP-3 Bearing 22222 EK: Kugla."),
        ("lead time of the 60 mm mechanical seal", "Lead time (days): SP-4 Mechanical seal 60 mm: 28 days."),
        (
            "how many V-belts do we have to order to get to the maximum",
            "SP-2 V-belt SPB 2500: 14 to order to the maximum (Stock 6, Max 20).",
        ),
        ("most expensive part in the store by unit price?", "highest: SP-4 Mechanical seal 60 mm, 600 EUR. Then SP-1"),
        ("which spare bearing costs the most?", "highest: SP-3 Bearing 22222 EK, 300 EUR."),
        ("cheapest part in stock", "lowest: SP-2 V-belt SPB 2500, 20 EUR. Then SP-5"),
        ("value of the stock", "1370 EUR, the sum of Stock × Unit price (EUR) over 5 parts"),
        ("what is the stock of V-belts worth?", "120 EUR"),
    ],
)  # fmt: skip
def test_a_list_in_english(store: Tell, question: str, told: str) -> None:
    assert told in (store(question) or "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "que faut-il commander ?",
            "2 articles au plus à Point de commande : GM-50 Garniture mécanique DN50 (",
        ),
        ("quelle quantité de garnitures mécaniques faut-il commander ?", "Qté à commander 5"),
        ("quels articles sont en rupture ?", "1 article en rupture : CP-01"),
        ("quel fournisseur livre les joints toriques ?", "JT-80 Joint torique EPDM 80: Ringo"),
        (
            "quel est l'article le plus cher du magasin ?",
            "PU HT (€), le plus haut : GM-50 Garniture mécanique DN50, 100,5 €",
        ),
        ("quelle pièce coûte le plus cher ?", "le plus haut : GM-50"),
        ("combien de garnitures commander pour atteindre le maximum ?", "Qté à commander 5"),
        ("valeur du stock", "291 €, somme de Qté en stock × PU HT (€) sur 2 articles"),
    ],
)
def test_a_reorder_point_and_the_lists_own_quantity_in_french(
    magasin: Tell, question: str, told: str
) -> None:
    assert told in (magasin(question) or "")


def test_of_several_lists_the_one_called_as_asked(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {"spare_parts_stock.csv": _PARTS, "stock_magasin.csv": _MAGASIN}
    tell = _telling(tmp_path_factory.mktemp("both"), files)
    assert "CP-01" not in (tell("which parts are below their min stock?") or "CP-01")
    assert "SP-2" not in (tell("que faut-il commander : qté en stock sous le point de commande ?") or "")


@pytest.mark.parametrize(
    "question",
    [
        "which supplier delivers the impellers?",
        "which parts have the same supplier as the V-belt?",
        "V-belt lead time and price",
        "longest lead time",
        "when did we last order V-belts?",
        "which work orders are below the minimum?",
        "where is the V-belt?",
        "which supplier is late most often?",
        "how many V-belts do we have?",
        "price of the V-belt",
        "most expensive repair part of pump 3",
        "which part cost us the most last year?",
        "what is the most expensive machine?",
    ],
)
def test_what_is_not_asked_of_stores_is_left_to_others(store: Tell, question: str) -> None:
    assert store(question) is None
