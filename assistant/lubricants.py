"""Whether the kind of oil or grease is asked for, and whether a text names one. Knows no table."""

from __future__ import annotations

import re

from assistant.words import fold

_STUFF = r"(?:oil|grease|lubricant|lube|huile|graisse|lubrifiant)"
_ASKS = re.compile(
    rf"\b(?:which|what|quel(?:le)?)(?: (?:type|kind|sort|grade|brand|type|sorte|marque))?"
    rf"(?: (?:of|d['’]|de))? ?(?:the )?{_STUFF}\b"
    r"(?! (?:level|pressure|temperature|change|filter|analysis|leak|pump|quantity|amount|interval))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:ISO )?VG ?\d+|NLGI|SAE|ATF|HLP ?\d*|\d{1,2}W-?\d{2}|EP ?\d+|"
    rf"{_STUFF}\W+(?:\w+\W+)?(?-i:[A-Z]{{2,}}[ -]?(?:[A-Z]{{1,2}}[ -]?)?\d+)|"
    r"lithium|calcium|polyurea|polyur[ée]e|synth[eé]ti\w+|mineral|min[ée]rale?|silicone?|PTFE|"
    r"food[- ]grade|alimentaire|white oil|huile blanche|high[- ]temperature|haute temp[ée]rature|"
    r"chain oil|multi-?purpose)\b",
    re.IGNORECASE,
)


def asks_lubricant(question: str) -> bool:
    """True for "which grease goes in the fan bearings?"; that there was too much of it is no answer."""
    return _ASKS.search(question) is not None


def names_lubricant(text: str, question: str) -> bool:
    """True for ``ISO VG 46``, ``GR-P2``, ``lithium grease``; not for ``the grease is black``.

    Args:
        text: What a source says.
        question: Its own names, of machines mostly, are no lubricants.
    """
    said = {_bare(word) for word in re.findall(r"[\w/-]*\d[\w/-]*", question)}
    left = re.sub(r"[\w/-]+", lambda word: " " if _bare(word[0]) in said else word[0], text)
    return _NAMED.search(left) is not None


def _bare(word: str) -> str:
    return re.sub(r"\W", "", fold(word))
