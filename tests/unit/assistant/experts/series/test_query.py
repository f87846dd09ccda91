from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.names import LogNames
from assistant.experts.series.plan import Condition
from assistant.experts.series.query import SeriesQuery, condition_sql, quote
from assistant.experts.series.window import Window

from .conftest import FakeKnowledge, chiller_log, pump_log


@pytest.fixture
def query(knowledge: FakeKnowledge) -> Iterator[SeriesQuery]:
    with SeriesQuery(knowledge.objects.path) as opened:
        yield opened


def day(number: int) -> Window:
    return Window(start=datetime(2024, 3, number), end=datetime(2024, 3, number, 23, 59, 59, 999999))


def test_statistics_agree_with_pandas(query: SeriesQuery, logs: list[LogNames]) -> None:
    log = logs[1]
    names = ("mean", "median", "min", "max", "std", "variance", "sum", "count", "first", "last", "range")
    result = query.statistics(log, log.sensors[3], day(2), names)
    row = dict(zip(result.columns, result.rows[0], strict=True))
    own = chiller_log()["Chiller 3 Condenser Water Flow"].loc["2024-03-02"]
    expected = [own.mean(), own.median(), own.min(), own.max(), own.std(), own.var(), own.sum(), len(own),
                own.iloc[0], own.iloc[-1], np.ptp(own)]  # fmt: skip
    assert [row[name] for name in names] == pytest.approx(expected)
    assert row["max_time"] == own.idxmax()
    assert (row["start"], row["end"]) == (own.index[0], own.index[-1])


def test_missing_values_are_no_readings(query: SeriesQuery, logs: list[LogNames]) -> None:
    log = logs[0]
    result = query.statistics(log, log.sensors[0], day(4), ("mean",))
    own = pump_log()["FT-110 flow [m3/h]"].loc["2024-03-04"]
    assert result.rows[0][0] == pytest.approx(own.mean())
    assert result.rows[0][1] == own.count() == 1440 - 4


def test_the_sql_can_be_read(query: SeriesQuery, logs: list[LogNames]) -> None:
    sql = query.statistics(logs[1], logs[1].sensors[0], day(2), ("mean",)).sql
    assert 'avg("Chiller 3 Power Input") AS "mean"' in sql
    assert 'FROM "export" WHERE "time" >= TIMESTAMP \'2024-03-02 00:00:00\'' in sql


def test_groups(query: SeriesQuery, logs: list[LogNames]) -> None:
    result = query.groups(
        logs[1], logs[1].sensors[0], Window(start=logs[1].ref.start, end=logs[1].ref.end), "mean", "day"
    )
    assert len(result.rows) == 7
    assert result.rows[0][0] == datetime(2024, 3, 1)


def test_recurring_hours_rows_and_weekdays(query: SeriesQuery, logs: list[LogNames]) -> None:
    log = logs[1]
    whole = {"start": log.ref.start, "end": log.ref.end}
    assert query.rows(log, Window(**whole, clock=(time(8), time(10)))).rows[0][0] == 7 * 9
    assert query.rows(log, Window(**whole, clock=(time(22), time(5)))).rows[0][0] == 7 * (8 + 21)
    assert query.rows(log, Window(**whole, weekdays=frozenset({5, 6}))).rows[0][0] == 2 * 96
    assert query.rows(log, Window(**whole, rows=(10, 19))).rows[0][0] == 10
    assert query.rows(log, Window(**whole, rows=(-5, -1))).rows[0][2] == log.ref.end


def test_frame_leaves_out_missing_readings(query: SeriesQuery, logs: list[LogNames]) -> None:
    log = logs[0]
    frame = query.frame(log, day(4), [log.sensors[0]])
    assert frame.times.size == 1436
    assert 1000 not in frame.row
    full = query.frame(log, day(4), [log.sensors[0]], complete=False)
    assert np.isnan(full.values[log.sensors[0].sensor.name]).sum() == 4


def test_names_cannot_break_out(knowledge: FakeKnowledge) -> None:
    from assistant.experts.series.names import describe

    evil = 'x"; DROP TABLE a; --'
    frame = pd.DataFrame({evil: [1.0, 2, 3]}, index=pd.date_range("2024-01-01", periods=3, freq="1h"))
    log = describe(knowledge.add_log("plant/it's.csv", frame))
    with SeriesQuery(knowledge.objects.path) as query:
        window = Window(start=log.ref.start, end=log.ref.end, whole=True)
        assert query.statistics(log, log.sensors[0], window, ("sum",)).rows[0][0] == 6
    assert quote(evil) == '"x""; DROP TABLE a; --"'


def test_condition_sql(logs: list[LogNames]) -> None:
    sensor = logs[1].sensors[0]
    assert (
        condition_sql(Condition(sensor=sensor, comparison="above", value=120))
        == '"Chiller 3 Power Input" > 120'
    )
    between = Condition(sensor=sensor, comparison="between", value=1.5, upper=2)
    assert condition_sql(between) == '"Chiller 3 Power Input" BETWEEN 1.5 AND 2'
