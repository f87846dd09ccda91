"""The eight signals of September 2025 at one minute. Knows the story's times, writes no file."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd

from maker import story

Knots = tuple[tuple[datetime, float], ...]


def _at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2025, 9, day, hour, minute)


# What the choking strainer really did (bar at duty flow); nobody saw it, PDT-104A being frozen.
TRUE_DP: Knots = (
    (_at(1), 0.074),
    (story.FREEZE_START, 0.083),
    (_at(5), 0.095),
    (_at(10), 0.15),
    (_at(12), 0.25),
    (_at(14), 0.42),
    (_at(15), 0.54),
    (_at(16), 0.72),
    (_at(17), 0.86),
    (_at(18), 0.94),
    (story.TRIP, 0.96),
)
FLOW: Knots = (
    (_at(1), 852.0),
    (_at(10), 848.0),
    (_at(12), 842.0),
    (_at(14), 828.0),
    (_at(15), 818.0),
    (_at(16), 800.0),
    (_at(17), 772.0),
    (_at(18), 748.0),
    (story.TRIP, 731.0),
)
VIBRATION: Knots = (
    (_at(1), 2.05),
    (_at(12), 2.25),
    (_at(14), 2.7),
    (_at(15), 3.2),
    (_at(16), 4.15),
    (_at(16, 6), 4.65),
    (_at(17), 5.4),
    (_at(17, 12), 5.9),
    (_at(17, 22), 6.6),
    (_at(18, 1), 7.25),
    (_at(18, 2, 30), 8.3),
    (story.TRIP, 9.9),
)
NDE_TEMP: Knots = (
    (_at(1), 56.0),
    (_at(15), 56.5),
    (_at(16), 58.0),
    (_at(17), 60.5),
    (_at(17, 12), 62.5),
    (_at(17, 20), 65.5),
    (_at(17, 23), 69.5),
    (_at(18, 1), 75.8),
    (_at(18, 2), 81.2),
    (_at(18, 2, 30), 84.4),
    (_at(18, 3), 88.3),
    (_at(18, 3, 30), 92.7),
    (_at(18, 3, 41), 94.7),
    (story.TRIP, 95.2),
)
DE_TEMP: Knots = (
    (_at(1), 51.0),
    (_at(15), 51.4),
    (_at(17), 53.0),
    (_at(18), 55.0),
    (story.TRIP, 57.4),
)
CURRENT: Knots = (
    (_at(1), 212.5),
    (_at(12), 211.0),
    (_at(14), 208.5),
    (_at(15), 206.5),
    (_at(16), 204.0),
    (_at(17), 200.0),
    (_at(18), 198.0),
    (story.TRIP, 201.5),
)

# Header flow, minute by minute, while the standby pump takes over.
TAKEOVER = (
    (_at(18, 3, 43), 412.4),
    (_at(18, 3, 44), 268.1),
    (_at(18, 3, 45), 655.7),
    (_at(18, 3, 46), 842.0),
)


def _curve(times: pd.DatetimeIndex, knots: Knots, *, log: bool = False) -> np.ndarray:
    x = times.to_numpy().astype("datetime64[s]").astype(float)
    at = np.array([np.datetime64(moment, "s").astype(float) for moment, _ in knots])
    values = np.array([value for _, value in knots])
    if log:
        return np.exp(np.interp(x, at, np.log(values)))
    return np.interp(x, at, values)


def _slow(rng: np.random.Generator, n: int, scale: float) -> np.ndarray:
    """Slow wandering: an autoregressive process with a memory of about two hours."""
    noise = rng.normal(0, scale * np.sqrt(1 - 0.99**2), n)
    out = np.empty(n)
    out[0] = noise[0]
    for i in range(1, n):
        out[i] = 0.99 * out[i - 1] + noise[i]
    return out


def _hours_since(times: pd.DatetimeIndex, moment: datetime) -> np.ndarray:
    return ((times - moment) / timedelta(hours=1)).to_numpy().astype(float)


def make_signals() -> pd.DataFrame:
    """The whole month without gaps: index ``time``, one column a tag, rounded as stored."""
    times = pd.date_range(story.LOG_START, story.LOG_END, freq="min")
    rng = np.random.default_rng(story.SEED)
    n = len(times)
    off = np.asarray((times > story.TRIP) & (times < story.RESTART))
    after = np.asarray(times >= story.RESTART)
    day = np.sin(2 * np.pi * ((times.hour + times.minute / 60) - 9) / 24).to_numpy()
    frame = pd.DataFrame(index=times)
    frame["FT-110"] = _flow(times, rng, off, after)
    dp = np.where(
        after,
        0.052 + 0.0006 * np.clip(_hours_since(times, story.RESTART) / 24, 0, None),
        _curve(times, TRUE_DP, log=True),
    )
    frame["PT-102A"] = _suction(times, rng, off, dp)
    frame["PT-103A"] = _discharge(frame, rng, off, times)
    frame["PDT-104A"] = _strainer(times, rng, off, dp)
    frame["TT-105A"] = _bearing(times, rng, off, after, DE_TEMP, base=50.5, run_in=5.0) + 1.2 * day
    frame["TT-106A"] = _bearing(times, rng, off, after, NDE_TEMP, base=54.5, run_in=11.0)
    calm = np.asarray(times < _at(17, 20)) | np.asarray(times > story.TRIP)
    frame["TT-106A"] += np.where(calm, 1.4 * day, 0.0)
    frame["VT-108A"] = _vibration(times, rng, off, after)
    frame["IT-109A"] = _current(times, rng, off, after)
    assert n == len(frame)
    _calibrate(frame)
    for tag, _, _, decimals in story.CHANNELS:
        frame[tag] = frame[tag].round(decimals) + 0.0
    _hold_trip(frame)
    frame.loc[story.FLOW_SPIKE, "FT-110"] = 1250.0
    frame.loc[story.FREEZE_START : story.FREEZE_END, "PDT-104A"] = story.FROZEN_VALUE
    return frame


def _flow(
    times: pd.DatetimeIndex, rng: np.random.Generator, off: np.ndarray, after: np.ndarray
) -> np.ndarray:
    flow = _curve(times, FLOW)
    flow = np.where(off, 846.0, np.where(after, 853.0, flow))
    flow = flow + _slow(rng, len(times), 4.0) + rng.normal(0, 2.2, len(times))
    both = np.asarray((times >= story.RESTART) & (times < story.STANDBY_STOP))
    return np.where(both, 1118.0 + rng.normal(0, 6, len(times)), flow)


def _suction(
    times: pd.DatetimeIndex, rng: np.random.Generator, off: np.ndarray, dp: np.ndarray
) -> np.ndarray:
    level = _slow(rng, len(times), 0.006)
    running = 0.50 - dp + level + rng.normal(0, 0.003 + 0.012 * np.clip(dp - 0.5, 0, 1), len(times))
    drained = np.asarray((times >= story.DRAINED_FROM) & (times < story.DRAINED_TO))
    still = np.where(drained, rng.normal(0, 0.001, len(times)), 0.512 + level)
    return np.where(off, still, running)


def _discharge(
    frame: pd.DataFrame, rng: np.random.Generator, off: np.ndarray, times: pd.DatetimeIndex
) -> np.ndarray:
    running = 4.53 * (frame["FT-110"].clip(upper=880) / 852.0) ** 2 + rng.normal(0, 0.012, len(frame))
    drained = np.asarray((times >= story.DRAINED_FROM) & (times < story.DRAINED_TO))
    still = np.where(
        drained, rng.normal(0, 0.002, len(frame)), frame["PT-102A"] + rng.normal(0, 0.003, len(frame))
    )
    return np.where(off, still, running)


def _strainer(
    times: pd.DatetimeIndex, rng: np.random.Generator, off: np.ndarray, dp: np.ndarray
) -> np.ndarray:
    return np.where(off, np.abs(rng.normal(0, 0.0008, len(times))), dp + rng.normal(0, 0.0012, len(times)))


def _bearing(
    times: pd.DatetimeIndex,
    rng: np.random.Generator,
    off: np.ndarray,
    after: np.ndarray,
    knots: Knots,
    *,
    base: float,
    run_in: float,
) -> np.ndarray:
    hot = knots[-1][1]
    cooling = 23.0 + (hot - 23.0) * np.exp(-np.clip(_hours_since(times, story.TRIP), 0, None) / 2.6)
    h = np.clip(_hours_since(times, story.RESTART), 0, None)
    warm = base - (base - 23.0) * np.exp(-h / 0.7) + run_in * (h / 2.2) * np.exp(1 - h / 2.2) * (h < 40)
    value = np.where(off, cooling, np.where(after, warm, _curve(times, knots)))
    return value + _slow(rng, len(times), 0.3) + rng.normal(0, 0.08, len(times))


def _vibration(
    times: pd.DatetimeIndex, rng: np.random.Generator, off: np.ndarray, after: np.ndarray
) -> np.ndarray:
    value = np.where(after, 1.72, _curve(times, VIBRATION))
    value = value * (1 + rng.normal(0, 0.025, len(times)))
    return np.where(off, np.abs(rng.normal(0.07, 0.015, len(times))), value)


def _current(
    times: pd.DatetimeIndex, rng: np.random.Generator, off: np.ndarray, after: np.ndarray
) -> np.ndarray:
    value = np.where(after, 213.0, _curve(times, CURRENT))
    rough = 0.8 + 2.4 * np.asarray((times > _at(15, 12)) & (times <= story.TRIP))
    value = value + _slow(rng, len(times), 0.8) + rng.normal(0, 1, len(times)) * rough
    return np.where(off, 0.0, value)


def _calibrate(frame: pd.DataFrame) -> None:
    """The five-point check of PDT-104A on 2 September shows in the log, as it does in real ones."""
    points = (0.0, 0.25, 0.5, 0.75, 1.0, 0.5, 0.0)
    for i, value in enumerate(points):
        start = story.CALIBRATION_START + timedelta(minutes=2 + 4 * i)
        frame.loc[start : start + timedelta(minutes=3), "PDT-104A"] = value


def _hold_trip(frame: pd.DataFrame) -> None:
    """Exact readings around the trip, so that 95 °C is reached at 03:42 and not a minute before."""
    for moment, value in ((_at(18, 3, 40), 94.5), (_at(18, 3, 41), 94.8), (story.TRIP, 95.2)):
        frame.loc[moment, "TT-106A"] = value
    early = frame.index < story.TRIP
    frame.loc[early, "TT-106A"] = frame.loc[early, "TT-106A"].clip(upper=94.8)
    for moment, value in TAKEOVER:
        frame.loc[moment, "FT-110"] = value
    frame.loc[story.RESTART, "IT-109A"] = 486.0
