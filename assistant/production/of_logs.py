"""The ledger of a production log that was read in as readings over time: a series a line, a row a day.

Knows logs by their names and values; asks nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import PurePosixPath

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.production.ledger import Entry, Ledger, checked
from assistant.production.measures import measure_of
from assistant.production.spans import around
from retrieval.records import SeriesRef

Readings = Callable[[SeriesRef], SensorLog]

_COARSE = 3.5 * 3600
"""Seconds between rows of a log that is kept by people."""
_LABEL = ""
"""What parts a file into series has no name any more."""


def might_be(ref: SeriesRef) -> bool:
    """True for a log of days or shifts with a column of amounts that may be added up."""
    return ref.step_seconds >= _COARSE and any(
        (m := measure_of(s.name, s.unit, about=_about(ref))).adds and m.concepts for s in ref.sensors
    )


def ledgers_of(refs: Sequence[SeriesRef], readings: Readings) -> list[Ledger]:
    """A ledger for each file and layout."""
    alike: dict[tuple[str, tuple[str, ...]], list[SeriesRef]] = defaultdict(list)
    for ref in refs:
        alike[ref.source, tuple(s.name for s in ref.sensors)].append(ref)
    return [found for group in alike.values() if (found := _ledger(group, readings)) is not None]


def _about(ref: SeriesRef) -> str:
    """What the file is called."""
    return PurePosixPath(ref.source).stem.replace("_", " ")


def _ledger(refs: Sequence[SeriesRef], readings: Readings) -> Ledger | None:
    measures = [m for s in refs[0].sensors if (m := measure_of(s.name, s.unit, about=_about(refs[0]))).tells]
    parts = _parts([ref.name for ref in refs])
    entries: list[Entry] = []
    for ref, part in zip(refs, parts, strict=True):
        log = readings(ref)
        columns = {m.name: log.names.index(m.name) for m in measures if m.name in log.names}
        labels = {_LABEL: part} if part else {}
        for at in range(log.times.size):
            values = {
                name: float(log.values[at, column])
                for name, column in columns.items()
                if not np.isnan(log.values[at, column])
            }
            span = around(log.moment(at).date(), "day")
            entries.append(Entry(span, labels, values, int(log.row[at]), ref.name))
    return checked(
        Ledger(
            title=PurePosixPath(refs[0].source).stem,
            grain="day",
            measures=tuple(measures),
            labels={_LABEL: tuple(dict.fromkeys(parts))} if any(parts) else {},
            entries=tuple(entries),
            sources=(refs[0].source,),
        )
    )


def _parts(names: Sequence[str]) -> list[str]:
    """What tells series of one file apart: their names without the words and years that they share."""
    undated = [re.sub(r"^(?:19|20)\d\d\b\s*", "", name) for name in names]
    if len(set(undated)) < 2:
        return [""] * len(names)
    columns = zip(*(name.split() for name in undated), strict=False)
    shared = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, columns)]
    whole = len(shared)
    while whole and any(len(name.split()) <= whole for name in undated):
        whole -= 1
    parts = [" ".join(name.split()[whole:]) for name in undated]
    if all(re.fullmatch(r"\S{1,3}", part) for part in parts) and whole:
        parts = [f"{shared[whole - 1]} {part}" for part in parts]
    return parts
