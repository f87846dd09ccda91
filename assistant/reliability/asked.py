"""What a question asks of a register of work: MTBF, availability, the worst machine, the last repair.

Knows words alone, in any order; machines stand in the text as ``@``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.synonyms import concepts_of
from assistant.reliability import asked_words as w
from assistant.words import fold
from assistant.words import has_phrase as has

Aim = Literal[
    "mtbf", "mttr", "availability", "trend", "worst", "compare", "planned_share", "on_time",
    "last_listed", "last_who", "last_long", "modes",
]  # fmt: skip
Measure = Literal["failures", "downtime", "cost", "orders"]

_COUNTED = re.compile(r"\b(?:how many|combien)\b")
_LISTED = 5
"""Failures that are listed where no number is said."""
_SHORT_QUESTION = 7
"""Words of a question that asks whether a machine gets worse, and nothing else."""
_OVERDUE_LIST = r"which|list|show|quels?|quelles|liste\w*|any|y a-t-il|montre\w*"
_NO_DOWN = re.compile(r"\b(?:(?:br(?:eak|oke|eaks)|fall\w*|tomb\w+|lets? us|goes|going|gone) ?downs?)\b")
_FEW_LAST = re.compile(
    rf"(?<!\w)(?:{w.LAST} (?P<n>{w.NUMBER})|(?P<m>{w.NUMBER}) (?:\w+ ){{0,2}}?{w.LAST})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        measure: What machines are ranked by.
        number: How many of the last are asked for.
        kind: The kind of machine that is ranked, of ``CLASSES``; empty for all.
    """

    aim: Aim
    measure: Measure = "failures"
    number: int = 1
    kind: str = ""


def asked_of(text: str, machines: int) -> Asked | None:
    """What a question asks of a register; None where it asks nothing of the kind.

    Args:
        text: The question with ``@`` in the place of machines' names.
        machines: How many different ones it names.
    """
    folded = w.repaired(" ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", fold(text)).split()))
    if w.ELSE.search(folded):
        return None
    match machines:
        case 0:
            return _of_all(folded)
        case 1:
            return _last(folded) or _of_one(folded)
        case 2 if _compares(folded):
            return Asked("compare")
        case _:
            return None


def _of_one(text: str) -> Asked | None:
    """What is asked of one machine."""
    if has(w.MODES, text) and has(w.COMMON, text):
        return Asked("modes")
    named = has(w.MTBF, text)
    between = has(w.FAILURE, text) and has(w.BETWEEN, text) and has(rf"{w.MEAN}|{w.TIME}", text)
    if (named or has(rf"{w.FAILURE}|reliab\w+|fiab\w+", text)) and has(w.MORE, text):
        return Asked("trend")
    if named or between or (has(w.FAILURE, text) and has(w.EVERY, text)):
        return Asked("mtbf")
    if has(w.MTTR, text):
        return Asked("mttr")
    if (
        has(w.MEAN, text)
        and has(rf"{w.FAILURE}|{w.REPAIR}", text)
        and has(rf"{w.REPAIR}|{w.DOWN}|{w.LONG}|lasts?|takes?", text)
    ):
        return Asked("mttr")
    if has(r"availab(?:ility|le)|up ?time|dispo(?:s|nib\w+)?|taux de (?:marche|dispo\w*)", text) or (
        has(r"percent(?:age)?|%|share|part|proportion|fraction|how much|pourcentage|pourcent|combien", text)
        and has(r"(?:of|du|de|all)\b.*\b(?:time|temps|hours|heures)", text)
        and has(r"run\w*|tourn\w+|march\w+|up|operat\w+|servi\w+|fonctionn\w+|working|en etat", text)
    ):
        return Asked("availability")
    worse = has(r"get\w* worse|gets? bad|wors\w+|deteriorat\w+|se degrade\w*|s'aggrave|empire", text)
    return Asked("trend") if worse and len(text.split()) <= _SHORT_QUESTION else None


def _last(text: str) -> Asked | None:
    """What is asked of the last work or the last failures."""
    if not has(rf"{w.LAST}|{w.FAILURES_LAST}", text):
        return None
    few = _FEW_LAST.search(text)
    if few is not None and has(rf"{w.FAILURE}|times|fois", text):
        said = few["n"] or few["m"]
        return Asked("last_listed", number=int(said) if said.isdigit() else w.NUMBERS[said])
    if has(w.FAILURES_LAST, text) and not has(w.WHO, text):
        return Asked("last_listed", number=_LISTED)
    if has(w.WHO, text) and not w.REPORTS.search(text):
        return Asked("last_who")
    if has(w.LONG, text) and has(rf"{w.FAILURE}|{w.REPAIR}|{w.DOWN}", text):
        return Asked("last_long")
    return None


def _of_all(text: str) -> Asked | None:
    """What is asked of the whole site."""
    if has(w.PLANNED, text) and has(w.ON_TIME, text) and has(w.SHARE, text):
        if has(_OVERDUE_LIST, text) and not has(r"percent\w*|%|share|part|rate|taux|pourcentage|kpi", text):
            return None
        return Asked("on_time")
    shared = has(w.SHARE, _COUNTED.sub(" ", text)) or has(w.CORRECTIVE, text)
    if (
        has(w.PLANNED, text)
        and has(w.SHARE, text)
        and shared  # "how many PM orders were cancelled" asks for a count
        and has(rf"{w.CORRECTIVE}|work|travaux|maintenance|{w.ORDERS}|jobs?|site", text)
    ):
        return Asked("planned_share")
    if has(w.PLANNED, text) and has(w.PART, text) and len(text.split()) <= _SHORT_QUESTION:
        return Asked("planned_share")
    last = _last(text)
    if last is not None:
        return last if last.aim == "last_listed" else None
    if has(w.MODES, text) and has(w.COMMON, text) and not has(w.THING, text) and not _kind(text):
        return Asked("modes")
    if has(rf"{w.FAILURE}|reliab\w+|fiab\w+", text) and has(w.MORE, text) and not has(w.WHICH, text):
        return Asked("trend")
    return _worst(text)


def _worst(text: str) -> Asked | None:
    """By what the machines of a site are ranked."""
    kind = _kind(text)
    if not (has(w.BAD, text) or (has(w.MOST, text) and (kind or has(w.THING, text)))):
        return None
    if has(w.DOWN, _NO_DOWN.sub(" ", text)):
        return Asked("worst", "downtime", kind=kind)
    if has(w.COST, text):
        return Asked("worst", "cost", kind=kind)
    if has(w.BAD, text) or has(rf"{w.FAILURE}|condition|shape|state|etat", text):
        return Asked("worst", kind=kind)
    return Asked("worst", "orders", kind=kind) if has(w.ORDERS, text) else None


def _kind(text: str) -> str:
    """The kind of machine that a question names in one word."""
    found = (concept for word in re.findall(r"[a-z]+", text) for concept in concepts_of((word,)))
    return next((concept for concept in found if concept in w.CLASSES), "")


def _compares(text: str) -> bool:
    """True for the comparison of two machines as such, by no other figure than a register tells."""
    return has(
        r"compar\w+|versus|vs|differences?|better|worse|reliab\w+|fiab\w+|worst|best|which of|mieux|pires?|"
        r"meilleure?|lequel|laquelle|entre|between|more|less|plus|moins|side by side|face a|head to head|"
        r"bilan|cote a cote",
        text,
    ) and not has(r"on the (?:drawing|p&id)|plan|schema|seal|bearing|garniture|roulement|palier", text)
