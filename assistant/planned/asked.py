"""What a question asks of planned work: what is overdue, due, next, failed its check. Knows words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.planned import asked_words as w
from assistant.planned.window import Window, window_of
from assistant.reliability.asked_words import FAILURE, repaired
from assistant.words import fold
from assistant.words import has_phrase as has
from retrieval.records import Language

Aim = Literal[
    "overdue",
    "due",
    "next",
    "failed",
    "out",
    "late_done",
    "on_time",
    "whether",
    "last",
    "open",
    "often",
    "done",
    "all",
    "long",
    "amount",
]
Form = Literal["list", "count", "hours", "people", "things"]

_SAME = 1e-6
_LONGEST_BARE = 12
"""Words of a question that says ``due`` and no days, and nothing else."""
_SAID_DUE = r"(?:due|planned|scheduled|prevue?s?|planifiee?s?|programmee?s?|echeances?|expir\w+)"
_WILL = r"(?:will|sera|seront|would|going to|about to)"
_CHECKED = (
    r"(?:instruments?|calibrat\w+|cal|etalonn\w+|metrolog\w+|capteurs?|appareils?|transmitters?|"
    r"transmetteurs?|gauges?|verifi\w+|inspections?|controles?|visites?|tests?)"
)
_LAST_DONE = re.compile(
    r"^\W*(?:when|what date|quand|quelle date|a quelle date|date)\b.*\b(?:last|latest|dernier|derniere|"
    r"derniere fois)\b|"
    r"^\W*(?:date (?:of|de|du) (?:the |la |l')?)?(?:last|latest|derniere?)\b(?!.*\b(?:trip|stop|reading|"
    r"mesure|valeur)\w*\b)|"
    r"^\W*(?:quand|when)\b.*\b(?:a ete|was|a-t-on|avons-nous)\b"
    r"|\b(?:quand|when)\b.*\b(?:derniere fois|last time)\b"
)
_ASKS_WHEN = r"\W*(?:c'etait )?(?:when|what date|date|quand|quelle date|a quelle date)\b"
_AS_OF = re.compile(
    r"(?:overdue|late|expired|en retard|echue?s?|depassee?s?|perimee?s?)\s*(?:on|at|as of|as at|by|au|le|a "
    r"la date du|en date du|,)?\s*(?:the )?$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """How long tasks take that are asked for.

    Attributes:
        over: False for the shorter ones.
        equal: True where those of just so many hours belong to them.
        said: As it is written.
    """

    hours: float
    over: bool
    equal: bool
    said: str

    def holds(self, hours: float) -> bool:
        """True for a time within."""
        if self.equal and abs(hours - self.hours) < _SAME:
            return True
        return hours > self.hours + _SAME if self.over else hours < self.hours - _SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: ``out`` for instruments that are overdue or failed, ``last`` for when work was
    done last.

    Attributes:
        window: The days that are asked for; None where none are named.
        day: The day that lateness is counted to.
        rest: The folded question without its days.
        most: True where the longest overdue or the first to come is asked for.
        valid: True where it is asked whether something still holds, not whether it is overdue.
        bound: For tasks that take long: their least, or most, hours; None for the longest ones.
        state: Whether failures before or after adjustment are asked for; empty where that is not said.
    """

    aim: Aim
    form: Form
    window: Window | None
    day: date
    rest: str
    most: bool = False
    valid: bool = False
    state: Literal["", "found", "left"] = ""
    bound: Bound | None = None

    @property
    def says_work(self) -> bool:
        """True where words say that it is about work or dates to come: ``what's next?`` may be anything."""
        return has(rf"{w.WORK}|{_SAID_DUE}|{w.DUE}", self.rest)


