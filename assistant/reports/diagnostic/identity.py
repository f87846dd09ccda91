"""What the equipment is: its rows in registers, the drawings that show it. Writes one section."""

from __future__ import annotations

from assistant.experts.text.evidence import from_chunks
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.papers import name_of
from assistant.reports.records import Point, Section, point
from retrieval.records import Chunk, Scope

_MENTIONS, _DRAWINGS = 500, 5


def identity_section(case: Case) -> Section:
    """Register rows first, then drawings."""
    return Section(
        key="equipment",
        title=case.t("The equipment", "L'équipement"),
        points=(*_rows(case), *_drawings(case)),
        empty=case.t(
            f"No register that was ingested has a row of {case.tag}, and no drawing shows it.",
            f"Aucun registre reçu n'a de ligne pour {case.tag}, et aucun plan ne le montre.",
        ),
    )


def _rows(case: Case) -> list[Point]:
    found: list[Point] = []
    for row in case.tables.rows_named(case.tag, Scope()):
        columns = tuple(
            c for c in row.schema.columns if row.cells[c.name] not in (None, "") and c.name != row.head
        )
        told = "; ".join(f"{c.name} {row.said(c, case.language)}" for c in columns)
        file = row.source.rsplit("/", 1)[-1]
        text = case.t(f"{file}: {told}.", f"{file} : {told}.")
        found.append(point(text, [row.evidence(columns, text, case.language)], case.cited))
    return found


def _drawings(case: Case) -> list[Point]:
    """One point a drawing; the same drawing in two formats is told once."""
    passages: dict[str, Chunk] = {}
    for chunk in case.knowledge.catalogue.chunks_mentioning(case.tag, scope=Scope(), limit=_MENTIONS):
        if chunk.kind == "drawing":
            passages.setdefault(chunk.source.rsplit(".", 1)[0], chunk)
    found: list[Point] = []
    for chunk in list(passages.values())[:_DRAWINGS]:
        document = case.knowledge.catalogue.document(chunk.source)
        if document is None:
            continue
        title = " ".join(document.title.split()) or name_of(document)
        text = case.t(f"Shown on the drawing {title}.", f"Représenté sur le plan {title}.")
        line = next((one for one in chunk.text.split("\n") if case.tag in one), chunk.text.split("\n")[0])
        start = max(chunk.text.find(line), 0)
        evidence = from_chunks(
            (chunk,), quote=line, label=chunk.label, score=0.9, span=(start, start + len(line))
        )
        found.append(point(text, [evidence], case.cited))
    return found
