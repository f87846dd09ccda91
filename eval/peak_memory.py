"""The most memory that this process has held. Knows the operating system, no benchmark."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


def peak_bytes() -> int:
    """Largest resident memory so far.

    Linux hands ``ru_maxrss`` on through a fork and the program that follows, so that a small process started
    by a large one would show the large one's; the kernel's own high-water mark begins anew with the program.
    """
    if _STATUS.is_file():
        found = _HIGH_WATER.search(_STATUS.read_text(encoding="ascii", errors="replace"))
        if found:
            return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
