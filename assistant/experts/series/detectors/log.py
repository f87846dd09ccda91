"""A log as detectors want it, from files or from what was ingested. Knows parsers, no detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assistant.errors import AssistantError
from assistant.experts.series.detectors.clock_changes import file_order, put_forward
from assistant.experts.series.detectors.detection import FEWEST
from assistant.experts.series.detectors.one_step import laid_on_one_step
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.joined import with_joined
from assistant.experts.series.operations import Mask, Places, Times, Values
from assistant.scope import parse_time
from retrieval.filters import is_glob
from retrieval.records import Sensor, SeriesRef

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_EPOCH = datetime(1970, 1, 1)
_T = TypeVar("_T")
_SECOND = 1_000_000
_INTERRUPTED = 16
"""Usual steps from which a log was interrupted: as many rows as detectors look back at."""


class LogRefused(AssistantError):
    """A log, or what is asked of it, cannot be used; the message says what mends it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorLog:
    """Readings over time.

    Attributes:
        name: As the user named it.
        times: Microseconds since 1970, rising but where a clock went back an hour (``on_one_step``).
        row: Data row of each reading in the source, from 0; counted on over the files of a joined log.
        values: Shape (rows, sensors); NaN where missing.
        names: Of the sensors.
        files: The files that it joins, by time; empty where it is one file's.
        silent: Sensors that have no reading at all; they are not among ``names``.
    """

    name: str
    times: Times
    row: Places
    values: Matrix
    names: tuple[str, ...]
    files: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    def moment(self, place: int) -> datetime:
        """Time of a reading."""
        return _EPOCH + timedelta(microseconds=int(self.times[place]))

    @property
    def counted(self) -> bool:
        """Whether the source gives no time, so that rows stand for seconds since 1970."""
        return bool(self.times[0] == 0 and np.array_equal(self.times, _SECOND * self.row))

    def joined_files(self) -> dict[str, list[str]]:
        """``{"files": [...]}`` for reports; nothing where the log is one file's."""
        return {"files": list(self.files)} if self.files else {}

    def interruptions(self) -> tuple[int, ...]:
        """Rows before which more than 16 usual steps are missing; a clock put forward leaves none out.

        None where that is how the log is: interruptions so often that a tenth of the rows would follow one.
        """
        steps = np.diff(self.times)
        usual = float(np.median(steps)) if steps.size else 0.0
        found = np.flatnonzero(steps > _INTERRUPTED * usual) + 1
        found = np.setdiff1d(found, put_forward(self.times, found)) if found.size else found
        if usual <= 0.0 or found.size * 2 * _INTERRUPTED > self.times.size // 10:
            return ()
        return tuple(int(row) for row in found)

    def train_rows(self, until: str) -> int:
        """How many of the first rows are normal.

        Args:
            until: A number of rows, or the last normal day or time.

        Raises:
            LogRefused: It is neither, or leaves too few or too many rows.
        """
        text = until.strip()
        whole = text.lstrip("+-").isdigit()
        if whole and (int(text) <= self.times.size or not 1900 <= int(text) <= 2100):
            count = int(text)
        else:
            end = parse_time(text, end=True).replace(tzinfo=None)
            moment = (end - _EPOCH) // timedelta(microseconds=1)
            count = int(np.searchsorted(self.times, moment, side="right"))
        if count < FEWEST:
            raise LogRefused(
                f"--train-until {until} leaves {max(count, 0)} normal rows: at least {FEWEST} are needed "
                f"(the log goes from {self.moment(0).isoformat()} to {self.moment(-1).isoformat()})"
            )
        if count > self.times.size:
            raise LogRefused(f"--train-until {until}: the log holds {self.times.size} rows only")
        return count

    def only(self, wanted: Sequence[str]) -> SensorLog:
        """The log with some of its sensors, in the order asked for.

        Args:
            wanted: Names, or the first words of one where no other sensor begins with them (its tag).

        Raises:
            LogRefused: It has no such sensor.
        """
        folded = [name.casefold() for name in self.names]
        places = []
        for name in wanted:
            asked = name.strip().casefold()
            alike = [k for k, full in enumerate(folded) if full == asked]
            alike = alike or [k for k, full in enumerate(folded) if full.startswith(f"{asked} ")]
            place = alike[0] if len(alike) == 1 else None
            if place is None:
                raise LogRefused(f"no sensor {name!r} in {self.name}: there are {', '.join(self.names)}")
            places.append(place)
        return replace(self, values=self.values[:, places], names=tuple(self.names[k] for k in places))

    def between(self, since: datetime, until: datetime) -> tuple[int, int]:
        """The first row of a period, and the one after its last; both ends belong to it."""
        begin, end = (int(np.datetime64(moment, "us").astype(np.int64)) for moment in (since, until))
        return int(np.searchsorted(self.times, begin)), int(np.searchsorted(self.times, end, side="right"))

    def rows(self, kept: Mask) -> SensorLog:
        """The log with some of its rows [rows]; what is left out is a gap in time."""
        return replace(self, times=self.times[kept], row=self.row[kept], values=self.values[kept])

    def on_one_step(self) -> SensorLog:
        """The log with rows that hold most sensors, where these report at times of their own.

        Else its rows, those of an hour that is there twice, since the clock went back, as they came.
        """
        laid = laid_on_one_step(self.times, self.row, self.values)
        if laid is not None:
            return replace(self, times=laid[0], row=laid[1], values=laid[2])
        order = file_order(self.times, self.row)
        if order is None:
            return self
        return replace(self, times=self.times[order], row=self.row[order], values=self.values[order])


