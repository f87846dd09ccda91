"""What a data folder holds, for comparison."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from retrieval.knowledge import Knowledge, KnowledgeSettings


def came_in(folder: Path) -> list[str]:
    """Sources in force, read as cheaply as can be: tests ask again and again while another process writes."""
    try:
        with closing(sqlite3.connect(f"file:{folder}/catalogue.sqlite?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT source FROM documents WHERE state = 'active'").fetchall()
    except sqlite3.OperationalError:
        return []  # not there yet
    return [source for (source,) in rows]


def state(folder: Path) -> dict[str, Any]:
    """All that a data folder holds, without times and independent of the order in which files came in."""
    knowledge = Knowledge.open(folder, settings=KnowledgeSettings())
    try:
        catalogue = knowledge.catalogue
        documents = catalogue.documents()
        return {
            "documents": [(d.source, d.sha256, d.revision) for d in documents],
            "chunks": {d.source: [(c.id, c.text) for c in catalogue.chunks_of(d.source)] for d in documents},
            "tables": [(t.source, t.name, t.row_count, t.parquet) for t in catalogue.tables()],
            "objects": sorted(knowledge.objects.keys()),
            "quarantined": [(file.source, file.reason) for file in catalogue.quarantined()],
            "vectors": knowledge.index.missing(),
        }
    finally:
        knowledge.close()
