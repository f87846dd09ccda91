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


@pytest.mark.parametrize(
    ("text", "machines", "aim"),
    [
        ("dernières pannes de @", 1, "last_listed"),
        ("Breakdown history of @?", 1, "last_listed"),
        ("part du préventif ?", 0, "planned_share"),
        ("quel groupe tombe le plus souvent en panne ?", 0, "worst"),
        ("Which asset costs the most in parts?", 0, "worst"),
        ("does @ brake down more oftn than befor", 1, "trend"),
        ("Does @ vibrate more than @?", 2, None),
        ("Which parts cost the most?", 0, None),
        ("What is the MTBF target of @?", 1, None),
    ],
)
def test_what_is_asked(text: str, machines: int, aim: str | None) -> None:
    asked = asked_of(text, machines)
    assert (asked.aim if asked else None) == aim
