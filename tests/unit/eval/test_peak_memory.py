"""The peak is this process's own, whatever started it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from eval.peak_memory import high_water, peak_bytes

_ASK = "from eval.peak_memory import peak_bytes; print(peak_bytes())"


def test_a_small_process_of_a_large_one_shows_its_own_peak() -> None:
    before = peak_bytes()
    large = bytearray(before + 300_000_000)
    large[::4096] = b"x" * len(large[::4096])
    assert peak_bytes() >= before + 250_000_000
    told = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 250_000_000
    del large


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's mark")
def test_another_process_is_asked_by_its_number_and_an_ended_one_has_no_mark() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert high_water(ended.pid) is None
    mark = high_water(os.getpid())
    assert mark is not None
    assert (high_water() or 0) >= mark
