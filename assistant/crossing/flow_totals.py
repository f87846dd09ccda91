"""What flowed, and means of a machine that has no sensor of its own: "how much water was pumped in "
"September?".

The readings of a flow add up to a volume; the log is asked for that. Where the flow that is logged belongs to
no machine (a header), a question about one machine is told so, with the header's figure beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import stems_of
from assistant.experts.tables.reading import read
from assistant.experts.tables.words import squash
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_PUMPED = (
    r"pumped|pompees?|(?<!the )(?<!many )(?<!de )(?<!la )(?<!les )(?<!des )(?<!une )(?<!our )(?:pumps?|"
    r"pompe[rs]?)|"
    r"circulat\w+|deliver\w*|discharg\w+|transfer\w*|circule\w*|refoule\w*|debite\w*|transfere\w*"
)
_FLOWED = (
    rf"{_PUMPED}|(?:went|gone|go|passed|passing|flow(?:ed|n|s)?|run|ran|been)(?: (?:through|past|by|over|"
    rf"out|in))?|"
    r"supplied|used|consumed|drawn|sent|processed|moved|passee?s?|coule\w*|ecoule\w*|traverse\w*|consomme\w*|"
    r"utilise\w*|envoye\w*|fourni\w*|traite\w*|soutire\w*"
)
_UNITS = r"m3|m³|cubic met(?:er|re)s?|metres? cubes?|lit(?:er|re)s?|gallons?|hectolitres?"
_SUBSTANCE = (
    rf"(?:(?:cooling|feed|raw|process|river|service|chilled|hot|cold) ?)?water|(?:l')?eau(?: de [a-z]+|"
    rf" brute| "
    rf"glacee| potable)?|fluide?s?|liquide?s?|steam|vapeur|air|gas|gaz|brine|saumure|{_UNITS}"
)
_AMOUNT = re.compile(
    rf"(?:(?:what|which|quel(?:le)?s?)(?: (?:is|was|est|etait|fut))?(?: (?:the|le|la))? )?"
    rf"(?:how much|how many(?= (?:{_UNITS})\b)|combien(?: (?:de|d'(?=eau|air)))?|(?:the |le |la )?(?:total )?"
    rf"(?:volume|quantity|amount|quantite|cumul)(?: totale?)?(?: (?:of|de|d'))?)(?!\w)"
)
_FLOW_VERB = re.compile(rf"(?<![\w-])(?:{_FLOWED})(?!\w)")
_PUMP_VERB = re.compile(rf"(?<!\w)(?:{_PUMPED})(?!\w)")
_THING = re.compile(rf"(?<!\w)(?:{_SUBSTANCE})(?!\w)")
_AUXILIARY = re.compile(
    r"(?<!\w)(?:was|were|has|have|had|did|does|do|is|are|we|a[- ]t[- ](?:il|elle|on)|ont|avons[- ]nous|avons|"
    r"est|sont|ete|etait|il|elle|(?:qu')?on(?= a(?:vait)?(?!\w))|in all|in total|au total|en tout|through|"
    r"by|par|dans|with|avec|a)(?!\w)"
)
_ELSE = re.compile(
    r"(?<!\w)(?:can|could|capacity|should|must|may(?= (?:be|we|i|it|pass|flow))|rated|nominal\w*|design|"
    r"peut|peuvent|doit|doivent|capacite|"
    r"theori\w+|leak\w*|fuite\w*|lost|perdu\w*|needed|required|necessaire|limite?s?|left|remaining|reste\w*|"
    r"cost\w*|coute\w*|spen[dt]\w*|forecast|will|predict\w*|prevu\w*|sera|seront|energy|energie|kwh|grease|"
    r"graisse|"
    r"order\w*|stock|reservoir|if|si|when|quand|allowed|permis\w*)(?!\w)"
)
_SUBSTANCES = {
    "steam": "steam vapeur stm", "air": "air", "gas": "gas gaz ng", "brine": "brine saumure",
    "vapeur": "steam vapeur stm", "gaz": "gas gaz ng", "saumure": "brine saumure",
}  # fmt: skip
"""What a flow must be called where it is asked for; water and liquids need no name."""
_NO_WATER = frozenset("steam vapeur air gas gaz oil huile fuel acid acide caustic soude fumees flue".split())
_ANYWHERE = word_set(
    """plant site unit usine station installation unite process reseau network circuit system systeme "
    "installations
    pump pumps pompe pompes us water eau liquid together ensemble exactly exactement"""
)
"""Words for where something flowed that no sensor need be called by."""
_MEAN = re.compile(r"(?<!\w)(?:average|mean|avg|moyen(?:ne)?s?|en moyenne|on average)(?!\w)")
_RATED = re.compile(
    r"(?<!\w)(?:rated|nominal\w*|design|specified|age|cost\w*|couts?|time|temps|duree|duration|repair\w*|"
    r"between|entre|hours|heures|downtime|price|prix|life|order\w*|failure\w*|pannes?|interval\w*)(?!\w)"
)
_SURE = 0.5

Readings = Callable[[Question, Scope], Finding]


class FlowTotals:
    """Tells volumes, and means, from the readings of logs.

    Args:
        readings: Answers a question from logs.
        owners: The machines that a sensor belongs to, by what registers say.
    """

    def __init__(self, *, readings: Readings, owners: Callable[[str, Scope], Collection[str]]) -> None:
        self._readings = readings
        self._owners = owners

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The figure; None where no volume or mean is asked for or no log tells it."""
        rest = asked_volume(question.text)
        if rest is not None:
            text = f"{'débit total' if question.language == 'fr' else 'total flow'} {rest}"
        elif _is_mean(question.text):
            text = question.text
        else:
            return None
        tags = find_tags(text)
        found = self._found(text, question, scope)
        if not found and len(tags) == 1:
            found = self._found(" ".join(_without(text, tags[0]).split()), question, scope)
            found = tuple(one for one in found if self._is_common(one, scope))
        if not found or not _is_of_substance(question.text, found[0]):
            return None
        if rest is not None and not _has_unit(found[0]):
            return None
        if rest is not None and not _is_placed(rest, found[0], question.language):
            return None
        one, tag = found[0], tags[0] if len(tags) == 1 else ""
        named_itself = bool(tag) and (squash(tag) in squash(one.sensor or "") or _is_log_of(tag, one.source))
        if tag and not named_itself and self._is_common(one, scope):
            return Bridge(reasons=(_not_own(one, tag, question.language),))
        return Bridge(reasons=found[:1]) if rest is not None else None

    def _found(self, text: str, question: Question, scope: Scope) -> tuple[Evidence, ...]:
        asked = replace(question, text=text, asked=text, history=())
        evidence: Sequence[Evidence] = self._readings(asked, scope).evidence
        return tuple(one for one in evidence if one.statement and one.score >= _SURE)

    def _is_common(self, one: Evidence, scope: Scope) -> bool:
        """Whether the sensor belongs to no machine."""
        return one.sensor is not None and not self._owners(one.sensor, scope)


