"""Chunks by the integer keys under which the indexes hold them. Knows no index and no score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from retrieval import schema
from retrieval.queries import active, of_chunks, select_chunks
from retrieval.records import Chunk, Scope
from retrieval.rows import to_chunk

_EVERYTHING = Scope()
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much was found in a document."""

    passages: int = 0
    table_rows: int = 0
    series_rows: int = 0
    entities: int = 0


class Passages:
    """The catalogue as the searchers see it. A scope leaves older revisions out; without one all are seen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def batches(self, *, after: int = 0, size: int = 2000) -> Iterator[list[tuple[int, Chunk]]]:
        """All chunks with a key above ``after``, in batches, by key."""
        last = after
        while True:
            query = (
                select_chunks().where(schema.chunks.c.key > last).order_by(schema.chunks.c.key).limit(size)
            )
            with self._engine.connect() as connection:
                rows = connection.execute(query).mappings().all()
            if not rows:
                return
            last = rows[-1]["key"]
            yield [(row["key"], to_chunk(row)) for row in rows]

    def by_key(self, keys: Sequence[int], *, scope: Scope | None = None) -> dict[int, Chunk]:
        """Those of ``keys`` that are within the scope; all that are held where it is None."""
        found: dict[int, Chunk] = {}
        for start in range(0, len(keys), _BATCH):
            wanted = schema.chunks.c.key.in_(keys[start : start + _BATCH])
            query = select_chunks().where(wanted)
            if scope is not None:
                query = of_chunks(self._engine, query, scope)
            with self._engine.connect() as connection:
                found.update((row["key"], to_chunk(row)) for row in connection.execute(query).mappings())
        return found

    def keys(self, scope: Scope | None = None) -> list[int]:
        """Keys of all chunks within the scope, ascending; of all that are held where it is None."""
        query = select(schema.chunks.c.key).join(schema.documents).order_by(schema.chunks.c.key)
        query = active(query) if scope is None else of_chunks(self._engine, query, scope)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def superseded(self) -> bool:
        """True where some document is an older revision of another one."""
        older = schema.documents.c.superseded_by.is_not(None)
        query = active(select(schema.documents.c.key).where(older).limit(1))
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def count(self) -> int:
        """How many chunks are held."""
        query = active(select(func.count(schema.chunks.c.key)).join(schema.documents))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def sizes(self) -> dict[str, Size]:
        """How much was found in each document, older revisions included, by source."""
        documents = schema.documents
        found: dict[str, dict[str, int]] = {}
        for name, table, amount in (
            ("passages", schema.chunks, func.count(schema.chunks.c.key)),
            ("table_rows", schema.tables, func.sum(schema.tables.c.row_count)),
            ("series_rows", schema.series, func.sum(schema.series.c.row_count)),
            ("entities", schema.entities, func.count(schema.entities.c.key)),
        ):
            query = active(select(documents.c.source, amount.label("amount")).join(table))
            with self._engine.connect() as connection:
                for row in connection.execute(query.group_by(documents.c.source)):
                    found.setdefault(row.source, {})[name] = int(row.amount)
        return {source: Size(**amounts) for source, amounts in found.items()}

    def mentioning(self, identifiers: Sequence[str], *, scope: Scope = _EVERYTHING) -> dict[str, list[int]]:
        """Keys of the chunks that name each of the normalised ``identifiers``."""
        mentions = schema.mentions
        query = (
            select(mentions.c.identifier, mentions.c.chunk_key)
            .join(schema.chunks, mentions.c.chunk_key == schema.chunks.c.key)
            .join(schema.documents, schema.chunks.c.document_key == schema.documents.c.key)
            .where(mentions.c.identifier.in_(identifiers))
            .order_by(mentions.c.chunk_key)
        )
        found: dict[str, list[int]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(of_chunks(self._engine, query, scope)):
                found.setdefault(row.identifier, []).append(row.chunk_key)
        return found

    def labelled(self, keys: Sequence[str], *, scope: Scope = _EVERYTHING) -> dict[str, list[int]]:
        """Keys of the chunks that carry each of the clause numbers ``keys`` (as ``label_key`` gives them)."""
        query = select(schema.chunks.c.label_key, schema.chunks.c.key).join(schema.documents)
        query = query.where(schema.chunks.c.label_key.in_(keys)).order_by(schema.chunks.c.key)
        found: dict[str, list[int]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(of_chunks(self._engine, query, scope)):
                found.setdefault(row.label_key, []).append(row.key)
        return found
