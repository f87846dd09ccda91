"""The gravest lines of an FMEA, by its rating or by the product of its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.gravest_modes import GravestModes, asked_gravest
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.source import FolderTables
from crossing.mill import Sheet, question
from retrieval.records import Language, Scope

_HEADS = ("No.", "Equipment", "Component", "Failure mode", "S", "O", "D", "RPN", "Recommended action")
_ROWS = (
    (1, "SW-12", "Blade", "Crack", 8, 3, 3, 72, "Change every 400 h"),
    (2, "SW-12", "Guide", "Seizure", 6, 4, 5, 120, "Grease weekly"),
    (3, "DK-5A/B", "Seal", "Leak", 7, 4, 4, 112, "None"),
    (4, "DK-5A/B", "Fan", "Noise", 2, 5, 2, 20, "None"),
)


def _expert(folder: Path, *, without: frozenset[str] = frozenset()) -> TableExpert:
    kinds = {
        head: ("integer" if head in ("No.", "S", "O", "D", "RPN") else "text", None)
        for head in _HEADS
        if head not in without
    }
    rows = [{k: v for k, v in zip(_HEADS, row, strict=True) if k in kinds} for row in _ROWS]
    return TableExpert(FolderTables([Sheet("fmea", "FMEA", kinds, rows).write(folder)]))  # type: ignore[arg-type]


def _told(expert: TableExpert, text: str, language: Language = "en") -> str | None:
    bridge = GravestModes(modes_of=expert.failure_modes).cross(question(text, language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


def test_the_highest_rating_with_those_behind_it(tmp_path: Path) -> None:
    expert = _expert(tmp_path)
    assert _told(expert, "which failure mode is the most critical?") == (
        "By RPN the most critical is Seizure (line 2, SW-12, Guide), with RPN 120 (S 6, O 4, D 5) in fmea.csv. "
        "Recommended action: Grease weekly. Then: Leak (line 3, DK-5A/B, Seal): 112; "
        "Crack (line 1, SW-12, Blade): 72."
    )
    assert _told(expert, "quel est le mode de défaillance le plus critique ?", "fr") == (
        "Par RPN, le plus critique : Seizure (ligne 2, SW-12, Guide), RPN 120 (S 6, O 4, D 5) dans fmea.csv. "
        "Recommended action : Grease weekly. Ensuite : Leak (ligne 3, DK-5A/B, Seal) : 112; "
        "Crack (ligne 1, SW-12, Blade) : 72."
    )


def test_of_one_machine(tmp_path: Path) -> None:
    told = _told(_expert(tmp_path), "most critical failure mode of DK-5A?")
    assert told is not None
    assert "is Leak (line 3" in told
    assert "Seizure" not in told


def test_without_a_rating_the_product_of_its_columns(tmp_path: Path) -> None:
    told = _told(_expert(tmp_path, without=frozenset({"RPN"})), "top 2 failure modes of the FMEA")
    assert told is not None
    assert told.startswith(
        "By S × O × D the most critical is Seizure (line 2, SW-12, Guide), with S × O × D 120"
    )
    assert "Crack" not in told


def test_an_analysis_without_figures_ranks_nothing(tmp_path: Path) -> None:
    expert = _expert(tmp_path, without=frozenset({"RPN", "S", "O", "D"}))
    assert _told(expert, "which failure mode is the most critical?") is None


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("which failure mode is the most critical?", 3), ("most critical failure modes", 3),
        ("what are the top 5 risks in the FMEA?", 5), ("worst failure mode of P-101A?", 3),
        ("quels sont les risques les plus élevés de l'AMDEC ?", 3),
        ("les 5 modes de défaillance les plus critiques", 5), ("AMDEC : modes critiques", 3),
        ("which failure modes are critical for P-101A", 3), ("FMEA highest risk", 3),
        ("mode de panne le plus grave", 3),
    ],
)  # fmt: skip
def test_how_many_are_asked_for(text: str, most: int) -> None:
    assert asked_gravest(text) == most


@pytest.mark.parametrize(
    "text",
    [
        "most common failure mode of P-101A?", "which failure mode is the most frequent?",
        "most critical equipment?", "top 3 failure modes by number of WOs", "top failure modes", "which alarm is the most critical?", "how many critical failure modes are there?",
        "failure modes with an RPN above 100", "what is the worst failure of 2025?", "worst month of production?",
        "who owns the most critical failure mode?", "quelle est la cause du mode de défaillance le plus critique ?",
        "what does the FMEA recommend for the crack found in the report?", "mode de défaillance le plus fréquent",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert asked_gravest(text) is None
