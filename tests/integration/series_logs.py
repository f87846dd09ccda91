"""The public logs as pandas frames and as the series expert sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from ingest.parsers.registry import parser_for
from retrieval.records import Column, Scope, SeriesRef, Table

FILES = ("asset_ops/chiller6_june2020_sensordata_couchdb.json", "asset_ops/meter.csv", "skab", "nab")


@dataclass
class Catalogue:
    """Records in lists."""

    logs: list[SeriesRef] = field(default_factory=list)
    lists: list[Table] = field(default_factory=list)

    def generation(self) -> int:
        return 1

    def series(self, scope: Scope | None = None) -> list[SeriesRef]:
        return list(self.logs)

    def tables(self, scope: Scope | None = None) -> list[Table]:
        return list(self.lists)


@dataclass
class Objects:
    """Files by name."""

    folder: Path

    def path(self, key: str) -> Path:
        return self.folder / key


@dataclass
class Plant:
    """What the expert needs, read by the real parsers."""

    objects: Objects
    catalogue: Catalogue = field(default_factory=Catalogue)


def read_plant(files: Iterator[Path], root: Path, folder: Path) -> Plant:
    """Parses files and writes their Parquet into ``folder``."""
    plant = Plant(Objects(folder))
    for path in files:
        source = f"{root.name}/{path.relative_to(root).as_posix()}"
        with path.open("rb") as stream:
            head = stream.read(65536)
        parsed = parser_for(path, head)(path)
        for number, series in enumerate(parsed.series):
            key = f"{source.replace('/', '_')}_{number}.parquet"
            pq.write_table(series.table(), folder / key)
            times = series.table().column("time").to_pylist()
            plant.catalogue.logs.append(
                SeriesRef(
                    id=f"{source}#{number}", source=source, name=series.name, sensors=series.sensors,
                    start=times[0], end=times[-1], row_count=series.rows.num_rows,
                    step_seconds=series.step_seconds, parquet=key, equipment=series.equipment,
                )
            )  # fmt: skip
        for number, table in enumerate(parsed.tables):
            key = f"{source.replace('/', '_')}_t{number}.parquet"
            pq.write_table(table.rows, folder / key)
            columns: tuple[Column, ...] = table.columns
            plant.catalogue.lists.append(
                Table(
                    id=f"{source}#t{number}", source=source, name=table.name, title=table.title,
                    columns=columns, row_count=table.rows.num_rows, parquet=key,
                )
            )  # fmt: skip
    return plant


def bench_files(data: Path) -> Iterator[Path]:
    """The logs and the meter list of the benchmark data."""
    for name in FILES:
        path = data / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.csv"))


class Frames:
    """The same logs as pandas reads them, for computing what is right."""

    def __init__(self, data: Path) -> None:
        self._data = data
        raw = pd.DataFrame(json.loads((data / FILES[0]).read_text(encoding="utf-8")))
        raw["t"] = pd.to_datetime(raw.pop("timestamp"))
        frame = raw.drop(columns="asset_id").sort_values("t", kind="stable").set_index("t")
        self.chiller = frame.rename(columns=lambda c: c.replace("Chiller 6 ", ""))

    def ch(self, name: str, start: str | None = None, end: str | None = None) -> pd.Series:
        """Readings of a chiller sensor that are present, both days included."""
        return self.chiller[name].dropna().loc[start : end or start]

    def skab(self, name: str) -> pd.DataFrame:
        """A run of the pump test bed."""
        frame = pd.read_csv(self._data / "skab" / name, sep=";", parse_dates=["datetime"])
        return frame.set_index("datetime")

    def nab(self, name: str) -> pd.Series:
        """A NAB series."""
        frame = pd.read_csv(self._data / "nab" / name, parse_dates=["timestamp"])
        return frame.set_index("timestamp")["value"]

    def runs(self, mask: pd.Series) -> pd.DataFrame:
        """Runs of true readings: first, last, count."""
        group = (mask != mask.shift()).cumsum()
        rows = [(x.index[0], x.index[-1], len(x)) for _, x in mask[mask].groupby(group[mask])]
        return pd.DataFrame(rows, columns=["first", "last", "n"])

    def compute(self, code: str) -> object:
        """What an ``expect`` of the questions gives."""
        names = {
            "ch": self.ch, "chiller": self.chiller, "skab": self.skab, "nab": self.nab, "runs": self.runs,
            "np": np, "pd": pd, "FLOW": "Volume Flow RateRMS", "P": "Power Input", "REFUSE": "refuse",
        }  # fmt: skip
        return eval(code, names)
