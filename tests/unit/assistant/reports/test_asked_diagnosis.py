"""Which questions ask for a diagnosis of one machine, and which ask for something else."""

from __future__ import annotations

import pytest

from assistant.reports.diagnostic.asked import asked_diagnosis


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Write a diagnostic report on P-101A", "P-101A"),
        ("can you prepare the diagnostic report for pump P-101A?", "P-101A"),
        ("Diagnose P-101A", "P-101A"),
        ("What is wrong with P-101A?", "P-101A"),
        ("what's the matter with the pump P-101A", "P-101A"),
        ("Rédige un rapport de diagnostic de P-101B", "P-101B"),
        ("Qu'est-ce qui ne va pas avec P-101B ?", "P-101B"),
        ("diagnostic de la pompe P-101B", "P-101B"),
        ("What is wrong with the alignment table of report MR-2025-0922 on P-101A?", ""),
        ("What is wrong with P-101A and P-101B?", ""),
        ("Why did P-101A trip?", ""),
        ("Who wrote the diagnostic report?", ""),
        ("How many diagnostic reports on P-101A are there?", ""),
    ],
)
def test_a_diagnosis_of_one_machine(text: str, tag: str) -> None:
    assert asked_diagnosis(text) == tag
