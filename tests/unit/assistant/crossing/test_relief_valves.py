"""Relief valves that opened off their set pressure, that did not open, and whose test is late."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.crossing.planned_work import PlannedWork
from assistant.crossing.relief_valves import ReliefValves, asked_relief
from assistant.experts.text.named import Named

from .registers import Ask, asking, tables_of

_NAMED = (
    ("Tag", "Protected equipment", "Set pressure (barg)", "Last test", "Popped at (barg)", "Next test due"),
    ("PSV-1", "V-1", 10.0, date(2030, 1, 5), 10.1, date(2032, 1, 5)),
    ("PSV-2", "V-2", 8.0, date(2029, 1, 5), 9.0, date(2031, 1, 5)),
    ("PSV-3", "V-3", 6.0, date(2030, 1, 5), 5.7, date(2031, 12, 5)),
)
_SHORT = (
    ("Soupape", "Protège", "Tarage", "Ouverture constatée", "Date dernier contrôle", "Périodicité (mois)"),
    ("PSV-8", "B-8", "7,5", "7,9", date(2028, 3, 1), 36),
    ("PSV-9", "B-9", "12,0", "n'a pas ouvert", date(2030, 3, 1), 24),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("psv"), {"psv": _NAMED}, {"Set pressure (barg)": "barg"})
    return asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 6, 1)))


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(
        tmp_path_factory.mktemp("soupapes"), {"soupapes": _SHORT}, {"Périodicité (mois)": "mois"}
    )
    return asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 6, 1)))


def test_those_that_popped_high_the_furthest_first(tell: Ask) -> None:
    assert tell("Which relief valves popped above their set pressure?") == [
        "2 of 3 valves opened above set pressure, 1 of them by more than 3 %:",
        "PSV-2 (V-2): opened at 9 barg, set 8 barg (+12.5 %), 5 January 2029.",
        "PSV-1 (V-1): opened at 10.1 barg, set 10 barg (+1 %), 5 January 2030.",
    ]
    low = tell("any PSV that opened below set pressure?")
    assert low is not None
    assert low[1].startswith("PSV-3 (V-3): opened at 5.7 barg")


def test_late_tests_by_the_date_or_the_interval(tell: Ask, dire: Ask) -> None:
    assert tell("overdue PSVs") == [
        "1 of 3 relief valves is past its test date on 1 June 2031:",
        "PSV-2 (V-2): test due 5 January 2031, last tested 5 January 2029.",
    ]
    assert dire("quelles soupapes sont en retard de contrôle ?", "fr") == [
        "1 soupape sur 2 en retard de contrôle au 1er juin 2031 :",
        "PSV-8 (B-8) : contrôle dû le 1er mars 2031 d'après sa périodicité, dernier contrôle le 1er mars 2028.",
    ]


def test_names_of_columns_written_as_one_word(tmp_path: Path) -> None:
    rows = (
        ("ASSETNUM", "DESCRIPTION", "LOCATION", "SETPRESS", "ASFOUNDPRESS", "LASTTESTDATE", "NEXTTESTDATE"),
        ("PSV-91", "PSV TANK", "T-9", 16.0, 17.9, date(2028, 6, 3), date(2031, 3, 3)),
        ("PSV-92", "PSV LINE", "L-9", 10.0, 9.9, date(2030, 6, 3), date(2033, 3, 3)),
    )
    tables = tables_of(tmp_path, {"psv_export": rows})
    ask = asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 6, 1)))
    opened = ask("which PSVs opened above set?")
    assert opened is not None
    assert opened[1].startswith("PSV-91: opened at 17.9, set 16 (+11.9 %)")
    late = ask("overdue PSVs")
    assert late is not None
    assert late[1].startswith("PSV-91: test due 3 March 2031")


_SEATS = (
    ("Tag", "Protects", "Set pressure (barg)", "Size (in)", "Last test", "Popped at (barg)", "Seat leakage",
     "Next test"),
    ("PSV-1", "Vessel V-1", 10.0, "1 x 2", date(2030, 1, 5), 10.9, "none", date(2032, 1, 5)),
    ("PSV-2A", "Drum V-2", 8.0, "4 x 6", date(2029, 1, 5), 8.2, "slight", date(2032, 3, 5)),
    ("PSV-2B", "Drum V-2", 8.0, "4 x 6", date(2030, 1, 5), 8.0, "none", date(2033, 12, 5)),
    ("PSV-3", "Tank T-3", 4.0, "1 x 2", date(2030, 1, 5), 3.6, "heavy", date(2031, 3, 5)),
)  # fmt: skip


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(
        tmp_path_factory.mktemp("seats"), {"register": _SEATS}, {"Set pressure (barg)": "barg"}
    )
    return asking(ReliefValves(rows_of=tables.rows_of, today=lambda: date(2031, 6, 1)))


@pytest.mark.parametrize(
    ("text", "language", "head", "names"),
    [
        ("which relief valves popped more than 5 % above their set pressure?", "en",
         "1 of 4 valves opened more than 5 % above set pressure:", ("PSV-1",)),
        ("PSVs that opened over 2 percent above set", "en",
         "2 of 4 valves opened more than 2 % above set pressure:", ("PSV-1", "PSV-2A")),
        ("quelles soupapes ont ouvert plus de 9,5 % au-dessous du tarage ?", "fr",
         "1 soupape sur 4 a ouvert plus de 9,5 % au-dessous du tarage :", ("PSV-3",)),
        ("which relief valves popped more than 20 % above set?", "en",
         "None of the 4 valves with a measured opening opened more than 20 % above set pressure.", ()),
    ],
)  # fmt: skip
def test_the_share_that_is_asked_for(
    seats: Ask, text: str, language: str, head: str, names: tuple[str, ...]
) -> None:
    told = seats(text, language)
    assert told is not None
    assert told[0] == head
    assert tuple(sorted(line.split(" ")[0] for line in told[1:])) == names


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("size of the relief valves on drum V-2", [
            "PSV-2A (Drum V-2): Size (in) 4 x 6.", "PSV-2B (Drum V-2): Size (in) 4 x 6."]),
        ("which relief valve had a heavy seat leak?", ["PSV-3 (Tank T-3): Seat leakage heavy."]),
        ("which PSVs leaked at the seat?", [
            "PSV-2A (Drum V-2): Seat leakage slight.", "PSV-3 (Tank T-3): Seat leakage heavy."]),
    ],
)  # fmt: skip
def test_cells_by_what_is_protected_or_said(seats: Ask, text: str, lines: list[str]) -> None:
    assert seats(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "which relief valves popped above 9 barg?",
        "which relief valves popped within 5 % of set pressure?",
        "which relief valves popped at least 5 % above set?",
        "which relief valves did not leak?",
        "which relief valve has the largest size?",
        "colour of the relief valves on drum V-2",
        "size of the relief valves on drum V-9",
        "size of the relief valves",
        "how many relief valves leak?",
        "which relief valves are due for test in 2032?",
    ],
)
def test_other_cells_shares_and_days_are_left(seats: Ask, text: str) -> None:
    assert seats(text) is None


@pytest.mark.parametrize(
    ("text", "language", "head"),
    [
        ("how many relief valves are due for test in 2032?", "en", "2 tasks are due"),
        ("quelles soupapes sont à contrôler en 2032 ?", "fr", "2 tâches"),
    ],
)
def test_tests_due_in_a_year_are_planned_work(tmp_path: Path, text: str, language: str, head: str) -> None:
    tables = tables_of(tmp_path, {"register": _SEATS})
    told = asking(
        PlannedWork(rows_of=tables.rows_of, names_in=lambda *_: Named(), today=lambda: date(2031, 6, 1))
    )(text, language)
    assert told is not None
    assert told[0].startswith(head)


def test_control_valves_are_no_relief_valves(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, {"register": _SEATS})
    ask = asking(
        PlannedWork(rows_of=tables.rows_of, names_in=lambda *_: Named(), today=lambda: date(2031, 6, 1))
    )
    assert ask("how many control valves are due for test in 2032?") is None
    assert ask("which valves are due for maintenance in 2032?") is None


def test_one_that_did_not_open(dire: Ask) -> None:
    assert dire("quelles soupapes n'ont pas ouvert ?", "fr") == ["PSV-9 (B-9): n'a pas ouvert."]
    high = dire("soupapes hors tolérance", "fr")
    assert high is not None
    assert high[0] == "1 soupape sur 1 a ouvert à plus de 3 % du tarage :"
    assert high[-1] == "Sans pression d'ouverture : PSV-9 (n'a pas ouvert)."


@pytest.mark.parametrize(
    "text",
    [
        "set pressure of PSV-1",
        "Which valves are open?",
        "Which valve protects V-1?",
        "How many PSVs are overdue?",
        "When was PSV-1 last tested?",
        "Which jobs are overdue?",
        "Why did PSV-2 open?",
        "Is the suction valve open?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_relief(text) is None
