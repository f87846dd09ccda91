"""The seeded edits do what they say, and the scores count what they say."""

from __future__ import annotations

import random

import pytest

from eval.benchmarks.near_duplicates import Text, score
from eval.edited_texts import EDITS
from ingest.near_duplicates import AlikePair

TEXT = "\n".join(
    f"{n}. The pump P-{100 + n} was inspected in {2000 + n}. Its bearing number {n} was replaced."
    for n in range(40)
)
OTHERS = ["Completely different sentences come from here. They tell of cranes."]


@pytest.mark.parametrize("name", sorted(EDITS))
def test_each_edit_changes_something_the_same_way_each_time(name: str) -> None:
    once = EDITS[name](TEXT, OTHERS, random.Random(1))
    assert once != TEXT
    assert EDITS[name](TEXT, OTHERS, random.Random(1)) == once
    assert 0.6 < len(once) / len(TEXT) < 1.4


def test_order_and_lines_keep_the_words() -> None:
    assert sorted(EDITS["order"](TEXT, OTHERS, random.Random(1)).split()) == sorted(TEXT.split())
    lines = EDITS["lines"](TEXT, OTHERS, random.Random(1))
    assert lines.replace("-\n", "").lower().split() == TEXT.lower().split()


def test_values_change_two_numbers_alone() -> None:
    before, after = TEXT.split(), EDITS["values"](TEXT, OTHERS, random.Random(1)).split()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2


def _pair(first: str, second: str) -> AlikePair:
    return AlikePair(first=first, second=second, resemblance=0.8, likeness="near-duplicate")


def test_scores() -> None:
    texts = [
        Text(0, "", ""),
        Text(1, "", ""),
        Text(0, "words", ""),
        Text(0, "lines", ""),
        Text(1, "words", ""),
    ]
    right = [_pair("00000/part", "00000/words"), _pair("00000/lines", "00000/words")]
    wrong = [_pair("00000/part", "00001/part"), _pair("00000/part", "00001/words")]
    found = score(texts, right + wrong)
    assert found["precision"] == 0.5
    assert found["recall"] == pytest.approx(1 / 3)  # a copy tied to another copy alone is not found
    assert (found["recall_words"], found["recall_lines"]) == (0.5, 0.0)
    assert score(texts, [])["precision"] == score(texts, [])["recall"] == 0.0
