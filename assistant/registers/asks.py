"""What kind of column everyday words ask for, by a book of phrases: "set us back" asks for a cost.

The book (``asks.txt``) has for each of ``column_types.COLUMN_TYPES`` phrases of two languages; how much a
phrase's type counts is learnt (``eval.learn_registers``). A star stands for any ending, two dots for none to
four words. Ranks nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BOOK = Path(__file__).with_name("asks.txt")
_GAP = ".."
_ELIDED = "s"
"""What is left of "what's" and "s'en"; no phrase has it."""
_LONGEST_GAP = 4
_FIRST = 3
"""Letters by which the beginnings of words are found."""

Phrase = tuple[str, ...]
Entry = tuple[Phrase, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """A type of columns that a phrase asks for.

    Attributes:
        at: Places of the words from its first to its last.
    """

    kind: str
    at: frozenset[int]


def asks_of(words: Sequence[str]) -> list[Ask]:
    """The types of columns that the words of a question ask for, each phrase's."""
    whole, begun = _index()
    places = [place for place, word in enumerate(words) if word != _ELIDED]
    said = [words[place] for place in places]
    found: dict[Ask, None] = {}
    for first, word in enumerate(said):
        for phrase, kind in (*whole.get(word, ()), *begun.get(word[:_FIRST], ())):
            end = _end(phrase, said, first)
            if end is not None:
                found[Ask(kind, frozenset(places[first:end]))] = None
    return list(found)


def read_book(path: Path) -> Iterator[Entry]:
    """The phrases with their types.

    Raises:
        ValueError: A line is neither a type nor the phrases of a language.
    """
    kind = ""
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("["):
            kind = line.strip("[]")
            continue
        language, colon, phrases = line.partition(":")
        if not colon or language not in ("en", "fr") or not kind:
            raise ValueError(f"{path.name}: no phrases in {line[:40]!r}")
        for phrase in phrases.split(";"):
            words = tuple(phrase.split())
            if words:
                yield words, kind


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The phrases by their first word, those that begin with the beginning of one by its first letters."""
    whole: dict[str, list[Entry]] = defaultdict(list)
    begun: dict[str, list[Entry]] = defaultdict(list)
    for phrase, kind in read_book(BOOK):
        first = phrase[0]
        if first.endswith("*"):
            begun[first[:-1][:_FIRST]].append((phrase, kind))
        else:
            whole[first].append((phrase, kind))
    return dict(whole), dict(begun)


def _end(phrase: Phrase, words: Sequence[str], place: int) -> int | None:
    """The place behind a phrase that stands at this place; None where it does not."""
    for number, part in enumerate(phrase):
        if part == _GAP:
            rest = phrase[number + 1 :]
            ends = (_end(rest, words, place + skipped) for skipped in range(_LONGEST_GAP + 1))
            return next((end for end in ends if end is not None), None)
        if place >= len(words) or not _is_said(part, words[place]):
            return None
        place += 1
    return place


def _is_said(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
