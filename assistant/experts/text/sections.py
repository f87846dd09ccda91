"""Parts that reports have, by what is asked and by their titles: findings, work done, recommendations.

Knows the trade's words in English and French, no documents.
"""

from __future__ import annotations

import re
from typing import Literal

Section = Literal["findings", "work", "recommendation", "conclusion", "causes", "cost", "parts"]

# Section: what asks for it, then what stands in its title.
_TABLE: tuple[tuple[Section, str, str], ...] = (
    (
        "recommendation",
        r"recommend\w*|advise[sd]?|suggest\w*|propose[sd]?|recommand\w*|préconis\w*|conseill\w*",
        r"recommend\w*|advice|proposals?|recommandations?|préconisations?",
    ),
    (
        "conclusion",
        r"conclu\w*|verdict|come to",
        r"conclusions?|summary|verdict|résumé|synthèse",
    ),
    (
        "causes",
        r"root cause|causes?|caused|why|pourquoi",
        r"causes?|why|root cause|pourquoi|origine",
    ),
    (
        "findings",
        r"f(?:ind|ound|indings?)|state|condition|discover\w*|observ\w*|look like|constat\w*|trouv\w*|état",
        r"findings?|as found|observations?|results?|constat\w*|relevés?|résultats?",
    ),
    (
        "work",
        r"(?:was|were|been|work) done|carried out|did (?:they|he|she|you|the \w+) do|repaired|travaux|"
        r"a-t-on fait|réalisés?",
        r"work done|work carried out|travaux|interventions?|repair",
    ),
    ("parts", r"(?:which|what|spare) parts|pièces", r"parts|spares|materials?|pièces|matériel"),
    ("cost", r"costs?|cost|price|expens\w*|coût\w*|coûté", r"costs?|budget|coûts?"),
)
_READ = tuple(
    (name, re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{title})\b", re.IGNORECASE))
    for name, asked, title in _TABLE
)


def asked_section(text: str) -> Section | None:
    """The part of a report that a question asks for; None where it asks for none."""
    return next((name for name, asked, _ in _READ if asked.search(text)), None)


def in_section(section: Section, title: str) -> bool:
    """True where a title is that of the part."""
    return any(name == section and titled.search(title) for name, _, titled in _READ)
