"""Forms are fields with values; tables whose columns bear the same words are tables."""

from __future__ import annotations

import pytest

from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.form_fields import is_form, pairs_of

_FORM = [
    ["Équipement", "P-1103 Pompe à mélasse", "Demandeur", "L. Moreau"],
    ["Date demande", "11/03/2025", "Priorité", "2"],
    ["Symptôme", "Fuite à la garniture.", "Fuite à la garniture.", "Fuite à la garniture."],
    ["Temps passé", "3,5 h", "Coût pièces", "412,00 €"],
]


def test_a_form_of_four_columns() -> None:
    assert is_form(_FORM)
    assert [pairs_of(row) for row in _FORM] == [
        ["Équipement: P-1103 Pompe à mélasse", "Demandeur: L. Moreau"],
        ["Date demande: 11/03/2025", "Priorité: 2"],
        ["Symptôme: Fuite à la garniture."],
        ["Temps passé: 3,5 h", "Coût pièces: 412,00 €"],
    ]


def test_a_list_of_roles_without_header() -> None:
    writer = BlockWriter()
    writer.table(
        [["Rédacteur", "Jeanne Petit"], ["Vérificateur", "Marc Roy"], ["Approbateur", "Direction"]], name="a"
    )
    assert not writer.tables
    assert writer.blocks[0].text == "Rédacteur: Jeanne Petit\nVérificateur: Marc Roy\nApprobateur: Direction"


@pytest.mark.parametrize(
    "rows",
    [
        [["Equipment", "Date"], ["P-101", "2024-01-01"], ["P-102", "2024-01-02"]],
        [["Field", "Type"], ["Date", "text"], ["Status", "text"], ["Author", "text"]],
        [["Machine", "Status", "Owner"], ["Pump", "on", "A"], ["Fan", "off", "B"]],
        [["Date", "Author"], ["Title", "Status"]],
    ],
    ids=["two columns", "a description of fields", "three columns", "labels only"],
)
def test_tables_with_such_columns_are_no_forms(rows: list[list[str]]) -> None:
    assert not is_form(rows)
