"""Sensors, times and questions as people at work write them, over logs of sites that keep few names."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.plan import Reading
from assistant.experts.series.read import read
from ingest.parsers.units import unit_of_header
from retrieval.records import Sensor, SeriesRef

ENOUGH = 0.52


def log(source: str, *columns: str) -> LogNames:
    """A log of 24 to 29 November 2026, Tuesday to Sunday, one reading in ten minutes."""
    return describe(
        SeriesRef(
            id=source, name=source, source=source,
            sensors=tuple(Sensor(name=name, unit=unit_of_header(name)) for name in columns),
            start=datetime(2026, 11, 24), end=datetime(2026, 11, 29, 6), row_count=757, step_seconds=600.0,
            parquet="0",
        )
    )  # fmt: skip


RINK = log("ice/rink_log.csv", "T saumure départ °C", "T glace °C", "HP bar")
HEAT = log("heat/T_reseau_sud.csv", "T_dep_C", "T_ret_C", "Debit_m3h")
TANK = log("cold/T01_tank.csv", "LI_T01_pct", "PI_T01_mbarg", "TI_T01_bottom_degC")
MILL = log("mill/MP1_releve.csv", "Charge MP1 (%)", "T échap cyl 4 (°C)", "T eau HT (°C)")
BRINE = log("cells/brine_lab.csv", "Ca_Mg_ppb", "SO4_gpl", "pH_feed", "caustic_pct", "Fe_ppb")
LINE = log("line/VMC05_monitor.csv", "vib_mm_s", "load_pct", "coolant_C")
GEAR = log("wind/T09_scada.csv", "wind_ms", "power_kW", "HSS_brg_C")
WATER = log("works/bassin2.csv", "Bassin 2 O2 mg/l", "MES sortie mg/l", "NH4 mg/l", "débit entrée m3/h")
DRIVE = log("mine/CV07_trend.csv", "drive_A_kW", "drive_B_kW", "belt_temp_C", "motor_A")
PLANT = log("plant/hp_air.csv", "PT-5101 HP air header [bar]", "TT-5103 stage 3 disch [C]")
ROOM = log("fab/CR3_env.csv", "room_T_C", "CO2_ppm")


def told(text: str, *logs: LogNames) -> Reading:
    """The reading of a question, of which there must be enough to answer."""
    reading = read(text, logs).reading
    assert reading.plan is not None, (text, reading.problem, reading.unexplained)
    assert reading.confidence >= ENOUGH, (text, reading.confidence, reading.unexplained)
    return reading


@pytest.mark.parametrize(
    ("text", "of", "sensor", "operation"),
    [
        ("warmest the ice got on thursday 26 nov", RINK, "T glace °C", "max"),
        ("la saumure en moyenne le mercredi 25", RINK, "T saumure départ °C", "mean"),
        ("combien de relevés horaires avec la glace au dessus de -3 le 26/11", RINK, "T glace °C", "readings"),
        ("moyenne du retour le 25/11", HEAT, "T_ret_C", "mean"),
        ("nb de relevés avec le départ sous 80 degrés", HEAT, "T_dep_C", "readings"),
        ("peak T-01 pressure 25/26 nov", TANK, "PI_T01_mbarg", "max"),
        ("tank level gained from 26 nov 11:00 to 27 nov 11:00", TANK, "LI_T01_pct", "change"),
        ("bottom temp of the ammonia tank at noon on the 27th", TANK, "TI_T01_bottom_degC", "value_at"),
        ("pointe du cylindre 4 et à quelle heure ? donne la temp", MILL, "T échap cyl 4", "max"),
        ("exhaust temp cyl 4 on the 26th at noon", MILL, "T échap cyl 4", "value_at"),
        ("moyenne eau HT le 27 quand le moteur tournait", MILL, "T eau HT", "mean"),
        ("worst hardness day this month?", BRINE, "Ca_Mg_ppb", "max"),
        ("sulfate 28th minus sulfate 25th", BRINE, "SO4_gpl", "mean"),
        ("average product caustic over the last three days", BRINE, "caustic_pct", "mean"),
        ("highest iron on sat 28", BRINE, "Fe_ppb", "max"),
        ("average spindle load vmc-05 on thursday 26 nov", LINE, "load_pct", "mean"),
        ("peak HSS bearing temp on T09 in the scada file", GEAR, "HSS_brg_C", "max"),
        ("average wind speed seen by T09 on friday 27", GEAR, "wind_ms", "mean"),
        ("suspended solids average thursday", WATER, "MES sortie mg/l", "mean"),
        ("ammonium peak in basin 2", WATER, "NH4 mg/l", "max"),
        ("oxygène dissous mini dans le bassin 2", WATER, "Bassin 2 O2 mg/l", "min"),
        ("température bande max", DRIVE, "belt_temp_C", "max"),
        ("intensité moteur moyenne le 26", DRIVE, "motor_A", "mean"),
        ("how many 10 min readings with the belt above 60", DRIVE, "belt_temp_C", "readings"),
        ("drive B average power sunday", DRIVE, "drive_B_kW", "mean"),
        ("mean 40 bar header pressure on thursday 26 nov", PLANT, "PT-5101 HP air header", "mean"),
        ("stage 3 temp at half past midnight saturday 28th", PLANT, "TT-5103 stage 3 disch", "value_at"),
        ("la pression d'air HP est descendue jusqu'à combien au pire ?", PLANT, "PT-5101 HP air header", "min"),
        ("temperature de la salle max", ROOM, "room_T_C", "max"),
    ],
)  # fmt: skip
def test_sensors_as_they_are_called(text: str, of: LogNames, sensor: str, operation: str) -> None:
    plan = told(text, of).plan
    assert plan is not None
    assert plan.operation == operation
    assert [s.label for s in plan.operand.sensors] == [sensor]


@pytest.mark.parametrize(
    ("text", "of", "moment"),
    [
        ("room temp at 14.30 on friday", ROOM, datetime(2026, 11, 27, 14, 30)),
        ("bottom temp monday 24th at 3 in the morning", TANK, datetime(2026, 11, 24, 3)),
        ("stage 3 temp at half past midnight saturday 28th", PLANT, datetime(2026, 11, 28, 0, 30)),
        ("room temp at noon thursday", ROOM, datetime(2026, 11, 26, 12)),
        ("température de la salle jeudi à 8h", ROOM, datetime(2026, 11, 26, 8)),
        ("température de la salle le 26/11 à minuit et demi", ROOM, datetime(2026, 11, 26, 0, 30)),
    ],
)
def test_moments_as_they_are_said(text: str, of: LogNames, moment: datetime) -> None:
    plan = told(text, of).plan
    assert plan is not None
    assert (plan.operation, plan.operand.window.start) == ("value_at", moment)


@pytest.mark.parametrize(
    ("text", "of", "start", "end"),
    [
        ("moyenne du retour mercredi 25", HEAT, 25, 25),
        ("moyenne du retour vendredi", HEAT, 27, 27),
        ("peak T-01 pressure 25/26 nov", TANK, 25, 26),
        ("room temp max sat 28", ROOM, 28, 28),
    ],
)
def test_days_as_they_are_said(text: str, of: LogNames, start: int, end: int) -> None:
    window = read(text, [of]).reading.plan.operand.window  # type: ignore[union-attr]
    assert (window.start.day, window.end.day) == (start, end)


@pytest.mark.parametrize(
    "text", ["room temp on fridays", "mean room temp every friday", "moyenne de la salle chaque vendredi"]
)
def test_days_that_come_again_are_no_date(text: str) -> None:
    reading = read(text, [ROOM]).reading
    assert reading.plan is None or reading.plan.operand.window.weekdays == {4}


@pytest.mark.parametrize(
    ("text", "of", "aside"),
    [
        ("how low did the HP air header go when the boiler tripped", PLANT, "when the boiler tripped"),
        ("strongest wind in the storm", GEAR, "in the storm"),
        ("T glace max pendant la panne", RINK, "pendant la panne"),
    ],
)
def test_an_occasion_is_said_to_be_no_date(text: str, of: LogNames, aside: str) -> None:
    reading = told(text, of)
    assert reading.aside == aside
    assert reading.plan is not None
    assert reading.plan.operand.window.whole


@pytest.mark.parametrize(
    "text",
    [
        "mean power during operation",
        "how long was the power above 50 after the shutdown",
        "what happened during the trip",
    ],
)
def test_what_a_log_knows_is_no_occasion(text: str) -> None:
    assert not read(text, [GEAR]).reading.aside


@pytest.mark.parametrize(
    "text",
    [
        "which oil for the drive?",
        "who repaired the motor on drive A?",
        "spare belt for drive B in stock?",
        "when is the belt due for inspection",
        "cost of the belt in 2026",
        "belt supplier",
        "return date of the spare belt",
        "last belt change",
        "count of samples over the 20 mbar high alarm",
        "ice delivery on friday 27",
        "what is the set point of the belt alarm",
    ],
)
def test_words_of_a_sensor_are_no_question_about_it(text: str) -> None:
    for of in (DRIVE, RINK, PLANT):
        reading = read(text, [of]).reading
        assert reading.plan is None or reading.confidence < 0.5, (text, reading.plan)


def test_a_bare_quantity_beside_an_unknown_word_is_not_the_logs() -> None:
    for text in ("température moyenne balnéo du 25 au 28", "mean temperature jacuzzi from 25 to 28 november"):
        reading = read(text, [RINK]).reading
        assert reading.plan is None or reading.confidence < 0.5


def test_letters_that_number_machines_are_no_units() -> None:
    vibrations = log("m/v.csv", "vib_A", "vib_B", "vib_C")
    assert {s.implied for s in vibrations.sensors} == {frozenset()}
    assert [sorted(s.concepts) for s in vibrations.sensors][2] == ["c", "vibration"]
    assert describe(GEAR.ref).sensors[0].sensor.unit == "m/s"


def test_a_short_name_in_the_file_names_the_log() -> None:
    other = log("wind/T11_scada.csv", "wind_ms", "power_kW", "HSS_brg_C")
    plan = told("peak bearing temp on t11", GEAR, other).plan
    assert plan is not None
    assert plan.operand.log.ref.source == "wind/T11_scada.csv"
    assert not log("a/readings_2026.csv", "flow").codes
    assert not log("a/T_nord_23-29nov.csv", "flow").codes


def test_a_log_is_named_by_its_bare_number() -> None:
    seven, nine = log("b/CCT07.csv", "TT-CCT07 (°C)"), log("b/CCT09.csv", "TT-CCT09 (°C)")
    plan = told("combien de relevés au dessus de 21 degrés sur la 7 ?", seven, nine).plan
    assert plan is not None
    assert plan.operand.log.ref.source == "b/CCT07.csv"


def test_a_clipped_word_in_the_file_names_the_log_of_the_whole_word() -> None:
    clarifier = log("works/clarif_trend.csv", "torque_pct")
    reading = read("highest reading of the clarifier", (clarifier, RINK)).reading
    assert reading.plan is not None
    assert reading.plan.operand.log.ref.source == "works/clarif_trend.csv"


def test_what_a_machine_does_names_no_sensor() -> None:
    chiller = log("plant/ch6.csv", "Chiller 6 Run Status", "Chiller 6 Tonnage")
    plan = read("how long did CH6 run on 26 November 2026?", (chiller,)).reading.plan
    assert plan is not None
    assert [condition.said for condition in plan.conditions] == ["running"]
