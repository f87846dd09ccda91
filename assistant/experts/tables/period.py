"""A stretch of time as a question names it. Reads nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of time that a question names.

    Attributes:
        start, end: From ``start`` up to but without ``end``; None where it is open on that side.
        span: Characters of the question.
        words: The words of the question.
        month, day: Where the year is left out (``in June``, ``on 10 July``).
        weekdays: ISO numbers (``on Sundays``).
        last: ``(n, unit)`` for ``the last 6 months``, counted back from the newest row; with ``n`` 0 the
            year, month … that the newest row falls in (``this year``).
        onwards: True for a month or day without a year and all after it (``since June``).
        day_grain: True where one day is named.
        guessed: True where ``03/04/2020`` was read one way of two.
    """

    start: datetime | None
    end: datetime | None
    span: tuple[int, int]
    words: str
    month: int | None = None
    day: int | None = None
    weekdays: tuple[int, ...] = ()
    last: tuple[int, str] | None = None
    onwards: bool = False
    day_grain: bool = False
    guessed: bool = False

    @property
    def is_absolute(self) -> bool:
        """True where the period says its year."""
        return self.start is not None or self.end is not None
