from __future__ import annotations

import pytest

from ingest.layout.rows import rows
from ingest.layout.style import BodyStyle

from .lines import segment


def _style(*lines: str) -> BodyStyle:
    style = BodyStyle()
    style.see(rows([segment(line, 50, 50 + 12 * i) for i, line in enumerate(lines)]))
    return style


def test_body_size_and_pitch() -> None:
    style = BodyStyle()
    body = [segment("a line of the body text", 50, 100 + 12 * i) for i in range(10)]
    style.see(rows([segment("A heading", 50, 50, size=16, bold=True), *body]))
    assert style.size == 10
    assert style.pitch == pytest.approx(1.2, abs=0.05)
    assert not style.bold


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        ("the temp-", "erature of", ""),
        ("anti-", "submarine belts", "-"),
        ("in mobility-", "related industries", "-"),
        ("pump P-", "101 stopped", "-"),
        ("SV-STD-", "017 applies", "-"),
        ("une inter-", "vention", ""),
    ],
)
def test_hyphens_at_line_ends(left: str, right: str, between: str) -> None:
    style = _style("the temperature rises and anti-submarine belts hold", "mobility and related words")
    assert style.joined(left, right) == between
