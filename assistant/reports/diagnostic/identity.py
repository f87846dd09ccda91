"""What the equipment is: its rows in registers, the drawings that show it. Writes one section."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.digest.equipment import each_once, register_row, shown_on
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Section, point
from retrieval.records import Chunk, Scope

_MENTIONS, _DRAWINGS, _CELLS = 500, 5, 30


def identity_section(case: Case) -> Section:
    """Register rows first, then drawings."""
    named = case.tables.rows_named(case.tag, Scope())
    rows = [register_row(row, case.language, most=_CELLS) for row in named]
    return Section(
        key="equipment",
        title=case.t("The equipment", "L'équipement"),
        points=tuple(point(one.statement or "", [one], case.cited) for one in (*rows, *_drawings(case))),
        empty=case.t(
            f"No register that was ingested has a row of {case.name}, and no drawing shows it.",
            f"Aucun registre reçu n'a de ligne pour {case.name}, et aucun plan ne le montre.",
        ),
    )


def _drawings(case: Case) -> Iterator[Evidence]:
    catalogue = case.knowledge.catalogue
    passages: dict[str, Chunk] = {}
    for chunk in catalogue.chunks_mentioning(case.tag, scope=Scope(), limit=_MENTIONS):
        if chunk.kind == "drawing":
            passages.setdefault(chunk.source, chunk)
    shown = [(d, chunk) for source, chunk in passages.items() if (d := catalogue.document(source))]
    for document, chunk in each_once(shown)[:_DRAWINGS]:
        yield shown_on(document, chunk, case.tag, case.language)
