"""A small knowledge for the tests of this folder: made-up revisions and a count of all that is left."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sqlalchemy import func, select

from retrieval import schema
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Chunk, Column, Document, DrawingEntity, Revision, Sensor, SeriesRef, Table

WHEN = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
SETTINGS = KnowledgeSettings()


def revision(knowledge: Knowledge, source: str, *, words: str, count: int = 3) -> Revision:
    """A document of every kind of content, whose text holds ``words``."""
    content = f"{source} {words} {count}".encode()
    sha256 = knowledge.objects.put_bytes(content)
    parquet = knowledge.objects.put_bytes(b"rows of " + content)
    picture = knowledge.objects.put_bytes(b"a picture that all documents share")
    identity = hashlib.sha256(content).hexdigest()[:12]
    collection, _, path = source.partition("/")
    document = Document(
        id=identity, source=source, collection=collection, path=path, media="pdf", sha256=sha256,
        revision=1, title=path, language="en", ingested_at=WHEN, equipment=("P-101",),
    )  # fmt: skip
    chunks = tuple(
        Chunk(
            id=f"{identity}-{n}", source=source, kind="text", ordinal=n, language="en", label=f"4.{n}",
            text=f"{words} number {n}: the pump P-{n} turns", identifiers=(f"P-{n}",),
        )
        for n in range(count)
    )  # fmt: skip
    table = Table(
        id=f"{identity}-t", source=source, name="limits", title="Limits", row_count=1, parquet=parquet,
        columns=(Column(name="Limit", type="number", unit="mm/s"),),
    )  # fmt: skip
    series = SeriesRef(
        id=f"{identity}-s", source=source, name="log", sensors=(Sensor(name="T", unit="°C"),), start=WHEN,
        end=WHEN, row_count=1, step_seconds=60.0, parquet=parquet, equipment=("P-101",),
    )  # fmt: skip
    entity = DrawingEntity(id=f"{identity}-e", source=source, kind="tag", text="P-101")
    return Revision(
        document=document, chunks=chunks, tables=(table,), series=(series,), entities=(entity,),
        objects=(picture,),
    )  # fmt: skip


def left(knowledge: Knowledge) -> dict[str, int]:
    """Rows of each table but the counter's, vectors, keyword entries and objects."""
    with knowledge.catalogue.engine.connect() as connection:
        rows = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in schema.metadata.sorted_tables
            if table.name != "meta"
        }
    rows["vectors"] = knowledge.index.dense.count()
    saved = knowledge.folder / "keyword" / "terms-2.npz"
    if saved.is_file():
        with np.load(saved) as file:
            rows["keyword"] = len(file["keys"])
            rows["words"] = len(json.loads(file["vocabulary"].tobytes()))
    rows["objects"] = len(list(knowledge.objects.keys()))
    return {name: count for name, count in rows.items() if count}


def consistent(knowledge: Knowledge) -> None:
    """Fails unless indexes and objects fit the catalogue."""
    keys = set(knowledge.catalogue.passages.keys())
    assert set(knowledge.index.dense.keys()) == keys
    with knowledge.catalogue.engine.connect() as connection:
        states = set(connection.execute(select(schema.documents.c.state)).scalars())
        used = set(connection.execute(select(schema.document_objects.c.object)).scalars())
        assert states <= {schema.ACTIVE}
        for outbox in (schema.stale_vectors, schema.stale_objects):
            assert connection.execute(select(func.count()).select_from(outbox)).scalar_one() == 0
    assert used <= set(knowledge.objects.keys())


def opened(folder: Path) -> Knowledge:
    """The knowledge of a folder with the default settings."""
    return Knowledge.open(folder, settings=SETTINGS)
