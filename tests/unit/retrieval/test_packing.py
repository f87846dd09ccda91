"""Texts side by side in rows: nothing lost, little padding, few shapes."""

from __future__ import annotations

import random

import numpy as np
import pytest

from retrieval.packing import TOKENS, WIDTHS, of_like_length, one_batch, packed, rows

LENGTHS = [1 + (7 * number * number) % 61 for number in range(900)] + [256, 255, 129, 128, 65, 64]
TEXTS = [[place + 1] * length for place, length in enumerate(LENGTHS)]


def test_every_token_of_every_text_is_there_once_in_order() -> None:
    seen: list[int] = []
    for batch in packed(TEXTS):
        seen += batch.texts
        for number, place in enumerate(batch.texts):
            own = batch.owners == number
            assert batch.ids[own].tolist() == TEXTS[place]
            assert batch.positions[own].tolist() == list(range(LENGTHS[place]))
            assert own.any(1).sum() == 1  # in one row
        assert not batch.ids[batch.owners < 0].any()
    assert sorted(seen) == list(range(len(TEXTS)))


def test_little_is_padding() -> None:
    full = [batch for batch in packed(TEXTS) if (batch.owners >= 0).any(1).all()]
    tokens = sum(int((batch.owners >= 0).sum()) for batch in full)
    assert tokens > 0.95 * sum(batch.owners.size for batch in full)


@pytest.mark.parametrize("count", [1, 3, 17, 905])
def test_there_are_few_sizes_and_none_is_above_the_most(count: int) -> None:
    for batch in packed(TEXTS[:count]):
        assert batch.ids.shape[1] in WIDTHS
        assert batch.ids.size in {32, 64} or (batch.ids.size % 128 == 0 and batch.ids.size <= TOKENS)


def test_the_longest_text_opens_a_row_of_the_width_it_needs() -> None:
    found = rows([33, 31, 20, 12])
    assert found == {32: [[2, 3]], 64: [[0, 1]], 128: [], 256: []}


def test_no_text_is_no_batch() -> None:
    assert list(packed([])) == []


def test_one_batch_holds_all() -> None:
    batch = one_batch(TEXTS)
    assert sorted(batch.texts) == list(range(len(TEXTS)))
    assert int((batch.owners >= 0).sum()) == sum(LENGTHS)
    assert np.array_equal(np.sort(np.unique(batch.owners)), np.arange(-1, len(TEXTS)))


def test_batches_for_training_hold_every_text_once_and_texts_of_like_length() -> None:
    lengths = [5, 90, 7, 6, 88, 91, 30, 5, 31, 92] * 12
    found = of_like_length(lengths, random.Random(1), tokens=400, most=20)
    assert sorted(place for batch in found for place in batch) == list(range(len(lengths)))
    for batch in found:
        own = [lengths[place] for place in batch]
        assert len(own) <= 20
        assert max(own) * len(own) <= 400 + 20 * 32
    assert found == of_like_length(lengths, random.Random(1), tokens=400, most=20)
    assert found != of_like_length(lengths, random.Random(2), tokens=400, most=20)
