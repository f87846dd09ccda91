"""After a batch: which file holds the revision in force, and what is alike. Knows records, no file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.near_duplicates import AlikeGroup, Fingerprint, alike_groups, alike_pairs
from ingest.report import IngestedFile, IngestReport, RefusedFile
from ingest.revision_families import FIELDS, RevisionFamily, revision_families, superseded
from ingest.sketch import text_sketch
from retrieval.passages import Size
from retrieval.records import Document, Kind

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue


def settled(report: IngestReport, catalogue: Catalogue) -> IngestReport:
    """The report with revisions and near-duplicates of what came in; the catalogue then knows them, too."""
    families = settle_revisions(catalogue)
    came = {file.source for file in report.ingested}
    return replace(
        report,
        revisions=tuple(f for f in families if any(member.source in came for member in f.members)),
        alike=tuple(alike(catalogue, among=came)) if came else (),
    )


def settle_revisions(catalogue: Catalogue) -> list[RevisionFamily]:
    """Compares all files anew, keeps what follows, and gives the families.

    A catalogue of an older program has documents without a digest: theirs are made from their passages.
    """
    sketches = catalogue.lineage.sketches()
    made = {
        document.source: text_sketch(chunk.text for chunk in catalogue.chunks_of(document.source))
        for document in catalogue.documents(superseded=True)
        if document.source not in sketches
    }
    catalogue.lineage.put_sketches({source: sketch for source, sketch in made.items() if sketch})
    families = families_in(catalogue)
    catalogue.lineage.supersede(superseded(families))
    return families


def families_in(catalogue: Catalogue) -> list[RevisionFamily]:
    """Documents whose revisions lie in several files; writes nothing."""
    return revision_families(
        catalogue.documents(superseded=True),
        stated=catalogue.lineage.stated(*FIELDS),
        sketches=catalogue.lineage.sketches(),
    )


def alike(catalogue: Catalogue, *, among: Collection[str] | None = None) -> list[AlikeGroup]:
    """Copies and near-duplicates in force; only groups with one of ``among`` where it is given."""
    sketches = catalogue.lineage.sketches()
    prints = [
        Fingerprint(source=each.source, sha256=each.sha256, sketch=sketches.get(each.source, b""))
        for each in catalogue.documents()
    ]
    groups = alike_groups(alike_pairs(prints))
    return groups if among is None else [g for g in groups if not set(among).isdisjoint(g.sources)]


def standing(catalogue: Catalogue) -> IngestReport:
    """The catalogue as it stands, in the form of a batch that brought all of it: without times.

    Writes nothing, so that it may be asked for while a batch runs.
    """
    sizes = catalogue.passages.sizes()
    files = [_standing(each, sizes.get(each.source, Size())) for each in catalogue.documents(superseded=True)]
    refused = [RefusedFile(source=f.source, reason=f.reason, hint=f.hint) for f in catalogue.quarantined()]
    return IngestReport(
        ingested=tuple(files),
        quarantined=tuple(refused),
        revisions=tuple(families_in(catalogue)),
        alike=tuple(alike(catalogue)),
    )


def _standing(document: Document, size: Size) -> IngestedFile:
    kind: Kind = "table" if size.table_rows and document.pages is None else "text"
    kind = "series" if size.series_rows else "drawing" if size.entities else kind
    return IngestedFile(
        source=document.source,
        kind=kind,
        media=document.media,
        revision=document.revision,
        pages=document.pages,
        chunks=size.passages,
        rows=size.table_rows + size.series_rows,
        seconds=0.0,
        warnings=document.warnings,
    )
