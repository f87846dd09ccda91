"""Read printed durations as hours. Knows distinct texts and the name above them, no row."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_DURATION = re.compile(
    r"duration|durée|duree|elapsed|hours|heures|\bhrs?\b|labou?r|downtime|uptime|run[\s_-]?time|temps|effort|mttr|mtbf|"
    r"\bdelay\b|délai|time[\s_-]?(?:spent|taken|to)|main.d.?œuvre",
    re.IGNORECASE,
)
_CLOCK_NAME = re.compile(
    r"^(?:time|heure|clock|hour|utc|gmt|mst|cet|est|pst|local|h|hh:mm.*)$|time[\s_]?of|start|begin|end\b|début|debut|"
    r"\bfin\b|shift|arriv|depart|\btime$|\bat$",
    re.IGNORECASE,
)
_HOURS = r"^(?P<h>\d{1,6}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d(?:[.,]\d+)?))?$"
_AMOUNT = r"\d+(?:[.,]\d+)?"
_WORDED_HOURS = (
    rf"^(?:(?P<d>{_AMOUNT}) ?(?:d|j|days?|jours?))? ?"
    rf"(?:(?P<h>{_AMOUNT}) ?(?:h|hrs?|hours?|heures?) ?)?"
    rf"(?:(?P<m>{_AMOUNT}) ?(?:m|min|mins|minutes?|$))? ?"
    rf"(?:(?P<s>{_AMOUNT}) ?(?:s|secs?|seconds?|secondes?))?$"
)
_ISO_HOURS = (
    rf"^P(?:(?P<d>{_AMOUNT})D)?"
    rf"(?:T(?:(?P<h>{_AMOUNT})H)?(?:(?P<m>{_AMOUNT})M)?(?:(?P<s>{_AMOUNT})S)?)?$"
)
_WORDED_GUARD = r"\d ?(?:d|j|h|hrs?|hours?|heures?|jours?|days?) ?\d|^PT?\d"


def read_hours(name: str, texts: Any) -> np.ndarray[Any, Any] | None:
    """Hours from ``3:00`` (hours:minutes), ``40:00:00``, ``2 h 30``, ``PT1H``; times of day are none.

    Returns:
        One number a text, None where they are no durations.
    """
    parts = pc.extract_regex(texts, _HOURS)
    if parts.null_count == 0:
        hours = _part(parts, "h")
        if not _is_duration(name, texts, hours):
            return None
        return _whole(hours, parts)
    if not pc.any(pc.match_substring_regex(texts, _WORDED_GUARD)).as_py():
        return None
    for pattern in (_ISO_HOURS, _WORDED_HOURS):
        parts = pc.extract_regex(texts, pattern)
        if parts.null_count == 0:
            return _whole(_part(parts, "d") * 24 + _part(parts, "h"), parts)
    return None


def _is_duration(name: str, texts: Any, hours: np.ndarray[Any, Any]) -> bool:
    if (hours >= 24).any() or _DURATION.search(name):
        return True
    if _CLOCK_NAME.search(name):
        return False
    padded = pc.all(pc.match_substring_regex(texts, r"^\d\d:")).as_py()
    return not padded


def _whole(hours: np.ndarray[Any, Any], parts: Any) -> np.ndarray[Any, Any]:
    return np.asarray(hours + _part(parts, "m") / 60 + _part(parts, "s") / 3600)


def _part(parts: Any, name: str) -> np.ndarray[Any, Any]:
    texts = pc.replace_substring(parts.field(name), ",", ".")
    filled = pc.if_else(pc.equal(texts, ""), "0", texts)
    return np.asarray(pc.cast(filled, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
