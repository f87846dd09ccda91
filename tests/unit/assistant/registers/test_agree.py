"""What a statement holds, in whatever spelling, is what a reading gives."""

from __future__ import annotations

import pytest

from assistant.registers.agree import all_said


@pytest.mark.parametrize(
    ("statement", "same"),
    [("A total of 40,74 g/l.", True), ("On 18/11/2026.", True), ("5 543 € in all.", True), ("41.9", False)],
)
def test_numbers_and_days_are_the_same_in_any_spelling(statement: str, same: bool) -> None:
    assert any(all_said((value,), statement) for value in ("40.7364", "2026-11-18", "5543")) is same


def test_all_values_must_be_held() -> None:
    assert all_said(("70-0013", "70-0046"), "Below: 70-0013 and 70-0046.")
    assert not all_said(("70-0013", "70-0046"), "Below: 70-0013.")
