"""Cut a question that asks two things into two questions. Knows words of English and French, no sources."""

from __future__ import annotations

import re

from assistant.anaphora import has_anaphora
from retrieval.identifiers import find_tags

_ASKS = (
    r"(?:(?:in|on|for|to|from|at|by|with|of|since|until|à|au|de|d'|dans|sur|pour|en|par|depuis)\s+)?"
    r"(?:whats?|which|when|who|whom|whose|where|why|how|quel(?:le)?s?|quand|qui|où|pourquoi|comment|combien|"
    r"qu'est-ce|que)"
)
_VERBS = (
    r"(?:is|are|was|were|does|do|did|can|has|have|had|must|should|will|est-ce|est-il|est-elle|sont-ils|"
    r"a-t-il|a-t-elle|y a-t-il|reste-t-il|faut-il|doit-on|peut-on)"
)
_CUT = re.compile(
    rf"\s*\?\s+(?:and |et )?(?={_ASKS}\b|{_VERBS}\b)|\s*,?\s+(?:and|et)\s+(?={_ASKS}\b|{_VERBS}\s+\w)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s*\?\s+(?:and|et)\s+"
    r"(?=(?:what about\s+)?(?:the\s|le\s|la\s|les\s|l['’])[^?]{4,60}\?\s*$)",
    re.IGNORECASE,
)
"""``… in May? and the alarm limit?`` asks a second thing without a verb."""
_ABOUT = re.compile(r"^\W*(?:what about\s+)?", re.IGNORECASE)
_QUESTION = re.compile(rf"^\W*(?:\w+,? ){{0,3}}?(?:{_ASKS}|{_VERBS})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre)\b[^?]*$", re.IGNORECASE)
_LEAST_WORDS = 3
_PLACED = r"(?:in|from|across|according to|per|dans|selon|d'après|sur)"
_IN_BOTH = re.compile(
    r"^(?P<asked>.+?)[\s,]+(?:(?:counting|including|considering|using|checking|"
    rf"en comptant|y compris|en consultant)\s+(?:both|à la fois)(?:\s+{_PLACED})?|"
    rf"(?:both|à la fois)\s+{_PLACED}|{_PLACED}\s+both)"
    r"\s+(?P<first>(?:the|our|le|la|les|notre|nos|l['’]).+?)"
    rf"\s+(?:and|et)\s+(?:{_PLACED}\s+)?(?P<last>(?:the|our|le|la|les|notre|nos|l['’])[^?]+?)\s*\?*$",
    re.IGNORECASE,
)
"""``…, counting both the list and the register``: one thing is asked of two sources."""


def split_question(text: str) -> tuple[str, str] | None:
    """The two questions of a text, in order; None where it asks one thing.

    ``How heavy is the rotor and is a spare in stock?`` asks two; ``how far is it between A and B?`` one. What
    is asked of two sources by name is asked of each.
    """
    for cut in _CUT.finditer(text):
        first, last = text[: cut.start()].strip(), text[cut.end() :].strip()
        if _BETWEEN.search(first) and not first.endswith("?"):
            continue
        if are_apart(first):
            break
        asks = _QUESTION.match(first) is not None
        if asks and len(first.split()) >= _LEAST_WORDS and len(last.rstrip("?").split()) >= _LEAST_WORDS:
            return f"{first.rstrip('?').strip()}?", last if last.endswith("?") else f"{last}?"
    return _of_two_sources(text) or _and_the_thing(text) or _marked_apart(text)


def are_apart(text: str) -> bool:
    """True where questions are told apart by their marks, so that each was asked for itself."""
    return "?" in text.rstrip(" ?!")


def _marked_apart(text: str) -> tuple[str, str] | None:
    """A question and what its mark parts from it, where that ends with a mark too: "And the lamp?"."""
    first, mark, last = (part.strip() for part in text.partition("?"))
    asks = _QUESTION.match(first) is not None and len(first.split()) >= _LEAST_WORDS
    if len(find_tags(first)) > 1 or has_anaphora(last.partition("?")[0]):
        return None
    if not (asks and mark and last.endswith("?") and len(last.split()) > 1):
        return None
    return f"{first}?", last


def _of_two_sources(text: str) -> tuple[str, str] | None:
    """The same question to each of the sources that a text names."""
    both = _IN_BOTH.match(text)
    if both is None or _QUESTION.match(text) is None or len(both["asked"].split()) < _LEAST_WORDS:
        return None
    placed = "dans" if re.match(r"(?:le|la|les|l['’]|notre|nos)\b", both["first"], re.IGNORECASE) else "in"
    return f"{both['asked']} {placed} {both['first']}?", f"{both['asked']} {placed} {both['last']}?"


def _and_the_thing(text: str) -> tuple[str, str] | None:
    """A question and the bare name of another thing, asked of the equipment that the first one names."""
    cut = _THING.search(text)
    tags = find_tags(text[: cut.start()]) if cut else ()
    if cut is None or len(tags) != 1 or find_tags(text[cut.end() :]):
        return None
    thing = _ABOUT.sub("", text[cut.end() :]).strip(" ?")
    french = re.match(r"l[ae'’]|les", thing, re.IGNORECASE) is not None
    last = f"quel est {thing} de {tags[0]} ?" if french else f"what is {thing} of {tags[0]}?"
    return f"{text[: cut.start()].strip()}?", last
