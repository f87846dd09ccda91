"""Made sensor logs whose attributes are known: trend, season, noise, lags, shifts, local changes, trips.

Knows how they are made; no question and no file. Noise is correlated in time (first-order autoregression).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from eval.made_noise import autoregressive

Values = npt.NDArray[np.float64]

_MEMORY = (0.0, 0.5, 0.8)
_PLAIN_ROWS, _TRIP_ROWS = (1_600, 2_400), (1_800, 2_600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was otherwise over rows ``[first, last]``; ``size`` in the sensor's unit."""

    first: int
    last: int
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSensor:
    """One column with what was put into it.

    Attributes:
        role: What it was made for: ``trend``, ``season``, ``follower``, ``shift``, ``local``, ``stuck``,
            ``plain``; in a trip log ``power``, ``first``, ``second``, ``plain``.
        values: Shape (rows,), rounded as the file has them.
        noise: Deviation of its noise.
        rise: Change from the first row to the last one by its trend; 0 where it has none.
        season_rows: Period of its season; 0 where it has none.
        lag_rows: By how many rows it follows the sensor with the role ``season``.
        change: Level shift (lasts to the end), local change, frozen stretch or drift before a trip.
    """

    tag: str
    quantity: tuple[str, str]
    unit: str
    role: str
    values: Values
    noise: float
    rise: float = 0.0
    season_rows: int = 0
    lag_rows: int = 0
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLog:
    """A machine's log.

    Attributes:
        machine: Its tag; the file is named by it.
        tagged: Whether columns are named by tags; else by quantities.
        french: Whether the file is written as in France.
        gap: Rows that are left out of the file.
        trip: First and last row at which the machine stands still.
        of_twins: Whether its columns are one quantity at two places.
    """

    machine: str
    tagged: bool
    french: bool
    start: datetime
    step: timedelta
    sensors: tuple[MadeSensor, ...]
    gap: Change | None = None
    trip: Change | None = None
    of_twins: bool = False
    kept: npt.NDArray[np.bool_] = field(default_factory=lambda: np.ones(0, dtype=np.bool_))

    @property
    def rows(self) -> int:
        """Rows before any are left out."""
        return int(self.sensors[0].values.size)

    def at(self, row: int) -> datetime:
        """The time of a row."""
        return self.start + row * self.step

    def of(self, role: str) -> MadeSensor:
        """The sensor that was made for a role."""
        return next(sensor for sensor in self.sensors if sensor.role == role)


_QUANTITIES = (
    ("TT", ("bearing temperature", "température de palier"), "°C", 60.0, 2.0),
    ("PT", ("discharge pressure", "pression de refoulement"), "bar", 6.0, 0.08),
    ("FT", ("cooling water flow", "débit d'eau de refroidissement"), "m3/h", 180.0, 3.0),
    ("LT", ("tank level", "niveau du réservoir"), "%", 55.0, 1.5),
    ("VT", ("shaft vibration", "vibration d'arbre"), "mm/s", 3.0, 0.1),
    ("ST", ("fan speed", "vitesse du ventilateur"), "rpm", 1480.0, 6.0),
    ("PDT", ("filter differential pressure", "pression différentielle du filtre"), "mbar", 120.0, 4.0),
)
_ROLES = ("trend", "season", "follower", "shift", "local", "stuck", "plain")


def made_log(number: int, seed: int) -> MadeLog:
    """The log of a number: each third one has a trip, the others one sensor for each attribute."""
    rng = np.random.default_rng((seed, number))
    step = timedelta(minutes=int(rng.choice([1, 5, 10])))
    start = datetime(2025, int(rng.integers(1, 12)), int(rng.integers(1, 28)), int(rng.integers(0, 24)))
    machine = f"{'P' if number % 2 else 'K'}-{number + 2}0{int(rng.integers(1, 9))}"
    build = _trip_log if number % 3 == 2 else _attribute_log
    return build(rng, number=number, machine=machine, start=start, step=step)


def _attribute_log(
    rng: np.random.Generator, *, number: int, machine: str, start: datetime, step: timedelta
) -> MadeLog:
    rows = int(rng.integers(*_PLAIN_ROWS))
    order = rng.permutation(len(_QUANTITIES))
    driver = _season(rng, rows + 60)
    sensors = []
    for place, role in enumerate(_ROLES):
        letters, quantity, unit, level, scale = _QUANTITIES[int(order[place])]
        shape, told = _shaped(rng, role, rows, driver)
        values = np.round(level + scale * shape, 3)
        if role == "stuck" and told.change is not None:
            values[told.change.first : told.change.last + 1] = values[told.change.first]
        sensors.append(
            MadeSensor(
                tag=f"{letters}-{number + 2}{10 + place}", quantity=quantity, unit=unit, role=role,
                values=values, noise=told.noise * scale, rise=told.rise * scale,
                season_rows=told.season_rows, lag_rows=told.lag_rows, change=_scaled(told.change, scale),
            )
        )  # fmt: skip
    gap = _gap(rng, rows, [sensor.change for sensor in sensors if sensor.change is not None])
    kept = np.ones(rows, dtype=np.bool_)
    kept[gap.first : gap.last + 1] = False
    return MadeLog(
        machine=machine, tagged=number % 2 == 0, french=number % 4 in (1, 2), start=start, step=step,
        sensors=tuple(sensors), gap=gap, kept=kept,
    )  # fmt: skip


