"""A model that is brought into memory behind the first questions. Knows threads, no model."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Literal

from assistant.errors import AssistantError
from retrieval.errors import RetrievalError

logger = logging.getLogger(__name__)

ModelName = Literal["encoders", "index", "reader", "language"]
ModelState = Literal["waiting", "loading", "loaded", "failed"]


class WarmedModel:
    """Loads something once, whoever asks first; the others wait for it. Safe for threads.

    Args:
        name: What callers are told that it is.
        load: Brings it into memory; does nothing where it is there.
        needed: False where answers are given without it.
    """

    def __init__(self, name: ModelName, load: Callable[[], object], *, needed: bool = True) -> None:
        self.name = name
        self.needed = needed
        self.state: ModelState = "waiting"
        self.why = ""
        self._load = load
        self._turn = threading.Lock()

    def load(self) -> None:
        """Loads it, or waits until another thread has; what goes wrong is kept in ``why``."""
        with self._turn:
            if self.state == "loaded":
                return
            self.state = "loading"
            try:
                self._load()
            except (AssistantError, RetrievalError, OSError, RuntimeError, ImportError) as error:
                self.state, self.why = "failed", str(error) or type(error).__name__
                logger.error("%s cannot be loaded: %s", self.name, self.why)
            else:
                self.state, self.why = "loaded", ""
