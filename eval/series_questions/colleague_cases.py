"""Questions in a colleague's words, each wording asked of a few logs, with measures that nobody keeps.

The sixty wordings of ``colleague_wording.json`` were written on 28 November 2026 and split by a seed before
any was asked: one half was mended on, the other was asked once, after that. Knows made logs, truths and
wordings; no product and no scorer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from eval.case import CaseLanguage
from eval.series_questions.cases import Made, Truth, Wording, daily, made_of, truths_of, whole_days
from eval.series_questions.operator_cases import extremes, limits, twin_truths, words_of
from eval.series_questions.signals import MadeLog

Half = Literal["developed", "held_out"]
_WORDING: Mapping[Half, Wording] = {"developed": "colleague_developed", "held_out": "colleague_held_out"}
_LOGS = 2
"""Logs that a wording is asked of."""


def colleague_questions(logs: Sequence[MadeLog], twins: Sequence[MadeLog], half: Half) -> Iterator[Made]:
    """The questions of a half, each of two logs that have what it asks for."""
    truths = _by_kind(logs, twins)
    for number, wording in enumerate(wordings(half)):
        fitting = truths[str(wording["kind"])]
        language: CaseLanguage = "fr" if wording["language"] == "fr" else "en"
        for turn in range(min(_LOGS, len(fitting))):
            log, truth = fitting[(number + turn * (len(fitting) // _LOGS)) % len(fitting)]
            text = str(wording["text"]).format(**words_of(log, truth, language, turn=number + turn))
            name = f"{log.machine}-{number:02d}-{truth.kind}-{language}-{half}-colleague"
            yield made_of(log, truth, name, text, language, _WORDING[half])


def wordings(half: Half) -> list[Mapping[str, object]]:
    """Those of a half: kind, language and text."""
    return [wording for wording in _read() if wording["half"] == half]


@lru_cache(maxsize=1)
def _read() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        Path(__file__).with_name("colleague_wording.json").read_text(encoding="utf-8")
    )
    return found


def _by_kind(logs: Sequence[MadeLog], twins: Sequence[MadeLog]) -> dict[str, list[tuple[MadeLog, Truth]]]:
    found: dict[str, list[tuple[MadeLog, Truth]]] = {}
    for log in (*logs, *twins):
        truths = list(twin_truths(log)) if log.of_twins else truths_of(log)
        if not log.of_twins and log.trip is None:
            truths += [*extremes(log), *limits(log), *_further(log)]
        for truth in truths:
            kind = "crossing" if truth.kind == "crossing_up" else truth.kind
            found.setdefault(kind, []).append((log, truth))
    return found


def _further(log: MadeLog) -> Iterator[Truth]:
    """Lowest moment, range of a day, counts and shares beyond a limit, and what no engineer's log keeps."""
    plain, season, first = log.of("plain"), log.of("season"), whole_days(log)[0]
    low = int(np.argmin(np.where(log.kept, season.values, np.inf)))
    yield Truth(kind="min_time", value=None, rows=(low - 1, low + 1), sensors=(season,))
    readings = daily(log, plain, first)
    swing = float(readings.max() - readings.min())
    yield Truth(kind="range", value=swing, tolerance=0.05 * plain.noise, sensors=(plain,), days=(first,))
    limit = next(truth.limit for truth in limits(log) if truth.kind == "above")
    above = plain.values[log.kept] > (limit or 0.0)
    risen = float(np.count_nonzero(above[1:] & ~above[:-1]) + above[0])
    share = 100.0 * float(above.mean())
    yield Truth(kind="crossings", value=risen, tolerance=1.0 + 0.02 * risen, sensors=(plain,), limit=limit)
    yield Truth(kind="above_share", value=share, tolerance=0.6, unit="%", sensors=(plain,), limit=limit)
    yield Truth(kind="unknown", value=None, sensors=(plain,), days=(first,))
