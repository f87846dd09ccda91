"""Made logs of two bearings of a machine, one of which warms up steadily. Knows no question and no file."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from eval.made_noise import autoregressive
from eval.series_questions.signals import MadeLog, MadeSensor

_DRIVE_END = ("DE bearing temperature", "température palier côté accouplement")
_OTHER_END = ("NDE bearing temperature", "température palier côté opposé")
_UNIT, _SCALE = "°C", 0.8
ROLES = ("warming", "steady")


def made_twins(number: int, seed: int) -> MadeLog:
    """The log of a number; each second one has its steady bearing at the drive end.

    The bearing that warms up gains 7 to 10 deviations of its noise along a straight line, so that what
    comes next is known as far as the line goes on.
    """
    rng = np.random.default_rng((seed, 41, number))
    step = timedelta(minutes=int(rng.choice([5, 10])))
    rows = int(rng.integers(1_500, 2_200))
    start = datetime(2025, int(rng.integers(1, 12)), int(rng.integers(1, 28)), int(rng.integers(0, 24)))
    level = rng.uniform(55.0, 65.0)
    sensors: list[MadeSensor] = []
    for role, apart in zip(ROLES, (rng.uniform(3.0, 6.0), -2.0), strict=True):
        noise = autoregressive(rng, rows, 1, 0.5)[:, 0]
        rise = float(rng.uniform(7.0, 10.0)) if role == "warming" else 0.0
        shape = noise + rise * np.linspace(0.0, 1.0, rows)
        at_drive = (role == "warming") == (number % 2 == 0)
        sensors.append(
            MadeSensor(
                tag=f"TT-{number + 51}{len(sensors) + 1}", quantity=_DRIVE_END if at_drive else _OTHER_END,
                unit=_UNIT, role=role, values=np.round(level + apart + _SCALE * shape, 3), noise=_SCALE,
                rise=rise * _SCALE,
            )
        )  # fmt: skip
    sensors.sort(key=lambda sensor: sensor.quantity != _DRIVE_END)
    return MadeLog(
        machine=f"C-{number + 51}0{int(rng.integers(1, 9))}", tagged=False, french=number % 3 == 1,
        start=start, step=step, sensors=tuple(sensors), of_twins=True,
        kept=np.ones(rows, dtype=np.bool_),
    )  # fmt: skip


def at_drive_end(log: MadeLog) -> MadeSensor:
    """The drive end's bearing."""
    return next(sensor for sensor in log.sensors if sensor.quantity == _DRIVE_END)
