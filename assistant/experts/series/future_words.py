"""Words that ask what comes: verbs of the future and how far ahead. Knows no sensor and no log."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.series.atoms import COUNTS, STEP, Step, step_named
from assistant.experts.series.cue_table import LOG, READINGS
from assistant.experts.series.plan import Plan
from assistant.experts.series.tokens import fold

_SECONDS: dict[Step, float] = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 30 * 86_400.0,
    "year": 365 * 86_400.0,
}
_ASKED = re.compile(
    r"\b(?:please )?(?:make |give |show )?(?:me |us )?(?:a |an |the |une? |la |les? )?"
    r"(?:forecast(?:s|ed|ing)?|predict(?:s|ed|ions?|ing)?|extrapolat\w+|prevoi\w*|prevoir|prevoyez"
    r"|previsions?|predi(?:re|s|sez|ctions?)|pronosti\w+)\b(?: of| for| de la| de l'| des| de| du| pour)?"
)
"""Verbs that ask for a forecast whatever else is said."""
_MOVES = r"\w{2,}(?:er|ir|re)"
_FUTURE = re.compile(
    r"\bwill\b(?! (?:you|we|i|the report|this document)\b)"
    r"|\b(?:is|are) (?:\w+ ){0,4}?(?:going|expected|likely) to\b"
    r"|\bhow (?:long|soon|many (?:hours|days|minutes|weeks)) (?:left |more |to go )?"
    r"(?:until|till|before|will it take(?: for)?(?: to)?)\b"
    r"|\btime (?:left|remaining|to go)(?: (?:until|till|before))?\b|\b(?:expected|expect)\b"
    r"|\bat (?:this|its|the) (?:present |current )?(?:rate|pace)\b"
    r"|\bif (?:it|this) (?:goes on|continues)(?: like this)?\b"
    r"|\b(?:on|along) (?:its|this|the|their) (?:present|current) (?:course|path|trend|trajectory|slope)\b"
    r"|\b(?:if|should|provided) nothing (?:else )?changes?\b|\bsi rien ne (?:change|bouge)\b"
    r"|\b(?:sur|a) (?:sa|son|leur|cette) (?:lancee|trajectoire|allure|pente)(?: actuelle)?\b"
    r"|\b(?!(?:extra|ultra|contra|infra|opera|camera)\b)\w+(?:er|ir|dr|tr|ur)(?:a|ont)\b"
    rf"|\b(?:va|vont)(?:-t-(?:ils?|elles?))?\s+(?={_MOVES}\b)"
    r"|\b(?:dans|au bout de|d'ici) combien de temps\b|\bs'?attend(?:re|s)?\b(?:-on)?|\battendue?s?\b"
    r"|\b(?:temps|duree) (?:restante?|avant|d'ici)\b|\ba ce (?:rythme|train)\b"
    r"|\bsi ca continue\b(?: comme ca)?"
    r"|\bcombien (?:de (?:temps|jours|minutes|semaines)|d'heures) (?:reste-t-il )?(?:avant|d'ici)\b"
)
"""Words of the future, which ask for a forecast where a limit or a horizon is named too."""
_COUNT = r"(?P<n>\d+(?:[.,]\d+)?|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
_HORIZONS = (
    r"(?:(?:for|over|in|within|during|of|on)\s+)?(?:the\s+)?(?:next|coming|following)\s+"
    rf"(?:{_COUNT}[ -]*)?{STEP}",
    rf"{_COUNT}[ -]*{STEP}\s+(?:ahead|from now|later|a venir|suivante?s?)\b",
    r"(?:(?:pour|sur|dans|pendant|durant|au cours d[eu]s?)\s+)?(?:les?|la|l'|des|du)?\s*"
    rf"(?:{_COUNT}\s*)?prochaine?s?\s+{STEP}",
    rf"(?:pour |sur |dans )?(?:les?|la|l')\s*(?:{_COUNT}\s*)?{STEP}\s+(?:prochaine?s?|a venir|suivante?s?)\b",
    r"(?:with(?:in)?|in|over|for|d'ici(?: a)?|dans|sous|sur|pendant|avant)\s+"
    r"(?:the\s+|les\s+|(?:a|un)\s+horizon\s+(?:of|de)\s+)?"
    rf"{_COUNT}[ -]*{STEP}(?:'s? time|s' time)?",
    rf"horizon\s+(?:of|de|d')\s*{_COUNT}[ -]*{STEP}",
    rf"(?:(?:at|a)\s*)?\+\s*{_COUNT}[ -]*{STEP}",
    rf"{_COUNT}[ -]*{STEP}\s+(?:after|past|beyond|apres|au-dela de)\s+(?:the |la |le |l')?"
    rf"(?:end|last|fin|derni\w+)(?:\s+(?:of|du|de la|de l'|des)\s*(?:the )?)?(?:{LOG}|{READINGS})?",
    rf"(?:after|apres)\s+{_COUNT}\s*(?:more\s+)?{STEP}(?:\s+more|\s+de plus)?",
    rf"(?:prevo\w+|previsions?|predi\w+|forecast)\b[^?]*?\b(?P<at>a\s+{_COUNT}[ -]*{STEP})",
)
_TOMORROW = re.compile(r"\b(?:(?:for|by|until|d'ici|pour|jusqu'a) )?(?:tomorrow|demain)\b")
_REACH = re.compile(
    r"\b(?:(?:runs?|bumps?) (?:into|up against)|comes? up to|butera? (?:sur|contre)"
    r"|atteindra|atteindront|atteindre|franchira|franchiront|franchir|cross(?:es)?|climbs? to|rises? to"
    r"|drops? to|falls? to|get to|go to|goes to|monter a|montera a|descendre a|descendra a|tombera a)\b"
)
_SWAP = re.compile(r"-t-(?:ils?|elles?|on)\b|-(?:ils?|elles?)\b")
_WHEN = re.compile(
    r"\b(?:when|quand|how long|how soon|combien de temps|at what time|a quelle heure|quel jour"
    r"|how many (?:hours|days|minutes|weeks)|combien (?:de|d')\s?(?:heures|jours|minutes|semaines)"
    r"|time (?:left|remaining|to go)|temps restant)\b"
)
_WHETHER = re.compile(r"^\W*(?:will|is|are|est-ce que|va|vont)\b")
_WHICH = re.compile(r"\b(?:what|which|quel(?:le)?s?|combien|how much|how many)\b")

_AGAIN = re.compile(r"^\W*(?:and|et|what about|how about|qu'en est-il|same for|meme chose pour)\b")


@dataclass(frozen=True, slots=True)
class Future:
    """What a question asks of the time to come.

    Attributes:
        text: The question without the words of the future, each other character where it was.
        seconds: How far ahead; None where it is not said.
        readings: How far ahead in readings, where that is said instead.
        firm: Whether a forecast is asked for in so many words.
        ask: ``time`` (when), ``yes_no`` (whether) or ``value``.
    """

    text: str
    seconds: float | None
    readings: int | None
    firm: bool
    ask: str


def find_future(text: str) -> Future | None:
    """What a question asks of the time to come; None where it asks nothing of it."""
    folded = fold(text)
    firm = _ASKED.search(folded) is not None
    if not firm and _FUTURE.search(folded) is None:
        return None
    plain, seconds, readings = _without_horizon(folded)
    ask = "value"
    if _WHEN.search(folded):
        ask = "time"
    elif _WHETHER.search(folded) or (_SWAP.search(folded) and not _WHICH.search(folded)):
        ask = "yes_no"
    plain = _REACH.sub(lambda m: "reach".ljust(len(m[0])), plain)
    for pattern in (_SWAP, _ASKED, _FUTURE):
        plain = pattern.sub(lambda m: _kept(m[0]), plain)
    written = "".join(own if new == old else new for own, old, new in zip(text, folded, plain, strict=True))
    return Future(text=written, seconds=seconds, readings=readings, firm=firm, ask=ask)


def follows_forecast(text: str, previous: Plan | None) -> Future | None:
    """A follow-up of a forecast ("and the flow?", "et la pression ?") asks for another one."""
    if previous is None or previous.operation != "forecast" or not _AGAIN.match(fold(text)):
        return None
    return Future(
        text=text,
        seconds=previous.horizon_seconds,
        readings=previous.horizon_readings,
        firm=True,
        ask=previous.ask,
    )


def _kept(word: str) -> str:
    """Blanks instead of a word; ``depassera`` stays, since it begins a limit."""
    return word if word.startswith("depasser") else " " * len(word)


def _without_horizon(folded: str) -> tuple[str, float | None, int | None]:
    """The question without how far ahead, and that in seconds or in readings."""
    for pattern in _HORIZONS:
        match = re.search(r"\b" + pattern, folded)
        if match is None:
            continue
        step, count = step_named(match["step"]), _count(match["n"])
        start, end = match.span("at" if "at" in match.re.groupindex else 0)
        plain = folded[:start] + " " * (end - start) + folded[end:]
        if step == "row":
            return plain, None, round(count)
        return plain, count * _SECONDS[step], None
    plain = _TOMORROW.sub(lambda m: " " * len(m[0]), folded)
    return plain, (86_400.0 if plain != folded else None), None


def _count(text: str | None) -> float:
    if text is None:
        return 1.0
    return min(float(text.replace(",", ".")), 1e9) if text[0].isdigit() else float(COUNTS[text])
