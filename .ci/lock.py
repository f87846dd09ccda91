"""Writes constraints.txt: the one set of versions that holds the product, its tools and vLLM together.

Run it with ``make lock``. It asks pip for a resolution without installing anything; torch is pinned
without its build tag, so that a CPU and a CUDA build both satisfy it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Versions resolved together (product, dev tools, vLLM, Ray). Written by `make lock`.\n"


def main() -> None:
    """Resolves and writes the file."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet",
            "--report", str(report), "torch==2.13.0", f"{ROOT}[dev,vllm,ray,postgres,larger-reader]",
        ]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603 - fixed words
        installs = json.loads(report.read_text())["install"]
    versions = {
        item["metadata"]["name"].lower().replace("_", "-"): item["metadata"]["version"].split("+")[0]
        for item in installs
    }
    versions.pop("plant-assistant", None)
    skip = {name for name in versions if name.startswith(("nvidia-", "cuda-"))}
    lines = [f"{name}=={version}" for name, version in sorted(versions.items()) if name not in skip]
    (ROOT / "constraints.txt").write_text(HEADER + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
