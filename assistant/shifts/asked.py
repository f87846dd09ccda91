"""What a question asks of a shift log: who was there, what happened, what is left to do. Knows words "
"alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.alarms.when import night_between
from assistant.experts.tables.dates import find_periods
from assistant.shifts.words import crew_of, part_of
from assistant.words import content_words, fold
from assistant.words import has_phrase as has
from retrieval.records import Language

Aim = Literal["who", "happened", "todo", "summary"]

_WHO = r"(?:who|whom|whose|qui|names? of|nom du|noms des)"
_DUTY = (
    r"(?:on (?:shift|duty|nights?|days?|call|watch|the (?:panel|board|night|day))|shift|leader|supervisor|"
    r"panel|board|quart|poste|nuit|nights?|garde|equipe|tableau|pupitre|crew|team|hand(?:ed)? ?over|"
    r"chef|operators?|operateurs?|matin|morning|releve|passation)"
)
_MANNED = r"(?:on (?:the )?(?:panel|board|duty)|au (?:tableau|pupitre))"
_HAPPENED = (
    r"(?:what (?:else )?(?:happened|occurred|went on|was (?:done|going on))|what'?s new|any(?:thing|"
    r" problems?| "
    r"issues?| news)|que s'est[- ]il passe|qu'est[- ]ce qui s'est passe|il s'est passe quoi|quoi de neuf|"
    r"qu'est[- ]il arrive|faits? marquants?|evenements?|events?|rien de special|passe quoi|signale\w* quoi|"
    r"fait quoi|how was|"
    r"comment s'est passee?|qu'a[- ]t[- ](?:on|elle|il) fait|what did)"
)
_TODO = (
    r"(?:open (?:points?|items?|actions?)|pending|outstanding|left to do|to[- ]?do|left over|follow[- ]?ups?|"
    r"instructions?|consignes?|reste a faire|a faire|a suivre|en suspens|points? ouverts?|watch(?:ed)?|"
    r"a surveiller|next shift|poste suivant|for us|transmis\w*|laisse\w*|passed on|asked to)"
)
_SUMMARY = (
    r"(?:summar\w+|sum up|resume\w*|synthese|recap\w*|brief\w*|show|read|tell|give|what (?:does|did|was|is)|"
    r"montre\w*|donne\w*|lis|que dit|contenu|last|latest|previous|derniere?s?|dernier|precedent\w*)"
)
_SUMMED = r"(?:summar\w+|sum up|resume\w*|synthese|recap\w*)"
_WRITTEN = (
    r"(?:(?:night|day|morning|afternoon|evening|late|early) (?:shift )?(?:log|report|notes?)|"
    r"rapport (?:du|de) (?:poste|quart|la nuit|l'equipe)[\w' -]*)"
)
_LOG = (
    r"(?:hand ?-?overs?|turnovers?|pass ?downs?|passations?|(?:la|derniere|precedente) releve|"
    r"shift (?:log|report|notes?|book)|cahier de quart|quart)"
)
_TIMED = (
    r"(?:overnight|handed over|shifts?|nights?|nuits?|quarts?|postes?|equipes?|hand ?-?overs?|pass ?downs?|"
    r"passations?|"
    r"(?:la|derniere|precedente) releve|matin\w*|mornings?|afternoons?|apres[- ]midi|evenings?|soir\w*)"
)
_ELSE = (
    r"(?:alarms?|alarmes?|hors consigne|rondes?|how many|combien|average|moyenne|temperature|pressure|"
    r"pression|vibration|shift(?:ed|ing)|level shift|poste (?:de transformation|electrique|source|hta|bt)|"
    r"procedure|how (?:do|to|should)|comment (?:faire|proceder)|releve de (?:mesure|compteur|vibration)s?|"
    r"work orders?|hours (?:of|is)|horaires?|patterns?|rosters?|schedules?|planning|roulement|allowances?|"
    r"primes?|par quel poste|by which shift|pouvoir)"
)
_BY_SHIFT = re.compile(rf"(?<!\w)(?:{_WHO}|{_DUTY}|{_TIMED}|{_MANNED})(?!\w)")
_ON_DUTY = 1
"""Words beside those of shifts in a question for who was there: ``who worked last night``."""
_LAST = re.compile(r"\b(?:last|latest|previous|most recent|dernieres?|derniers?|precedent\w*|passee?)\b")
_YESTERDAY = re.compile(r"\b(?:yesterday|last night|hier|nuit derniere|cette nuit|nuit passee)\b")
_NUMBER = re.compile(
    r"\b(?:the (?P<a>\d{1,2})(?:st|nd|rd|th)|(?:du|le|of) (?P<b>\d{1,2})(?:st|nd|rd|th)?)\b(?![:/.h]\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftAsked:
    """What is asked.

    Attributes:
        part: ``night``, ``day`` …; empty where none is named.
        crew: ``A``, ``2`` …; empty where none is named.
        last: True for the last shift of its kind.
        recent: True for yesterday or last night, counted from today.
        logged: True where the log, the handover or the next shift is spoken of.
        about_work: True where "who" does a piece of work: ``who issues the hot work permit at night``.
    """

    aim: Aim
    part: str
    crew: str
    last: bool
    recent: bool
    logged: bool
    about_work: bool = False


def asked_of(text: str) -> ShiftAsked | None:
    """What a question asks of a shift log; None where it asks nothing of the kind."""
    folded = fold(text)
    manned = has(_WHO, folded) and has(_MANNED, folded)
    if has(_ELSE, folded) or not (manned or has(_TIMED, folded)):
        return None
    aim = _aim(folded)
    if aim is None:
        return None
    named = _without_roles(folded)
    recent = _YESTERDAY.search(folded) is not None
    return ShiftAsked(
        aim=aim,
        part=part_of(named),
        crew=crew_of(named),
        last=_LAST.search(folded) is not None and not recent,
        recent=recent,
        logged=has(rf"{_LOG}|{_MANNED}|next shift|poste suivant|on shift|on duty", folded),
        about_work=aim == "who" and len(content_words(_BY_SHIFT.sub(" ", folded))) > _ON_DUTY,
    )


def _aim(text: str) -> Aim | None:
    if has(_WHO, text) and has(_DUTY, text):
        return "who"
    if has(_TODO, text) and has(rf"{_LOG}|{_TIMED}", text):
        return "todo"
    if has(_HAPPENED, text):
        return "happened"
    if has(_SUMMED, text) and part_of(text):
        return "summary"
    if has(_WRITTEN, text) or has(r"(?:was|were) handed over", text):
        return "summary"
    return "summary" if has(_SUMMARY, text) and has(rf"{_LOG}|shift|equipe|poste", text) else None


def _without_roles(text: str) -> str:
    """A text without words that name a part of a day only by chance: ``day shift leader of the day``."""
    return re.sub(r"\b(?:of the day|du jour|day by day|these days|today)\b", " ", text)


def days_of(text: str, language: Language, known: frozenset[date], today: date) -> list[date] | None:
    """The day that a question names, one of ``known`` where it leaves out month or year.

    Returns:
        None where no day is named; empty where the one that is named is not known.
    """
    folded = fold(text)
    if _YESTERDAY.search(folded):
        return [today - timedelta(days=1)]
    periods = find_periods(folded, language=language)
    if periods:
        period = periods[0]
        if (number := night_between(folded, period)) is not None and part_of(folded) == "night":
            return sorted(d for d in known if d.day == number)[-1:]
        if period.start is not None and period.end is not None:
            first = period.start.date()
            if period.end - period.start > timedelta(days=1):
                return None if period.last else []
            swapped = _swapped(first) if period.guessed and first not in known else None
            return [swapped] if swapped in known and swapped is not None else [first]
        if period.day is not None:
            return sorted(d for d in known if (d.month, d.day) == (period.month, period.day))[-1:]
        if len(period.weekdays) == 1:
            return sorted(d for d in known if d.isoweekday() == period.weekdays[0])[-1:]
        return None
    found = _NUMBER.search(folded)
    if found is None:
        return None
    number = int(found["a"] or found["b"])
    return sorted(d for d in known if d.day == number)[-1:]


def _swapped(day: date) -> date | None:
    try:
        return day.replace(month=day.day, day=day.month)
    except ValueError:
        return None
