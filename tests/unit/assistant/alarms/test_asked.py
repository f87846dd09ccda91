"""What a question asks of a journal."""

from __future__ import annotations

import pytest

from assistant.alarms.asked import asked_of


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("when did the charge pump trip alarm come in?", "listed"),  # no load of the operator
        ("load cell alarms", "listed"),
        ("alarm load per operator", "rate"),
        ("charge d'alarmes des opérateurs", "rate"),
        ("when did the trip alarm come?", "listed"),
        ("is the trip alarm of high priority?", None),
    ],
)
def test_aim(text: str, aim: str | None) -> None:
    asked = asked_of(text, 0)
    assert (asked.aim if asked is not None else None) == aim
