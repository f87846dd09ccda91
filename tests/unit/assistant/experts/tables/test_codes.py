"""Codes of a register of stops: one table lists them, another one uses them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame


def _codes() -> Sheet:
    rows = [
        {"Stop code": code, "Signification": words}
        for code, words in (
            ("JAM", "Jam at the infeed"),
            ("EMS", "Emergency stop pulled"),
            ("Q7", "Quality hold"),
        )
    ]
    return Sheet(
        "stop_codes",
        "Stop codes",
        {"Stop code": ("text", None), "Signification": ("text", None)},
        frame(rows),
    )  # type: ignore[arg-type]


def _stops() -> Sheet:
    rows = [
        {"Line": line, "Stop code": code, "Cause": cause}
        for line, code, cause in (
            ("L1", "JAM", "Torn belt"),
            ("L1", "JAM", "Bent rail"),
            ("L2", "EMS", "Drill"),
        )
    ]
    return Sheet(
        "stops",
        "Stops",
        {"Line": ("text", None), "Stop code": ("text", None), "Cause": ("text", None)},
        frame(rows),
    )  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("codes")
    return asking((_stops(), _codes()), folder)


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("What does JAM mean?", "en", "Jam at the infeed"),
        ("what does the stop code EMS stand for", "en", "Emergency stop pulled"),
        ("meaning of the code q7?", "en", "Quality hold"),
        ("Que signifie le code EMS ?", "fr", "Emergency stop pulled"),
    ],
)
def test_a_code_is_told_from_the_table_that_lists_it(
    ask: Callable[..., str], text: str, language: Language, meaning: str
) -> None:
    said = ask(text, language=language)
    assert said.startswith(meaning)
    assert "Torn belt" not in said


def test_a_code_that_is_used_and_not_listed_is_not_made_up(ask: Callable[..., str]) -> None:
    assert "Jam" not in ask("What does XYZ mean?")


def test_a_code_is_told_by_the_column_that_is_called_like_its_own(tmp_path: Path) -> None:
    names = ("KPI name", "Primary code", "Primary code description", "Sub code", "Sub code description")
    used = [("Flow", "M1", "Wear", "M1b", "Wear of rotor"), ("Load", "M2", "Heat", "M2a", "Heat of coil")]
    listed = [(f"K{n}", f"M{n}", f"Primary {n}", f"M{n}b", f"Sub {n}") for n in range(1, 6)]
    sheets = [
        Sheet(
            name,
            name,
            dict.fromkeys(names, ("text", None)),
            frame([dict(zip(names, r, strict=True)) for r in rows]),
        )  # type: ignore[arg-type]
        for name, rows in (("mapping", used), ("failure_codes", listed))
    ]
    said = asking(tuple(sheets), tmp_path)("What does failure code M1b mean?", language="en")
    assert said.startswith("Sub 1")
