"""The year that words beside a month mean, written out: "July this year" as "July 2026". Knows the calendar.

A month and "this year" are two stretches of time to what reads questions further on, and the longer one was
taken. What says its year in digits, and a month alone, stay as they are.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.planned.from_today import MONTHS
from assistant.words import fold

_MONTH = r"(?P<month>\b[^\W\d_]{3,9}\b\.?)"
_STEPS = {
    "this year": 0, "cette annee": 0, "last year": -1, "l'an dernier": -1, "l'an passe": -1,
    "l'annee derniere": -1, "l'annee passee": -1, "next year": 1, "l'an prochain": 1, "l'annee prochaine": 1,
}  # fmt: skip
_YEAR = (
    r"(?P<year>(?:this|last|next) year|cette ann[ée]e|l['’](?:an (?:dernier|pass[ée]|prochain)|"
    r"ann[ée]e (?:derni[èe]re|pass[ée]e|prochaine)))\b"
)
_UNDATED = r"(?!\W{0,3}(?:19|20)\d\d\b)"
_OF_A_YEAR = re.compile(rf"{_MONTH},? (?:of |de |in )?{_YEAR}", re.IGNORECASE)
_NEAREST = re.compile(
    rf"\b(?P<way>last|next) {_MONTH}{_UNDATED}|{_MONTH.replace('month', 'mois')} "
    rf"(?P<sens>derni[èe]r|pass[ée]|prochain)\b{_UNDATED}",
    re.IGNORECASE,
)
_BEFORE_MAY = re.compile(
    r"(?:^|\d(?:st|nd|rd|th)?|\b(?:in|of|by|before|for|until|till|from|to|between|and|end|late|early|mid|since|"
    r"after|during|than|or|month))\W*$",
    re.IGNORECASE,
)
_BEHIND_VERB = re.compile(r"\s+(?:also |not |well )?(?:have|be|need|cause)\b", re.IGNORECASE)
_AHEAD = ("next", "prochain")


def with_years(text: str, today: date) -> str:
    """A question with the years of its months in digits.

    Args:
        today: The day that "this year" and "last July" are counted from.
    """

    def of_a_year(match: re.Match[str]) -> str:
        month = fold(match["month"]).rstrip(".")
        is_verb = month == "may" and not _BEFORE_MAY.search(text[: match.start()])
        if month not in MONTHS or is_verb:
            return match[0]
        step = _STEPS[fold(match["year"]).replace("’", "'")]
        return f"{match['month']} {today.year + step}"

    def nearest(match: re.Match[str]) -> str:
        month = match["month"] or match["mois"]
        number = MONTHS.get(fold(month).rstrip("."))
        if number is None or (match["way"] and _BEHIND_VERB.match(match.string, match.end())):
            return match[0]
        if fold(match["way"] or match["sens"]) in _AHEAD:
            return f"{month} {today.year + (number <= today.month)}"
        return f"{month} {today.year - (number >= today.month)}"

    return _NEAREST.sub(nearest, _OF_A_YEAR.sub(of_a_year, text))
