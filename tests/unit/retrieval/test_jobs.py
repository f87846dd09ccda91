"""Jobs: states, progress, what a stopped server leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_records import WHEN, catalogue_in

from retrieval.jobs import Jobs


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return catalogue_in(tmp_path).jobs


def test_a_job_from_beginning_to_end(jobs: Jobs) -> None:
    job = jobs.create("ingest", {"paths": ["été.pdf"]})
    assert (job.state, job.progress, job.result, job.created) == ("queued", 0.0, None, WHEN)
    jobs.change(job.id, state="running", progress=0.4)
    done = jobs.change(job.id, state="done", progress=7.0, result={"ingested": 1})
    assert done is not None
    assert (done.state, done.progress, done.result) == ("done", 1.0, {"ingested": 1})
    assert jobs.get(job.id) == done
    assert done.payload == {"paths": ["été.pdf"]}


def test_what_is_not_given_is_kept(jobs: Jobs) -> None:
    job = jobs.create("report", {})
    jobs.change(job.id, result={"pages": 2})
    changed = jobs.change(job.id, progress=-1.0)
    assert changed is not None
    assert (changed.result, changed.progress, changed.state) == ({"pages": 2}, 0.0, "queued")


def test_an_unknown_job(jobs: Jobs) -> None:
    assert jobs.get("none") is None
    assert jobs.change("none", progress=1.0) is None


def test_jobs_are_listed_by_kind(jobs: Jobs) -> None:
    made = {jobs.create("ingest", {}).id for _ in range(3)}
    jobs.create("report", {})
    assert {job.id for job in jobs.list(kind="ingest")} == made
    assert len(jobs.list(limit=2)) == 2


def test_a_stopped_server_leaves_failed_jobs(jobs: Jobs) -> None:
    running, done, other = (jobs.create(kind, {}) for kind in ("ingest", "ingest", "report"))
    jobs.change(running.id, state="running")
    jobs.change(done.id, state="done")
    assert jobs.fail_unfinished(kind="ingest", reason="the server was stopped") == 1
    states = {job.id: job.state for job in jobs.list()}
    assert states == {running.id: "failed", done.id: "done", other.id: "queued"}
    left = jobs.get(running.id)
    assert left is not None
    assert left.result == {"error": "the server was stopped"}
