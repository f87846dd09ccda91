"""What the repository promises of itself: sizes, imports, no path of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("assistant", "retrieval", "moe_adapters", "ingest", "eval", "ui")
HEAVY = {"vllm", "gradio", "chromadb", "llama_index", "fastapi", "duckdb", "pydantic_settings"}
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))


def test_packages_are_there() -> None:
    assert all((ROOT / name / "__init__.py").is_file() for name in PACKAGES)
    assert len(MODULES) > len(PACKAGES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_short_and_say_what_they_do(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 420
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "the first line says what the file does"


def test_no_file_of_another_package_is_twice() -> None:
    names = [path.name for path in MODULES]
    assert not {"utils.py", "helpers.py"} & set(names)
    assert not [name for name in names if re.search(r"_v\d+\.py$", name)]


def test_moe_adapters_needs_torch_transformers_and_peft_alone() -> None:
    walled = set(PACKAGES) - {"moe_adapters"} | HEAVY
    code = (
        "import sys, pkgutil, importlib\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.split('.')[0] in {walled!r}:\n"
        "            raise ImportError('not allowed: ' + name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "import moe_adapters\n"
        "for module in pkgutil.walk_packages(moe_adapters.__path__, 'moe_adapters.'):\n"
        "    if '.serving.vllm' not in module.name:\n"
        "        importlib.import_module(module.name)\n"
    )
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
