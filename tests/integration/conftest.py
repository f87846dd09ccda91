"""Each of several workers that test vLLM at once has a processor core of its own."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _one_core_a_worker() -> None:
    """OpenMP's threads wait by turning: two engines on the same cores would wait for each other."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if "VLLM_BIN" in os.environ and worker:
        cores = sorted(os.sched_getaffinity(0))
        os.environ.setdefault("VLLM_CPU_OMP_THREADS_BIND", str(cores[int(worker[2:]) % len(cores)]))
