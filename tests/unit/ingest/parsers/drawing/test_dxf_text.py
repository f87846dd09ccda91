"""Printed text of DXF entities."""

from __future__ import annotations

import ezdxf
import pytest

from ingest.parsers.drawing.dxf_text import dimension_kind, dimension_text, plain, tolerance_text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("%%c35\\~H6", "Ø35 H6"),
        ("45%%d %%p0.1", "45° ±0.1"),
        ("\\A1;38.3\\S+0.2^ 0;", "38.3 +0.2/0"),
        ("{\\fArial|b1;Bold} text\\Pnext", "Bold text\nnext"),
        ("\\S1/2; in", "1/2 in"),
        ("plain \\\\ slash", "plain \\ slash"),
        ("\\U+00B5m", "µm"),
    ],
)
def test_codes(code: str, text: str) -> None:
    assert plain(code) == text


def _linear(text: str, length: float = 50.0, **override: object):  # type: ignore[no-untyped-def]
    space = ezdxf.new("R2010", setup=True).modelspace()
    style = {"dimlfac": 1.0, "dimdec": 2, **override}
    made = space.add_linear_dim((0, 10), (0, 0), (length, 0), text=text, override=style)
    made.commit()
    return made.dimension


def test_dimensions() -> None:
    assert dimension_text(_linear("<>")) == "50"
    assert dimension_text(_linear("%%c<> h11")) == "Ø50 h11"
    assert dimension_text(_linear("Ø50 f7")) == "Ø50 f7"
    assert dimension_text(_linear("60")) == "60 (measures 50)"
    assert dimension_text(_linear(" ")) == ""
    assert dimension_kind(_linear("<>")) == "linear"


def test_tolerances_of_the_style() -> None:
    style = {"dimtol": 1, "dimtp": 0.1, "dimtm": 0.1}
    assert dimension_text(_linear("<>", 20.0, **style)) == "20 ±0.1"


def test_feature_control_frame() -> None:
    assert tolerance_text("{\\Fgdt;i}%%v0.05%%vA%%v%%v") == "symmetry | 0.05 | A"
