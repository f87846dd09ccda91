"""Run a benchmark over made sites, each ingested apart. Knows no site's content."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from eval.benchmark import Baseline, Grade, RunOptions, Task
from eval.benchmarks.upkeep_questions import open_sites
from eval.case import Case
from eval.question_run import run_questions
from eval.report import EvalReport

S = TypeVar("S")


def run_made_sites(
    name: str,
    sites: Mapping[str, S],
    write: Callable[[S, Path], object],
    cases: Sequence[tuple[Case, str]],
    grade: Callable[[Case, str, bool], Grade],
    baseline: Baseline,
    options: RunOptions,
) -> EvalReport:
    """Writes the files of each site, ingests each apart and asks.

    Args:
        name: Of the benchmark.
        sites: By name.
        write: Writes the files of a site into a folder.
        cases: Each question with the name of the site that it is asked of.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
        folders = {name: Path(place) / name for name in sites}
        for site_name, site in sites.items():
            folders[site_name].mkdir()
            write(site, folders[site_name])
        task = Task(
            name=name,
            cases=tuple(case for case, _ in cases),
            paths=tuple(folders.values()),
            grade=grade,
            baselines=(baseline,),
        )
        site_of = {case.id: site for case, site in cases}
        return run_questions(task, options, opens=partial(open_sites, site_of, folders))
