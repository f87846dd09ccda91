"""Whether a sentence gives a cause: by the name of its field or by its words. Knows no question.

A wish is no cause: "to avoid" and "so that" say what something is for, not where it came from.
"""

from __future__ import annotations

import re

_NAMES = (
    r"(?:(?:most |la |the )?(?:root|probable|likely|direct|immediate|main|basic|underlying|identified|"
    r"principal|contributing|failure|fault)\s)*causes?"
    r"(?:\s(?:racines?|profondes?|premières?|probables?|directes?|immédiates?|principales?|identifiées?|"
    r"retenues?|of (?:the )?[a-z]+|d(?:e la |e l'|u |e |')[a-zà-ÿ']+))*|"
    r"origine(?:\s(?:probable|d(?:e la |e l'|u |e |')[a-zà-ÿ']+))?|origin|reason|raison"
)
_LABELLED = re.compile(
    rf"^\W*(?:\d[\d.]*\s)?(?:{_NAMES})\s?(?::\s?\|?|[–—|])\s*(?P<value>\S.*)$", re.IGNORECASE | re.DOTALL
)
"""``Root cause: worn seal``, ``Cause probable : joint usé``, ``Cause | worn seal``."""
_STATED = re.compile(
    r"\bcauses?\b[^.;:]{0,60}?\b(?:is|are|was|were|lies|lay|est|sont|était|étaient|fut|réside)\b|"
    r"\b(?:origine|raison)\b[^.;:]{0,40}?\b(?:est|était)\b|\breason\b[^.;:]{0,40}?\b(?:is|was)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"\b(?:because|due to|caused by|brought about by|resulted from|results from|resulting from|"
    r"as a result of|owing to|(?:comes?|came|stem(?:s|med)|arises?|arose|originat(?:es|ed)) from|"
    r"traced to|explained by|attribut(?:es?|ed|able)\b[^.;:]{0,60}? to|"
    r"attribu(?:ent|aient|ait|e|é)e?s?\b[^.;:]{0,60}? (?:à|aux?)\b|s'expliqu\w+ par|"
    r"parce qu|puisqu|étant donné|faute d|(?<=, )car|"
    r"d[uû]e?s? (?:à|aux?)|(?:à|a pour) cause d|pour cause|"
    r"en raison d|(?:caus|provoqu|entraîn|engendr|occasionn)ée?s? par|sous l'effet d|"
    r"(?:vien(?:t|nent)|venai(?:t|ent)|provien(?:t|nent)|provenai(?:t|ent)|résult(?:e|ent|ait)|"
    r"découl(?:e|ait)) (?:d|de|du|des)\b|imputables? (?:à|aux?))",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:unknown|not (?:yet )?(?:known|found|established|determined)|to be (?:determined|confirmed)|"
    r"inconnue?|indéterminée?|à (?:déterminer|confirmer)|n'(?:est|a) pas)\b",
    re.IGNORECASE,
)
_UNKNOWN = 0.6
_WORDED = 0.7


def gives_cause(text: str) -> float:
    """1 where a cause is named as such, less where words link to one, 0 where no cause is given.

    A cause that is said to be unknown counts less than one that is known, and more than none.
    """
    labelled = _LABELLED.match(text.strip())
    if labelled or _STATED.search(text):
        return _UNKNOWN if _DENIED.search(labelled["value"] if labelled else text) else 1.0
    return _WORDED if _LINKED.search(text) else 0.0


def links_to_cause(text: str) -> bool:
    """True for a sentence whose words link to a cause: ``La fuite vient du joint : il est usé``."""
    return _LINKED.search(text) is not None


def is_cause_field(text: str) -> bool:
    """True for a field of a form or report that bears the name of a cause and holds one."""
    return _LABELLED.match(text.strip()) is not None
