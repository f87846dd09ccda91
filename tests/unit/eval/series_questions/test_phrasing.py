"""Sensors, days and values as a question writes them."""

from __future__ import annotations

from datetime import date

from eval.series_questions.cases import made_logs
from eval.series_questions.phrasing import sensor_words, short_day, value_words
from eval.series_questions.twin_logs import at_drive_end, made_twins


def test_a_sensor_is_named_by_tag_or_quantity() -> None:
    log = made_logs(1, 5)[0]
    sensor = log.of("trend")
    assert log.tagged
    assert sensor_words(log, sensor, "en", turn=0, letter="x")["the_x"] == sensor.tag
    assert sensor_words(log, sensor, "en", turn=2, letter="y")["y"] == sensor.tag.lower()
    named = sensor_words(log, sensor, "en", turn=1, letter="x")
    assert named["x"] == f"{sensor.quantity[0]} of {log.machine}"
    assert named["of_x"] == f"of the {named['x']}"


def test_french_names_have_their_article() -> None:
    log = made_logs(2, 5)[1]
    told = {s.quantity[1]: sensor_words(log, s, "fr", turn=1, letter="x")["of_x"] for s in log.sensors}
    for name, written in told.items():
        assert written.startswith("du " if name.startswith(("débit", "niveau")) else "de la ")


def test_days_and_values() -> None:
    day = date(2025, 6, 5)
    assert [short_day(day, "en", turn=n) for n in range(3)] == ["5 June", "June 5", "2025-06-05"]
    assert [short_day(day, "fr", turn=n) for n in range(3)] == ["5 juin", "05/06/2025", "5 juin 2025"]
    assert value_words(61.5, "°C", "en") == "61.5 °C"
    assert value_words(61.5, "°C", "fr") == "61,5 °C"


def test_one_of_two_bearings_warms_up() -> None:
    for number in range(2):
        log = made_twins(number, 5)
        gain = {s.role: s.values[-200:].mean() - s.values[:200].mean() for s in log.sensors}
        assert gain["warming"] > 4 * log.of("warming").noise
        assert abs(gain["steady"]) < log.of("steady").noise
        assert (at_drive_end(log).role == "warming") == (number % 2 == 0)
