from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.choose import CUE_WORDS
from assistant.experts.series.mentions import SensorLink
from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.sensors import link_sensors
from assistant.experts.series.tokens import fold, tokenise
from retrieval.records import Sensor, SeriesRef

PUMP, CHILLER, RUN = 0, 1, 2


def link(text: str, log: LogNames, lent: frozenset[str] = frozenset()) -> SensorLink:
    return link_sensors(text, tokenise(fold(text), text), frozenset(), log, cues=CUE_WORDS, lent=lent)


@pytest.mark.parametrize(
    ("text", "log", "sensor"),
    [
        ("mean supply temperature", CHILLER, "Chiller 3 Supply Temperature"),
        ("température de retour", CHILLER, "Chiller 3 Return Temperature"),
        ("puissance absorbée moyenne", CHILLER, "Chiller 3 Power Input"),
        ("débit d'eau moyen du condenseur", CHILLER, "Chiller 3 Condenser Water Flow"),
        ("the supply temprature", CHILLER, "Chiller 3 Supply Temperature"),
        ("débit volumique", RUN, "Volume Flow RateRMS"),
        ("TT-106A", PUMP, "TT-106A NDE bearing temp [°C]"),
        ("NDE bearing temp", PUMP, "TT-106A NDE bearing temp [°C]"),
        ("température du palier DE", PUMP, "TT-105A DE bearing temp [°C]"),
        ("samples flagged as anomaly", RUN, "anomaly"),
    ],
)
def test_one_sensor(text: str, log: int, sensor: str, logs: list[LogNames]) -> None:
    found = link(text, logs[log])
    assert [m.sensors[0].sensor.name for m in found.mentions] == [sensor]
    assert not found.unknown


def test_a_head_is_lent(logs: list[LogNames]) -> None:
    found = link("supply and return temperature", logs[CHILLER])
    assert [m.sensors[0].label for m in found.mentions] == [
        "Chiller 3 Supply Temperature", "Chiller 3 Return Temperature",
    ]  # fmt: skip
    follow_up = link("and for the NDE bearing?", logs[PUMP], frozenset({"temperature"}))
    assert follow_up.mentions[0].sensors[0].label == "TT-106A NDE bearing temp"


def test_words_that_fit_several(logs: list[LogNames]) -> None:
    (mention,) = link("the temperature", logs[CHILLER]).mentions
    assert len(mention.sensors) == 2


@pytest.mark.parametrize(
    ("text", "log"),
    [
        ("oil temperature", CHILLER),
        ("température de l'huile", CHILLER),
        ("humidity", CHILLER),
        ("condenser pressure", CHILLER),
        ("vibration", RUN),
        ("VT-108A", PUMP),
        ("tyre pressure", RUN),
    ],
)
def test_what_is_not_there(text: str, log: int, logs: list[LogNames]) -> None:
    assert link(text, logs[log]).unknown


@pytest.mark.parametrize(
    "text", ["the current value of the power", "a couple of power readings", "at what level of power"]
)
def test_everyday_words_are_no_sensors(text: str, logs: list[LogNames]) -> None:
    found = link(text, logs[CHILLER])
    assert not found.unknown
    assert [m.sensors[0].label for m in found.mentions] == ["Chiller 3 Power Input"]


@pytest.mark.parametrize(
    ("text", "sensor"),
    [
        ("lowest battery voltage", "BattMin"),
        ("tension de la batterie", "BattMin"),
        ("maximum wind speed", "Spd80m"),
        ("vitesse du vent", "Spd80m"),
        ("how much rain fell", "PrcpTot"),
        ("mean relative humidity", "RH2m"),
    ],
)
def test_short_forms_of_loggers(text: str, sensor: str) -> None:
    names = ("Spd80m", "Dir78m", "RH2m", "P2m", "PrcpTot", "BattMin")
    moment = datetime(2031, 1, 9)
    log = describe(
        SeriesRef(
            id="1", name="mast", source="site/mast.csv", sensors=tuple(Sensor(name=name) for name in names),
            start=moment, end=moment, row_count=1, step_seconds=600.0, parquet="0",
        )
    )  # fmt: skip
    found = link(text, log)
    assert [mention.sensors[0].sensor.name for mention in found.mentions] == [sensor]
    assert not found.unknown


_WORKS = (
    ("AIT305_DO_mgl", "mg/l"), ("FIT100_INFLOW_ls", "l/s"), ("PIT330_HDR_mbar", "mbar"),
    ("TT30_sortie_chambrage_degC", "degC"), ("VT8 NDE vibration", "mm/s"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sensor"),
    [
        ("lowest DO", "AIT305_DO_mgl"),
        ("max HDR yesterday", "PIT330_HDR_mbar"),
        ("mean inflow", "FIT100_INFLOW_ls"),
        ("max inlet flow on Friday", "FIT100_INFLOW_ls"),
        ("température chambrage", "TT30_sortie_chambrage_degC"),
    ],
)
def test_names_that_end_in_a_unit(text: str, sensor: str) -> None:
    found = link(text, _works())
    assert [mention.sensors[0].sensor.name for mention in found.mentions] == [sensor]
    assert not found.unknown


def test_capitals_that_are_not_all_of_a_name_leave_its_quantity_to_be_said() -> None:
    found = link("NDE temperature", _works())
    assert all(m.sensors[0].sensor.name != "VT8 NDE vibration" for m in found.mentions)
    assert not link("what do we have to do", _works()).mentions


def _works() -> LogNames:
    moment = datetime(2031, 1, 9)
    return describe(
        SeriesRef(
            id="3", name="trend", source="site/trend.csv",
            sensors=tuple(Sensor(name=name, unit=unit) for name, unit in _WORKS),
            start=moment, end=moment, row_count=1, step_seconds=600.0, parquet="0",
        )
    )  # fmt: skip


_MAST = ("Spd80mN", "Spd60mN", "Spd80mNMax", "Dir58mS", "T2m", "Temperature @ 80m [deg C]")


@pytest.mark.parametrize(
    ("text", "sensor"),
    [
        ("mean wind speed at 80 m", "Spd80mN"),
        ("wind speed at 60 metres", "Spd60mN"),
        ("vitesse moyenne du vent à 80 m", "Spd80mN"),
        ("wind direction at 58m", "Dir58mS"),
        ("temperature at 2 m", "T2m"),
        ("temperature at 80 m", "Temperature @ 80m [deg C]"),
    ],
)
def test_a_height_tells_sensors_apart(text: str, sensor: str) -> None:
    found = link(text, _mast())
    assert [mention.sensors[0].sensor.name for mention in found.mentions] == [sensor]
    assert not found.unknown


def test_a_height_without_a_sensor_is_told() -> None:
    assert link("wind speed at 100 m", _mast()).unknown == ("wind speed at 100 m",)


def _mast() -> LogNames:
    moment = datetime(2031, 1, 9)
    return describe(
        SeriesRef(
            id="2", name="mast", source="site/mast.csv", sensors=tuple(Sensor(name=name) for name in _MAST),
            start=moment, end=moment, row_count=1, step_seconds=600.0, parquet="0",
        )
    )  # fmt: skip
