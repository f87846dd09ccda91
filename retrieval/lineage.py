"""Which file holds the revision in force, what was replaced, digests of contents. Knows SQL, no reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update

from retrieval import schema
from retrieval.database import writer
from retrieval.revisions import bump_generation


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRevision:
    """Content that a source had before; it was replaced and does not answer any more."""

    source: str
    revision: int
    printed_revision: str | None
    ingested_at: datetime


class Lineage:
    """Revisions and digests of the documents in a catalogue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def past(self) -> list[PastRevision]:
        """What was replaced, by source and number."""
        history = schema.history
        query = select(history).order_by(history.c.source, history.c.revision)
        with self._engine.connect() as connection:
            return [
                PastRevision(
                    source=row["source"],
                    revision=row["revision"],
                    printed_revision=row["printed_revision"],
                    ingested_at=datetime.fromisoformat(row["ingested_at"]),
                )
                for row in connection.execute(query).mappings()
            ]

    def stated(self, *fields: str) -> dict[str, dict[str, set[str]]]:
        """What title blocks say, older revisions included: texts by source and field."""
        documents, entities = schema.documents, schema.entities
        query = (
            select(documents.c.source, entities.c.name, entities.c.text)
            .join(entities, entities.c.document_key == documents.c.key)
            .where(
                documents.c.state == schema.ACTIVE,
                entities.c.kind == "title_block",
                entities.c.name.in_(fields),
            )
        )
        found: dict[str, dict[str, set[str]]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                found.setdefault(row.source, {}).setdefault(row.name, set()).add(row.text)
        return found

    def sketches(self) -> dict[str, bytes]:
        """Digests by source, of the documents that have one."""
        documents, sketches = schema.documents, schema.sketches
        query = (
            select(documents.c.source, sketches.c.sketch)
            .join(sketches, sketches.c.document_key == documents.c.key)
            .where(documents.c.state == schema.ACTIVE)
        )
        with self._engine.connect() as connection:
            return {row.source: row.sketch for row in connection.execute(query)}

    def put_sketches(self, sketches: Mapping[str, bytes]) -> None:
        """Keeps digests of documents that have none yet (of a catalogue that an older program wrote)."""
        if not sketches:
            return
        documents = schema.documents
        with writer(self._engine).begin() as connection:
            for source, sketch in sketches.items():
                key = connection.execute(
                    select(documents.c.key).where(
                        documents.c.source == source, documents.c.state == schema.ACTIVE
                    )
                ).scalar_one_or_none()
                if key is not None:
                    connection.execute(delete(schema.sketches).where(schema.sketches.c.document_key == key))
                    connection.execute(insert(schema.sketches).values(document_key=key, sketch=sketch))

    def supersede(self, newer: Mapping[str, str]) -> int:
        """Says of every document which one holds the newer revision; gives how many changed.

        Args:
            newer: Source of the document in force by that of the older one; who is not in it is in force.
        """
        documents = schema.documents
        active = documents.c.state == schema.ACTIVE
        query = select(documents.c.source).add_columns(documents.c.superseded_by).where(active)
        with writer(self._engine).begin() as connection:
            changed = [
                (row.source, newer.get(row.source))
                for row in connection.execute(query)
                if row.superseded_by != newer.get(row.source)
            ]
            for source, by in changed:
                connection.execute(
                    update(documents).where(active, documents.c.source == source).values(superseded_by=by)
                )
            if changed:
                bump_generation(connection)
        return len(changed)
