"""Put a fragment ("and on 10 July?") in the place of its like in the question before. Knows no sources."""

from __future__ import annotations

import re

from assistant.calendar_words import names_month, shift_of, shifted
from assistant.levels import with_level
from assistant.quantities import dimensions_of
from assistant.slots import Slot, find_slots, years_of
from assistant.words import content_words, fold, tokens, word_set

_OPENING = re.compile(
    r"^\s*(?:(?:ok|okay|thanks|thank you|merci|right|alright|great|good|well|bon|bien|d'accord|"
    r"super)\b[\s,.!:-]*)*"
    r"(?P<join>and then|and|also|plus|then|what about|how about|same (?:thing |question )?(?:for|on|with|"
    r"in|at|but)|"
    r"(?:(?:no|nope|oops|wait|sorry|actually)\b[\s,.!:;-]*)*i (?:mean|meant|(?:am|was) asking about)|"
    r"(?:(?:non|pardon|désolée?|en fait)\b[\s,.!:;-]*)*je (?:(?:veux|voulais) dire|"
    r"parl(?:e|ais) (?:de|du|des))|"
    r"now for|now|but|or|et puis|et si c'est|et si|et|puis|mais|ou|qu'en est-il (?:de |du |des |d')?|"
    r"qu'en est-il|pareil pour|idem pour|même (?:chose|question) (?:pour|sur|avec|en|à)|instead of that)?"
    r"(?![\w'])[\s,:-]*",
    re.IGNORECASE,
)
_SAME_FOR = re.compile(r"(?:same|pareil|idem|même).* (?P<preposition>\w+)$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|must|may|should|will|would|shall|happen\w*|"
    r"est|sont|était|étaient|a|ont|avait|peut|peuvent|doit|doivent|faut|"
    r"\w+-t-(?:il|elle|on)|\w+-(?:ils|elles|il|elle|on|ce))\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|quels?|quelles?|qui|que|quoi|quand|où|pourquoi|"
    r"comment|"
    r"combien)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:what|which|how|about|is|are|was|were|be|it|its|that|this|same|the|value|one|day|date|month|"
    r"year|period|time|"
    r"quels?|quelles?|est|sont|était|étaient|il|elle|ce|cette?|même|la|le|les|valeur|jour|mois|année|"
    r"période)\b",
    re.IGNORECASE,
)
_FILLER = word_set(
    """other others same next previous instead alone only together both too also now again then all total
    overall autre autres même
    suivant suivante précédent précédente seul seule ensemble aussi maintenant encore
    the one"""
)
_PREPOSITIONS = (
    "for|on|in|at|of|with|during|from|by|since|until|after|before|between|over|under|above|below|per|"
    "without|about|"
    "pour|sur|en|à|au|aux|de|du|des|dans|avec|pendant|depuis|jusqu'à|après|avant|entre|par|sans|chez|le|"
    "la|les"
)
_LEADING = re.compile(rf"^(?P<preposition>{_PREPOSITIONS})\b\s*", re.IGNORECASE)
_BREAK = re.compile(
    rf"\s+\b(?:{_PREPOSITIONS}|and|or|et|ou|when|that|which|qui|que)\b|[,;:?.!](?=\s|$)", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"\b(?:the|a|an|our|its|their|any|le|la|les|un|une|des|du|notre|nos)\s+|\bl'", re.IGNORECASE
)
_ONE_OF = re.compile(r"(?:the one|celui|celles?|ceux) (?=(?:of|for|de|du|des|d['’])\b)", re.IGNORECASE)
_OWNED = re.compile(r"\w (?P<of>(?:of|for|du|des|de (?:la |l['’])?|d['’]) ?(?:the )?[\w-]+)", re.IGNORECASE)
_ORDINAL = re.compile(r"^(?:on |the |le |the day )*(?P<day>\d{1,2})(?P<mark>st|nd|rd|th|er)?$", re.IGNORECASE)
_IN_UNIT = re.compile(r"^(?:in|en|as) (?P<unit>\S+)(?: instead)?$", re.IGNORECASE)


_OVERVIEW = re.compile(
    r"^(?:tell me|talk to me|give me (?:an )?overview|everything|(?:parle[rz]?|dis|dites)[- ]moi)\b",
    re.IGNORECASE,
)
"""``Tell me about P-7`` asks for all of it, whatever was asked before."""


