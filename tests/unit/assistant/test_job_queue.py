"""Work behind the caller's back: done in turn, failures told, and what a stopped server left marked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.errors import BadScope
from assistant.job_queue import JobQueue, Outcome
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Job


@pytest.fixture
def knowledge(tmp_path: Path) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path / "data", settings=KnowledgeSettings())
    yield knowledge
    knowledge.close()


def work(job: str, asked: str, told: Callable[[float], None], cancel: threading.Event) -> Outcome:
    told(0.5)
    if asked == "refused":
        raise BadScope("no such day")
    if asked == "broken":
        raise ZeroDivisionError
    return "done", {"said": asked}


def ended(knowledge: Knowledge, job: Job) -> Job:
    for _ in range(200):
        found = knowledge.catalogue.jobs.get(job.id)
        assert found is not None
        if found.state in ("done", "failed"):
            return found
        time.sleep(0.02)
    raise AssertionError("the job did not end")


def test_work_is_done_and_what_fails_says_why(knowledge: Knowledge) -> None:
    queue = JobQueue[str](knowledge.catalogue.jobs, kind="t", work=work)
    queue.start(reason="stopped")
    jobs = [queue.submit(word, {"word": word}) for word in ("a", "refused", "broken", "b")]
    found = [ended(knowledge, job) for job in jobs]
    queue.close()
    assert [one.state for one in found] == ["done", "failed", "failed", "done"]
    assert found[0].result == {"said": "a"}
    assert found[0].progress == 1.0
    assert found[1].result == {"error": "no such day"}
    assert found[2].result == {"error": "an internal error: see the log"}


def test_what_a_stopped_server_left_is_marked(knowledge: Knowledge) -> None:
    left = JobQueue[str](knowledge.catalogue.jobs, kind="t", work=work).submit("a", {})
    queue = JobQueue[str](knowledge.catalogue.jobs, kind="t", work=work)
    queue.start(reason="the server stopped")
    queue.close()
    found = knowledge.catalogue.jobs.get(left.id)
    assert found is not None
    assert found.state == "failed"
    assert found.result == {"error": "the server stopped"}
