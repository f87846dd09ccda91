"""Whether last readings pass the levels that a register gives."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.crossing.at_limits import AtLimits, Instruments, asked_at_limit
from assistant.experts.series.last import LastReading
from assistant.experts.series.names import describe
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

from .mill import Sheet

_END = datetime(2031, 5, 1, 3, 19)


def _reading(value: float) -> LastReading:
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log", sensors=(Sensor(name="VT-108 vibration", unit="mm/s"),),
            start=datetime(2031, 5, 1), end=_END, row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    return LastReading(
        log=log, sensor=log.measures[0], tag="VT-108", moment=_END, value=value, sql="SELECT 1"
    )


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    sheet = Sheet(
        "instruments", "Instruments",
        {"Tag": ("text", None), "Service": ("text", None), "L": ("number", None), "H": ("number", None), "HH": ("number", None)},
        [
            {"Tag": "VT-108", "Service": "vibration P-7", "L": None, "H": 7.1, "HH": 11.0},
            {"Tag": "VT-109", "Service": "vibration P-9", "L": 0.1, "H": 4.5, "HH": 7.0},
        ],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("plant"))]))


def _told(tables: TableExpert, value: float, text: str, language: Language = "en") -> str | None:
    limits = AtLimits(
        Instruments(
            named=lambda words, _: [_reading(value)] if "VT-108" in words else [],
            of_machine=lambda tag, _: [_reading(value)] if tag == "P-7" else [],
            every=lambda _: [_reading(value)],
            rows_named=tables.rows_named,
        )
    )
    bridge = limits.cross(Question(text=text, asked=text, language=language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


def test_one_reading_beside_its_limits(tables: TableExpert) -> None:
    assert _told(tables, 1.7, "Is VT-108 above its limit?") == (
        "No. VT-108 vibration last read 1.7 mm/s on 1 May 2031 at 03:19; limits: H 7.1, HH 11."
    )
    assert _told(tables, 7.4, "is VT-108 in alarm now?") == (
        "Yes. VT-108 vibration last read 7.4 mm/s on 1 May 2031 at 03:19: it passes H 7.1."
    )
    assert "HH 11" in str(_told(tables, 12.0, "VT-108 dépasse-t-il son seuil d'alarme ?", "fr"))


def test_whether_a_reading_is_normal(tables: TableExpert) -> None:
    assert str(_told(tables, 1.7, "Is VT-108 normal?")).startswith("Yes. VT-108 vibration last read 1.7 mm/s")
    assert str(_told(tables, 7.4, "Is VT-108 within limits?")).startswith(
        "No. VT-108 vibration last read 7.4"
    )
    assert str(_told(tables, 1.7, "VT-108 est-elle normale ?", "fr")).startswith("Oui. VT-108")
    assert str(_told(tables, 8.0, "P-7 est-elle normale ?", "fr")).startswith("Non. VT-108")
    assert str(_told(tables, 1.7, "Is P-7 ok?")).startswith("Yes: none of the last readings of the 1 sensor")


def test_a_machine_and_all_sensors(tables: TableExpert) -> None:
    assert str(_told(tables, 1.7, "Is pump P-7 in alarm?")).startswith(
        "No: none of the last readings of the 1 sensor"
    )
    assert str(_told(tables, 8.0, "Is P-7 in alarm?")).startswith("Yes. VT-108")
    assert str(_told(tables, 8.0, "Which sensors are in alarm?")).startswith("Yes. VT-108")
    assert str(_told(tables, 1.7, "quels capteurs sont en alarme ?", "fr")).startswith("Non : aucune")
    assert _told(tables, 1.7, "Is P-9 in alarm?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Is VT-108 below its limit?",
        "Was VT-108 above its limit on 12 May?",
        "Is VT-108 above 7.1 mm/s?",
        "What is the alarm limit of VT-108?",
        "When did VT-108 exceed its limit?",
        "Which alarms occurred on 3 May?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_at_limit(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How far is VT-108 from its trip?", "en"),
        ("how close is VT-108 to the trip limit?", "en"),
        ("what is the margin of VT-108 to its alarm?", "en"),
        ("quelle marge pour VT-108 avant le seuil d'alarme ?", "fr"),
        ("à combien est VT-108 de son seuil de déclenchement ?", "fr"),
    ],
)
def test_how_far_a_reading_is_from_its_limits(tables: TableExpert, text: str, language: Language) -> None:
    told = str(_told(tables, 8.0, text, language))
    assert ("0.9 mm/s above H 7.1, 3 mm/s below HH 11" in told) == (language == "en")
    assert ("0,9 mm/s au-dessus de H 7,1, 3 mm/s au-dessous de HH 11" in told) == (language == "fr")


@pytest.mark.parametrize("text", ["How far is P-7 from TK-1?", "how close is the deadline to the trip date?"])
def test_distances_of_other_things_are_not_taken(tables: TableExpert, text: str) -> None:
    assert _told(tables, 8.0, text) is None