def find_log(name: str, *, series: str | None = None) -> SensorLog:
    """The log of a file, or of the files that hold one together.

    Args:
        name: A path; where it is a pattern (``logs/day_*.csv``), the files that fit it are joined.
        series: Which log of files that hold several.

    Raises:
        LogRefused: A file holds no log, or several and none is named; files do not make one log.
        ingest.errors.Unreadable: A file cannot be read.
    """
    path = Path(name).expanduser()
    if path.is_dir():
        raise LogRefused(f"{name} is a folder: give one log, or its files as '{name.rstrip('/')}/*.csv'")
    if path.exists() or not (files := files_like(name)):
        return _log(name, [_from_file(path, name, series)])
    return _log(name, [_from_file(file, file.name, series) for file in files])


def files_like(pattern: str) -> list[Path]:
    """The files of one folder whose names fit a pattern, by name; none where it is no pattern."""
    path = Path(pattern).expanduser()
    if not is_glob(path.name) or not path.parent.is_dir():
        return []
    return sorted(file for file in path.parent.glob(path.name) if file.is_file())


def ingested_log(name: str, knowledge: Knowledge, *, series: str | None = None) -> SensorLog:
    """The ingested log of a source, of the end of its path, or of the log's own name.

    Args:
        name: Where it is a pattern (``plant/day_*.csv``), the logs of the sources that fit it are joined.

    Raises:
        LogRefused: There is no such log, or several and none is named; sources do not make one log.
        retrieval.errors.AmbiguousSource: The name fits several sources.
    """
    import pyarrow.parquet as pq

    refs = ingested_refs(name, knowledge)
    if not refs:
        raise LogRefused(f"no file and no ingested log {name!r}: 'assistant sources' lists what there is")
    by_source: dict[str, dict[str, SeriesRef]] = {}
    for ref in refs:
        by_source.setdefault(ref.source if is_glob(name) else "", {})[ref.name] = ref
    chosen = [_choose(found, source or name, series) for source, found in by_source.items()]
    return _log(
        name,
        [
            _Part(ref.source, pq.read_table(knowledge.objects.path(ref.parquet)), ref.sensors)
            for ref in chosen
        ],
    )


