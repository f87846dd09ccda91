"""How much a section tells of its document, by what its title calls it. Knows titles, no sentence."""

from __future__ import annotations

import re

_WORTH: tuple[tuple[float, str], ...] = (
    (1.0, "summary|abstract|synopsis|conclusions?|verdict|overview|in brief|résumé|synthèse|en bref|bilan"),
    (
        1.0,
        "purpose|scope|objectives?|aim|but|objet|objectifs?|champ|domaine d'application|program scope|"
        "description|reason|motif",
    ),
    (
        0.95,
        r"findings?|as found|observations?|results?|constat\w*|relevés?|résultats?|diagnos\w*|discussion|"
        "(?:root )?causes?|why|pourquoi|origine|analysis|analyse",
    ),
    (
        0.9,
        r"recommend\w*|recommand\w*|préconis\w*|actions?|measures|mesures|corrective|next steps?|follow-up",
    ),
    (
        0.85,
        "limits?|alarms?|criteria|acceptance|thresholds?|valeurs?|seuils?|limites?|operation|safety|sécurité",
    ),
    (
        0.8,
        "work done|work carried out|travaux|interventions?|remarks?|remarques?|procedure|procédure|"
        "mode opératoire|method|méthode|anomalie|utilisation|introduction|background|material changes|"
        "requirements?|exigences?",
    ),
    (
        0.1,
        r"contents|table of contents|sommaire|references?|références?|bibliograph\w*|acknowledg\w*|"
        "remerciements|index|abbreviations?|abréviations?|glossary|glossaire|revisions?|révisions?|"
        r"distribution|sign-?off|change record|annex\w*|annexes?|appendix|appendices|audience|disclaimer",
    ),
)
_TITLES = tuple(
    (worth, re.compile(rf"(?:the |les? |la |main |key )?(?:{words})\b", re.IGNORECASE))
    for worth, words in _WORTH
)
PLAIN = 0.6
"""Worth of a section whose title says nothing of that."""
LITTLE = 0.2
_WORDS_OF_A_TITLE = 6
NUMBERED = re.compile(r"^\s*(?:[A-Z]?\d+(?:\.\d+)*\.?|[a-z]\)|[-•*–])\s+")


def worth_of(title: str) -> float:
    """0.1 to 1: how much a section of that title tells of its document."""
    bare = NUMBERED.sub("", title).strip()
    if len(bare.split()) > _WORDS_OF_A_TITLE:
        return PLAIN
    return next(
        (worth for worth, pattern in reversed(_TITLES) if worth < LITTLE and pattern.match(bare)), 0.0
    ) or next((worth for worth, pattern in _TITLES if pattern.match(bare)), PLAIN)
