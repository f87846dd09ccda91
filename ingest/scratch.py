"""Where readers put what is too large for the memory, as long as they need it. Knows paths, no content."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_FOLDER: ContextVar[Path | None] = ContextVar("scratch", default=None)


@contextmanager
def scratch_in(folder: Path) -> Iterator[None]:
    """Scratch goes into this folder; without it into the system's folder for temporary files."""
    token = _FOLDER.set(folder)
    try:
        yield
    finally:
        _FOLDER.reset(token)


class Scratch:
    """A folder that goes with the object that made it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="assistant-", dir=_FOLDER.get()))
        self._gone = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def discard(self) -> None:
        """Removes the folder now."""
        self._gone()
