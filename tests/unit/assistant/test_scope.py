"""What users write to restrict a question."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.errors import BadScope
from assistant.scope import naming_equipment, parse_scope, parse_time
from retrieval.records import Scope


@pytest.mark.parametrize(
    ("text", "end", "moment"),
    [
        ("2024", False, datetime(2024, 1, 1)),
        ("2024", True, datetime(2024, 12, 31, 23, 59, 59, 999999)),
        ("2024-02", True, datetime(2024, 2, 29, 23, 59, 59, 999999)),
        ("2024-06-30", False, datetime(2024, 6, 30)),
        ("2024-06-30", True, datetime(2024, 6, 30, 23, 59, 59, 999999)),
        (" 2024-06-30T14:05 ", True, datetime(2024, 6, 30, 14, 5)),
        ("2024-06-30T14:05:00+02:00", False, datetime(2024, 6, 30, 14, 5)),
    ],
)
def test_times(text: str, end: bool, moment: datetime) -> None:
    assert parse_time(text, end=end) == moment


@pytest.mark.parametrize("text", ["yesterday", "30/06/2024", "2024-13", "2024-02-30", "0000", ""])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(BadScope, match="2024-06-30"):
        parse_time(text, end=False)


def test_half_characters_are_marked() -> None:
    assert parse_scope(equipment=["P-\ud800101"], sources=["\ud83d*.pdf"]) == Scope(
        equipment=("P-\ufffd101",), sources=("\ufffd*.pdf",)
    )


def test_scopes() -> None:
    assert parse_scope().is_open
    scope = parse_scope(equipment=["P-101, P-102", " "], sources=["*.pdf"], language="fr")
    assert scope.equipment == ("P-101", "P-102")
    assert scope.languages == ("fr",)
    with pytest.raises(BadScope, match="period is empty"):
        parse_scope(since="2025", until="2024")
    with pytest.raises(BadScope, match="unknown language"):
        parse_scope(language="de")


def test_a_printed_revision_restricts_and_blanks_do_not() -> None:
    assert parse_scope(revision=" B ").revision == "B"
    assert parse_scope(revision=" ").is_open


def test_a_question_names_the_equipment_it_is_restricted_to() -> None:
    pump = Scope(equipment=("P-101A",))
    assert naming_equipment("vibration limit?", pump, language="en") == "vibration limit for P-101A?"
    assert naming_equipment("combien d'OT ?", pump, language="fr") == "combien d'OT pour P-101A ?"
    both = Scope(equipment=("P-101A", "P-101B"))
    assert (
        naming_equipment("how many orders", both, language="en") == "how many orders for P-101A and P-101B?"
    )
    assert naming_equipment("limit of M-101A?", pump, language="en") == "limit of M-101A?"
    assert naming_equipment("vibration limit?", Scope(), language="en") == "vibration limit?"
