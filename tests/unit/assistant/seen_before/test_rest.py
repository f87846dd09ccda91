"""A machine at rest is compared with nothing: neither its own stretch nor what is looked through."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.operations import Run
from assistant.seen_before.look import Elsewhere, look
from assistant.seen_before.records import SeenBefore, Stretch
from assistant.seen_before.report import to_json
from assistant.seen_before.rest import rest_of, running
from assistant.seen_before.say import headline
from tests.unit.assistant.seen_before.conftest import leak, noise, sensor_log

_PAIR = ("PT-11A pressure", "FT-12A flow", "VT-13A vibration", "IT-14A motor current")
_OTHER = ("PT-11B pressure", "FT-12B flow", "VT-13B vibration", "IT-14B motor current")


def _machine(seed: int = 0, *, stops: tuple[tuple[int, int], ...] = ()) -> np.ndarray:
    """Four sensors about 20; all about nothing while the machine stands."""
    values = noise(seed) + 20.0
    for first, last in stops:
        values[first : last + 1] = 0.02 * noise(seed + 50)[first : last + 1]
    return values


def _look(log: SensorLog, first: int, last: int, **options: object) -> SeenBefore:
    asked = Stretch(log=log, first=first, last=last)
    return look(asked, source="p.csv", stood=rest_of(asked, log).stood, **options)  # type: ignore[arg-type]


def test_no_window_at_rest_is_like_a_fall_of_pressure() -> None:
    values = _machine(stops=((800, 1100),))
    values[2400:2460, :2] -= 12.0  # two sensors fall, as they did when the machine stopped
    log = sensor_log(values, _PAIR)
    blind = look(Stretch(log=log, first=2400, last=2459), source="p.csv")
    assert blind.matches[0].stretch.last >= 800
    assert blind.matches[0].stretch.first <= 1100
    found = _look(log, 2400, 2459)
    assert found.stood == 0.0
    assert not found.seen
    assert not [one for one in found.matches if one.stretch.last >= 800 and one.stretch.first <= 1100]


def test_what_was_seen_while_it_ran_is_still_found() -> None:
    values = _machine(stops=((800, 1100),))
    leak(values, 500)
    leak(values, 2400)
    found = _look(sensor_log(values, _PAIR), 2400, 2459)
    assert [round(one.stretch.first, -2) for one in found.seen] == [500]


def test_a_standstill_is_said_to_be_one_and_is_not_looked_up() -> None:
    log = sensor_log(_machine(stops=((800, 1100), (2000, 2300))), _PAIR)
    found = _look(log, 820, 1000)
    assert found.verdict == "standstill"
    assert found.matches == ()
    assert "stood still for 100 % of this stretch" in headline(found)
    assert "à l'arrêt pendant 100 %" in headline(replace(found, language="fr"))
    assert to_json(found)["stood"] == 1.0


def test_of_a_stretch_that_ends_in_a_stop_the_running_part_is_compared() -> None:
    values = _machine(stops=((860, 1100),))
    leak(values, 800)
    leak(values, 2400)
    found = _look(sensor_log(values, _PAIR), 800, 889)
    assert (found.asked.first, found.asked.last) == (800, 859)
    assert found.stood == pytest.approx(30 / 90)
    assert "stood still for 33 % of the stretch asked for" in headline(found)
    assert [round(one.stretch.first, -2) for one in found.seen] == [2400]


def test_in_a_log_of_two_machines_those_count_that_ran_in_the_stretch() -> None:
    duty, standby = _machine(stops=((1000, 1999),)), _machine(1, stops=((0, 999), (2000, 2999)))
    log = sensor_log(np.concatenate([duty, standby], axis=1), (*_PAIR, *_OTHER))
    ran = rest_of(Stretch(log=log, first=400, last=459), log)
    assert ran.sensors == _PAIR
    assert ran.stood == (Run(1000, 1999),)
    other = rest_of(Stretch(log=log, first=1400, last=1459), log)
    assert other.sensors == _OTHER
    own = log.only(["FT-12A flow"])
    assert rest_of(Stretch(log=own, first=400, last=459), log).stood == (Run(1000, 1999),)
    assert ran.there(log, dict(zip(_PAIR, _OTHER, strict=True))) == (Run(0, 999), Run(2000, 2999))


def test_a_machine_beside_is_not_compared_while_it_stands() -> None:
    own, beside = _machine(), _machine(1, stops=((600, 900),))
    own[2400:2460, :2] -= 12.0
    log = sensor_log(np.concatenate([own, beside], axis=1), (*_PAIR, *_OTHER))
    names = dict(zip(_PAIR, _OTHER, strict=True))
    asked = Stretch(log=log, first=2400, last=2459)
    rest = rest_of(asked, log)
    there = Elsewhere(
        source="p.csv", read=lambda: log, names=names, same_log=True, stood=lambda one: rest.there(one, names)
    )
    found = look(asked, source="p.csv", stood=rest.stood, elsewhere=lambda needed: [there])
    matches = [one for one in found.matches if one.place == "beside"]
    assert matches
    assert not [one for one in matches if one.stretch.last >= 600 and one.stretch.first <= 900]


def test_what_tells_nothing_leaves_all_rows() -> None:
    values = _machine(stops=((800, 1100),))
    nameless = sensor_log(values, ("a", "b", "c", "d"))
    assert rest_of(Stretch(log=nameless, first=0, last=59), nameless).stood == ()
    again = _machine(stops=tuple((at, at + 20) for at in range(0, 2900, 60)))
    busy = sensor_log(again, _PAIR)
    assert rest_of(Stretch(log=busy, first=0, last=59), busy).stood == ()
    never = sensor_log(np.zeros((3_000, 4)), _PAIR)
    assert rest_of(Stretch(log=never, first=0, last=59), never).stood == ()


def test_a_short_stop_does_not_end_a_stretch() -> None:
    log = sensor_log(_machine(stops=((830, 836),)), _PAIR)
    asked = Stretch(log=log, first=800, last=859)
    part, share = running(asked, (Run(830, 836),))
    assert part == asked
    assert share == pytest.approx(7 / 60)
