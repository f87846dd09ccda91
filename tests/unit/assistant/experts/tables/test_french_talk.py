"""Everyday French over a work-order table: words of talk cost nothing, "pèse" asks for a mass, "qui" finds who."""

from __future__ import annotations

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Scope

from .plant_tables import Sheet, frame


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    rows = [
        {"OT": "OT-1", "Équipement": "CP-02", "Intervenant": "Équipe A", "Heures": 3.0},
        {"OT": "OT-2", "Équipement": "CP-02", "Intervenant": "Équipe B", "Heures": 5.75},
        {"OT": "OT-3", "Équipement": "PH-12", "Intervenant": "Équipe C", "Heures": 1.25},
    ]
    kinds = {
        "OT": ("text", None), "Équipement": ("text", None), "Intervenant": ("text", None),
        "Heures": ("number", None),
    }  # fmt: skip
    sheet = Sheet("ordres_travail", "Ordres de travail", kinds, frame(rows))
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("ot"))]))


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Total des heures passées sur CP-02 ?", "8,75"), ("Qui a fait OT-3 ?", "Équipe C")],
)
def test_talk_costs_nothing(expert: TableExpert, question: str, answer: str) -> None:
    found = expert.find(Question(text=question, asked=question, language="fr"), Scope()).evidence
    assert answer in (found[0].statement or "")
    assert found[0].score >= 0.5
