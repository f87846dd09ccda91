"""Ways to adapt the embedded model, compared at equal tokens: prompting, LoRA, mixtures, prefixes, full.

Protocol: every trained arm gets the same tokens of the same mixture, its own sweep of learning rates with
the first seed, chosen on validation loss, and the other seeds at that rate. Test examples come from documents
that no training example saw. Each run is a process of its own. On a machine without a GPU the first five arms
run; the others are named as untried. ``--limit`` is the number of test examples of each task.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.engines.convert import embedded_model
from eval.adapters.arms import Arm, Budget, RunResult, RunSpec, arms
from eval.adapters.journal import RunJournal
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import EvalError
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.statistics import mean

OURS = "mixture_softmax"


class Adapters:
    """The benchmark ``adapters``."""

    name = "adapters"

    def __init__(self, *, budget: Budget | None = None) -> None:
        self._budget = budget

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the mixture once, runs what the journal does not hold, and reports all arms."""
        began = time.perf_counter()
        budget = self._budget or Budget(per_task=options.limit or Budget().per_task)
        model = options.settings.model or embedded_model(options.settings.data / "models")
        settings = {**settings_record(options.settings), "budget": asdict(budget)}
        kept = {name: value for name, value in settings.items() if name != "commit"}
        journal = RunJournal(options.results, kept)
        data = options.results.with_suffix(".data")
        write_mixture(data, options.bench_data, budget)
        able, untried = _able(arms())
        finished: dict[str, list[RunResult]] = {}
        for number, arm in enumerate(able):
            options.tell(arm.name, number, len(able))
            finished[arm.name] = _run_arm(arm, journal, data=data, model=model, budget=budget)
        tables = {name: table(results) for name, results in finished.items()}
        return EvalReport(
            benchmark=self.name,
            n=int(tables[OURS].get("n", 0)),
            errors=0,
            scores=tables[OURS],
            baselines={name: scores for name, scores in tables.items() if name != OURS},
            settings=settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=(
                f"{budget.tokens} tokens a run, seeds {', '.join(map(str, budget.seeds))}",
                *((f"untried without a GPU: {', '.join(untried)}",) if untried else ()),
            ),
        )


def table(results: Sequence[RunResult]) -> dict[str, float]:
    """Means over seeds and the spread of F1; a figure that a run lacks is left out."""
    found: dict[str, float] = {}
    for name in sorted({name for result in results for name in result.scores}):
        found[name] = mean([result.scores[name] for result in results if name in result.scores])
    f1 = [result.scores["f1"] for result in results if "f1" in result.scores]
    found["f1_spread"] = max(f1) - min(f1) if f1 else 0.0
    for name in ("general_loss", "trainable", "peak_mib", "seconds", "joules", "validation_loss"):
        values = [getattr(result, name) for result in results]
        if all(value is not None for value in values):
            found[name] = mean([float(value) for value in values])
    return found


def _able(every: Sequence[Arm]) -> tuple[list[Arm], list[str]]:
    import torch

    gpu = torch.cuda.is_available()
    able = [arm for arm in every if gpu or not arm.needs_gpu]
    return able, [arm.name for arm in every if arm not in able]


def _run_arm(arm: Arm, journal: RunJournal, *, data: Path, model: str, budget: Budget) -> list[RunResult]:
    """The sweep with the first seed, then the other seeds at the best rate; gives the runs at that rate."""

    def at(rate: float, seed: int) -> RunResult:
        spec = RunSpec(arm=arm.name, rate=rate, seed=seed)
        known = journal.done(spec.key)
        if known is None:
            known = _process(spec, data=data, model=model, budget=budget)
            journal.add(known)
        return known

    sweep = [(rate, at(rate, budget.seeds[0])) for rate in arm.rates]
    rate, best = min(sweep, key=lambda pair: pair[1].validation_loss or 0.0)
    if arm.adapter is None:
        return [best]
    return [best, *(at(rate, seed) for seed in budget.seeds[1:])]


def _process(spec: RunSpec, *, data: Path, model: str, budget: Budget) -> RunResult:
    command = [
        sys.executable, "-m", "eval.adapters.one_run", spec.arm, repr(spec.rate), str(spec.seed),
        "--data", str(data), "--model", model, "--budget", json.dumps(asdict(budget)),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    if done.returncode != 0:
        raise EvalError(f"the run {spec.key} failed: {done.stderr.strip().splitlines()[-1:]}")
    return RunResult(**json.loads(done.stdout.strip().splitlines()[-1]))


def write_mixture(folder: Path, bench_data: Path | None, budget: Budget) -> None:
    """The plant recipe's files, enough for the budget; kept for a run that goes on."""
    if (folder / "card.json").is_file():
        return
    from moe_adapters.recipes.plant.data import main

    sets = local_folder("qa_train", bench_data)
    done = main(["--qa-data", str(sets), "-o", str(folder), "--tokens", str(4 * budget.tokens)])
    if done != 0:
        raise EvalError("the training mixture could not be written")
