from __future__ import annotations

from assistant.locate import lines_of
from retrieval.records import Chunk, Span

CHUNK = Chunk(
    id="c",
    source="site/std.pdf",
    kind="text",
    ordinal=0,
    text="The pump must run. It must be greased every 400 hours.",
    page=3,
    spans=(
        Span(start=0, end=30, page=3, box=(10, 10, 200, 20)),
        Span(start=31, end=54, page=4, box=(10, 30, 200, 40)),
    ),
)


def test_lines_that_a_quote_touches() -> None:
    assert lines_of(CHUNK, "The pump must run.") == (3, ((10, 10, 200, 20),))
    assert lines_of(CHUNK, "every 400 hours") == (4, ((10, 30, 200, 40),))


def test_a_quote_over_two_pages_is_placed_on_its_first() -> None:
    assert lines_of(CHUNK, "It must be greased every") == (3, ((10, 10, 200, 20),))


def test_other_words_have_no_place() -> None:
    assert lines_of(CHUNK, "It must be painted") is None
