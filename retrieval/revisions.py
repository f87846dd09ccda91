"""Writes and removes revisions of documents, inside a transaction of the caller. Knows no index and no file.

A revision is staged as ``pending`` (nothing sees it), then flipped to ``active``; the one it replaces goes in
the same transaction. What the indexes and the object store must drop is left in the two outbox tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy import Table as SqlTable

from retrieval import schema
from retrieval.identifiers import normalise
from retrieval.records import Chunk, Revision, Table
from retrieval.rows import (
    Row,
    chunk_mentions,
    chunk_row,
    document_row,
    entity_row,
    figure_row,
    series_row,
    table_row,
)

_BATCH = 500


def stage(connection: Connection, revision: Revision) -> tuple[int, list[int]]:
    """Writes a revision as ``pending``.

    Returns:
        The document's key, and the keys under which the indexes hold its chunks.
    """
    documents = schema.documents
    row = document_row(revision.document)
    row["revision"] = _revision_number(connection, revision)
    row["state"] = schema.PENDING
    key = connection.execute(insert(documents).values(row).returning(documents.c.key)).scalar_one()
    _insert(connection, schema.document_tags, _tag_rows(revision, key))
    _insert(connection, schema.document_objects, _object_rows(revision, key))
    if revision.sketch:
        connection.execute(insert(schema.sketches).values(document_key=key, sketch=revision.sketch))
    keys = _insert_chunks(connection, revision.chunks, key)
    mentions = (
        {"identifier": identifier, "chunk_key": chunk_key}
        for chunk_key, chunk in zip(keys, revision.chunks, strict=True)
        for identifier in sorted(chunk_mentions(chunk))
    )
    _insert(connection, schema.mentions, mentions)
    taken = _taken_names(connection, revision)
    _insert(connection, schema.tables, (table_row(t, key, name=_free(t, taken)) for t in revision.tables))
    _insert(connection, schema.series, (series_row(ref, key) for ref in revision.series))
    _insert(connection, schema.entities, (entity_row(entity, key) for entity in revision.entities))
    _insert(connection, schema.figures, (figure_row(figure, key) for figure in revision.figures))
    return key, keys


def activate(connection: Connection, key: int) -> None:
    """Puts a pending revision in force and removes the one it replaces."""
    documents = schema.documents
    pending = connection.execute(select(documents).where(documents.c.key == key)).mappings().one()
    same_source = documents.c.source == pending["source"]
    old = connection.execute(
        select(documents).where(same_source, documents.c.state == schema.ACTIVE)
    ).mappings()
    superseded_by = None
    for row in old.all():
        superseded_by = row["superseded_by"]  # until the files are compared again
        if row["sha256"] != pending["sha256"]:
            kept = ("source", "revision", "sha256", "printed_revision", "ingested_at")
            connection.execute(insert(schema.history).values({name: row[name] for name in kept}))
        drop(connection, documents.c.key == row["key"])
    connection.execute(
        update(documents)
        .where(documents.c.key == key)
        .values(state=schema.ACTIVE, superseded_by=superseded_by)
    )
    bump_generation(connection)


def drop(connection: Connection, which: ColumnElement[bool]) -> int:
    """Removes documents with all that is in them; fills the outbox tables. Gives how many went."""
    documents, chunks = schema.documents, schema.chunks
    keys = list(connection.execute(select(documents.c.key).where(which)).scalars())
    for key in keys:
        gone = select(chunks.c.key).where(chunks.c.document_key == key)
        connection.execute(insert(schema.stale_vectors).from_select(["chunk_key"], gone))
        owned = schema.document_objects
        lost = select(owned.c.object).where(
            owned.c.document_key == key, owned.c.object.not_in(select(schema.stale_objects.c.object))
        )
        connection.execute(insert(schema.stale_objects).from_select(["object"], lost))
        connection.execute(delete(documents).where(documents.c.key == key))
    return len(keys)


def forget(connection: Connection, source: str) -> bool:
    """Removes a source with its history and its place in quarantine. False where it is unknown."""
    gone = drop(connection, schema.documents.c.source == source)
    for table in (schema.history, schema.quarantine):
        gone += connection.execute(delete(table).where(table.c.source == source)).rowcount
    if gone:
        bump_generation(connection)
    return gone > 0


def unused_objects(connection: Connection) -> list[str]:
    """Objects that lost a user and have none left."""
    used = select(schema.document_objects.c.object)
    query = select(schema.stale_objects.c.object).where(schema.stale_objects.c.object.not_in(used))
    return list(connection.execute(query).scalars())


def used_objects(connection: Connection) -> set[str]:
    """Objects that some document uses."""
    return set(connection.execute(select(schema.document_objects.c.object)).scalars())


def bump_generation(connection: Connection) -> None:
    """Tells readers that what they hold is old."""
    meta = schema.meta
    row = connection.execute(select(meta.c.value).where(meta.c.name == "generation")).scalar_one_or_none()
    if row is None:
        connection.execute(insert(meta).values(name="generation", value="1"))
    else:
        connection.execute(update(meta).where(meta.c.name == "generation").values(value=str(int(row) + 1)))


def _revision_number(connection: Connection, revision: Revision) -> int:
    documents, history = schema.documents, schema.history
    source = revision.document.source
    active = connection.execute(
        select(documents.c.revision, documents.c.sha256).where(
            documents.c.source == source, documents.c.state == schema.ACTIVE
        )
    ).one_or_none()
    if active is not None and active.sha256 == revision.document.sha256:
        return int(active.revision)
    past = connection.execute(select(func.max(history.c.revision)).where(history.c.source == source)).scalar()
    return max(int(past or 0), int(active.revision) if active is not None else 0) + 1


def _insert_chunks(connection: Connection, chunks: Sequence[Chunk], document_key: int) -> list[int]:
    keys: list[int] = []
    statement = insert(schema.chunks).returning(schema.chunks.c.key, sort_by_parameter_order=True)
    for batch in _batches(chunk_row(chunk, document_key) for chunk in chunks):
        keys.extend(connection.execute(statement, batch).scalars())
    return keys


def _insert(connection: Connection, table: SqlTable, rows: Iterable[Row]) -> None:
    for batch in _batches(rows):
        connection.execute(insert(table), batch)


def _batches(rows: Iterable[Row]) -> Iterable[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _tag_rows(revision: Revision, key: int) -> list[Row]:
    tags = {normalise(tag) for tag in revision.document.equipment}
    tags.update(normalise(tag) for ref in revision.series for tag in ref.equipment)
    return [{"document_key": key, "tag": tag} for tag in sorted(tags - {""})]


def _object_rows(revision: Revision, key: int) -> list[Row]:
    keys = {revision.document.sha256, *revision.objects}
    keys.update(table.parquet for table in revision.tables)
    keys.update(ref.parquet for ref in revision.series)
    return [{"document_key": key, "object": name} for name in sorted(keys)]


def _taken_names(connection: Connection, revision: Revision) -> set[str]:
    """Names of other documents' tables that begin as those of the revision's do."""
    tables, documents = schema.tables, schema.documents
    other = select(tables.c.name).join(documents).where(documents.c.source != revision.document.source)
    taken: set[str] = set()
    for name in sorted({table.name for table in revision.tables}):
        query = other.where(tables.c.name.startswith(name, autoescape=True))
        taken.update(connection.execute(query).scalars())
    return taken


def _free(table: Table, taken: set[str]) -> str:
    name, number = table.name, 2
    while name in taken:
        name, number = f"{table.name}_{number}", number + 1
    taken.add(name)
    return name
