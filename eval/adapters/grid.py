"""Runs the comparison's grid, each run a process of its own, some side by side. Knows runs, no settings.

python -m eval.adapters.grid --data DIR --model NAME --out JOURNAL [--jobs N] [--minutes M] [--tokens N]

Needs torch, transformers and peft alone, so that it runs where the product is not installed. Runs side by
side share the machine: their seconds say nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path

from eval.adapters.arms import Arm, Budget, RunResult, RunSpec, able_arms
from eval.adapters.arms import arms as all_arms
from eval.adapters.journal import RunJournal
from eval.adapters.table import table
from eval.errors import EvalError

Run = Callable[[RunSpec], RunResult]


def best_rate(sweep: Sequence[RunResult], rates: Sequence[float]) -> float:
    """The rate whose run has the smallest validation loss."""
    return min(zip(rates, sweep, strict=True), key=lambda pair: pair[1].validation_loss or 0.0)[0]


def run_grid(
    arms: Sequence[Arm],
    journal: RunJournal,
    *,
    budget: Budget,
    run: Run,
    jobs: int = 1,
    until: float | None = None,
    told: Callable[[str, int, int], None] = lambda name, done, all_: None,  # noqa: ARG005
) -> dict[str, list[RunResult]]:
    """Every arm's sweep with the first seed, then all seeds at its best rate.

    Args:
        journal: What it holds is not run again; each finished run is added.
        run: Does one run.
        jobs: Runs at a time.
        until: Reading of the monotonic clock after which no run is started.
        told: Gets a run's name, how many are done and how many are known to be needed.

    Returns:
        By arm the runs at its best rate; an arm whose sweep is not whole is left out.

    Raises:
        EvalError: Runs failed; the others are in the journal.
    """
    failed: list[str] = []
    waiting = [spec for arm in arms for spec in _sweep(arm, budget)]
    queued = {spec.key for spec in waiting}
    running: dict[Future[RunResult], RunSpec] = {}
    done = 0
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        while waiting or running:
            while waiting and len(running) < jobs and (until is None or time.monotonic() < until):
                spec = waiting.pop(0)
                if journal.done(spec.key) is None:
                    running[pool.submit(run, spec)] = spec
                    told(spec.key, done, len(queued))
                else:
                    done += 1
                    waiting += _further(arms, journal, budget, queued)
            if not running:
                break
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                spec = running.pop(future)
                done += 1
                try:
                    journal.add(future.result())
                except EvalError as error:
                    failed.append(str(error))
            waiting += _further(arms, journal, budget, queued)
    if failed:
        raise EvalError("; ".join(failed))
    return finished_runs(arms, journal, budget)


def _further(arms: Sequence[Arm], journal: RunJournal, budget: Budget, queued: set[str]) -> list[RunSpec]:
    """The seeds of arms whose sweep is now whole; they are marked as queued."""
    found: list[RunSpec] = []
    for arm in arms:
        rate = _rate(arm, journal, budget)
        if rate is None or arm.adapter is None:
            continue
        specs = (RunSpec(arm=arm.name, rate=rate, seed=seed) for seed in budget.seeds)
        found += [spec for spec in specs if spec.key not in queued]
    queued |= {spec.key for spec in found}
    return found


def _sweep(arm: Arm, budget: Budget) -> list[RunSpec]:
    """The runs that choose the arm's rate; where nothing is trained, its only run."""
    swept = arm.adapter is not None
    return [RunSpec(arm=arm.name, rate=rate, seed=budget.seeds[0], sweep=swept) for rate in arm.rates]


def _rate(arm: Arm, journal: RunJournal, budget: Budget) -> float | None:
    sweep = [journal.done(spec.key) for spec in _sweep(arm, budget)]
    known = [result for result in sweep if result is not None]
    return best_rate(known, arm.rates) if len(known) == len(sweep) else None


def finished_runs(arms: Sequence[Arm], journal: RunJournal, budget: Budget) -> dict[str, list[RunResult]]:
    """By arm the runs at its best rate that the journal holds."""
    found: dict[str, list[RunResult]] = {}
    for arm in arms:
        rate = _rate(arm, journal, budget)
        if rate is not None:
            keys = [RunSpec(arm=arm.name, rate=rate, seed=seed).key for seed in budget.seeds]
            found[arm.name] = [run for run in map(journal.done, keys) if run is not None]
    return found


def run_process(spec: RunSpec, *, data: Path, model: str, budget: Budget, work: Path) -> RunResult:
    """One run in a process of its own.

    Args:
        work: Folder of what is trained; a run that was broken off goes on there.

    Raises:
        EvalError: It failed; the message has its last line.
    """
    command = [
        sys.executable, "-m", "eval.adapters.one_run", spec.arm, repr(spec.rate), str(spec.seed),
        "--data", str(data), "--model", model, "--budget", json.dumps(asdict(budget)), "--work", str(work),
        *(["--sweep"] if spec.sweep else []),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - fixed words
    if done.returncode != 0:
        raise EvalError(f"the run {spec.key} failed: {done.stderr.strip().splitlines()[-1:]}")
    return RunResult(**json.loads(done.stdout.strip().splitlines()[-1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what the journal does not hold and prints a JSON object: an arm, its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the plant recipe's files")
    parser.add_argument("--model", required=True)
    parser.add_argument(
        "--out", type=Path, required=True, help="journal; the runs it holds are not run again"
    )
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--minutes", type=float, help="no run is started after them")
    parser.add_argument("--tokens", type=int, default=Budget().tokens)
    parser.add_argument("--per-task", type=int, default=Budget().per_task)
    parser.add_argument("--batch-size", type=int, default=Budget().batch_size)
    parser.add_argument("--arms", help="names, with commas between them, also of arms that want a GPU")
    given = parser.parse_args(arguments)
    every = {arm.name: arm for arm in all_arms()}
    names = [arm.name for arm in able_arms()[0]] if given.arms is None else given.arms.split(",")
    unknown = [name for name in names if name not in every]
    if unknown:
        parser.error(f"no such arm: {', '.join(unknown)}; there are {', '.join(every)}")
    budget = Budget(tokens=given.tokens, per_task=given.per_task, batch_size=given.batch_size)
    arms = [every[name] for name in names]
    alone = given.jobs == 1
    work = given.out.with_suffix(".runs")
    journal = RunJournal(given.out, {"budget": asdict(budget), "model": given.model, "alone": alone})
    try:
        run_grid(
            arms,
            journal,
            budget=budget,
            run=lambda spec: run_process(spec, data=given.data, model=given.model, budget=budget, work=work),
            jobs=given.jobs,
            until=None if given.minutes is None else time.monotonic() + 60 * given.minutes,
        )
    except EvalError as error:
        sys.stderr.write(f"{error}\n")
    else:
        shutil.rmtree(work, ignore_errors=True)
    runs = finished_runs(arms, journal, budget)
    sys.stdout.write(json.dumps({name: table(results) for name, results in runs.items()}) + "\n")
    return 0 if len(runs) == len(arms) else 1


if __name__ == "__main__":
    sys.exit(main())
