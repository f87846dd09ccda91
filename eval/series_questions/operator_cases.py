"""Questions in an operator's wording: in both languages, with extremes, limits, twins, forecasts.

Knows made logs, truths and two sets of wordings; no product and no scorer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Literal

import numpy as np

from eval.case import CaseLanguage
from eval.series_questions.cases import (
    ABSENT,
    DIRECTIONS,
    LANGUAGES,
    Made,
    Truth,
    daily,
    made_of,
    truths_of,
    whole_days,
    written,
)
from eval.series_questions.operator_wording import developed, held_out
from eval.series_questions.phrasing import sensor_words, short_day, value_words
from eval.series_questions.signals import MadeLog
from eval.series_questions.twin_logs import at_drive_end, made_twins

TWINS = 3
WARMER = (
    (*DIRECTIONS[0], "no", "non"),
    (*DIRECTIONS[1], "yes", "oui"),
    DIRECTIONS[2],
)
"""What may be said of a bearing that is asked whether it gets hotter, and does or does not."""
_AHEAD = 0.1
"""How far a forecast reaches, as a share of the log."""


def twin_logs(seed: int) -> list[MadeLog]:
    """The logs of two bearings each."""
    return [made_twins(number, seed) for number in range(TWINS)]


def operator_questions(
    logs: Sequence[MadeLog], twins: Sequence[MadeLog], wording: Literal["developed", "held_out"]
) -> Iterator[Made]:
    """All questions of all logs, each in English and in French."""
    forms = developed() if wording == "developed" else held_out()
    for number, log in enumerate(logs):
        truths = truths_of(log)
        if log.trip is None:
            truths += [*extremes(log), *limits(log)]
        yield from _all_asked(log, truths, forms, number=number, wording=wording)
    for number, log in enumerate(twins):
        yield from _all_asked(log, list(twin_truths(log)), forms, number=number, wording=wording)


def _all_asked(
    log: MadeLog,
    truths: Sequence[Truth],
    forms: Mapping[str, Mapping[CaseLanguage, Sequence[str]]],
    *,
    number: int,
    wording: Literal["developed", "held_out"],
) -> Iterator[Made]:
    for place, truth in enumerate(truths):
        for language in LANGUAGES:
            turn = number + place + (language == "fr")
            ways = forms[truth.kind][language]
            text = ways[turn % len(ways)].format(**words_of(log, truth, language, turn=turn + number))
            name = f"{log.machine}-{place:02d}-{truth.kind}-{language}-{wording}"
            yield made_of(log, truth, name, text, language, wording)


def words_of(log: MadeLog, truth: Truth, language: CaseLanguage, *, turn: int) -> dict[str, str]:
    """What stands in a wording's places: sensors, machine, days, the limit and the hours ahead."""
    of = "of" if language == "en" else "de"
    words = {"m": log.machine, "x": ABSENT, "the_x": ABSENT, "of_x": f"{of} {ABSENT}"}
    for letter, sensor in zip("xy", truth.sensors, strict=False):
        if log.of_twins:
            words[letter] = sensor.quantity[0 if language == "en" else 1]
        else:
            words |= sensor_words(log, sensor, language, turn=turn, letter=letter)
    days = zip("ab", truth.days, strict=False)
    words |= {key: short_day(when, language, turn=turn) for key, when in days}
    if truth.limit is not None:
        words["v"] = value_words(truth.limit, truth.sensors[0].unit, language)
    if truth.hours is not None:
        words["h"] = str(truth.hours)
    return words


def extremes(log: MadeLog) -> Iterator[Truth]:
    """Lowest and highest reading of a day; when the highest of all was."""
    plain, season, first = log.of("plain"), log.of("season"), whole_days(log)[0]
    readings = daily(log, plain, first)
    slack = 0.05 * plain.noise
    for kind, value in (("min", float(readings.min())), ("max", float(readings.max()))):
        yield Truth(kind=kind, value=value, tolerance=slack, sensors=(plain,), days=(first,))
    top = int(np.argmax(np.where(log.kept, season.values, -np.inf)))
    yield Truth(kind="max_time", value=None, rows=(top - 1, top + 1), sensors=(season,))


def limits(log: MadeLog) -> Iterator[Truth]:
    """How long a reading stood above a value, and when one first left for an anomaly."""
    plain, local = log.of("plain"), log.of("local")
    limit = _short(float(np.quantile(plain.values, 0.85)))
    minutes = log.step / timedelta(minutes=1)
    above = float(np.count_nonzero(plain.values[log.kept] > limit)) * minutes
    yield Truth(kind="above", value=above, tolerance=0.1 * above, unit="min", sensors=(plain,), limit=limit)
    assert local.change is not None
    upward = local.change.size > 0
    limit = _short(float(np.median(local.values)) + 0.6 * local.change.size)
    beyond = (local.values > limit if upward else local.values < limit) & log.kept
    row = int(np.argmax(beyond))
    kind = "crossing_up" if upward else "crossing_down"
    yield Truth(kind=kind, value=None, rows=(row - 1, row + 1), sensors=(local,), limit=limit)


def _short(value: float) -> float:
    """A value as a person types it: four digits."""
    return float(f"{value:.4g}")


def twin_truths(log: MadeLog) -> Iterator[Truth]:
    """What is asked of a log of two bearings."""
    warming, drive = log.of("warming"), at_drive_end(log)
    gets = "rising" if drive.rise > 0 else "steady"
    yield Truth(kind="hotter", value=gets, options=WARMER, sensors=(drive,))
    low, high = sorted(log.sensors, key=lambda sensor: float(sensor.values.mean()))
    names = tuple((written(log, sensor),) for sensor in log.sensors)
    yield Truth(kind="which_higher", value=written(log, high), options=names, sensors=log.sensors)
    gap = float(high.values.mean() - low.values.mean())
    yield Truth(kind="pair_gap", value=gap, tolerance=0.01 * gap + 1e-3, sensors=(high, low))
    ahead = int(_AHEAD * log.rows)
    hours = max(1, round(ahead * log.step / timedelta(hours=1)))
    rows = hours * timedelta(hours=1) / log.step
    end = float(np.polyval(np.polyfit(np.arange(log.rows), warming.values, 1), log.rows - 1))
    slope = warming.rise / log.rows
    to_come = end + slope * rows
    yield Truth(
        kind="forecast", value=to_come, tolerance=2.0 * warming.noise, sensors=(warming,), hours=hours
    )
    limit = _short(end + 2 * slope * ahead)
    reached = (limit - end) / slope
    rows_right = (log.rows + int(0.4 * reached), log.rows + int(1.6 * reached))
    yield Truth(kind="limit_time", value=None, rows=rows_right, sensors=(warming,), limit=limit)
