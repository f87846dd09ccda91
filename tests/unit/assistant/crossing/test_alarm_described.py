"""Alarms by their description and by their time to respond; a set point that no register holds is missing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.alarms.list_asked import described, times_asked
from assistant.crossing.alarm_described import AlarmsDescribed
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Hit, Language, Scope

from .kiln import _sheet

_ROWS: tuple[list[object], ...] = (
    ["TI-7", "HI", "Kiln shell temperature high", 340, "°C", "Close the burner valve", 10],
    ["TI-7", "HIHI", "Kiln shell temperature very high", 380, "°C", "Stop the burner", 2],
    ["PI-3", "LO", "Draught fan F-11 suction pressure low", 1.5, "mbar", "Open the damper", 30],
    ["LI-2", "LO", "Cooling water tank V-2 level low", 25, "%", "Open the make-up", 30],
    ["VI-5", "HI", "Mill M-5 drive vibration high", 7, "mm/s", "Call the fitter", 5],
)
_FRENCH = ("Repère", "Seuil d'alarme", "Désignation", "Valeur", "Unité", "Conduite à tenir", "Délai (min)")
_FRENCH_ROWS: tuple[list[object], ...] = (
    ["TI-7", "Haut", "Température virole", 340, "°C", "Fermer le gaz", 10],
    ["TI-7", "Très haut", "Température virole", 380, "°C", "Arrêter le brûleur", 2],
    ["PI-3", "Bas", "Pression aspiration ventilateur F-11", 1.5, "mbar", "Ouvrir le registre", 30],
)
_ENGLISH = ("Tag", "Alarm", "Description", "Set point", "Unit", "Operator action", "Time to respond (min)")


def _search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
    return ()


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AlarmsDescribed]:
    found = {}
    for language, names, rows in (("en", _ENGLISH, _ROWS), ("fr", _FRENCH, _FRENCH_ROWS)):
        types = dict.fromkeys(names, "text")
        types[names[3]] = types[names[6]] = "number"
        sheet = _sheet("alarm_list", types, list(rows))  # type: ignore[arg-type]
        tables = TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp(language))]))
        found[language] = AlarmsDescribed(
            rows_of=tables.rows_of, rows_named=tables.rows_named, search=_search
        )
    return found


def _told(lists: dict[str, AlarmsDescribed], text: str, language: Language = "en") -> str:
    bridge = lists[language].cross(Question(text=text, asked=text, language=language), Scope())
    if bridge is None:
        return ""
    return bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("shell temp high, what's the limit?", ["TI-7 HI", "340 °C"]),
        ("very high set point of the kiln shell temperature", ["TI-7 HIHI", "380 °C"]),
        ("what is the suction presure low alarm of F-11 set at?", ["PI-3 LO", "1.5 mbar"]),
        ("what do I do when the cooling water tank level goes low", ["LI-2 LO", "Open the make-up"]),
        ("high high set point of the mill vibration", ["no HH level for VI-5"]),
        ("winding temperature set point on M-5", ["no such alarm for M-5", "VI-5 HI"]),
        ("which alarms give the operator 30 minutes to respond?", ["2 of 5", "PI-3 LO", "LI-2 LO"]),
        ("alarms with less than 10 min to react", ["2 of 5", "TI-7 HIHI", "VI-5 HI"]),
        ("how many alarms leave at least half an hour, 30 min, to respond", ["2 of 5"]),
        ("alarms where the operator has at least 30 min", ["2 of 5"]),
        ("which alarm has the shortest time to respond", ["1 of 5", "TI-7 HIHI"]),
        ("which alarms have 7 minutes to respond?", ["None of the 5"]),
    ],
)
def test_english(lists: dict[str, AlarmsDescribed], question: str, wanted: list[str]) -> None:
    told = _told(lists, question)
    assert [part for part in wanted if part not in told] == [], told


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("seuil très haut de la température virole", ["TI-7 Très haut", "380 °C"]),
        ("à combien est réglée l'alarme d'aspiration du ventilateur ?", ["PI-3 Bas", "1,5 mbar"]),
        ("quelles alarmes laissent 30 minutes pour réagir ?", ["1 alarme sur 3", "PI-3 Bas"]),
        ("consigne d'alarme haute de la température virole", ["TI-7 Haut", "340 °C"]),
        ("seuil très bas de pression aspiration", ["niveau LL pour PI-3"]),
    ],
)
def test_a_list_whose_thresholds_are_levels(
    lists: dict[str, AlarmsDescribed], question: str, wanted: list[str]
) -> None:
    told = _told(lists, question, "fr")
    assert [part for part in wanted if part not in told] == [], told


@pytest.mark.parametrize(
    "question",
    [
        "vibration limit of the mill M-5",
        "who changed the set point of the shell temperature?",
        "set point of TIC-7",
        "what's the set pressure of the relief valve on V-2?",
        "kiln speed set point",
        "how many alarms came in ten minutes?",
        "how long does the operator have to respond to TI-7 high?",
        "level of the cooling water tank",
    ],
)
def test_left_to_others(lists: dict[str, AlarmsDescribed], question: str) -> None:
    assert _told(lists, question) == ""


def test_words() -> None:
    asked = described("feed flow low, what's the limit?", ())
    assert asked is not None
    assert asked.words == ("feed", "flow")
    assert described("what's the limit of the feed flow?", ()) is None
    times = times_asked("quelles alarmes ont moins de 2 min pour réagir ?")
    assert times is not None
    assert (times.way, times.minutes) == ("<", 2.0)
    assert times_asked("which alarms came within 10 minutes?") is None
