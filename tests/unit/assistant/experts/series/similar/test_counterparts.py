"""Sensors of machines side by side, and of files with the same columns, answer to one another."""

from __future__ import annotations

from datetime import datetime, timedelta

from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.similar.counterparts import counterparts
from retrieval.records import Sensor, SeriesRef


def _log(name: str, *sensors: str, begin: datetime = datetime(2025, 1, 1)) -> LogNames:
    ref = SeriesRef(
        id=name, source=f"plant/{name}.csv", name=name,
        sensors=tuple(Sensor(name=one.partition("[")[0].strip(), unit=one.partition("[")[2].rstrip("]") or None)
                      for one in sensors),
        start=begin, end=begin + timedelta(days=1), row_count=99, step_seconds=60.0, parquet=name,
    )  # fmt: skip
    return describe(ref)


OWN = _log(
    "unit", "FT-10 flow [m3/h]", "PT-11A suction [bar]", "VT-12A vibration [mm/s]", "VT-12B vibration [mm/s]"
)


def test_the_machine_beside_answers_by_the_letter_of_its_tags() -> None:
    found = counterparts(OWN, [OWN], frozenset({"VT-12A vibration"}))
    assert [(one.same_log, one.names["VT-12A vibration"]) for one in found] == [(True, "VT-12B vibration")]
    assert counterparts(OWN, [OWN], frozenset({"PT-11A suction"})) == []  # the machine beside has none


def test_a_common_sensor_alone_is_no_other_machine() -> None:
    assert counterparts(OWN, [OWN], frozenset({"FT-10 flow"})) == []


def test_other_logs_answer_by_name_then_by_letter_then_by_kind_the_latest_first() -> None:
    old = _log("old", "VT-12A vibration [mm/s]", begin=datetime(2024, 1, 1))
    sister = _log("sister", "VT-12C vibration [mm/s]")
    other = _log("other", "Vibration [mm/s]", "Level [m]", begin=datetime(2023, 1, 1))
    found = counterparts(OWN, [OWN, old, sister, other], frozenset({"VT-12A vibration"}))
    assert [one.log.ref.name for one in found] == ["unit", "sister", "old", "other"]
    assert [one.names["VT-12A vibration"] for one in found] == [
        "VT-12B vibration",
        "VT-12C vibration",
        "VT-12A vibration",
        "Vibration",
    ]


def test_two_of_a_kind_are_not_guessed_between() -> None:
    two = _log("two", "Vibration one [mm/s]", "Vibration two [mm/s]")
    assert counterparts(_log("own", "Vibration [mm/s]"), [two], frozenset({"Vibration"})) == []
