"""Wishes in English and French are read whole, or refused with what would be understood."""

from __future__ import annotations

import pytest

from assistant.experts.series.detectors.log import LogRefused
from assistant.experts.series.simulate.wish import WishedChange, read_wish

STATES = ("normal", "leak", "high pressure and wear", "seal leak")
SENSORS = ("Flow", "Pressure", "XMEAS(1)", "Bearing temperature")


def read(text: str):
    return read_wish(text, states=STATES, sensors=SENSORS, normal="normal")


@pytest.mark.parametrize(
    ("text", "state", "severity"),
    [
        ("leak", "leak", None),
        ("a severe seal leak", "seal leak", 1.5),
        ("comme une LEAK légère", "leak", 0.5),
        ("leak at 150 %", "leak", 1.5),
        ("leak, twice", "leak", 2.0),
        ("leak × 1,2", "leak", 1.2),
        ("leak 3 fois", "leak", 3.0),
        ("fonctionnement normal", "normal", None),
        ("état sain", "normal", None),
        ("high pressure and wear", "high pressure and wear", None),
        ("", None, None),
    ],
)
def test_states_and_severities(text, state, severity) -> None:
    wish = read(text)
    assert (wish.state, wish.severity) == (state, severity)
    assert wish.changes == ()


@pytest.mark.parametrize(
    ("text", "seconds", "rows", "step"),
    [
        ("leak for 2 hours", 7200.0, None, None),
        ("leak pendant 1,5 h", 5400.0, None, None),
        ("leak, 500 rows, every 10 s", None, 500, 10.0),
        ("leak, 500 lignes toutes les minutes", None, 500, 60.0),
        ("leak over 3 days", 259200.0, None, None),
        ("leak toutes les 250 ms", None, None, 0.25),
    ],
)
def test_lengths_and_rates(text, seconds, rows, step) -> None:
    wish = read(text)
    assert (wish.seconds, wish.rows, wish.step_seconds) == (seconds, rows, step)


def change(name: str, sensor: str, **more: object) -> WishedChange:
    plain = {"size": None, "down": False, "period_seconds": None, "rows": None}
    return WishedChange(change=name, sensor=sensor, **(plain | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pressure stuck", change("stuck", "Pressure")),
        ("Flow figé", change("stuck", "Flow")),
        ("Pressure drifting up by 3", change("drift", "Pressure", size=3.0)),
        ("Pressure shift -2,5", change("shift", "Pressure", size=-2.5)),
        ("Bearing temperature falling", change("drift", "Bearing temperature", down=True)),
        ("dérive de 0,4 sur XMEAS(1)", change("drift", "XMEAS(1)", size=0.4)),
        ("oscillation on Flow at 0.1 Hz", change("oscillation", "Flow", period_seconds=10.0)),
        (
            "oscillation of 2 on Flow period of 30 s",
            change("oscillation", "Flow", size=2.0, period_seconds=30.0),
        ),
        ("spikes of 5 on Pressure", change("spikes", "Pressure", size=5.0)),
        ("bruit sur Pressure", change("noise", "Pressure")),
        ("Flow lags by 12 rows", change("delay", "Flow", rows=12)),
        ("Flow en retard de 30 s", change("delay", "Flow", period_seconds=30.0)),
    ],
)
def test_changes_of_sensors(text, wanted) -> None:
    assert read(text).changes == (wanted,)


def test_all_at_once_in_both_languages() -> None:
    english = read("severe leak for 2 h every 10 s, Pressure drifting up by 3 and Flow stuck")
    french = read("leak sévère pendant 2 h toutes les 10 s, dérive de 3 sur Pressure et Flow figé")
    assert english == french
    assert english.state == "leak"
    assert [one.change for one in english.changes] == ["drift", "stuck"]


def test_a_drift_over_a_time_is_the_length() -> None:
    assert read("Pressure drifting up over 2 hours").seconds == 7200.0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fire in the boiler", "'fire boiler' is not understood|fire"),
        ("Pressure purple", "no change of Pressure"),
        ("Torque stuck", "no sensor is named"),
        ("leak and seal leak", "two states are named"),
        ("leak pressure", "no change of Pressure"),
        ("Pressure shift by 10 %", "not a share"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_would_be(text, said) -> None:
    with pytest.raises(LogRefused, match=said) as refused:
        read(text)
    assert "leak" in str(refused.value)
    assert "severity" in str(refused.value)


def test_a_sensor_is_known_by_its_first_words() -> None:
    sensors = ["Pression refoulement (bar)", "Température palier côté accouplement (°C)", "Vibration palier (mm/s)",
               "Vibration moteur (mm/s)", "Normal force [N]"]  # fmt: skip
    wish = read_wish(
        "fuite sévère pendant 2 h, Température figée, Vibration palier en hausse de 2, pression +1 saut",
        states=["normal", "fuite"],
        sensors=sensors,
        normal="normal",
    )
    assert [(c.change, c.sensor) for c in wish.changes] == [
        ("stuck", sensors[1]), ("drift", sensors[2]), ("shift", sensors[0]),
    ]  # fmt: skip
    assert wish.state == "fuite"
    with pytest.raises(LogRefused, match="no sensor is named beside 'Vibration"):
        read_wish("Vibration figée", states=["normal"], sensors=sensors, normal="normal")
    assert read_wish("normal for 1 h", states=["normal"], sensors=sensors, normal="normal").changes == ()
