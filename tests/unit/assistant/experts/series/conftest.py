"""Synthetic logs as Parquet files behind a small knowledge, for the series expert's tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.experts.series.names import LogNames, describe
from assistant.records import Message, Question
from retrieval.records import Column, Scope, Sensor, SeriesRef, Table

EVERYTHING = Scope()


@dataclass
class FakeCatalogue:
    """Records held in lists."""

    logs: list[SeriesRef] = field(default_factory=list)
    lists: list[Table] = field(default_factory=list)

    def generation(self) -> int:
        return len(self.lists) + len(self.logs)

    def series(self, scope: Scope = EVERYTHING) -> list[SeriesRef]:
        return list(self.logs)

    def tables(self, scope: Scope = EVERYTHING) -> list[Table]:
        return list(self.lists)


@dataclass
class Folder:
    """Objects by file name."""

    folder: Path

    def path(self, key: str) -> Path:
        return self.folder / key


@dataclass
class FakeKnowledge:
    """What the expert needs, filled by hand."""

    objects: Folder
    catalogue: FakeCatalogue = field(default_factory=FakeCatalogue)

    def add_log(
        self,
        source: str,
        frame: pd.DataFrame,
        *,
        units: dict[str, str] | None = None,
        flags: tuple[str, ...] = (),
        equipment: tuple[str, ...] = (),
    ) -> SeriesRef:
        """Writes a log; the frame's index is its time."""
        names = list(frame.columns)
        table = frame.astype("float64").reset_index(names="time")
        table["time"] = table["time"].astype("datetime64[us]")
        table.insert(0, "_row", np.arange(len(table)))
        key = source.replace("/", "_") + ".parquet"
        table.to_parquet(self.objects.path(key), index=False)
        step = float(pd.Series(frame.index).diff().dt.total_seconds().median())
        ref = SeriesRef(
            id=source,
            source=source,
            name=Path(source).stem,
            sensors=tuple(Sensor(name=n, unit=(units or {}).get(n), flag=n in flags) for n in names),
            start=frame.index[0].to_pydatetime(),
            end=frame.index[-1].to_pydatetime(),
            row_count=len(frame),
            step_seconds=step,
            parquet=key,
            equipment=equipment,
        )
        self.catalogue.logs.append(ref)
        return ref

    def add_table(self, source: str, frame: pd.DataFrame) -> Table:
        """Writes a table of text columns."""
        key = source.replace("/", "_") + ".parquet"
        table = frame.copy()
        table.insert(0, "_row", np.arange(len(table)))
        table.to_parquet(self.objects.path(key), index=False)
        columns = tuple(Column(name=name, type="text") for name in frame.columns)
        record = Table(
            id=source, source=source, name=Path(source).stem, title=source, columns=columns,
            row_count=len(frame), parquet=key,
        )  # fmt: skip
        self.catalogue.lists.append(record)
        return record


def pump_log() -> pd.DataFrame:
    """Three days at a minute: a stop in the night of the second day, a gap, a stuck sensor."""
    times = pd.date_range("2024-03-04", periods=3 * 1440, freq="1min")
    minutes = np.arange(len(times))
    flow = 100 + 10 * np.sin(2 * np.pi * minutes / 1440)
    power = 50 + 0.1 * flow
    off = (times >= "2024-03-05 22:00") & (times < "2024-03-06 01:30")
    flow[off], power[off] = 0.0, 0.0
    temperature = 60 + 0.001 * minutes
    temperature[200:230] = 61.5
    frame = pd.DataFrame(
        {
            "FT-110 flow [m3/h]": flow,
            "JT-111A motor power [kW]": power,
            "TT-105A DE bearing temp [°C]": temperature,
            "TT-106A NDE bearing temp [°C]": temperature + 5,
        },
        index=times,
    )
    frame.iloc[1000:1004, 0] = np.nan
    return frame.drop(frame.index[2000:2060])


PUMP_UNITS = {
    "FT-110 flow [m3/h]": "m3/h",
    "JT-111A motor power [kW]": "kW",
    "TT-105A DE bearing temp [°C]": "°C",
    "TT-106A NDE bearing temp [°C]": "°C",
}


def chiller_log() -> pd.DataFrame:
    """A week at a quarter of an hour, the equipment's name before each sensor's, no units."""
    times = pd.date_range("2024-03-01", periods=7 * 96, freq="15min")
    steps = np.arange(len(times), dtype=float)
    return pd.DataFrame(
        {
            "Chiller 3 Power Input": 200 + steps % 96,
            "Chiller 3 Supply Temperature": 44 + steps % 7,
            "Chiller 3 Return Temperature": 54 + steps % 5,
            "Chiller 3 Condenser Water Flow": 3000 + steps,
        },
        index=times,
    )


def run_log(number: int) -> pd.DataFrame:
    """A labelled run of ten minutes at a second."""
    times = pd.date_range("2024-03-09 10:00", periods=600, freq="1s")
    seconds = np.arange(600)
    flag = ((seconds >= 300) & (seconds < 300 + 10 * (number + 1))).astype(float)
    return pd.DataFrame(
        {"Pressure": 1 + 0.01 * number + 0.5 * flag, "Volume Flow RateRMS": 30.0 - number, "anomaly": flag},
        index=times,
    )


@pytest.fixture
def knowledge(tmp_path: Path) -> FakeKnowledge:
    """A pump log with an instrument list, a chiller log with a meter list, and three labelled runs."""
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("plant/logs/historian.csv", pump_log(), units=PUMP_UNITS)
    known.add_log("plant/chillers/export.json", chiller_log(), equipment=("Chiller 3",))
    for number in range(3):
        known.add_log(f"plant/rig1/{number}.csv", run_log(number), flags=("anomaly",))
    meters = {
        "meter": ["power input", "condenser water flow", "supply temperature"],
        "measurement": ["power", "flow", "flow"],
        "unit": ["kW", "l/min", "C or F"],
    }
    known.add_table("plant/meters.csv", pd.DataFrame(meters))
    instruments = {"Tag": ["TT-105A", "TT-106A", "JT-111A"], "Equipment": ["P-101A", "P-101A", "M-101A"]}
    known.add_table("plant/instruments.csv", pd.DataFrame(instruments))
    return known


@pytest.fixture
def logs(knowledge: FakeKnowledge) -> list[LogNames]:
    """The logs with their names."""
    return [describe(ref) for ref in knowledge.catalogue.logs]


@pytest.fixture
def ask() -> Callable[..., Question]:
    """Makes questions."""

    def make(text: str, language: str = "en", history: tuple[str, ...] = ()) -> Question:
        turns = tuple(Message(role="user", content=turn) for turn in history)
        return Question(text=text, asked=text, language=language, history=turns)  # type: ignore[arg-type]

    return make


def statement(expert: SeriesExpert, question: Question) -> str:
    """What the expert states first."""
    finding = expert.find(question, EVERYTHING)
    assert finding.evidence, finding.refusal
    told = finding.evidence[0].statement
    assert told is not None
    return told
