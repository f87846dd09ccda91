"""One process at a time in the folder of the embedded vector store. Knows files and locks, no vector.

Chroma's embedded store keeps its graph in memory and writes it in place, also while it only reads: two
processes in one folder write over each other, and the next reader dies of a segmentation fault. So each
call holds a lock, and a process opens the store anew where another one was there since.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.errors import Busy

_SECONDS = 120.0
_POLL = 0.005

_Files = list[list[str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    version: int = 0
    busy: bool = False
    files: _Files | None = None


class FolderLease:
    """Guards a folder that only one process at a time may use.

    Args:
        folder: The store's folder; ``<folder>.lock`` and ``<folder>.state`` are kept beside it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder.with_suffix(".lock"))  # keeps threads apart too
        self._record = folder.with_suffix(".state")
        self._seen: tuple[int, _Files] | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other processes and threads out.

        Raises:
            Busy: Others kept the folder for two minutes.
        """
        try:
            self._lock.acquire(timeout=_SECONDS, poll_interval=_POLL)
        except Timeout as error:
            raise Busy(f"another process keeps {self._folder}: wait until it ends") from error
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def writing(self, *, content: bool) -> Iterator[None]:
        """Marks the folder, while it is held, so that a kill within is found.

        Args:
            content: Vectors come or go: other processes then open the store anew. Without it they do so
                only where the graph's files changed, as a first query after opening may do.
        """
        before = self._state()
        files = self._files()
        if not before.busy:
            self._write(_State(version=before.version, busy=True, files=files))
        try:
            yield
        finally:
            different = content or files != self._files()
            self._write(_State(version=before.version + different))

    def changed(self) -> bool:
        """True where another process changed the folder since ``seen``. Ask while holding it."""
        return self._seen != (self._state().version, self._files())

    def seen(self) -> None:
        """Notes the folder as it is now. Call while holding it."""
        self._seen = (self._state().version, self._files())

    def damaged(self) -> bool:
        """True where a process died while it wrote the graph. Ask while holding the folder."""
        state = self._state()
        return state.busy and state.files != self._files()

    def mended(self) -> None:
        """Says that the folder was made anew. Call while holding it."""
        self._write(_State(version=self._state().version + 1))
        self._seen = None

    def _files(self) -> _Files:
        """Size and time of the graph's files. SQLite's are left out: it heals itself after a kill."""
        found: _Files = []
        for path in sorted(self._folder.glob("*/*")):
            status = path.stat()
            found.append([f"{path.parent.name}/{path.name}", status.st_size, status.st_mtime_ns])
        return found

    def _state(self) -> _State:
        try:
            found = json.loads(self._record.read_text())
            return _State(version=int(found["version"]), busy=bool(found["busy"]), files=found["files"])
        except (OSError, ValueError, TypeError, KeyError):
            return _State()

    def _write(self, state: _State) -> None:
        content = {"version": state.version, "busy": state.busy, "files": state.files}
        temporary = self._record.with_suffix(".state.part")
        with temporary.open("w") as stream:
            json.dump(content, stream)
            stream.flush()
            if state.busy:
                os.fsync(stream.fileno())
        temporary.replace(self._record)
