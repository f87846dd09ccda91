from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.text.expert import TextExpert
from assistant.experts.text.reader.read import Read

from ..conftest import FakeKnowledge, embed


def test_loading_reads_once_and_needs_no_reader() -> None:
    seen: list[Sequence[str]] = []

    def reads(question: str, passages: Sequence[str]) -> list[Read]:
        assert question
        seen.append(passages)
        return []

    TextExpert(FakeKnowledge(), embed=embed, reads=reads).load()  # type: ignore[arg-type]
    assert len(seen) == 1
    TextExpert(FakeKnowledge(), embed=embed).load()  # type: ignore[arg-type]
