"""Keep the results that were asked for last, up to so much of them. Knows keys and weights, no result.

A key must hold all that a result depends on: then a kept result is never a stale one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_SHARE = 4
"""A result of more than this part of all that is kept is not kept: it would drive out all others."""


class Kept(Generic[K, V]):
    """Results by key, those forgotten first that were not asked for longest. Safe for threads.

    Args:
        most: Sum of the weights that are kept.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0

    def get(self, key: K) -> V | None:
        """The result of a key; None where it is not kept."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: K, result: V, *, weight: int) -> None:
        """Keeps a result, unless it is too heavy."""
        if weight * _SHARE > self._most:
            return
        with self._lock:
            _, before = self._held.pop(key, (None, 0))
            self._held[key] = (result, weight)
            self._weight += weight - before
            while self._weight > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._weight -= gone
