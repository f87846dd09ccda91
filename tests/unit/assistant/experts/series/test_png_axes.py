"""Axes of pictures are written as the reader writes: dates day first and a decimal comma in French."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from assistant.experts.series.png_axes import write_numbers, write_times
from retrieval.records import Language


def _labels(days: float, language: Language) -> tuple[list[str], list[str], str]:
    figure = Figure()
    FigureCanvasAgg(figure)
    axis = figure.subplots()
    start = datetime(2025, 9, 1)
    axis.plot([start + timedelta(days=days * part / 4) for part in range(5)], [0.0, 0.5, 0.25, 1.5, 1.0])
    write_numbers([axis], language)
    write_times(axis, language)
    figure.canvas.draw()
    x, y = (
        [label.get_text() for label in one.get_ticklabels() if label.get_text()]
        for one in (axis.xaxis, axis.yaxis)
    )
    return x, y, axis.xaxis.get_major_formatter().get_offset()


@pytest.mark.parametrize("days", [0.2, 3, 28, 200])
def test_a_french_picture_names_no_english_month_and_has_commas(days: float) -> None:
    times, numbers, offset = _labels(days, "fr")
    assert not any(char.isalpha() for char in "".join([*times, offset]))
    assert "0,4" in " ".join(numbers)
    assert "." not in "".join(numbers)


def test_a_month_of_days_is_written_day_first() -> None:
    times, _, offset = _labels(28, "fr")
    assert "05/09" in times
    assert offset in ("2025", "09/2025")


def test_a_picture_for_both_languages_has_no_month_in_words() -> None:
    times, _, offset = _labels(3, "und")
    assert "2025-09-02" in times
    assert not any(char.isalpha() for char in "".join([*times, offset]))


def test_an_english_picture_is_as_it_was() -> None:
    _, numbers, offset = _labels(28, "en")
    assert "0.4" in " ".join(numbers)
    assert offset == "2025-Sep"
