from collections.abc import Iterator
from typing import Any

import numpy as np

from ingest.parsers.column_blocks import Whole
from ingest.parsers.runs import runs_of


class Parted(Whole):
    """The same column in small blocks."""

    def blocks(self) -> Iterator[Any]:
        yield from np.array_split(self._values, 41)


def values() -> np.ndarray[Any, Any]:
    found = np.random.default_rng(3).integers(0, 6, 2_000).astype(np.float64)
    found[200:260] = 3.0
    found[230:240] = np.nan
    found[700:712] = 9.0
    found[900:908] = 9.0
    found[1_500:1_506] = -1.0
    return found


def test_runs_do_not_end_where_a_block_does() -> None:
    whole, parted = runs_of(Whole(values())), runs_of(Parted(values()))
    assert whole == parted


def test_the_longest_run_passes_over_missing_values() -> None:
    runs = runs_of(Parted(values()))
    assert runs.longest_value == 3.0
    assert runs.longest >= 50
    assert runs.longest_begin <= 200 < 259 <= runs.longest_end


def test_the_ends_of_the_range_tell_how_often_they_are_held() -> None:
    runs = runs_of(Parted(values()))
    assert (runs.highest.value, runs.highest.times, runs.highest.readings) == (9.0, 2, 20)
    assert (runs.lowest.value, runs.lowest.times) == (-1.0, 1)


def test_the_usual_length_is_the_median() -> None:
    assert runs_of(Whole(np.array([1.0, 1, 2, 3, 3, 3, 4, 4, 4, 4]))).usual_length == 2.5
    assert runs_of(Whole(np.array([np.nan]))).usual_length == 0.0
