"""The documentation against the code: settings, commands, links and Python examples."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_settings_page_names_settings_that_exist() -> None:
    rows = re.findall(
        r"^\| `([a-z_.]+)` \| `(ASSISTANT_\w+)` \|", (ROOT / "docs/settings.md").read_text(), re.M
    )
    assert len(rows) > 5
    for name, variable in rows:
        fields = Settings.model_fields
        *sections, last = name.split(".")
        for section in sections:
            fields = fields[section].default.__class__.model_fields
        assert last in fields
        assert variable == "ASSISTANT_" + name.upper().replace(".", "__")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_examples(page: Path) -> None:
    text = page.read_text()
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (page.parent / target).exists(), target
    for code in re.findall(r"```python\n(.*?)```", text, re.S):
        ast.parse(code)


def test_make_help_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.M)[1].split())
    assert phony == set(re.findall(r"^([a-z-]+):.*##", text, re.M))
