"""Runs jobs in processes of this machine, each under a limit of time and memory. Knows no job's meaning."""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, Generic

import psutil

from ingest.engines import JobT, Outcome, ResultT
from ingest.engines.worker import Reply, work
from ingest.errors import IngestError, Stopped, Unreadable
from ingest.limits import Limits
from ingest.quarantine import died, failed, too_hungry, too_slow

logger = logging.getLogger(__name__)

_BEAT = 0.1
_PATIENCE = 0.2
_START_SECONDS = 120.0
_STARTS = 3
_MB = 1 << 20


class LocalEngine(Generic[JobT, ResultT]):
    """A pool of worker processes and a thread that watches over them.

    Args:
        run: What a worker does with a job; a function of a module, since it travels to the worker.
            It raises ``Unreadable`` where the job cannot be done.
        workers: Processes, at most.
        limits: Time and memory of one job.
        ahead: Jobs that may wait, begun or finished, beyond those in work.
        threads: Of each process, in libraries that compute; its share of the processors where None.
    """

    def __init__(
        self,
        run: Callable[[JobT], ResultT],
        *,
        workers: int,
        limits: Limits,
        ahead: int | None = None,
        threads: int | None = None,
    ) -> None:
        ForkingPickler.dumps(run)  # fails here and not in every worker
        self._run = run
        self._limits = limits
        self._size = max(1, workers)
        self._ahead = self._size if ahead is None else ahead
        self._threads = threads or max(1, (os.cpu_count() or 1) // self._size)
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker[JobT]] = []
        self._waiting: deque[JobT] = deque()
        self._finished: queue.Queue[Outcome[JobT, ResultT] | IngestError] = queue.Queue()
        self._next: Outcome[JobT, ResultT] | IngestError | None = None
        self._open = 0
        self._failed_starts = 0
        self._closing = threading.Event()
        self._closed = False
        self.listener: Callable[[Any], None] | None = None
        self._hear_wake, self._wake = self._context.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._supervise, name="ingest-workers", daemon=True)
        self._thread.start()

    @property
    def hungry(self) -> bool:
        """True while fewer jobs are open than workers and their queue can take."""
        return self._open < self._size + self._ahead

    @property
    def busy(self) -> bool:
        """True while an outcome is still to come."""
        return self._open > 0

    def submit(self, job: JobT) -> None:
        """Hands a job in. Called by one thread only, as is ``outcome``."""
        self._open += 1
        self._waiting.append(job)
        self._wake.send_bytes(b"j")

    def ready(self, *, within: float) -> bool:
        """True where an outcome is there or comes within so many seconds; it is not taken."""
        if self._next is None:
            try:
                self._next = self._finished.get(timeout=within)
            except queue.Empty:
                return False
        return True

    def outcome(self, *, cancel: threading.Event | None = None) -> Outcome[JobT, ResultT]:
        """Waits for the next job to end.

        Raises:
            Stopped: ``cancel`` was set while it waited.
            IngestError: Workers do not start on this machine.
        """
        while True:
            if cancel is not None and cancel.is_set():
                raise Stopped("stopped: what came in stays; ingest again to go on")
            if not self.ready(within=_PATIENCE):
                continue
            found = self._next
            if isinstance(found, IngestError):
                raise found
            if found is not None:
                self._next = None
                self._open -= 1
                return found

    def close(self) -> None:
        """Stops the workers at once and waits until they are gone."""
        if self._closed:
            return
        self._closed = True
        self._closing.set()
        self._wake.send_bytes(b"c")
        self._thread.join()
        self._wake.close()
        self._hear_wake.close()

    def _supervise(self) -> None:
        try:
            while not self._closing.is_set():
                self._dispatch()
                working = any(worker.job is not None or not worker.ready for worker in self._workers)
                ears = [worker.outbox for worker in self._workers]
                for ear in wait([*ears, self._hear_wake], timeout=_BEAT if working else None):
                    if ear is self._hear_wake:
                        self._hear_wake.recv_bytes()
                    else:
                        self._hear(next(worker for worker in self._workers if worker.outbox is ear))
                self._police()
        finally:
            for worker in self._workers:
                worker.stop()
            self._finished.put(IngestError("the worker processes were stopped"))

    def _dispatch(self) -> None:
        idle = [worker for worker in self._workers if worker.job is None]
        while self._waiting and idle:
            worker = next((w for w in idle if w.ready), idle[0])
            idle.remove(worker)
            worker.give(self._waiting.popleft())
        while self._waiting and len(self._workers) < self._size:
            self._workers.append(self._start())
            self._workers[-1].give(self._waiting.popleft())

    def _start(self) -> _Worker[JobT]:
        worker: _Worker[JobT] = _Worker(self._context, self._limits.memory_mb, self._threads)
        worker.send(self._run)
        return worker

    def _hear(self, worker: _Worker[JobT]) -> None:
        try:
            reply: Reply = worker.outbox.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        except Exception as error:  # noqa: BLE001 - a result that does not come over costs its own job alone
            logger.warning("a worker's result cannot be read: %s", error)
            self._finish(worker, error=failed(error))
            return
        if reply.state == "ready":
            self._failed_starts = 0
            worker.begin()
            return
        if reply.state == "told":
            if self.listener is not None:
                self.listener(reply.result)
            return
        if reply.trace:
            logger.warning("a reader failed:\n%s", reply.trace)
        error_ = too_hungry(self._limits) if reply.state == "hungry" else reply.error
        self._finish(worker, result=reply.result, error=error_)
        if worker.memory_mb() > self._limits.memory_mb / 2:
            self._retire(worker)  # what libraries keep would count against the next file

    def _lost(self, worker: _Worker[JobT]) -> None:
        self._retire(worker)
        if worker.ready:
            self._finish(worker, error=died(worker.process.exitcode))
            return
        self._failed_starts += 1
        if worker.job is not None:
            self._waiting.appendleft(worker.job)
        if self._failed_starts >= _STARTS:
            code = worker.process.exitcode
            why = f"worker processes do not start (exit code {code}): is there enough memory?"
            self._finished.put(IngestError(why))
            self._closing.set()

    def _police(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            if not worker.ready:
                if now - worker.started > _START_SECONDS:
                    worker.stop()
                    self._lost(worker)
            elif worker.job is not None:
                if now - worker.begun > self._limits.seconds:
                    self._retire(worker)
                    self._finish(worker, error=too_slow(self._limits))
                elif worker.memory_mb() > self._limits.memory_mb:
                    self._retire(worker)
                    self._finish(worker, error=too_hungry(self._limits))

    def _retire(self, worker: _Worker[JobT]) -> None:
        worker.stop()
        if worker in self._workers:
            self._workers.remove(worker)

    def _finish(
        self, worker: _Worker[JobT], *, result: ResultT | None = None, error: Unreadable | None = None
    ) -> None:
        if worker.job is None:
            return
        seconds = time.monotonic() - worker.begun
        self._finished.put(Outcome(job=worker.job, result=result, error=error, seconds=seconds))
        worker.job = None


class _Worker(Generic[JobT]):
    """One process as its supervisor sees it."""

    def __init__(self, context: multiprocessing.context.SpawnContext, memory_mb: int, threads: int) -> None:
        hear, self._inbox = context.Pipe(duplex=False)
        self.outbox, say = context.Pipe(duplex=False)
        kwargs = {"memory_mb": memory_mb, "threads": threads}
        self.process = context.Process(target=work, args=(hear, say), kwargs=kwargs, daemon=True)
        self.process.start()
        hear.close()
        say.close()
        self.job: JobT | None = None
        self.ready = False
        self.started = self.begun = time.monotonic()

    def give(self, job: JobT) -> None:
        self.job = job
        self.begun = time.monotonic()
        if self.ready:
            self.send(job)

    def begin(self) -> None:
        """The process is up: the job that waited for it goes over now, and its time starts."""
        self.ready = True
        if self.job is not None:
            self.give(self.job)

    def send(self, message: object) -> None:
        try:
            self._inbox.send(message)
        except OSError:
            return  # it died: its outbox says so next

    def memory_mb(self) -> float:
        try:
            return float(psutil.Process(self.process.pid).memory_info().rss) / _MB
        except psutil.Error:
            return 0.0

    def stop(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self._inbox.close()
        self.outbox.close()
