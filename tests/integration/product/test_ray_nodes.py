"""``ingest --engine ray`` on two nodes in processes of their own, one of which is killed in the middle."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import pytest
from data_folder import came_in, state

pytestmark = pytest.mark.skipif(
    find_spec("ray") is None, reason="needs Ray: pip install 'plant-assistant[ray]'"
)
FILES = 30
"""Reports, and as many registers: more than go in force together, so that the node dies in the middle."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled", "PYTHONWARNINGS": "ignore"}
RAY = [sys.executable, "-c", "import sys; from ray.scripts.scripts import main; sys.exit(main())"]
COMMON = ["--num-cpus=1", "--object-store-memory=100000000", "--block", "--disable-usage-stats"]


@dataclass(frozen=True)
class Nodes:
    """Two nodes; the second is the one that may die."""

    address: str
    second: subprocess.Popen[bytes]

    @property
    def variables(self) -> dict[str, str]:
        return {**QUIET, "ASSISTANT_INGEST__RAY_ADDRESS": self.address}


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*RAY, "start", *arguments, *COMMON], env={**os.environ, **QUIET},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _kill(process: subprocess.Popen[bytes]) -> list[str]:
    """SIGKILL for a node and all that runs on it; gives what that was."""
    tree = [psutil.Process(process.pid)] if process.poll() is None else []
    tree += [child for parent in tree for child in parent.children(recursive=True)]
    names = []
    for member in tree:
        try:
            names.append(" ".join(member.cmdline()))
            member.kill()
        except psutil.NoSuchProcess:
            continue
    process.wait()
    return names


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    head = _start("--head", f"--port={port}", "--include-dashboard=false")
    second = None
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        address = f"127.0.0.1:{port}"
        second = _start(f"--address={address}")
        for _ in range(300):
            if any("raylet" in child.name() for child in psutil.Process(second.pid).children(recursive=True)):
                break
            time.sleep(0.1)
        yield Nodes(address=address, second=second)
    finally:
        for process in (second, head):
            if process is not None:
                _kill(process)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(FILES):
        text = "".join(
            f"{number}.{n} Pump P-{100 + number} needs {n * 7 % 90} checks a year.\n\n" for n in range(100)
        )
        (folder / f"report {number:02}.txt").write_text(text, encoding="utf-8")
        rows = "".join(f"WO-{number:03}{n:03};P-{100 + n % 7};{n % 9}.5\n" for n in range(300))
        (folder / f"orders_{number:02}.csv").write_text(f"Order;Equipment;Hours\n{rows}", encoding="utf-8")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7\ntorn")
    return folder


def test_a_node_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    product: Any, archive: Path, nodes: Nodes, tmp_path: Path
) -> None:
    process = product.start("ingest", str(archive), "--engine", "ray", "--json", extra=nodes.variables)
    for _ in range(1200):
        if len(came_in(product.data)) >= 4 or process.poll() is not None:
            break
        time.sleep(0.1)
    assert process.poll() is None, process.communicate()[1]
    killed = _kill(nodes.second)
    assert any("_Actor" in name for name in killed), "no place ran on the node that was killed"
    out, err = process.communicate(timeout=240)
    assert process.returncode == 3, err  # the torn file alone
    assert "a place on the Ray cluster is lost" in err, "the kill fell after the work: it proves nothing"
    report = json.loads(out)
    sources = [file["source"] for file in report["ingested"]]
    assert len(sources) == len(set(sources)) == 2 * FILES
    assert [file["source"] for file in report["quarantined"]] == ["archive/torn.pdf"]

    alone = tmp_path / "alone"
    assert product.run("--data", str(alone), "ingest", str(archive)).code == 3
    assert state(product.data) == state(alone)
