"""Bypasses, inhibits and overrides of a register: which are in force, past their end, on a tag, and by whom.

"What overrides are in force now?", "which bypasses are past their expiry?", "TSHH-7 est-elle shuntée ?".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from assistant.alarms.say import span
from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.series.wording import day
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.worded import cell_words, is_worded
from assistant.experts.tables.words import squash
from assistant.integrity.overrides import Override, is_override_register, overrides_of
from assistant.integrity.roles import without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_OVERRIDE = re.compile(
    r"\b(?:by-?pass(?:es|ed)?|over-?rid(?:e|es|den)|inhibit(?:s|ed|ions?)?|inhibee?s?|mos|shunt(?:s|es?|"
    r"ees?|ages?)?|"
    r"shuntee?s?|forcages?|forcee?s?|defeat(?:s|ed)|impairments?|neutralisee?s?|neutralisations?)\b"
)
_NOW = re.compile(
    r"\b(?:in force|active|actives?|actifs?|now|currently|right now|today|still|open|outstanding|on at "
    r"(?:the|this) moment|"
    r"in place|en place|en cours|en vigueur|actuel\w*|aujourd'hui|toujours|encore|poses?|en service|"
    r"standing|we have|"
    r"do we have|are on|not (?:yet )?removed|pas (?:encore )?leves?|non leves?)\b"
)
_LATE = re.compile(
    r"\b(?:past|expired?|overdue|over-?run\w*|beyond|too long|late|exceed\w*|depasse\w*|echue?s?|"
    r"perimee?s?|en retard|"
    r"hors delai|expire\w*)\b"
)
_WHETHER = re.compile(r"^\W*(?:is|are|est|sont|est-ce)\b|\best[- ](?:elle|il)\b|\bsont[- ](?:elles|ils)\b")
_ASKS = re.compile(
    r"\b(?:which|what|list|any|how many|number|combien|nombre|quel(?:le)?s?|liste\w*|y a-t-il)\b"
)
_ANY = re.compile(r"\b(?:any|is there|are there|y a-t-il|un shunt|a bypass|an (?:override|inhibit))\b")
_OF_ONE = re.compile(r"\b(?:who|qui|why|pourquoi|when|quand|since|depuis|until|jusqu'a)\b")
_ELSE = re.compile(
    r"\b(?:procedures?|allowed|autorise\w*|policy|how (?:do|to|can)|comment|can (?:we|i)|may|peut-on|"
    r"valves?|vannes?|"
    r"lines?|lignes?|philosophy|maximum|longest allowed|hazop)\b"
)
_CUES = frozenset(
    """
    bypass bypasses bypassed override overrides overridden inhibit inhibits inhibited inhibition mos shunt
    shunts shunte shuntee shuntees shuntes shuntage force active actives actif actifs now currently today
    still open place standing trip alarm safety function securite fonction alarme many number combien which
    list any registers register registre past expired expiry overdue date end fin depassee depasse posee
    pose put applied since until actuellement cours vigueur moment defeated right
    """.split()
)
_INHIBITS = re.compile(r"\binhib(?!\w*.*\b(?:bypass|overrid|shunt))")
"""An inhibit is one kind of override; the other words are said of all kinds."""
_MOST = 20


class OverridesAsked:
    """Tells overrides.

    Args:
        rows_of: Reads registers.
        today: The day on which they are in force.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The overrides; None where none are asked for or no register of them is there."""
        plain = fold(" ".join(question.text.replace("’", "'").split()))
        if not _OVERRIDE.search(plain) or _ELSE.search(plain):
            return None
        late, now = _LATE.search(plain) is not None, _NOW.search(plain) is not None
        named = bool(find_tags(question.text))
        of_one = _OF_ONE.search(plain) is not None
        whether = _WHETHER.search(plain) is not None or (named and _ANY.search(plain) is not None)
        if not (late or now or whether or (of_one and named)):
            return None
        held = overrides_of(self._rows_of(is_override_register, scope))
        if not held:
            return None
        moment = datetime.combine(self._today(), time(23, 59))
        chosen = _described(question.text, held)
        if chosen is None or not chosen:
            return _none_on(question, held, moment) if named and (whether or now) else None
        if len(chosen) < len(held) and (whether or of_one):
            return _of_one_thing(chosen, moment, question.language, whether=whether)
        if not (_ASKS.search(plain) or late or now):
            return None
        return _in_force(chosen, moment, question.language, late=late)


def _described(text: str, held: Sequence[Override]) -> list[Override] | None:
    """The overrides that a question names by tag, number or words; all where it names none."""
    tags = {squash(tag) for tag in find_tags(text)}
    if tags:
        own = [o for o in held if squash(o.tag) in tags or squash(o.ref) in tags]
        return own or [o for o in held if any(tag in squash(f"{o.what} {o.reason}") for tag in tags)]
    words = [w for w in map(fold, content_words(without_tags(text))) if w not in _CUES]
    if not words:
        inhibited = [o for o in held if "inhib" in fold(_kind(o))]
        return inhibited if inhibited and _INHIBITS.search(fold(text)) else list(held)
    return [
        o for o in held if all(is_worded(w, cell_words(f"{o.what} {o.reason} {_kind(o)}")) for w in words)
    ]


def _kind(one: Override) -> str:
    return " ".join(str(v) for v in one.row.cells.values() if isinstance(v, str))


def _in_force(held: Sequence[Override], now: datetime, language: Language, *, late: bool) -> Bridge:
    """Those that were not taken off; of them those past their end where ``late``."""
    on = [o for o in held if not o.is_off and (o.on is None or o.on <= now)]
    passed = [o for o in on if o.until is not None and o.until < now]
    found = passed if late else on
    file, at = say.file_name(held[0].row.source), day(now, language)
    n = len(found)
    if not found:
        what = one_of(
            language,
            "is past its end" if late else "is in force",
            "n'a dépassé sa fin" if late else "n'est en vigueur",
        )
        told = one_of(
            language,
            f"None of the {len(held)} overrides of {file} {what} on {at}.",
            f"Aucun des {len(held)} shunts de {file} {what} au {at}.",
        )
        return Bridge(reasons=(_evidence(held, told),))
    if late:
        head = one_of(
            language,
            f"{n} override{'s' if n > 1 else ''} past {'their' if n > 1 else 'its'} end and not taken "
            f"off on {at} ({file}):",
            f"{n} shunt{'s' if n > 1 else ''} non levé{'s' if n > 1 else ''} et fin dépassée au {at} "
            f"({file}) :",
        )
    else:
        head = one_of(
            language,
            f"{n} override{'s' if n > 1 else ''} in force on {at}, {len(passed)} of them past the end "
            f"({file}):",
            f"{n} shunt{'s' if n > 1 else ''} en place au {at}, dont {len(passed)} à la fin dépassée "
            f"({file}) :",
        )
    lines = (_evidence([o], f"{_about(o, now, language)}.") for o in found[:_MOST])
    return Bridge(reasons=(_evidence(found, head), *lines), listed=True)


def _of_one_thing(found: Sequence[Override], now: datetime, language: Language, *, whether: bool) -> Bridge:
    """Whether a thing is overridden, by whom and why: the override that is on, else the last one."""
    on = [o for o in found if not o.is_off]
    yes = one_of(language, "Yes, not taken off: ", "Oui, non levé : ")
    no = one_of(language, "No, it was taken off: ", "Non, levé : ")
    shown = on or [max(found, key=lambda o: o.on or datetime.min)]
    head = (yes if on else no) if whether else ""
    told = tuple(_evidence([o], f"{head}{_about(o, now, language)}.") for o in shown)
    return Bridge(reasons=told, listed=len(told) > 1)


def _none_on(question: Question, held: Sequence[Override], now: datetime) -> Bridge:
    names, file = ", ".join(find_tags(question.text)), say.file_name(held[0].row.source)
    told = one_of(
        question.language,
        f"{file} has no override of {names} ({len(held)} rows).",
        f"{file} n'a aucun shunt de {names} ({len(held)} lignes).",
    )
    del now
    return Bridge(reasons=(_evidence(held, told),))


def _about(one: Override, now: datetime, language: Language) -> str:
    """``MOS-9 VSHH-7 (vibration trip; probe failed), since 20 November 2026 by J. Oak, until …``."""
    what = "; ".join(part for part in (one.what, one.reason) if part)
    told = f"{one.ref} {one.tag}".strip() + (f" ({what})" if what else "")
    if one.on is not None:
        told += one_of(language, ", since ", ", depuis le ") + _moment(one.on, language)
    if one.by:
        told += one_of(language, f" by {one.by}", f" par {one.by}")
    if one.off is not None:
        return told + one_of(language, ", taken off ", ", levé le ") + _moment(one.off, language)
    if one.until is not None:
        told += one_of(language, ", until ", ", jusqu'au ") + _moment(one.until, language)
        if one.until < now and not one.is_off:
            over = span(timedelta(days=max((now - one.until).days, 0)) or now - one.until, language)
            told += one_of(language, f" ({over} over)", f" ({over} de dépassement)")
    return told


def _moment(at: datetime, language: Language) -> str:
    return day(at, language) + (f" {at:%H:%M}" if at.time() != time() else "")


def _evidence(found: Sequence[Override], statement: str) -> Evidence:
    schema = found[0].row.schema
    rows = [o.row for o in found if o.row.schema.name == schema.name]
    return cited_rows(schema, rows, schema.columns, statement)
