from __future__ import annotations

from ingest.parsed import Attachment, Block, ParsedDocument, ParsedEntity
from ingest.storable import storable
from retrieval.records import Span


def test_zero_bytes_and_half_characters_go_and_lengths_stay() -> None:
    document = ParsedDocument(
        media="text", title="a\0b", warnings=("w\ud800",), printed_revision="B\0",
        blocks=(Block(kind="paragraph", text="dry\0seal \udfff", spans=(Span(start=0, end=10, page=1, box=(0, 0, 1, 1)),)),),
        entities=(ParsedEntity(kind="tag", text="P\0", name="x"),),
        attachments=(Attachment(name="a\0.csv", content=b"1"),),
    )  # fmt: skip
    clean = storable(document)
    assert (clean.title, clean.warnings, clean.printed_revision) == ("a b", ("w\ufffd",), "B ")
    assert clean.blocks[0].text == "dry seal \ufffd"
    assert clean.blocks[0].spans == document.blocks[0].spans
    assert clean.entities[0].text == "P "
    assert clean.attachments[0] == Attachment(name="a .csv", content=b"1")


def test_a_clean_document_is_the_same() -> None:
    document = ParsedDocument(media="text", title="Été 😀", blocks=(Block(kind="paragraph", text="sec"),))
    assert storable(document) is document
