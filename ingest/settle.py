"""Says in the catalogue which of several files holds the revision in force. Knows records, no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.revision_families import FIELDS, RevisionFamily, revision_families, superseded
from ingest.sketch import text_sketch

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue


def settle_revisions(catalogue: Catalogue) -> list[RevisionFamily]:
    """Compares all files anew, keeps what follows, and gives the families.

    A catalogue of an older program has documents without a digest: theirs are made from their passages.
    """
    documents = catalogue.documents(superseded=True)
    sketches = catalogue.lineage.sketches()
    missing = {
        document.source: text_sketch(chunk.text for chunk in catalogue.chunks_of(document.source))
        for document in documents
        if document.source not in sketches
    }
    made = {source: sketch for source, sketch in missing.items() if sketch}
    if made:
        catalogue.lineage.put_sketches(made)
        sketches |= made
    families = revision_families(documents, stated=catalogue.lineage.stated(*FIELDS), sketches=sketches)
    catalogue.lineage.supersede(superseded(families))
    return families
