from __future__ import annotations

from types import SimpleNamespace

from assistant.locate import Locator, lines_of
from assistant.records import Evidence, Rows
from retrieval.records import Chunk, Column, Figure, Span, Table

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


def test_a_caption_is_placed_at_its_figure_and_lettering_at_its_own_lines() -> None:
    figure = Figure(
        id="F", source="s", label="Figure 3", caption="Figure 3 – Flow", page=4, box=(1, 2, 300, 400)
    )
    line = Span(start=0, end=15, page=4, box=(10, 410, 90, 420))
    held = {
        "caption": Chunk(
            id="caption", source="s", kind="text", ordinal=0, text="Figure 3 – Flow", label="Figure 3", page=4,
            spans=(line,), ref="F",
        ),
        "letters": Chunk(
            id="letters", source="s", kind="text", ordinal=1, text="Impeller", page=4, ref="F",
            spans=(Span(start=0, end=8, page=4, box=(50, 60, 90, 70)),),
        ),
    }  # fmt: skip
    catalogue = SimpleNamespace(
        chunks=lambda ids: [held[i] for i in ids if i in held],
        figure=lambda id_: figure if id_ == "F" else None,
        document=lambda source: None,
    )
    locate = Locator(SimpleNamespace(catalogue=catalogue))  # type: ignore[arg-type]

    def evidence(name: str, quote: str) -> Evidence:
        return Evidence(
            kind="text", source="s", quote=quote, score=0.9, chunk_id=name, page=4, boxes=(line.box,)
        )  # type: ignore[arg-type]

    assert locate(evidence("caption", "Figure 3 – Flow"), "Flow") == (4, (figure.box,), figure)
    letters = locate(evidence("letters", "The impeller"), "Impeller")
    assert letters == (4, ((50, 60, 90, 70),), figure)
    assert locate(evidence("gone", "x"), "y") == (4, (line.box,), None)


def test_rows_of_a_table_over_pages_are_placed_on_their_own_page() -> None:
    frame = (10.0, 10.0, 200.0, 800.0)
    table = Table(
        id="T", source="s", name="valves", title="Valves", columns=(Column(name="Tag", type="text"),),
        row_count=4, parquet="p", page=1, boxes=(frame,),
    )  # fmt: skip

    def passage(ordinal: int, *rows: tuple[str, int, float]) -> Chunk:
        spans = [Span(start=0, end=3, page=1, box=(10, 10, 200, 20))]
        text = "Tag"
        for row, page, top in rows:
            spans.append(
                Span(
                    start=len(text) + 1, end=len(text) + 1 + len(row), page=page, box=(10, top, 200, top + 10)
                )
            )
            text += f"\n{row}"
        return Chunk(
            id=f"c{ordinal}", source="s", kind="table", ordinal=ordinal, text=text, page=1, ref="T",
            spans=tuple(spans),
        )  # fmt: skip

    chunks = [
        passage(2, ("PSV-3", 2, 30), ("PSV-4", 3, 10)),
        passage(1, ("PSV-1", 1, 30), ("PSV-2", 1, 40)),
    ]
    catalogue = SimpleNamespace(tables=lambda scope: [table], chunks_of=lambda source: chunks)
    locate = Locator(SimpleNamespace(catalogue=catalogue))  # type: ignore[arg-type]

    def place(*numbers: int) -> tuple[object, ...]:
        rows = Rows(columns=("Tag",), values=(), total=len(numbers), row_numbers=numbers)
        evidence = Evidence(kind="table", source="s", quote="q", score=0.9, page=1, boxes=(frame,), rows=rows)
        return tuple(locate(evidence, "q"))

    assert place(3) == (3, ((10, 10, 200, 20),), None)
    assert place(2, 3) == (2, ((10, 30, 200, 40),), None)
    assert place(0, 3) == (1, (frame,), None)
    chunks.pop(0)
    assert place(3) == (1, (frame,), None)
