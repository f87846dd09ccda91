"""Which quantity a superlative names, in either language, and what only looks like one."""

from __future__ import annotations

import pytest

from assistant.experts.tables.reading import read
from assistant.experts.tables.superlatives import superlatives
from retrieval.records import Language


def _found(text: str, language: Language = "en") -> list[tuple[str, bool]]:
    return [(one.quantity, one.most) for one in superlatives(read(text, language=language))]


@pytest.mark.parametrize(
    ("text", "language", "quantity", "most"),
    [
        ("which asset is the oldest?", "en", "age", True),
        ("the most recent asset", "en", "age", False),
        ("which pump was built last?", "en", "age", False),
        ("first commissioned pump", "en", "age", True),
        ("which is the dearest?", "en", "price", True),
        ("least expensive part", "en", "price", False),
        ("which part costs the most?", "en", "price", True),
        ("the heaviest hoist", "en", "weight", True),
        ("the coolest bearing", "en", "heat", False),
        ("slowest fan", "en", "speed", False),
        ("most powerful pump", "en", "power", True),
        ("which is the cleanest?", "en", "any", True),
        ("which is the smallest?", "en", "any", False),
        ("quelle est la plus vieille machine ?", "fr", "age", True),
        ("la machine la plus récente", "fr", "age", False),
        ("la machine la moins ancienne", "fr", "age", False),
        ("le dernier engin mis en service", "fr", "age", False),
        ("quelle pièce coûte le plus cher ?", "fr", "price", True),
        ("la pièce la moins chère", "fr", "price", False),
        ("le palan le plus lourd", "fr", "weight", True),
        ("le palan le moins lourd", "fr", "weight", False),
        ("la courroie la plus longue", "fr", "length", True),
        ("le palier le plus chaud", "fr", "heat", True),
    ],
)
def test_named(text: str, language: Language, quantity: str, most: bool) -> None:
    assert _found(text, language) == [(quantity, most)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is the test done?", "en"),
        ("which request came from the west?", "en"),
        ("when was the pump most recently serviced?", "en"),
        ("the last alarm", "en"),
        ("who works at the budapest site?", "en"),
        ("une pompe plus lourde que P-1", "fr"),
        ("les pièces moins chères qu'une pompe", "fr"),
        ("la pompe n'est plus chaude", "fr"),
        ("la dernière alarme", "fr"),
    ],
)
def test_no_superlative_of_a_quantity(text: str, language: Language) -> None:
    assert _found(text, language) == []


def test_a_noun_inside_is_no_part_of_the_superlative() -> None:
    (one,) = superlatives(read("last pump installed"))
    assert (one.start, one.end, one.words, one.of_making) == (0, 3, (0, 2), True)


def test_what_is_recent_may_be_an_event() -> None:
    assert [one.of_event for one in superlatives(read("the most recent and the newest"))] == [True, False]
