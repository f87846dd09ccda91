from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable

import pytest

from ui.interrupt import noticed_interrupts


def test_ctrl_c_is_raised_and_noticed() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed_interrupts() as pressed:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert pressed.is_set()
    assert signal.getsignal(signal.SIGINT) is before


def _finalized(do: Callable[[], None]) -> None:
    """Has something done inside a finalizer, where Python drops what is raised."""

    class Finalized:
        def __del__(self) -> None:
            do()

    Finalized()


def test_ctrl_c_inside_a_finalizer_is_noticed_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    traces: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: traces.append(unraisable.exc_type))

    def fail() -> None:
        raise ValueError

    with noticed_interrupts() as pressed:
        _finalized(lambda: os.kill(os.getpid(), signal.SIGINT))
        assert pressed.is_set()
        _finalized(fail)
    assert traces == [ValueError]


def test_another_thread_changes_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[bool] = []

    def enter() -> None:
        with noticed_interrupts() as pressed:
            seen.append(pressed.is_set() or signal.getsignal(signal.SIGINT) is not before)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert seen == [False]
