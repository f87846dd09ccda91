"""Purchase orders in lists of three layouts: due, late, worth, open, by supplier; other orders are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.purchase_orders import PurchaseOrders

from .registers import Ask, asking, tables_of

TODAY = date(2031, 5, 20)

_PLAIN = [
    ["PO", "Part number", "Quantity", "Unit price EUR", "Ordered", "Promised", "Received", "Buyer"],
    ["PO-71", "FEL-02", 2, 7900.0, date(2031, 3, 1), date(2031, 5, 6), None, "Buyer 1"],
    ["PO-72", "SEA-33", 6, 48.5, date(2031, 4, 1), date(2031, 4, 20), date(2031, 4, 18), "Buyer 2"],
    ["PO-73", "BRG-22", 5, 312.0, date(2031, 4, 2), date(2031, 5, 28), None, "Buyer 2"],
    ["PO-74", "NOZ-07", 10, 3.0, date(2031, 4, 2), date(2031, 5, 1), date(2031, 5, 4), "Buyer 1"],
]
_SAP = [
    [
        "Purch. doc.",
        "Item",
        "Vendor",
        "Short text",
        "Order qty",
        "Net price",
        "Crcy",
        "Doc. date",
        "Deliv. date",
        "GR date",
    ],
    [
        450011,
        "10",
        "Norlager",
        "Bearing 6310",
        10,
        42.5,
        "EUR",
        date(2031, 3, 1),
        date(2031, 4, 1),
        date(2031, 4, 5),
    ],
    [450012, "10", "Pumpix", "Impeller 250", 1, 8900.0, "EUR", date(2031, 3, 2), date(2031, 5, 11), None],
    [450013, "10", "Pumpix", "Shaft sleeve", 2, 640.0, "EUR", date(2031, 4, 2), date(2031, 6, 9), None],
    [
        450014,
        "10",
        "Norlager",
        "Belt SPB",
        4,
        20.0,
        "EUR",
        date(2031, 4, 9),
        date(2031, 4, 30),
        date(2031, 4, 29),
    ],
]
_FRENCH = [
    ["N° commande", "Fournisseur", "Désignation", "Qté", "PU HT (€)", "Montant HT (€)", "Date commande",
     "Livraison prévue", "Livraison réelle", "État"],
    ["CF-22", "Motrix", "Moteur 11 kW", 1, 1450.0, 1450.0, date(2031, 3, 1), date(2031, 4, 30), date(2031, 5, 7), "Livrée"],
    ["CF-23", "Motrix", "Variateur", 2, 500.0, 1000.0, date(2031, 4, 1), date(2031, 5, 26), None, "En cours"],
    ["CF-24", "Joints du Sud", "Garniture", 3, 100.0, 300.0, date(2031, 4, 1), date(2031, 5, 15), None, "Annulée"],
]  # fmt: skip


def _ask(tmp_path_factory: pytest.TempPathFactory, name: str, cells: list[list[object]]) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp(name), {name: cells})
    return asking(PurchaseOrders(rows_of=tables.rows_of, today=lambda: TODAY))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _ask(tmp_path_factory, "purchase_orders", _PLAIN)


@pytest.fixture(scope="module")
def sap(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _ask(tmp_path_factory, "me2n", _SAP)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _ask(tmp_path_factory, "suivi_achats", _FRENCH)


@pytest.mark.parametrize(
    ("asked", "told", "others"),
    [
        (
            "which purchase orders are promised within the next two weeks?",
            ["1 open order is", "PO-73"],
            ["PO-71 "],
        ),
        (
            "which purchase orders are late, promised before today and not received",
            ["PO-71", "14 days late"],
            ["PO-74"],
        ),
        ("by how many days was PO-74 delivered late", ["3 days late"], []),
        ("how late was PO-72?", ["2 days early"], []),
        ("value of PO-71?", ["15800 EUR", "2 × 7900 EUR"], []),
        ("total value of the open orders", ["17360 EUR: 2 open orders"], []),
        ("what did we receive in April 2031?", ["1 order received", "PO-72"], ["PO-74"]),
    ],
)
def test_a_plain_list(plain: Ask, asked: str, told: list[str], others: list[str]) -> None:
    said = "\n".join(plain(asked) or [])
    assert all(part in said for part in told), said
    assert not any(part in said for part in others), said


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "how late was order 450011 delivered?",
            "4 days late (promised 1 April 2031, received 5 April 2031)",
        ),
        ("which orders are overdue from suppliers?", "1 of 2 open orders late on 20 May 2031"),
        ("what is still open at Pumpix and for how much?", "10180 EUR: 2 open orders"),
        ("how many orders are open with Pumpix", "2 open orders, 10180 EUR"),
        ("which supplier is late most often?", "Pumpix 1 of 1 (100 %); Norlager 1 of 2 (50 %)"),
        (
            "average delay of Norlager deliveries",
            "Norlager: 1.5 days late on average against the promise over 2",
        ),
        ("order value by supplier", "Pumpix 10180 EUR (2) and Norlager 505 EUR (2)"),
        ("when is the shaft sleeve expected from Pumpix?", "promised 9 June 2031, not received yet"),
    ],
)
def test_a_list_of_sap(sap: Ask, asked: str, told: str) -> None:
    assert told in "\n".join(sap(asked) or [])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "commandes à recevoir dans les 15 jours ?",
            "1 commande en cours promise du 20 mai 2031 au 4 juin 2031",
        ),
        ("de combien de jours la CF-22 a été livrée en retard ?", "7 jours de retard"),
        ("montant des commandes en cours", "1000 € : 1 commande en cours"),
        ("encours de commandes chez Motrix", "1000 € : 1 commande en cours"),
        ("montant de la commande CF-24", "300 €"),
        (
            "quelles commandes fournisseurs sont en retard ?",
            "0 commande en retard au 20 mai 2031 sur 1 en cours",
        ),
    ],
)
def test_a_french_list(french: Ask, asked: str, told: str) -> None:
    assert told in "\n".join(french(asked, "fr") or [])


@pytest.mark.parametrize(
    "asked",
    [
        "which work orders are late?",
        "which orders are overdue?",
        "what is due next week?",
        "what is the delivery pressure of P-7?",
        "when was pump P-101 delivered?",
        "which instruments arrive at their due date next week?",
        "how many seals do we have to order?",
        "lead time of the impeller?",
        "which customer orders are late?",
        "what does the pump deliver?",
        "value of PO-99?",
        "who is the buyer of PO-71?",
    ],
)
def test_what_is_not_about_what_was_bought_is_left(plain: Ask, sap: Ask, asked: str) -> None:
    assert plain(asked) is None
    assert sap(asked) is None


def test_a_list_of_work_is_no_list_of_what_was_bought(tmp_path_factory: pytest.TempPathFactory) -> None:
    work = [
        ["Order", "Equipment", "Description", "Planned start", "Completed"],
        [4711, "P-1", "Seal", date(2031, 5, 1), None],
    ]
    ask = _ask(tmp_path_factory, "work_orders", work)
    assert ask("which orders promised before today are not received?") is None


_RUN_TOGETHER = [
    ["PONUM", "VENDOR", "DESCRIPTION", "ORDERQTY", "UNITCOST", "LINECOST", "ORDERDATE", "REQUIREDDATE", "ACTUALDATE",
     "STATUS"],
    [10231, "VALVEX", "GATE VALVE", 2, 780.5, 1561.0, date(2031, 4, 2), date(2031, 5, 1), date(2031, 5, 9), "CLOSE"],
    [10236, "VALVEX", "GLOBE VALVE", 4, 310.0, 1240.0, date(2031, 4, 20), date(2031, 5, 15), None, "APPR"],
    [10244, "ROTORIA", "BALANCING", 1, 900.0, 900.0, date(2031, 5, 1), date(2031, 5, 25), None, "CAN"],
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("which POs are late?", "1 of 1 open order late on 20 May 2031"),
        ("how late was PO 10231?", "8 days late"),
        ("montant total des commandes en cours ?", "1240 : 1 commande en cours"),
    ],
)
def test_names_that_are_run_together(tmp_path_factory: pytest.TempPathFactory, asked: str, told: str) -> None:
    ask = _ask(tmp_path_factory, "maximo_po", _RUN_TOGETHER)
    assert told in "\n".join(ask(asked, "fr" if "montant" in asked else "en") or [])
