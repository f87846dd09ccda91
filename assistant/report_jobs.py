"""Reports that are written behind the caller's back, one after the other. Knows the shelf, no transport."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.experts.tables.expert import TableExpert
from assistant.job_queue import JobQueue, Outcome
from assistant.reports.make import ReportAsked, check_asked, make_report
from assistant.reports.shelf import ReportShelf
from retrieval.records import Job

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

KIND = "report"


class ReportJobs:
    """Writes reports and keeps them on the shelf."""

    def __init__(self, knowledge: Knowledge, shelf: ReportShelf, tables: TableExpert) -> None:
        self._knowledge = knowledge
        self._tables = tables
        self._shelf = shelf
        self._queue = JobQueue[ReportAsked](knowledge.catalogue.jobs, kind=KIND, work=self._write)

    def start(self) -> None:
        """Begins to work."""
        self._queue.start(reason="the server stopped before this report was written: ask for it again")

    def close(self) -> None:
        """Stops after the report in work."""
        self._queue.close()

    def submit(self, asked: ReportAsked) -> Job:
        """Puts a report in the queue; gives its job.

        Raises:
            UnknownEquipment: No source names the equipment.
        """
        self._knowledge.refresh()
        check_asked(asked, self._knowledge)
        return self._queue.submit(asked, asked.payload())

    def _write(
        self, job: str, asked: ReportAsked, told: Callable[[float], None], _cancel: threading.Event
    ) -> Outcome:
        report = make_report(asked, self._knowledge, tables=self._tables, told_share=told)
        self._shelf.put(job, report)
        return "done", {"title": report.title, "citations": len(report.citations)}
