from __future__ import annotations

from ingest.layout.compose import Composer, TableDraft
from ingest.layout.flow import flow
from ingest.layout.furniture import Framed
from ingest.layout.page import Page, Segment
from ingest.layout.rows import rows
from ingest.parsed import Block

from .lines import grid, page, segment

FULL = "this line fills the whole width of the column to its right edge and goes on in the next one"


def _compose(*pages: Page) -> list[Block | TableDraft]:
    composer = Composer()
    composer.style.see(rows([segment(FULL, 100, 100 + 12 * i) for i in range(12)]))
    flows = [flow(Framed(made, ())) for made in pages]
    for ordered in flows:
        composer.style.see(ordered.rows())
    for ordered in flows:
        composer.add(ordered)
    return composer.finish()


def _blocks(*segments: Segment) -> list[Block]:
    return [item for item in _compose(page(*segments)) if isinstance(item, Block)]


def _shape(blocks: list[Block]) -> list[tuple[str, str | None, str]]:
    return [(block.kind, block.label, block.text) for block in blocks]


def test_numbered_clauses_with_lettered_items_and_a_last_sentence() -> None:
    blocks = _blocks(
        segment("F.8", 50, 50, bold=True, size=12), segment("FRONT PROTECTION", 100, 50, bold=True, size=12),
        segment("F.8.1", 50, 80, bold=True), segment("Plate", 100, 80, bold=True),
        segment("F.8.1.1", 50, 100), segment("The plate must be one of:", 100, 100),
        segment("a.", 100, 120), segment("1.5 mm steel, the thinnest that is allowed here and", 120, 120),
        segment("in every other place", 120, 132),
        segment("b.", 100, 150), segment("Aluminum per", 120, 150),
        segment("The plate is shown at inspection.", 100, 170),
        segment("F.8.1.2", 50, 190), segment("Next clause", 100, 190),
    )  # fmt: skip
    assert _shape(blocks) == [
        ("heading", "F.8", "FRONT PROTECTION"),
        ("heading", "F.8.1", "Plate"),
        ("clause", "F.8.1.1", "The plate must be one of:"),
        ("clause", "F.8.1.1.a", "1.5 mm steel, the thinnest that is allowed here and in every other place"),
        ("clause", "F.8.1.1.b", "Aluminum per"),
        ("clause", "F.8.1.1", "The plate is shown at inspection."),
        ("clause", "F.8.1.2", "Next clause"),
    ]  # fmt: skip
    assert [block.level for block in blocks] == [1, 2, 3, 4, 4, 0, 3]
    item = blocks[3]
    assert [item.text[s.start : s.end] for s in item.spans] == [
        "1.5 mm steel, the thinnest that is allowed here and", "in every other place",
    ]  # fmt: skip
    assert item.spans[0].box == (120, 120, 375, 130)


def test_lines_make_paragraphs_and_hyphens_go() -> None:
    first = FULL[:-4] + " tempe-"
    blocks = _blocks(
        segment(first, 100, 100), segment("rature of the bearing rises.", 100, 112),
        segment("A new paragraph after a gap.", 100, 140),
        segment("• first item", 110, 160), segment("• second item", 110, 174),
    )  # fmt: skip
    assert _shape(blocks) == [
        ("paragraph", None, first[:-1] + "rature of the bearing rises."),
        ("paragraph", None, "A new paragraph after a gap."),
        ("list_item", None, "• first item"),
        ("list_item", None, "• second item"),
    ]
    for block in blocks:
        for span in block.spans:
            assert block.text[span.start : span.end].strip()


def test_a_sentence_goes_on_over_the_page() -> None:
    body = [segment(FULL, 100, 100 + 12 * i) for i in range(8)]
    one = page(*body, segment(FULL, 100, 700), number=1)
    two = page(segment("and ends here.", 100, 50), segment("Another paragraph.", 100, 80), number=2)
    blocks = [item for item in _compose(one, two) if isinstance(item, Block)]
    over = next(block for block in blocks if block.text.endswith("and ends here."))
    assert {span.page for span in over.spans} == {1, 2}
    assert blocks[-1].text == "Another paragraph."


def test_headings_by_size_weight_and_slant() -> None:
    blocks = _blocks(
        segment("Analysis of the failure", 100, 50, size=16),
        segment("Findings", 100, 80, bold=True),
        segment(FULL, 100, 100),
        segment("Locking nut", 100, 130, italic=True),
        segment(FULL, 100, 150),
    )
    assert [b.kind for b in blocks] == ["heading", "heading", "paragraph", "heading", "paragraph"]
    assert [b.level for b in blocks] == [1, 2, 0, 2, 0]


def test_contents_are_left_out() -> None:
    blocks = _blocks(
        segment("Table of contents", 100, 50, size=14),
        segment("1 Scope " + "." * 40 + " 3", 100, 80),
        segment("2 Limits", 100, 92), segment("7", 400, 92),
        segment("Scope", 100, 120, size=14),
        segment("What it is for.", 100, 150),
    )  # fmt: skip
    assert [block.text for block in blocks] == ["Table of contents", "Scope", "What it is for."]


def test_a_table_keeps_its_clause_and_caption_and_goes_on_over_pages() -> None:
    def made(number: int, top: float, *extra: Segment) -> Page:
        horizontals, verticals = grid([100, 200, 300], [top, top + 20, top + 40])
        cells = [segment("Tag", 105, top + 5), segment("Limit", 205, top + 5)]
        cells += [segment(f"P-10{number}", 105, top + 25), segment("4.5", 205, top + 25)]
        return page(*extra, *cells, number=number, horizontals=horizontals, verticals=verticals)

    clause = (segment("5.2", 50, 50), segment("Limits are those of the table.", 100, 50))
    caption = segment("Table 1 – Limits of vibration", 100, 80)
    items = _compose(made(1, 700, *clause, caption), made(2, 50))
    table = items[-1]
    assert isinstance(table, TableDraft)
    assert (table.label, table.caption) == ("5.2", "Table 1 – Limits of vibration")
    assert [piece.page for piece, _ in table.pieces] == [1, 2]
    assert not any(kept.segments or kept.horizontals for _, kept in table.pieces)  # a page is let go
    kinds = [item.kind for item in items if isinstance(item, Block)]
    assert kinds == ["clause", "caption"]


def test_clauses_that_leap_are_told_from_values_at_the_margin() -> None:
    lines = (
        "4.1 The pressure stays below 10 bar.", "4.2 The valve lifts at 11 bar.",
        "5.1 The water is tested each shift.", "5.2 The stiffness of the frame is checked.",
        "6.3 GPa is the least that is allowed.", "6.3 mm/s stops the fan.",
        "6.3 The gas stays below 230 degrees.", "7.2 The trip stops the burner.",
    )  # fmt: skip
    blocks = _blocks(*(segment(text, 50, 50 + 14 * place) for place, text in enumerate(lines)))
    assert [block.label for block in blocks if block.label] == ["4.1", "4.2", "5.1", "5.2", "6.3", "7.2"]
    (frame,) = (block for block in blocks if block.label == "5.2")
    assert "GPa" in frame.text
    assert "mm/s" in frame.text
