"""Axes of a PNG in the reader's language: times, and numbers with its decimal sign. Knows no log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from retrieval.records import Language

_FORMATS = {
    "fr": {
        "formats": ["%Y", "%m/%Y", "%d/%m", "%H:%M", "%H:%M", "%S"],
        "zero_formats": ["", "%Y", "%m/%Y", "%d/%m", "%H:%M", "%H:%M"],
        "offset_formats": ["", "%Y", "%m/%Y", "%d/%m/%Y", "%d/%m/%Y", "%d/%m/%Y %H:%M"],
    },
    "und": {
        "formats": ["%Y", "%Y-%m", "%Y-%m-%d", "%H:%M", "%H:%M", "%S"],
        "zero_formats": ["", "%Y", "%Y-%m", "%Y-%m-%d", "%H:%M", "%H:%M"],
        "offset_formats": ["", "", "", "", "%Y-%m-%d", "%Y-%m-%d %H:%M"],
    },
}
"""Matplotlib's ``ConciseDateFormatter`` by size of the step: years, months, days, hours, minutes, seconds.

In figures, since it takes the names of months from the machine's language, not the reader's.
"""


def write_times(axis: Any, language: Language) -> None:
    """Times under the last panel, as the language writes dates; ``und`` is for readers of either language."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]
    formats = _FORMATS.get(language, {})
    axis.xaxis.set_major_locator(locator)
    axis.xaxis.set_major_formatter(ConciseDateFormatter(locator, **formats))  # type: ignore[no-untyped-call]


def write_numbers(axes: Iterable[Any], language: Language) -> None:
    """Numbers beside the panels; French has a decimal comma."""
    if language != "fr":
        return
    from matplotlib.ticker import ScalarFormatter

    class Comma(ScalarFormatter):
        """Matplotlib's own numbers with a comma."""

        def __call__(self, x: float, pos: int | None = None) -> str:
            return super().__call__(x, pos).replace(".", ",")

    for axis in axes:
        axis.yaxis.set_major_formatter(Comma())
