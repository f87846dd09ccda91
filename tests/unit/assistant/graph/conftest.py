"""A small plant in a catalogue: a register, an instrument list, a failure analysis, orders, a report, a log."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.experts.tables.expert import TableExpert
from assistant.graph.plant import PlantGraphs
from retrieval import revisions
from retrieval.database import writer
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import (
    Chunk,
    Column,
    ColumnType,
    Document,
    DrawingEntity,
    Revision,
    Sensor,
    SeriesRef,
    Table,
)

NOW = datetime(2031, 1, 2, tzinfo=UTC)
TABLES: dict[str, tuple[Sequence[str], Sequence[Sequence[object]]]] = {
    "register": (
        ("Tag", "Description", "Type", "Drawing"),
        (
            ("K-7A", "Blower A", "Roots", "PID-7"),
            ("K-7B", "Blower B", "Roots", "PID-7"),
            ("M-7A", "Motor of K-7A", "Motor", "PID-7"),
        ),
    ),
    "instruments": (
        ("Tag", "Service", "Equipment", "Range high", "Unit"),
        (
            ("TT-71A", "Bearing temperature", "K-7A", 150, "°C"),
            ("TT-71B", "Bearing temperature", "K-7B", 150, "°C"),
            ("VT-72A", "Vibration", "K-7A", 20, "mm/s"),
        ),
    ),
    "fmea": (
        (
            "No.",
            "Equipment",
            "Component",
            "Failure mode",
            "Code",
            "Cause",
            "Effect",
            "RPN",
            "Current control",
        ),
        (
            (1, "K-7A/B", "Bearing", "Seizure", "SEI", "Lack of grease", "Trip", 96, "TT-71 alarm"),
            (2, "K-7A/B", "Rotor", "Unbalance", "VIB", "Deposits", "Vibration", 40, "Monthly round"),
            (3, "M-7A", "Bearing", "Seizure", "SEI", "Old grease", "Trip", 60, None),
        ),
    ),
    "rules": (
        ("rule_id", "rule_name"),
        (("RUL-0018", "Setpoint high"), ("RUL-0019", "Setpoint low")),
    ),
    "codes": (("Code", "Meaning"), (("SEI", "Seized"), ("MT010b", "Worn"))),
    "work_orders": (
        ("WO number", "Created", "Equipment tag", "Description", "Failure mode"),
        (
            ("WO-9001", datetime(2030, 5, 1), "K-7A", "Bearing hot", "SEI"),
            ("WO-9002", datetime(2030, 6, 1), "K-7B", "Grease", None),
        ),
    ),
}


def _type(values: Sequence[object]) -> ColumnType:
    kinds = {type(v) for v in values if v is not None}
    return "integer" if kinds == {int} else "datetime" if kinds == {datetime} else "text"


def _document(knowledge: Knowledge, source: str, **more: object) -> Document:
    return Document(
        id=source, source=source, collection="site", path=source.partition("/")[2], media="csv",
        sha256=knowledge.objects.put_bytes(source.encode()), revision=1, title=source, language="en",
        ingested_at=NOW, **more,
    )  # fmt: skip


def _table(knowledge: Knowledge, source: str, name: str) -> Table:
    names, rows = TABLES[name]
    columns = [[row[i] for row in rows] for i in range(len(names))]
    sink = io.BytesIO()
    arrays = {
        "_row": pa.array(range(len(rows)), pa.int64()),
        **dict(zip(names, map(pa.array, columns), strict=True)),
    }
    pq.write_table(pa.table(arrays), sink)
    return Table(
        id=f"{source}-{name}", source=source, name=name, title=name.replace("_", " "), row_count=len(rows),
        columns=tuple(Column(name=n, type=_type(c)) for n, c in zip(names, columns, strict=True)),
        parquet=knowledge.objects.put_bytes(sink.getvalue()),
    )  # fmt: skip


Put = Callable[[Revision], None]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    knowledge = Knowledge.open(tmp_path_factory.mktemp("plant") / "data", settings=KnowledgeSettings())
    yield knowledge
    knowledge.close()


@pytest.fixture(scope="module")
def put(knowledge: Knowledge) -> Put:
    """Writes to the catalogue alone, so that no embedding model is loaded."""

    def put_in(revision: Revision) -> None:
        with writer(knowledge.catalogue.engine).begin() as connection:
            key, _ = revisions.stage(connection, revision)
            revisions.activate(connection, key)

    return put_in


@pytest.fixture(scope="module")
def plant(knowledge: Knowledge, put: Put) -> Knowledge:
    for name in TABLES:
        source = f"site/{name}.csv"
        put(Revision(document=_document(knowledge, source), tables=(_table(knowledge, source, name),)))
    drawing = "site/PID-7.pdf"
    put(
        Revision(
            document=_document(knowledge, drawing),
            entities=(
                DrawingEntity(
                    id="e0", source=drawing, kind="title_block", text="PID-7", name="number", page=1
                ),
                DrawingEntity(id="e1", source=drawing, kind="tag", text="K-7A", page=1),
                DrawingEntity(
                    id="e2", source=drawing, kind="connection", text="K-7A – V-80 (line 4)", page=1
                ),
            ),
        )
    )
    report = "site/report.txt"
    put(
        Revision(
            document=_document(knowledge, report, equipment=("K-7A",)),
            chunks=(
                Chunk(
                    id="c0", source=report, kind="text", ordinal=0, text="3.1.2 K-7A ran hot.", label="3.1.2",
                    page=4, identifiers=("K-7A", "WO-9001", "Z-999"),
                ),
            ),
        )
    )  # fmt: skip
    log = "site/log.csv"
    put(
        Revision(
            document=_document(knowledge, log),
            series=(
                SeriesRef(
                    id="s", source=log, name="log", start=NOW, end=NOW, row_count=2, step_seconds=1.0,
                    sensors=(Sensor(name="TT-71A bearing", unit="°C"), Sensor(name="Load")), equipment=("K-7A",),
                    parquet=knowledge.objects.put_bytes(b"rows"),
                ),
            ),
        )
    )  # fmt: skip
    return knowledge


@pytest.fixture(scope="module")
def graphs(plant: Knowledge) -> PlantGraphs:
    return PlantGraphs(plant, TableExpert(plant))
