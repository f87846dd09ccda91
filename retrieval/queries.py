"""Selections that several readers of the catalogue share. Runs none of them but for documents of a scope."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, Select, false, select

from retrieval import schema
from retrieval.filters import (
    chunk_conditions,
    document_conditions,
    document_passes,
    in_force,
    needs_documents,
    tagged_documents,
)
from retrieval.records import Scope
from retrieval.rows import to_document

Query = Select[Any]


def select_chunks() -> Query:
    """Chunks in force, with the source and revision of their document."""
    query = select(schema.chunks, schema.documents.c.source, schema.documents.c.revision)
    return active(query.join(schema.documents, schema.chunks.c.document_key == schema.documents.c.key))


def active(query: Query) -> Query:
    """Only what belongs to documents in force."""
    return query.where(schema.documents.c.state == schema.ACTIVE)


def of_chunks(engine: Engine, query: Query, scope: Scope) -> Query:
    """Restricts a selection over chunks and documents to a scope, older revisions left out."""
    query = query.where(*document_conditions(scope), *chunk_conditions(scope))
    return _of_named(engine, query, scope)


def of_documents(engine: Engine, query: Query, scope: Scope) -> Query:
    """The same for a selection over documents alone; period and languages restrict passages only."""
    query = query.where(*document_conditions(scope))
    tagged = tagged_documents(scope)
    if tagged is not None:
        query = query.where(tagged)
    return _of_named(engine, query, scope)


def _of_named(engine: Engine, query: Query, scope: Scope) -> Query:
    if not needs_documents(scope):
        return query.where(schema.documents.c.superseded_by.is_(None))
    documents = select(schema.documents).where(*document_conditions(scope))
    with engine.connect() as connection:
        rows = connection.execute(documents).mappings()
        found = [(row["key"], to_document(row)) for row in rows]
    keys = [key for key, each in found if document_passes(each, scope) and in_force(each, scope)]
    if not keys:
        return query.where(false())
    return query.where(schema.documents.c.key.in_(keys))
