"""The alarms of a list by priority, and what is asked of journals."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.alarm_lists import AlarmLists, priority_of_list
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope

from .kiln import levels, states


@pytest.fixture
def lists(tmp_path: Path) -> AlarmLists:
    tables = TableExpert(FolderTables([states().write(tmp_path), levels().write(tmp_path)]))
    return AlarmLists(rows_of=tables.rows_of)


@pytest.mark.parametrize(
    ("question", "language", "told", "untold"),
    [
        (
            "list the critical priority alarms in the master database",
            "en",
            ["LI-2 LOLO", "TI-4 HIHI"],
            "FI-5",
        ),
        ("which alarms are critical in the master alarm list?", "en", ["2 alarms", "TI-4 HIHI"], "FI-5"),
        ("how many medium priority alarms in the alarm list?", "en", ["1 alarm (Medium)", "LI-2 LO"], "LOLO"),
        ("how many alarms are in the master alarm list?", "en", ["4 alarms in the list"], "LI-2"),
        ("combien d'alarmes critiques dans la liste des alarmes ?", "fr", ["2 alarmes (Critical)"], "FI-5"),
    ],
)
def test_told(question: str, language: Language, told: list[str], untold: str, lists: AlarmLists) -> None:
    bridge = lists.cross(Question(text=question, asked=question, language=language), Scope())
    assert bridge is not None
    answer = "\n".join(e.statement or "" for e in bridge.reasons)
    assert all(part in answer for part in told), answer
    assert untold not in answer


@pytest.mark.parametrize(
    "question",
    [
        "list critical alarms",  # of the journal
        "which critical alarms came that are not in the master list?",
        "how many critical alarms came last week by the alarm list?",
        "how many alarms in the master alarm list were changed?",
        "what share of the alarms in the master list is critical?",
        "which alarms are not in the master alarm list?",
        "why is the alarm critical in the master database?",
        "how many pumps are in the master list?",
    ],
)
def test_left_to_others(question: str) -> None:
    assert priority_of_list(question) is None
