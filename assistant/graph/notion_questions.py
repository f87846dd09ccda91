"""Questions about what things are: what a term means, what kinds there are, which machines are such.

Knows words of questions only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Asks = Literal["meaning", "kinds", "items", "item"]

_WHOM = (
    r"(?:\s*,?\s+(?:according to|as defined (?:in|by)|in|by|per|selon|d['’]après|au sens d[eu]|dans)\s+"
    r"(?:the |our |la |le |l['’]|les |notre )?(?P<whom>[^?]+?))?"
)
_END = r"\s*[?.!]*\s*$"
_A = r"(?:an?\s+|some\s+|une?\s+|des\s+|d['’]une?\s+|de\s+|d['’])?"
_THE_FRENCH = r"(?:les?\s+|la\s+|l['’]|une?\s+|des\s+)?"
_WHAT, _TAIL = r"(?P<what>[^?,]+?)", rf"{_WHOM}{_END}"
_MEANINGS = (
    rf"^\W*(?:what(?:['’]s| is| are| exactly is)|define|explain what)\s+{_A}{_WHAT}(?:\s+is)?{_TAIL}",
    rf"^\W*(?:(?:what is|give(?: me)?)\s+)?(?:the )?(?:definition|meaning) of\s+(?:the (?:term|word)\s+)?"
    rf"{_A}{_WHAT}{_TAIL}",
    rf"^\W*what does\s+(?:the (?:term|word)\s+)?{_A}{_WHAT}\s+(?:mean|stand for){_TAIL}",
    rf"^\W*(?:qu['’]est[- ]ce qu(?:e|['’])\s*(?:c['’]est qu(?:e|['’])\s*)?|c['’]est quoi|que signifie|"
    rf"que veut dire|définis|(?:(?:donnez?(?:-moi)?|quelle est)\s+(?:la\s+)?)?définition d(?:e|['’]|u|es))\s*"
    rf"{_THE_FRENCH}{_WHAT}{_TAIL}",
)
_EN_KINDS, _FR_KINDS = (
    r"(?:kinds?|types?|sorts?|classes|varieties)",
    r"(?:sortes?|types?|genres?|classes|catégories|espèces)",
)
_KINDS = (
    rf"^\W*(?:what|which|list(?: the)?)\s+(?:are the\s+)?(?:different\s+)?{_EN_KINDS}\s+of\s+{_WHAT}"
    rf"(?:\s+(?:are there|exist|there are|do (?:we|you) know|are known|are defined))?{_TAIL}",
    rf"^\W*quel(?:le)?s?\s+(?:sont\s+les\s+)?(?:différente?s\s+)?{_FR_KINDS}\s+(?:de\s+|d['’]|des\s+){_WHAT}"
    rf"(?:\s+(?:y a[- ]t[- ]il|existe(?:nt)?(?:-t-il)?|connaît-on|sont définie?s))?{_TAIL}",
)
_THINGS = (
    r"(?:equipments?|machines?|assets?|items?|tags?|units?|things?|équipements?|appareils?|repères?|ones)"
)
_OURS, _NOS = r"(?:of\s+)?(?:(?:the|our|all|my|these)\s+)*", r"(?:de\s+(?:nos|ces|les)|des)"
_ITEMS = (
    rf"^\W*(?:which|what|list|show)\s+{_OURS}{_THINGS}\s+(?:that\s+|which\s+)?"
    rf"(?:are|is|count as|qualify as)\s+(?:an?\s+|considered\s+)?{_WHAT}{_TAIL}",
    rf"^\W*(?:which|what|list|show)\s+{_OURS}{_WHAT}\s+(?:do we have|have we got|are installed|"
    rf"are there (?:in|at|on) (?:the |our )?(?:plant|site|unit)[^?]*){_END}",
    rf"^\W*(?:lesquel(?:le)?s\s+{_NOS}|quel(?:le)?s?(?:\s+sont)?(?:\s+(?:les|nos))?)\s+{_THINGS}\s+"
    rf"(?:qui\s+)?(?:sont|est)\s+(?:des\s+|une?\s+|de\s+|d['’])?{_WHAT}{_TAIL}",
    rf"^\W*quel(?:le)?s?\s+{_WHAT}\s+(?:avons-nous|a-t-on|sont installée?s|y a-t-il (?:dans|sur) "
    rf"(?:l['’]usine|le site|l['’]unité|l['’]installation)[^?]*){_END}",
)
_TAG = r"(?P<item>[\w./-]*\d[\w./-]*)"
_ITEM = (
    rf"^\W*is\s+{_TAG}\s+an?\s+{_WHAT}{_TAIL}",
    rf"^\W*(?:est[- ]ce que\s+)?{_TAG}\s+est(?:-(?:il|elle|ce))?\s+une?\s+{_WHAT}{_TAIL}",
)
_PATTERNS: tuple[tuple[Asks, tuple[str, ...]], ...] = (
    ("kinds", _KINDS),
    ("items", _ITEMS),
    ("item", _ITEM),
    ("meaning", _MEANINGS),
)
_RULES = tuple((asks, tuple(re.compile(p, re.IGNORECASE) for p in patterns)) for asks, patterns in _PATTERNS)
_LONGEST = 300
_IN_GENERAL = re.compile(
    r"\b(?:ontolog\w*|thesaur\w*|thésaur\w*|vocabular\w*|vocabulaire|taxonom\w*|asset model|data model|"
    r"modèle (?:de données|d['’]actifs|des actifs)|glossar\w*|glossaire|linked data|données liées)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NotionQuestion:
    """A question about a notion.

    Attributes:
        what: The term.
        item: The tag that is asked about, empty for all.
        whom: Whose word is asked for, empty for anybody's.
    """

    asks: Asks
    what: str
    item: str = ""
    whom: str = ""

    @property
    def in_general(self) -> bool:
        """True where the word of ontologies as such is asked for."""
        return _IN_GENERAL.search(self.whom) is not None


def read_question(text: str) -> NotionQuestion | None:
    """What a question asks about a notion; None for others."""
    if len(text) > _LONGEST:
        return None
    for asks, patterns in _RULES:
        for pattern in patterns:
            match = pattern.match(text)
            if match is not None:
                parts = match.groupdict()
                return NotionQuestion(
                    asks, parts["what"].strip(), parts.get("item") or "", (parts.get("whom") or "").strip()
                )
    return None
