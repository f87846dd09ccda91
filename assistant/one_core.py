"""Keep matrix products on one core while many small ones follow each other. Knows no caller.

On several cores such products wait for each other longer than they compute: where a machine has other work,
a report took three times as long.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _OneCore:
    """The limit, set by the first who asks and lifted by the last: it holds for the whole process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limit: Any = None

    def enter(self) -> None:
        """One more needs it."""
        from threadpoolctl import threadpool_limits

        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._limit = threadpool_limits(1, user_api="blas")

    def leave(self) -> None:
        """One less needs it."""
        with self._lock:
            self._inside -= 1
            if not self._inside:
                self._limit.restore_original_limits()
                self._limit = None


_ONE_CORE = _OneCore()


@contextmanager
def one_core() -> Iterator[None]:
    """Matrix products run on one core inside."""
    _ONE_CORE.enter()
    try:
        yield
    finally:
        _ONE_CORE.leave()
