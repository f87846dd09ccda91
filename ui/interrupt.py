"""Notices Ctrl-C even where Python drops it. Knows signals, nothing of what is interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noticed_interrupts() -> Iterator[threading.Event]:
    """Gives an event that Ctrl-C sets beside raising ``KeyboardInterrupt``.

    An exception that is raised inside a finalizer is printed and dropped by Python: who loops for ever
    looks at the event too. Outside the main thread nothing is changed.
    """
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)
