"""Ranges are found under the fingerprint of the model and passages they were taken from, and no other."""

from pathlib import Path

import pytest
import torch

from retrieval.packing import one_batch
from retrieval.ranges import fingerprint, kept_ranges, write_ranges


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ranges.safetensors"
    ranges = [[torch.rand(2, width) for width in (3, 3, 3, 5)] for _ in range(2)]
    write_ranges({"one": ranges, "other": [[part + 1 for part in ranges[0]]]}, file)
    found = kept_ranges("one", file)
    assert found is not None
    assert [[part.tolist() for part in parts] for parts in found] == [
        [part.tolist() for part in parts] for parts in ranges
    ]
    assert len(kept_ranges("other", file) or []) == 1
    assert kept_ranges("unknown", file) is None
    assert kept_ranges("one", tmp_path / "none") is None


@pytest.mark.parametrize("change", ["weights", "shape", "name", "passages"])
def test_other_weights_or_passages_have_another_fingerprint(change: str) -> None:
    weights = torch.arange(4000.0).reshape(40, 100)
    batch = one_batch([[1, 2, 3]])
    first = fingerprint({"a": weights}, batch)
    assert fingerprint({"a": weights.clone()}, one_batch([[1, 2, 3]])) == first
    other = {
        "weights": ({"a": weights + 0.001}, batch),
        "shape": ({"a": weights.reshape(100, 40)}, batch),
        "name": ({"b": weights}, batch),
        "passages": ({"a": weights}, one_batch([[1, 2, 4]])),
    }[change]
    assert fingerprint(*other) != first
