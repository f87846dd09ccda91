"""``ingest --watch``: what changes comes in; Ctrl-C ends it and what came in stays."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

QUICK = "The pump P-101 was inspected.\n"


def _sources(product: Any) -> list[str]:
    """Read as cheaply as can be, since the test asks again and again."""
    try:
        with closing(
            sqlite3.connect(f"file:{product.data}/catalogue.sqlite?mode=ro", uri=True)
        ) as connection:
            rows = connection.execute("SELECT source FROM documents WHERE state = 'active'").fetchall()
    except sqlite3.OperationalError:
        return []  # not there yet
    return [source for (source,) in rows]


def _rounds(product: Any) -> int:
    """How often what changed was taken in whole: each time writes a report."""
    return len(list((product.data / "reports").glob("ingest-*.html")))


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(240):
        if is_so():
            return
        time.sleep(0.5)


def test_what_changes_comes_in_until_it_is_stopped(product: Any) -> None:
    plant = product.plant()
    process = product.start("ingest", str(plant), "--watch")
    _until(lambda: _rounds(product) == 1)
    (plant / "later.txt").write_text(QUICK, encoding="utf-8")
    _until(lambda: _rounds(product) == 2)
    assert "plant/later.txt" in _sources(product)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    out, err = process.communicate()
    assert "Traceback" not in err
    assert "stopped" in err
    assert "1 came in" in out


def test_ctrl_c_ends_a_batch_without_a_trace_and_its_workers_with_it(product: Any) -> None:
    import psutil

    plant = product.plant()
    (plant / "many").mkdir()
    for number in range(60):
        (plant / "many" / f"{number}.txt").write_text(f"{number}. {QUICK}" * 50, encoding="utf-8")
    process = product.start("ingest", str(plant))
    workers: list[psutil.Process] = []
    for _ in range(300):
        workers = psutil.Process(process.pid).children(recursive=True)
        if len(workers) >= 2 and _sources(product):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) in (0, 130)
    assert "Traceback" not in process.communicate()[1]
    assert psutil.wait_procs(workers, timeout=30)[1] == []
    assert product.run("ingest", str(plant), "--json").code == 0
    assert len(_sources(product)) == 63
