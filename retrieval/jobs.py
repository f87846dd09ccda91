"""Jobs that outlive a call, kept in the catalogue. Knows no worker and no queue: others run them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from retrieval import schema
from retrieval.database import writer
from retrieval.records import Job, JobState
from retrieval.rows import to_job


class Jobs:
    """Ingestion and report jobs. Safe for several processes."""

    def __init__(self, engine: Engine, *, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    def create(self, kind: str, payload: Mapping[str, object]) -> Job:
        """A new job in state ``queued``. ``payload`` must be JSON."""
        now = self._clock()
        job = Job(
            id=uuid.uuid4().hex,
            kind=kind,
            state="queued",
            progress=0.0,
            payload=dict(payload),
            result=None,
            created=now,
            updated=now,
        )
        row = {
            "id": job.id,
            "kind": kind,
            "state": job.state,
            "progress": 0.0,
            "payload": dict(payload),
            "result": None,
            "created": now.isoformat(),
            "updated": now.isoformat(),
        }
        with writer(self._engine).begin() as connection:
            connection.execute(insert(schema.jobs).values(row))
        return job

    def get(self, job_id: str) -> Job | None:
        """The job, or None where there is none of that id."""
        with self._engine.connect() as connection:
            row = connection.execute(select(schema.jobs).where(schema.jobs.c.id == job_id)).mappings().first()
        return to_job(row) if row else None

    def list(self, *, kind: str | None = None, limit: int = 100) -> list[Job]:
        """Newest first."""
        query = select(schema.jobs).order_by(schema.jobs.c.created.desc(), schema.jobs.c.id).limit(limit)
        if kind is not None:
            query = query.where(schema.jobs.c.kind == kind)
        with self._engine.connect() as connection:
            return [to_job(row) for row in connection.execute(query).mappings()]

    def change(
        self,
        job_id: str,
        *,
        state: JobState | None = None,
        progress: float | None = None,
        result: Mapping[str, object] | None = None,
    ) -> Job | None:
        """Sets what is given, keeps the rest; gives the job as it is then, None where it is gone."""
        values: dict[str, object] = {"updated": self._clock().isoformat()}
        if state is not None:
            values["state"] = state
        if progress is not None:
            values["progress"] = min(max(progress, 0.0), 1.0)
        if result is not None:
            values["result"] = dict(result)
        with writer(self._engine).begin() as connection:
            connection.execute(update(schema.jobs).where(schema.jobs.c.id == job_id).values(values))
        return self.get(job_id)

    def fail_unfinished(self, *, kind: str, reason: str) -> int:
        """Marks jobs ``failed`` that a stopped server left queued or running; gives how many."""
        unfinished = schema.jobs.c.state.in_(("queued", "running")) & (schema.jobs.c.kind == kind)
        values = {"state": "failed", "result": {"error": reason}, "updated": self._clock().isoformat()}
        with writer(self._engine).begin() as connection:
            return connection.execute(update(schema.jobs).where(unfinished).values(values)).rowcount
