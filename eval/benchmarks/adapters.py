"""Ways to adapt the embedded model, compared at equal tokens: prompting, LoRA, mixtures, prefixes, full.

Protocol: every trained arm gets the same tokens of the same mixture and its own sweep of learning rates with
the first seed, chosen on validation loss; all seeds at that rate answer the test examples, which come from
documents that no training example saw. Each run is a process of its own. On a machine without a GPU the first
five arms run; the others are named as untried. ``--limit`` is the number of test examples of each task.
"""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree

from assistant.engines.convert import embedded_model
from eval.adapters.arms import Budget, able_arms
from eval.adapters.grid import run_grid, run_process
from eval.adapters.journal import RunJournal
from eval.adapters.table import table
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import EvalError
from eval.provenance import settings_record
from eval.report import EvalReport

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
        work = options.results.with_suffix(".runs")
        able, untried = able_arms()
        finished = run_grid(
            able,
            journal,
            budget=budget,
            run=lambda spec: run_process(spec, data=data, model=model, budget=budget, work=work),
            told=options.tell,
        )
        rmtree(work, ignore_errors=True)
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


def write_mixture(folder: Path, bench_data: Path | None, budget: Budget) -> None:
    """The plant recipe's files, enough for the budget; kept for a run that goes on."""
    if (folder / "card.json").is_file():
        return
    from moe_adapters.recipes.plant.data import main

    sets = local_folder("qa_train", bench_data)
    done = main(["--qa-data", str(sets), "-o", str(folder), "--tokens", str(4 * budget.tokens)])
    if done != 0:
        raise EvalError("the training mixture could not be written")
