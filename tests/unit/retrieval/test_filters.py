"""Scopes over passages and documents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from catalogue_records import catalogue_in, chunk, document, put_chunks

from retrieval.catalogue import Catalogue
from retrieval.filters import document_passes, is_glob, matches, revision_key
from retrieval.records import Scope


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    made = catalogue_in(tmp_path)
    put_chunks(
        made,
        "s/old.pdf",
        [
            chunk("s/old.pdf", 0, "dated", date=date(2024, 1, 10), identifiers=("P-101",)),
            chunk("s/old.pdf", 1, "undated"),
            chunk("s/old.pdf", 2, "rows", kind="table"),
        ],
        printed_revision="Rev. B",
    )
    put_chunks(
        made,
        "t/fr.pdf",
        [chunk("t/fr.pdf", 0, "français", language="fr", date=date(2024, 3, 1))],
        equipment=("P-101",),
        printed_revision="02",
    )
    return made


@pytest.mark.parametrize(
    ("scope", "texts"),
    [
        (Scope(), {"dated", "undated", "rows", "français"}),
        (Scope(equipment=("p 101",)), {"dated", "français"}),
        (Scope(equipment=("P101", "X-1")), {"dated", "français"}),
        (Scope(equipment=("P-102",)), set()),
        (Scope(languages=("fr",)), {"français"}),
        (Scope(collections=("s",)), {"dated", "undated", "rows"}),
        (Scope(collections=("none",)), set()),
        (Scope(sources=("*.pdf",), languages=("en",)), {"dated", "undated", "rows"}),
        (Scope(sources=("t/*",)), {"français"}),
        (Scope(sources=("fr.pdf", "x*")), {"français"}),
        (Scope(sources=("none*",)), set()),
        (Scope(revision="b"), {"dated", "undated", "rows"}),
        (Scope(revision="rev 2"), {"français"}),
        (Scope(revision="Z"), set()),
        (Scope(since=datetime(2024, 1, 10, 15)), {"dated", "rows", "français"}),
        (Scope(until=datetime(2024, 1, 10)), {"dated", "rows"}),
        (Scope(since=datetime(2024, 2, 1), until=datetime(2024, 2, 28)), {"rows"}),
    ],
)
def test_passages_of_a_scope(catalogue: Catalogue, scope: Scope, texts: set[str]) -> None:
    keys = catalogue.passages.keys(scope)
    assert {passage.text for passage in catalogue.passages.by_key(keys).values()} == texts
    every = catalogue.passages.keys()
    assert {found.text for found in catalogue.passages.by_key(every, scope=scope).values()} == texts
    mentioned = catalogue.passages.mentioning(["P-101"], scope=scope)
    assert len(mentioned.get("P-101", [])) == len(texts & {"dated"})


def test_documents_of_a_scope(catalogue: Catalogue) -> None:
    def sources(scope: Scope) -> list[str]:
        return [found.source for found in catalogue.documents(scope)]

    assert sources(Scope(equipment=("p101",))) == ["s/old.pdf", "t/fr.pdf"]
    assert sources(Scope(revision="B")) == ["s/old.pdf"]
    assert sources(Scope(collections=("t",))) == ["t/fr.pdf"]
    assert sources(Scope(since=datetime(2030, 1, 1))) == ["s/old.pdf", "t/fr.pdf"]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("C", "c"),
        ("Rev. C", "c"),
        ("révision C", "c"),
        ("Indice 02", "2"),
        ("0", "0"),
        ("1.10", "110"),
        (None, ""),
    ],
)
def test_printed_revisions_compare(printed: str | None, key: str) -> None:
    assert revision_key(printed) == key


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [("s/a/b.pdf", True), ("a/*.pdf", True), ("b.pdf", True), ("s/*", True), ("*.PDF", False), ("c*", False)],
)
def test_globs_over_source_and_path(pattern: str, fits: bool) -> None:
    assert matches(document("s/a/b.pdf"), pattern) is fits
    assert document_passes(document("s/a/b.pdf"), Scope(sources=(pattern,))) is fits


def test_brackets_are_letters_of_a_name() -> None:
    copy, other = document("s/export [1].csv"), document("s/export 1.csv")
    for pattern in ("s/export [1].csv", "export [1].csv", "*[1].csv"):
        assert matches(copy, pattern)
        assert not matches(other, pattern)


def test_what_is_a_glob() -> None:
    assert is_glob("*.pdf")
    assert not is_glob("export [1].csv")
    assert is_glob("page[12]?.png")
    assert not is_glob("plain name.pdf")
