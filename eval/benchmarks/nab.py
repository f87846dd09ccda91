"""NAB, the Numenta Anomaly Benchmark: live detection, value by value, by the official standard score.

Protocol (the set's own, ``eval/scorers/nab_score.py``): the first 15 % of a file, at most 750 rows, are not
scored; the first alarm in a labelled window counts the more the earlier it comes, each alarm outside costs;
one threshold for all files, the best one, for each detector. 0 is a detector that says nothing, 100 a perfect
one. Each detector gets a row at a time and gives its score before it gets the next. Over all files here and
over the industrial ones (``realKnownCause``) alone. Beside it NAB's windowed Gaussian, the same with our rule
that a departure is told once (``_news``), our evidence without that rule, and the stream of ``assistant
detect`` learnt from the first rows. A run that is broken off goes on: each file is a piece of the journal.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.names import Method
from assistant.experts.series.detectors.online import News, OnlineStream
from assistant.experts.series.detectors.protocol import Values
from assistant.experts.series.detectors.stream import Stream
from assistant.experts.series.detectors.threshold import judge
from eval.baselines.windowed_gaussian import windowed_gaussian
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.scorers.nab_score import ScoredFile, nab_score, probation, rows_of

INDUSTRIAL = "realKnownCause"
_QUIET = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NabFile:
    """A file of the set.

    Attributes:
        name: With its folder.
        values: Shape (rows,).
        windows: First and last row of each anomaly.
    """

    name: str
    values: Values
    windows: tuple[tuple[int, int], ...]


class Nab:
    """The benchmark ``nab``; ``limit`` is the number of files."""

    name = "nab"

    def run(self, options: RunOptions) -> EvalReport:
        """Scores the product's live detector and the others."""
        began = time.perf_counter()
        folder = local_folder(self.name, options.bench_data, needs=("combined_windows.json",))
        files = load_files(folder)[: options.limit]
        pieces = Pieces(self.name, options)
        ours, learnt_once = [], []
        for number, file in enumerate(files):
            options.tell(file.name, number, len(files))
            ours.append(pieces.piece(f"ours {file.name}", partial(_heard, file)))
            learnt_once.append(pieces.piece(f"detect_stream {file.name}", partial(_heard_once, file)))
        gaussian = [windowed_gaussian(file.values) for file in files]
        ways: Mapping[str, list[Values]] = {
            "ours": [np.array(heard["news"]) for heard in ours],
            "windowed_gaussian": gaussian,
            "windowed_gaussian_news": [told_once(scores) for scores in gaussian],
            "ours_without_news": [np.array(heard["evidence"]) for heard in ours],
            "detect_stream": [np.array(scores) for scores in learnt_once],
        }
        found = {name: scores_of(files, scores) for name, scores in ways.items()}
        return EvalReport(
            benchmark=self.name,
            n=len(files),
            errors=0,
            scores=found.pop("ours"),
            baselines=found,
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                "settings were chosen with these files in sight: eight windows cannot be split",
                *pieces.notes,
            ),
        )


def _heard(file: NabFile) -> dict[str, list[float]]:
    said = watch(file.values)
    return {"news": [one.news for one in said], "evidence": [one.evidence for one in said]}


def _heard_once(file: NabFile) -> list[float]:
    return [float(score) for score in stream_of_detect(file.values)]


def load_files(folder: Path) -> list[NabFile]:
    """The labelled files, those without an anomaly among them."""
    labels: dict[str, list[tuple[str, str]]] = json.loads(
        (folder / "combined_windows.json").read_text(encoding="utf-8")
    )
    found = []
    for name, windows in sorted(labels.items()):
        frame = pd.read_csv(folder / name, parse_dates=["timestamp"])
        times = frame["timestamp"].to_numpy()
        bounds = [(np.datetime64(start), np.datetime64(end)) for start, end in windows]
        found.append(
            NabFile(
                name=name, values=frame["value"].to_numpy(dtype=np.float64), windows=rows_of(bounds, times)
            )
        )
    return found


def watch(values: Values) -> list[News]:
    """What the product's live detector says of each value when it comes."""
    stream = OnlineStream(learn=probation(values.size))
    return [stream.update(np.array([value])) for value in values]


def stream_of_detect(values: Values) -> Values:
    """Scores of a stream that learnt from the unscored rows and never again."""
    learn = probation(values.size)
    stream = Stream(fit(values[:, None], [slice(0, learn)]))
    return np.array([stream.update(np.array([value])).score for value in values])


def scores_of_detect(values: Values, method: Method) -> Values:
    """As ``stream_of_detect``, of a detector of the family, all rows at once."""
    learn = probation(values.size)
    fitted = fit(values[:, None], [slice(0, learn)], method=method)
    log_p = fitted.log_p(values[:, None])
    return np.asarray(-log_p / judge(log_p, fitted.threshold)[1])


def told_once(scores: Values) -> Values:
    """Scores that are above all those of the last rows; the others are 0."""
    before = pd.Series(scores).shift(1).rolling(_QUIET, min_periods=1).max().fillna(0.0).to_numpy()
    return np.where(scores > before, scores, 0.0)


def scores_of(files: list[NabFile], scores: list[Values]) -> dict[str, float]:
    """Standard scores, windows found and false alarms, of all files and of the industrial ones."""
    pairs = [(f, ScoredFile(scores=s, windows=f.windows)) for f, s in zip(files, scores, strict=True)]
    found: dict[str, float] = {}
    chosen: dict[str, Callable[[NabFile], bool]] = {
        "": lambda _: True,
        "_industrial": lambda file: file.name.startswith(INDUSTRIAL),
    }
    for suffix, wanted in chosen.items():
        kept = [scored for file, scored in pairs if wanted(file)]
        if kept:
            score = nab_score(kept)
            found[f"standard_score{suffix}"] = score.score
            found[f"windows_found{suffix}"] = score.found
            found[f"false_alarms{suffix}"] = score.false_alarms
    return found
