"""Stretches of logs in which nothing went wrong, each with a part to learn from. Knows files, no detector."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.protocol import Matrix
from eval.made_noise import autoregressive

MADE = "made"
"""Source of the runs that were made."""
_SHORT = 400
"""Rows learnt from where little is known of what is normal, as in SKAB's protocol."""
_AUTOCORRELATIONS = (0.0, 0.5, 0.8, 0.9, 0.95)
_SENSORS, _MADE_LEARNT, _MADE_JUDGED = 6, 2_000, 10_000
"""Of made runs: many rows are judged, so that their share in alarm is known to a tenth of a per cent."""
_PART = 1175
"""Rows of a part of the anomaly-free log: about as many as a file of ``valve1`` has."""
_AROUND = 2
"""A labelled window is kept clear by its length over this on either side, since things go wrong slowly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalRun:
    """Normal rows to learn from, and later or other normal rows to judge.

    Attributes:
        source: The set that it belongs to.
        short: Whether far less is learnt from than is judged, so that much of what is normal was never seen.
        learnt, judged: Unbroken pieces, each shape (rows, sensors).
        for_tuning: Whether settings may be chosen by it.
    """

    source: str
    name: str
    short: bool = False
    learnt: tuple[Matrix, ...]
    judged: tuple[Matrix, ...]
    for_tuning: bool


def normal_runs(bench_data: Path) -> list[NormalRun]:
    """The normal runs of the sets, those that are there; made ones, whose regime never changes, first."""
    found = list(_made())
    for folder, load in (("skab", _skab), ("tep", _tep), ("nab", _nab), ("asset_ops", _asset_ops)):
        if (bench_data / folder).is_dir():
            found += load(bench_data / folder)
    return found


def _made() -> Iterator[NormalRun]:
    """Six sensors that hang together, in noise of which the later rows are quite like the earlier ones."""
    for number, phi in enumerate(_AUTOCORRELATIONS):
        rng = np.random.default_rng((2, number))
        ties = np.eye(_SENSORS) + 0.4 * rng.standard_normal((_SENSORS, _SENSORS))
        rows = autoregressive(rng, _MADE_LEARNT + _MADE_JUDGED, _SENSORS, phi) @ ties
        yield _split(MADE, f"phi_{phi}", rows, _MADE_LEARNT, False)
        yield _split(MADE, f"phi_{phi}_short", rows[_MADE_LEARNT - _SHORT :], _SHORT, False, short=True)


def _skab(folder: Path) -> Iterator[NormalRun]:
    """What comes before the faults, half of the files learnt from; the anomaly-free log by halves.

    Again with 400 rows learnt from: each file before its fault, each part of the anomaly-free log.
    """
    before = {}
    for path in sorted((folder / "valve1").glob("*.csv"), key=lambda p: int(p.stem)):
        frame = pd.read_csv(path, sep=";")
        end = int(np.flatnonzero(frame["anomaly"].to_numpy() > 0)[0])
        values = frame.drop(columns=["datetime", "anomaly", "changepoint"]).to_numpy(dtype=np.float64)
        before[int(path.stem)] = values[:end]
    for name, tuning, kept in (("first_half", True, range(8)), ("second_half", False, range(8, 16))):
        learnt = tuple(before[k] for k in kept if k in before and k % 2 == 0)
        judged = tuple(before[k] for k in kept if k in before and k % 2 == 1)
        yield NormalRun(
            source="skab_before_fault", name=name, learnt=learnt, judged=judged, for_tuning=tuning
        )
    for number, values in before.items():
        yield _split("skab_before_fault", str(number), values, _SHORT, number % 2 == 0, short=True)
    frame = pd.read_csv(folder / "anomaly-free" / "anomaly-free.csv", sep=";").drop(columns=["datetime"])
    whole = frame.to_numpy(dtype=np.float64)
    yield _split("skab_anomaly_free", "whole", whole, whole.shape[0] // 2, False)
    for number in range(whole.shape[0] // _PART):
        part = whole[number * _PART : (number + 1) * _PART]
        yield _split("skab_anomaly_free", str(number), part, _SHORT, number % 2 == 0, short=True)


def _split(
    source: str, name: str, values: Matrix, learnt: int, tuning: bool, *, short: bool = False
) -> NormalRun:
    return NormalRun(
        source=source,
        name=name,
        short=short,
        learnt=(values[:learnt],),
        judged=(values[learnt:],),
        for_tuning=tuning,
    )


def _tep(folder: Path) -> Iterator[NormalRun]:
    """Learnt from one normal run, judged on the other."""
    first, second = read_tep(folder / "d00.dat"), read_tep(folder / "d00_te.dat")
    yield NormalRun(source="tep", name="d00_te", learnt=(first,), judged=(second,), for_tuning=False)
    yield NormalRun(source="tep", name="d00", learnt=(second,), judged=(first,), for_tuning=True)


def read_tep(path: Path) -> Matrix:
    """A run, shape (rows, 52); ``d00.dat`` lies on its side."""
    values = np.loadtxt(path)
    return np.asarray(values.T if values.shape[0] == 52 else values)


def _nab(folder: Path) -> Iterator[NormalRun]:
    """The longest stretch of each file that lies clear of all labelled windows; half of it is learnt from."""
    labels = json.loads((folder / "combined_windows.json").read_text(encoding="utf-8"))
    for number, name in enumerate(sorted(labels)):
        frame = pd.read_csv(folder / name, parse_dates=["timestamp"])
        clear = np.ones(len(frame), dtype=np.bool_)
        for start, end in labels[name]:
            first, last = pd.Timestamp(start), pd.Timestamp(end)
            around = (last - first) / _AROUND
            clear &= ~frame["timestamp"].between(first - around, last + around).to_numpy()
        edges = np.flatnonzero(np.diff(np.concatenate(([0], clear.astype(int), [0]))))
        begin, stop = max(zip(edges[::2], edges[1::2], strict=True), key=lambda e: e[1] - e[0])
        values = frame["value"].to_numpy(dtype=np.float64)[begin:stop, None]
        yield _split("nab", Path(name).stem, values, values.shape[0] // 2, number % 2 == 0)


def _asset_ops(folder: Path) -> Iterator[NormalRun]:
    """The chiller's month, which nobody labelled; half of it is learnt from."""
    path = folder / "chiller6_june2020_sensordata_couchdb.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    frame = pd.DataFrame(records["docs"] if isinstance(records, dict) else records)
    numbers = frame.select_dtypes("number")
    values = numbers.to_numpy(dtype=np.float64)
    values = values[:, np.isfinite(values[: values.shape[0] // 2]).any(axis=0)]
    yield _split("asset_ops", "chiller6", values, values.shape[0] // 2, False)
