"""The real command line in processes of its own, on a data folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "ui.cli"]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "données du site"


@pytest.fixture
def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",
        "ASSISTANT_DATA": str(data),
        "ASSISTANT_ENGINE": "scripted",
        "NO_COLOR": "1",
    }


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs a command to its end; ``extra`` are further variables."""

    def run(*arguments: str, stdin: str = "", extra: dict[str, str] | None = None) -> Done:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=tmp_path, env={**environment, **(extra or {})}, input=stdin,
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        return Done(code=done.returncode, out=done.stdout, err=done.stderr)

    return run


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """Starts a command and leaves it running; it is killed in the end."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: str, extra: dict[str, str] | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=tmp_path, env={**environment, **(extra or {})}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    """A few plain files."""
    folder = tmp_path / "plant"
    (folder / "reports").mkdir(parents=True)
    (folder / "standard.txt").write_text(
        "4.2 Vibration\n\nThe overall vibration of pump P-101 shall not exceed 4.5 mm/s.\n", encoding="utf-8"
    )
    (folder / "reports" / "note d'été.txt").write_text(
        "La pompe P-102 a été arrêtée le 3 juin 2025 pour une fuite au joint.\n", encoding="utf-8"
    )
    (folder / "work_orders.csv").write_text(
        "Order;Equipment;Opened;Hours\n"
        + "".join(f"WO-{n:05};P-10{n % 3};2025-0{1 + n % 9}-11;{n / 4}\n" for n in range(40)),
        encoding="utf-8",
    )
    return folder


@dataclass(frozen=True)
class Served:
    """A server that can answer."""

    url: str
    process: subprocess.Popen[str]


@pytest.fixture
def serve(start: Start) -> Callable[..., Served]:
    """Starts a server on a free port and waits until it is ready."""
    import httpx

    def serve(*arguments: str, extra: dict[str, str] | None = None) -> Served:
        process = start("serve", "--port", "0", "--json", *arguments, extra=extra)
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            process.kill()
            raise AssertionError(process.communicate()[1])
        url = json.loads(line)["url"]
        for _ in range(600):
            if httpx.get(f"{url}/readyz", trust_env=False).status_code == 200:
                return Served(url=url, process=process)
            time.sleep(0.1)
        raise AssertionError("the server does not get ready")

    return serve
