from __future__ import annotations

from pathlib import Path

from eval.extraction import _chunk_texts, extract
from ingest.limits import Limits
from retrieval.records import Chunk, Span


def chunk(text: str, *spans: Span) -> Chunk:
    return Chunk(id="c", source="s", kind="text", ordinal=0, text=text, label="4.2", page=1, spans=spans)


def test_passage_over_two_pages_is_divided() -> None:
    two = chunk("one two", Span(start=0, end=3, page=1), Span(start=4, end=7, page=2))
    assert list(_chunk_texts(two)) == [(1, "4.2 one "), (2, "two")]
    assert list(_chunk_texts(chunk("one"))) == [(1, "4.2 one")]


def test_refused_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pump runs.\n", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"")
    done = {one.path.name: one for one in extract(sorted(tmp_path.iterdir()), limits=Limits())}
    assert "The pump runs." in done["a.txt"].text(None)
    assert done["a.txt"].text(3) == done["a.txt"].text(None)
    assert done["b.pdf"].error is not None
    assert done["b.pdf"].text(None) == ""
