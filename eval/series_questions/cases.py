"""Questions with answers over made logs. Knows logs and wording, no product and no scorer.

A number is right within a tolerance, a moment between two others. Where one of a few things must be said
(rising, falling, steady), the first of them that the answer says decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

import numpy as np

from eval.case import AnswerType, Case, CaseLanguage, ExpectedEvidence
from eval.series_questions.signals import MadeLog, MadeSensor, Values, made_log
from eval.series_questions.wording import TEMPLATES, UNSEEN, day, named

Options = tuple[tuple[str, ...], ...]

DIRECTIONS: Options = (
    ("steady", "neither", "no trend", "no clear trend", "stable", "ni en hausse", "aucune tendance",
     "pas de tendance"),
    ("rising", "upward", "increasing", "en hausse", "hausse", "augmente"),
    ("falling", "downward", "decreasing", "en baisse", "baisse", "diminue"),
)  # fmt: skip
YES_NO: Options = (("no", "not", "non", "aucun", "aucune"), ("yes", "oui"))
LANGUAGES: Sequence[CaseLanguage] = ("en", "fr")
ABSENT = "ZT-999"
Wording = Literal[
    "known", "unseen", "developed", "held_out", "colleague_developed", "colleague_held_out"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What the answer to a question is held to.

    Attributes:
        value: A number, one of the options, or the first row of the moments that are right; None where
            the logs do not hold the answer.
        tolerance: Of a number.
        rows: First and last row that is right, for a moment; they may lie after the log's end.
        options: Spellings of each of the things that may be said.
        limit: The value that a question names, in the sensor's unit.
        hours: How far ahead a forecast is asked for.
    """

    kind: str
    value: float | str | None
    tolerance: float = 0.0
    unit: str | None = None
    rows: tuple[int, int] | None = None
    options: Options = ()
    sensors: tuple[MadeSensor, ...] = ()
    days: tuple[date, ...] = ()
    limit: float | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question with what its answer is held to.

    Attributes:
        options: What may be said, where it is one of a few things.
        within: Between which moments an answer that is a moment is right.
        wording: Which set of wordings it is asked in.
    """

    case: Case
    options: Options = ()
    within: tuple[datetime, datetime] | None = None
    wording: Wording = "known"


def made_questions(logs: Sequence[MadeLog], *, unseen: bool = False) -> Iterator[Made]:
    """The questions of all logs, English and French in turn.

    Args:
        unseen: Whether every question is asked a second time, in a wording that was not tuned on.
    """
    for number, log in enumerate(logs):
        for place, truth in enumerate(truths_of(log)):
            name = f"{log.machine}-{place:02d}-{truth.kind}"
            yield _asked(log, truth, name, number + place)
            if unseen:
                yield _asked(log, truth, f"{name}-unseen", number + place + 1, unseen=True)


def made_logs(count: int, seed: int) -> list[MadeLog]:
    """Logs of a seed; machines have different tags."""
    return [made_log(number, seed) for number in range(count)]


def truths_of(log: MadeLog) -> list[Truth]:
    """What is asked of a log in every wording."""
    return list(_trip_truths(log) if log.trip is not None else _attribute_truths(log))


def _asked(log: MadeLog, truth: Truth, name: str, turn: int, *, unseen: bool = False) -> Made:
    language = LANGUAGES[turn % 2]
    forms = (UNSEEN if unseen else TEMPLATES)[truth.kind][language]
    words = {"m": log.machine, "x": ABSENT}
    words |= {key: named(log, s, language) for key, s in zip("xy", truth.sensors, strict=False)}
    words |= {
        key: day(datetime.combine(d, time()), language) for key, d in zip("ab", truth.days, strict=False)
    }
    text = forms[(turn // 2) % len(forms)].format(**words)
    return made_of(log, truth, name, text, language, "unseen" if unseen else "known")


def made_of(
    log: MadeLog, truth: Truth, name: str, text: str, language: CaseLanguage, wording: Wording
) -> Made:
    """A question in its words, with what its answer is held to."""
    case = Case(
        id=name,
        question=text,
        answer_type=_answer_type(truth),
        value=truth.value,
        kind=truth.kind,
        language=language,
        tolerance=truth.tolerance,
        unit=truth.unit,
        evidence=_evidence(log, truth),
    )
    if truth.rows is None:
        return Made(case=case, options=truth.options, wording=wording)
    low, high = (log.at(row) for row in truth.rows)
    return Made(
        case=replace(case, value=low.isoformat(timespec="minutes")), within=(low, high), wording=wording
    )


def _answer_type(truth: Truth) -> AnswerType:
    if truth.rows is not None:
        return "date"
    if truth.value is None:
        return "abstain"
    return "text" if truth.options else "number"


def _evidence(log: MadeLog, truth: Truth) -> tuple[ExpectedEvidence, ...]:
    """The sensor's readings in the log's file; the file where the question names the machine alone."""
    if truth.value is None and truth.rows is None:
        return ()
    file = f"{log.machine}.csv"
    if not truth.sensors:
        return (ExpectedEvidence(source=file),)
    return tuple(ExpectedEvidence(source=file, sensor=written(log, sensor)) for sensor in truth.sensors)


def written(log: MadeLog, sensor: MadeSensor) -> str:
    """What tells a sensor in the log's file and so in answers: its tag, or its quantity."""
    return sensor.tag if log.tagged else sensor.quantity[1 if log.french else 0]


def _attribute_truths(log: MadeLog) -> Iterator[Truth]:
    yield from _statistics(log)
    yield from _courses(log)
    yield from _pairs(log)
    yield from _changes(log)
    yield from _faults(log)
    yield Truth(kind="absent", value=None, days=(log.start.date(),))


