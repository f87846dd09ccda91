"""The most memory that this process has held. Knows the operating system, no benchmark."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def high_water(process: int | str = "self") -> int | None:
    """The kernel's mark of a process that runs, bytes; None where the kernel keeps none."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = _HIGH_WATER.search(status)
    return int(found[1]) * 1024 if found else None


def peak_bytes() -> int:
    """Largest resident memory so far.

    Linux hands ``ru_maxrss`` on through a fork and the program that follows, so that a small process started
    by a large one would show the large one's; the kernel's own high-water mark begins anew with the program.
    """
    mark = high_water()
    if mark is not None:
        return mark
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
