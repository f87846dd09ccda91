"""Changes by operators, in a journal of alarms and in a log with old and new values."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from assistant.crossing.operator_changes import OperatorChanges, asked_change
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables

from .kiln import DAY, _sheet
from .registers import Ask, asking


def _at(day: int, hour: int) -> datetime:
    return DAY + timedelta(days=day, hours=hour)


_JOURNAL = {"Time": "datetime", "Source": "text", "Type": "text", "Text": "text", "Operator": "text"}
_JOURNAL_ROWS: list[list[object]] = sorted(
    [
        *(
            [_at(n % 5, n), "LI-7", kind, "Kiln level low", ""]
            for n in range(12)
            for kind in ("ALARM", "RTN")
        ),
        [_at(0, 8), "FIC-3", "CHANGE", "SP changed from 42.0 to 48.5 t/h", "N.OAK"],
        [_at(0, 14), "LIC-5", "CHANGE", "MODE changed from AUTO to MAN", "N.OAK"],
        [_at(1, 6), "LIC-5", "CHANGE", "MODE changed from MAN to AUTO", "B.ELM"],
        [_at(3, 9), "FIC-3", "CHANGE", "SP changed from 48.5 to 45.0 t/h", "B.ELM"],
    ],
    key=lambda row: str(row[0]),
)
_ACTIONS = {
    "Date/heure": "datetime", "Repère": "text", "Action": "text", "Ancienne valeur": "text",
    "Nouvelle valeur": "text", "Unité": "text", "Opérateur": "text",
}  # fmt: skip
_ACTIONS_ROWS: list[list[object]] = [
    [_at(0, 7), "FIC-7", "Changement de consigne", "120", "135", "m3/h", "Orme"],
    [_at(1, 15), "TIC-9", "Changement de mode", "Auto", "Manuel", None, "Hêtre"],
    [_at(2, 10), "PIC-1", "Changement de consigne", "5.5", "6", "bar", "Orme"],
]


def _ask(folder: object, types: dict[str, str], rows: list[list[object]]) -> Ask:
    tables = TableExpert(FolderTables([_sheet("dcs_log", types, rows).write(folder)]))  # type: ignore[arg-type]
    return asking(OperatorChanges(rows_of=tables.rows_of, today=lambda: date(2031, 3, 20)))


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _ask(tmp_path_factory.mktemp("en"), _JOURNAL, _JOURNAL_ROWS)


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return _ask(tmp_path_factory.mktemp("fr"), _ACTIONS, _ACTIONS_ROWS)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("who changed the FIC-3 set point on 4 March", ["FIC-3 set point from 42.0 to 48.5 t/h", "by N.OAK"]),
        ("when was LIC-5 put in manual?", ["LIC-5 mode from AUTO to MAN, 4 March 2031, 14:00:00"]),
        ("when did LIC-5 go back in auto", ["LIC-5 mode from MAN to AUTO, 5 March 2031, 06:00:00"]),
        ("what was the FIC-3 set point before it was changed on 7 march", ["from 48.5 to 45.0"]),
        ("last set point change on FIC-3", ["from 48.5 to 45.0"]),
    ],
)
def test_one_change(tell: Ask, question: str, wanted: list[str]) -> None:
    told = tell(question) or []
    assert len(told) == 1
    assert [part for part in wanted if part not in told[0]] == [], told


def test_many_changes(tell: Ask) -> None:
    assert (tell("how many set point changes in total, by operator action changes?") or [None])[0] is None
    assert (tell("how many set point changes?") or [""])[0].startswith("2 changes")
    assert len(tell("list the operator changes on 4 March") or []) == 3
    assert (tell("set point changes on 6 March") or [""])[0].startswith("No such change on 6 March 2031")


def test_french(dire: Ask) -> None:
    assert dire("qui a changé la consigne de FIC-7 le 4 mars ?", "fr") == [
        "FIC-7 consigne de 120 à 135 m3/h, le 4 mars 2031 à 07:00:00, par Orme."
    ]
    assert dire("quand TIC-9 est passé en manuel ?", "fr") == [
        "TIC-9 mode de Auto à Manuel, le 5 mars 2031 à 15:00:00, par Hêtre."
    ]
    assert "5,5 à 6 bar" in "".join(dire("changements de consigne de la semaine 10", "fr") or [])


@pytest.mark.parametrize(
    "text",
    [
        "who changed the oil of P-3?",
        "which MOCs change a set point?",
        "set point of FIC-3",
        "why was the FIC-3 set point changed?",
        "who may change an alarm set point?",
        "how do I put LIC-5 in manual?",
        "what changed on P-3?",
        "is the mode of transport changed?",
        "auto bearings changed on P-3",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_change(text, "en") is None


def test_a_tag_that_no_log_has_is_left(tell: Ask) -> None:
    assert tell("who changed the FIC-99 set point?") is None
