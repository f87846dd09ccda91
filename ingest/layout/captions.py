"""What the caption of a figure or of a table looks like, in English and French. Knows words, no place."""

from __future__ import annotations

import re

_FIGURES = (
    r"Figure|FIGURE|Fig\.?|FIG\.?|Photo|PHOTO|Sch[ée]ma|SCH[ÉE]MA|Planche|PLANCHE|Plate|PLATE|"
    r"Exhibit|EXHIBIT|Graphique|GRAPHIQUE|Croquis|CROQUIS|Illustration|ILLUSTRATION|Diagram(?:me)?|Chart"
)
_TABLES = r"Table|TABLE|Tableau|TABLEAU|Tab\."
_NUMBER = r"(?:(?:[A-Z]{1,3}[.\-]?)?\d[\w.\-]*|[IVX]{1,5}\b)"
_REST = r"(?:\s*[.:–—-]\s*\S.*|\s+[A-ZÀ-Ý\"“«(].*|\s*[.:–—-]?\s*$)"
_CAPTION = re.compile(rf"(?P<label>(?:{_FIGURES}|{_TABLES})\s*{_NUMBER}){_REST}")
_FIGURE = re.compile(rf"(?P<label>(?:{_FIGURES})\s*{_NUMBER}){_REST}")


def caption_label(text: str) -> str | None:
    """The printed number (``Figure 3``, ``Table A-1``) of a line that begins a caption, else None."""
    match = _CAPTION.match(text)
    return match["label"].rstrip(".") if match else None


def figure_label(text: str) -> str | None:
    """The same for captions of figures alone."""
    match = _FIGURE.match(text)
    return match["label"].rstrip(".") if match else None
