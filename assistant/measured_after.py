"""What a list before is measured by: "how many?", "total cost?", "combien ?" after "list the orders on P-7".

Also "compared with P-8?" after a figure of one thing, which asks the same of another. Knows words alone.
"""

from __future__ import annotations

import re

from assistant.words import fold
from retrieval.identifiers import find_tags

_OPENING = (
    r"\W*(?:(?:and|et|ok|so|alors|what(?:'s| is| was)|quel(?:le)? (?:est|etait))\W+)*"
    r"(?:the |le |la |leur |their )?"
)
_CLOSING = r"(?: of (?:them|those|these)| in all| in total| altogether| en tout| au total)?\W*"
_MEASURES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(rf"{_OPENING}(?:{pattern}){_CLOSING}"), en, fr)
    for pattern, en, fr in (
        (r"how many(?: (?:are (?:there|they|those)|is that))?|number|count|combien|nombre|le nombre|"
         r"combien (?:y en a-t-il|il y en a|ca fait)", "how many {}?", "combien de {} ?"),
        (r"(?:total |overall |full )?costs?|total|how much (?:did (?:they|that|those) cost|is that|in all)|"
         r"cout(?: total)?|combien (?:ca a coute|ont[- ](?:elles|ils) coute|ca coute)",
         "total cost of {}?", "coût total de {} ?"),
        (r"(?:average|mean) costs?|cout moyen", "average cost of {}?", "coût moyen de {} ?"),
        (r"(?:total |labou?r )?hours|(?:total )?labou?r|heures(?: totales)?|total des heures",
         "total hours of {}?", "total des heures de {} ?"),
        (r"(?:total )?downtime|arret(?: total)?", "total downtime of {}?", "arrêt total de {} ?"),
    )
)  # fmt: skip
_LISTS = re.compile(
    r"^\W*(?:please |can you |could you |peux-tu |pouvez-vous )?(?:"
    r"(?:list|show|give|display|name|enumerate)(?: me| us)?|which(?! one)|what are|how many|"
    r"(?:total |average )?(?:costs?|hours|downtime|number|count) of|liste[rz]?|montre[rz]?(?:[- ]moi)?|"
    r"donne[rz]?(?:[- ]moi)?|affiche[rz]?|quel(?:le)?s (?:sont|etaient)|quel(?:le)?s|combien (?:de|d')|"
    r"(?:cout total|arret total|total des heures) (?:de|des|d'))"
    r"(?:\s+|(?<='))(?:\b(?:all|every|the|of|our|les|des|nos|tous|toutes)\s+|l')*(?P<rest>\S.+)$"
)
_COMPARED = re.compile(
    r"^\W*(?:and |et )?(?:compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|against|par rapport a|"
    r"comparee? a|"
    r"contre)\s+(?:(?:that|the one) of |(?:celui|celle) de )?(?P<x>.+?)\W*$"
)


def measured_of(text: str, question: str, *, french: bool) -> str | None:
    """The measure of what the question before lists; None where the text is no measure alone, or nothing "
    "is listed.

    ``total cost?`` after ``list the orders on P-7`` is ``total cost of orders on P-7?``.
    """
    plain = " ".join(question.replace("’", "'").split()).rstrip(" ?!.")
    folded = fold(plain)
    listed = _LISTS.match(folded) if len(folded) == len(plain) else None
    if listed is None:
        return None
    said = " ".join(fold(text.replace("’", "'")).split())
    measure = next(((en, fr) for pattern, en, fr in _MEASURES if pattern.fullmatch(said)), None)
    if measure is None:
        return None
    return (measure[1] if french else measure[0]).format(plain[listed.start("rest") :])


def compared_thing(text: str) -> str | None:
    """``and for P-8?`` for "compared with P-8?"; None for any other text."""
    plain = " ".join(text.replace("’", "'").split())
    match = _COMPARED.match(fold(plain)) if len(fold(plain)) == len(plain) else None
    if match is None:
        return None
    thing = plain[match.start("x") : match.end("x")]
    return f"and for {thing}?" if find_tags(thing) and len(thing.split()) <= 3 else None
