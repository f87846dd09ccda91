"""A value that the user gives, beside the levels of instruments and of a table of limits."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.crossing.at_limits import Instruments
from assistant.crossing.given_value import GivenValue
from assistant.crossing.limits_of import LimitsOfThings
from assistant.experts.series.last import LastReading
from assistant.experts.series.names import describe
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

from .mill import Sheet, names_in
from .mill import tables as tables_of_the_mill

_END = datetime(2031, 5, 1, 3, 19)
_SENSORS = (("VT-108 vibration", "mm/s"), ("TT-12 bearing temperature", "°C"), ("PT-3 pressure", "barg"))


def _readings() -> list[LastReading]:
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log",
            sensors=tuple(Sensor(name=name, unit=unit) for name, unit in _SENSORS),
            start=datetime(2031, 5, 1), end=_END, row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    return [
        LastReading(log=log, sensor=sensor, tag=name.split()[0], moment=_END, value=1.0, sql="SELECT 1")
        for sensor, (name, _) in zip(log.measures, _SENSORS, strict=True)
    ]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    levels = {"Tag": ("text", None), "L": ("number", None), "H": ("number", None), "HH": ("number", None)}
    instruments = Sheet(
        "instruments", "Instruments", levels,
        [
            {"Tag": "VT-108", "L": None, "H": 7.1, "HH": 11.0},
            {"Tag": "TT-12", "L": None, "H": 80.0, "HH": 95.0},
            {"Tag": "PT-3", "L": 3.0, "H": None, "HH": None},
        ],
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("plant")
    return TableExpert(FolderTables([instruments.write(folder)]))


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    return tables_of_the_mill(tmp_path_factory.mktemp("mill"))


def _told(tables: TableExpert, text: str, language: Language = "en", *, machine: str = "P-7") -> list[str]:
    readings = _readings()

    def named(words: str, _: Scope) -> list[LastReading]:
        return [
            one
            for one in readings
            if one.tag in words
            or set(one.sensor.sensor.name.split()[1:]) <= set(words.replace(",", " ").split())
        ]

    value = GivenValue(
        Instruments(
            named=named,
            of_machine=lambda tag, _: readings if tag == machine else [],
            every=lambda _: readings,
            rows_named=tables.rows_named,
        ),
        limits=LimitsOfThings(limits_of=tables.limits, rows_named=tables.rows_named, names_in=names_in),  # type: ignore[arg-type]
    )
    bridge = value.cross(Question(text=text, asked=text, language=language), Scope())
    return [] if bridge is None else [str(reason.statement) for reason in bridge.reasons]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("is 7.5 mm/s ok for P-7?", "No: 7.5 mm/s reaches or passes H 7.1 (VT-108 vibration: H 7.1, HH 11)."),
        ("6 mm/s on P-7, normal?", "Yes: 6 mm/s does not pass the level of VT-108 vibration (H 7.1, HH 11)."),
        ("P-7 vibre à 12 mm/s, c'est trop ?", "Oui : 12 mm/s atteint ou dépasse HH 11"),
        ("is 0.5 in/s acceptable for VT-108?", "No: 0.5 in/s reaches or passes HH 11"),
        ("is 8 mm/s above the trip?", "No: 8 mm/s does not pass"),
        ("is 8 mm/s above the alarm?", "Yes: 8 mm/s reaches or passes H 7.1"),
        ("8 mm/s est-il au-dessus du seuil ?", "Oui : 8 mm/s atteint ou dépasse H 7,1"),
        ("98 °C at the bearing, is that too hot?", "Yes: 98 °C reaches or passes HH 95"),
        ("is 200 °F too hot for TT-12?", "Yes: 200 °F reaches or passes H 80"),
        ("is 2.5 bar too low for PT-3?", "Yes: 2.5 bar reaches or passes L 3"),
        ("is 9 bar ok for PT-3?", "9 bar reaches no level of PT-3 pressure (L 3); on the other side none is given."),
        ("is 9 bar too high for PT-3?", "9 bar reaches no level of PT-3 pressure (L 3)"),
    ],
)  # fmt: skip
def test_a_value_beside_the_levels(tables: TableExpert, text: str, begins: str) -> None:
    told = _told(tables, text, "fr" if ("est-il" in text or "vibre" in text) else "en")
    assert len(told) == 1
    assert told[0].startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "is 12 bar ok for the fire water?",
        "is a 5 mm gap acceptable?",
        "was it above 8 mm/s?",
        "how often was 8 mm/s above the alarm?",
        "is 7.5 mm/s ok for X-99?",
        "is VT-108 ok?",
        "is it ok between 5 mm/s and 8 mm/s for VT-108?",
        "which pumps have 8 mm/s?",
    ],
)
def test_what_gives_no_value_or_names_nothing_known_is_left_to_others(tables: TableExpert, text: str) -> None:
    assert not _told(tables, text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("is 7 mm/s ok for SW-12?", "No: 7 mm/s is above Alarm 6.5. Alert 4 mm/s, Alarm 6.5 mm/s for SW-12"),
        ("is 5 mm/s ok for SW-12?", "No: 5 mm/s is above Alert 4."),
        ("is 3 mm/s too much for SW-12?", "No: 3 mm/s is below all limits."),
    ],
)
def test_a_table_of_limits_tells_where_no_instrument_does(mill: TableExpert, text: str, begins: str) -> None:
    told = _told(mill, text)
    assert len(told) == 1
    assert told[0].startswith(begins)
