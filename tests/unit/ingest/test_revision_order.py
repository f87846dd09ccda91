"""Revisions in names, and which of two is newer."""

from __future__ import annotations

import pytest

from ingest.revision_order import named_revision, newer, same


@pytest.mark.parametrize(
    ("name", "stem", "value", "sure"),
    [
        ("manual_revC.pdf", "manual", "C", True),
        ("Pump manual Rev. 02.docx", "pump manual", "02", True),
        ("PID-101 - indice B.dxf", "pid 101", "B", True),
        ("SV-STD-017_rev5.pdf", "sv std 017", "5", True),
        ("procédure (version 1.2) finale.odt", "procédure finale", "1.2", True),
        ("note v2.docx", "note", "2", False),
        ("plan_R03.pdf", "plan", "03", False),
        ("REV-A_layout.dxf", "layout", "A", True),
    ],
)
def test_marks_in_names(name: str, stem: str, value: str, sure: bool) -> None:
    found = named_revision(name)
    assert found is not None
    assert (found.stem, found.value, found.sure) == (stem, value, sure)


@pytest.mark.parametrize(
    "name",
    ["review.pdf", "reverse pump.pdf", "P-101-B.dxf", "2024-05-01 report.pdf", "indication.csv", "revue.txt"],
)
def test_names_without_a_mark(name: str) -> None:
    assert named_revision(name) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("C", "B", True), ("B", "C", False), ("AA", "Z", True), ("10", "9", True), ("1.10", "1.9", True),
        ("Rev. C", "b", True), ("B2", "B1", True), ("B1", "B", True), ("2", "02", False), ("C", "c", False),
        ("0", "C", None), ("A", "1", None), ("", "A", None), ("—", "A", None),
    ],
)  # fmt: skip
def test_order(one: str, other: str, expected: bool | None) -> None:
    assert newer(one, other) is expected
    if expected is True:
        assert newer(other, one) is False


def test_one_revision_in_several_spellings() -> None:
    assert same("Rev. 02", "2")
    assert same("Indice C", "c")
    assert not same("1.2", "12")
