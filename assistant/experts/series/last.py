"""The last reading of a sensor, as it is cited. Knows no question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.query import SeriesQuery
from assistant.records import Evidence, Rows

_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReading:
    """The last value that a log has of a sensor.

    Attributes:
        tag: The instrument's, normalised; empty where the name begins with none.
        sql: The query that gave it.
    """

    log: LogNames
    sensor: SensorName
    tag: str
    moment: datetime
    value: float
    sql: str

    @property
    def source(self) -> str:
        """The file that holds it."""
        return self.log.parts[-1].source if self.log.parts else self.log.ref.source

    def evidence(self, statement: str) -> Evidence:
        """The reading as it is cited."""
        name = self.sensor.sensor.name
        return Evidence(
            kind="series",
            source=self.source,
            quote=f"{self.moment:%Y-%m-%d %H:%M} · {name}: {self.value:g}",
            score=_SURE,
            statement=statement,
            rows=Rows(columns=("time", name), values=((self.moment.isoformat(), self.value),), total=1),
            sql=self.sql,
            sensor=name,
            start=self.moment,
            end=self.moment,
        )


def last_reading(query: SeriesQuery, log: LogNames, sensor: SensorName, tag: str) -> list[LastReading]:
    """The last reading of a sensor; none where it never read anything."""
    result = query.nearest(log, sensor, log.ref.end)
    return [
        LastReading(log=log, sensor=sensor, tag=tag, moment=moment, value=float(value), sql=result.sql)
        for moment, value in result.rows
        if value is not None
    ]
