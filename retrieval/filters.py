"""What a scope restricts, as SQL conditions and plain predicates. Knows no searcher and no score."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatchcase

from sqlalchemy import ColumnElement, and_, exists, or_, select

from retrieval import schema
from retrieval.identifiers import normalise
from retrieval.records import Document, Scope, SeriesRef

_GLOB = re.compile(r"[*?]")


def is_glob(pattern: str) -> bool:
    """True where ``pattern`` holds ``*`` or ``?``. Brackets are letters: ``export [1].csv`` is a name."""
    return _GLOB.search(pattern) is not None


def fits(name: str, pattern: str) -> bool:
    """True where the glob fits the name."""
    return fnmatchcase(name, pattern.replace("[", "[[]"))


def matches(document: Document, pattern: str) -> bool:
    """True where the glob fits the document's source, its path or the end of its path."""
    return (
        fits(document.source, pattern)
        or fits(document.path, pattern)
        or fits("/" + document.path, "*/" + pattern)
    )


def revision_key(printed: str | None) -> str:
    """A printed revision as it is compared: ``Rev. C``, ``rev C``, ``Révision C`` and ``C`` are one."""
    text = re.sub(
        r"\b(?:revision|révision|rev|rév|issue|version|indice|ind)\b[.:]?", "", (printed or "").lower()
    )
    bare = re.sub(r"[\W_]+", "", text)
    return re.sub(r"^0+(?=\w)", "", bare)


def named(document: Document, scope: Scope) -> bool:
    """True where the scope names this very document, and not a pattern that it fits."""
    return any(not is_glob(pattern) and matches(document, pattern) for pattern in scope.sources)


def in_force(document: Document, scope: Scope) -> bool:
    """False for an older revision that the scope neither names nor asks for."""
    return document.superseded_by is None or scope.revision is not None or named(document, scope)


def document_passes(document: Document, scope: Scope) -> bool:
    """Sources and printed revision: the conditions that SQL does not express."""
    if scope.sources and not any(matches(document, pattern) for pattern in scope.sources):
        return False
    return scope.revision is None or revision_key(document.printed_revision) == revision_key(scope.revision)


def needs_documents(scope: Scope) -> bool:
    """True where ``document_passes`` has something to say."""
    return bool(scope.sources) or scope.revision is not None


def document_conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """Active documents of the scope's collections. More is asked of chunks than of documents.

    Where sources are named without wildcards, few others than they are left for ``document_passes``.
    """
    documents = schema.documents.c
    conditions: list[ColumnElement[bool]] = [documents.state == schema.ACTIVE]
    if scope.collections:
        conditions.append(documents.collection.in_(scope.collections))
    if scope.sources and not any(map(is_glob, scope.sources)):
        ends = (documents.path.endswith("/" + pattern, autoescape=True) for pattern in scope.sources)
        conditions.append(or_(documents.source.in_(scope.sources), documents.path.in_(scope.sources), *ends))
    return conditions


def equipment_tags(scope: Scope) -> list[str]:
    """The scope's tags, normalised."""
    return sorted({normalise(tag) for tag in scope.equipment} - {""})


def chunk_conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """Equipment, date and language of passages, to join with ``document_conditions``.

    A passage is about a tag where it or its document names it. A passage without a date is outside
    every period, but for those that describe a table or a log: their rows carry the dates.
    """
    conditions: list[ColumnElement[bool]] = []
    tags = equipment_tags(scope)
    if tags:
        conditions.append(or_(_chunk_mentions(tags), _document_tagged(tags)))
    if scope.languages:
        conditions.append(schema.chunks.c.language.in_(scope.languages))
    period = _period(scope)
    if period is not None:
        conditions.append(period)
    return conditions


def tagged_documents(scope: Scope) -> ColumnElement[bool] | None:
    """Documents that name one of the scope's tags, themselves or in a passage."""
    tags = equipment_tags(scope)
    if not tags:
        return None
    named = exists(
        select(schema.chunks.c.key)
        .join(schema.mentions, schema.mentions.c.chunk_key == schema.chunks.c.key)
        .where(schema.chunks.c.document_key == schema.documents.c.key, schema.mentions.c.identifier.in_(tags))
    )
    return or_(_document_tagged(tags), named)


def overlaps(series: SeriesRef, scope: Scope) -> bool:
    """True where the log has rows in the scope's period."""
    if scope.since is not None and naive(series.end) < naive(scope.since):
        return False
    return scope.until is None or naive(series.start) <= naive(scope.until)


def naive(moment: datetime) -> datetime:
    """UTC without a zone, so that logs with and without one compare."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _chunk_mentions(tags: Sequence[str]) -> ColumnElement[bool]:
    named = schema.mentions.alias()
    return exists(
        select(named.c.chunk_key).where(
            named.c.chunk_key == schema.chunks.c.key, named.c.identifier.in_(tags)
        )
    )


def _document_tagged(tags: Sequence[str]) -> ColumnElement[bool]:
    return exists(
        select(schema.document_tags.c.tag).where(
            schema.document_tags.c.document_key == schema.documents.c.key,
            schema.document_tags.c.tag.in_(tags),
        )
    )


def _period(scope: Scope) -> ColumnElement[bool] | None:
    bounds: list[ColumnElement[bool]] = []
    if scope.since is not None:
        bounds.append(schema.chunks.c.date >= scope.since.date())
    if scope.until is not None:
        bounds.append(schema.chunks.c.date <= scope.until.date())
    if not bounds:
        return None
    undated_rows = and_(schema.chunks.c.date.is_(None), schema.chunks.c.kind.in_(("table", "series")))
    return or_(and_(*bounds), undated_rows)
