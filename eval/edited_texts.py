"""Texts edited as documents are between two copies of them. Knows words, no product and no measure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = Callable[[str, Sequence[str], random.Random], str]
"""Takes a text, other texts to borrow from, and the dice."""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_LOOKALIKE = {"o": "0", "l": "1", "e": "c", "i": "l", "n": "ri", "a": "e", "s": "5", "t": "f"}


def few_values(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Two numbers are changed: a new revision that looks the same."""
    del others
    places = list(re.finditer(r"\d+", text))
    for place in sorted(dice.sample(places, min(2, len(places))), key=lambda p: -p.start()):
        text = text[: place.start()] + str(dice.randrange(10, 9999)) + text[place.end() :]
    return text


def words(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Three of a hundred words come from elsewhere."""
    pool = " ".join(others).split()
    return " ".join(dice.choice(pool) if dice.random() < 0.03 else word for word in text.split())


def sentences(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Fifteen of a hundred sentences come from elsewhere."""
    pool = _SENTENCE.split(" ".join(others))
    return " ".join(dice.choice(pool) if dice.random() < 0.15 else part for part in _SENTENCE.split(text))


def order(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Paragraphs change places, as columns and boxes do between formats."""
    del others
    parts = [part for part in text.split("\n") if part.strip()]
    dice.shuffle(parts)
    return "\n".join(parts)


def lines(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Other line ends, with words divided there, and other case in headings."""
    del others
    broken = []
    for part in text.split("\n"):
        cut = [
            word[:3] + "-\n" + word[3:] if len(word) > 7 and dice.random() < 0.08 else word
            for word in part.split()
        ]
        broken.append(" ".join(cut).upper() if len(part) < 60 else " ".join(cut))
    return "\n\n".join(broken)


def bad_scan(text: str, others: Sequence[str], dice: random.Random) -> str:
    """Two of a hundred letters misread, five of a hundred blanks lost."""
    del others
    found = []
    for letter in text:
        if letter == " " and dice.random() < 0.05:
            continue
        found.append(_LOOKALIKE.get(letter, letter) if dice.random() < 0.02 else letter)
    return "".join(found)


EDITS: dict[str, Edit] = {
    "values": few_values, "words": words, "sentences": sentences, "order": order, "lines": lines,
    "bad_scan": bad_scan,
}  # fmt: skip