def asked_volume(text: str) -> str | None:
    """The words of place and time of a question for what flowed; None for any other question.

    ``How much water was pumped in September?`` leaves ``water in September``.
    """
    plain = " ".join(text.replace("’", "'").split()).strip(" ?!.")
    folded = fold(plain)
    if len(folded) != len(plain) or _ELSE.search(folded) or _MEAN.search(folded):
        return None
    amount, verb, thing = _AMOUNT.search(folded), _FLOW_VERB.search(folded), _THING.search(folded)
    if amount is None or verb is None or not (thing or _PUMP_VERB.search(folded)):
        return None
    spans = [
        amount.span(),
        verb.span(),
        *(m.span() for m in re.finditer(rf"(?<!\w)(?:{_UNITS})(?!\w)", folded)),
    ]
    spans += [m.span() for m in _AUXILIARY.finditer(folded)]
    kept = "".join(" " if any(a <= at < b for a, b in spans) else char for at, char in enumerate(plain))
    kept = re.sub(r"(?<!\w)[dl]'(?=\w)", " ", kept)
    return " ".join(kept.split())


def _is_log_of(tag: str, source: str) -> bool:
    """Whether a log is called after one machine alone: what it holds is that machine's."""
    words = re.split(r"[_\s]+", PurePosixPath(source).stem)
    return {squash(one) for word in words for one in find_tags(word)} == {squash(tag)}


def _has_unit(one: Evidence) -> bool:
    """Whether an amount is told in a unit: readings of a rate that nobody gives a unit add up to nothing."""
    return not one.values or any(char.isalpha() for char in one.values[0])


def _is_mean(text: str) -> bool:
    """True for a mean of something that is measured on one machine."""
    folded = fold(text)
    return bool(_MEAN.search(folded)) and not _RATED.search(folded) and len(find_tags(text)) == 1


def _is_of_substance(text: str, one: Evidence) -> bool:
    """Whether the sensor measures what is said to flow: steam is no water."""
    said = set(re.findall(r"[a-z]+", fold(text)))
    name = set(re.findall(r"[a-z]+", fold(one.sensor or "")))
    for word, names in _SUBSTANCES.items():
        if word in said and not name & set(names.split()):
            return False
    return not ({"water", "eau"} & said and name & _NO_WATER and not name & {"water", "eau"})


def _is_placed(rest: str, one: Evidence, language: Language) -> bool:
    """Whether the sensor's name holds the words that say where it flowed: a by-pass is no inlet."""
    text = list(rest)
    for period in read(rest, language=language).periods:
        text[period.span[0] : period.span[1]] = [" "] * (period.span[1] - period.span[0])
    left = "".join(text)
    for tag in find_tags(left):
        left = _without(left, tag)
    held = stems_of(re.sub(r"[_/.-]", " ", f"{one.sensor} {one.source}"))
    words = [w for w in content_words(_THING.sub(" ", fold(left))) if w not in _ANYWHERE and not w.isdigit()]
    return all(stems_of(word) & held for word in words)


def _without(text: str, tag: str) -> str:
    """A text without a tag and the preposition before it."""
    letters = r"[\s.-]?".join(map(re.escape, re.findall(r"[A-Z]+|\d+", tag)))
    of = (
        r"(?:\b(?:of|on|at|for|by|through|in|de la|de l'|de|du|d'|sur|pour|par|à)\s*)?(?:the |la |le |"
        r"pump |pompe )?"
    )
    return re.sub(rf"{of}(?<!\w){letters}(?!\w)(?:'s)?", " ", text, flags=re.IGNORECASE)


def _not_own(one: Evidence, tag: str, language: Language) -> Evidence:
    """The figure of a sensor that is no machine's, told as such."""
    if language == "fr":
        said = f"Aucun capteur propre à {tag} ne mesure cela ; pour l'ensemble : {one.statement}"
    else:
        said = f"No sensor of {tag} itself measures this; of the whole: {one.statement}"
    return replace(one, statement=said)
