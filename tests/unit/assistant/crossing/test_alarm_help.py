"""What an alarm means and what to do is told by the list of alarms."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.alarm_help import AlarmHelp
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Scope

from .kiln import levels, master, states


@pytest.fixture
def help_of(tmp_path: Path) -> AlarmHelp:
    tables = TableExpert(FolderTables([states().write(tmp_path), master().write(tmp_path)]))
    return AlarmHelp(rows_named=tables.rows_named, rows_of=tables.rows_of)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("what should the operator do at alarm TAH-7?", ["Lower the firing rate"], ["Stop the burner"]),
        ("que faire sur alarme PAL-3", ["Open the damper"], []),
        ("set point of TAH-7", ["310 °C"], ["340"]),
        ("what causes TAHH-7?", ["Brick fallen"], ["worn"]),
        ("what does PAL-3 mean and what do I do?", ["Fan damper shut", "Open the damper", "-2 mbar"], []),
        (
            "2031-03-04 13:56:00,TAH-7,Kiln shell temperature high,High,ALM",
            ["Refractory worn", "firing rate"],
            [],
        ),
        ("how long do I have to respond to TAH-7?", ["10"], []),
    ],
)
def test_told(question: str, told: list[str], untold: list[str], help_of: AlarmHelp) -> None:
    bridge = help_of.cross(Question(text=question, asked=question, language="en"), Scope())
    assert bridge is not None
    answer = "\n".join(e.statement or "" for e in bridge.reasons)
    assert all(part in answer for part in told), answer
    assert not any(part in answer for part in untold), answer


@pytest.mark.parametrize(
    "question",
    [
        "how many times did TAH-7 come?",
        "when was TAH-7 calibrated last?",
        "what should I do if the kiln stops?",
        "what does ZA-9 mean?",  # in the journal alone
        "what came before TAH-7?",
        "consequence of PAL-3",  # the list has no column for it
    ],
)
def test_left_to_others(question: str, help_of: AlarmHelp) -> None:
    assert help_of.cross(Question(text=question, asked=question, language="en"), Scope()) is None


@pytest.fixture
def by_level(tmp_path: Path) -> AlarmHelp:
    tables = TableExpert(FolderTables([states().write(tmp_path), levels().write(tmp_path)]))
    return AlarmHelp(rows_named=tables.rows_named, rows_of=tables.rows_of)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("what should the operator do when LI-2 goes low low?", ["LI-2 LOLO", "Stop the pump"], ["Open"]),
        ("que doit faire l'opérateur quand LI-2 passe très bas ?", ["Stop the pump"], ["Open"]),
        ("LI-2 low setpoint?", ["30 %"], ["12"]),
        ("LI-2 LL: set point?", ["12 %"], ["30"]),
        ("seuil bas du LI-2", ["30 %"], ["12"]),
        ("set point of LI-2", ["LI-2 LO ", "30 %", "LI-2 LOLO", "12 %"], []),
        ("how much time does the operator have to respond to LI-2 low?", ["10"], ["Open", "Stop"]),
        ("2031-03-04 13:56:00,LI-2,LO,Medium,ALM,Level of tank T-9 low", ["Leak", "Open"], ["Stop"]),
        ("low low set point of FI-5?", ["no LL level for FI-5", "LO"], ["62"]),
    ],
)
def test_a_row_for_each_level(question: str, told: list[str], untold: list[str], by_level: AlarmHelp) -> None:
    bridge = by_level.cross(Question(text=question, asked=question, language="en"), Scope())
    assert bridge is not None
    answer = bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)
    assert all(part in answer for part in told), answer
    assert not any(part in answer for part in untold), answer


@pytest.mark.parametrize(
    "question",
    [
        "what should I do to replace LI-2?",
        "dead band of LI-2?",
        "how often did LI-2 go low low?",
        "LI-9 low setpoint?",
    ],
)
def test_levels_left_to_others(question: str, by_level: AlarmHelp) -> None:
    assert by_level.cross(Question(text=question, asked=question, language="en"), Scope()) is None
