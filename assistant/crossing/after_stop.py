"""What a repair did to a reading: "did the overhaul bring the vibration down?", "avant et après révision ?".

A repair is taken for the machine's last standstill in its log: the level before the reading went, at the stop
and since the restart are told beside one another. Nothing is said of what was repaired.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say_trend as say
from assistant.crossing.bridge import Bridge
from assistant.experts.series.moved import Moved
from assistant.records import Evidence, Question
from assistant.words import fold, has_phrase
from retrieval.identifiers import find, find_tags
from retrieval.records import Scope

_REPAIR = (
    r"(?:repair(?:s|ed)?|overhaul(?:ed)?|maintenance|intervention|shut ?down|stop|standstill|restart|"
    r"replacement|trip|bearing change|works?|fix|revision|reparation|remise en (?:service|marche|etat)|"
    r"arret|changement|remplacement|depannage|redemarrage|travaux|declenchement)"
)
_BOTH = (
    r"(?:before and after|before (?:vs|versus|to|against) after|avant et apres|avant/apres|avant vs apres)"
)
_AFTER = r"(?:since|after|following|depuis|apres|suite a)"
_EFFECT = (
    r"(?:br(?:ing|ought)|down|back to normal|normal again|normal|return\w*|help\w*|work|worked|solv\w*|"
    r"cure\w*|improv\w*|better|effect\w*|lower\w*|chang\w*|average|mean|level|success\w*|revenu\w*|"
    r"normale?s?|retomb\w*|baiss\w*|amelior\w*|efficace|regl\w+|resolu\w*|moyenne?s?|compar\w*|difference|"
    r"diminu\w*|redui\w*|reduce\w*|servi|bien)"
)
_ELSE = re.compile(
    r"\b(?:why|pourquoi|when|quand|who|qui|how long|combien de temps|cost|cout|caus\w+|order|ordre|"
    r"alarm\w*|failures?|pannes?|which|what parts?|should|must|doit|faut)\b"
)
_LITTLE = (
    r"(?:the|did|has|have|was|were|what|is|how|of|on|for|to|its|it|a|and|la|le|les|l'|de|du|des|d'|"
    r"a-t-elle|a-t-il|est-ce que|est|sont|ont|t-elles|elles|elle|quel(?:le)?s?|etait|fait|permis|it|@)"
)


class AfterStop:
    """Tells readings before a machine's last standstill and after it.

    Args:
        moved: How the sensors that some words name moved.
        moved_of: How each sensor of a machine moved.
    """

    def __init__(
        self,
        *,
        moved: Callable[[str, Scope], Sequence[Moved]],
        moved_of: Callable[[str, Scope], Sequence[Moved]],
    ) -> None:
        self._moved = moved
        self._moved_of = moved_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The levels on both sides; None where that is not asked or no standstill is in the logs."""
        rest = asked_after(question.text)
        if rest is None:
            return None
        found = self._moved(rest, scope)
        tags = find_tags(question.text)
        if not found and len(tags) == 1 and not _names_more(rest):
            found = [one for one in self._moved_of(tags[0], scope) if _is_changed(one)]
        told = [evidence for one in found if (evidence := _told(one, question)) is not None]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None


def asked_after(text: str) -> str | None:
    """The words left that name a reading; None where no repair's effect on a reading is asked for."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    if len(folded) != len(plain) or _ELSE.search(folded) or not has_phrase(_REPAIR, folded):
        return None
    if not has_phrase(_BOTH, folded) and not (
        has_phrase(_EFFECT, folded)
        and (has_phrase(_AFTER, folded) or re.match(r"\W*(?:did|has|was|est-ce|la |le |l')", folded))
    ):
        return None
    tags = [item for item in find(plain) if item.kind == "tag"]
    rest = folded
    for pattern in (_BOTH, _REPAIR, _EFFECT, _AFTER):
        rest = re.sub(rf"(?<!\w){pattern}(?!\w)", lambda m: " " * len(m[0]), rest)
    named = "".join(own if new != " " else " " for own, new in zip(plain, rest, strict=True))
    for tag in tags:
        named = named[: tag.start] + plain[tag.start : tag.end] + named[tag.end :]
    return named


def _names_more(rest: str) -> bool:
    """Whether words besides a tag and little words are left: a thing that no sensor is called."""
    bare = re.sub(r"\S*\d\S*", " ", fold(rest))
    bare = re.sub(rf"(?<!\w){_LITTLE}(?!\w)", " ", bare)
    return len(re.findall(r"[a-z]{4,}", re.sub(r"\b(?:pump|pompe|machine|motor|moteur)\b", " ", bare))) > 0


def _is_changed(one: Moved) -> bool:
    """Whether the reading had moved when the machine stopped."""
    return any(one.stopped_after(s) and s.way != "level" for s in one.stretches)


def _told(one: Moved, question: Question) -> Evidence | None:
    """The reading before, at and after the last standstill; None where it has none with readings around."""
    if not one.stops:
        return None
    start, end = one.stops[-1]
    before = [s for s in one.stretches if s.end <= start]
    after = [s for s in one.stretches if s.start >= end]
    if not before or not after:
        return None
    return one.evidence(say.around_stop(one, before, after[-1], (start, end), question.language))
