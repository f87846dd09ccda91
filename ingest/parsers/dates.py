"""Dates and times out of printed text, the order of day and month decided from a whole column.

Knows no table and no file. Times are read as printed: an offset that all values share is dropped; where they
state different ones (daylight saving) they are brought to UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Order = Literal["ymd", "dmy", "mdy"]
Times = npt.NDArray[np.datetime64]

_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes before UTC."""
_TIME = (
    r"(?P<H>\d{1,2})[:hH](?P<M>\d{2})(?:[:.m](?P<S>\d{2})s?(?:[.,:](?P<f>\d{1,9}))?)?"
    r"\s*(?P<p>[AaPp]\.?[Mm]\.?)?\s*"
    rf"(?P<z>{'|'.join(sorted(_ZONES, key=len, reverse=True))}|(?:UTC|GMT)?[+-]\d{{2}}(?::?\d{{2}})?)?"
    r"(?:\[[A-Za-z]+/[\w/+-]+\])?"
)
_TAIL = rf"(?:(?:[ T_]|, |\x{{00a0}})\s*(?:à |at )?{_TIME})?$"
_WEEKDAY = r"^(?:(?i:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim)[a-z]*[.,]? +)?"
_ISO = rf"^(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TAIL}"
_NUMERIC = rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})[-/.](?P<y>\d{{4}}|\d{{2}}){_TAIL}"
_DAY_NAMED = (
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th|er)?[ \-/.]?(?P<n>\p{{L}}{{3,10}})\.?"
    rf"[ \-/.,]*(?P<y>\d{{4}}|\d{{2}}){_TAIL}"
)
_MONTH_NAMED = (
    rf"{_WEEKDAY}(?P<n>\p{{L}}{{3,10}})\.?[ \-](?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?[ \-]+(?P<y>\d{{4}}){_TAIL}"
)
_COMPACT = (
    r"^(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)"
    r"(?:[T_ -]?(?P<H>[0-2]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?(?P<z>Z)?$"
)
_CLOCK = rf"^{_TIME}$"
_LONGEST = 80
_MAYBE = re.compile(r"\d[-/.]\d+[-/.]\d|\d[ \-/.]?[^\W\d_]{3}|[^\W\d_]{3}.*\d|^\d{8}")
_MONTHS = (
    ("jan", "janv", "janvier", "january"), ("feb", "fev", "fevr", "fevrier", "february"),
    ("mar", "mars", "march"), ("apr", "avr", "avril", "april"), ("may", "mai"), ("jun", "juin", "june"),
    ("jul", "juil", "juillet", "july"), ("aug", "aou", "aout", "august"),
    ("sep", "sept", "septembre", "september"), ("oct", "octobre", "october"),
    ("nov", "novembre", "november"), ("dec", "decembre", "december"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ACCENTS = str.maketrans("éèêûùôàçÉÈÊÛ", "eeeuuoaceeeu")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateColumn:
    """A column that reads as dates, its order of day and month perhaps open.

    Attributes:
        orders: The readings that every value allows, the likelier first.
        has_time: True where a value states a time other than midnight.
        twelve_hours: True where AM or PM is printed.
        padded: True where days and months are printed with two digits and years with four.
        separator: What stands between the numbers.
        zones: The zones that values state, where they are not the same: times are then in UTC.
        stated: All zones that values state.
    """

    parts: Any
    kind: Literal["iso", "numeric", "day_named", "month_named", "compact"]
    orders: tuple[Order, ...]
    has_time: bool
    twelve_hours: bool
    padded: bool
    separator: str
    zones: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()

    def read(self, order: Order, *, utc: bool = False) -> Times:
        """The times, ``datetime64[us]``; not-a-time where the calendar has no such day.

        Args:
            utc: Bring them to UTC also where all state one zone.
        """
        return _assemble(self.parts, self.kind, order, utc=utc)


def match_dates(texts: Any, *, compact: bool = False) -> DateColumn | None:
    """Tells whether every text is a date of one format.

    Args:
        texts: Arrow array of trimmed strings without nulls.
        compact: Take ``20240131`` for a date too; only where the header says that it is one.
    """
    first = texts[0].as_py()
    if len(first) > _LONGEST or not _MAYBE.search(first):
        return None
    kinds: list[tuple[Literal["iso", "numeric", "day_named", "month_named", "compact"], str]] = [
        ("iso", _ISO), ("numeric", _NUMERIC), ("day_named", _DAY_NAMED), ("month_named", _MONTH_NAMED),
    ]  # fmt: skip
    if compact:
        kinds.append(("compact", _COMPACT))
    for kind, pattern in kinds:
        if not pc.match_substring_regex(texts.slice(0, 1), pattern)[0].as_py():
            continue
        parts = pc.extract_regex(texts, pattern)
        if parts.null_count:
            continue
        column = _describe(parts, kind)
        if column is not None:
            return column
    return None


def looks_like_date(texts: Any) -> Any:
    """Arrow mask of the texts that have the commonest format of a date among them."""
    masks = [
        pc.match_substring_regex(texts, pattern) for pattern in (_ISO, _NUMERIC, _DAY_NAMED, _MONTH_NAMED)
    ]
    return max(masks, key=lambda mask: pc.sum(mask).as_py() or 0)


def match_mixed_dates(texts: Any) -> list[tuple[npt.NDArray[np.bool_], DateColumn]] | None:
    """Dates that people wrote each in their own way: which texts have a format, and their reading.

    None where a text is no date, all have one format, or zones are stated.

    Args:
        texts: Arrow array of trimmed strings without nulls.
    """
    first = texts[0].as_py()
    if len(first) > _LONGEST or not _MAYBE.search(first):
        return None
    rest = np.ones(len(texts), dtype=bool)
    found = []
    for pattern in (_ISO, _NUMERIC, _DAY_NAMED, _MONTH_NAMED):
        fits = rest & np.asarray(pc.match_substring_regex(texts, pattern), dtype=bool)
        if not fits.any():
            continue
        dates = match_dates(texts.filter(pa.array(fits)))
        if dates is None or dates.stated:
            return None
        found.append((fits, dates))
        rest &= ~fits
    return None if rest.any() or len(found) < 2 else found


def match_clock(texts: Any) -> npt.NDArray[np.int64] | None:
    """Times of day in microseconds since midnight where every text is one (``14:30``, ``2:05:07.5 PM``)."""
    parts = pc.extract_regex(texts, _CLOCK)
    if parts.null_count:
        return None
    clock = _time_of_day(parts)
    return None if (clock < 0).any() else clock


def order_of_pattern(header: str) -> Order | None:
    """The order that a header spells out: ``DATE (MM/DD/YYYY)``, ``Date jj/mm/aaaa``."""
    match = re.search(
        r"\b(d{1,2}|j{1,2}|m{1,2}|y{2,4}|a{2,4})[-/. ](d{1,2}|j{1,2}|m{1,2})[-/. ]", header.lower()
    )
    if match is None:
        return None
    first = match.group(1)[0]
    return "mdy" if first == "m" else "dmy" if first in "dj" else "ymd"


def choose_order(
    column: DateColumn, times: dict[Order, Times], *, likely: Order | None
) -> tuple[Order, bool]:
    """Decides the order of day and month where values allow both.

    Rows that follow each other in time decide: the right reading makes the shorter way through the
    column. Then what the rest of the file says, then how the dates are printed.

    Args:
        times: The column in row order, read in each order it allows.
        likely: What other columns or the language of the file say.

    Returns:
        The order, and whether it had to be guessed.
    """
    if len(column.orders) == 1:
        return column.orders[0], False
    ways = {order: _way(times[order]) for order in column.orders}
    shortest, longest = sorted(ways, key=lambda order: ways[order])[:2]
    if ways[longest] > 3 * ways[shortest] and len(times[shortest]) >= 4:
        return shortest, False
    if likely in column.orders and likely is not None:
        return likely, False
    american = column.twelve_hours or (column.separator == "/" and not column.padded)
    return ("mdy" if american else "dmy"), True


def _way(times: Times) -> float:
    real = times[~np.isnat(times)]
    return float(np.abs(np.diff(real).astype("int64")).sum()) + 1.0


def _describe(
    parts: Any, kind: Literal["iso", "numeric", "day_named", "month_named", "compact"]
) -> DateColumn | None:
    orders: tuple[Order, ...] = ("ymd",)
    separator, padded = "", True
    if kind == "numeric":
        first, second = _integers(parts, "a"), _integers(parts, "b")
        possible: list[Order] = []
        if first.max() <= 31 and second.max() <= 12 and first.min() >= 1 and second.min() >= 1:
            possible.append("dmy")
        if first.max() <= 12 and second.max() <= 31 and first.min() >= 1 and second.min() >= 1:
            possible.append("mdy")
        orders = tuple(possible)
        separators = pc.unique(parts.field("sep")).to_pylist()
        separator = separators[0] if len(separators) == 1 else ""
        lengths = [pc.min(pc.utf8_length(parts.field(name))).as_py() for name in ("a", "b", "y")]
        padded = lengths[0] == 2 and lengths[1] == 2 and lengths[2] == 4
    if not orders:
        return None
    times = _assemble(parts, kind, orders[0])
    if np.isnat(times).any():
        return None
    clock = _time_of_day(parts)
    twelve = bool(pc.any(pc.not_equal(parts.field("p"), "")).as_py()) if kind != "compact" else False
    return DateColumn(
        parts=parts,
        kind=kind,
        orders=orders,
        has_time=bool((clock != 0).any()),
        twelve_hours=twelve,
        padded=padded,
        separator=separator,
        zones=_different_zones(parts),
        stated=_stated_zones(parts),
    )


def _assemble(parts: Any, kind: str, order: Order, *, utc: bool = False) -> Times:
    if kind == "numeric":
        first, second = _integers(parts, "a"), _integers(parts, "b")
        day, month = (first, second) if order == "dmy" else (second, first)
    else:
        day = _integers(parts, "d")
        month = _named_months(parts) if "named" in kind else _integers(parts, "m")
    year = _integers(parts, "y")
    short = np.asarray(pc.utf8_length(parts.field("y")).to_numpy(zero_copy_only=False)) == 2
    year = np.where(short, np.where(year < 69, year + 2000, year + 1900), year)
    bad = (month < 1) | (month > 12) | (day < 1) | (day > 31) | (year < 1500) | (year > 2400)
    months = (np.where(bad, 1970, year) - 1970) * 12 + np.where(bad, 1, month) - 1
    starts = months.astype("datetime64[M]")
    days = starts.astype("datetime64[D]") + (np.where(bad, 1, day) - 1)
    bad |= days.astype("datetime64[M]") != starts
    clock = _time_of_day(parts)
    times: Times = days.astype("datetime64[us]") + clock.astype("timedelta64[us]")
    offsets = _offsets(parts, utc=utc)
    if offsets is not None:
        times = times - offsets.astype("timedelta64[us]")
    times[bad | (clock < 0)] = np.datetime64("NaT")
    return times


def _named_months(parts: Any) -> npt.NDArray[np.int64]:
    names = parts.field("n").to_pylist()
    found = [_MONTH_NUMBER.get(name.translate(_ACCENTS).lower(), 0) for name in names]
    return np.asarray(found, dtype=np.int64)


def _time_of_day(parts: Any) -> npt.NDArray[np.int64]:
    names = {field.name for field in parts.type}
    if "H" not in names:
        return np.zeros(len(parts), dtype=np.int64)
    hours, minutes, seconds = (_integers(parts, name) for name in "HMS")
    if "p" in names:
        halves = pc.utf8_lower(parts.field("p"))
        afternoon = np.asarray(pc.starts_with(halves, "p").to_numpy(zero_copy_only=False), dtype=bool)
        morning = np.asarray(pc.starts_with(halves, "a").to_numpy(zero_copy_only=False), dtype=bool)
        hours = np.where(afternoon & (hours < 12), hours + 12, np.where(morning & (hours == 12), 0, hours))
    clock = ((hours * 60 + minutes) * 60 + seconds) * 1_000_000
    if "f" in names:
        padded = pc.utf8_slice_codeunits(pc.utf8_rpad(parts.field("f"), 6, "0"), 0, 6)
        clock = clock + np.asarray(pc.cast(padded, pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)
    wrong = (hours > 24) | (minutes > 59) | (seconds > 60) | (clock > 86_400_000_000)
    return np.where(wrong, -1, clock)


def _offsets(parts: Any, *, utc: bool) -> npt.NDArray[np.int64] | None:
    """Microseconds to take off for UTC where values state different offsets; None where they share one."""
    if not (_different_zones(parts) or (utc and _stated_zones(parts))):
        return None
    zones = parts.field("z").dictionary_encode()
    known = np.asarray([_offset(zone) for zone in zones.dictionary.to_pylist()], dtype=np.int64)
    return np.asarray(known[zones.indices.to_numpy(zero_copy_only=False)])


def different_offsets(zones: Iterable[str]) -> bool:
    """True where not all zones have one offset."""
    return len({_offset(zone) for zone in zones}) > 1


def _different_zones(parts: Any) -> tuple[str, ...]:
    zones = _stated_zones(parts)
    return zones if different_offsets(zones) else ()


def _stated_zones(parts: Any) -> tuple[str, ...]:
    if "z" not in {field.name for field in parts.type}:
        return ()
    return tuple(sorted(set(pc.unique(parts.field("z")).to_pylist()) - {""}))


def _offset(zone: str) -> int:
    if zone in _ZONES:
        return _ZONES[zone] * 60_000_000
    zone = zone.removeprefix("UTC").removeprefix("GMT")
    if not zone:
        return 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:4])
    return (minutes if zone[0] == "+" else -minutes) * 60_000_000


def _integers(parts: Any, name: str) -> npt.NDArray[np.int64]:
    texts = parts.field(name)
    filled = pc.if_else(pc.equal(texts, ""), "0", texts)
    return np.asarray(pc.cast(filled, pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)
