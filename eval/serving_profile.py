"""Sums the time of each kernel in a trace that torch's profiler wrote. Knows no engine and no layer."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

KERNELS = "kernel"
_LONGEST_NAME = 90


def kernel_shares(trace: Path, *, category: str = KERNELS, most: int = 20) -> list[dict[str, Any]]:
    """The kernels that took most of the time, with their share of all kernels' time and their calls.

    Args:
        trace: ``*.json`` or ``*.json.gz`` in Chrome's format; times are in microseconds.
        category: Of the events that count.
        most: How many rows.
    """
    text = gzip.decompress(trace.read_bytes()) if trace.suffix == ".gz" else trace.read_bytes()
    times: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    for event in json.loads(text)["traceEvents"]:
        if event.get("cat") == category and "dur" in event:
            name = event["name"][:_LONGEST_NAME]
            times[name] += event["dur"]
            calls[name] += 1
    total = sum(times.values())
    return [
        {"kernel": name, "share": round(time / total, 4), "milliseconds": time / 1000, "calls": calls[name]}
        for name, time in times.most_common(most)
    ]


def newest_trace(folder: Path) -> Path | None:
    """The trace that was written last, None where there is none."""
    found = sorted(folder.rglob("*.json*"), key=lambda path: path.stat().st_mtime)
    return found[-1] if found else None
