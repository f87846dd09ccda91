"""Logs of made machines whose vibration rises, falls or stays, with what is true of each. Knows no product.

A machine has a vibration in noise that is correlated in time, a bearing temperature with a daily course, and
a motor current; some stop for days as their vibration has risen, and run on repaired. The instrument list
gives limits.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from eval.made_noise import autoregressive

Course = Literal["rising", "stopped", "steady", "falling", "risen"]
COURSES: tuple[Course, ...] = ("rising", "stopped", "steady", "falling", "risen")
"""``risen``: it rose in the middle of the log and stays up there."""
_STEP = timedelta(minutes=10)
_ROWS = 144 * 30
_BEGIN = datetime(2031, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is true of a made machine.

    Attributes:
        onset: When its vibration begins to go; None where it is steady.
        stopped: When it stopped; None where it never did.
        limit: High limit of the vibration, mm/s.
        reaches: When its vibration meets the limit if it goes on; None where it does not go there.
        per_day: How fast its vibration goes while it does, mm/s in a day.
    """

    number: int
    course: Course
    onset: datetime | None
    stopped: datetime | None
    limit: float
    reaches: datetime | None
    per_day: float

    @property
    def tag(self) -> str:
        """Of the machine."""
        return f"P-{200 + self.number}"

    @property
    def sensor(self) -> str:
        """Tag of its vibration."""
        return f"VT-{200 + self.number}"


def write_machines(folder: Path, count: int, *, seed: int) -> list[Machine]:
    """Writes a log a machine and the instrument list; what is true of the machines."""
    found = []
    for number in range(count):
        machine, rows = _made(number, COURSES[number % len(COURSES)], np.random.default_rng((seed, number)))
        found.append(machine)
        loop = 200 + number
        sensors = (
            f"{machine.sensor} vibration [mm/s]",
            f"TT-{loop} bearing temp [°C]",
            f"IT-{loop} motor current [A]",
        )
        _write(folder / f"log_{machine.tag}.csv", ("time", *sensors), rows)
    head = ("Tag", "Service", "Equipment", "Unit", "H", "HH")
    _write(folder / "instrument_list.csv", head, [row for machine in found for row in _listed(machine)])
    return found


def _listed(machine: Machine) -> list[tuple[str, ...]]:
    tag, loop = machine.tag, 200 + machine.number
    limits = f"{machine.limit:.2f}", f"{2 * machine.limit:.2f}"
    return [
        (machine.sensor, f"Vibration of {tag}", tag, "mm/s", *limits),
        (f"TT-{loop}", f"Bearing temperature of {tag}", tag, "°C", "90", "100"),
        (f"IT-{loop}", f"Motor current of {tag}", tag, "A", "130", "150"),
    ]


def _made(number: int, course: Course, rng: np.random.Generator) -> tuple[Machine, Iterator[tuple[str, ...]]]:
    usual, height = float(rng.uniform(1.5, 3.0)), float(rng.uniform(2.0, 5.0))
    noise = autoregressive(rng, _ROWS, 2, float(rng.choice([0.0, 0.5, 0.9])))
    strength = float(rng.uniform(0.05, 0.5))
    onset = int(rng.uniform(0.3, 0.7) * _ROWS)
    length = int(rng.uniform(0.12, 0.25) * _ROWS)
    end = _ROWS if course == "rising" else onset + length
    shape = np.zeros(_ROWS)
    shape[onset:end] = np.linspace(0.0, 1.0, end - onset)
    stop, restart = None, None
    if course == "stopped":
        stop, restart = end, end + int(rng.uniform(2.0, 4.0) * 144)
    elif course == "steady":
        shape[:] = 0.0
    else:
        shape[end:] = 1.0
    size = -0.5 * usual if course == "falling" else height
    vibration = usual + size * shape + strength * noise[:, 0]
    hours = np.arange(_ROWS) / 6.0
    temperature = 55.0 + 4.0 * np.sin(2 * np.pi * (hours - 9.0) / 24.0) + noise[:, 1]
    current = 100.0 + rng.normal(0.0, 1.0, _ROWS)
    if stop is not None and restart is not None:
        vibration[stop:restart], current[stop:restart] = 0.02, 0.0
        temperature[stop:restart] = 22.0
    limit = usual + height * (1.5 if course == "rising" else 2.0)
    reaches = _at(onset + round(1.5 * (end - onset))) if course == "rising" else None
    machine = Machine(
        number=number,
        course=course,
        onset=None if course == "steady" else _at(onset),
        stopped=None if stop is None else _at(stop),
        limit=limit,
        reaches=reaches,
        per_day=0.0 if course == "steady" else size / (end - onset) * 144,
    )
    rows = (
        (f"{_at(row):%Y-%m-%d %H:%M}", f"{a:.3f}", f"{b:.2f}", f"{c:.1f}")
        for row, (a, b, c) in enumerate(zip(vibration, temperature, current, strict=True))
    )
    return machine, rows


def _at(row: int) -> datetime:
    return _BEGIN + row * _STEP


def _write(
    path: Path, head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
