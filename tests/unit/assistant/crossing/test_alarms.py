"""Journals of alarms in any layout give the same figures; what a journal lacks is said, what is no journal's is left."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant.crossing.alarms import AlarmJournals
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.named import Named
from assistant.records import Question
from retrieval.records import Language, Scope

from .kiln import LAYOUTS, master
from .mill import Sheet

_TODAY = date(2031, 3, 20)


def _names_none(text: str, language: Language, scope: Scope) -> Named:
    return Named()


def _crossing(tables: TableExpert) -> AlarmJournals:
    return AlarmJournals(
        schemas=tables.schemas,
        cells_of=partial(tables.cells_of, most=10_000),
        names_in=_names_none,
        today=lambda: _TODAY,
        hours=lambda scope: {},
    )


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AlarmJournals]:
    found = {}
    for name, made in LAYOUTS.items():
        folder = tmp_path_factory.mktemp(name)
        tables = TableExpert(FolderTables([made().write(folder), master().write(folder)]))
        found[name] = _crossing(tables)
    return found


Tell = Callable[..., str | None]


@pytest.fixture
def told(journals: dict[str, AlarmJournals]) -> Tell:
    def tell(text: str, layout: str = "states", language: Language = "en") -> str | None:
        bridge = journals[layout].cross(Question(text=text, asked=text, language=language), Scope())
        if bridge is None:
            return None
        return bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)

    return tell


_ASKED = [
    ("which alarm is the most frequent?", ["PAL-3", "6 (54.5 %) of 11 alarms"]),
    ("top two bad actors of the alarm journal", ["PAL-3", "TAH-7", "3 (27.3 %)"]),
    ("how many alarms on 4 March?", ["9 alarms"]),
    ("how many alarms between 4 and 5 March?", ["11 alarms"]),
    ("how many alarms before 5 March 2031?", ["9 alarms"]),
    ("which alarms are still active?", ["1 alarm", "ZA-9", "4 March 2031, 20:00:00"]),
    ("which alarms stood longest?", ["ZA-9", "1 day 3 h", "PAL-3", "2 h"]),
    ("which alarm stood the longest before it returned to normal?", ["ZA-9", "PAL-3", "2 h"]),
    ("how many times did PAL-3 go into alarm that week (3 to 9 March)", ["6 alarms of PAL-3"]),
    ("how many alarms on 4 March, 13:50 to 14:00?", ["2 alarms"]),
    ("exact time of the trip alarm?", ["1 alarm", "4 March 2031, 14:00:00 TAHH-7"]),
    ("any stale alarms?", ["1 alarm", "ZA-9"]),
    ("chattering alarms", ["1 chattering", "PAL-3", "3 times"]),
    ("fleeting alarms?", ["3 of 11", "PAL-3 3"]),
    ("when did TAH-7 first come?", ["4 March 2031, 01:00:00", "3 times"]),
    ("when was the last TAH-7 alarm?", ["5 March 2031, 05:00:00"]),
    ("how many times did PAL-3 come in?", ["6 alarms of PAL-3"]),
    ("how long was TAHH-7 active in total?", ["1 h 10 min"]),
    ("is ZA-9 still active?", ["ZA-9", "had not returned"]),
    ("is TAHH-7 in alarm?", ["No alarm of TAHH-7 stood", "15:10:00"]),
    (
        "what came in the ten minutes before the trip?",
        ["2 alarms", "TAHH-7", "13:56:00 TAH-7", "13:58:30 PAL-3"],
    ),
    ("which alarms came 3 minutes before TAHH-7", ["1 alarm", "13:58:30 PAL-3"]),
    ("alarms from 13:50 to 14:00 on 4 March", ["2 alarms"]),
    ("which alarms came after 13:58 on 4 March", ["PAL-3", "TAHH-7"]),
    ("alarm rate against EEMUA 191", ["EEMUA 191", "ISA-18.2", "11 alarms"]),
    ("alarms per day", ["2031-03-04 9", "2031-03-05 2"]),
    ("which day had the most alarms?", ["4 March 2031", "9 alarms"]),
    ("how many alarm floods?", ["No alarm flood"]),
    ("how long does it take to acknowledge an alarm?", ["1 min 38 s", "4 of 11"]),
    ("which alarms were never acknowledged?", ["7 of 11"]),
    ("how many draught alarms?", ["6 alarms", "draught"]),
    ("which alarms are not in the master alarm list?", ["1 alarm", "ZA-9"]),
    ("are there any alarms that haven't cleared?", ["1 alarm", "ZA-9"]),
    ("repeating alarms within a minute", ["1 chattering", "PAL-3"]),
    ("how many different alarms came?", ["4 different alarms", "11 alarms in all"]),
    ("how do we compare with ISA 18.2 KPIs?", ["ISA-18.2"]),
    ("which point alarms the most", ["PAL-3"]),
    ("which alarms lasted the longest?", ["ZA-9"]),
    ("alarm summary", ["ISA-18.2", "most frequent", "chattering", "had not returned"]),
    ("alarms in the quarter of an hour before the trip", ["2 alarms", "15 min"]),
    ("which alarms came in the hour before the trip?", ["2 alarms", "1 h before"]),
    ("what happened last night?", ["Alarm journal", "4 March 2031 22:00", "1 alarm", "TAH-7"]),
]


@pytest.mark.parametrize(("question", "wanted"), _ASKED)
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "french"])
def test_layouts_agree(question: str, wanted: list[str], layout: str, told: Tell) -> None:
    answer = told(question, layout) or ""
    assert [part for part in wanted if part not in answer] == [], answer


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("quelle alarme revient le plus ?", ["PAL-3", "6 (54,5 %) sur 11 alarmes"]),
        ("combien d'alarmes du 4 au 5 mars", ["11 alarmes"]),
        ("quelles alarmes sont encore présentes ?", ["ZA-9", "depuis le 4 mars 2031"]),
        ("alarmes battantes", ["1 alarme battante", "PAL-3"]),
        (
            "qu'est-ce qui est tombé dans les dix minutes avant le déclenchement ?",
            ["2 alarmes", "13:56:00 TAH-7"],
        ),
        ("nombre d'alarmes de priorité haute", ["3 alarmes de priorité haute"]),
        ("temps moyen d'acquittement", ["1 min 38 s"]),
        ("taux d'alarmes par rapport a l'ISA 18.2", ["ISA-18.2", "EEMUA 191"]),
        ("quand TAH-7 est-elle apparue pour la première fois ?", ["4 mars 2031 à 01:00:00"]),
        ("alarmes non acquittées", ["7 sur 11"]),
        ("quelle est l'alarme qui tombe le plus souvent ?", ["PAL-3"]),
        ("quelles alarmes n'ont pas disparu ?", ["ZA-9", "depuis le 4 mars 2031"]),
        ("alarme ZA-9 toujours là ?", ["ZA-9", "encore présente"]),
    ],
)
def test_french(question: str, wanted: list[str], told: Tell) -> None:
    answer = told(question, "french", "fr") or ""
    assert [part for part in wanted if part not in answer] == [], answer


@pytest.mark.parametrize(
    ("layout", "question", "wanted"),
    [
        ("states", "how many high-priority alarms?", "3 alarms of high priority"),
        ("actions", "how many high priority alarms on 4 March", "2 alarms of high priority"),
        ("actions", "how many alarms?", "11 alarms"),
        ("spans", "who acknowledged most alarms?", "ivo 4"),
        ("spans", "top five alarms in Feed", "PAL-3"),
        ("spans", "most frequent alarm by area", "Feed 7"),
        ("spans", "how many severity 1 alarms?", "does not say which of its priorities"),
        ("states", "who acknowledged the alarms?", "does not tell who acknowledged"),
        ("states", "how many alarms on 3 April 2031?", "covers 4 March 2031 to 5 March 2031"),
        ("lines", "what share of the alarms are high priority?", "27.3 %"),
    ],
)
def test_restrictions_and_lacks(layout: str, question: str, wanted: str, told: Tell) -> None:
    assert wanted in (told(question, layout) or "")


@pytest.mark.parametrize(
    "question",
    [
        "what is an alarm flood?",
        "what should the operator do at alarm TAH-7?",
        "set point of alarm PAL-3",
        "what causes TAH-7?",
        "how many alarms on 4 and on 5 March?",  # two days apart from one another
        "how many alarms stood longer than 15 minutes?",
        "What was the priority of the trip alarm?",
        "List the alarms with an operator note.",
        "alarms of P-999",
        "how many fire alarms?",
        "how many work orders on PAL-3?",
        "when was TAH-7 calibrated?",
        "what is the alarm limit of the kiln?",
        "how do I acknowledge an alarm?",
        "who gives the all clear after a spark alarm",
        "is 92 °C normal?",
        "bad weather",
        "which sensors are in alarm?",
        "what alarms are set for TAH-7?",
    ],
)
def test_what_is_not_asked_of_a_journal(question: str, told: Tell) -> None:
    assert told(question) is None


def test_no_standing_alarm_is_told_of_a_journal_that_writes_few_returns(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sheet = LAYOUTS["states"]()
    rows = [row for row in sheet.rows if row["State"] != "RTN"] + [
        row for row in sheet.rows if row["State"] == "RTN"
    ][:1]
    folder = tmp_path_factory.mktemp("few")
    made = type(sheet)(sheet.name, sheet.title, sheet.types, rows)
    tables = TableExpert(FolderTables([made.write(folder)]))
    crossing = _crossing(tables)
    text = "which alarms are still active?"
    bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    assert bridge.refusal == "The alarm journal does not tell when alarms returned."
    for text in ("is TAH-7 in alarm?", "what is in alarm right now?"):  # readings may tell
        assert crossing.cross(Question(text=text, asked=text, language="en"), Scope()) is None


def test_a_yesterday_that_the_journal_does_not_reach_is_said(
    journals: dict[str, AlarmJournals], told: Tell
) -> None:
    late = copy(journals["states"])
    late._today = lambda: date(2033, 1, 1)
    for text, language, said in (
        ("how many alarms yesterday?", "en", "The journal ends on"),
        ("combien d'alarmes hier ?", "fr", "Le journal s'arrête le"),
    ):
        bridge = late.cross(Question(text=text, asked=text, language=language), Scope())  # type: ignore[arg-type]
        assert bridge is not None
        assert str(bridge.reasons[0].statement).startswith(said)
    assert not str(told("how many alarms on 4 March?")).startswith("The journal ends")


def test_a_whole_week_is_seven_days(tmp_path: Path) -> None:
    first = datetime(2031, 3, 3, 2)
    sheet = Sheet(
        "alarm_journal", "",
        {"Time": ("datetime", None), "Tag": ("text", None), "State": ("text", None), "Message": ("text", None)},
        [
            {"Time": first + timedelta(hours=n), "Tag": "PAL-3", "State": "ALM", "Message": "Draught low"}
            for n in range(0, 161, 2)
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(tmp_path)]))
    crossing = _crossing(tables)
    text = "average alarms per hour over the whole week of the journal"
    bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    assert "81 alarms in 168 h" in (bridge.reasons[0].statement or "")


def test_a_trip_is_found_in_messages_of_the_other_language(told: Tell) -> None:
    answer = told("combien d'alarmes de déclenchement ?", "states", "fr") or ""
    assert answer.startswith("1 alarme avec « trip »")


def test_what_came_before_a_trip_in_another_table_is_left_to_others(tmp_path: Path) -> None:
    other = Sheet(
        "sis_points", "", {"Point": ("text", None), "On": ("integer", None)}, [{"Point": "LSL-1", "On": 1}]
    )
    tables = TableExpert(FolderTables([LAYOUTS["states"]().write(tmp_path), other.write(tmp_path)]))
    crossing = _crossing(tables)
    for text, told in (
        ("what came first before the trip in the SIS events?", False),
        ("what came first before the trip in the alarm events?", True),
    ):
        bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
        assert (bridge is not None) is told
