"""Which aspect the meanings of a question ask about, and that some words tell none."""

from __future__ import annotations

import pytest

from assistant.experts.series.aspect import Aspect, aspect_of
from assistant.experts.series.meanings import find_meanings


def aspect(
    text: str,
    *,
    sensors: int = 1,
    windows: int = 1,
    limits: int = 0,
    stretch: bool = False,
    drives: bool = True,
) -> Aspect | None:
    return aspect_of(
        find_meanings(text), sensors=sensors, windows=windows, limits=limits, stretch=stretch, drives=drives
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("does it sag or climb with time", "trend"),
        ("monte et descend toutes les combien d'heures", "cycle"),
        ("did it go up and down, how long", "cycle"),
        ("how much does it flutter", "noise"),
        ("a-t-il pris un coup", "step"),
        ("how high is the jump", "step_size"),
        ("when did it act up", "odd"),
        ("how far from normal did it go", "odd_size"),
        ("depuis quand ne bouge-t-il pas", "stuck"),
        ("when was it at its highest", "max_time"),
        ("smallest value", "min"),
        ("jusqu'ou a-t-il baisse", "min"),
        ("jusqu'ou est-il monte", "max"),
        ("slope per day", "rate"),
        ("average", "mean"),
        ("when did it fall", "went_down"),
        ("quand a-t-elle chute", "went_down"),
        ("at what time did it start to rise", "went_up"),
        ("quand a-t-elle commence a monter", "went_up"),
    ],
)
def test_one_sensor(text: str, told: Aspect) -> None:
    assert aspect(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("do they move together", "correlation"),
        ("which one reacts first", "leads"),
        ("combien de minutes de retard", "lag"),
        ("laquelle est la plus chaude", "which"),
        ("mean gap", "difference"),
        ("does it run hotter than", "which"),
    ],
)
def test_two_sensors(text: str, told: Aspect) -> None:
    assert aspect(text, sensors=2) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when did we lose it", "stop"),
        ("first sign before the trip", "before_stop"),
        ("how long was no data recorded", "gap"),
        ("when did it stop sending data", "gap"),
        ("length of the missing stretch", "gap"),
    ],
)
def test_a_machine(text: str, told: Aspect) -> None:
    assert aspect(text, sensors=0) == told


def test_a_machine_that_no_sensor_shows_running_does_not_stop() -> None:
    assert aspect("when did it trip", sensors=0, drives=False) is None


def test_limits_and_periods() -> None:
    assert aspect("when was it passed first", limits=1) == "crossing"
    assert aspect("for how many minutes", limits=1) == "time_at"
    assert aspect("which was higher", windows=2) == "periods"
    assert aspect("change of the average", stretch=True) == "periods"


def test_a_failure_is_no_stop_of_a_log() -> None:
    assert aspect("when was the last failure", sensors=0) is None
    assert aspect("first sign before the failure", sensors=0) == "before_stop"


@pytest.mark.parametrize(
    "text", ["what is the accuracy", "who wired it", "is it reliable", "explain", "which one runs hotter"]
)
def test_other_words_tell_no_aspect(text: str) -> None:
    assert aspect(text) is None
