"""What a question asks of a reading's course: since when it rises, whether it does, when it meets a limit.

Knows words alone, English and French, in any order: which way something goes, and what is asked of that. What
is left of the question names the reading, which is looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.experts.series.times import read_times
from assistant.experts.series.trend import Way
from assistant.words import fold, has_phrase
from retrieval.identifiers import find

Aim = Literal["begin", "now", "rate", "limit", "before_stop", "what_before_stop"]

_UP = (
    r"(?:ris(?:e|es|en|ing)|rose|increas\w+|climb\w*|creep\w*|crept|grow\w*|grew|upwards?|worsen\w*|"
    r"took off|"
    r"take[ns]? off|(?:get|gets|getting|got) (?:worse|higher|hotter)|"
    r"(?:go|goes|going|went|gone|head|heads|heading|trend|trending|drift|drifting|drifted|"
    r"(?:on the )?way|move[sd]?|moving) up|up ?wards?|"
    r"mont(?:e|es|er|ent|ait|aient|ee|ees)|augment\w+|grimp\w+|hauss\w+|vers le haut|decoll\w+|"
    r"progress(?:e|er|ait|ent)|"
    r"accro[iu]\w*|croi(?:t|tre|ssait)|s'eleve\w*|s'aggrav\w+|prend(?= combien))"
)
_DOWN = (
    r"(?:fall(?:s|en|ing)?|fell|drop\w*|decreas\w+|declin\w+|sag(?:s|ged|ging)?|sink\w*|sank|downwards?|"
    r"(?:go|goes|going|went|gone|come|comes|coming|came|head|heading|trend|trending|drift|drifting|"
    r"drifted) down|"
    r"(?:on the )?way down|(?:get|gets|getting|got) lower|vers le bas|baissi\w+|baiss\w+|chut\w+|"
    r"descend\w*|diminu\w+|degringol\w+|decro[iu]\w*)"
)
_LEVEL = (
    r"(?:stable|stabel|plate?|a plat|steady|flat|constante?|unchanged|level+ed(?: off| out)?|"
    r"stabili[sz]\w*|settle[ds]?(?: down)?|"
    r"(?:un|en) palier|(?:ne |n')?bouge(?:nt)? plus|meme niveau|tien(?:t|nent) bien)"
)
_DRIFTS = r"(?:drift\w*|deriv(?:e|es|ent|er|ait))"
"""Goes one way or the other."""
_CHANGES = (
    r"(?:chang\w*|mov(?:e|ed|es|ing)|drift\w*|deviat\w*|varie\w*|vari\w+|boug\w+|deriv\w+|evolu\w+|"
    r"react\w+|"
    r"looked off|look off|signs?|signes?)"
)
_STOPS = (
    r"(?:trip(?:ped|s)?|stop+(?:ed|s)?|shut ?downs?|shut down|went down|went off|fail(?:ed|ure)|outage|"
    r"breakdown|"
    r"arret|s'arrete|s'est arrete\w*|decl[ea]nch\w*|disjonct\w*|panne|tombe\w*|defaillance)"
)
_BEFORE = (
    r"(?:(?:just |right |shortly |juste )?(?:before|prior to|ahead of|avant|when|as|by the time|quand|"
    r"lorsque|leading up to)"
    r"(?: que| qu')?)"
)
_MACHINE = (
    r"(?:(?:the|its|that|it|this|la|le|l'|son|sa|ca|ne|elle|il|a|machine|pump|pompe|motor|moteur|"
    r"@)\s*){0,5}"
)
_BEFORE_STOP = rf"{_BEFORE} ?{_MACHINE}{_STOPS}(?: (?:of|on|de|d') ?(?=@))?(?: (?:machine|before that))?"
_STOP = rf"(?:{_BEFORE_STOP}|@\s*(?:a )?{_STOPS}(?=.*\b(?:before|avant)\b))"
_LIMIT = (
    r"(?:(?:its |the |an? |la |le |l'|son |sa )?(?:high |upper |low |lower )?(?:alarm|trip|alert|danger|"
    r"warning)? ?"
    r"(?:limits?|t?h?reshold|set ?points?|level)|(?:its |the |into |in |to )*(?:high |low )?alarm|"
    r"(?:h{1,3}|l{1,3}) (?:limit|alarm)|"
    r"(?:au |le |la |l'|son |sa )?(?:seuil|limite|niveau)(?: (?:haute?|basse?))?"
    r"(?: (?:d'alarme|d'alerte|de declenchement|haute?|basse?|h{1,3}|l{1,3}))?|(?:en |"
    r"l')?alarme(?: haute?| basse?)?|"
    r"declenchement|trip(?: (?:limit|level))?)"
)
_REACHES = (
    r"(?:reach\w*|hits?|gets? (?:to|the|an)|go(?:es|ing)? (?:into|over)|cross(?:es)?|be (?:in|over|"
    r"above)|is over|exceeds?|"
    r"pass(?:es)?|run into|atteind\w*|atteign\w*|atteint|pass(?:e|era|er) en|arriv\w*|touch\w*|"
    r"trigger\w*|trips?|depass\w*|tap(?:e|er)|"
    r"franchi\w*|(?:sera|est) en|time to|time left|combien de (?:temps|jours|heures))"
)
_WHEN = (
    r"(?:since when|when(?:'s)?|wen|at what (?:time|moment|point)|(?:on |from )?(?:what|which) (?:time|"
    r"day|date)|"
    r"(?:for )?how (?:long|soon)(?: (?:until|before|till))?|how (?:much time|many (?:days|"
    r"hours))(?: left| do i have)*|"
    r"time (?:to|left)|(?:the )?(?:starting point|start|beginning|moment)|where does|from when|"
    r"depuis? (?:quand|combien(?: de temps)?|quel jour)|(?:dans |d'ici |il reste )?combien de (?:temps|"
    r"jours|heures)|"
    r"jusqu'a quand|quand(?: est[- ]ce qu[e'])?|(?:a |de |depuis )?(?:partir de )?quel(?:le)? "
    r"(?:heure|moment|date|jour)|(?:le |la )?(?:debut|date(?: a partir de laquelle| ou)?|moment|l'instant))"
)
_RATE = (
    r"(?:how (?:fast|quick(?:ly)?|rapidly|steeply)|rate of|(?:at )?(?:what|the) (?:rate|speed|"
    r"pace)(?: at w?h?ich)?|"
    r"(?:by )?how much|(?:per|each|every|a) (?:hour|day|h|d)\b|a quel(?:le)? (?:vitesse|rythme)|"
    r"(?:la )?vites?se de|"
    r"(?:de )?combien|(?:par|chaque) (?:heure|jour)|taux d'?|(?:la )?rapidite|vite\b)"
)
_PER = r"(?:per|each|every|a|par|chaque) (?:hour|day|h|heure|jour)\b"
_NOW = (
    r"(?:still|as of now|stil|right now|now|at the moment|currently|curently|at present|today|lately|"
    r"keeps?(?: on)?|continu\w*|"
    r"encore|toujours|en ce moment|actuellement|maintenant|a present|en train d[e']|poursui\w*|"
    r"n'arrete pas)"
)
_ENDED = r"(?:(?:has|have|is|are) [^?]*?\b(?:stopped|finished|quit|done|over)\b)"
_ELSE = re.compile(
    r"\b(?:why|pourquoi|cause\w*|reason|raison|should|must|what to do|que faire|highest|lowest|maximum|"
    r"minimum|max|min|"
    r"average|mean|moyenne|median|whole|entire|overall|correlat\w*|compar\w*|than|que celle|forecast\w*|"
    r"previ\w*|"
    r"above|below|over \d|under|exceeded|au-dessus|en dessous|first to|le premier|the first|en premier|"
    r"slope|"
    r"pente|how many times|combien de fois|rising,? (?:or )?falling|en hausse ou en baisse|"
    r"up or down|au plus bas|au plus haut|jusqu'ou|jusqu'a combien|how (?:low|high|hot|cold)|"
    r"at (?:its|their|the) worst|au pire|which (?:way|"
    r"direction)|"
    r"order|work|cost|price|stock|report|rapport)\b|\d+(?:[.,]\d+)? ?(?:mm/s|°|bar\b|kw|%|m3|rpm|hz|"
    r"amps?\b)"
)
"""What asks something else of signals, or of other sources."""
_PAST = re.compile(r"\b(?:did|was|were|had|has|a ete|avait|avaient|a (?:atteint|depasse|franchi))\b")
_WHETHER = (
    r"(?:would|tu |vous |can |is|are|does|do|has|have|did|would you say|can (?:i|we|you)|could you|"
    r"please|everything|est[- ]ce qu[e']|"
    r"dis moi|pouvez|peux|c'est|on est|@ (?:est|reste|se|tient|stable))"
)
_WAYS: tuple[tuple[Way, str], ...] = (("up", _UP), ("down", _DOWN), ("level", _LEVEL))
_TAG = "@"
_SHORT = 12
"""Words of a question that names a course and nothing else."""


@dataclass(frozen=True, slots=True)
class TrendAsked:
    """What is asked.

    Attributes:
        rest: The question without the words that ask, blanks in their place: it names what moves.
        way: Which way; None where either will do.
        ended: True where it is asked whether it has come to an end.
    """

    aim: Aim
    rest: str
    way: Way | None
    ended: bool = False


def asked_trend(text: str) -> TrendAsked | None:
    """What a question asks of a reading's course; None where it asks nothing of the kind."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    if len(folded) != len(plain):
        return None
    tags = [item for item in find(plain) if item.kind == "tag"]
    marked = folded
    for tag in tags:
        marked = marked[: tag.start] + _TAG + " " * (tag.end - tag.start - 1) + marked[tag.end :]
    moving = re.sub(_STOP, " ", marked)
    ways = [way for way, stems in _WAYS if has_phrase(stems, moving)]
    if _ELSE.search(marked) or {"up", "down"} <= set(ways):
        return None
    aim, used = _aim(marked, ways)
    if aim is None or (aim in ("now", "rate") and read_times(re.sub(_NOW, " ", marked))):
        return None
    way = next((w for w in ways if w != "level"), ways[0] if ways else None)
    rest = marked
    for pattern in (*used, *(stems for _, stems in _WAYS), _DRIFTS):
        rest = re.sub(rf"(?<!\w){pattern}(?!\w)", lambda m: " " * len(m[0]), rest)
    named = "".join(own if new != " " else " " for own, new in zip(plain, rest, strict=True))
    for tag in tags:
        if rest[tag.start] == _TAG:
            named = named[: tag.start] + plain[tag.start : tag.end] + named[tag.end :]
    ended = aim == "now" and re.search(_ENDED, marked) is not None
    return TrendAsked(aim, named, way, ended)


