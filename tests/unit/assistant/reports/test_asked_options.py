"""Which questions ask for the maintenance options of a machine, and of which."""

from __future__ import annotations

import pytest

from assistant.reports.scenario.asked import asked_options


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("What are the maintenance options for P-101A?", "P-101A"),
        ("which options do we have for pump P-101A?", "P-101A"),
        ("plan the repair of P-101A", "P-101A"),
        ("Could you plan the maintenance of S-101A?", "S-101A"),
        ("Write a maintenance scenario for P-101A", "P-101A"),
        ("Quelles options de maintenance pour P-101A ?", "P-101A"),
        ("Quelles sont les options de maintenance pour la pompe P-101A ?", "P-101A"),
        ("Rédige un scénario de maintenance pour P-101B", "P-101B"),
        ("planifie la réparation de la pompe P-101A", "P-101A"),
        ("Fais-moi un plan de maintenance pour P-101A", "P-101A"),
        ("propose a maintenance plan for P-101A", "P-101A"),
        ("Peux-tu établir un plan d'action pour la pompe P-101A ?", "P-101A"),
        ("plan de maintenance P-101A", "P-101A"),
        ("plan de P-101A", ""),
        ("What is the maintenance plan of P-101A?", ""),
        ("What are the maintenance orders for P-101A?", ""),
        ("When is the next maintenance of P-101A planned?", ""),
        ("What are the maintenance options for P-101A and S-101A?", ""),
        ("Who planned the repair of P-101A?", ""),
        ("What are the maintenance options?", ""),
    ],
)
def test_options_of_one_machine_are_asked_for(text: str, tag: str) -> None:
    assert asked_options(text) == tag
