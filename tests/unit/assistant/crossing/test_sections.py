"""Parts of a report by their titles, in the report's own words."""

from __future__ import annotations

import pytest

from assistant.crossing.sections import Sections, asked_part, part_of
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, names_in, question

_SOURCE = "mill/SR-2031-050_guide.docx"
_CHUNKS = (
    chunk(_SOURCE, 0, "As found\nThe guide is worn by 2 mm.", "2"),
    chunk(_SOURCE, 1, "Work done", "3"),
    chunk(_SOURCE, 2, "Guide replaced.", "3.1", ("3 Work done",)),
    chunk(_SOURCE, 3, "Oil changed.", "3.2", ("3 Work done",)),
    chunk(_SOURCE, 4, "Recommendations: clean every shift.", "4", ("4 Recommendation",)),
)


class _Library(MillLibrary):
    def chunks_of(self, source: str) -> list:  # type: ignore[type-arg]
        return list(_CHUNKS) if source.startswith("mill/SR") else []


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("What were the findings of report SR-2031-044?", "en", ["The guide is worn by 2 mm."]),
        ("What was found in SR-2031-044?", "en", ["The guide is worn by 2 mm."]),
        ("What was the work done in report SR-2031-044?", "en", ["Guide replaced.", "Oil changed."]),
        ("What does report SR-2031-044 recommend?", "en", ["Recommendations: clean every shift."]),
        ("Quelles sont les constatations du rapport SR-2031-044 ?", "fr", ["The guide is worn by 2 mm."]),
    ],
)
def test_the_part_is_given_piece_by_piece(text: str, language: Language, said: list[str]) -> None:
    sections = Sections(names_in=names_in, library=_Library())  # type: ignore[arg-type]
    bridge = sections.cross(question(text, language), Scope())
    assert bridge is not None
    assert [reason.quote for reason in bridge.reasons] == said
    assert all(reason.quote in (reason.statement or "") for reason in bridge.reasons)


def test_a_part_that_a_document_has_not_is_left_to_the_others() -> None:
    sections = Sections(names_in=names_in, library=MillLibrary())  # type: ignore[arg-type]
    assert sections.cross(question("What were the conclusions of report SR-2031-044?"), Scope()) is None
    assert asked_part("What was the cost of report SR-2031-044?") is None
    assert part_of("conclusions", _CHUNKS) == []
