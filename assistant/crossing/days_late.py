"""How late one action or recommendation is: "HAZOP rec R7, how many days late is it?", "retard de REC-02 ?".

The action is named by its number; of others planned work tells what is overdue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from assistant.crossing.bridge import Bridge
from assistant.experts.series.wording import day
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import squash
from assistant.integrity.actions import Action, actions_of, is_action_register
from assistant.records import Question
from assistant.reliability.say import one_of
from assistant.words import fold
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_LATE = re.compile(
    r"\b(?:late|overdue|past (?:its |the )?(?:due|target|deadline)|behind|retard|depasse\w*|hors delai|"
    r"missed|miss|(?:on|in) time|a temps|dans les (?:temps|delais))\b"
)
_BY = re.compile(
    r"\b(?:how (?:many|much|late|long|far|overdue)|days?|by how|combien|jours?|depuis quand|de quand|is|"
    r"was|closed|soldee?|"
    r"est|etait)\b"
)
_REFERENCE = re.compile(r"(?<![\w-])[A-Za-z]{1,8}[-_. ]?\d[\w.-]*\w|(?<![\w-])[A-Za-z]{1,8}[-_. ]?\d")
_FEW = 4
"""Words of a question that says nothing but a number and late."""
_IN_TIME = re.compile(r"\b(?:(?:on|in) time|a temps|dans les (?:temps|delais))\b")
_WHETHER = re.compile(
    r"^(?:is|was|are|were|did|has|have|est ce)\b|\best(?:-elle|-il)? (?:en retard|hors delai)\b"
)
_NOW = re.compile(r"^(?:is|are|est ce)\b|\best\b")
"""Of what was closed late nobody says that it is overdue, nor that it is not."""
_HOW = re.compile(r"\b(?:how|days?|combien|jours?|quand)\b")
_ELSE = re.compile(r"\b(?:list|liste|all|toutes|tous|which|quelles|quels|reserve|owner|pilote)\b")


class DaysLate:
    """Tells how late an action is.

    Args:
        rows_of: Reads registers.
        today: The day that lateness is counted to.
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The days; None where they are not asked for or no register numbers such an action."""
        if not asks_lateness(question.text):
            return None
        named = {squash(match[0]) for match in _REFERENCE.finditer(question.text)}
        if not named:
            return None
        actions = actions_of(self._rows_of(is_action_register, scope))
        found = [action for action in actions if squash(action.ref) in named]
        if not found:
            return None
        told = tuple(
            cited_rows(
                action.row.schema,
                [action.row],
                action.columns,
                whether(question.text, action, self._today(), question.language)
                + lateness(action, self._today(), question.language),
            )
            for action in found
        )
        return Bridge(reasons=told, listed=len(told) > 1)


def asks_lateness(text: str) -> bool:
    """True where it is asked how late one thing is, or whether it is."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    told = _BY.search(plain) is not None or len(plain.split()) <= _FEW
    return told and _LATE.search(plain) is not None and not _ELSE.search(plain)


def whether(text: str, action: Action, today: date, language: Language) -> str:
    """``No: `` before the days, where it is asked whether it was in time, or late; else nothing."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    in_time = _IN_TIME.search(plain) is not None
    if _HOW.search(plain) or not (in_time or _WHETHER.search(plain)):
        return ""
    late = ((action.closed or today) - action.due).days > 0
    if action.closed is None and (action.is_closed or (in_time and not late)):
        return ""
    if action.closed is not None and late and not in_time and _NOW.search(plain):
        return ""
    return one_of(language, "Yes: ", "Oui : ") if late is not in_time else one_of(language, "No: ", "Non : ")


def lateness(action: Action, today: date, language: Language) -> str:
    """``R7 (Move the stop; N. Oak): due 30 September 2030, 60 days late on 29 November 2030.``"""
    about = ", ".join(part for part in (action.text, action.owner) if part)
    name = f"{action.ref} ({about})" if about else action.ref
    colon = one_of(language, ":", " :")
    due = f"{one_of(language, 'due', 'échéance le')} {_said(action.due, language)}"
    if action.is_closed and action.closed is None:
        state = action.state
        told = one_of(language, f"{state}; no date of closing", f"{state} ; sans date de clôture")
        return f"{name}{colon} {due}, {told}."
    end = action.closed or today
    late = (end - action.due).days
    days = _days(abs(late), language)
    if action.closed is not None:
        on = _said(action.closed, language)
        closed = one_of(language, f"closed {on}", f"soldée le {on}")
        how = one_of(language, f"{days} late", f"{days} de retard") if late > 0 else _in_time(language)
        return f"{name}{colon} {due}, {closed}, {how}."
    on = _said(today, language)
    if late > 0:
        return (
            f"{name}{colon} {due}, {one_of(language, f'{days} late on {on}', f'{days} de retard au {on}')}."
        )
    ahead = one_of(language, f"{days} from {on}: not late", f"dans {days} à partir du {on} : pas en retard")
    return f"{name}{colon} {due}, {ahead}."


def _in_time(language: Language) -> str:
    return one_of(language, "in time", "dans les délais")


def _days(count: int, language: Language) -> str:
    return f"{count} {one_of(language, 'day', 'jour')}{'s' if count > 1 else ''}"


def _said(on: date, language: Language) -> str:
    return day(datetime.combine(on, time()), language)
