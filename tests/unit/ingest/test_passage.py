from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.passage import Passage, cut, divided, joined, lines_of
from retrieval.records import Span


def _passage(*lines: str) -> Passage:
    """Lines joined by blanks, with a span each."""
    spans, at = [], 0
    for i, line in enumerate(lines):
        spans.append(Span(start=at, end=at + len(line), page=1, box=(0, 10.0 * i, 100, 10.0 * i + 9)))
        at += len(line) + 1
    return Passage(" ".join(lines), tuple(spans))


def test_joined_passages_keep_their_boxes() -> None:
    both = joined([_passage("One line", "two lines."), Passage(""), _passage("Another.")])
    assert both.text == "One line two lines.\nAnother."
    assert [both.text[s.start : s.end] for s in both.spans] == ["One line", "two lines.", "Another."]


def test_a_cut_takes_the_parts_of_lines_inside() -> None:
    part = cut(_passage("The pump stops", "at the trip."), 4, 20)
    assert part.text == "pump stops at th"
    assert [part.text[s.start : s.end] for s in part.spans] == ["pump stops", "at th"]
    assert part.spans[1].box == (0, 10, 100, 19)


def test_long_texts_are_divided_at_sentences() -> None:
    sentences = [f"Sentence number {i} says something about the pump." for i in range(12)]
    pieces = divided(_passage(*sentences), 200)
    assert all(len(piece.text) <= 200 for piece in pieces)
    assert all(piece.text.startswith("Sentence") and piece.text.endswith(".") for piece in pieces)
    assert " ".join(piece.text for piece in pieces) == " ".join(sentences)


def test_decimals_and_abbreviations_inside_do_not_divide() -> None:
    text = "The limit of 4.5 mm/s, see cl. 3.2, holds for " + "very " * 30 + "long texts."
    assert divided(Passage(text), 500) == [Passage(text)]


@given(st.text(alphabet="ab .\n!é", max_size=400), st.integers(min_value=5, max_value=60))
def test_dividing_loses_no_letter(text: str, longest: int) -> None:
    passage = Passage(text, (Span(start=0, end=len(text), page=1),) if text else ())
    pieces = divided(passage, longest)
    kept = "".join("".join(piece.text.split()) for piece in pieces)
    assert kept == "".join(text.split())
    for piece in pieces:
        assert len(piece.text) <= longest
        assert all(0 <= span.start < span.end <= len(piece.text) for span in piece.spans)


def test_lines() -> None:
    lines = lines_of(Passage("a | b\nc | d", (Span(start=0, end=5, page=1), Span(start=6, end=11, page=2))))
    assert [(line.text, line.page) for line in lines] == [("a | b", 1), ("c | d", 2)]
