"""The day on which questions are asked: today, or one that the settings name. Knows nothing else."""

from __future__ import annotations

from datetime import date

_named: list[date | None] = [None]


def today() -> date:
    """The day that "overdue" and "this month" are counted from."""
    return _named[0] or date.today()


def ask_on(day: date | None) -> None:
    """Asks all questions of this process on a day; on the day it is where None."""
    _named[0] = day
