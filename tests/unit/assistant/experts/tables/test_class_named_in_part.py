"""A class of things is asked for: a cell that holds a word of its name only is no answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope

from .plant_tables import Sheet, frame

_TOLD = 0.5
"""Score below which evidence is not told."""


def _modes() -> Sheet:
    rows = [
        {"Equipment": item, "Failure mode": mode, "Effect": effect, "Current control": check}
        for item, mode, effect, check in (
            ("Screw press P-1", "Seizure", "Reverse rotation of the drive", "Operator round"),
            ("Silo S-2", "Bridging", "Feed stops", "Weighing"),
            ("Fan F-3", "Unbalance", "High vibration", "Operator round"),
        )
    ]
    return Sheet("failure_modes", "Failure modes", dict.fromkeys(rows[0], ("text", None)), frame(rows))


def _register() -> Sheet:
    rows = [
        {"Tag": tag, "Type": kind, "State": state}
        for tag, kind, state in (
            ("P-1", "Twin screw press", "In service"),
            ("S-2", "Welded silo", "Standby"),
            ("F-3", "Radial fan", "In service"),
        )
    ]
    return Sheet("register", "Machine register", dict.fromkeys(rows[0], ("text", None)), frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder = tmp_path_factory.mktemp("classes")
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in (_modes(), _register())]))

    def answer(text: str, *, language: Language = "en") -> str:
        found = expert.find(Question(text=text, asked=text, language=language), Scope())
        return "\n".join(one.statement or "" for one in found.evidence if one.score >= _TOLD)

    return answer


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Which equipment are rotating machines?", "en"),
        ("Which of our machines are rotating machines?", "en"),
        ("Which machines are rotating equipment?", "en"),
        ("Quels équipements sont des machines tournantes ?", "fr"),
    ],
)
def test_a_cell_with_a_part_of_the_name_is_no_answer(
    ask: Callable[..., str], question: str, language: Language
) -> None:
    assert "rotation" not in ask(question, language=language).casefold()
    assert "round" not in ask(question, language=language).casefold()


def test_a_class_that_a_cell_names_is_listed(ask: Callable[..., str]) -> None:
    assert "P-1" in ask("Which machines are screw presses?")
    assert "S-2" in ask("Which of our machines are standby machines?")
