"""Replace pronouns by what they stand for in the turn before. Knows words, no sources."""

from __future__ import annotations

import re

from assistant.calendar_words import inner_shift, shifted
from assistant.language import detect_language
from assistant.slots import Slot, find_slots
from assistant.words import content_words, tokens, word_set

_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_POSSESSIVE_FR = re.compile(r"\b(?:son|sa|ses|leurs?)\b(?=\s+[a-zà-ÿ])", re.IGNORECASE)
_THEIR = re.compile(r"\b(?:their|leurs?)\b(?=\s+[a-zà-ÿ])", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:how many|(?:number|count) of|combien d['’e]|nombre d['’e])", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:it|they|them)\b(?!')", re.IGNORECASE)
_PERSONAL_FR = re.compile(r"(?<=-)(?:il|elle|ils|elles)\b|\b(?:il|elle|ils|elles)\b", re.IGNORECASE)
_OBJECT_FR = re.compile(
    r"\b(?:qui|quand)(?: est-ce qu['’](?:on|il|elle))? l['’](?:a|avait|ont)\b", re.IGNORECASE
)
"""``qui l'a signalé ?``: what was done to the thing of the turn before."""
_ONES = re.compile(
    r"\b(?:last|first|next|previous|other|only|latest|second|third|that|this|which|newest|"
    r"oldest)\s+(?P<one>ones?)\b",
    re.IGNORECASE,
)
_THOSE = re.compile(r"\b(?P<word>those|these|them|they)\b(?!\s+[a-zà-ÿ]{3,}s\b)", re.IGNORECASE)
_THOSE_FR = re.compile(
    r"\b(?:(?<=d'entre )|(?<=parmi )|(?<=pour ))?(?P<word>eux|celles?-ci|ceux-ci|celles-là|ceux-là)\b",
    re.IGNORECASE,
)
_THAT_NOUN = re.compile(
    r"\b(?:that|this|the same|those|these|ce|cet|cette|ces|(?:le|la|les) mêmes?)\s+"
    r"(?P<noun>[a-zà-ÿ]+(?:\s[a-zà-ÿ]+)?)(?!\w)(?:-là|-ci)?",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this|so|ça|cela|ceci)\s*[?!.]*\s*$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!\s+(?:is|are|was|were|a|an|any|been))|"
    r"(?<=\s)là(?:-bas)?\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|will|would|does|did|can|could|should|must|has)?\s*it\s+(?:is |was )?(?:allowed|"
    r"possible|permitted|"
    r"necessary|required|ok|okay|mandatory|legal|true|safe|take|takes)\b|\b(?:il faut|il y a|y a-t-il|"
    r"faut-il|"
    r"est-il (?:possible|permis|autorisé|obligatoire|interdit|nécessaire)|"
    r"il est (?:possible|permis|autorisé|obligatoire|interdit|nécessaire)|s'agit-il|il s'agit)\b",
    re.IGNORECASE,
)
_TIME_NOUNS = word_set(
    "day date month year week period time quarter jour date mois année an semaine période trimestre "
    "heure hour"
)
_ENTITY_NOUNS = word_set(
    "one machine equipment unit asset device pump chiller valve motor sensor appareil équipement pompe "
    "groupe vanne "
    "moteur capteur rule clause article règle document report file log fichier rapport run test"
)
_VERBS = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|must|may|should|will|would|shall|start|"
    r"starts|stop|stops|"
    r"begin|begins|end|ends|run|runs|last|lasts|happen|happens|occur|occurs|cover|covers|say|says|fail|"
    r"failed|show|shows|"
    r"est|sont|était|a|ont|avait|peut|doit|faut|commence|démarre|finit|dure|couvre|dit|tombe|descend|monte)"
)
_BEFORE = re.compile(
    r"\b(on|in|at|for|during|from|since|until|sur|en|le|du|de|dans|pour|à)\s+(?:the\s+|le\s+|la\s+|l')?"
    r"(?:(?!(?:on|in|at|for|the)\b)\w+\s){0,2}$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    rf"\b(?:what|which|who|whose|when|where|why|how|many|much|often|long|there|{_VERBS}|the|a|an|any|our|"
    rf"we|i|you|my|"
    r"for|on|in|at|of|with|during|from|by|since|until|after|before|between|over|under|per|to|and|or|not|"
    r"last|first|"
    r"most|least|quels?|quelles?|qui|que|quoi|quand|où|pourquoi|comment|combien|le|la|les|un|une|des|du|"
    r"de|l|d|au|aux|"
    r"pour|sur|en|à|dans|avec|pendant|depuis|après|avant|entre|par|et|ou|ne|pas|on|nous|eus?|t|il|elle|"
    r"ont|plus)\b|"
    r"[^\w\s/.%-]|'s\b",
    re.IGNORECASE,
)


_SUBJECT_SAID = re.compile(
    r"\b(?:les?|la|l['’]|ces?|cet(?:te)?|nos|notre|mes|mon|ma|vos|votre)\s*"
    r"(?!(?:derni|premi)[eè]re?s?\b|prochaine?s?\b|pr[ée]c[ée]dente?s?\b|suivante?s?\b|seule?s?\b|m[êe]mes?\b|"
    r"autres?\b)(?=[a-zà-ÿ]{3,})[^?!.;]*?\s[a-zà-ÿ]+-(?:t-)?(?P<pronoun>ils?|elles?)\b",
    re.IGNORECASE,
)
"""``Les actions sont-elles faites ?``: the subject is said, its pronoun points at nothing before."""
_STATE = (
    r"(?P<verb>are|were|sont|étaient)\s+(?:(?:still|currently|now|encore|toujours|actuellement)\s+)?"
    r"(?P<state>[a-zà-ÿ-]{3,})\s*(?:[?.!]|$)"
)


def _pointing(text: str) -> bool:
    plain = _EXPLETIVE.sub(" ", text)
    if any(p.search(plain) for p in (_POSSESSIVE, _PERSONAL, _ONES, _PLACE, _THAT)) or inner_shift(plain):
        return True
    those = _THOSE.search(plain) or _THOSE_FR.search(plain)
    return bool(those) or bool(_time_or_thing(plain))


def _time_or_thing(text: str) -> re.Match[str] | None:
    """A phrase such as ``that day`` or ``this pump``."""
    for match in _THAT_NOUN.finditer(text):
        word = match.group("noun").split()[0].lower()
        if word in _TIME_NOUNS or word in _ENTITY_NOUNS:
            return match
    return None


_AS_OBJECT = re.compile(r"(?:it|them)\b", re.IGNORECASE)
"""Behind its verb, which is no noun that it stands for: "how many lines share it?"."""


def has_anaphora(text: str) -> bool:
    """True where a pronoun stands for something that the text itself does not name before it."""
    text = _without_said_subject(text)
    french = (
        _PERSONAL_FR.search(_EXPLETIVE.sub(" ", text))
        or _POSSESSIVE_FR.search(text)
        or _OBJECT_FR.search(text)
    )
    if not (_pointing(text) or (french and _is_french(text))):
        return False
    first = _first_pointer(text)
    before = text[:first]
    named = [slot for slot in find_slots(before) if slot.kind in {"entity", "file", "clause"}]
    if _AS_OBJECT.match(text, first):
        before = before.rstrip().rpartition(" ")[0]
    nouns = [word for word in content_words(before) if len(word) > 3]
    return not named and len(nouns) < 2


def _without_said_subject(text: str) -> str:
    """A text with the pronouns of inverted questions blanked whose subject stands before them."""
    match = _SUBJECT_SAID.search(text)
    if match is None:
        return text
    start, end = match.span("pronoun")
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _is_french(text: str) -> bool:
    return detect_language(text) == "fr"


def _first_pointer(text: str) -> int:
    plain = _EXPLETIVE.sub(lambda match: " " * len(match.group(0)), text)
    patterns = [_POSSESSIVE, _PERSONAL, _ONES, _PLACE, _THOSE, _THOSE_FR, _THAT]
    if _is_french(text):
        patterns += [_PERSONAL_FR, _POSSESSIVE_FR, _OBJECT_FR]
    found = [match.start() for pattern in patterns if (match := pattern.search(plain))]
    thing, moved = _time_or_thing(plain), inner_shift(plain)
    found += [thing.start()] if thing else []
    found += [moved[0]] if moved else []
    return min(found, default=len(text))


def noun_phrases(text: str) -> list[str]:
    """Runs of content words, as they stand: enough of a noun phrase for a follow-up to point at."""
    phrases = []
    for piece in _SPLIT.split(text):
        words = (piece or "").strip(" -.")
        if len(content_words(words)) and re.search(r"[A-Za-zÀ-ÿ]{2}", words):
            phrases.append(words)
    return phrases


def _entity(question: str, answer: str) -> str:
    """The thing that the turn before was about: what answered a "which", else what was asked about."""
    names = [s for s in find_slots(answer) if s.kind in {"entity", "clause"}]
    asked = [s for s in find_slots(question) if s.kind in {"entity", "clause"}]
    which = re.search(r"\b(?:which|what|who|quels?|quelles?|qui|lequel|laquelle)\b", question, re.IGNORECASE)
    if which and names and names[0].text.lower() not in question.lower():
        return names[0].text
    if asked:
        return asked[-1].text
    return names[0].text if names and not noun_phrases(question) else ""


def _subject(question: str) -> str:
    """The first noun phrase of a question, slots left out."""
    text = question
    for slot in reversed(find_slots(question)):
        if slot.kind != "aggregate":
            text = f"{text[: slot.start]},{text[slot.end :]}"
    phrases = noun_phrases(text)
    return phrases[0] if phrases else ""


def _objects(question: str) -> str:
    """What the question counts or ranks: its longest noun phrase before the first slot, with its state."""
    slots = [slot for slot in find_slots(question) if slot.kind not in {"aggregate", "quantity"}]
    head = question[: slots[0].start] if slots and slots[0].start > 8 else question
    phrases = noun_phrases(head)
    objects = max(phrases, key=lambda phrase: len(content_words(phrase)), default="")
    return _in_state(objects, question) if objects else ""


def _in_state(objects: str, question: str) -> str:
    """``open work orders`` where the question was which work orders are open."""
    said = re.search(rf"{re.escape(objects)}\s+{_STATE}", question, re.IGNORECASE)
    if said is None or not content_words(said["state"]):
        return objects
    french = said["verb"].lower() in {"sont", "étaient"}
    return f"{objects} {said['state']}" if french else f"{said['state']} {objects}"


def _context(question: str, text: str) -> str:
    """Dates, things and files of the question before, with their prepositions, that a text leaves out."""
    kinds = {slot.kind for slot in find_slots(text)}
    parts: list[str] = []
    for slot in find_slots(question):
        if slot.kind in {"date", "entity", "file"} and slot.kind not in kinds:
            before = _BEFORE.search(question[: slot.start])
            parts.append(question[before.start() if before else slot.start : slot.end].strip())
    return " ".join(parts)


def resolve(text: str, question: str, answer: str) -> str:
    """The text with its pronouns replaced by things of the turn before.

    What stands for several things ("those") or for a place or time brings the dates and things of
    the question before with it; "that" alone at the end brings the whole question.
    """
    base = text.strip()
    objects, french = _objects(question), _is_french(base)
    out, carry = _put_time(base, question, answer)
    if objects:
        out, several = _put_objects(out, objects, french=french, plural=_is_plural(objects))
        counted = bool(_COUNTED.search(question) and _THEIR.search(base))  # of those that were counted alone
        carry = carry or counted or several == "those" or (several == "one" and not _entity(question, answer))
    out = _put_entity(out, question, answer, french=french)
    if _PLACE.search(out):
        place = _context(question, out)
        out = _PLACE.sub(lambda match: place or match.group(0), out, count=1)
    elif carry:
        extra = _context(question, out)
        out = f"{out.rstrip('?!. ')} {extra}?" if extra else out
    if out == base:
        out = f"{base.rstrip('?!. ')} ({question.strip().rstrip('?!. ')})?"
    return re.sub(r"\s+", " ", out).strip()


def _put_time(text: str, question: str, answer: str) -> tuple[str, bool]:
    """Days and things that are pointed at, named; True where one could not be."""
    moved = inner_shift(text)
    if moved:
        day = shifted(moved[2], answer, question)
        return (f"{text[: moved[0]]}on {day}{text[moved[1] :]}", False) if day else (text, True)
    pointed = _time_or_thing(text)
    if pointed is None:
        return text, False
    out, changed = _put_thing(text, pointed, question, answer)
    return out, not changed


def _is_plural(phrase: str) -> bool:
    return phrase.endswith("s") and not phrase.endswith("ss")


def _put_objects(text: str, objects: str, *, french: bool, plural: bool) -> tuple[str, str]:
    """``one`` and ``those`` named; says which of them there was."""
    out, ones = _ONES.subn(lambda m: m.group(0)[: -len(m["one"])] + _number(objects, m["one"]), text)
    those = (_THOSE_FR if french else _THOSE).search(out)
    if those and (plural or those["word"].lower() not in {"they", "them"}):
        article = "les" if french else "the"
        return f"{out[: those.start('word')]}{article} {objects}{out[those.end('word') :]}", "those"
    return out, "one" if ones else ""


def _put_entity(text: str, question: str, answer: str, *, french: bool) -> str:
    """``it``, ``its`` and their French likes named."""
    entity, subject = _entity(question, answer), _subject(question)
    thing = entity or (f"the {subject}" if subject else "")
    if not thing:
        return text
    out = _POSSESSIVE.sub(f"{entity}'s" if entity else f"the {subject}'s", text)
    plain = _EXPLETIVE.sub(lambda match: "\0" * len(match.group(0)), out)
    match = _PERSONAL.search(plain)
    if match:
        out = out[: match.start()] + thing + out[match.end() :]
    return _french(out, entity or subject) if french else out


def _number(phrase: str, one: str) -> str:
    """A plural phrase in the singular where ``one`` stood for it."""
    if one.lower() == "ones" or not phrase.endswith("s") or phrase.endswith("ss"):
        return phrase
    return re.sub(r"ies$", "y", phrase) if phrase.endswith("ies") else phrase[:-1]


def _put_thing(text: str, match: re.Match[str], question: str, answer: str) -> tuple[str, bool]:
    """Replaces ``that day`` by the day and ``this pump`` by its tag; False where nothing fits."""
    noun = match.group("noun").split()[0].lower()
    wanted = {"date"} if noun in _TIME_NOUNS else {"entity", "clause", "file"}
    slots: list[tuple[str, Slot]] = [
        (source, slot) for source in (answer, question) for slot in find_slots(source) if slot.kind in wanted
    ]
    if not slots:
        return text, False
    new = slots[0][1].text
    end = match.start("noun") + len(match.group("noun").split()[0])
    tail = re.match(r"-là|-ci", text[end:])
    return text[: match.start()] + new + text[end + (tail.end() if tail else 0) :], True


def _french(text: str, owner: str) -> str:
    """``sa dernière panne`` becomes ``la dernière panne de P-101``; what a subject is, is said behind."""
    out = text
    match = _POSSESSIVE_FR.search(out)
    if match and owner:
        noun = re.match(r"\s+(?:[a-zà-ÿ'-]+)(?:\s+[a-zà-ÿ'-]+)?", out[match.end() :])
        end = match.end() + (noun.end() if noun else 0)
        article = {"son": "le", "sa": "la"}.get(match.group(0).lower(), "les")
        out = f"{out[: match.start()]}{article}{out[match.end() : end]} de {owner}{out[end:]}"
    elif (
        owner
        and owner.lower() not in out.lower()
        and (_PERSONAL_FR.search(_EXPLETIVE.sub(" ", out)) or _OBJECT_FR.search(out))
    ):
        out = f"{out.rstrip('?!. ')} ({owner}) ?" if len(tokens(out)) else out
    return out
