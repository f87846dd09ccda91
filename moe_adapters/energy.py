"""Joules that the machine has used, by RAPL or nvidia-smi; None where neither tells. Knows no model."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

_RAPL = Path("/sys/class/powercap")


class EnergyMeter:
    """Sums the energy of processor packages and GPUs since it was made.

    RAPL counts and wraps; ``nvidia-smi`` tells the power of the moment, which is held until the next
    reading: read often. What cannot be read is left out; where nothing can, the answer is None.
    """

    def __init__(self, *, rapl: Path = _RAPL) -> None:
        self._counters = {path: value for path in _packages(rapl) if (value := _number(path)) is not None}
        self._smi = shutil.which("nvidia-smi")
        self._at = time.monotonic()
        self._watts = self._power()
        self._joules = 0.0

    def joules(self) -> float | None:
        """Energy so far, None where the machine cannot tell."""
        if not self._counters and self._watts is None:
            return None
        for path, before in self._counters.items():
            now = _number(path)
            if now is None:
                continue
            span = _number(path.with_name("max_energy_range_uj")) or 0
            self._joules += (now - before if now >= before else now + span - before) / 1e6
            self._counters[path] = now
        at = time.monotonic()
        if self._watts is not None:
            self._joules += self._watts * (at - self._at)
            self._watts = self._power() or self._watts
        self._at = at
        return self._joules

    def _power(self) -> float | None:
        if self._smi is None:
            return None
        command = [self._smi, "--query-gpu=power.draw", "--format=csv,noheader,nounits"]
        try:
            out = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout  # noqa: S603
            return sum(float(line) for line in out.split())
        except (OSError, ValueError, subprocess.SubprocessError):
            return None


def _packages(rapl: Path) -> list[Path]:
    """Counters of whole packages: parts (``intel-rapl:0:1``) are in them already."""
    return [path / "energy_uj" for path in sorted(rapl.glob("intel-rapl:*")) if path.name.count(":") == 1]


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
