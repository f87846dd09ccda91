"""Ask all questions of a task, of the product and of the baselines, and report. Knows no benchmark."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from assistant.build import build_engine
from assistant.records import Answer
from eval.benchmark import Baseline, RunOptions, Task
from eval.case import Case
from eval.draw import draw
from eval.journal import Journal
from eval.product import Asked, open_product, temporary_settings
from eval.provenance import settings_record
from eval.report import EvalReport, intervals, summarise
from eval.result import PRODUCT, CaseResult, RunHeader
from ingest.report import IngestProgress, IngestReport

_log = logging.getLogger(__name__)
_NOTED = 20
"""Files in quarantine that a report names."""

OpenProduct = Callable[[Task, RunOptions], AbstractContextManager[tuple[Asked, IngestReport]]]


def run_questions(task: Task, options: RunOptions, *, opens: OpenProduct | None = None) -> EvalReport:
    """Runs a task; a run that was broken off continues where its journal ends.

    Args:
        opens: Gives the product; a temporary data folder with the task's files where None.
    """
    began = time.perf_counter()
    cases = draw(task.cases, options.limit)
    record = settings_record(options.settings)
    journal = Journal(options.results, RunHeader(benchmark=task.name, settings=record))
    notes = list(task.notes)
    if options.baselines_only:
        results = []
        notes.append("the product was not asked")
    elif any(journal.done(PRODUCT, case.id) is None for case in cases):
        with (opens or _open)(task, options) as (product, ingested):
            notes += _ingest_notes(ingested)
            results = [_ask_product(task, product, case, journal, options, cases) for case in cases]
    else:
        results = [done for case in cases if (done := journal.done(PRODUCT, case.id)) is not None]
    baselines = {
        baseline.name: summarise_baseline(_run_baseline(task, baseline, cases, journal, options))
        for baseline in task.baselines
    }
    return EvalReport(
        benchmark=task.name,
        n=len(results),
        errors=sum(result.error is not None for result in results),
        scores=summarise(results),
        intervals=intervals(results),
        baselines=baselines,
        settings=record,
        results=options.results,
        seconds=time.perf_counter() - began,
        notes=tuple(notes),
    )


def summarise_baseline(results: Sequence[CaseResult]) -> dict[str, float]:
    """Scores of a baseline, with the number of cases that it was asked."""
    return {**summarise(results), "n": float(len(results))}


def _open(task: Task, options: RunOptions) -> AbstractContextManager[tuple[Asked, IngestReport]]:
    def told(progress: IngestProgress) -> None:
        options.tell("ingest", progress.done, progress.total)

    return open_product(options.settings, task.paths, progress=told)


def _ingest_notes(report: IngestReport) -> list[str]:
    kept = report.quarantined
    told = [f"quarantined: {file.source}: {file.reason}" for file in kept[:_NOTED]]
    return [*told, f"quarantined: {len(kept) - _NOTED} more"] if len(kept) > _NOTED else told


def _ask_product(
    task: Task, product: Asked, case: Case, journal: Journal, options: RunOptions, cases: Sequence[Case]
) -> CaseResult:
    done = journal.done(PRODUCT, case.id)
    if done is None:
        done = _guarded(case, PRODUCT, partial(_ask_and_grade, task, product, case))
        journal.add(done)
    options.tell("ask", cases.index(case) + 1, len(cases))
    return done


def _guarded(case: Case, system: str, ask: Callable[[], CaseResult]) -> CaseResult:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - one case of a batch: recorded, and the rest goes on
        _log.warning("case %s of %s failed", case.id, system, exc_info=True)
        return _failed(case, system, error)


def _ask_and_grade(task: Task, product: Asked, case: Case) -> CaseResult:
    timed = product.ask(case)
    answer: Answer = timed.answer
    grade = task.grade(case, answer.text, answer.abstained)
    cited = task.cited(case, answer) if task.cited is not None else None
    return CaseResult(
        id=case.id,
        system=PRODUCT,
        kind=case.kind,
        language=case.language,
        answerable=case.answerable,
        question=case.question,
        answer=answer.text,
        abstained=answer.abstained,
        scores=dict(grade.metrics),
        correct=grade.score.correct,
        why=grade.score.why,
        cited=cited,
        citations=tuple(f"{c.source} page {c.page}" if c.page else c.source for c in answer.citations),
        experts=tuple(use.name for use in answer.experts),
        seconds=round(timed.seconds, 4),
        first_seconds=round(timed.first_seconds, 4),
    )


def _failed(case: Case, system: str, error: Exception) -> CaseResult:
    return CaseResult(
        id=case.id,
        system=system,
        kind=case.kind,
        language=case.language,
        answerable=case.answerable,
        question=case.question,
        answer="",
        abstained=False,
        scores={},
        correct=False,
        why="error",
        error=f"{type(error).__name__}: {error}",
    )


def _run_baseline(
    task: Task, baseline: Baseline, cases: Sequence[Case], journal: Journal, options: RunOptions
) -> list[CaseResult]:
    asked = draw(cases, min(len(cases), options.baseline_limit)) if baseline.slow else tuple(cases)
    waiting = [case for case in asked if journal.done(baseline.name, case.id) is None]
    if waiting:
        with temporary_settings(options.settings) as settings:
            folder = Path(tempfile.mkdtemp(dir=settings.data))
            baseline.prepare(task.paths, build_engine(settings), folder)
            for index, case in enumerate(waiting, start=1):
                journal.add(_guarded(case, baseline.name, partial(_result_of_baseline, task, baseline, case)))
                options.tell(baseline.name, index, len(waiting))
    return [done for case in asked if (done := journal.done(baseline.name, case.id)) is not None]


def _result_of_baseline(task: Task, baseline: Baseline, case: Case) -> CaseResult:
    began = time.perf_counter()
    text = baseline.answer(case)
    seconds = time.perf_counter() - began
    grade = task.grade(case, text, False)
    return CaseResult(
        id=case.id,
        system=baseline.name,
        kind=case.kind,
        language=case.language,
        answerable=case.answerable,
        question=case.question,
        answer=text,
        abstained=False,
        scores=dict(grade.metrics),
        correct=grade.score.correct,
        why=grade.score.why,
        seconds=round(seconds, 4),
    )
