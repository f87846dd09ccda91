"""The real command line in processes of its own, on a data folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock

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


@dataclass(frozen=True)
class Served:
    """A server that can answer."""

    url: str
    process: subprocess.Popen[str]

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", trust_env=False, timeout=60, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return httpx.post(f"{self.url}{path}", trust_env=False, timeout=60, **options)


class Product:
    """The program over one folder: ``data`` is its data folder, ``folder`` where files may be laid."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "données du site"
        self._running: list[subprocess.Popen[str]] = []

    def run(
        self,
        *arguments: str,
        stdin: str = "",
        extra: dict[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> Done:
        """Runs a command to its end; ``extra`` are further variables, ``under`` a program that starts it."""
        done = subprocess.run(
            [*under, *COMMAND, *arguments], cwd=self.folder, env=self._environment(extra), input=stdin,
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        return Done(code=done.returncode, out=done.stdout, err=done.stderr)

    def start(self, *arguments: str, extra: dict[str, str] | None = None) -> subprocess.Popen[str]:
        """Starts a command and leaves it running; it is killed in the end."""
        process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=self.folder, env=self._environment(extra), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.append(process)
        return process

    def serve(self, *arguments: str, extra: dict[str, str] | None = None) -> Served:
        """Starts a server on a free port and waits until it is ready."""
        process = self.start("serve", "--port", "0", "--json", *arguments, extra=extra)
        assert process.stdout is not None
        line = process.stdout.readline()
        if '"url"' not in line:
            process.kill()
            raise AssertionError(line + process.communicate()[1])
        served = Served(url=json.loads(line)["url"], process=process)
        for _ in range(900):
            if served.get("/readyz").status_code == 200:
                return served
            time.sleep(0.1)
        raise AssertionError("the server does not get ready")

    def close(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()
            for stream in (process.stdout, process.stderr):
                if stream is not None:
                    stream.close()

    def plant(self) -> Path:
        """A few plain files."""
        folder = self.folder / "plant"
        (folder / "reports").mkdir(parents=True)
        (folder / "standard.txt").write_text(
            "4.2 Vibration\n\nThe overall vibration of pump P-101 shall not exceed 4.5 mm/s.\n",
            encoding="utf-8",
        )
        (folder / "reports" / "note d'été.txt").write_text(
            "La pompe P-102 a été arrêtée le 3 juin 2025 pour une fuite au joint.\n", encoding="utf-8"
        )
        orders = "".join(f"WO-{n:05};P-10{n % 3};2025-0{1 + n % 9}-11;{n / 4}\n" for n in range(40))
        (folder / "work_orders.csv").write_text("Order;Equipment;Opened;Hours\n" + orders, encoding="utf-8")
        return folder

    def _environment(self, extra: dict[str, str] | None) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        ours = {
            "PYTHONPATH": str(ROOT),
            "HF_HUB_OFFLINE": "1",
            "ASSISTANT_DATA": str(self.data),
            "ASSISTANT_ENGINE": "scripted",
            "NO_COLOR": "1",
        }
        return {**kept, **ours, **(extra or {})}


@pytest.fixture(scope="session")
def make_product() -> Iterator[Callable[[Path], Product]]:
    made: list[Product] = []

    def make(folder: Path) -> Product:
        made.append(Product(folder))
        return made[-1]

    yield make
    for product in made:
        product.close()


@pytest.fixture
def product(make_product: Callable[[Path], Product], tmp_path: Path) -> Iterator[Product]:
    product = make_product(tmp_path)
    yield product
    product.close()


@pytest.fixture(scope="session")
def ingested_plant(
    make_product: Callable[[Path], Product], sample_plant: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with the whole sample plant, ingested once for all workers; to be copied, never used."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "ingested plant"
    with FileLock(f"{shared}.lock"):
        if not shared.is_dir():
            maker = make_product(tmp_path_factory.mktemp("plant"))
            done = maker.run("ingest", str(sample_plant), "--json")
            assert done.code == 0, done.err
            maker.data.rename(shared)
    return shared


@pytest.fixture
def plant_product(product: Product, ingested_plant: Path) -> Product:
    """The program over a data folder of its own that holds the whole sample plant."""
    shutil.copytree(ingested_plant, product.data)
    return product
