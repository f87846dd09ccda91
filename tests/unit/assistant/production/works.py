"""Invented works whose files are parsed as ingestion parses them. Knows no expected figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from assistant.crossing.production_figures import ProductionFigures
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.language import detect_language
from assistant.records import Question
from ingest.parsers.registry import HEAD_BYTES, parser_for
from retrieval.records import Scope, SeriesRef, Table

TODAY = date(2031, 6, 20)


def _tables(
    folder: Path, files: Mapping[str, str] | Mapping[str, str | bytes]
) -> tuple[list[tuple[Table, Path]], list[SeriesRef], dict[str, SensorLog]]:
    """What parsers read in files."""
    tables: list[tuple[Table, Path]] = []
    logs: list[SeriesRef] = []
    readings: dict[str, SensorLog] = {}
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        document = parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)
        for table in document.tables:
            key = f"{len(tables)}.parquet"
            pq.write_table(table.rows, folder / key)
            tables.append((
                Table(
                    id=key, source=f"works/{name}", name=f"t{len(tables)}_{table.name}", title=table.title,
                    columns=table.columns, row_count=table.rows.num_rows, parquet=key, sheet=table.sheet,
                ),
                folder / key,
            ))  # fmt: skip
        for one in document.series:
            start, end = one.period
            rows = one.table()
            logs.append(SeriesRef(
                id=one.name, source=f"works/{name}", name=one.name, sensors=one.sensors, start=start, end=end,
                row_count=rows.num_rows, step_seconds=one.step_seconds, parquet="",
            ))  # fmt: skip
            names = tuple(sensor.name for sensor in one.sensors)
            readings[one.name] = SensorLog(
                name=one.name,
                times=np.asarray(rows["time"].to_numpy()).astype("datetime64[us]").astype(np.int64),
                row=np.asarray(rows["_row"].to_numpy()),
                values=np.column_stack([rows[sensor].to_numpy() for sensor in names]),
                names=names,
            )
    return tables, logs, readings


def parsed(folder: Path, files: Mapping[str, str | bytes]) -> ProductionFigures:
    """The crossing over some files, given by name and content."""
    tables, logs, readings = _tables(folder, files)
    expert = TableExpert(FolderTables(tables))
    return ProductionFigures(
        rows_of=expert.rows_of,
        logs_of=lambda scope: logs,
        readings=lambda ref: readings[ref.name],
        today=lambda: TODAY,
    )


def tables_of(folder: Path, files: Mapping[str, str]) -> TableExpert:
    """The tables of some files, given by name and content."""
    return TableExpert(FolderTables(_tables(folder, files)[0]))


def telling(figures: ProductionFigures) -> Callable[[str], str | None]:
    """What is told to a question, all statements; None where it is left to others."""

    def tell(text: str) -> str | None:
        question = Question(text=text, asked=text, language=detect_language(text))
        bridge = figures.cross(question, Scope())
        return None if bridge is None else "\n".join(reason.statement or "" for reason in bridge.reasons)

    return tell
