"""Notices Ctrl-C even where Python drops it. Knows signals, nothing of what is interrupted."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noticed_interrupts() -> Iterator[threading.Event]:
    """Gives an event that Ctrl-C sets beside raising ``KeyboardInterrupt``.

    An exception that is raised inside a finalizer is dropped by Python with a trace: who loops for ever looks
    at the event too, and the trace is left out. Outside the main thread nothing is changed.
    """
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(number, frame)

    trace = sys.unraisablehook

    def dropped(unraisable: sys.UnraisableHookArgs) -> None:
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            trace(unraisable)

    before = signal.signal(signal.SIGINT, press)
    sys.unraisablehook = dropped
    try:
        yield pressed
    finally:
        sys.unraisablehook = trace
        signal.signal(signal.SIGINT, before)
