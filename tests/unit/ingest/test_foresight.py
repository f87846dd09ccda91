"""What is told while a document is read is what its passages will be."""

from __future__ import annotations

import pytest

from ingest.chunk import chunk
from ingest.foresight import Foresight
from ingest.parsed import Block, ParsedDocument
from retrieval.passage_vectors import embedded_texts


def manual(sections: int) -> list[Block]:
    blocks = []
    for number in range(1, sections + 1):
        blocks.append(Block(kind="heading", text=f"Pump {number}", level=1, label=f"{number}"))
        blocks.append(Block(kind="clause", text="Check the oil.", level=2, label=f"{number}.1"))
        blocks.append(Block(kind="paragraph", text=f"Grease bearing {number} each month."))
        blocks.append(Block(kind="table", text="a | b"))
    return blocks


def told(blocks: list[Block], *, at_a_time: int) -> list[str]:
    found: list[str] = []
    foresight = Foresight(found.extend)
    for start in range(0, len(blocks), at_a_time):
        foresight(blocks[start : start + at_a_time])
    return found


@pytest.mark.parametrize("at_a_time", [1, 7, 1000])
def test_texts_and_titles_of_prose_are_told_once_and_nothing_else(at_a_time: int) -> None:
    blocks = manual(200)
    parsed = ParsedDocument(media="pdf", title="Manual", language="en", blocks=tuple(blocks))
    coming = {
        text for c in chunk(parsed, source="m", sha256="0") for text in embedded_texts(c.text, c.headings)
    }
    found = told(blocks, at_a_time=at_a_time)
    assert len(found) == len(set(found))
    assert set(found) <= coming
    assert len(found) > 0.8 * len(coming)


def test_little_is_not_worth_telling() -> None:
    assert told(manual(2), at_a_time=1) == []
