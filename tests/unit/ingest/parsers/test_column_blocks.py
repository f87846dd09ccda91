from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.parsers import column_blocks
from ingest.parsers.column_blocks import ColumnFile, Whole, distinct_of, median_of


def test_a_column_in_a_file_comes_back_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(column_blocks, "BLOCK", 100)
    values = np.arange(250, dtype=np.float64)
    column = ColumnFile(tmp_path / "column", "float64")
    column.append(values[:30])
    column.append(values[30:])
    assert column.last(2).tolist() == [248.0, 249.0]
    column.close()
    assert len(column) == 250
    assert [len(block) for block in column.blocks()] == [100, 100, 50]
    assert np.concatenate(list(column.blocks())).tolist() == values.tolist()
    assert column.at(249) == 249.0
    assert column.part(95, 105).tolist() == values[95:105].tolist()


def test_times_stay_times(tmp_path: Path) -> None:
    column = ColumnFile(tmp_path / "times", "datetime64[us]")
    column.append(np.array(["2024-01-01T00:00:01", "NaT"], dtype="datetime64[us]"))
    column.close()
    assert str(column.at(0)) == "2024-01-01T00:00:01.000000"
    assert np.isnat(column.at(1))


@pytest.mark.parametrize("count", [1, 2, 999, 1_000])
@pytest.mark.parametrize("known", [10, 200_000])
def test_the_median_of_many_is_exact(count: int, known: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_blocks, "_KNOWN", known)
    monkeypatch.setattr(column_blocks, "_BINS", 16)
    numbers = np.random.default_rng(0).integers(-(10**12), 10**15, count)

    def blocks() -> Iterator[Any]:
        yield from np.array_split(numbers, 7)

    assert median_of(blocks) == float(np.median(numbers))


def test_the_median_of_nothing_is_zero() -> None:
    assert median_of(lambda: iter([np.zeros(0, dtype=np.int64)])) == 0.0


def test_different_values_are_counted_in_parts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(0).integers(-300, 300, 5_000) / 7
    values[::9] = np.nan
    values[1], values[2] = 0.0, -0.0
    expected = len(np.unique(values[~np.isnan(values)]))
    assert distinct_of(Whole(values)) == expected
    monkeypatch.setattr(column_blocks, "_PARTITION", 100)
    assert distinct_of(Whole(values)) == expected