def _aim(marked: str, ways: Sequence[Way]) -> tuple[Aim | None, tuple[str, ...]]:
    """What is asked, and the patterns of the words that ask it."""

    def has(pattern: str) -> bool:
        return has_phrase(pattern, marked)

    if has(_STOP):
        if ways:
            return "before_stop", (_STOP,)
        return ("what_before_stop" if has(_CHANGES) and _TAG in marked else None), (_STOP, _CHANGES)
    if has(_LIMIT) and has(_REACHES) and has(_WHEN) and not _PAST.search(marked):
        return "limit", (_LIMIT, _REACHES, _WHEN, _RATE)
    if not ways and not has(_DRIFTS):
        return None, ()
    if has(_PER) or (has(_RATE) and not has(_WHEN)):
        return ("rate" if ways else None), (_RATE,)
    if has_phrase(_WHEN, re.sub(_NOW, " ", marked)):
        return ("begin" if ways != ["level"] else None), (_WHEN,)
    if not ways:
        return None, ()
    short = marked.endswith("?") and len(marked.split()) <= _SHORT
    asks = (
        has(_NOW)
        or has(_ENDED)
        or re.match(rf"\W*{_WHETHER}", marked) is not None
        or "-t-" in marked
        or short
    )
    return ("now" if asks else None), (_NOW, _WHETHER, _ENDED)
