from __future__ import annotations

from ingest.layout.aligned import aligned_tables
from ingest.layout.page import Segment
from ingest.layout.rows import rows

from .lines import segment


def _table(lines: list[list[tuple[str, float]]], *, pitch: float = 14) -> list[Segment]:
    return [segment(text, x, 100 + pitch * i) for i, line in enumerate(lines) for text, x in line]


def test_columns_by_the_gaps_that_all_lines_share() -> None:
    segments = _table(
        [
            [("Bearing", 50), ("Alert", 200), ("Trip", 300)],
            [("Rolling bearing, grease", 50), ("75", 205), ("95", 305)],
            [("Plain bearing", 50), ("70", 205), ("88", 305)],
            [("Motor", 50), ("80", 205), ("100", 302)],
        ]
    )
    ((start, end, table),) = aligned_tables(rows(segments), 3)
    assert (start, end, table.page, table.ruled) == (0, 4, 3, False)
    assert table.printed_rows()[1] == ["Rolling bearing, grease", "75", "95"]


def test_a_cell_goes_on_below_its_row() -> None:
    segments = _table(
        [
            [("A", 50), ("Y", 120), ("Adjustment transactions with", 200)],
            [("codes and dates", 200)],
            [("B", 50), ("N", 120), ("Back to the master file", 200)],
            [("C", 50), ("Y", 120), ("Deposit schedule", 200)],
        ],
        pitch=12,
    )
    ((_, _, table),) = aligned_tables(rows(segments), 1)
    assert table.printed_rows() == [
        ["A", "Y", "Adjustment transactions with codes and dates"],
        ["B", "N", "Back to the master file"],
        ["C", "Y", "Deposit schedule"],
    ]


def test_clauses_lists_and_paragraphs_are_no_tables() -> None:
    clauses = [[(f"4.2.{i}", 50), ("The pump shall be stopped", 120), ("at once", 400)] for i in range(1, 5)]
    letters = [[(f"{c}.", 50), ("Close the drain and wait", 120)] for c in "abcd"]
    bullets = [[("•", 50), ("Standard foam", 70), ("95 kN", 300)] for _ in range(4)]
    left = "a line of running text that goes on and on in the left half of the page, and then some"
    right = "another line of running text that stands in the right half of the page, with more words"
    prose = [[(left, 50), (right, 520)]] * 5
    for lines in (clauses, letters, bullets, prose):
        assert not aligned_tables(rows(_table(lines)), 1)


def test_two_columns_need_values_and_four_rows() -> None:
    values = [[("Cost", 50), ("100 points", 200)], [("Design", 50), ("150 points", 200)]]
    assert not aligned_tables(rows(_table(values)), 1)
    assert aligned_tables(rows(_table([*values, *values])), 1)
