"""What is still to come is told from what was done."""

import pytest

from assistant.upcoming import asks_upcoming, tells_past, tells_upcoming


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("when is the next oil change of the winch?", True),
        ("Quand a lieu la prochaine visite de la grue ?", True),
        ("when is the boiler due for inspection?", True),
        ("prochain graissage du treuil ?", True),
        ("when was the last oil change?", False),
        ("which valve is next to the tank?", False),
    ],
)
def test_a_question_asks_for_what_is_to_come(question: str, expected: bool) -> None:
    assert asks_upcoming(question) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Next visit: March 2027", True),
        ("Prochaine vérification prévue en mai.", True),
        ("The hoist is inspected every year.", True),
        ("Oil changed on 3 May 2024.", False),
        ("Constat du 2 mai : huile noire.", False),
    ],
)
def test_a_text_tells_what_is_to_come(text: str, expected: bool) -> None:
    assert tells_upcoming(text) is expected


def test_what_was_is_told_from_what_stands_beside_what_comes() -> None:
    assert tells_past("Last check: 2024-05-06 with Tag LT-7.")
    assert not tells_past("Last check: 2024-05-06; next check: 2025-05-06.")
    assert not tells_past("Check date: 2025-05-06.")
