"""Windows of a log in which a sensor does something, in words and numbers. Knows readings, no plant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.concepts.activation import strengths
from assistant.experts.series.concepts.concept import Concept
from assistant.experts.series.concepts.dictionary import ConceptKind, Dictionary, load_dictionary
from assistant.experts.series.concepts.statistics import Matrix, Statistic, of_sensors
from assistant.experts.series.detectors.log import SensorLog
from retrieval.embed import Embedder, Vectors

_PARTS, _FEWEST, _MOST = 60, 32, 2000
"""A log is cut into 60 windows, of no fewer and no more rows than these."""
_HOLES = 0.2
"""Share of readings that a window may lack: bridged ones look calmer than the sensor is."""
_FEW_WINDOWS = 3
_NAMED = 3
MOST_WINDOWS = 3000
"""Of one log; those in which most is active are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of one sensor.

    Attributes:
        first, last: Places of readings, both included.
        said: What it does in words with the strength of each, the strongest first; empty where it is as
            usual.
        profile: Strength of each kind of concept, shape [kinds].
    """

    sensor: str
    first: int
    last: int
    said: tuple[tuple[str, float], ...]
    profile: tuple[float, ...]

    @property
    def text(self) -> str:
        """The window in words."""
        return "; ".join(words for words, _ in self.said[:_NAMED]) or f"{self.sensor} as usual"


def sensor_kinds(dictionary: Dictionary) -> tuple[ConceptKind, ...]:
    """The kinds that are said of one sensor by itself."""
    alone = set(of_sensors(np.zeros((1, _FEWEST, 1))))
    return tuple(kind for kind in dictionary.kinds if kind.statistic in alone)


def log_windows(log: SensorLog) -> list[Window]:
    """Windows of each sensor in which something is active, and the most usual one of each.

    What is usual is the median of all windows of the log, in units of their median absolute deviation.
    """
    rows = log.values.shape[0]
    width = int(np.clip(rows // _PARTS, _FEWEST, _MOST))
    if rows < _FEW_WINDOWS * width:
        return []
    kinds = sensor_kinds(load_dictionary())
    every = np.arange(0, rows - width + 1, width)
    found: list[Window] = []
    for place, sensor in enumerate(log.names):
        readings = _filled(log.values[:, place])
        missing = np.array([np.isnan(log.values[at : at + width, place]).mean() for at in every])
        starts = every[missing <= _HOLES]
        if readings is None or starts.size < _FEW_WINDOWS:
            continue
        cube = np.stack([readings[at : at + width] for at in starts])[:, :, None]
        profile = _profiles(of_sensors(cube), kinds)
        shown = np.flatnonzero(profile.max(axis=1) > 0)
        usual = int(profile.sum(axis=1).argmin())
        for at in dict.fromkeys((*shown.tolist(), usual)):
            first = int(starts[at])
            found.append(_window(sensor, first, first + width - 1, profile[at], kinds))
    return sorted(found, key=lambda one: -sum(one.profile))[:MOST_WINDOWS]


def encode_windows(said: Sequence[Window], embedder: Embedder) -> Vectors:
    """[N] windows -> [N, encoder + kinds]: what they do in words, weighed by strength, and by kind."""
    words = list(dict.fromkeys(text for one in said for text, _ in _spoken(one)))
    known = dict(zip(words, embedder.encode(words), strict=True))
    rows = []
    for one in said:
        mixed = sum(known[text] * weight for text, weight in _spoken(one))
        mixed = mixed / max(float(np.linalg.norm(mixed)), 1e-9)
        profile = np.array(one.profile)
        rows.append(np.concatenate([mixed, profile / (1.0 + np.linalg.norm(profile))]))
    return np.array(rows, dtype=np.float32)


def _spoken(window: Window) -> tuple[tuple[str, float], ...]:
    return window.said or ((window.text, 1.0),)


def _window(sensor: str, first: int, last: int, profile: Matrix, kinds: Sequence[ConceptKind]) -> Window:
    active = [int(k) for k in np.argsort(-profile, kind="stable") if profile[k] > 0]
    implied = {name for k in active for name in kinds[k].covers}
    said = tuple(
        (_concept(kinds[k], sensor).said("en"), float(profile[k]))
        for k in active
        if kinds[k].kind not in implied
    )
    return Window(
        sensor=sensor, first=first, last=last, said=said, profile=tuple(float(value) for value in profile)
    )


def _concept(kind: ConceptKind, sensor: str) -> Concept:
    return Concept(kind=kind, column=0, x=sensor, y="", modes=())


def _profiles(found: dict[Statistic, Matrix], kinds: Sequence[ConceptKind]) -> Matrix:
    """Strength of each kind in each window, [windows, kinds]."""
    deviations = {}
    for name, values in found.items():
        middle = np.median(values, axis=0)
        spread = 1.4826 * np.median(np.abs(values - middle), axis=0)
        least = 0.05 if name == "stuck" else 1e-3
        deviations[name] = (values - middle) / np.maximum(
            np.maximum(spread, 0.25 * values.std(axis=0)), least
        )
    return strengths(deviations, [_concept(kind, "") for kind in kinds])


def _filled(readings: Matrix) -> Matrix | None:
    """Standardised by median and usual departure, holes bridged; None where nothing varies."""
    held = np.isfinite(readings)
    if held.sum() < _FEWEST:
        return None
    middle = np.median(readings[held])
    spread = 1.4826 * np.median(np.abs(readings[held] - middle)) or readings[held].std()
    if not spread > 0:
        return None
    places = np.arange(readings.size)
    return np.asarray(np.interp(places, places[held], (readings[held] - middle) / spread))
