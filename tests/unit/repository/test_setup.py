"""The set-up as the contract says: packages, extras, pins, the same commands with and without make."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
REQUIREMENTS = [Requirement(line) for lines in (PROJECT["dependencies"], *EXTRAS.values()) for line in lines]
PINS = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([\w.-]+)(?:\[\w+\])?==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M
    )
}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=str)
def test_every_requirement_is_pinned_within_its_range(requirement: Requirement) -> None:
    pinned = PINS[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(pinned, prereleases=True)


def test_one_environment_holds_the_product_and_vllm() -> None:
    assert PINS["torch"] == "2.13.0"
    assert PINS["vllm"] == "0.32.0"
    assert Requirement("transformers>=5.16.1,<5.20").specifier.contains(PINS["transformers"])


def test_extras_are_those_of_the_contract() -> None:
    names = {extra: {Requirement(line).name for line in lines} for extra, lines in EXTRAS.items()}
    assert names["vllm"] >= {"vllm", "bitsandbytes"}
    assert names["ray"] == {"ray"}
    assert names["dev"] >= {"pytest", "ruff", "mypy", "import-linter", "playwright"}


def test_torch_is_asked_for_by_one_version_everywhere() -> None:
    for name in ("Makefile", "Dockerfile", "README.md", "pyproject.toml"):
        asked = set(re.findall(r"torch==([\d.]+)", (ROOT / name).read_text(encoding="utf-8")))
        assert asked == {PINS["torch"]}, name


def test_the_plain_commands_of_the_readme_are_those_of_make() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    make = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(DATA)", ".demo")
    plain = readme.partition("Without `make`")[2].partition("```sh\n")[2].partition("```")[0]
    lines = [line.partition("#")[0].strip() for line in plain.splitlines()]
    assert len(lines) > 5
    for line in lines:
        words = re.sub(r"^\S*\.venv/bin/(pip install( -c constraints\.txt)?|assistant) ", "", line)
        assert words == "python3 -m venv .venv" or words in make, line


def test_the_pipeline_checks_and_tests_all() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == [
        "make .venv/.dev",
        "make .venv-vllm/.installed &",
        "make check",
        "make test",
        "make test-vllm",
    ]
    assert any("chromium" in line for line in lines if "apt-get install" in line)


def test_the_licence_is_apache() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]
