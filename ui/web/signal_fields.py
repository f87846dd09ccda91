"""The fields of the signals tab, read. Knows text and its words, no component and no readings."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from assistant.errors import BadScope
from assistant.experts.series.detectors.detection import FEWEST
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.forecast.grid import usual_step
from assistant.experts.series.forecast.horizon import steps_of
from assistant.experts.series.forecast.report import Limit
from assistant.experts.series.operations import SECOND
from assistant.experts.series.wording import stamp
from assistant.scope import parse_time
from ui.web import signal_words as words
from ui.web.dates import as_iso
from ui.web.signal_present import length


class FieldRefused(ValueError):
    """A field cannot be read; the message says what to write, in the visitor's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFields:
    """The two times of a window as they were written; None where a field is empty."""

    start: datetime | None
    end: datetime | None

    @property
    def is_open(self) -> bool:
        """True where no time stands in it."""
        return self.start is None and self.end is None


def read_window(since: str | None, until: str | None, language: str) -> WindowFields:
    """The window of two fields; a day alone is the whole day.

    Raises:
        FieldRefused: A time cannot be read, or the window ends before it begins.
    """
    start, end = _moment(since, language, last=False), _moment(until, language, last=True)
    if start is not None and end is not None and end < start:
        raise FieldRefused(words.TURNED[language])
    return WindowFields(start=start, end=end)


def _moment(text: str | None, language: str, *, last: bool) -> datetime | None:
    text = as_iso(text)
    if not text:
        return None
    try:
        return parse_time(text, end=last).replace(tzinfo=None)
    except BadScope:
        raise FieldRefused(words.NOT_A_TIME[language].format(text=text)) from None


def read_limits(text: str | None, language: str) -> list[Limit]:
    """The limit of a field: a number for all sensors, or a sensor and its number; none where it is empty.

    Raises:
        FieldRefused: It is neither.
    """
    text = (text or "").strip()
    if not text:
        return []
    name, equals, figure = text.rpartition("=")
    try:
        value = float(figure.strip().replace(",", ".").replace("\u202f", "").replace(" ", ""))
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or (equals and not name.strip()):
        raise FieldRefused(words.NOT_A_LIMIT[language].format(text=text))
    return [Limit(value=value, sensor=name.strip() or None)]


def read_horizon(text: str | None, log: SensorLog, language: str) -> str:
    """The horizon of a field as forecasts take it.

    Raises:
        FieldRefused: It is neither a number of rows nor a length of time, or longer than the log can try.
    """
    text = (text or "").strip()
    step = usual_step(log.times) / SECOND
    try:
        steps = steps_of(text, step or 1.0)
    except LogRefused:
        raise FieldRefused(words.NOT_A_HORIZON[language].format(text=text)) from None
    rows = int((log.times[-1] - log.times[0]) / SECOND / step) + 1 if step else 0
    if steps.horizon * steps.per_slot > rows // 4 > 0:
        raise FieldRefused(words.TOO_FAR[language].format(most=length(rows // 4 * step, language)))
    return text


def read_normal(text: str | None, log: SensorLog, language: str) -> str | None:
    """How many first rows are normal, or until when, as detections take it; None where the field is empty.

    Raises:
        FieldRefused: It is neither, or leaves too few rows.
    """
    text, until = (text or "").strip(), as_iso(text)
    if not text:
        return None
    try:
        log.train_rows(until)
    except (LogRefused, BadScope):
        start, end = (stamp(log.moment(row), language) for row in (0, -1))
        told = words.NOT_NORMAL[language].format(text=text, fewest=FEWEST, start=start, end=end)
        raise FieldRefused(told) from None
    return until
