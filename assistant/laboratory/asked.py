"""What a question asks of samples: which are outside their limits, the limits, means, extremes and trends.

Knows words alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.period import Period
from assistant.experts.tables.reading import read
from assistant.words import fold
from retrieval.records import Language

_WHAT = (
    r"range|limits?|limites?|spec(?:s|ification)?s?|tolerances?|bounds|norm\w*|seuils?|plages?|consignes?|"
    r"conform\w*"
)
_BEYOND = (
    r"out of|outside|off|beyond|hors|en dehors|above|over|below|under|exceed\w*|pass(?:es|ed)|depass\w+|"
    r"au[- ]dessus|sous|en dessous|fail(?:s|ed)?"
)
_INSIDE = r"respect\w*|meets?|within"
_ALONE = (
    r"non[- ]conform\w*|not conform\w*|off[- ]spec|(?:trop|too) (?:haute?s?|eleve\w*|high|low|basse?s?|bas)"
)
_OUTSIDE = re.compile(rf"(?<!\w)(?:{_BEYOND}|{_INSIDE})\W(?:.* )?(?:{_WHAT})(?!\w)|(?<!\w)(?:{_ALONE})(?!\w)")
_WITHIN = re.compile(rf"(?<!\w)(?:{_INSIDE})(?!\w)")
_UP_WORDS = (
    r"ris(?:es?|ing|en)|rose|increas\w+|(?:going|goes|gone) up|climb\w*|augment\w+|mont(?:e|ent|"
    r"er|ee)|en hausse"
)
_DOWN_WORDS = (
    r"decreas\w+|falling|falls|(?:going|goes|gone) down|dropping|(?:up|rising) or down|"
    r"baiss\w+|diminu\w+|en baisse"
)
_UP = re.compile(rf"(?<!\w)(?:{_UP_WORDS})(?!\w)")
_DOWN = re.compile(rf"(?<!\w)(?:{_DOWN_WORDS})(?!\w)")
_RISING = re.compile(rf"(?<!\w)(?:{_UP_WORDS}|{_DOWN_WORDS}|trend\w*|tendance\w*|evolu\w+)(?!\w)")
_ASKING = re.compile(rf"(?<!\w)(?:{_ALONE}|{_BEYOND}|{_INSIDE}|{_WHAT})(?!\w)")
_THING = re.compile(
    r"(?<!\w)(?:samples?|echantillons?|analys[ei]s?|analyses|prelevements?|results?|resultats?|lab|"
    r"labo\w*|essais?|"
    r"lots?|batch(?:es)?)(?!\w)"
)
_LIMIT = re.compile(
    r"(?<!\w)(?:limits?|limites?|specs?|specifications?|tolerances?|seuils?|norm(?:e|es|s)?|"
    r"(?:target|allowed|permitted|acceptable|admissible) (?:range|values?)|plages?|"
    r"(?:max\w*|min\w*|highest|lowest) (?:allowed|permitted|allowable|admissible|autorise\w*|admis\w*|"
    r"permis\w*)|"
    r"(?:allowed|permitted|autorise\w*|admis\w*|permis\w*) (?:max\w*|min\w*))(?!\w)"
)
_MEAN = re.compile(r"(?<!\w)(?:average|mean|avg|moyen\w*|en moyenne|on average)(?!\w)")
_HIGHEST = re.compile(
    r"(?<!\w)(?:highest|max(?:imum|i|imal\w*)?|peak|worst|"
    r"(?:la |le |les )?plus (?:haute?s?|elevee?s?|fort\w*|grand\w*))(?!\w)"
)
_LOWEST = re.compile(
    r"(?<!\w)(?:lowest|min(?:imum|i|imal\w*)?|(?:la |le |les )?plus (?:basse?s?|bas|faibles?|petit\w*))(?!\w)"
)
_LAST = re.compile(r"(?<!\w)(?:last|latest|most recent|newest|derni(?:er|ere|ers|eres))(?!\w)")
_LIMIT_SIDES = re.compile(
    r"(?<!\w)(?:upper|lower|high|low|haute?s?|basse?s?|bas|max\w*|min\w*|superieure?s?|inferieure?s?|alarm\w*|"
    r"alerte|warning|allowed|permitted|authori[sz]ed|autorise\w*|admis\w*|permis\w*|acceptable|range|target)(?!\w)"
)
_YES_NO = re.compile(
    r"(?:(?:is|are|was|were|has|have|did|does|do|est-ce|y a-t-il)\b|"
    r".*\b(?:est|sont|a|\w+e)-(?:t-)?(?:elle|il|on)s?\b)"
)
_FILL = frozenset(
    """
    content teneur taux level niveau value values valeur valeurs ever jamais already deja any des result
    results resultat resultats concentration month months mois year annee list liste all tous toutes
    number count still allowed permitted permis maximum minimum max min time times fois trop haut haute
    bas basse high low gone go been sont ont alarm alarme warning alerte lab labo sample samples sampled
    echantillon echantillons analysis analyses analyse prelevement prelevements essai essais lot lots
    batch batches oil huile water eau going measured mesure mesuree mesures mesurees found trouve trouvee
    whole overall set fixe fixee
    """.split()
)


Aim = Literal["outside", "trend", "limit", "mean", "highest", "lowest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked.

    Attributes:
        up: For a trend: the way that is asked about; None for either.
        within: "Is it within its limits?" is answered the other way round.
        thing: True where samples or analyses are named.
        text: The folded question without periods and without what asks.
    """

    aim: Aim
    up: bool | None = None
    yes_no: bool = False
    within: bool = False
    thing: bool = False
    periods: tuple[Period, ...] = ()
    text: str = ""


def asked_of(question: str, language: Language) -> Asked | None:
    """What a question asks of samples; None where it asks nothing of the kind."""
    reading = read(question, language=language)
    text = list(reading.folded)
    for period in reading.periods:
        text[period.span[0] : period.span[1]] = [" "] * (period.span[1] - period.span[0])
    left = " ".join(fold("".join(text)).replace("?", " ").split())
    aim = _aim(left)
    if aim is None:
        return None
    up, down = _UP.search(left) is not None, _DOWN.search(left) is not None
    return Asked(
        aim=aim,
        up=up if up != down else None,
        yes_no=_YES_NO.match(left) is not None,
        within=_WITHIN.search(left) is not None,
        thing=_THING.search(left) is not None,
        periods=reading.periods,
        text=" ".join(_BEHIND_AIM[aim].sub(" ", left).split()),
    )


def _aim(text: str) -> Aim | None:
    if _OUTSIDE.search(text):
        return "outside"
    if _RISING.search(text):
        return "trend"
    if _LIMIT.search(text):
        return "limit"
    if _MEAN.search(text):
        return "mean"
    high, low = _HIGHEST.search(text), _LOWEST.search(text)
    if (high is None) == (low is None) or _LAST.search(text):
        return None
    return "highest" if high is not None else "lowest"


_BEHIND_AIM: dict[Aim, re.Pattern[str]] = {
    "outside": _ASKING,
    "trend": _RISING,
    "limit": re.compile(f"{_LIMIT.pattern}|{_LIMIT_SIDES.pattern}"),
    "mean": _MEAN,
    "highest": _HIGHEST,
    "lowest": _LOWEST,
}


def fills(word: str) -> bool:
    """True for a word that names nothing."""
    return word in _FILL
