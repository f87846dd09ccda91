"""Run a benchmark over several sites, each ingested apart. Knows no site's content."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from eval.benchmark import Baseline, Grade, RunOptions, Task
from eval.case import Case
from eval.product import Asked, Product, Timed, open_product
from eval.question_run import run_questions
from eval.report import EvalReport
from ingest.report import IngestReport

S = TypeVar("S")


class _Sites:
    """Asks the product of the site that a question is about."""

    def __init__(self, site_of: Mapping[str, str], products: Mapping[str, Product]) -> None:
        self._site_of = site_of
        self._products = products

    def ask(self, case: Case) -> Timed:
        return self._products[self._site_of[case.id]].ask(case)


@contextmanager
def open_sites(
    site_of: Mapping[str, str], folders: Mapping[str, Path], task: Task, options: RunOptions
) -> Iterator[tuple[Asked, IngestReport]]:
    """The product over each site, and one report of what could not be read in any."""
    del task
    with ExitStack() as stack:
        opened = {
            name: stack.enter_context(open_product(options.settings, (folder,)))
            for name, folder in folders.items()
        }
        reports = [report for _, report in opened.values()]
        kept = tuple(file for report in reports for file in report.quarantined)
        yield (
            _Sites(site_of, {name: product for name, (product, _) in opened.items()}),
            replace(reports[0], quarantined=kept),
        )


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
