"""How fast and in how much memory sensor logs are judged.

Protocol: series made from a seed (eight sensors: noise, cycles, a wandering one, two that follow others;
steps of one sensor in the last third, a thousandth of the readings missing). ``million``: ``detect`` by the
product's default on 1,000,000 rows, the first half normal, in a process of its own: seconds and peak resident
memory of that process. ``stream``: rows a second of ``Stream.update``, learnt from 5,000 rows. ``file``:
seconds from the path of a CSV of 40,000 rows to the told anomalies, parsing included. Beside each, Isolation
Forest on the same rows (scikit-learn, its defaults, learnt from at most 20,000 rows): seconds to score them,
rows a second one by one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.log import find_log
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.detectors.report import detect_log
from assistant.experts.series.detectors.stream import Stream
from eval.benchmark import RunOptions
from eval.errors import EvalError
from eval.peak_memory import peak_bytes
from eval.provenance import settings_record
from eval.report import EvalReport

MILLION, FILE_ROWS, LEARNT, STREAMED = 1_000_000, 40_000, 5_000, 20_000
SENSORS = 8
_SEED = 20261101
_GIB = 1 << 30
_FOREST_ROWS, _FOREST_ONE_BY_ONE = 20_000, 100


class DetectionSpeed:
    """The benchmark ``detection_speed``; ``limit`` is the number of rows of the large log."""

    name = "detection_speed"

    def run(self, options: RunOptions) -> EvalReport:
        """Measures one after the other."""
        began = time.perf_counter()
        rows = options.limit or MILLION
        options.tell("million", 0, 3)
        ours = _apart(rows)
        options.tell("stream", 1, 3)
        ours["stream_rows_per_second"] = stream_speed(plant(LEARNT + STREAMED))
        options.tell("file", 2, 3)
        with tempfile.TemporaryDirectory() as folder:
            ours["file_seconds"] = file_seconds(Path(folder) / "log.csv", FILE_ROWS)
        report = EvalReport(
            benchmark=self.name,
            n=rows,
            errors=0,
            scores=ours,
            baselines={"isolation_forest": forest(rows)},
            settings={**settings_record(options.settings), "processors": os.cpu_count() or 1},
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("bars: 60 s and 2 GiB for a million rows, 5,000 rows a second, 5 s for the file",),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def plant(rows: int) -> Matrix:
    """Readings of the made plant, shape (rows, 8)."""
    rng = np.random.default_rng(_SEED)
    at = np.arange(rows)
    x = rng.normal(size=(rows, SENSORS))
    x[:, 1] += 3.0 * np.sin(at / 40)
    x[:, 2] = 0.9 * x[:, 0] + 0.4 * x[:, 2]
    x[:, 3] = 0.02 * np.cumsum(x[:, 3])
    x[:, 4] = 0.8 * x[:, 1] + 0.5 * x[:, 4]
    for first in range(2 * rows // 3, rows - 400, max(rows // 30, 1)):
        x[first : first + 200, 5] += 4.0
    x[rng.random(x.shape) < 0.001] = np.nan
    return x


def million(rows: int) -> dict[str, float]:
    """Seconds to judge so many rows, and the peak memory of this process."""
    values = plant(rows)
    began = time.perf_counter()
    found = detect(values, train_rows=rows // 2)
    seconds = time.perf_counter() - began
    return {
        "million_seconds": seconds,
        "million_peak_memory_gib": peak_bytes() / _GIB,
        "million_ranges": float(len(found.episodes)),
    }


def stream_speed(values: Matrix) -> float:
    """Rows a second, one after the other."""
    stream = Stream(fit(values[:LEARNT], [slice(0, LEARNT)]))
    rows = list(values[LEARNT:])
    began = time.perf_counter()
    for row in rows:
        stream.update(row)
    return len(rows) / (time.perf_counter() - began)


def file_seconds(path: Path, rows: int) -> float:
    """From a file to what is told of it."""
    frame = pd.DataFrame(plant(rows), columns=[f"sensor {k}" for k in range(SENSORS)])
    frame.insert(0, "time", pd.date_range("2024-01-01", periods=rows, freq="1min"))
    frame.to_csv(path, index=False, float_format="%.5f")
    began = time.perf_counter()
    report = detect_log(find_log(str(path)), train_until=str(rows // 2))
    report.to_json()
    return time.perf_counter() - began


def forest(rows: int) -> dict[str, float]:
    """Isolation Forest on the same rows; missing readings are 0."""
    from sklearn.ensemble import IsolationForest

    values = np.nan_to_num(plant(rows))
    began = time.perf_counter()
    model = IsolationForest(random_state=0).fit(values[: rows // 2][:: rows // 2 // _FOREST_ROWS + 1])
    model.score_samples(values)
    seconds = time.perf_counter() - began
    began = time.perf_counter()
    for row in values[:_FOREST_ONE_BY_ONE]:
        model.score_samples(row[None])
    one_by_one = _FOREST_ONE_BY_ONE / (time.perf_counter() - began)
    return {"million_seconds": seconds, "stream_rows_per_second": one_by_one}


def _apart(rows: int) -> dict[str, float]:
    """``million`` in a process of its own.

    Raises:
        EvalError: The process failed.
    """
    program = (
        "import json; from eval.benchmarks.detection_speed import million; "
        f"print(json.dumps(million({rows})))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode != 0:
        raise EvalError(f"the large log could not be judged: {done.stderr[-500:]}")
    found: dict[str, float] = json.loads(done.stdout)
    return found