def asked_of(text: str, today: date, language: Language) -> Asked | None:
    """What a question asks of planned work; None where it asks nothing of the kind."""
    folded = repaired(" ".join(fold(text).split()), w.KEYWORDS)
    if has(w.ELSE, folded):
        return None
    folded = re.sub(rf"(?<!\w){w.FROM_TODAY}", " ", folded)
    bound, folded = _bound(folded)
    window = window_of(folded, today, language)
    rest = window.rest if window is not None else folded
    aim = "long" if bound is not None and window is None else _aim(rest, window, today)
    if aim is None or _is_of_the_thing(rest, aim):
        return None
    state: Literal["", "found", "left"] = ""
    if aim == "failed":
        state = "found" if has(w.AS_FOUND, rest) else "left" if has(w.AS_LEFT, rest) else ""
        rest = re.sub(rf"(?<!\w)(?:{w.AS_FOUND}|{w.AS_LEFT}|{w.STILL})(?!\w)", " ", rest)
    if aim in ("failed", "out"):
        rest = re.sub(rf"(?<!\w)(?:{w.FAILED}|{w.OUT_OF_CALIBRATION})(?!\w)", " ", rest)
    day = today
    if aim == "overdue" and window is not None and _is_as_of(folded, window):
        day, window = window.start or window.end or today, None
    if aim == "overdue" and window is not None and window.start == window.end == today:
        window = None  # late as of today, not due today
    if aim == "overdue" and window is not None and (has(_WILL, rest) or _is_ahead(window, today)):
        aim = "due"
    return Asked(
        aim=aim, form=_form(rest, aim), window=window, day=day, rest=rest, most=has(w.MOST, rest),
        valid=has(w.VALID, rest) and not has(w.OVERDUE, rest), state=state, bound=bound,
    )  # fmt: skip


_MADE = (
    r"(?:installed|built|manufactured|commissioned|bought|purchased|delivered|put in(?:to)? service|"
    r"installee?|construite?|fabriquee?|achetee?|livree?|mise? en service)"
)
_ANSWERS_FOR = r"(?:responsible|in charge|accountable|responsable|en charge|chargee?)"


def _is_of_the_thing(rest: str, aim: Aim) -> bool:
    """True where the thing itself is asked about, not work on it: when it was built, who answers for it."""
    if aim == "last" and has(_MADE, rest):
        return not has(r"last|latest|derniere?", rest)
    bare = re.sub(rf"(?<!\w){_ANSWERS_FOR}(?!\w)", " ", rest)
    return aim == "next" and bare != rest and not has(w.WORK, bare)


def _aim(rest: str, window: Window | None, today: date) -> Aim | None:
    overdue = has(w.OVERDUE, rest)
    due = has(w.DUE, rest)
    if has(w.LATE_DONE, rest):
        return "late_done"
    if has(w.ON_TIME, rest) and has(w.SHARE, rest):
        return "on_time"
    if has(w.OUT_OF_CALIBRATION, rest):
        return "out"
    if has(w.FAILED, rest) and has(_CHECKED, rest) and not has(w.DUE_NEXT, rest):
        return "failed"
    if re.search(w.WHETHER, rest) and (overdue or has(w.VALID, rest)) and window is None:
        return "whether"
    if overdue:
        return "overdue"
    if window is not None:
        to_come = window.end is None or window.end >= today
        if has(_SAID_DUE, rest) or (to_come and _is_work(rest, due)):
            return "due"
        return "done" if _is_done(rest, window, today) else None
    return _without_days(rest, due)


def _bound(text: str) -> tuple[Bound | None, str]:
    """How long tasks are to take, and the text without it; None where no such length is compared."""
    match = w.LASTING.search(text)
    said = f"{match['than'] or ''}{match['or'] or ''}".strip() if match is not None else ""
    if match is None or not said or has(w.OVERDUE, text):
        return None, text
    hours = float(match["n"].replace(",", ".")) / (60 if match["unit"].startswith("m") else 1)
    over = (
        not re.search(r"less|under|below|shorter|moins|inferieur|at most|au plus|<|≤", said)
        or "au moins" in said
    )
    equal = (
        bool(match["or"]) or re.search(r"at least|au moins|minimum|at most|au plus|=|≥|≤", said) is not None
    )
    taken = f"{text[: match.start()]} {text[match.end() :]}"
    return Bound(hours, over, equal, match[0].strip()), " ".join(taken.split())


