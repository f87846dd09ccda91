from __future__ import annotations

from assistant.experts.text.lists import Lists
from retrieval.identifiers import label_key
from retrieval.records import Chunk, Scope

SHEET = "site/start_up.docx"

# label, text
PASSAGES: list[tuple[str | None, str]] = [
    ("2", "Before the start\nThe sump is full.\nThe guard is fitted."),
    ("3", "Start-up"),
    ("1", "Open the steam trap."),
    ("2", "Warm the line for 20 minutes."),
    ("3", "Open the stop valve slowly."),
    ("4", "Shut-down is the reverse."),
    ("7.2", "Stop the blower when:"),
    ("7.2.a", "the casing is above 90 °C;"),
    ("7.2.b", "the oil is below the mark."),
    (None, "A note."),
]


class Catalogue:
    """One instruction sheet."""

    def __init__(self) -> None:
        self.chunks = [
            Chunk(id=f"c{at}", source=SHEET, kind="text", ordinal=at, text=text, label=label, language="en")
            for at, (label, text) in enumerate(PASSAGES)
        ]

    def chunks_of(self, source: str) -> list[Chunk]:
        return [chunk for chunk in self.chunks if chunk.source == source]

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        key = label_key(label)
        found = (c for c in self.chunks if c.label and (label_key(c.label) + ".").startswith(key + "."))
        return [chunk for chunk in found if not scope.sources or chunk.source in scope.sources]


def around(at: int) -> str | None:
    catalogue = Catalogue()
    found = Lists(catalogue).around(catalogue.chunks[at])  # type: ignore[arg-type]
    return found[0] if found else None


STEPS = "1. Open the steam trap.\n2. Warm the line for 20 minutes.\n3. Open the stop valve slowly.\n"


def test_a_step_brings_all_steps_in_order() -> None:
    assert around(3) == STEPS + "4. Shut-down is the reverse."


def test_the_title_above_steps_brings_them() -> None:
    text = around(1)
    assert text is not None
    assert text.startswith(STEPS)


def test_a_lettered_item_brings_its_clause() -> None:
    assert around(8) == "Stop the blower when:\nthe casing is above 90 °C;\nthe oil is below the mark."


def test_a_section_of_lines_is_its_own_list() -> None:
    assert around(0) == PASSAGES[0][1]


def test_a_lone_sentence_is_no_list() -> None:
    assert around(9) is None
