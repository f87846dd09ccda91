"""Follow-ups of few words: "list them", "when?", "are you sure?", "the other?". Knows words, no sources."""

from __future__ import annotations

import re

from assistant.ellipsis import is_fragment
from assistant.slots import find_slots
from assistant.words import fold

_OPENING = (
    r"^\W*(?:(?:and|ok|okay|yes|so|then|but|now|please|can you|could you|would you|et|oui|alors|mais|bon|"
    r"s'il (?:te|vous) plaît|peux-tu|pouvez-vous)\b[\s,]*)*"
)
_CLOSING = r"(?:\s*,?\s*(?:please|exactly|then|svp|s'il (?:te|vous) plaît|exactement|donc|alors))?\W*$"
_LISTING = re.compile(
    _OPENING + r"(?:"
    r"(?:list|show|give|tell|name|enumerate|display|print)(?:\s+(?:me|us))?"
    r"(?:\s+(?:them|those|these|it|that|all of (?:them|those|these)|all|(?:the|a|their)\s+(?:full |whole )?"
    r"(?:list|rows|details?|names|numbers)))?(?:\s+all)?"
    r"|which (?:ones?|are (?:they|those|these)|were (?:they|those|these))|which|what (?:are|"
    r"were) (?:they|those|these)"
    r"|(?:the )?(?:list|details?)|la liste|les détails?|détails?"
    r"|les?quel(?:le)?s?(?:\s+(?:sont|étaient)[- ](?:ce|ils|elles))?|quels sont-ils|quelles sont-elles"
    r"|(?:liste[rz]?|montre[rz]?|donne[rz]?|énumère[rz]?|affiche[rz]?|cite[rz]?)"
    r"(?:[- ](?:les|la liste|moi|nous|tous|toutes|ça|cela))*"
    r"|(?:les |me les )(?:lister|montrer|donner|énumérer)"
    r")" + _CLOSING,
    re.IGNORECASE,
)
_BARE = re.compile(
    _OPENING + r"(?P<word>when|why|how come|where|who|by whom|how|at what time|what time|"
    r"since when|depuis quand|"
    r"quand(?: ça| cela)?|pourquoi(?: ça| cela)?|où(?: ça| cela)?|qui(?: ça)?|par qui|comment|à quelle heure)"
    r"(?:\s+(?:was|is|did)\s+(?:that|this|it)(?:\s+happen)?)?" + _CLOSING,
    re.IGNORECASE,
)
_CAUSE = re.compile(
    _OPENING + r"(?:(?:what (?:was|is|were)|quelle (?:est|était|fut)) (?:the |la )?(?:root |real |vraie )?"
    r"(?:cause|reason|raison)(?: (?:of|for) (?:that|it))?|(?:the|la) cause|pour quelle raison|"
    r"for what reason)" + _CLOSING,
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:last|latest)\s+(?=\w)|\s+pour la dernière fois", re.IGNORECASE)
_ORIGIN = re.compile(
    _OPENING + r"(?:"
    r"where (?:does|did) (?:that|this|it|the answer|this answer)(?: \w+)? come from|where is (?:that|"
    r"this|it) from"
    r"|where does (?:that|this|it) (?:stand|say (?:that|so|this|it))|(?:show|give)(?: me)? (?:the|your|its) "
    r"(?:sources?|evidence|proof|page)"
    r"|montre[rz]?(?:[- ]moi)? (?:la|les|ta|tes|vos|votre) (?:sources?|preuves?|page)"
    r"|où est-ce que c['’]est (?:écrit|dit|indiqué)|où (?:ça|cela)"
    r"|where (?:did|do) you (?:get|find|read|see|take) (?:that|this|it)(?: from)?|where is (?:that|this|"
    r"it) (?:written|said|stated)"
    r"|what(?:'s| is| are) (?:your|the) sources?(?: (?:for|of) (?:that|this))?|(?:your |the )?sources?|"
    r"which sources?"
    r"|according to (?:what|whom|which document)|based on what|how do you know(?: (?:that|this))?|"
    r"says who|who says (?:so|that)"
    r"|d['’]où (?:ça|cela|tiens-tu|tenez-vous|sors-tu)\b(?! que\b).*|d['’]où vien(?:nen)?t(?: ou sort)?"
    r"(?:[ -](?:ça|cela|(?:ce|cet|cette|ces|la|le|l['’]|ta|ton|votre) ?(?:chiffres?|valeurs?|réponse|"
    r"données?|infos?|informations?|résultats?|nombres?|dates?|montants?)))?\W*$|"
    r"quelles? (?:est|sont) (?:ta|"
    r"tes|votre|vos|la|les) sources?"
    r"|où (?:as-tu|avez-vous) (?:lu|vu|trouvé) (?:ça|cela)|où est-ce (?:écrit|dit|indiqué)|"
    r"comment (?:le sais-tu|le savez-vous|tu le sais)"
    r"|selon (?:qui|quoi|quelle source)|qui (?:le dit|dit ça|dit cela)"
    r")" + _CLOSING,
    re.IGNORECASE,
)
_DOUBT = re.compile(
    _OPENING + r"(?:(?:are you|you)\s+(?:really |quite |absolutely )?(?:sure|certain|positive)(?: (?:about|"
    r"of) (?:that|this|it))?"
    r"|really|is (?:that|this|it) (?:really )?(?:right|correct|true|so|certain)|(?:double|"
    r"re)[- ]?check(?: (?:that|this|it))?"
    r"|check (?:that|this|it) again|i (?:don['’]t|do not) believe (?:that|this|it|you)|prove it"
    r"|(?:es-tu|êtes-vous|t['’]es|tu es|vous êtes)\s+(?:vraiment |bien )?(?:sûre?s?|"
    r"certaine?s?)(?: de (?:ça|cela|toi))?"
    r"|(?:no\b[\s,.!]*)?(?:(?:that|this|it)(?:['’]s| is) (?:just |simply |all )?(?:wrong|false|incorrect|"
    r"not (?:right|true|correct|so))|(?:that|this|it) (?:can['’]?t|cannot) be (?:right|true|correct)|"
    r"you(?:['’]re| are) (?:wrong|mistaken)|wrong|i don['’]t think so)"
    r"|(?:non\b[\s,.!]*)?(?:c['’]est (?:complètement )?(?:faux|inexact|incorrect)|(?:ce n['’]|c['’])est pas "
    r"(?:vrai|juste|correct|exact|ça)|(?:tu te trompes|vous vous trompez)|faux|je ne (?:le )?crois pas)"
    r"|(?:c['’]est|est-ce)\s+(?:bien |vraiment )?(?:sûr|certain|exact|juste|vrai|correct)|vraiment|"
    r"vérifie[rz]?(?:[- ]le)?"
    r")" + _CLOSING,
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:the other(?: (?:one|[a-z]+))?|l['’]autre(?: [a-zà-ÿ]+)?)\b(?=\W*$)|\b(?:its|the) (?:twin|"
    r"sister)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^\W*(?:and|et|same|pareil|idem)\b", re.IGNORECASE)
_ASKING = re.compile(
    r"^\W*(?P<word>since when|when|why|where|by whom|how come|how many times|how often|how long ago|"
    r"at what time|on (?:what|which) (?:day|date)|what (?:day|time)|"
    r"quand(?: est-ce que)?|pourquoi(?: est-ce que)?|où(?: est-ce que)?|à quelle (?:heure|date)|comment|"
    r"par qui|combien de fois|"
    r"quel jour|depuis quand)\s+(?=\w)",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:is|are|was|were|did|does|do|has|have|had|will|can|should|must)\s+(?=\w)|"
    r"^\W*(?:est-ce que|est-ce qu['’])\s*",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on)\b", re.IGNORECASE)
