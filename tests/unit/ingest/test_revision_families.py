"""Which file holds the revision in force, and what is left open."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from ingest.revision_families import FamilyMember, RevisionFamily, Stated, revision_families, superseded
from ingest.sketch import text_sketch
from retrieval.records import Document

WORDS = [f"{a}{b}" for a in ("valve", "pump", "seal", "bearing") for b in range(300)]


def _document(
    path: str, revision: str | None = None, day: date | None = None, *, collection: str = "plant"
) -> Document:
    return Document(
        id=path, source=f"{collection}/{path}", collection=collection, path=path, media=path.rpartition(".")[2],
        sha256=path, revision=1, title=path, language="en", ingested_at=datetime(2025, 1, 1, tzinfo=UTC),
        printed_revision=revision, date=day,
    )  # fmt: skip


def _sketch(about: int, changes: float = 0.1) -> bytes:
    random_ = random.Random(about)
    words = random_.choices(WORDS, k=300)
    shaken = random.Random()
    shaken.seed(str((about, changes)))
    return text_sketch(
        [" ".join(shaken.choice(WORDS) if shaken.random() < changes else word for word in words)]
    )


def _families(
    *documents: Document, stated: Stated | None = None, sketches: dict[str, bytes] | None = None
) -> list[RevisionFamily]:
    like = {document.source: _sketch(1, number / 50) for number, document in enumerate(documents)}
    return revision_families(documents, stated=stated or {}, sketches={**like, **(sketches or {})})


def _states(family: RevisionFamily) -> dict[str, str]:
    return {
        member.source.partition("/")[2]: member.doubt or member.by or member.state
        for member in family.members
    }


def test_names_that_differ_in_the_revision_alone() -> None:
    found = _families(
        _document("old/manual_revA.pdf"), _document("manual_revB.pdf", "B"), _document("manual rev C.pdf", "Rev. C"),
        _document("manual rev C.docx", "C"), _document("other_revA.pdf", "A"), _document("manual_rev9.pdf", "9", collection="b"),
    )  # fmt: skip
    assert [family.name for family in found] == ["manual"]
    assert _states(found[0]) == {
        "manual rev C.pdf": "in force",
        "manual rev C.docx": "in force",
        "manual_revB.pdf": "plant/manual rev C.pdf",
        "old/manual_revA.pdf": "plant/manual rev C.pdf",
    }
    assert superseded(found) == {
        "plant/manual_revB.pdf": "plant/manual rev C.pdf", "plant/old/manual_revA.pdf": "plant/manual rev C.pdf",
    }  # fmt: skip


def test_a_file_without_a_mark_joins_by_what_it_states() -> None:
    found = _families(_document("manual.pdf", "D"), _document("manual_revC.pdf", "C"))
    assert superseded(found) == {"plant/manual_revC.pdf": "plant/manual.pdf"}
    assert _families(_document("manual.pdf"), _document("manual_revC.pdf", "C")) == []


def test_title_blocks_name_the_drawing() -> None:
    a, b, second, other = (
        _document("scan 17.pdf", "A"), _document("P&ID neu.dxf", "B"), _document("17 sheet 2.pdf", "A"), _document("x.pdf", "C"),
    )  # fmt: skip
    stated: Stated = {
        a.source: {"drawing number": {"PID-040-001"}, "sheet": {"1 of 2"}},
        b.source: {"drawing number": {"PID 040 001"}, "sheet": {"1/2"}},
        second.source: {"drawing number": {"PID-040-001"}, "sheet": {"2 of 2"}},
        other.source: {"drawing number": {"PID-040-001", "PID-040-002"}},
    }
    found = _families(a, b, second, other, stated=stated)
    assert superseded(found) == {a.source: b.source}


@pytest.mark.parametrize("number", ["", "-", "A1", "NONE", "DRAWING"])
def test_what_is_no_number_joins_nothing(number: str) -> None:
    a, b = _document("a.pdf", "A"), _document("b.pdf", "B")
    assert _families(a, b, stated={d.source: {"drawing number": {number}} for d in (a, b)}) == []


def test_a_valve_is_no_version() -> None:
    assert _families(_document("valve_V1.pdf", "A"), _document("valve_V2.pdf", "A")) == []
    assert _families(_document("log_V1.csv"), _document("log_V2.csv")) == []
    confirmed = _families(_document("note_v1.pdf", "1"), _document("note_v2.pdf", "2"))
    assert superseded(confirmed) == {"plant/note_v1.pdf": "plant/note_v2.pdf"}


def test_letters_against_numbers_are_told_by_dates_or_left_open() -> None:
    draft, issued = (
        _document("p_revC.pdf", "C", date(2024, 1, 1)),
        _document("p_rev0.pdf", "0", date(2024, 6, 1)),
    )
    assert superseded(_families(draft, issued)) == {draft.source: issued.source}
    (family,) = _families(_document("p_revC.pdf", "C"), _document("p_rev0.pdf", "0"))
    assert {member.doubt for member in family.members} == {"order unknown"}
    assert superseded([family]) == {}


def test_a_name_that_contradicts_its_document_is_left_open() -> None:
    (family,) = _families(
        _document("p_revC.pdf", "B"), _document("p_revA.pdf", "A"), _document("p_revB.pdf", "B")
    )
    assert _states(family) == {
        "p_revB.pdf": "in force",
        "p_revA.pdf": "plant/p_revB.pdf",
        "p_revC.pdf": "name differs",
    }


def test_other_content_under_one_name_is_left_open() -> None:
    old, new = _document("p_revA.pdf", "A"), _document("p_revB.pdf", "B")
    (family,) = _families(old, new, sketches={old.source: _sketch(2)})
    assert _states(family) == {"p_revB.pdf": "in force", "p_revA.pdf": "other content"}
    (family,) = _families(old, new, sketches={old.source: b""})
    assert superseded([family]) == {}


def test_a_newer_revision_of_an_older_date_is_said() -> None:
    (family,) = _families(
        _document("p_revA.pdf", "A", date(2024, 5, 1)), _document("p_revB.pdf", "B", date(2023, 5, 1))
    )
    assert family.members[0] == FamilyMember(
        source="plant/p_revB.pdf", revision="B", date="2023-05-01", state="in force", dated_back=True
    )


def test_copies_of_one_revision_are_no_family() -> None:
    assert _families(_document("a/p_revA.pdf", "A"), _document("b/p_revA.pdf", "A")) == []
