"""A published generator of series, TimeGAN, trained here and judged on Sines as ours are.

Protocol: the 10,000 sines and the judges of ``synthetic_sines``; TimeGAN of 24 units as in
``eval/baselines/time_gan.py``. The published code makes 50,000 updates in each of three stages, days here:
this budget is smaller and stands in the report. One command trains for seven minutes and leaves a checkpoint
beside the journal; the same command goes on from there, and once the budget is used up the series are judged,
beside those of one normal distribution. ``limit`` is the number of judges.
"""

from __future__ import annotations

import json
import time

import torch

from eval.baselines.time_gan_training import Budget, Training
from eval.benchmark import RunOptions
from eval.benchmarks.synthetic_series import REPEATS, sines
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.synthetic import PUBLISHED, gaussian, scored

BUDGET = Budget(embedding=1500, supervised=1500, joint=1000)
_PIECE_SECONDS = 420.0
_SERIES = 10_000
_UNITS = 24


class TimeGanSines:
    """The benchmark ``time_gan``."""

    name = "time_gan"

    def run(self, options: RunOptions) -> EvalReport:
        """Trains one piece further and has the series judged."""
        began = time.perf_counter()
        repeats = min(options.limit or REPEATS, REPEATS)
        real = sines(_SERIES, 0)
        options.results.parent.mkdir(parents=True, exist_ok=True)
        checkpoint = options.results.with_suffix(".pt")
        training = Training(real, BUDGET, units=_UNITS)
        if checkpoint.exists():
            training.load(checkpoint)
        options.tell("train", training.done, BUDGET.total)
        whole = training.advance(_PIECE_SECONDS)
        training.save(checkpoint)
        options.tell("judge" if whole else "stop", training.done, BUDGET.total)
        told = scored(real, lambda: training.sample(_SERIES, 0), repeats=repeats) if whole else {}
        told["joint_updates"] = max(0, training.done - BUDGET.embedding - BUDGET.supervised)
        told["training_seconds"] = training.seconds
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"benchmark": self.name, "updates": training.done, **told}) + "\n")
        told_of = "its budget is used up" if whole else "the same command trains it further"
        return EvalReport(
            benchmark=self.name,
            n=_SERIES,
            errors=0,
            scores=told,
            baselines={"gaussian": scored(real, lambda: gaussian(real, 0), repeats=1)} if whole else {},
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                f"{training.done} of {BUDGET.total} updates ({BUDGET.embedding} of the autoencoder, "
                f"{BUDGET.supervised} of the supervisor, then joint ones): {told_of}; "
                f"the published code makes 50,000 in each stage; threads: {torch.get_num_threads()}",
                PUBLISHED,
                f"{repeats} judges; smaller is better",
            ),
        )
