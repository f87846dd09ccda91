"""A PostgreSQL server and a Chroma server for tests, as the compose file starts them. Knows no product."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

PASSWORD = "p@ss/w:rd %1"  # what an administrator may choose: it must be quoted in an address


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's programs; Debian keeps them off the path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return next(
        (p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None
    )


def chroma_program() -> Path | None:
    """The program ``chroma``, installed with its package."""
    beside = Path(sys.executable).parent / "chroma"
    return beside if beside.exists() else None


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(programs: Path) -> Iterator[int]:
    """Starts a server with user ``assistant`` and gives its port. It refuses to run as root."""
    user = "postgres" if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if user is not None:
        for path in (folder, secret):
            shutil.chown(path, user)
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    words = [programs / "initdb", "-D", folder / "data", "-U", "assistant", "-A", "scram-sha-256"]
    subprocess.run(
        [*words, "--pwfile", secret, "-E", "UTF8", "--no-sync"],
        user=user, env=environment, cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    command = [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder, "-F"]
    try:
        with _running(command, user=user, folder=folder, ready=lambda: _listens(port)):
            yield port
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def chroma(program: Path, folder: Path) -> Iterator[str]:
    """Starts a server over ``folder`` and gives its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]

    def ready() -> bool:
        try:
            return httpx.get(f"{url}/api/v2/heartbeat", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    with _running(command, user=None, folder=folder.parent, ready=ready):
        yield url


@contextmanager
def _running(
    command: Sequence[str | Path], *, user: str | None, folder: Path, ready: Callable[[], bool]
) -> Iterator[None]:
    process = subprocess.Popen(
        command, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            if ready():
                break
            time.sleep(0.1)
        else:
            raise AssertionError(f"{command[0]} does not get ready")
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
