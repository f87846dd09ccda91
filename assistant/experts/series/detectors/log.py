"""A log as detectors want it, from a file or from what was ingested. Knows parsers, no detector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from assistant.errors import AssistantError
from assistant.experts.series.detectors.detection import FEWEST
from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.operations import Places, Times
from assistant.scope import parse_time
from retrieval.records import Sensor

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_EPOCH = datetime(1970, 1, 1)
_T = TypeVar("_T")


class LogRefused(AssistantError):
    """A log, or what is asked of it, cannot be used; the message says what mends it."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorLog:
    """Readings over time.

    Attributes:
        name: As the user named it.
        times: Microseconds since 1970, rising.
        row: Data row of each reading in the source, from 0.
        values: Shape (rows, sensors); NaN where missing.
        names: Of the sensors.
    """

    name: str
    times: Times
    row: Places
    values: Matrix
    names: tuple[str, ...]

    def moment(self, place: int) -> datetime:
        """Time of a reading."""
        return _EPOCH + timedelta(microseconds=int(self.times[place]))

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
        return SensorLog(
            name=self.name,
            times=self.times,
            row=self.row,
            values=self.values[:, places],
            names=tuple(self.names[k] for k in places),
        )


def find_log(name: str, *, series: str | None = None) -> SensorLog:
    """The log of a file.

    Args:
        series: Which log of a file that holds several.

    Raises:
        LogRefused: The file holds no log, or several and none is named.
        ingest.errors.Unreadable: The file cannot be read.
    """
    path = Path(name).expanduser()
    if path.is_dir():
        raise LogRefused(f"{name} is a folder: give one log")
    return _from_file(path, name, series)


def ingested_log(name: str, knowledge: Knowledge, *, series: str | None = None) -> SensorLog:
    """The ingested log of a source, of the end of its path, or of the log's own name.

    Raises:
        LogRefused: There is no such log, or several and none is named.
        retrieval.errors.AmbiguousSource: The name fits several sources.
    """
    import pyarrow.parquet as pq

    ids = {document.source for document in knowledge.catalogue.match(name)}
    refs = [ref for ref in knowledge.catalogue.series() if ref.source in ids or ref.name == name]
    if not refs:
        raise LogRefused(f"no file and no ingested log {name!r}: 'assistant sources' lists what there is")
    chosen = _choose({ref.name: ref for ref in refs}, name, series)
    return _log(name, pq.read_table(knowledge.objects.path(chosen.parquet)), chosen.sensors)


def _from_file(path: Path, name: str, series: str | None) -> SensorLog:
    from ingest.parsers.registry import HEAD_BYTES, parser_for

    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    document = parser_for(path, head)(path)
    if not document.series:
        raise LogRefused(
            f"{name} holds no sensor log: a column of times, one numeric column a sensor and at least 20 rows"
        )
    chosen = _choose({one.name: one for one in document.series}, name, series)
    return _log(name, chosen.rows, chosen.sensors)


def _choose(found: dict[str, _T], name: str, series: str | None) -> _T:
    if series is not None:
        if series not in found:
            raise LogRefused(f"{name} holds no log {series!r}: there are {', '.join(found)}")
        return found[series]
    if len(found) > 1:
        raise LogRefused(f"{name} holds several logs: name one with --series: {', '.join(found)}")
    return next(iter(found.values()))


def _log(name: str, table: Any, sensors: Sequence[Sensor]) -> SensorLog:
    """The measuring sensors that have readings; labels and flags are no sensors."""
    kept = [s for s in sensors if not s.flag]
    columns = [np.asarray(table[s.name].to_numpy(), dtype=np.float64) for s in kept]
    held = [k for k, column in enumerate(columns) if np.isfinite(column).any()]
    if not held:
        raise LogRefused(f"{name} holds no reading")
    values = np.column_stack([columns[k] for k in held])
    values[~np.isfinite(values)] = np.nan
    return SensorLog(
        name=name,
        times=np.asarray(table["time"].to_numpy()).astype("datetime64[us]").astype(np.int64),
        row=np.asarray(table["_row"].to_numpy(), dtype=np.int64),
        values=values,
        names=tuple(kept[k].name for k in held),
    )
