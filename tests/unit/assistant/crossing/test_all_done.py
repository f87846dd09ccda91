"""Whether all of some work is done: yes or no, and what is still open."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.all_done import AllDone, asked_of
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.source import FolderTables
from crossing.mill import Sheet, question
from retrieval.records import Language, Scope


def _expert(folder: Path, states: tuple[str, ...]) -> TableExpert:
    kinds = {
        "No.": ("integer", None),
        "Action": ("text", None),
        "Owner": ("text", None),
        "Status": ("text", None),
    }
    words = ("Guard for the blade", "Longer cable", "Second lamp", "New lock")
    rows = [
        {"No.": at + 1, "Action": words[at], "Owner": ("Planner", "Fitter")[at % 2], "Status": state}
        for at, state in enumerate(states)
    ]
    return TableExpert(FolderTables([Sheet("actions", "Actions", kinds, rows).write(folder)]))  # type: ignore[arg-type]


def _told(expert: TableExpert, text: str, language: Language = "en") -> list[str]:
    all_done = AllDone(find=expert.find, rows_of=expert.rows_behind)
    bridge = all_done.cross(question(text, language), Scope())
    return [] if bridge is None else [str(reason.statement) for reason in bridge.reasons]


def test_no_with_the_open_ones(tmp_path: Path) -> None:
    expert = _expert(tmp_path, ("open", "done", "open", "done"))
    open_ones = ["1, Planner, Guard for the blade", "3, Planner, Second lamp"]
    told = _told(expert, "Are all the actions done?")
    assert told[0] == "No: 2 of 4 are done, 2 are still open (actions.csv)."
    assert [line.split(",")[0] for line in told[1:]] == [line.split(",")[0] for line in open_ones]
    assert "Guard for the blade" in told[1]
    french = _told(expert, "Les actions sont-elles toutes faites ?", "fr")
    assert french[0] == "Non : 2 sur 4 sont faits, 2 restent ouverts (actions.csv)."
    assert len(french) == 3


def test_yes_where_none_is_open(tmp_path: Path) -> None:
    expert = _expert(tmp_path, ("done", "done", "done", "done"))
    assert _told(expert, "have all actions been closed?") == ["Yes: 4 of 4 are done (actions.csv)."]
    assert _told(expert, "reste-t-il des actions ouvertes ?", "fr") == [
        "Non : 4 sur 4 sont faits (actions.csv)."
    ]


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("Les actions du RCA sont-elles toutes faites ?", "actions du RCA"),
        ("toutes les actions de la RCA sont-elles closes ?", "actions de la RCA"),
        ("Est-ce que toutes les actions du RCA ont été réalisées ?", "actions du RCA"),
        ("Have the RCA actions been done?", "RCA actions"), ("are all work orders on P-7 closed?", "work orders on P-7"),
        ("tous les OT de P-7 sont-ils clos ?", "OT de P-7"), ("is everything in the RCA done?", "rca actions"),
        ("is there anything left to do from the RCA?", "RCA actions"),
        ("reste-t-il des actions ouvertes dans le RCA ?", "actions dans le rca"),
    ],
)  # fmt: skip
def test_the_work_is_found_in_the_question(text: str, work: str) -> None:
    asked = asked_of(text)
    assert asked is not None
    assert asked.work.lower() == work.lower()


@pytest.mark.parametrize(
    "text",
    [
        "are all valves closed?", "is the pump done?", "which actions are done?", "how many actions are done?",
        "are the bearings finished?", "les vannes sont-elles fermées ?", "when were the actions done?",
        "have the seals been replaced?", "who closed the actions?",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert asked_of(text) is None