def _is_done(rest: str, window: Window, today: date) -> bool:
    """True for what was done in days counted from today; a year that is said is read from the rows."""
    counted = window.yearless or (window.start is not None and not re.search(r"(?<!\d)20\d\d", window.said))
    past = window.yearless or (window.start is not None and window.start <= today)
    return counted and past and has(w.WAS, rest) and has(w.WAS_DONE, rest) and not has(FAILURE, rest)


def _is_work(rest: str, due: bool) -> bool:
    """True where words say that work is to be done, not what was."""
    return (due or has(w.WORK, rest)) and not has(w.WAS, rest)


def _without_days(rest: str, due: bool) -> Aim | None:
    """What is asked where no days are named."""
    if has(FAILURE, rest) or has(r"percent\w*|%|proportion|part|taux|pourcentage|share|ratio", rest):
        return None
    if has(w.AMOUNT, rest) and has(w.LUBRICANT, rest):
        return "amount"
    if has(w.OFTEN, rest):
        return "often"
    if re.search(w.WHO_DID, rest):
        return "last"
    if _LAST_DONE.search(rest) and (
        re.match(_ASKS_WHEN, rest)
        or has(rf"{w.WORK}|{w.WAS}|last time|derniere fois|realisations?|executions?", rest)
    ):
        return "last"
    if has(w.THINGS, rest) and has(r"attention|urgente?s?|priorit\w+|first|d'abord|en premier", rest):
        return "overdue"
    if re.search(w.DOES, rest) or (
        re.search(w.WHETHER, rest) and has(r"needs?|soon|besoin|bientot|due", rest)
    ):
        return "next"
    if has(w.NEXT, rest) and has(w.DUE_NEXT, rest):
        return "next"
    if has(w.OPEN, rest) and has(r"jobs?|tasks?|taches?|pms?|interventions?|what|qu'est[- ]ce", rest):
        return "open"
    if has(w.LONGEST, rest) and has(rf"{w.WORK}|{w.PLANS}", rest):
        return "long"
    rest = re.sub(r"^\W*(?:ca|cela) (?:nous )?fait\b", " ", rest)
    whole = has(w.HOURS, rest) and has(rf"{w.WORK}|{w.PLANS}|{w.PREVENTED}", rest)
    if (whole or (has(w.COUNT, rest) and re.search(w.DONE_BY, rest))) and not has(
        rf"{w.WAS}|{w.DUE}", re.sub(rf"(?<!\w){w.PLANS}(?!\w)", " ", rest)
    ):
        return "all"
    bare = has(
        r"due|a faire|to do|to be done|echeances?|upcoming|coming up|a venir|planned|prevue?s?|planifiee?s?",
        rest,
    )
    return "due" if due and bare and len(rest.split()) <= _LONGEST_BARE else None


def _is_as_of(folded: str, window: Window) -> bool:
    """True where the days say when lateness is judged: ``overdue on 1 March``."""
    if window.end is None or (window.start is not None and window.start != window.end):
        return False
    head = folded[
        : next(
            (i for i, (a, b) in enumerate(zip(folded, window.rest, strict=False)) if a != b), len(window.rest)
        )
    ]
    return _AS_OF.search(head) is not None


def _is_ahead(window: Window, today: date) -> bool:
    """True where all days are still to come: nothing can be overdue of them yet."""
    return window.start is not None and window.start > today


def _form(rest: str, aim: Aim) -> Form:
    if aim == "last" and re.search(w.WHO_DID, rest):
        return "people"
    if has(w.PEOPLE, rest) and (
        has(w.MOST, rest) or has(rf"{w.PER} {w.PEOPLE}", rest) or re.match(r"\W*(?:who|qui)\b", rest)
    ):
        return "people"
    if has(rf"{w.PER} {w.THINGS}", rest) or (has(w.THINGS, rest) and has(w.MOST, rest)):
        return "things"
    if has(w.HOURS, rest) and not (aim in ("overdue", "next", "whether") and has(w.BY_HOW_LONG, rest)):
        return "hours"
    return "count" if has(w.COUNT, rest) and not has(w.BY_HOW_LONG, rest) else "list"
