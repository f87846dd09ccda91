"""The tables of the benchmark data: as pandas frames for computed answers, and through our parsers for the expert."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from assistant.experts.tables.source import FolderTables
from ingest.parsers import parser_for
from retrieval.records import Table

_SHORT = "%m/%d/%y %H:%M"


def table_files(bench_data: Path) -> list[Path]:
    """The CSV files that hold tables."""
    return [
        *sorted((bench_data / "asset_ops").glob("*.csv")),
        bench_data / "fmea_qa" / "fmea_dataset_filled.csv",
    ]


def ingested(files: list[Path], root: Path, folder: Path) -> FolderTables:
    """The files' tables as the parsers give them, written as Parquet."""
    made: list[tuple[Table, Path]] = []
    for file in files:
        with file.open("rb") as stream:
            parsed = parser_for(file, stream.read(8192))(file)
        for number, table in enumerate(parsed.tables):
            name = re.sub(r"\W+", "_", table.name.casefold())
            path = folder / f"{name}_{number}"
            pq.write_table(table.rows, path)
            record = Table(
                id=path.name,
                source=f"data/{file.relative_to(root)}",
                name=name,
                title=table.title,
                columns=table.columns,
                row_count=table.rows.num_rows,
                parquet=path.name,
            )
            made.append((record, path))
    return FolderTables(made)


def hours(text: str) -> float:
    """``2:15`` and ``40:00:00`` in hours."""
    parts = text.split(":")
    return int(parts[0]) + int(parts[1]) / 60


def gap(moments: pd.Series) -> pd.Series:
    """Days between moments that follow one another."""
    return moments.sort_values().diff().dt.total_seconds().div(86400)


def day(moment: pd.Timestamp) -> str:
    """A day as ISO 8601."""
    return moment.strftime("%Y-%m-%d")


def _chiller(frame: pd.DataFrame) -> pd.Series:
    return frame.equipment_name.str.extract(r"(\d+)")[0].astype(int)


def names(bench_data: Path) -> dict[str, object]:
    """What the expressions of the questions' file may use."""

    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(bench_data / "asset_ops" / f"{name}.csv", encoding="utf-8-sig")

    orders = read("all_wo_with_code_component_events")
    orders["t"] = pd.to_datetime(orders.actual_finish, format=_SHORT)
    orders["lab"], orders["dur"] = orders.actual_labor_hours.map(hours), orders.duration.map(hours)
    orders["y"], orders["ch"] = orders.t.dt.year, _chiller(orders)
    alerts = read("alert_events")
    alerts["s"] = pd.to_datetime(alerts.start_time, format=_SHORT)
    alerts["e"] = pd.to_datetime(alerts.end_time, format=_SHORT)
    alerts["ch"], alerts["y"] = _chiller(alerts), alerts.s.dt.year
    alerts["h"] = (alerts.e - alerts.s).dt.total_seconds() / 3600
    anomalies, events = read("anomaly_events"), read("event")
    anomalies["t"] = pd.to_datetime(anomalies.timestamp, format=_SHORT)
    events["t"] = pd.to_datetime(events.event_time)
    fmea = pd.read_csv(bench_data / "fmea_qa" / "fmea_dataset_filled.csv")
    fmea.columns = ["ss", "comp", "sub", "mode", "eff", "S", "cause", "O", "ctl", "D", "rpn", "act"]
    return {
        "wo": orders,
        "cm": orders[~orders.preventive],
        "pm": orders[orders.preventive],
        "al": alerts,
        "an": anomalies,
        "ev": events,
        "fm": fmea,
        "fc": read("failure_codes"),
        "pfc": read("primary_failure_codes"),
        "rf": read("alert_rule_failure_code_mapping"),
        "rm": read("alert_rule_meter_mapping"),
        "mt": read("meter"),
        "fmode": read("failure_mode"),
        "amap": read("anomaly_to_failure_code_mapping"),
        "pd": pd,
        "gap": gap,
        "d": day,
    }