_HOW_MANY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?P<head>\W*)how many times\s+", re.I), "when "),
    (re.compile(r"^(?P<head>\W*)how many (?:of (?:the|our) )?", re.I), "which "),
    (
        re.compile(
            r"^(?P<head>\W*)(?:what (?:is|was) the |the )?(?:total )?(?:number|count) of (?:the )?", re.I
        ),
        "which ",
    ),
    (re.compile(r"^(?P<head>\W*)(?:count|add up|sum) (?:the |all )?", re.I), "which "),
    (re.compile(r"^(?P<head>\W*)combien de fois\s+", re.I), "quand "),
    (re.compile(r"^(?P<head>\W*)combien (?:de |d['’])", re.I), "quels "),
    (
        re.compile(r"^(?P<head>\W*)(?:quel (?:est|était) )?le nombre (?:total )?(?:de |d['’]|des )", re.I),
        "quels ",
    ),
)


def is_listing(text: str) -> bool:
    """True for "list them", "which ones?", "lesquels ?": the things behind the figure of the turn before."""
    return _LISTING.match(text) is not None


def asks_origin(text: str) -> bool:
    """True for "where does that come from?"."""
    return _ORIGIN.match(text) is not None


def doubts(text: str) -> bool:
    """True for "are you sure?"."""
    return _DOUBT.match(text) is not None


