"""Words of a question that tell on what occasion a value was reached, and so name no time of a log.

Knows a folded text only: ``how low did it go during the breakdown``, ``la rafale de la tempete``.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_ARTICLE = r"(?:the |that |this |its |our |their |la |le |les |l'|cette |ce |cet |sa |son )"
_DURING = (
    r"(?:during|throughout|in the course of|pendant|durant|lors d(?:e|u) ?|au cours d(?:e|u) ?"
    r"|au moment d(?:e|u) ?)"
)
_OTHER = (
    r"(?:at the (?:worst |peak )?(?:moment|time|point|height) of|after|following|in|of|through|with|apres"
    r"|dans|de|suite a)"
)
_WHEN = r"(?:when|while|as|once|quand|lorsque|au moment ou|des que)"
_EVENT = (
    r"(?:storms?|gales?|tempetes?|orages?|burst|leaks?|fuites?|rupture|upset|breakdowns?|pannes?|trip(?:s|ped|ping)?"
    r"|declench\w+|outages?|blackout|brownout|power cut|coupures?|incidents?|events?|evenements?|failures?"
    r"|avaries?|unloading|offloading|depotage|dechargement|hiccup|wobble|upset|excursion|emballement|runaway|episode"
    r"|heat ?wave|canicule|cold snap|vague de froid|crash|mishap|jam|bourrage|flood|inondation|fire|incendie)"
)
_NONE = (
    r"(?:run\w*|operat\w*|idle|stand\w*|stop\w*|shut\w*|start\w*|marche|arret\w*|fonctionne\w*|demarr\w*|anomal\w*"
    r"|fault\w*|defaut\w*|weekends?|week|day|night|morning|month|hours?|period|log|test|whole|jour\w*|nuit|semaine"
    r"|mois|heures?|periode|essai|last|first|derni\w+|premi\w+|production|off|on)"
)
_WORD = r"(?:[a-z][a-z'-]+)"
_PATTERNS = (
    re.compile(rf"\b{_DURING}\s*{_ARTICLE}?(?!{_NONE}\b)(?:{_WORD} (?!{_NONE}\b)){{0,2}}{_WORD}"),
    re.compile(rf"\b{_OTHER} {_ARTICLE}(?:(?!{_NONE}\b){_WORD} ){{0,2}}?{_EVENT}\b"),
    re.compile(rf"\b{_WHEN} {_ARTICLE}?(?:(?!{_NONE}\b){_WORD} ){{1,3}}?{_EVENT}\b"),
)


def circumstances(folded: str, *, taken: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Characters ``[start, end)`` of the occasions that a folded question tells.

    Args:
        folded: The question.
        taken: Characters of expressions of time, which an occasion ends before.
    """
    free = "".join("#" if i in taken else c for i, c in enumerate(folded))
    found: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(free):
            if not any(a < match.end() and match.start() < b for a, b in found):
                found.append(match.span())
    return tuple(sorted(found))
