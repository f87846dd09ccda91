"""What questions ask of a register."""

from __future__ import annotations

import pytest

from assistant.reliability.asked import asked_of


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("How many PM work orders got cancelled?", None),
        ("Combien d'OT préventifs ont été annulés ?", None),
        ("How many preventive and how many corrective work orders do we have?", "planned_share"),
        ("What share of our work is preventive?", "planned_share"),
        ("Quelle part de préventif dans nos travaux ?", "planned_share"),
    ],
)
def test_a_count_is_no_share(text: str, aim: str | None) -> None:
    asked = asked_of(text, 0)
    assert (asked.aim if asked else None) == aim