def is_bare(text: str) -> bool:
    """True for a question word alone: "when?", "pourquoi ?", "what was the cause?"."""
    return _BARE.match(text) is not None or _CAUSE.match(text) is not None


def asks_other(text: str) -> re.Match[str] | None:
    """Where a text points at the other thing of two: "and the other one?", "et l'autre pompe ?"."""
    return _OTHER.search(text)


def leans(text: str) -> bool:
    """True for a text that says nothing without the turn before."""
    if is_listing(text) or asks_origin(text) or doubts(text) or is_bare(text):
        return True
    if _JOINED.match(text) and is_fragment(text):
        return True
    named = any(slot.kind in ("entity", "file", "clause") for slot in find_slots(text))
    return not named and (is_fragment(text) or bool(asks_other(text)))


def asked_of(text: str, question: str) -> str | None:
    """The question that a question word alone asks of the one before; None where the text is none.

    ``why?`` after ``When did P-7 trip?`` is ``Why did P-7 trip?``, after ``Did P-7 trip?`` too.
    """
    base = question.strip().rstrip("?!. ")
    if _CAUSE.match(text) is not None and (_ASKING.match(base) or _YES_NO.match(base)):
        word = "pourquoi" if re.search(r"\b(?:la|quelle)\b", text, re.IGNORECASE) else "why"
        return asked_of(word, _LATEST.sub("", base))
    match = _BARE.match(text)
    if match is None:
        return None
    word = re.sub(r"\s+(?:ça|cela)$", "", match["word"], flags=re.IGNORECASE)
    word = "by whom" if fold(word) == "who" else "par qui" if fold(word) == "qui" else word
    asking = _ASKING.match(base)
    if asking is not None:
        rest = base[asking.end() :]
    elif (yes_no := _YES_NO.match(base)) is not None:
        rest = (
            base[yes_no.end() :]
            if fold(base[: yes_no.end()]).strip().startswith("est-ce")
            else _lowered(base)
        )
    elif _INVERTED.search(base):
        rest = base
    else:
        return f"{word} {_lowered(base)}?"
    return f"{word} {rest}?"


def listed_of(question: str) -> str | None:
    """The question that asks for the things that one before counts; None where it counts nothing."""
    for pattern, instead in _HOW_MANY:
        match = pattern.match(question)
        if match is not None:
            return f"{match['head']}{instead[:1].upper()}{instead[1:]}{question[match.end() :].lstrip()}"
    return None


def _lowered(text: str) -> str:
    """A question as it goes on behind a word: its first letter small, but for a tag's."""
    return text if len(text) > 1 and not text[1].islower() else f"{text[:1].lower()}{text[1:]}"