def ingested_refs(name: str, knowledge: Knowledge) -> Sequence[SeriesRef]:
    """The logs of that name; of a pattern that the chat gives a joined log, its parts alone."""
    every = knowledge.catalogue.series()
    if is_glob(name):
        whole = [log for log in with_joined(every) if log.parts and log.ref.source == name]
        if whole:
            return [part for log in whole for part in log.parts]
    ids = {document.source for document in knowledge.catalogue.match(name)}
    return [ref for ref in every if ref.source in ids or ref.name == name]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one file holds of a log: an Arrow table with ``time``, ``_row`` and a column a sensor."""

    source: str
    table: Any
    sensors: Sequence[Sensor]

    @property
    def times(self) -> Times:
        """Microseconds since 1970, rising."""
        times: Times = np.asarray(self.table["time"].to_numpy()).astype("datetime64[us]").astype(np.int64)
        return times


def _from_file(path: Path, name: str, series: str | None) -> _Part:
    from ingest.parsers.registry import HEAD_BYTES, parser_for

    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    document = parser_for(path, head)(path)
    if not document.series:
        raise LogRefused(
            f"{name} holds no sensor log: a column of times, one numeric column a sensor and at least 20 rows"
        )
    chosen = _choose({one.name: one for one in document.series}, name, series)
    return _Part(name, chosen.table(), chosen.sensors)


def _choose(found: dict[str, _T], name: str, series: str | None) -> _T:
    if series is not None:
        if series not in found:
            raise LogRefused(f"{name} holds no log {series!r}: there are {', '.join(found)}")
        return found[series]
    if len(found) > 1:
        raise LogRefused(f"{name} holds several logs: name one with --series: {', '.join(found)}")
    return next(iter(found.values()))


def _log(name: str, parts: Sequence[_Part]) -> SensorLog:
    """The measuring sensors that have readings, on one step; labels and flags are no sensors."""
    parts = _in_order(parts)
    kept = [s for s in parts[0].sensors if not s.flag]
    columns = [np.concatenate([_readings(part, s.name) for part in parts]) for s in kept]
    held = [k for k, column in enumerate(columns) if np.isfinite(column).any()]
    if not held:
        raise LogRefused(f"{name} holds no reading")
    values = np.column_stack([columns[k] for k in held])
    values[~np.isfinite(values)] = np.nan
    log = SensorLog(
        name=name,
        times=np.concatenate([part.times for part in parts]),
        row=_rows(parts),
        values=values,
        names=tuple(kept[k].name for k in held),
        files=tuple(part.source for part in parts) if len(parts) > 1 else (),
        silent=tuple(sensor.name for k, sensor in enumerate(kept) if k not in held),
    )
    return log.on_one_step()


def _in_order(parts: Sequence[_Part]) -> Sequence[_Part]:
    """Parts by time.

    Raises:
        LogRefused: Two of them differ in sensors or units, or overlap in time.
    """
    ordered = sorted(parts, key=lambda part: int(part.times[0]))
    for before, after in pairwise(ordered):
        if odd := _sensors(before) ^ _sensors(after):
            told = ", ".join(sorted(f"{sensor} [{unit}]" if unit else sensor for sensor, unit in odd))
            raise LogRefused(f"{before.source} and {after.source} are not one log: they differ in {told}")
        if after.times[0] <= before.times[-1]:
            raise LogRefused(f"{before.source} and {after.source} are not one log: they overlap in time")
    return ordered


def _sensors(part: _Part) -> set[tuple[str, str | None]]:
    return {(sensor.name, sensor.unit) for sensor in part.sensors if not sensor.flag}


def _readings(part: _Part, sensor: str) -> Values:
    readings: Values = np.asarray(part.table[sensor].to_numpy(), dtype=np.float64)
    return readings


def _rows(parts: Sequence[_Part]) -> Places:
    """Data rows, counted on from file to file."""
    rows, begin = [], 0
    for part in parts:
        own = np.asarray(part.table["_row"].to_numpy(), dtype=np.int64)
        rows.append(own + begin)
        begin += int(own.max()) + 1
    return np.concatenate(rows)
