"""Runs jobs on the nodes of a Ray cluster, each under a limit of time and memory. Knows no job's meaning.

A *place* is an actor on some node that holds a ``LocalEngine`` of one process: what limits a file there is
what limits it on one machine. The driver keeps every job until its outcome is here, so a node that dies costs
time and no file: its jobs go to other places, and an outcome is taken once. Jobs name files and folders, so
each node must see them under the same path.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Generic

from ingest.engines import JobT, Outcome, ResultT
from ingest.engines.local import LocalEngine
from ingest.errors import IngestError, Stopped
from ingest.limits import Limits
from ingest.quarantine import failed, node_died

logger = logging.getLogger(__name__)

_BEAT = 0.2
_START_SECONDS = 120.0
_GRACE_SECONDS = 60.0
"""A place that is silent for so long beyond a file's limit is given up."""
_DEPTH = 2
"""Jobs that a place holds: one in work, one so that it need not wait for the driver."""
_TRIES = 3
_STARTS = 3
_KNOCK_SECONDS = 5.0
_STORE_BYTES = 512 << 20


class RayEngine(Generic[JobT, ResultT]):
    """Places on a Ray cluster, and the jobs that they have.

    Args:
        run: What a place does with a job; a function of a module that every node has.
        limits: Time and memory of one job.
        address: ``host:port`` of the cluster's head, ``auto`` for the one of this machine; None starts one of
            this machine alone, which listens on the loopback interface only.
        workers: Places, at most; None takes a place for each processor of the cluster.
        ahead: Jobs that may wait, begun or finished, beyond those that places hold.
        shared: A folder that every node must see; a place that does not ends the batch.

    Raises:
        IngestError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(
        self,
        run: Callable[[JobT], ResultT],
        *,
        limits: Limits,
        address: str | None = None,
        workers: int | None = None,
        ahead: int | None = None,
        shared: Path | None = None,
    ) -> None:
        self.listener: Callable[[Any], None] | None = None  # what a place's job tells stays on its node
        self._ray = _imported(alone=address is None)
        self._run = run
        self._limits = limits
        self._ours = _connect(self._ray, address, workers)
        cpus = int(self._ray.cluster_resources().get("CPU", 0))
        self._size = max(1, workers or cpus)
        self._ahead = self._size if ahead is None else ahead
        self._places: list[_Place[JobT]] = []
        self._waiting: deque[JobT] = deque()
        self._finished: deque[Outcome[JobT, ResultT]] = deque()
        self._tries: dict[int, int] = {}
        self._open = 0
        self._heard = time.monotonic()
        self._failed_starts = 0
        self._closed = False
        self._mark = None if shared is None else _marked(shared)
        self._actor = self._ray.remote(_Actor)
        for _ in range(self._size):
            self._add_place()

    @property
    def hungry(self) -> bool:
        """True while fewer jobs are open than places and their queue can take."""
        return self._open < self._size * _DEPTH + self._ahead

    @property
    def busy(self) -> bool:
        """True while an outcome is still to come."""
        return self._open > 0

    def submit(self, job: JobT) -> None:
        """Hands a job in. Called by one thread only, as is ``outcome``."""
        self._open += 1
        self._waiting.append(job)
        self._listen(seconds=0.0)

    def ready(self, *, within: float) -> bool:
        """True where an outcome is there or comes within so many seconds; it is not taken.

        Raises:
            IngestError: As ``outcome``.
        """
        if not self._finished:
            self._listen(seconds=within)
            self._police()
        return bool(self._finished)

    def outcome(self, *, cancel: threading.Event | None = None) -> Outcome[JobT, ResultT]:
        """Waits for the next job to end.

        Raises:
            Stopped: ``cancel`` was set while it waited.
            IngestError: No node takes a place, or a node runs another version of this program.
        """
        while not self._finished:
            if cancel is not None and cancel.is_set():
                raise Stopped("stopped: what came in stays; ingest again to go on")
            self.ready(within=_BEAT)
        self._open -= 1
        found = self._finished.popleft()
        self._tries.pop(id(found.job), None)
        return found

    def close(self) -> None:
        """Ends the places, whatever they do; and the cluster, where it was started here."""
        if self._closed:
            return
        self._closed = True
        for place in self._places:
            self._ray.kill(place.actor, no_restart=True)
        self._places.clear()
        if self._mark is not None:
            self._mark.unlink(missing_ok=True)
        if self._ours:
            self._ray.shutdown()

    def _add_place(self) -> None:
        options = {"num_cpus": 1, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
        actor = self._actor.options(**options).remote(self._run, self._limits)
        self._places.append(_Place(actor=actor, hello=actor.hello.remote(self._mark), begun=time.monotonic()))

    def _listen(self, *, seconds: float) -> None:
        """Gives places their jobs and takes what they say, waiting so long for the first word."""
        self._dispatch()
        refs = {place.front: place for place in self._places if place.front is not None}
        if not refs:
            time.sleep(seconds)
            return
        ready, _ = self._ray.wait(list(refs), num_returns=len(refs), timeout=seconds or 0.001)
        if not ready and seconds:
            return
        for ref in ready:
            self._hear(refs[ref], ref)
        self._dispatch()

    def _dispatch(self) -> None:
        places = [place for place in self._places if place.hello is None]
        for depth in range(1, _DEPTH + 1):
            for place in places:
                if self._waiting and len(place.jobs) < depth:
                    job = self._waiting.popleft()
                    if not place.jobs:
                        place.begun = time.monotonic()
                    place.jobs.append((place.actor.work.remote(job), job))

    def _hear(self, place: _Place[JobT], ref: Any) -> None:
        try:
            said = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            self._failed(place, error)
            return
        except self._ray.exceptions.RayError as error:
            self._lost(place, _short(error))
            return
        self._heard = place.begun = time.monotonic()
        if place.hello is not None:
            place.hello = None
            self._failed_starts = 0
            self._welcome(said)
            return
        _, job = place.jobs.popleft()
        self._finished.append(Outcome(job=job, result=said.result, error=said.error, seconds=said.seconds))

    def _welcome(self, greeting: _Greeting) -> None:
        node = f"the node {greeting.host} of the Ray cluster"
        if greeting.version != _version():
            why = f"{node} runs version {greeting.version} of this program, this is {_version()}"
            raise IngestError(f"{why}: install the same one on every node")
        if not greeting.sees_folder and self._mark is not None:
            why = f"{node} does not see {self._mark.parent}"
            raise IngestError(f"{why}: every node needs data folder and files under the same paths")

    def _failed(self, place: _Place[JobT], error: Any) -> None:
        """The place lives and could not do it."""
        cause = getattr(error, "cause", None) or error
        if place.hello is not None or isinstance(cause, IngestError):
            raise IngestError(f"a node of the Ray cluster cannot read files: {cause}") from None
        seconds = time.monotonic() - place.begun
        _, job = place.jobs.popleft()
        place.begun = time.monotonic()
        self._finished.append(Outcome(job=job, result=None, error=failed(cause), seconds=seconds))

    def _lost(self, place: _Place[JobT], why: str) -> None:
        """The place is gone: its jobs go to others, and another place is asked for."""
        logger.warning("a place on the Ray cluster is lost (%s): its files are read elsewhere", why)
        if place.hello is not None:
            self._failed_starts += 1
            if self._failed_starts > _STARTS + self._size:
                raise IngestError(f"places on the Ray cluster do not start: {why}")
        self._places.remove(place)
        self._ray.kill(place.actor, no_restart=True)
        for number, (_, job) in reversed(list(enumerate(place.jobs))):
            tries = self._tries[id(job)] = self._tries.get(id(job), 0) + (number == 0)
            if tries < _TRIES:
                self._waiting.appendleft(job)
            else:
                seconds = time.monotonic() - place.begun
                self._finished.append(Outcome(job=job, result=None, error=node_died(tries), seconds=seconds))
        self._add_place()

    def _police(self) -> None:
        now = time.monotonic()
        for place in list(self._places):
            if place.jobs and now - place.begun > self._limits.seconds + _GRACE_SECONDS:
                self._lost(place, "it does not answer")
        if any(place.hello is None for place in self._places):
            self._heard = now
        elif now - self._heard > _START_SECONDS:
            raise IngestError(
                f"no node of the Ray cluster took work for {_START_SECONDS:.0f} s: "
                "look with `ray status` whether one is left and has a processor free"
            )


@dataclass(slots=True)
class _Place(Generic[JobT]):
    """An actor as the driver sees it; ``hello`` is its first word, None once it was said."""

    actor: Any
    hello: Any
    begun: float
    jobs: deque[tuple[Any, JobT]] = field(default_factory=deque)

    @property
    def front(self) -> Any:
        """What it says next: an actor does one thing after the other."""
        if self.hello is not None:
            return self.hello
        return self.jobs[0][0] if self.jobs else None


@dataclass(frozen=True, slots=True)
class _Greeting:
    """A place's first word."""

    host: str
    version: str
    sees_folder: bool


