"""When work is due next is told by open orders, next dates, or the last date with its interval."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.crossing.bridge import Bridge
from assistant.crossing.next_due import NextDue
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import MillLibrary, Sheet, chunk, question

_PASSAGES = (
    chunk("mill/rules.pdf", 0, "The relief valve PSV-41 was last inspected on 3 April 2029."),
    chunk("mill/rules.pdf", 1, "The next inspection of DK-55 is planned for 9 September 2031."),
    chunk("mill/RULES-08_rev2.pdf", 0, "RULES-08. Next review in 2032."),
    chunk("mill/rules.pdf", 2, "CV-30 is a chip conveyor."),
)


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day)


@pytest.fixture(scope="module")
def due(tmp_path_factory: pytest.TempPathFactory) -> NextDue:
    folder: Path = tmp_path_factory.mktemp("due")
    instruments = Sheet(
        "instruments", "Instruments",
        {"Tag": ("text", None), "Machine": ("text", None), "Last calibration": ("datetime", None),
         "Interval": ("number", "months")},
        [
            {"Tag": "VB-12", "Machine": "SW-12", "Last calibration": _day(2030, 8, 31), "Interval": 12.0},
            {"Tag": "TI-15", "Machine": "SW-12", "Last calibration": _day(2029, 3, 1), "Interval": 24.0},
            {"Tag": "LI-16", "Machine": "DK-55", "Last calibration": _day(2029, 3, 1), "Interval": None},
        ],
    )  # fmt: skip
    orders = Sheet(
        "orders", "Work orders",
        {"Order": ("text", None), "Equipment": ("text", None), "Description": ("text", None),
         "Status": ("text", None), "Due date": ("datetime", None), "Actual finish": ("datetime", None),
         "Remarks": ("text", None)},
        [
            {"Order": "WO-1", "Equipment": "SW-12", "Description": "Overhaul of the gearbox", "Status": "OPEN",
             "Due date": _day(2031, 9, 1), "Actual finish": None, "Remarks": None},
            {"Order": "WO-2", "Equipment": "SW-12", "Description": "Overhaul of the gearbox",
             "Status": "CLOSED", "Due date": _day(2028, 9, 1), "Actual finish": _day(2028, 9, 3),
             "Remarks": None},
            {"Order": "WO-3", "Equipment": "CV-30", "Description": "Belt check", "Status": "CLOSED",
             "Due date": _day(2031, 1, 5), "Actual finish": _day(2031, 1, 6), "Remarks": "Good after overhaul"},
            {"Order": "WO-4", "Equipment": "CV-30", "Description": "Alignment", "Status": "OPEN",
             "Due date": _day(2031, 4, 30), "Actual finish": None, "Remarks": None},
            {"Order": "WO-5", "Equipment": "CV-30", "Description": "Repaint", "Status": "CANCELLED",
             "Due date": _day(2031, 7, 30), "Actual finish": None, "Remarks": None},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(folder) for sheet in (instruments, orders)]))
    return NextDue(
        about=tables.about,
        library=MillLibrary({"mill/rules.pdf": "Rules", "mill/RULES-08_rev2.pdf": "Rules"}, _PASSAGES),  # type: ignore[arg-type]
        today=lambda: date(2031, 6, 1),
    )


def _cross(due: NextDue, text: str, language: Language = "en") -> Bridge | None:
    return due.cross(question(text, language), Scope())


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "When is VB-12 next due for calibration?",
            "en",
            "VB-12 (calibration) is next due on 31 August 2031",
        ),
        ("Quand est le prochain étalonnage de VB-12 ?", "fr", "prochaine échéance le 31 août 2031"),
        (
            "When is the next calibration of TI-15 due?",
            "en",
            "was due on 1 March 2031 and is overdue by 92 days",
        ),
        ("Is TI-15 overdue for calibration?", "en", "overdue by 92 days on 1 June 2031"),
        ("When is the calibration of LI-16 due?", "en", "neither a planned date nor an interval"),
        (
            "When is SW-12 next due for overhaul?",
            "en",
            "is next due on 1 September 2031 (order WO-1, not closed",
        ),
        ("When is the alignment of CV-30 due?", "en", "was due on 30 April 2031 and is overdue by 32 days"),
        ("When is the next inspection of PSV-41 due?", "en", "PSV-41 was last inspected on 3 April 2029"),
        ("When is the next inspection of DK-55?", "en", "DK-55 (inspection) is next due on 9 September 2031"),
    ],
)
def test_the_next_date_is_told_with_what_it_rests_on(
    due: NextDue, text: str, language: Language, told: str
) -> None:
    bridge = _cross(due, text, language)
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")
    assert bridge.reasons[0].source


def test_the_instruments_of_a_machine_are_told_each(due: NextDue) -> None:
    bridge = _cross(due, "When is SW-12 next due for calibration?")
    assert bridge is not None
    assert bridge.listed
    assert [(reason.statement or "").split()[0] for reason in bridge.reasons] == ["VB-12", "TI-15"]


@pytest.mark.parametrize("work", ["overhaul", "repainting", "lubrication"])
def test_a_closed_or_cancelled_order_tells_no_next_date(due: NextDue, work: str) -> None:
    bridge = _cross(due, f"When is CV-30 next due for {work}?")
    assert bridge is not None
    assert "neither a next date nor an interval" in (bridge.refusal or "")


@pytest.mark.parametrize(
    "text",
    [
        "When is WO-1 due?",
        "When did CV-30 trip?",
        "Quand la vibration de CV-30 a-t-elle dépassé 4,5 mm/s ?",
        "Quand CV-30 a-t-il dépassé son seuil d'alarme ?",
        "When is the next inspection due?",
        "When is XX-99 next due?",
        "When is the next review of the rules RULES-08?",
    ],
)
def test_other_questions_are_left_alone(due: NextDue, text: str) -> None:
    assert _cross(due, text) is None
