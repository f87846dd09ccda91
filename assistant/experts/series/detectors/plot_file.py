"""Writes a picture of a report under a name whose ending tells its format. Knows no report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.experts.series.detectors.log import LogRefused


def write_plot(path: Path, *, page: Callable[[], Any], png: Callable[[Path], None]) -> None:
    """Writes the picture.

    Args:
        page: Makes the Plotly figure, for ``.html``.
        png: Writes the ``.png``.

    Raises:
        LogRefused: The ending is neither ``.png`` nor ``.html``.
    """
    ending = path.suffix.lower()
    if ending == ".html":
        page().write_html(path, include_plotlyjs=True)
    elif ending == ".png":
        png(path)
    else:
        raise LogRefused(f"{path.name}: a plot is a .png or an .html file")
