"""Which drawing is meant where only the beginning of its number is said."""

from __future__ import annotations

import pytest

from assistant.experts.drawings.asked import understand
from assistant.experts.drawings.drawing import Drawing, Version


def _drawings() -> tuple[Drawing, ...]:
    numbers = ("K7V02-PRO.A1", "K70-3", "MD-220-04", "MD-220-05", "PID-30-001")
    return tuple(Drawing(n, "", (Version(f"site/{n}.pdf", ()),), frozenset()) for n in numbers)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("which pumps are on P&ID K7?", "K7V02-PRO.A1"),
        ("scale of drawing MD-220-05", "MD-220-05"),
        ("scale of drawing MD-22", None),
        ("scale of drawing MD-220", None),
        ("list the pumps on P&ID PID-30", "PID-30-001"),
        ("revision of PID-30?", "PID-30-001"),
    ],
)
def test_the_only_drawing_that_begins_so(text: str, number: str | None) -> None:
    asked = understand(text, "en", _drawings())
    assert number is None or not asked.tags
    assert (asked.drawings[0].number if asked.anchor == 1.0 else None) == number
