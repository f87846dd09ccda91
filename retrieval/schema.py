"""The tables of the catalogue, as SQLAlchemy sees them. Knows no query and no record."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

PENDING = "pending"
"""State of a document whose vectors are being written; no search and no reading sees it."""

ACTIVE = "active"
"""State of the revision in force."""


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True, autoincrement=True)


def _owner() -> Column[int]:
    return Column(
        "document_key", Integer, ForeignKey("documents.key", ondelete="CASCADE"), nullable=False, index=True
    )


meta = Table(
    "meta", metadata, Column("name", String, primary_key=True), Column("value", Text, nullable=False)
)

collections = Table(
    "collections",
    metadata,
    Column("name", String, primary_key=True),
    Column("root", Text, nullable=False, unique=True),
)

documents = Table(
    "documents",
    metadata,
    _key(),
    Column("id", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("collection", String, nullable=False, index=True),
    Column("path", Text, nullable=False, index=True),
    Column("media", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("ingested_at", String, nullable=False),
    Column("pages", Integer),
    Column("printed_revision", String),
    Column("date", Date),
    Column("equipment", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("superseded_by", Text),
    UniqueConstraint("source", "state"),
    sqlite_autoincrement=True,
)

history = Table(
    "history",
    metadata,
    _key(),
    Column("source", Text, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("printed_revision", String),
    Column("ingested_at", String, nullable=False),
    sqlite_autoincrement=True,
)

sketches = Table(
    "sketches",
    metadata,
    Column("document_key", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
)
"""Digests of contents; see ``Revision.sketch``."""

document_tags = Table(
    "document_tags",
    metadata,
    Column("document_key", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("tag", String, primary_key=True, index=True),
)

document_objects = Table(
    "document_objects",
    metadata,
    Column("document_key", Integer, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("object", String, primary_key=True, index=True),
)

chunks = Table(
    "chunks",
    metadata,
    _key(),
    _owner(),
    Column("id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("headings", JSON, nullable=False),
    Column("label", String),
    Column("label_key", String, index=True),
    Column("page", Integer),
    Column("spans", JSON, nullable=False),
    Column("unit", String, nullable=False),
    Column("language", String, nullable=False),
    Column("identifiers", JSON, nullable=False),
    Column("equipment", JSON, nullable=False),
    Column("date", Date, index=True),
    Column("ref", String),
    sqlite_autoincrement=True,
)

mentions = Table(
    "mentions",
    metadata,
    Column("identifier", String, primary_key=True),
    Column("chunk_key", Integer, ForeignKey("chunks.key", ondelete="CASCADE"), primary_key=True, index=True),
)

tables = Table(
    "tables",
    metadata,
    _key(),
    _owner(),
    Column("id", String, nullable=False, index=True),
    Column("name", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("parquet", String, nullable=False),
    Column("sheet", Text),
    Column("page", Integer),
    Column("boxes", JSON, nullable=False),
    sqlite_autoincrement=True,
)

series = Table(
    "series",
    metadata,
    _key(),
    _owner(),
    Column("id", String, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("sensors", JSON, nullable=False),
    Column("start", String, nullable=False),
    Column("end", String, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("step_seconds", Float, nullable=False),
    Column("parquet", String, nullable=False),
    Column("equipment", JSON, nullable=False),
    sqlite_autoincrement=True,
)

entities = Table(
    "entities",
    metadata,
    _key(),
    _owner(),
    Column("id", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("page", Integer),
    Column("box", JSON),
    Column("unit", String, nullable=False),
    Column("layer", Text),
    sqlite_autoincrement=True,
)

figures = Table(
    "figures",
    metadata,
    _key(),
    _owner(),
    Column("id", String, nullable=False, index=True),
    Column("label", Text),
    Column("number", String, index=True),
    Column("caption", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("box", JSON, nullable=False),
    Column("unit", String, nullable=False),
    sqlite_autoincrement=True,
)
"""Where figures stand on pages; ``number`` is ``identifiers.figure_number`` of the label."""

stale_vectors = Table(
    "stale_vectors",
    metadata,
    Column("chunk_key", Integer, primary_key=True, autoincrement=False),
)
"""Vectors that the dense index may still hold and that nothing uses: an outbox, emptied after each flip."""

stale_objects = Table("stale_objects", metadata, Column("object", String, primary_key=True))
"""Objects that lost a user: deleted after the flip where no document uses them."""

quarantine = Table(
    "quarantine",
    metadata,
    Column("source", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("sha256", String),
    Column("at", String, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("progress", Float, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("result", JSON),
    Column("created", String, nullable=False, index=True),
    Column("updated", String, nullable=False),
)

Index("chunks_document_ordinal", chunks.c.document_key, chunks.c.ordinal)