def _statistics(log: MadeLog) -> Iterator[Truth]:
    """Means of whole days, from the readings themselves."""
    plain, trend = log.of("plain"), log.of("trend")
    first, last = whole_days(log)
    mean = daily_mean(log, plain, first)
    yield Truth(kind="mean", value=mean, tolerance=2e-3 * abs(mean), sensors=(plain,), days=(first,))
    gap = abs(daily_mean(log, trend, last) - daily_mean(log, trend, first))
    slack = 0.01 * gap + 1e-3
    yield Truth(kind="compare", value=gap, tolerance=slack, sensors=(trend,), days=(first, last))


def _courses(log: MadeLog) -> Iterator[Truth]:
    """Trend, season and noise."""
    plain, trend, season = log.of("plain"), log.of("trend"), log.of("season")
    yield Truth(
        kind="trend", value="rising" if trend.rise > 0 else "falling", options=DIRECTIONS, sensors=(trend,)
    )
    yield Truth(kind="trend", value="steady", options=DIRECTIONS, sensors=(plain,))
    days = log.rows * log.step / timedelta(days=1)
    rate = trend.rise / days
    yield Truth(kind="rate", value=rate, tolerance=0.25 * abs(rate), sensors=(trend,))
    hours = season.season_rows * log.step / timedelta(hours=1)
    slack = max(log.step / timedelta(hours=1), 0.05 * hours)
    yield Truth(kind="period", value=hours, tolerance=slack, unit="h", sensors=(season,))
    yield Truth(kind="cyclic", value="yes", options=YES_NO, sensors=(season,))
    yield Truth(kind="cyclic", value="no", options=YES_NO, sensors=(plain,))
    yield Truth(kind="noise", value=plain.noise, tolerance=0.15 * plain.noise, sensors=(plain,))


def _pairs(log: MadeLog) -> Iterator[Truth]:
    """Which follows which, how long after, and how alike the two are."""
    leader, follower = log.of("season"), log.of("follower")
    minutes = follower.lag_rows * log.step / timedelta(minutes=1)
    slack = log.step / timedelta(minutes=1) + 0.1 * minutes
    pair = (leader, follower)
    yield Truth(kind="lag", value=minutes, tolerance=slack, unit="min", sensors=pair)
    names = tuple((written(log, sensor),) for sensor in pair)
    yield Truth(kind="leads", value=names[0][0], options=names, sensors=pair)
    both = np.corrcoef(leader.values[log.kept], follower.values[log.kept])[0, 1]
    yield Truth(kind="correlation", value=float(both), tolerance=0.006, sensors=pair)


def _changes(log: MadeLog) -> Iterator[Truth]:
    """A level shift and a local change: when, and by how much."""
    shift, local = log.of("shift"), log.of("local")
    assert shift.change is not None
    assert local.change is not None
    near = max(10, log.rows // 100)
    at = shift.change.first
    yield Truth(kind="shift_time", value=None, rows=(at - near, at + near), sensors=(shift,))
    size = abs(shift.change.size)
    yield Truth(kind="shift_size", value=size, tolerance=0.2 * size, sensors=(shift,))
    rows = (local.change.first - 10, local.change.last + 10)
    yield Truth(kind="local_time", value=None, rows=rows, sensors=(local,))
    size = abs(local.change.size)
    yield Truth(kind="local_size", value=size, tolerance=0.25 * size, sensors=(local,))


def _faults(log: MadeLog) -> Iterator[Truth]:
    """A frozen stretch and a gap: when, and for how long."""
    stuck, minutes = log.of("stuck"), log.step / timedelta(minutes=1)
    assert stuck.change is not None
    first, last = stuck.change.first, stuck.change.last
    yield Truth(kind="stuck_time", value=None, rows=(first - 2, first + 2), sensors=(stuck,))
    held = (last - first + 1) * minutes
    yield Truth(kind="stuck_length", value=held, tolerance=2 * minutes, unit="min", sensors=(stuck,))
    if log.gap is not None:
        silent = (log.gap.last - log.gap.first + 2) * minutes
        yield Truth(kind="gap_length", value=silent, tolerance=minutes, unit="min")
        yield Truth(kind="gap_time", value=None, rows=(log.gap.first - 2, log.gap.last + 2))


def _trip_truths(log: MadeLog) -> Iterator[Truth]:
    assert log.trip is not None
    first, plain = whole_days(log)[0], log.sensors[3]
    mean = daily_mean(log, plain, first)
    yield Truth(kind="mean", value=mean, tolerance=2e-3 * abs(mean), sensors=(plain,), days=(first,))
    yield Truth(kind="trip", value=None, rows=(log.trip.first - 2, log.trip.first + 2))
    names = tuple((written(log, sensor),) for sensor in log.sensors)
    for _ in range(2):
        yield Truth(kind="before_trip", value=written(log, log.of("first")), options=names)
    yield Truth(kind="absent", value=None, days=(first,))


def whole_days(log: MadeLog) -> tuple[date, date]:
    """First and last day with at least an hour and twenty rows of the log."""
    times = [log.at(row).date() for row in range(log.rows) if log.kept[row]]
    full = [d for d in dict.fromkeys(times) if times.count(d) >= max(20, timedelta(hours=1) / log.step)]
    return full[0], full[-1]


def daily_mean(log: MadeLog, sensor: MadeSensor, when: date) -> float:
    """Mean of a sensor over a day's readings."""
    return float(daily(log, sensor, when).mean())


def daily(log: MadeLog, sensor: MadeSensor, when: date) -> Values:
    """A day's readings, shape (rows of the day,)."""
    rows = [row for row in range(log.rows) if log.kept[row] and log.at(row).date() == when]
    readings: Values = sensor.values[rows]
    return readings
