"""Real worker processes that crash, hang, eat memory and outlive nothing."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from pickle import PicklingError

import psutil
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.engines.local import LocalEngine
from ingest.errors import IngestError, Stopped
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.prepare import prepare

Pool = LocalEngine[str, object]


@pytest.fixture
def pool() -> Iterator[Pool]:
    engine: Pool = LocalEngine(eval, workers=2, limits=Limits(seconds=4.0, memory_mb=400))
    yield engine
    engine.close()


def _results(pool: Pool, *jobs: str) -> dict[str, object]:
    for job in jobs:
        pool.submit(job)
    outcomes = [pool.outcome() for _ in jobs]
    assert not pool.busy
    return {o.job: o.result if o.error is None else o.error.reason for o in outcomes}


def test_each_job_has_its_own_fate(pool: Pool) -> None:
    jobs = (
        "1 + 1",
        "__import__('os').abort()",
        "__import__('time').sleep(60)",
        "[b'x' * 500_000_000, __import__('time').sleep(60)]",
        "__import__('sys').exit(7)",
        "1 / 0",
        "(_ for _ in ()).throw(__import__('ingest.errors').errors.Unreadable('torn', 'mend it'))",
        "lambda: 0",
        "6 * 7",
    )
    results = _results(pool, *jobs)
    values = [results[job] for job in jobs]
    assert values[0] == 2
    assert values[1] == "the reader crashed on it (SIGABRT)"
    assert values[2] == "reading it took longer than 4 seconds and was stopped"
    assert values[3] == "reading it took more than 400 MB of memory and was stopped"
    assert values[4] == "the reader crashed on it (exit code 7)"
    assert values[5] == "the reader failed on it (ZeroDivisionError: division by zero)"
    assert values[6] == "torn"
    assert "pickle" in str(values[7])
    assert values[8] == 42


def test_an_outcome_is_seen_before_it_is_taken(pool: Pool) -> None:
    pool.submit("__import__('time').sleep(1.5)")
    assert not pool.ready(within=0.01)
    assert pool.ready(within=120.0)
    assert pool.ready(within=0.01)
    assert pool.busy
    assert pool.outcome().error is None
    assert not pool.busy
    assert not pool.ready(within=0.01)


def test_what_a_job_prints_does_not_reach_standard_output(
    pool: Pool, capfd: pytest.CaptureFixture[str]
) -> None:
    _results(pool, "__import__('os').write(1, b'loud') and print('louder')")
    assert capfd.readouterr().out == ""


def test_waiting_can_be_stopped_and_closing_ends_the_workers(pool: Pool) -> None:
    cancel = threading.Event()
    assert _results(pool, "__import__('os').getpid()")
    pool.submit("__import__('time').sleep(60)")
    threading.Timer(0.1, cancel.set).start()
    with pytest.raises(Stopped):
        pool.outcome(cancel=cancel)
    workers = psutil.Process().children(recursive=True)
    pool.close()
    assert not [
        worker for worker in workers if worker.is_running() and "spawn_main" in " ".join(worker.cmdline())
    ]


def test_hungry_until_workers_and_queue_are_full(pool: Pool) -> None:
    taken = 0
    while pool.hungry:
        pool.submit("0")
        taken += 1
    assert taken == 4


def test_a_function_that_does_not_travel_is_refused_at_once() -> None:
    with pytest.raises((AttributeError, PicklingError)):
        LocalEngine(lambda job: job, workers=1, limits=Limits())


def test_workers_that_do_not_start_are_an_error_and_not_a_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # what a broken installation looks like to a child
    engine: Pool = LocalEngine(eval, workers=1, limits=Limits())
    try:
        engine.submit("1")
        with pytest.raises(IngestError, match="do not start"):
            engine.outcome()
    finally:
        engine.close()


def test_texts_of_a_long_pdf_are_told_while_it_is_read(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica-Bold", 14)
            canvas.drawString(60, 780, f"{number} Pump {number}")
            canvas.setFont("Helvetica", 10)
            for row in range(20):
                canvas.drawString(
                    60, 750 - 30 * row, f"{number}.{row + 1} Valve {number * 20 + row} stays open."
                )

        return draw

    canvas = Canvas(str(tmp_path / "manual.pdf"), invariant=1)
    for number in range(1, 21):
        page(number)(canvas)
        canvas.showPage()
    canvas.save()
    told: list[str] = []
    engine: LocalEngine[FileJob, Prepared] = LocalEngine(prepare, workers=1, limits=Limits())
    engine.listener = told.extend
    path = tmp_path / "manual.pdf"
    try:
        engine.submit(
            FileJob(
                path=path, collection="c", relative="manual.pdf",
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                objects=tmp_path / "objects", staging=tmp_path / "staging", limits=Limits(), depth=0,
            )
        )  # fmt: skip
        outcome = engine.outcome()
    finally:
        engine.close()
    assert outcome.result is not None
    texts = {chunk.text for chunk in outcome.result.revision.chunks}
    assert len(told) > 200
    assert len(texts.intersection(told)) > 0.9 * len(told)
