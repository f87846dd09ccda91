"""Coordinates of windows: norm kept, no row looks ahead, back and forth."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.energy.basis import WindowBasis


@pytest.mark.parametrize(("width", "kept"), [(16, 1), (16, 5), (8, 8), (1, 1)])
def test_rows_of_the_transform_are_orthonormal(width, kept) -> None:
    matrix = WindowBasis(width=width, kept=kept).matrix()
    assert np.allclose(matrix @ matrix.T, np.eye(kept))
    assert np.linalg.norm(matrix, ord=2) == pytest.approx(1.0)


def test_windows_come_back_and_keep_their_distance() -> None:
    basis = WindowBasis(width=6, kept=6)
    rows = np.random.default_rng(0).normal(size=(40, 3))
    points = basis.trailing(rows)
    windows = basis.windows(points[5:])
    assert np.allclose(windows[0], rows[:6])
    assert np.allclose(windows[-1], rows[-6:])
    assert np.linalg.norm(points[5] - points[9]) == pytest.approx(np.linalg.norm(windows[0] - windows[4]))


def test_a_row_depends_on_itself_and_those_before_it() -> None:
    basis = WindowBasis(width=4, kept=2)
    rows = np.random.default_rng(1).normal(size=(30, 2))
    changed = rows.copy()
    changed[20:] += 5.0
    assert np.allclose(basis.trailing(rows)[:20], basis.trailing(changed)[:20])
    assert np.allclose(basis.trailing(rows)[15], basis.of_one(rows[12:16]))


def test_the_first_coefficient_is_the_mean_times_the_root_of_the_width() -> None:
    basis = WindowBasis(width=16, kept=1)
    assert basis.of_one(np.full((16, 1), 3.0))[0] == pytest.approx(12.0)


def test_more_coefficients_than_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        WindowBasis(width=4, kept=5)