class _Actor:
    """Lives on a node; made an actor by the engine."""

    def __init__(self, run: Callable[[Any], Any], limits: Limits) -> None:
        self._engine: LocalEngine[Any, Any] = LocalEngine(
            run, workers=1, limits=limits, ahead=0, threads=1
        )  # as many as the processors that a place asks the cluster for

    def hello(self, mark: Path | None) -> _Greeting:
        """Which node this is, which version of this program it has, and whether it sees the file ``mark``."""
        return _Greeting(socket.gethostname(), _version(), mark is None or mark.exists())

    def work(self, job: Any) -> Outcome[Any, Any]:
        """Does a job in a process of its own."""
        self._engine.submit(job)
        return self._engine.outcome()


def _marked(folder: Path) -> Path:
    """A new file there, by which nodes tell the folder from another one of the same path."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / f".ray-{secrets.token_hex(8)}"
    mark.touch()
    return mark


def _short(error: BaseException) -> str:
    """The last line of what Ray says: the cause stands at the end of its traces."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1][:300] if lines else type(error).__name__


def _version() -> str:
    try:
        return version("plant-assistant")
    except PackageNotFoundError:
        return "unknown"


def _imported(*, alone: bool) -> Any:
    """Ray, told to report nothing to its makers and, for a cluster of this machine, to stay on loopback."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if alone:
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # else it listens on every interface
    try:
        import ray
    except ModuleNotFoundError as error:
        raise IngestError(
            "Ray is not installed: pip install 'plant-assistant[ray]', or leave `--engine ray` out"
        ) from error
    return ray


def _connect(ray: Any, address: str | None, workers: int | None) -> bool:
    """Joins the cluster; True where the connection is this engine's to end."""
    if ray.is_initialized():
        return False
    quiet: dict[str, Any] = {"log_to_driver": False, "configure_logging": False}
    if address is None:
        cpus = workers or os.cpu_count() or 1
        quiet |= {"include_dashboard": False, "num_cpus": cpus, "object_store_memory": _STORE_BYTES}
    try:
        _knock(address)
        ray.init(address=address or "local", **quiet)
    except (OSError, RuntimeError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise IngestError(
            f"the Ray cluster {address or 'of this machine'} cannot be joined: {said}"
        ) from error
    return True


def _knock(address: str | None) -> None:
    """Fails at once where nothing listens: Ray itself tries for most of a minute.

    Raises:
        OSError: Nothing does.
    """
    host, colon, port = (address or "").rpartition(":")
    if colon and port.isdecimal() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS).close()
