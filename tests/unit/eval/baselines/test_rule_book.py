from __future__ import annotations

from eval.baselines.rule_book import grep, look_up, rules_of

LINES = [
    "T.7 AERODYNAMIC DEVICES .......... 62",
    "GENERAL",
    "T.7 AERODYNAMIC DEVICES",
    "What the car may carry.",
    "T.7.1 Wings",
    "A wing must be",
    "well fastened.",
    "F.1 Tubes",
    "No wing here: T.7.1 says more.",
]


def test_the_longest_text_of_a_number_wins() -> None:
    rules = rules_of(LINES)
    assert list(rules) == ["T.7", "T.7.1", "F.1"]
    assert "62" not in rules["T.7"]
    assert rules["T.7.1"] == "Wings\nA wing must be\nwell fastened."


def test_look_up_takes_the_number_of_the_question() -> None:
    rules = rules_of(LINES)
    assert look_up("What does rule T.7.1 state exactly?", rules).startswith("Wings")
    assert look_up("What does rule T.9 state?", rules) == ""
    assert look_up("What?", rules) == ""


def test_grep_lists_rules_with_any_form_of_the_term() -> None:
    rules = rules_of(LINES)
    assert grep("list all rules relevant to `Wing/Aerodynamic`.", rules) == "T.7, T.7.1, F.1"
    assert grep("no term", rules) == ""
