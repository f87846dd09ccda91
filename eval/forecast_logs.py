"""Real logs to forecast, in two halves by file: one on which settings were chosen, one that is reported.

Knows where the sets keep their files and what a useful horizon is there; no forecaster.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.experts.series.detectors.log import find_log
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.forecast.grid import regular
from eval.datasets import local_folder
from eval.normal_runs import read_tep

_FIRST = 0.5
"""The first cut leaves so much of the log as its past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLog:
    """A log on a steady step.

    Attributes:
        group: The set it is from; figures are means over groups.
        tuning: Whether settings were chosen on it.
        values: Shape (rows, sensors); NaN where missing.
        horizon: Rows to forecast.
        cuts: How many forecasts are made, from places spread over the last half.
    """

    name: str
    group: str
    tuning: bool
    values: Matrix
    step_seconds: float
    horizon: int
    cuts: int

    def places(self) -> list[int]:
        """Rows at which the past ends."""
        rows = self.values.shape[0]
        found = np.linspace(_FIRST * rows, rows - self.horizon, self.cuts)
        return sorted({int(place) for place in found})


def forecast_logs(bench_data: Path | None) -> list[ForecastLog]:
    """All logs: the tuning half first, then the held-out half.

    Raises:
        eval.errors.DataMissing: A set is not there.
    """
    found = [
        *_skab(local_folder("skab", bench_data, needs=("valve1", "anomaly-free"))),
        *_tep(local_folder("tep", bench_data)),
        *_nab(local_folder("nab", bench_data, needs=("realKnownCause",))),
        *_plants(
            local_folder("asset_ops", bench_data), local_folder("documents", bench_data, needs=("logs",))
        ),
    ]
    return sorted(found, key=lambda log: not log.tuning)


def _read(path: Path, group: str, *, tuning: bool, horizon: int, cuts: int) -> ForecastLog:
    """A file as ``assistant forecast`` reads it."""
    log = find_log(str(path))
    grid = regular(log.times, log.values)
    return ForecastLog(
        name=path.name,
        group=group,
        tuning=tuning,
        values=grid.values,
        step_seconds=grid.step_seconds,
        horizon=horizon,
        cuts=cuts,
    )


def _skab(folder: Path) -> Iterator[ForecastLog]:
    """A minute ahead; files of even number for tuning."""
    for path in sorted(folder.glob("valve1/*.csv"), key=lambda p: int(p.stem)):
        yield _read(path, "skab", tuning=int(path.stem) % 2 == 0, horizon=60, cuts=3)
    yield _read(folder / "anomaly-free" / "anomaly-free.csv", "skab_normal", tuning=False, horizon=60, cuts=5)


def _tep(folder: Path) -> Iterator[ForecastLog]:
    """An hour ahead: short runs of even faults for tuning, long runs of odd faults and of none."""
    names = [(f"d{k:02}", True) for k in range(2, 16, 4)]
    names += [(f"d{k:02}_te", False) for k in (0, *range(1, 16, 4))]
    for name, tuning in names:
        yield ForecastLog(
            name=name,
            group="tep",
            tuning=tuning,
            values=read_tep(folder / f"{name}.dat"),
            step_seconds=180.0,
            horizon=20,
            cuts=2,
        )


def _nab(folder: Path) -> Iterator[ForecastLog]:
    """A day ahead."""
    for name, tuning, horizon in (("ambient", True, 24), ("machine", False, 288)):
        path = folder / "realKnownCause" / f"{name}_temperature_system_failure.csv"
        yield _read(path, f"nab_{name}", tuning=tuning, horizon=horizon, cuts=12)


def _plants(chillers: Path, documents: Path) -> Iterator[ForecastLog]:
    """A chiller a day ahead, masts and a weather station a few hours ahead."""
    yield _read(
        chillers / "chiller6_june2020_sensordata_couchdb.json", "chiller", tuning=False, horizon=96, cuts=6
    )
    logs = documents / "logs"
    yield _read(logs / "windmast_offset_stamps.csv", "wind_mast", tuning=True, horizon=18, cuts=4)
    yield _read(logs / "midc_20181014.txt", "weather_station", tuning=False, horizon=120, cuts=5)
