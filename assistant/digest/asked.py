"""Whether a digest is asked for, of what, and in how many points. Knows words of requests, no sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.words import fold

How = Literal["summary", "overview", "content"]

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10,
}  # fmt: skip
_POINTS = re.compile(
    rf"[\s,]*\b(?:in|en|as)\s+(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:\w+\s)?"
    r"(?:points?|bullets?(?: points)?|sentences?|lines?|items?|phrases?|lignes?|puces?)\b(?:\s+\w+)?",
    re.IGNORECASE,
)
_BRIEF = (
    r"(?:\s+(?:short|brief|quick|concise|rapid|executive|complete|full|"
    r"court|bref|brève?|rapide|petit|petite))?"
)
_POLITE = (
    r"^\W*(?:(?:please|can you|could you|would you|will you|i(?:'d| would) like|i want|i need|now|and|"
    r"s'il (?:te|vous) plaît|svp|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|je (?:veux|voudrais)|"
    r"et|maintenant)\s+(?:to\s+)?)*"
)
_GIVE = (
    r"(?:(?:give|show|write|make|get|send|fais|faites|donne[rz]?|faire|dresse[rz]?)"
    r"[- ]?(?:me|us|moi|nous)?\s+)?"
)
_SUMMARY = re.compile(
    _POLITE
    + r"(?:"
    + r"(?:summari[sz]e|sum up|outline|recap(?:itulate)?|résume[rz]?(?:[- ](?:moi|nous))?|synthétise[rz]?)\s+"
    + rf"|{_GIVE}(?:an?|the|un|une|le|la)?{_BRIEF}\s*"
    + r"(?:summary|synopsis|abstract|outline|recap|digest|résumé|synthèse|compte rendu rapide|l'essentiel)"
    + rf"{_BRIEF}\s+(?:of|on|about|for|from|du|de|des|d['’]|sur)\s*(?:la |l['’])?"
    + rf"|{_GIVE}(?:what are\s+|quels sont\s+|quelles sont\s+)?(?:the|les)\s+(?:\w+\s+)?"
    + r"(?:(?:key|main|most important|essential|principal)\s+(?:points?|ideas?|messages?|takeaways?|facts?)|"
    + r"highlights|points?\s+(?:clés?|clefs?|principaux|essentiels|importants)|"
    + r"idées?\s+(?:clés?|principales))\s+(?:of|in|from|du|de|des|d['’]|dans)\s*(?:la |l['’])?"
    + r")(?P<what>.+)$",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?P<what>.+?)[?.!,;:\s]+(?:(?:give|show|write)(?: me| us)?|donne[rz]?(?:-moi)?|fais(?:-moi)?|in|"
    r"en|just)?\s*"
    rf"(?:a|an|the|un|une|le)?{_BRIEF}\s*(?:summary|synopsis|tl;?dr|résumé|synthèse)\W*$",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    _POLITE + r"(?:"
    r"(?:what is|what['’]s|what was)\s+(?:written |said |described )?in(?:side)?\s+(?P<in>.+?)"
    r"|(?:what is|what['’]s|what are)\s+(?P<about>.+?)\s+(?:all )?about"
    r"|what (?:does|do|did)\s+(?P<say>.+?)\s+(?:say|contain|hold|describe|deal with|cover|tell(?: us| me)?)"
    r"|qu['’](?:est-ce qu['’]il )?y a(?:-t-il)? dans\s+(?P<dans>.+?)"
    r"|que (?:contient|dit|décrit|raconte)\s+(?P<dit>.+?)"
    r"|de quoi (?:parle|traite|s['’]agit-il dans)\s+(?P<parle>.+?)"
    r")\s*[?.!]*\s*$",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    _POLITE + r"(?:"
    r"tell (?:me|us)\s+(?:all|everything|more|something|what you know)?\s*(?:there is )?about\s+"
    r"|what (?:do|can|should) (?:we|you|i)\s+(?:know|have|tell (?:me|us)|say)\s+(?:about|on|of)\s+"
    r"|what is known (?:about|of|on)\s+|(?:everything|all)\s+(?:we know |you know |there is |"
    r"known )?(?:about|on)\s+"
    rf"|{_GIVE}(?:an?|the|une|un|la|le)?{_BRIEF}\s*(?:overview|profile|fact sheet|vue d['’]ensemble|aperçu|"
    r"fiche|portrait|bilan|état des lieux)\s+(?:of|on|about|for|du|de|des|d['’]|sur)\s*"
    r"|que (?:sait-on|sais-tu|savez-vous|savons-nous|peux-tu (?:me |nous )?dire|pouvez-vous (?:me |"
    r"nous )?dire)\s+"
    r"(?:de|du|des|d['’]|sur|à propos de)\s*|qu['’](?:est-ce qu['’]on|a-t-on|avons-nous)\s+(?:sait\s+)?"
    r"(?:de|du|sur|comme informations? sur)\s*"
    r"|(?:parle[rz]?|dis|dites)[- ]?(?:moi|nous)\s+(?:tout\s+)?(?:de|du|des|d['’]|sur)\s*"
    r"|tout (?:ce qu['’]on sait )?sur\s+|présente[rz]?(?:[- ](?:moi|nous))?\s+"
    r")(?P<what>.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:please|for me|for us|briefly|shortly|quickly|s'il (?:te|vous) plaît|svp|brièvement)\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|our|le|la|les|un|une|du|de la|des|notre)\s+|l['’]\s*)(?=\S)", re.IGNORECASE
)
_POINTING = re.compile(
    r"^(?:(?:this|that|the(?: same)?|ce|cet|cette|le|la|du|of this|of that)\s+)?(?:(?:whole|entire|"
    r"current|last)\s+)?"
    r"(?:it|this|that|ça|cela|celui-ci|celle-ci|document|report|file|paper|drawing|standard|log|table|mail|e-?mail|"
    r"one|source|fichier|rapport|plan|norme|consigne|procédure|procedure|manual|manuel|message|courriel)"
    r"(?:-là|-ci)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestAsked:
    """A request for a digest.

    Attributes:
        what: The words for the document or the equipment.
        points: How many points are asked for; None where the request leaves it open.
        how: ``summary`` where nothing but a digest can be meant; ``overview`` of a thing ("tell me about …");
            ``content`` where another answer may fit as well ("what is in …?").
        pointed: True where the words only point at what was spoken of ("this document").
    """

    what: str
    points: int | None = None
    how: How = "summary"
    pointed: bool = False


def asked_digest(text: str) -> DigestAsked | None:
    """What a digest is asked of; None where none is asked for."""
    body, points = _counted(_SUM_UP.sub(r"sum up \g<what>", text.strip()))
    then = _THEN.match(body)
    asked = _request(then["what"]) if then else None
    if asked is None and then is not None:
        asked = DigestAsked(what=then["what"])
    asked = replace(asked, how="summary") if asked is not None else _request(body)
    if asked is None:
        return None
    what = _TAIL.sub("", asked.what.strip().strip('?!.:;,"“”«» ')).strip()
    if not what:
        return None
    pointed = _POINTING.match(what) is not None
    return replace(asked, what=what if pointed else _ARTICLE.sub("", what), points=points, pointed=pointed)


_SUM_UP = re.compile(r"\bsum (?P<what>it|this|that|this \w+|that \w+) up\b", re.IGNORECASE)
"""``sum it up``, as ``sum up it`` is read."""


def _counted(text: str) -> tuple[str, int | None]:
    match = _POINTS.search(text)
    if match is None:
        return text, None
    number = match["n"].lower()
    count = int(number) if number.isdigit() else _NUMBERS[fold(number)]
    return f"{text[: match.start()]} {text[match.end() :]}".strip(), max(1, min(count, 10))


def _request(text: str) -> DigestAsked | None:
    forms: tuple[tuple[re.Pattern[str], How], ...] = (
        (_SUMMARY, "summary"), (_OVERVIEW, "overview"), (_CONTENT, "content"),
    )  # fmt: skip
    for pattern, how in forms:
        match = pattern.match(text)
        if match is not None:
            what = next(value for value in match.groupdict().values() if value)
            return DigestAsked(what=what, how=how)
    return None
