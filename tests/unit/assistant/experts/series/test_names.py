from __future__ import annotations

from datetime import datetime

from assistant.experts.series.lexicon import concepts
from assistant.experts.series.names import LogNames, abbreviates, describe
from retrieval.records import Sensor, SeriesRef


def test_equipment_before_every_sensor_is_the_logs_name(logs: list[LogNames]) -> None:
    chiller = logs[1]
    assert chiller.display == "Chiller 3"
    assert ("chiller", "3") in chiller.equipment
    assert chiller.sensors[0].concepts == {"power", "input"}


def test_tag_unit_and_label_of_a_sensor(logs: list[LogNames]) -> None:
    bearing = logs[0].sensors[2]
    assert bearing.label == "TT-105A DE bearing temp"
    assert bearing.tag == ("tt", "105", "a")
    assert bearing.concepts == {"drive_end", "bearing", "temperature"}


def test_labels_are_told_from_measures(logs: list[LogNames]) -> None:
    assert [s.label for s in logs[2].flags] == ["anomaly"]
    assert [s.label for s in logs[2].measures] == ["Pressure", "Volume Flow RateRMS"]


def test_abbreviations() -> None:
    assert abbreviates("ch", "chiller")
    assert not abbreviates("chiller", "ch")
    assert not abbreviates("chiller", "chiller")


def test_a_tag_in_the_name_of_the_file_is_the_logs_equipment() -> None:
    sensor = Sensor(name="pression_bar", unit="bar")
    moment = datetime(2025, 6, 1)
    ref = SeriesRef(
        id="1", name="mesures_CR-210", source="usine/mesures_CR-210_2025-06.csv", sensors=(sensor,),
        start=moment, end=moment, row_count=1, step_seconds=60.0, parquet="0",
    )  # fmt: skip
    assert ("cr", "210") in describe(ref).equipment


def test_flue_gas_is_one_thing_in_both_languages() -> None:
    assert concepts(("flue", "gas", "temperature")) == concepts(("temp", "fumees"))[::-1]


def test_the_number_of_a_unit_before_every_tag_is_no_equipment() -> None:
    names = ("310-PDT01 perte de charge (mbar)", "310-IT14 courant moteur (A)", "310-VT11 vibration (mm/s)")
    moment = datetime(2025, 6, 1)
    ref = SeriesRef(
        id="1", name="historique", source="usine/historique.csv", sensors=tuple(Sensor(name=n) for n in names),
        start=moment, end=moment, row_count=1, step_seconds=60.0, parquet="0",
    )  # fmt: skip
    named = describe(ref)
    assert [one.tag for one in named.sensors] == [
        ("310", "pdt", "01"),
        ("310", "it", "14"),
        ("310", "vt", "11"),
    ]
    assert named.equipment == ()
    assert "current" in named.sensors[1].heads
