"""Questions in two steps: what one part finds goes into the other. Knows words, runs nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.reading import Reading, read

_ASKS = (
    r"(?:(?:in|on|for|to|from|at|by|with|of|dans|sur|pour|en) )?"
    r"(?:which|what|how many|how much|how often|when|who|where|how long|quel\w*|combien|quand|qui|"
    r"ou|a quelle|est ce)"
)
_AND_ITS_MOST = re.compile(
    r"\s*,?\s+(?:and|et)\s+(?=(?:its|their) (?:most|least|highest|lowest|largest|longest|worst)\b"
    r"|(?:son|sa|ses|leurs?) [^,?]*\b(?:le|la|les) (?:plus|moins)\b)"
)
"""``the component with most failures and its most severe failure mode``: what comes first is meant."""
_SPLIT = re.compile(
    rf"\s*[?;:]\s+|\.\s+(?=[a-z])|\s*,?\s+(?:and|et|then|puis|and then)\s+(?={_ASKS}\b)|\s*,"
    rf"\s+(?={_ASKS}\b)|\s+-\s+(?={_ASKS}\b)"
    rf"|{_AND_ITS_MOST.pattern}"
)
_BACK_REFERENCE = re.compile(
    r"\b(for it|for that|for this|to it|to that|of it|on it|(?:with|has|have|did|does|was|is) it|it|"
    r"that one|this one|that (?:\w+)(?= (?:have|has|had|fire|carry|map|get))"
    r"|that|this|they|them|these|those|celui ci|celle ci|cela|ce dernier|cette derniere|il|elle|lui)\b"
)
_POSSESSIVE = re.compile(r"\b(its|their|son|sa|ses|leur|leurs)\b")
_ASKING = re.compile(rf"\b{_ASKS}\b|\b(?:most|least|top|last|latest|highest|longest|plus)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a part of a question gave.

    Attributes:
        names: What it found, as words for the next part (``RUL0018``, ``Delta Setpoint High``).
    """

    score: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A question in parts.

    Attributes:
        first: Everything before the last asking part.
        last: The part that asks about what the first one finds.
    """

    first: str
    last: str


def split(reading: Reading) -> Parts | None:
    """Cuts a question where a further question begins; None where there is only one."""
    text = reading.text
    cuts = [m for m in _SPLIT.finditer(reading.folded) if m.start() > 8 and m.end() < len(text) - 8]
    for cut in reversed(cuts):
        first, last = text[: cut.start()].strip(), text[cut.end() :].strip()
        if _ASKING.search(read(first, language=reading.language).folded) and len(last.split()) >= 3:
            return Parts(first, last)
    return None


_SUPERLATIVE = r"(?:most|least|fewest|highest|lowest|largest|longest|biggest)"
_WITH_MOST = re.compile(
    rf"\bthe (?P<noun>\w+(?: \w+)?) (?:with|having|that has|that had|which has|which had) the "
    rf"(?P<what>{_SUPERLATIVE} [^,?]+?)"
    r"(?=(?: (?:have|has|had|do|does|did|get|got|carry|show|raise|raised|take|took|need|use|cost)\b)|[,"
    r"?]|$)"
)
_THAT_MOST = re.compile(
    rf"\b(?:that|which|who) (?P<verb>\w+(?: up)?) (?:the "
    rf")?(?P<most>{_SUPERLATIVE})(?P<rest>[^,?]*)"
)
_ANTECEDENT = re.compile(r"\bthe (?P<noun>(?:\w+ )??\w+)(?= (?:use|uses|that|which|who|have|has|get|do)\b)")


def nested(reading: Reading) -> tuple[str, str] | None:
    """A question inside the question: ``the chiller with the most alerts``, ``the rule that fires most``.

    Returns:
        The inner question, and the outer one with ``{}`` where its answer goes; None where there is none.
    """
    text, folded = reading.text, reading.folded
    if _AND_ITS_MOST.search(folded):
        return None
    match = _WITH_MOST.search(folded)
    if match is not None and match.start() > 3:
        inner = (
            f"which {text[match.start('noun') : match.end('noun')]} has the "
            f"{text[match.start('what') : match.end('what')]}?"
        )
        return inner, f"{text[: match.start()]}{{}}{text[match.end() :]}"
    match = _THAT_MOST.search(folded)
    before = list(_ANTECEDENT.finditer(folded, 0, match.end())) if match is not None else []
    if match is None or not before:
        return None
    noun = before[-1]
    inner = (
        f"which {noun['noun']} {match['verb']} the "
        f"{match['most']}{text[match.start('rest') : match.end('rest')]}?"
    )
    outer = f"{text[: noun.start()]}{{}}{text[noun.end() : match.start()]}{text[match.end() :]}"
    return (inner, outer) if "{}" in outer and len(outer.split()) > 2 else None


def asks_its_most(reading: Reading) -> bool:
    """True for ``… and its most severe failure mode``: one plan would mix the two superlatives."""
    return _AND_ITS_MOST.search(reading.folded) is not None


def refers_back(part: str, reading: Reading) -> bool:
    """True where a part speaks of what was found before."""
    folded = read(part, language=reading.language).folded
    return bool(_BACK_REFERENCE.search(folded) or _POSSESSIVE.search(folded))


def fill_in(part: str, names: Sequence[str], reading: Reading) -> str:
    """The part with the pronoun replaced by what was found."""
    prepared = read(part, language=reading.language)
    joined = " or ".join(names) if reading.language != "fr" else " ou ".join(names)
    match = _BACK_REFERENCE.search(prepared.folded)
    if match is not None:
        before, after = prepared.text[: match.start()], prepared.text[match.end() :]
        kept = re.match(r"(?:for|to|of|on|with|has|have|did|does|was|is) ", match.group(0))
        lead = kept.group(0) if kept else ""
        return f"{before}{lead}{joined}{after}"
    match = _POSSESSIVE.search(prepared.folded)
    if match is not None:
        rest = prepared.text[: match.start()] + "the" + prepared.text[match.end() :]
        return f"{rest.rstrip('? ')} {'de' if reading.language == 'fr' else 'of'} {joined}"
    return f"{part.rstrip('? ')} {joined}"
