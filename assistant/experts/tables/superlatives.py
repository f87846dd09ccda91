"""Superlatives of a question and the quantity that each names: ``heaviest`` is of weight. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.experts.tables.reading import Reading

Quantity = Literal[
    "age", "price", "weight", "heat", "length", "height", "depth", "width", "thickness", "speed", "power",
    "noise", "strength", "risk", "criticality", "severity", "any",
]  # fmt: skip
"""What is compared; ``any`` where the word leaves it open: ``largest``, ``worst``, ``cleanest``."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """Words of a question that ask for one end of a quantity, at places ``start`` to ``end - 1``.

    Attributes:
        most: True for the end of most: the oldest has the most age.
        words: Their places, without that of a noun between them.
        of_event: True for words that are said of events too: the most recent, the last built.
        of_making: True where a verb of making stands beside the last or the first: the last built.
    """

    quantity: Quantity
    most: bool
    start: int
    end: int
    words: tuple[int, ...] = ()
    of_event: bool = False
    of_making: bool = False


class _Pole(NamedTuple):
    """Words for one end: whole ones, adjectives behind ``most``, adjectives behind ``plus``."""

    whole: str
    english: str
    french: str


_NONE = _Pole("", "", "")
_POLES: dict[Quantity, tuple[_Pole, _Pole]] = {
    "age": (
        _Pole("oldest|eldest", "ancient", r"vieux|vieil|vieilles?|ancien(?:ne)?s?|agee?s?"),
        _Pole("newest|youngest", "recent|modern", r"neu(?:f|ve)s?|jeunes?|modernes?|recente?s?"),
    ),
    "price": (
        _Pole(
            r"dearest|costliest|priciest|costs? (?:us )?(?:the )?most|coute(?:nt)? le plus(?: cher)?",
            "expensive|costly",
            r"cher(?:e|s|es)?|couteu(?:x|se|ses)|onereu(?:x|se|ses)",
        ),
        _Pole(
            r"cheapest|costs? (?:us )?(?:the )?least|coute(?:nt)? le moins(?: cher)?", "", r"economiques?"
        ),
    ),
    "weight": (
        _Pole(r"heaviest|weighs? (?:the )?most|pese(?:nt)? le plus(?: lourd)?", "", r"lourde?s?|pesante?s?"),
        _Pole(r"lightest|weighs? (?:the )?least|pese(?:nt)? le moins", "", r"leg(?:er|ere)s?"),
    ),
    "heat": (_Pole("hottest|warmest", "", "chaude?s?"), _Pole("coldest|coolest", "", "froide?s?")),
    "length": (_Pole("longest", "", "long(?:ue)?s?"), _Pole("shortest|briefest", "", "courte?s?|breves?")),
    "height": (_Pole("tallest", "", ""), _NONE),
    "depth": (_Pole("deepest", "", "profonde?s?"), _Pole("shallowest", "", "")),
    "width": (_Pole("widest|broadest", "", "larges?"), _Pole("narrowest", "", "etroite?s?")),
    "thickness": (_Pole("thickest", "", "epais(?:se|ses)?"), _Pole("thinnest", "", "minces?")),
    "speed": (_Pole("fastest|quickest", "", "rapides?"), _Pole("slowest", "", "lente?s?")),
    "power": (_Pole("", "powerful", "puissante?s?"), _NONE),
    "noise": (_Pole("loudest|noisiest", "", "bruyante?s?"), _Pole("quietest", "", "silencieu(?:x|ses?)")),
    "strength": (_Pole("strongest", "", "resistante?s?"), _Pole("weakest", "", "")),
    "risk": (_Pole("riskiest", "risky", "risquee?s?"), _Pole("safest", "", "")),
    "criticality": (_Pole("", "critical", "critiques?"), _NONE),
    "severity": (_Pole("", "severe", "graves?|severes?"), _NONE),
    "any": (
        _Pole(
            "largest|biggest|greatest|highest|worst",
            "",
            r"grande?s?|gros(?:se|ses)?|elevee?s?|hauts?|hautes?|importante?s?|forte?s?|mauvais(?:e|es)?",
        ),
        _Pole("smallest|lowest", "", r"petite?s?|bas(?:se|ses)?|faibles?"),
    ),
}  # fmt: skip


def _words(own: _Pole, other: _Pole) -> re.Pattern[str]:
    """The words for one end; ``plus lourd que`` compares two things and is none."""
    ways = [own.whole]
    ways += [rf"most (?:{own.english})"] if own.english else []
    ways += [rf"least (?:{other.english})"] if other.english else []
    ways += [rf"plus (?:{own.french})"] if own.french else []
    ways += [rf"moins (?:{other.french})"] if other.french else []
    return re.compile(rf"\b(?P<word>{'|'.join(filter(None, ways))})\b(?! qu(?:e\b|'))")


_MADE = (
    r"(?:built|constructed|manufactured|installed|commissioned|purchased|bought|acquired|"
    r"put in(?:to)? service|construite?s?|fabriquee?s?|installee?s?|mise?s? en (?:service|route)|"
    r"achetee?s?|acquise?s?)"
)
_OF_MAKING: tuple[tuple[bool, re.Pattern[str]], ...] = tuple(
    (most, re.compile(rf"\b(?P<word>{way})\b"))
    for most, before, behind in (
        (False, r"(?:last|latest|newly|most recently|derni(?:er|ere)s?)", r"(?:last|latest|en dernier)"),
        (True, r"(?:first|earliest|premi(?:er|ere)s?)", r"(?:first|earliest|en premier)"),
    )
    for way in (rf"{_MADE} (?P<noun>){behind}", rf"{before} (?P<noun>\w+ )?{_MADE}")
)
"""``last built``, ``built last``, ``last pump installed``: the noun is no part of it."""
_SHAPED = re.compile(r"\b(?:is|are|was|were) (?:the )?(?P<word>\w{2,}est)\b")
_NOT_SHAPED = frozenset(
    """
    test retest request rest west northwest southwest latest harvest interest contest digest forest manifest
    protest guest chest nest pest crest quest invest arrest ingest suggest behest midwest budapest bucharest
    everest brest ernest
    """.split()
)
_NO_MORE = re.compile(r"\bn(?:e |'|' )\w+ (?:\w+ )?$")
"""Before ``plus``: ``n'est plus neuf`` says what is no more."""


