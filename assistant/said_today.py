"""Today's date where a question only says when it is asked: "overdue as of 29/11", "today (29th)".

Read as a day that rows are of, it would ask for what is due on that very day. Another day stays, as does
today's where it says which rows are meant ("received on 29/11", "du 20 au 29/11", "prévu au 29/11").
"""

from __future__ import annotations

import re
from datetime import date

from assistant.planned.from_today import MONTHS
from assistant.words import fold

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? "
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = (
    rf"(?:the |le )?(?:{_WEEKDAY}(?:the |le )?)?(?:"
    r"(?P<y>\d{4})-(?P<ym>\d{1,2})-(?P<yd>\d{1,2})|"
    r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})(?:[/.](?P<dy>\d{4}|\d{2}))?|"
    rf"(?P<wd>\d{{1,2}})(?:st|nd|rd|th|er)?(?: of)? (?P<wm>{_MONTH})\b\.?(?:,? (?P<wy>\d{{4}}))?|"
    rf"(?P<em>{_MONTH})\.? (?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<ey>\d{{4}}))?|"
    r"(?P<nth>\d{1,2})(?:st|nd|rd|th))(?![/:.-]?\d)"
)
_NOW = r"(?P<now>\btoday\b|\baujourd['’ ]?hui\b|\b(?:a )?ce jour\b)"
_IS = r"(?P<is>(?: is|['’]s date is|,? c['’]est| etant)\s+|\s*[=:]\s*)"
_SAYS = (
    r"\b(?:as (?:of|at)|it(?:['’]s| is)(?: now)?|we(?:['’]re| are)(?: now)?(?: on)?|(?:a la|en) date du|"
    r"(?:on|nous) (?:est|sommes)(?: le| au)?|(?P<au>au)) "
)
_TODAY = re.compile(
    rf"(?P<open>\()?(?:{_NOW}(?:{_IS}|,? |(?P<inner> ?\())|{_SAYS}){_DAY}(?(open)\)|(?(inner)\)))"
)
_BEFORE_STOP = re.compile(r" +(?=[,;.)])")
_STRETCH = re.compile(r"\b(?:du|de|des|depuis|entre|from|between|since)\b[^,;?]{0,25}$")
_SET_FOR = re.compile(r"\b(?:prevu|planifi|report|repouss|programm|fix|decal|jusqu)[a-z]*['’ ]*$")


def without_today(text: str, today: date) -> str:
    """A question without the date of the day on which it is asked, where that says no more than "now"."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    match = _TODAY.search(folded)
    if match is None or not _is(match, today) or _holds_rows(folded[: match.start()], match):
        return text
    before, behind = text[: match.start()].strip(), text[match.end() :]
    kept = text[match.start("now") : match.end("now")] if match["now"] and not match["is"] else ""
    if not before and not kept:
        behind = behind.lstrip(" ,;:")
    return _BEFORE_STOP.sub("", " ".join(f"{before} {kept} {behind}".split()))


def _is(match: re.Match[str], today: date) -> bool:
    """True where the day that was said is today, as far as it was said."""
    said = match.groupdict()
    if said["nth"]:
        return bool(said["now"]) and int(said["nth"]) == today.day
    day, month, year = next(
        (said[d], said[m], said[y])
        for d, m, y in (("yd", "ym", "y"), ("d", "m", "dy"), ("wd", "wm", "wy"), ("ed", "em", "ey"))
        if said[d]
    )
    number = int(month) if month.isdigit() else MONTHS.get(month.rstrip("."))
    days = {(int(day), number)}
    if month.isdigit() and said["d"]:
        days.add((int(month), int(day)))  # as Americans write it
    return (today.day, today.month) in days and (not year or int(year) % 100 == today.year % 100)


def _holds_rows(before: str, match: re.Match[str]) -> bool:
    """True where the day ends a stretch of days, or is one that something is set for."""
    return bool(match["au"]) and bool(_STRETCH.search(before) or _SET_FOR.search(before))
