"""Shares of kernels in a trace."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from eval.serving_profile import kernel_shares, newest_trace

EVENTS = [
    {"cat": "kernel", "name": "gemm", "dur": 30.0},
    {"cat": "kernel", "name": "softmax", "dur": 10.0},
    {"cat": "kernel", "name": "gemm", "dur": 60.0},
    {"cat": "cpu_op", "name": "aten::mm", "dur": 500.0},
    {"cat": "kernel", "name": "begun"},
    {"ph": "M", "name": "process_name"},
]


def test_kernels_are_summed_by_name(tmp_path: Path) -> None:
    trace = tmp_path / "a.pt.trace.json.gz"
    trace.write_bytes(gzip.compress(json.dumps({"traceEvents": EVENTS}).encode()))
    assert newest_trace(tmp_path) == trace
    assert kernel_shares(trace) == [
        {"kernel": "gemm", "share": 0.9, "milliseconds": 0.09, "calls": 2},
        {"kernel": "softmax", "share": 0.1, "milliseconds": 0.01, "calls": 1},
    ]


def test_no_trace_and_no_kernel(tmp_path: Path) -> None:
    assert newest_trace(tmp_path) is None
    (tmp_path / "a.json").write_text(json.dumps({"traceEvents": []}))
    assert kernel_shares(tmp_path / "a.json") == []