def superlatives(reading: Reading) -> tuple[Superlative, ...]:
    """The superlatives of a question, in order, none over the words of another."""
    found: list[Superlative] = []
    for quantity, most, match in _matches(reading.folded):
        start, end = reading.word_span(match.span("word"))
        taken = any(start < one.end and one.start < end for one in found)
        if start == end or taken or _NO_MORE.search(reading.folded[: match.start("word")]):
            continue
        noun = match.groupdict().get("noun")
        between = set(range(*reading.word_span(match.span("noun")))) if noun else set()
        of_making = "noun" in match.groupdict()
        found.append(
            Superlative(
                quantity=quantity,
                most=most,
                start=start,
                end=end,
                words=tuple(i for i in range(start, end) if i not in between),
                of_event=of_making or (quantity == "age" and "recent" in match["word"]),
                of_making=of_making,
            )
        )
    return tuple(sorted(found, key=lambda one: one.start))


def _matches(folded: str) -> Iterator[tuple[Quantity, bool, re.Match[str]]]:
    """Where words of each kind stand: those of making first, those that only look like superlatives last."""
    for most, pattern in _OF_MAKING:
        yield from (("age", most, match) for match in pattern.finditer(folded))
    for quantity, most, pattern in _PATTERNS:
        yield from ((quantity, most, match) for match in pattern.finditer(folded))
    for match in _SHAPED.finditer(folded):
        if match["word"] not in _NOT_SHAPED:
            yield "any", True, match


_PATTERNS: tuple[tuple[Quantity, bool, re.Pattern[str]], ...] = tuple(
    (quantity, most, _words(own, other))
    for quantity, (great, little) in _POLES.items()
    for most, own, other in ((True, great, little), (False, little, great))
    if own != _NONE or other.english or other.french
)