def _body(text: str) -> tuple[str, str]:
    """The fragment without its opening words and final mark, and the opening word."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    join = (opening.group("join") or "") if opening else ""
    body = text[start:].strip().rstrip("?!. ").strip()
    again = _SAME_FOR.search(join)
    if again and not _LEADING.match(body):
        body = f"{again.group('preposition')} {body}"
    return body, join.lower()


def is_fragment(text: str) -> bool:
    """True where a text only makes sense as a change to the question before it.

    It opens with a connective and has no verb, or it consists of nothing but replaceable parts
    (a date, a tag, an aggregate, a unit) and words such as "other".
    """
    body, join = _body(text)
    if not body or len(tokens(body)) > 12 or _OVERVIEW.search(body):
        return False
    if _ASKING.fullmatch(body) or (_IN_UNIT.match(body) and dimensions_of(body)) or shift_of(body):
        return True
    slots = find_slots(body)
    left = [word for word in _remaining(_NOTHING.sub(" ", body)) if word not in _FILLER]
    if _VERB.search(body) or _ASKING.search(body):
        return bool(join) and ((not left and bool(slots)) or len(tokens(body)) <= 2)
    if join:
        return True
    return not left and (bool(slots) or any(word in _FILLER for word in tokens(body)))


def merge(text: str, question: str, answer: str) -> str:
    """The question before with the parts replaced that the fragment names; the rest is kept."""
    body, _ = _body(text)
    base = question.strip().rstrip("?!. ").strip()
    shift = shift_of(body)
    if shift:
        moved = shifted(shift, base, answer)
        spot = _date_slot(base)
        if moved and spot:
            return f"{base[: spot.start]}{moved}{base[spot.end :]}?"
        return f"{base}, {moved or body}?"
    levelled = with_level(body, base)
    if levelled is not None:
        base, body = levelled
        if not body:
            return f"{base}?"
    slots = find_slots(body)
    if _ASKING.search(body) and not slots:
        return f"{body} {base[:1].lower()}{base[1:]}?"
    if _IN_UNIT.match(body) and not slots:
        return f"{base}, {body}?"
    day = _day_of(body, base)
    if day:
        return f"{day}?"
    merged, unplaced = base, []
    for slot in slots:
        replaced = _replace_slot(merged, slot, body)
        if replaced is None:
            unplaced.append(slot)
        else:
            merged = replaced
    if slots and len(unplaced) < len(slots):
        return f"{merged}?"
    if unplaced and not _remaining(body):
        return f"{merged}{_appended(body)}?"
    return f"{_replace_phrase(merged, body)}?"


def _date_slot(text: str) -> Slot | None:
    return next((slot for slot in reversed(find_slots(text)) if slot.kind == "date"), None)


def _day_of(body: str, base: str) -> str:
    """``base`` with the day of its date replaced by ``the 11th``; empty where the fragment is no day."""
    match = _ORDINAL.match(body)
    spot = _date_slot(base)
    if match is None or spot is None or not re.match(r"\d{1,2}(?!\d)", spot.text):
        return ""
    if not match.group("mark") and not re.match(r"(?:on |the |le )", body, re.IGNORECASE):
        return ""
    new = re.sub(r"^\d{1,2}(?:st|nd|rd|th|er)?", match.group("day"), spot.text)
    return base[: spot.start] + new + base[spot.end :]


def _remaining(body: str) -> list[str]:
    """Content words of a fragment outside its slots."""
    rest = body
    for slot in reversed(find_slots(body)):
        rest = f"{rest[: slot.start]} {rest[slot.end :]}"
    return content_words(rest)


def _appended(body: str) -> str:
    return f" {body}" if _LEADING.match(body) else f", {body}"


def _replace_slot(base: str, slot: Slot, body: str) -> str | None:
    """``base`` with its slot of the same kind replaced; None where it has none."""
    known = find_slots(base)
    candidates = [other for other in known if other.kind == slot.kind]
    if slot.kind == "quantity" and not candidates:
        return _renumbered(base, slot, body, [other for other in known if other.kind == "entity"])
    if not candidates:
        return None
    if slot.kind == "entity":
        return _replace_entity(base, slot, candidates)
    old = candidates[0] if slot.kind == "aggregate" else candidates[-1]
    if slot.kind != "date":
        return base[: old.start] + slot.text + base[old.end :]
    new, start = _dated(slot.text, old.text), old.start
    leading = _LEADING.match(body)
    before = re.search(rf"\b(?P<word>{_PREPOSITIONS})\s+$", base[:start], re.IGNORECASE)
    if before and leading and slot.start >= leading.end():
        start, new = before.start(), f"{leading.group('preposition')} {new}"
    elif before and before.group("word").lower() == "on" and not re.search(r"\b\d{1,2}\b", new):
        start, new = before.start(), f"in {new}"
    return base[:start] + new + base[old.end :]


def _renumbered(base: str, slot: Slot, body: str, entities: list[Slot]) -> str | None:
    """``chiller 9`` as ``chiller 10`` where the fragment is ``number 10``."""
    only = re.fullmatch(
        r"(?:(?:on|for|of|sur|pour|de)\s+)?(?:number|no\.?|nr\.?|#|n°|le|la|the)?\s*\d+", body, re.IGNORECASE
    )
    if not only or not entities:
        return None
    old = entities[-1]
    return base[: old.start] + re.sub(r"\d+[A-Z]?$", slot.text.strip(), old.text) + base[old.end :]


def _replace_entity(base: str, slot: Slot, candidates: list[Slot]) -> str:
    """A thing in the place of one named alike, else of the last one; two names of one thing are one."""
    stem = re.sub(r"\d.*", "", fold(slot.text))
    twin = [other for other in candidates if re.sub(r"\d.*", "", fold(other.text)) == stem]
    old = twin[-1] if twin else candidates[-1]
    if len(candidates) > 1 and _same_thing(base, candidates):
        first, last = candidates[0], candidates[-1]
        return base[: first.start] + slot.text + base[last.end :].lstrip(")")
    return base[: old.start] + slot.text + base[old.end :]


def _same_thing(base: str, slots: list[Slot]) -> bool:
    """True for ``groupe froid 9 (Chiller 9)``: one thing named twice."""
    return base[slots[0].end : slots[-1].start].strip() == "("


def _dated(new: str, old: str) -> str:
    """A date with the year that it leaves out taken from the one it replaces."""
    years = years_of(old)
    if years and not years_of(new) and names_month(new):
        return f"{new} {years[-1]}"
    return new


def _replace_phrase(base: str, body: str) -> str:
    """Replaces the phrase that begins like the fragment: ``at idle`` by ``at the other speeds``."""
    one = _ONE_OF.match(body)
    owned = _OWNED.search(base) if one else None
    if one and owned:
        return f"{base[: owned.start('of')]}{body[one.end() :]}{base[owned.end() :]}"
    leading = _LEADING.match(body)
    if leading:
        spots = list(re.finditer(rf"\b{re.escape(leading.group('preposition'))}\b\s+", base, re.IGNORECASE))
        if spots:
            start = spots[-1].start()
            end = _BREAK.search(base, spots[-1].end())
            return base[:start] + body + (base[end.start() :] if end else "")
        return f"{base} {body}"
    return _replace_subject(base, body)


def _replace_subject(base: str, body: str) -> str:
    """Replaces the first noun phrase of the question by the fragment; aggregates before it stay."""
    start = 0
    asking = re.match(
        r"\s*(?:what(?:'s| is| are| was| were)?|which|how (?:much|many)|quels?(?: est| sont| était)?|"
        r"quelles?(?: est| sont| était)?|combien de?|give me|show me|donne-moi)\s+",
        base,
        re.IGNORECASE,
    )
    if asking:
        start = asking.end()
    aggregate = next((slot for slot in find_slots(base) if slot.kind == "aggregate"), None)
    if (
        aggregate is not None
        and aggregate.end > start
        and not any(slot.kind == "aggregate" for slot in find_slots(body))
    ):
        start = aggregate.end
    while True:
        skipped = re.match(rf"\s*(?:{_DETERMINER.pattern}|\b(?:of|de|du|d')\s*)", base[start:], re.IGNORECASE)
        if not skipped or not skipped.group(0):
            break
        start += skipped.end()
    while start < len(base) and base[start] == " ":
        start += 1
    end = _BREAK.search(base, start)
    stop = end.start() if end else len(base)
    noun = _DETERMINER.sub("", body, count=1) if start else body
    if stop <= start:
        return f"{base}, {body}"
    return base[:start] + noun + base[stop:]
