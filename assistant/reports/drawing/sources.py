"""Make a drawing's subject from its file and from what a catalogue knows besides. Knows no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.reports.drawing.limits import limits_of
from assistant.reports.drawing.register import Register, register_of
from assistant.reports.drawing.subject import (
    OtherDrawing,
    Passage,
    ReportLanguage,
    Subject,
    same_number,
)
from ingest.engines.local import LocalEngine
from ingest.errors import Unreadable
from ingest.limits import Limits
from ingest.page_pictures import PictureJob, draw
from ingest.parsed import ParsedDocument
from retrieval.catalogue import Catalogue
from retrieval.objects import ObjectStore
from retrieval.records import Document, DrawingEntity, Hit, Table

_PASSAGES = 8
_MOST_NOTES = 20
_MOST_ROWS = 200_000
_FEWEST_TAGGED = 0.5
"""Share of a catalogue's register rows that must have a tag."""


class DrawingKnowledge(Protocol):
    """The part of ``retrieval.knowledge.Knowledge`` that a verification asks."""

    @property
    def catalogue(self) -> Catalogue:
        """Documents, tables and entities."""
        ...

    @property
    def objects(self) -> ObjectStore:
        """Originals and tables' rows."""
        ...

    def search(self, query: str, *, top_k: int = 8) -> list[Hit]:
        """Passages near a text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseJob:
    """A file to read."""

    path: Path
    ocr: bool = True


def parse(job: ParseJob) -> ParsedDocument:
    """Reads a file as a drawing where its format may hold one; runs in the worker.

    Raises:
        Unreadable: The file cannot be read, or its format holds no drawings.
    """
    from ingest.parsers.image import parse_image
    from ingest.parsers.registry import HEAD_BYTES, parser_for
    from ingest.parsers.signature import signature_of

    with job.path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    kind = signature_of(job.path, head)
    if kind == "pdf":
        from ingest.parsers.drawing.vector_pdf import parse_drawing_pdf

        return parse_drawing_pdf(job.path, ocr=job.ocr)
    if kind == "image":
        return parse_image(job.path, ocr=job.ocr, drawing=True)
    parsed = parser_for(job.path, head)(job.path)
    if not parsed.entities and parsed.media not in {"dxf", "dexpi"}:
        raise Unreadable(
            f"{job.path.name} is no drawing ({parsed.media})", "give a DXF, PDF, picture or DEXPI file"
        )
    return parsed


def read_drawing(path: Path, limits: Limits) -> ParsedDocument:
    """The drawing in a file, read in a process of its own under limits.

    Raises:
        Unreadable: It cannot be read.
        ingest.errors.IngestError: Reading took too long or too much memory.
    """
    engine: LocalEngine[ParseJob, ParsedDocument] = LocalEngine(parse, workers=1, limits=limits)
    try:
        engine.submit(ParseJob(path=path.absolute(), ocr=limits.ocr != "never"))
        outcome = engine.outcome()
    finally:
        engine.close()
    if outcome.error is not None:
        raise outcome.error
    if outcome.result is None:
        raise Unreadable(f"{path.name} gave nothing", "open it in its program and export it again")
    return outcome.result


def draw_page(path: Path, page: int, parsed: ParsedDocument, limits: Limits, *, scale: float = 2.0) -> bytes:
    """A page of a drawing as PNG, drawn in a process of its own under limits.

    Raises:
        Unreadable: The page cannot be drawn.
    """
    engine: LocalEngine[PictureJob, bytes] = LocalEngine(draw, workers=1, limits=limits)
    try:
        job = PictureJob(path=path.absolute(), page=page, boxes=(), unit=parsed.unit, scale=scale)
        engine.submit(job)
        outcome = engine.outcome()
    finally:
        engine.close()
    if outcome.error is not None:
        raise outcome.error
    return outcome.result or b""


def subject_of(
    parsed: ParsedDocument,
    name: str,
    *,
    language: ReportLanguage | None = None,
    register: Register | None = None,
    knowledge: DrawingKnowledge | None = None,
) -> Subject:
    """The subject of a verification.

    Args:
        name: File name.
        language: Of the report; None takes the drawing's own, else English.
        register: What tags are checked against; None takes the catalogue's, if it has one.
        knowledge: An open data folder.
    """
    entities = tuple(
        DrawingEntity(
            id=f"e{number}", source=name, kind=entity.kind, text=entity.text, name=entity.name,
            page=entity.page, box=entity.box, unit=entity.unit, layer=entity.layer,
        )
        for number, entity in enumerate(parsed.entities, 1)
    )  # fmt: skip
    chosen: ReportLanguage = language or ("fr" if parsed.language == "fr" else "en")
    subject = Subject(
        name=name, media=parsed.media, unit=parsed.unit, pages=parsed.pages or 1, entities=entities,
        language=chosen, register=register, warnings=parsed.warnings,
    )  # fmt: skip
    return subject if knowledge is None else _informed(subject, knowledge)


def ingested_subject(document: Document, knowledge: DrawingKnowledge, *, language: ReportLanguage) -> Subject:
    """The subject of a drawing that was ingested: nothing is parsed again.

    Args:
        language: Of the report.
    """
    entities = tuple(knowledge.catalogue.entities(source=document.source))
    placed = [entity.unit for entity in entities if entity.box is not None]
    return _informed(
        Subject(
            name=document.path.rsplit("/", 1)[-1], media=document.media, unit=placed[0] if placed else "pt",
            pages=document.pages or 1, entities=entities, language=language, register=None,
            warnings=document.warnings,
        ),
        knowledge,
    )  # fmt: skip


def _informed(subject: Subject, knowledge: DrawingKnowledge) -> Subject:
    register = subject.register or _catalogue_register(knowledge)
    others = _other_drawings(subject, knowledge)
    return replace(subject, register=register, others=others, passages=_passages(subject, knowledge))


def _catalogue_register(knowledge: DrawingKnowledge) -> Register | None:
    """The largest table of the catalogue that is called a register and has a column of tags."""
    best: Register | None = None
    for table in knowledge.catalogue.tables():
        named = f"{table.name} {table.title} {table.source}".lower()
        if not any(word in named for word in ("register", "registre", "equipment_list", "liste", "asset")):
            continue
        found = _table_register(table, knowledge)
        if found is not None and len(found.tags) >= _FEWEST_TAGGED * len(found.rows):
            best = found if best is None or len(found.tags) > len(best.tags) else best
    return best


def _table_register(table: Table, knowledge: DrawingKnowledge) -> Register | None:
    if table.row_count > _MOST_ROWS:
        return None
    import pyarrow.parquet as parquet

    names = [column.name for column in table.columns]
    rows = parquet.read_table(knowledge.objects.path(table.parquet))
    columns = [rows.column(name).to_pylist() for name in names]
    return register_of(table.source.rsplit("/", 1)[-1], names, zip(*columns, strict=True))


def _other_drawings(subject: Subject, knowledge: DrawingKnowledge) -> tuple[OtherDrawing, ...]:
    """The catalogue's other drawings, by number."""
    numbers: dict[str, str] = {}
    references: dict[str, list[str]] = {}
    for entity in knowledge.catalogue.entities():
        if entity.kind == "title_block" and entity.name == "drawing number":
            numbers.setdefault(entity.source, entity.text)
        elif entity.kind == "reference":
            references.setdefault(entity.source, []).append(entity.text)
    own = subject.number
    return tuple(
        OtherDrawing(number=number, references=tuple(references.get(source, ())))
        for source, number in numbers.items()
        if own is None or not same_number(number, own)
    )


def _passages(subject: Subject, knowledge: DrawingKnowledge) -> tuple[Passage, ...]:
    """Passages that may hold the limit that a note speaks of."""
    found: dict[str, Passage] = {}
    for note in subject.of("note")[:_MOST_NOTES]:
        for line in _limited_lines(note.text):
            for hit in knowledge.search(line, top_k=_PASSAGES):
                chunk = hit.chunk
                if chunk.kind == "text" and not chunk.source.endswith(subject.name):
                    found[chunk.id] = Passage(
                        source=chunk.source, text=chunk.text, label=chunk.label, page=chunk.page
                    )
    return tuple(found.values())


def _limited_lines(text: str) -> Sequence[str]:
    return [line for line in text.split("\n") if next(limits_of(line), None) is not None]
