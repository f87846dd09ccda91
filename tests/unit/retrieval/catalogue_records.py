"""Made-up revisions for the tests of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from retrieval import revisions
from retrieval.catalogue import Catalogue
from retrieval.database import writer
from retrieval.records import Chunk, Document, Revision

WHEN = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def catalogue_in(folder: Path) -> Catalogue:
    return Catalogue(folder, clock=lambda: WHEN)


def document(source: str, **fields: object) -> Document:
    collection, _, path = source.partition("/")
    made = Document(
        id=f"id of {source}", source=source, collection=collection, path=path, media="pdf", sha256="0" * 64,
        revision=1, title=path, language="en", ingested_at=WHEN,
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]


def chunk(source: str, ordinal: int, text: str = "", **fields: object) -> Chunk:
    made = Chunk(
        id=f"{source}#{ordinal}", source=source, kind="text", ordinal=ordinal, text=text, language="en"
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def put(catalogue: Catalogue, revision: Revision) -> int:
    """Puts a revision in force, without indexes; gives the document's key."""
    with writer(catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, revision)
    with writer(catalogue.engine).begin() as connection:
        revisions.activate(connection, key)
    return key


def put_chunks(catalogue: Catalogue, source: str, chunks: Sequence[Chunk], **fields: object) -> int:
    return put(catalogue, Revision(document=document(source, **fields), chunks=tuple(chunks)))