def _gap(rng: np.random.Generator, rows: int, taken: list[Change]) -> Change:
    """Rows that are missing, where nothing else begins or ends."""
    edges = np.array([row for change in taken for row in (change.first, change.last)])
    while True:
        first = int(rng.integers(int(0.1 * rows), int(0.9 * rows)))
        last = first + int(rng.integers(5, 30))
        if np.all((edges < first - 60) | (edges > last + 60)):
            return Change(first=first, last=last, size=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was put into a signal, in deviations of noise."""

    noise: float = 1.0
    rise: float = 0.0
    season_rows: int = 0
    lag_rows: int = 0
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Driver:
    """A season with slow irregular movement, which another sensor follows."""

    values: Values
    period: int
    lag: int


def _season(rng: np.random.Generator, rows: int) -> _Driver:
    period = int(rng.integers(40, 181))
    wave = rng.uniform(1.5, 3.5) * np.sin(2 * np.pi * (np.arange(rows) / period + rng.uniform()))
    slow = autoregressive(rng, rows, 1, 0.9)[:, 0]
    return _Driver(values=wave + slow, period=period, lag=int(rng.integers(3, 25)))


def _shaped(rng: np.random.Generator, role: str, rows: int, driver: _Driver) -> tuple[Values, _Told]:
    """A signal of deviation 1 of noise with what its role puts into it."""
    memory = float(rng.choice(_MEMORY))
    noise = autoregressive(rng, rows, 1, memory)[:, 0]
    heavy = float(np.sqrt((1 + memory) / (1 - memory)))
    if role == "trend":
        rise = float(rng.choice([-1.0, 1.0]) * rng.uniform(2.0, 6.0))
        return noise + rise * np.linspace(0.0, 1.0, rows), _Told(rise=rise)
    if role == "season":
        own = driver.values[60:] + 0.4 * noise
        return own, _Told(noise=1.0, season_rows=driver.period)
    if role == "follower":
        own = driver.values[60 - driver.lag : 60 - driver.lag + rows] + 0.4 * noise
        return own, _Told(noise=1.0, season_rows=driver.period, lag_rows=driver.lag)
    if role == "shift":
        size = float(rng.choice([-1.0, 1.0]) * rng.uniform(1.5, 4.0) * max(1.0, 0.5 * heavy))
        first = int(rng.integers(int(0.2 * rows), int(0.8 * rows)))
        noise[first:] += size
        return noise, _Told(change=Change(first=first, last=rows - 1, size=size))
    if role == "local":
        size = float(rng.choice([-1.0, 1.0]) * rng.uniform(5.0, 9.0))
        first = int(rng.integers(int(0.15 * rows), int(0.85 * rows)))
        last = first + int(rng.integers(10, 41)) - 1
        noise[first : last + 1] += size
        return noise, _Told(change=Change(first=first, last=last, size=size))
    if role == "stuck":
        first = int(rng.integers(int(0.1 * rows), int(0.85 * rows)))
        last = first + int(rng.integers(20, 81)) - 1
        return noise, _Told(change=Change(first=first, last=last, size=0.0))
    return noise, _Told()


def _scaled(change: Change | None, scale: float) -> Change | None:
    return None if change is None else Change(first=change.first, last=change.last, size=change.size * scale)


def _trip_log(
    rng: np.random.Generator, *, number: int, machine: str, start: datetime, step: timedelta
) -> MadeLog:
    """A machine that stops: one sensor drifts first, another later, then the power is 0 for a while."""
    rows = int(rng.integers(*_TRIP_ROWS))
    down = int(rng.integers(int(0.7 * rows), int(0.85 * rows)))
    trip = Change(first=down, last=down + int(rng.integers(40, 120)) - 1, size=0.0)
    power = 90.0 + 1.5 * autoregressive(rng, rows, 1, 0.5)[:, 0]
    power[trip.first : trip.last + 1] = 0.0
    sensors = [
        MadeSensor(
            tag=f"JT-{number + 2}10", quantity=("motor power", "puissance du moteur"), unit="kW",
            role="power", values=np.round(power, 2), noise=1.5, change=trip,
        )
    ]  # fmt: skip
    order = rng.permutation(len(_QUANTITIES))
    lead = int(rng.integers(150, 260))
    for place, role in enumerate(("first", "second", "plain", "plain")):
        letters, quantity, unit, level, scale = _QUANTITIES[int(order[place])]
        shape = autoregressive(rng, rows, 1, float(rng.choice(_MEMORY)))[:, 0]
        drift = None
        if role != "plain":
            before = lead if role == "first" else int(lead * rng.uniform(0.3, 0.5))
            size = float(rng.choice([-1.0, 1.0]) * rng.uniform(10.0, 16.0))
            shape[down - before : down] += size * np.linspace(0.0, 1.0, before)
            shape[down : trip.last + 1] += size * np.exp(-np.arange(trip.last + 1 - down) / 20.0)
            drift = Change(first=down - before, last=down - 1, size=size * scale)
        sensors.append(
            MadeSensor(
                tag=f"{letters}-{number + 2}{11 + place}", quantity=quantity, unit=unit, role=role,
                values=np.round(level + scale * shape, 3), noise=scale, change=drift,
            )
        )  # fmt: skip
    return MadeLog(
        machine=machine, tagged=number % 2 == 0, french=number % 4 in (1, 2), start=start, step=step,
        sensors=tuple(sensors), trip=trip, kept=np.ones(rows, dtype=np.bool_),
    )  # fmt: skip
