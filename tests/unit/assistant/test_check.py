from __future__ import annotations

import pytest

from assistant.check import Checker
from assistant.records import Evidence

RULES = (
    Evidence(
        kind="text",
        source="site/std.pdf",
        quote="Harness brackets must resist a force of 15 kN. Where two belts share one bracket, it must "
        "resist 30 kN before it fails.",
        score=0.9,
        label="4.2.1",
        headings=("4 HARNESS", "4.2 Brackets"),
    ),
    Evidence(
        kind="text",
        source="site/report.pdf",
        quote="On 12 March 2024 pump P-101 was stopped at 14:30. The bearing temperature rose to 92 °C. "
        "The seal was not replaced.",
        score=0.8,
    ),
    Evidence(
        kind="text",
        source="site/std.pdf",
        quote="Tread depth | Minimum 2.4 mm\nWheel base | Minimum 1525 mm",
        score=0.7,
    ),
    Evidence(
        kind="text",
        source="site/std.pdf",
        quote="The relay must be open when the engine is stopped. Guards may be removed after lock-out.",
        score=0.7,
    ),
)


def held(sentence: str) -> tuple[bool, str]:
    support = Checker(RULES, language="en").check(sentence)
    return support.supported, support.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "The bracket must resist 30 kN.",
        "The bearing temperature of pump P-101 rose to 92 °C.",
        "Pump P101 was stopped on 2024-03-12 at 14:30.",
        "The seal was not replaced.",
        "The minimum tread depth is 2.4 mm.",
        "The relay must be open when the engine is stopped.",
        "Guards may be removed after lock-out.",
    ],
)
def test_what_the_evidence_says_is_supported(sentence: str) -> None:
    assert held(sentence) == (True, "")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The bracket must resist 25 kN.", "25 kN"),
        ("The bracket must resist 30 N.", "30 N"),
        ("The bearing temperature of pump P-102 rose to 92 °C.", "P-102"),
        ("Pump P-101 was stopped on 13 March 2024.", "2024-03-13"),
        ("Pump P-101 was stopped at 15:30.", "15:30"),
        ("The seal was replaced.", "opposite"),
        ("The bearing temperature of the pump did not rise to 92 °C.", "opposite"),
        ("The maximum tread depth is 2.4 mm.", "opposite"),
        ("The relay must be closed when the engine is stopped.", "opposite"),
        ("Guards must be removed after lock-out.", "demand"),
        ("The bracket should be painted red and greased weekly.", "words"),
        ("Siemens brackets must resist 30 kN on Chiller pumps.", "chiller"),
        ("NOT FOUND.", "no answer"),
        ("I cannot answer this.", "no answer"),
        ("Elephants sleep.", "no evidence"),
    ],
)
def test_what_the_evidence_does_not_say_is_refused(sentence: str, reason: str) -> None:
    supported, why = held(sentence)
    assert not supported
    assert reason in why


def test_quotes_are_the_exact_words_that_hold_the_sentence() -> None:
    support = Checker(RULES, language="en").check("The seal of pump P-101 was not replaced.")
    assert (1, "The seal was not replaced.") in support.quotes
    table = Checker(RULES, language="en").check("The minimum tread depth is 2.4 mm.")
    assert table.quotes == ((2, "Tread depth | Minimum 2.4 mm"),)


def test_meaning_is_asked_where_the_words_agree() -> None:
    asked: list[str] = []

    def strange(text: str, others: object) -> list[float]:
        asked.append(text)
        return [0.1]

    support = Checker(RULES, language="en", similarity=strange).check("The bracket must resist 30 kN.")
    assert asked
    assert not support.supported
