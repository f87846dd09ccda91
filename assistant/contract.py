"""Answers, hits and sources as the JSON that users rely on. Pure: knows no store and no transport."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from assistant.records import Answer, Cell, Citation, ExpertUse, Removed, Rows, Sentence
from ingest.refusals_french import in_french
from ingest.warnings_french import warning_in_french
from retrieval.records import Box, Document, Figure, Hit, QuarantinedFile

Json = dict[str, object]


def answer_json(answer: Answer) -> Json:
    """The object of ``ask --json``."""
    return {
        "answer": answer.text,
        "abstained": answer.abstained,
        **answer_details(answer),
        "question": answer.question,
        "language": answer.language,
        "usage": {
            "prompt_tokens": answer.usage.prompt_tokens,
            "completion_tokens": answer.usage.completion_tokens,
            "seconds": round(answer.usage.seconds, 3),
            "joules": _number(answer.usage.joules),
        },
    }


def answer_details(answer: Answer) -> Json:
    """What stands beside the text of an answer: citations, sentences, experts, and what was removed.

    ``answered_by`` names the experts whose evidence the sentences stand on; ``gate`` has the weights with
    which experts were chosen, a guess made before; ``route`` is null where nothing was answered.
    """
    return {
        "citations": [citation_json(citation) for citation in answer.citations],
        "sentences": [sentence_json(sentence) for sentence in answer.sentences],
        "experts": [expert_json(use) for use in answer.experts],
        "answered_by": [EXPERT_NAMES.get(kind, kind) for kind in answer.answered_by],
        "gate": {EXPERT_NAMES.get(name, name): _number(weight) for name, weight in answer.gate.items()},
        "route": answer.route,
        "removed": [removed_json(removed) for removed in answer.removed],
        "nearest": [citation_json(citation) for citation in answer.nearest],
    }


def citation_json(citation: Citation) -> Json:
    """One citation; every field is there, null where it does not apply."""
    return {
        "n": citation.n,
        "source": citation.source,
        "kind": citation.kind,
        "page": citation.page,
        "boxes": _boxes(citation.boxes),
        "unit": citation.unit,
        "label": citation.label,
        "rows": None if citation.rows is None else rows_json(citation.rows),
        "sql": citation.sql,
        "sensor": citation.sensor,
        "start": _time(citation.start),
        "end": _time(citation.end),
        "figure": None if citation.figure is None else figure_json(citation.figure),
        "quote": citation.quote,
        "caveats": list(citation.caveats),
        "reading": citation.reading,
        "confirmed": citation.confirmed,
        "score": _number(citation.score),
    }


def figure_json(figure: Figure) -> Json:
    """A figure with its frame, for page pictures with ``boxes`` and cut-outs with ``crop``."""
    return {
        "label": figure.label,
        "caption": figure.caption,
        "page": figure.page,
        "box": list(figure.box),
        "unit": figure.unit,
    }


def rows_json(rows: Rows) -> Json:
    """The result of a query: its first rows and how many there are."""
    return {
        "columns": list(rows.columns),
        "values": [[_cell(cell) for cell in row] for row in rows.values],
        "total": rows.total,
        "matched": rows.matched,
        "row_numbers": list(rows.row_numbers),
    }


def sentence_json(sentence: Sentence) -> Json:
    """A sentence, the numbers of the citations that hold it, and its tokens where a mixture wrote it."""
    told: Json = {
        "text": sentence.text,
        "supported": sentence.supported,
        "citations": list(sentence.citations),
    }
    if sentence.tokens:
        told["tokens"] = [
            {"text": token.text, "experts": {name: round(share, 4) for name, share in token.experts.items()}}
            for token in sentence.tokens
        ]
    return told


EXPERT_NAMES: Mapping[str, str] = {"table": "tables", "drawing": "drawings"}
"""Names of experts where they are not the kind of their evidence."""


def expert_json(use: ExpertUse) -> Json:
    """An expert that was asked or answered."""
    return {
        "name": EXPERT_NAMES.get(use.name, use.name),
        "weight": _number(use.weight),
        "seconds": round(use.seconds, 3),
        "answered": use.answered,
    }


def removed_json(removed: Removed) -> Json:
    """What the model wrote and the evidence did not hold."""
    return {"text": removed.text, "reason": removed.reason}


def hit_json(hit: Hit) -> Json:
    """A passage that was found, with the score that each searcher gave."""
    chunk = hit.chunk
    return {
        "source": chunk.source,
        "kind": chunk.kind,
        "page": chunk.page,
        "label": chunk.label,
        "headings": list(chunk.headings),
        "text": chunk.text,
        "boxes": _boxes([span.box for span in chunk.spans if span.box is not None]),
        "unit": chunk.unit,
        "identifiers": list(chunk.identifiers),
        "score": _number(hit.score),
        "scores": {name: _number(score) for name, score in hit.scores.items()},
        "chunk_id": chunk.id,
    }


def document_json(document: Document, *, language: Literal["en", "fr"] = "en") -> Json:
    """A source in the revision in force, its warnings in that language."""
    french = language == "fr"
    return {
        "id": document.id,
        "object": "document",
        "source": document.source,
        "collection": document.collection,
        "path": document.path,
        "media": document.media,
        "title": document.title,
        "language": document.language,
        "pages": document.pages,
        "revision": document.revision,
        "printed_revision": document.printed_revision,
        "date": _time(document.date),
        "equipment": list(document.equipment),
        "ingested_at": _time(document.ingested_at),
        "sha256": document.sha256,
        "superseded_by": document.superseded_by,
        "warnings": [warning_in_french(text) if french else text for text in document.warnings],
    }


def quarantined_json(file: QuarantinedFile, *, language: Literal["en", "fr"] = "en") -> Json:
    """A file that did not come in, and what mends it."""
    reason, hint = file.reason, file.hint
    if language == "fr":
        reason, hint = in_french(reason), in_french(hint)
    return {"source": file.source, "reason": reason, "hint": hint, "at": _time(file.at)}


def _boxes(boxes: Sequence[Box]) -> list[list[float]]:
    return [[round(edge, 2) for edge in box] for box in boxes]


def _time(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _number(value: float | None) -> float | None:
    """JSON has no NaN and no infinity."""
    return None if value is None or not math.isfinite(value) else round(value, 6)


def _cell(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
