"""Words of the trade by what they tell, from ``terms.txt``. Knows no model and no order.

The list was written by hand from the trade's vocabulary, with the texts of MaintIE's open part in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Kind = Literal["component", "failure", "action", "place", "joining"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_LONGEST = 3
_PLURAL_ES = ("ches", "shes", "sses", "xes")


@dataclass(frozen=True, slots=True)
class Notion:
    """What words tell: a failure ``leak``, an action ``replace``; a component bears its own name."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``[start, end)`` that tell a notion."""

    start: int
    end: int
    notion: Notion


class Lexicon:
    """Finds notions in words.

    Args:
        lines: Lines of ``terms.txt``.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._whole: dict[tuple[str, ...], Notion] = {}
        self._stems: dict[str, Notion] = {}
        for line in lines:
            if not line.strip() or line.startswith("#"):
                continue
            head, _, forms = line.partition(":")
            word, _, name = head.strip().partition(" ")
            kind = KINDS[KINDS.index(word)]
            for form in forms.split():
                words = tuple(form.split("_"))
                notion = Notion(kind, " ".join(words) if kind == "component" else name or word)
                if form.endswith("*"):
                    self._stems[form[:-1]] = notion
                else:
                    self._whole.setdefault(words, notion)

    def notion(self, words: Sequence[str]) -> Notion | None:
        """What words tell together, in any case and in singular or plural."""
        lower = tuple(word.lower() for word in words)
        found = self._whole.get(lower) or self._whole.get((*lower[:-1], singular(lower[-1])))
        if found is None and len(lower) == 1:
            word = lower[0]
            found = next(
                (self._stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in self._stems), None
            )
        return found

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """The notions of a text from left to right, the longest first where several begin."""
        found = []
        at = 0
        while at < len(words):
            step = 1
            for size in range(min(_LONGEST, len(words) - at), 0, -1):
                notion = self.notion(words[at : at + size])
                if notion is not None:
                    found.append(Mention(at, at + size, notion))
                    step = size
                    break
            at += step
        return found


def singular(word: str) -> str:
    """The singular of an English noun, by rule."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_PLURAL_ES):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships."""
    return Lexicon(Path(__file__).with_name("terms.txt").read_text("utf-8").splitlines())
