"""What was seen before is found with its size, what was not is said not to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.seen_before.look import Elsewhere, look
from assistant.seen_before.records import SeenBefore, Stretch
from assistant.seen_before.say import headline, told
from tests.unit.assistant.seen_before.conftest import LONG, leak, noise, rattle, sensor_log


def _look(log: SensorLog, first: int, last: int, **options: object) -> SeenBefore:
    return look(Stretch(log=log, first=first, last=last), source="pump.csv", **options)  # type: ignore[arg-type]


def test_the_same_fault_is_found_with_its_size_and_another_one_is_not(pump: SensorLog) -> None:
    found = _look(pump, 2400, 2459)
    assert found.verdict == "seen"
    assert [(one.stretch.first, one.stretch.last) for one in found.seen] == [
        (pytest.approx(800, abs=8), pytest.approx(859, abs=25))
    ]
    best = found.seen[0]
    assert best.likeness > 0.6
    assert best.chance <= 0.05
    assert best.size > 1.4  # twice as strong
    assert {"Pressure", "Flow"} <= set(found.main)
    assert any("Pressure" in one for one in best.shared)
    assert not any(abs(one.stretch.first - 1600) < LONG and one.seen for one in found.matches)


def test_what_never_was_has_nothing_like_it(pump: SensorLog) -> None:
    found = _look(pump, 1600, 1659)
    assert found.verdict == "nothing_alike"
    assert not found.seen
    assert "Nothing like it in 1 log" in headline(found)
    assert "Rien de semblable dans 1 enregistrement" in headline(replace(found, language="fr"))


def test_a_match_that_is_not_close_is_said_to_be_another_fault_perhaps(pump: SensorLog) -> None:
    found = _look(pump, 2400, 2459)
    best = found.seen[0]
    near, far = (replace(found, matches=(replace(best, likeness=value),)) for value in (0.81, 0.79))
    assert near.matches[0].close
    assert "another fault" not in headline(near)
    assert not far.matches[0].close
    assert "Below 0.80 it may be another fault of the same part." in headline(far)
    assert "En dessous de 0,80" in headline(replace(far, language="fr"))


def test_a_usual_stretch_shows_nothing_to_look_for(pump: SensorLog) -> None:
    found = _look(pump, 1200, 1259)
    assert found.verdict == "usual"
    assert found.matches == ()
    assert "nothing in it is unusual" in headline(found)


def test_what_goes_on_from_the_stretch_itself_is_no_match() -> None:
    values = noise()
    for at in range(800, 800 + 5 * LONG, LONG):
        leak(values, at)
    found = _look(sensor_log(values), 920, 979)
    assert not found.seen


def test_what_comes_all_the_time_is_called_common() -> None:
    values = noise()
    for at in range(200, 2900, 500):
        leak(values, at, size=0.6)
    found = _look(sensor_log(values), 1700, 1759)
    assert found.verdict == "seen"
    assert found.common > 0.05
    assert "nothing rare" in headline(found)


def test_a_sister_machine_beside_and_in_another_log_is_looked_through() -> None:
    names = ("PT-1A [bar]", "FT-2A [m3/h]", "PT-1B [bar]", "FT-2B [m3/h]")
    values = noise()
    leak(values, 2000)
    leak(values, 600, column=2)
    log = sensor_log(values, names)
    other = noise(1, 2)
    leak(other, 1000)
    elsewhere = sensor_log(other, ("Druck", "Menge"), name="old")
    own = {"PT-1A [bar]": "PT-1B [bar]", "FT-2A [m3/h]": "FT-2B [m3/h]"}
    found = _look(
        log,
        2000,
        2059,
        elsewhere=lambda needed: [
            Elsewhere(source="pump.csv", read=lambda: log, names=own, same_log=True),
            Elsewhere(
                source="old.csv",
                read=lambda: elsewhere,
                names={"PT-1A [bar]": "Druck", "FT-2A [m3/h]": "Menge"},
                same_log=False,
            ),
        ],
    )
    places = {(one.place, round(one.stretch.first, -2)) for one in found.seen}
    assert places == {("beside", 600), ("other", 1000)}
    beside = next(one for one in found.seen if one.place == "beside")
    assert beside.sensors == own
    assert "PT-1B [bar]" in told(beside, found)
    assert len(found.searched) == 3


def test_another_rate_is_compared_over_the_same_time(pump: SensorLog) -> None:
    slow = noise(2)[:1500]
    slow[700:730, 0] -= 8.0
    slow[700:730, 1] += 6.0
    log = replace(sensor_log(slow, name="slow"), times=120_000_000 * (1 + np.arange(1500, dtype=np.int64)))
    names = {name: name for name in pump.names}
    found = _look(
        pump,
        2400,
        2459,
        elsewhere=lambda needed: [
            Elsewhere(source="slow.csv", read=lambda: log, names=names, same_log=False)
        ],
    )
    there = [one for one in found.seen if one.place == "other"]
    assert [round(one.stretch.first, -2) for one in there] == [700]
    assert there[0].stretch.last - there[0].stretch.first < 50


def test_a_long_stretch_is_compared_in_means_of_rows() -> None:
    values = noise()
    values = np.concatenate([values, noise(3), noise(4)])
    for at in (1000, 7000):
        values[at : at + 900, 0] -= 8.0
        values[at : at + 900, 1] += 6.0
    found = _look(sensor_log(values), 7000, 7899)
    assert [one.stretch.first for one in found.seen] == [pytest.approx(1000, abs=240)]


def test_gaps_and_dead_sensors_are_borne(pump: SensorLog) -> None:
    values = pump.values.copy()
    values[:, 3] = np.nan
    values[1000:1400] = np.nan
    values[2410:2414, 0] = np.nan
    found = _look(replace(pump, values=values), 2400, 2459)
    assert [round(one.stretch.first, -2) for one in found.seen] == [800]


def test_too_few_rows_are_refused(pump: SensorLog) -> None:
    with pytest.raises(LogRefused, match="at least 10"):
        _look(pump, 100, 104)
    with pytest.raises(LogRefused, match="too few beside"):
        _look(pump, 100, 2900)


def test_a_rattle_is_not_a_leak_in_another_log(pump: SensorLog) -> None:
    other = noise(5)
    rattle(other, 500)
    log = sensor_log(other, name="other")
    names = {name: name for name in pump.names}
    found = _look(
        pump,
        800,
        859,
        elsewhere=lambda needed: [Elsewhere(source="o.csv", read=lambda: log, names=names, same_log=False)],
    )
    assert not any(one.place == "other" and one.seen for one in found.matches)


def test_known_normal_rows_show_a_fault_that_fills_the_log() -> None:
    values = noise()[:1000]
    for at in range(420, 960, LONG):
        leak(values, at)
    log = sensor_log(values)
    other = noise(6)
    leak(other, 1000)
    there = sensor_log(other, name="other")
    names = {name: name for name in log.names}
    found = look(
        Stretch(log=log, first=600, last=659, normal=(0, 400)),
        source="pump.csv",
        elsewhere=lambda needed: [Elsewhere(source="o.csv", read=lambda: there, names=names, same_log=False)],
    )
    assert [round(one.stretch.first, -2) for one in found.seen if one.place == "other"] == [1000]
