"""A report reads a document once; the next report reads what is there then."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

from assistant.citations import CitationList
from assistant.reports.diagnostic.case import Case


class _Shelf:
    """A catalogue that counts how often it is read."""

    def __init__(self) -> None:
        self.texts = {"a.pdf": ["one", "two"]}
        self.read: Counter[str] = Counter()

    def chunks_of(self, source: str) -> list[str]:
        self.read[source] += 1
        return self.texts.get(source, [])

    def document(self, source: str) -> str | None:
        self.read[source] += 1
        return source if source in self.texts else None


def _case(shelf: _Shelf) -> Case:
    return Case(
        tag="P-7", since=datetime(2025, 1, 1), until=datetime(2025, 9, 30), language="en", signals=(),
        documents=(), cited=CitationList(), knowledge=cast("Any", SimpleNamespace(catalogue=shelf)),
        tables=cast("Any", None), today=date(2025, 11, 29),
    )  # fmt: skip


def test_a_document_is_read_once_for_a_report() -> None:
    shelf = _Shelf()
    case = _case(shelf)
    assert [case.chunks_of("a.pdf") for _ in range(3)] == [("one", "two")] * 3
    assert [case.document("b.pdf") for _ in range(3)] == [None] * 3
    assert shelf.read == {"a.pdf": 1, "b.pdf": 1}


def test_the_next_report_sees_what_changed() -> None:
    shelf = _Shelf()
    before = _case(shelf)
    assert before.chunks_of("a.pdf") == ("one", "two")
    assert before.document("b.pdf") is None
    shelf.texts = {"a.pdf": ["three"], "b.pdf": ["four"]}
    after = _case(shelf)
    assert after.chunks_of("a.pdf") == ("three",)
    assert after.document("b.pdf") == "b.pdf"
