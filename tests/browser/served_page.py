"""The product's server as a process of its own, for the tests in Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def command(data: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", "--data", str(data), *words]


def served(data: Path, *, probe_at: str = "readyz", **variables: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        command(data, "serve", "--port", str(port)),
        env={**os.environ, "ASSISTANT_ENGINE": "scripted", "HF_HUB_OFFLINE": "1", **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            if httpx.get(f"{address}/{probe_at}").status_code == 200:
                return process, address
        except httpx.TransportError:
            pass
        assert process.poll() is None, "the server ended"
        time.sleep(0.2)
    raise AssertionError("the server did not become ready")
