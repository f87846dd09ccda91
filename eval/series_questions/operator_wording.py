"""Wordings of operators, as they type: two sets of 27 November 2026, written in one hour before any mending.

``developed`` (set D) was developed on. ``held_out`` (set T) was run once after that; its figures are in
``docs/benchmarks.md``. What it failed at was mended afterwards, so that it is a set to develop on from
here on; whoever measures again writes a new one. ``{x}`` is a bare name, ``{the_x}`` and ``{of_x}`` have
the article of a quantity. Knows words only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from eval.case import CaseLanguage

Wordings = Mapping[str, Mapping[CaseLanguage, Sequence[str]]]
"""By kind of question and language."""


@lru_cache(maxsize=2)
def _read(name: str) -> Wordings:
    found: Wordings = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


def developed() -> Wordings:
    """Set D."""
    return _read("developed_wording.json")


def held_out() -> Wordings:
    """Set T."""
    return _read("held_out_wording.json")
