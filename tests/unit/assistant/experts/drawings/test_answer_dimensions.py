"""Texts of drawings that look like dimensions and are none."""

from __future__ import annotations

from assistant.experts.drawings.answer_dimensions import _plain


def test_a_fraction_of_nothing_is_no_dimension() -> None:
    assert _plain("PANEL 3/0") == "PANEL 3/0"
    assert _plain('1 1/2"') == '1.5000"'
