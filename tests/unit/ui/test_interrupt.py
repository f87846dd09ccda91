from __future__ import annotations

import os
import signal
import threading

import pytest

from ui.interrupt import noticed_interrupts


def test_ctrl_c_is_raised_and_noticed() -> None:
    before = signal.getsignal(signal.SIGINT)
    with noticed_interrupts() as pressed:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert pressed.is_set()
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_inside_a_finalizer_is_noticed() -> None:
    class Finalized:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    with noticed_interrupts() as pressed:
        finalized = Finalized()
        del finalized  # Python prints and drops the exception
        assert pressed.is_set()


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
