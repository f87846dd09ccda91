"""What a reading usually is: "normal range of the discharge pressure", "vibration habituelle de P-7 ?".

The log tells it, standstills left out, and the register's limits are told beside it: what is usual is not
what is allowed. Whether a reading is normal, and what was not, is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing import say_trend as say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.experts.series.moved import Moved
from assistant.experts.tables.row_levels import levels_of
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language, Scope

_USUAL = r"(?:normal|usual|typical|ordinary|normale|habituelle|typique|ordinaire|habituel|courante?)s?"
_BAND = (
    r"(?:(?:operating |working |de fonctionnement )?"
    r"(?:range|band|level|value|reading|window|plage|gamme|valeur|niveau|fourchette|mesure)s?)"
)
_OF = r"(?:of|for|on|in|at|de la|de l'|du|des|de|d'|pour|sur)"
_LEAD = (
    r"\W*(?:(?:what(?:'s| is| are)|quel(?:le)?s? (?:est|sont)|c'est quoi|donne(?:[- ]moi)?|give me|"
    r"show me)\s+)?"
    r"(?:the |a |an |la |le |l'|une? )?"
)
_RUNS = r"(?:is )?(?:run(?:s|ning)|tourne|marche)"
_ENDS = rf"(?: (?:when|while) (?:it |the (?:pump|machine) )?{_RUNS}| en (?:marche|fonctionnement))?\W*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_LEAD}{_USUAL} {_BAND} {_OF} ?(?P<x>.+?){_ENDS}",
        rf"{_LEAD}{_BAND} {_USUAL} {_OF} ?(?P<x>.+?){_ENDS}",
        rf"{_LEAD}{_USUAL} (?P<x>.+?){_ENDS}",
        rf"(?!\W*(?:is|are|was|were|did|est|sont) ){_LEAD}(?P<x>(?:[\w'-]+ ){{1,3}}){_USUAL}"
        rf"(?P<y>(?: {_OF} .+?)?){_ENDS}",
        r"\W*what (?:is|does) (?P<x>.+?) (?:usually|normally|typically) (?:read|run at|be)\W*",
        r"\W*(?:what(?:'s| is) |quel(?:le)? est )?(?P<x>.+?) "
        r"(?:normally|usually|typically|d'habitude|normalement)(?: (?:is|read|reads|est|at))?\W*",
        r"\W*(?:what(?:'s| is)|quel(?:le)? est) (?P<x>.+?) (?:when|while|quand|lorsque) "
        rf"(?:it|the (?:pump|machine|fan|motor)|(?:la |le )\w+|[a-z]+-\d+\w?) {_RUNS}\W*",
    )
)
_ELSE = re.compile(
    r"\b(?:anomal\w*|abnormal\w*|anormal\w*|deviat\w*|ecart\w*|above|below|back to|retour|procedure|start\w*|"
    r"operation|operations|stop\w*|shutdown|mode|conditions?|working hours|horaires?|causes?|why|when did|"
    r"how (?:often|long)|last|dernier\w*|in (?:19|20)\d\d|life|duree|failure|panne|wear|delai|lead)\b"
)
_TOLD = 4


class Usual:
    """Tells what readings usually are.

    Args:
        moved: How the sensors that some words name moved.
        rows_named: Looks up the rows of an instrument.
    """

    def __init__(self, *, moved: Callable[[str, Scope], Sequence[Moved]], rows_named: RowsNamed) -> None:
        self._moved = moved
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is usual of each sensor that is named; None where that is not asked or no log has it."""
        words = asked_usual(question.text)
        if words is None:
            return None
        found = [one for one in self._moved(words, scope) if one.usual]
        if not 0 < len(found) <= _TOLD:
            return None
        told = [self._told(one, scope, question.language) for one in found]
        return Bridge(reasons=tuple(told), listed=len(told) > 1)

    def _told(self, one: Moved, scope: Scope, language: Language) -> Evidence:
        """What is usual of one sensor, beside the levels of its register."""
        tag = normalise("".join(one.sensor.tag)) if one.sensor.tag else ""
        rows = self._rows_named(tag, scope) if tag else ()
        levels = next((found for row in rows if (found := levels_of(row))), [])
        evidence = one.evidence(say.usually(one, [level.told(language) for level in levels], language))
        return replace(evidence, also=(levels[0].row.source,)) if levels else evidence


def asked_usual(text: str) -> str | None:
    """The words for the reading whose usual level is asked for; None where none is."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    if len(folded) != len(plain) or _ELSE.search(folded) or len(find_tags(plain)) > 1:
        return None
    for form in _FORMS:
        match = form.fullmatch(folded)
        if match is not None:
            groups = match.re.groupindex
            return " ".join(plain[match.start(name) : match.end(name)] for name in groups).strip()
    return None
