from __future__ import annotations

import numpy as np

from ingest.ink import ink

PAGE = np.full((1000, 800), 255, dtype=np.uint8)


def test_ink_is_what_is_printed_beside_text() -> None:
    page = PAGE.copy()
    page[300:500, 200:600:8] = 0
    page[700:720, 200:600] = 0
    found = ink(page, text=[(195, 695, 605, 725)], width=800, height=1000)
    assert found
    assert min(box[1] for box in found) > 290
    assert max(box[3] for box in found) < 520
    assert min(box[0] for box in found) > 185


def test_dust_and_the_shadow_at_an_edge_are_none() -> None:
    page = PAGE.copy()
    page[::97, ::97] = 0
    page[960:1000] = 0
    page[:, :20] = 0
    assert ink(page, text=(), width=800, height=1000) == ()


def test_an_empty_picture_has_none() -> None:
    assert ink(PAGE, text=(), width=800, height=1000) == ()
    assert ink(np.zeros((2, 2), dtype=np.uint8), text=(), width=2, height=2) == ()
