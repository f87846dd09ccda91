"""How near a question is to registers and their columns, each against the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.experts.tables.programs.sheet import Cell, Column, Made, beside, sheet
from assistant.registers.near import Array, Nearness, far

PUMPS = sheet(("Tag", "Power_kW", "Owner"), (("P-1", 4, "AB"),), (1,))
STORES = sheet(("Code", "Shelf"), (("S-1", "A2"),), (1,))


def _encode(texts: Sequence[str]) -> Array:
    """By the words that a text shares with a short list, of length 1."""
    known = ("tag", "power", "owner", "code", "shelf", "pumps", "stores")
    found = np.array([[0.1 + (word in text.lower()) for word in known] for text in texts], np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_the_register_and_the_column_that_a_question_is_near_to_stand_out() -> None:
    pumps, stores = Nearness(_encode).of("which shelf", ["pumps", "stores"], [PUMPS, STORES])
    assert stores.is_nearest
    assert not pumps.is_nearest
    assert stores.register > 0 > pumps.register
    assert stores.nearest == 1
    assert stores.columns[1] > 0 > stores.columns[0]
    assert pumps.columns.tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-4)


def test_columns_that_stand_in_no_file_are_neither_near_nor_far() -> None:
    wide = beside(PUMPS, [Column("Power per owner", Made("ratio", (1, 2)), (Cell("4", ("4",), 4.0, None),))])
    (near,) = Nearness(_encode).of("power", ["pumps"], [wide])
    assert len(near.columns) == 4
    assert near.columns[3] == 0
    assert near.nearest == 1


def test_a_text_is_encoded_once() -> None:
    seen: list[str] = []

    def counted(texts: Sequence[str]) -> Array:
        seen.extend(texts)
        return _encode(texts)

    nearness = Nearness(counted)
    for question in ("which shelf", "which power", "which shelf"):
        nearness.of(question, ["pumps", "stores"], [PUMPS, STORES])
    assert len(seen) == len(set(seen)) == 2 + 2 + 5


def test_nothing_is_near_where_nobody_knows() -> None:
    assert far(3).columns.tolist() == [0, 0, 0]
    assert far(3).nearest == -1
