from __future__ import annotations

from ingest.layout.rows import columns, rows

from .lines import segment


def test_pieces_at_one_height_share_a_row() -> None:
    made = rows([segment("right", 200, 101), segment("left", 20, 100), segment("below", 20, 115)])
    assert [row.text for row in made] == ["left right", "below"]
    assert made[0].cells == 2
    assert made[0].box == (20, 100, 225, 111)


def test_two_columns_are_read_one_after_the_other() -> None:
    title = segment("A title that stands across both columns of the page", 60, 40, size=14)
    left = [segment(f"left column line number {i} of the text", 50, 80 + 12 * i) for i in range(8)]
    right = [segment(f"right column line number {i} of the text", 320, 80 + 12 * i) for i in range(8)]
    mixed = [title, *(s for pair in zip(left, right, strict=True) for s in pair)]
    read = [s.text for group in columns(mixed) for s in group]
    assert read == [s.text for s in (title, *left, *right)]


def test_a_full_line_divides_the_columns_into_bands() -> None:
    def pair(top: float) -> list:
        left = [segment(f"left {top} line {i} with some more words", 50, top + 12 * i) for i in range(6)]
        right = [segment(f"right {top} line {i} with some more words", 320, top + 12 * i) for i in range(6)]
        return [*left, *right]

    upper, lower = pair(50.0), pair(300.0)
    bar = segment("A heading across the whole page that crosses the gap between the columns there", 50, 200)
    read = [s.text for group in columns([*lower, bar, *upper]) for s in group]
    assert read == [s.text for s in (*upper, bar, *lower)]


def test_labels_beside_text_are_no_column() -> None:
    labels = [segment(f"F.3.{i}", 50, 80 + 12 * i) for i in range(10)]
    texts = [segment(f"text of clause number {i} in full words", 100, 80 + 12 * i) for i in range(10)]
    assert len(columns([*labels, *texts])) == 1


def test_right_edge_is_that_of_the_long_lines() -> None:
    lines = [
        segment("a line of running text that is long enough to count as one of the column", 50, 50 + 12 * i)
        for i in range(4)
    ]
    made = rows([*lines, segment("far away", 50, 150), segment("outside", 500, 150)])
    assert made[0].column == (50, lines[0].x1)
