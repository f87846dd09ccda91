"""An invented part drawing (PDF and DXF) and an invented diagram, for the drawing expert's tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.records import Finding, Question
from retrieval.records import Box, BoxUnit, Column, Document, DrawingEntity, EntityKind, Scope, Table

EVERYTHING = Scope()


@dataclass
class FakeCatalogue:
    """Records held in lists."""

    things: list[DrawingEntity] = field(default_factory=list)
    lists: list[Table] = field(default_factory=list)

    def generation(self) -> int:
        return len(self.things) + len(self.lists)

    def documents(self, scope: Scope = EVERYTHING) -> list[Document]:
        return [
            Document(
                id=source, source=source, collection="plant", path=source, media=source.rsplit(".", 1)[-1], sha256="",
                revision=1, title=source, language="en", ingested_at=datetime(2026, 1, 1),
            )
            for source in dict.fromkeys(e.source for e in self.things)
        ]  # fmt: skip

    def tables(self, scope: Scope = EVERYTHING) -> list[Table]:
        return list(self.lists)

    def entities(self, scope: Scope = EVERYTHING, *, source: str | None = None) -> list[DrawingEntity]:
        return [e for e in self.things if source in (None, e.source)]


@dataclass
class Objects:
    """Files by name."""

    folder: Path

    def path(self, key: str) -> Path:
        return self.folder / key


@dataclass
class FakeKnowledge:
    """What the expert needs, filled by hand."""

    objects: Objects
    catalogue: FakeCatalogue = field(default_factory=FakeCatalogue)

    def add(
        self,
        source: str,
        kind: EntityKind,
        text: str,
        name: str = "",
        *,
        box: Box = (10, 20, 30, 40),
        page: int = 1,
        unit: BoxUnit = "pt",
    ) -> None:
        number = len(self.catalogue.things)
        entity = DrawingEntity(
            id=f"{source}#{number}",
            source=source,
            kind=kind,
            text=text,
            name=name,
            page=page,
            box=box,
            unit=unit,
        )
        self.catalogue.things.append(entity)

    def add_list(self, source: str, name: str, frame: pd.DataFrame) -> None:
        key = source.replace("/", "_") + ".parquet"
        table = frame.copy()
        table.insert(0, "_row", np.arange(len(table)))
        table.to_parquet(self.objects.path(key), index=False)
        columns = tuple(Column(name=n, type="text") for n in frame.columns)
        self.catalogue.lists.append(
            Table(
                id=source,
                source=source,
                name=name,
                title=name,
                columns=columns,
                row_count=len(frame),
                parquet=key,
            )
        )


PART = {
    "title": "Pump shaft sleeve",
    "drawing number": "MD-220-04",
    "revision": "B",
    "date": "2021-05-04",
    "scale": "2:1",
    "material": "1.4401",
    "weight": "0.85 kg",
    "drawn by": "J. Roche",
    "checked by": "A. Lind",
}
DIAGRAM = {
    "title": "Condensate system",
    "drawing number": "PID-300-002",
    "revision": "F",
    "approved by": "TM",
}
NOTES = (
    "NOTES\n1. Remove burrs, break edges 0.3 mm.\n2. Harden the outside to 55 HRC,\ndepth 1 mm.\n"
    "3. Mark the part number on the face."
)
PID_NOTES = (
    "NOTES\n1. Level switch LSL-301 stops P-301A at 0.4 m.\n2. Straight length upstream of FT-305: 8 m."
)
CONNECTIONS = ("T-300 – HV-301 (line 100-CD-3001)", "HV-301 – P-301A (line 100-CD-3001)", "P-301A – FT-305")
TAGS = {
    "P-301A": "25 m3/h, 30 m",
    "P-301B": "25 m3/h, 30 m",
    "HV-301": "DN100",
    "T-300": "",
    "FT-305": "",
    "LSL-301": "",
}


@pytest.fixture
def knowledge(tmp_path: Path) -> FakeKnowledge:
    known = FakeKnowledge(Objects(tmp_path))
    for source in ("plant/MD-220-04.dxf", "plant/MD-220-04.pdf"):
        for name, text in PART.items():
            known.add(source, "title_block", text, name, unit="pt" if source.endswith("pdf") else "drawing")
        known.add(source, "revision", "B | 2021-05-04 | Bore 40 H7 instead of 40 H8", "B")
        known.add(source, "revision", "A | 2019-01-15 | First issue", "A")
    part = "plant/MD-220-04.pdf"
    for text, name in (
        ("Ø40 H7", "diameter"),
        ("Ø52 f7", "diameter"),
        ("4 × Ø6.6", "diameter"),
        ("85", "linear"),
        ("R2", "radius"),
    ):
        known.add(part, "dimension", text, name)
    known.add(part, "text", "PCD 64, equally spaced")
    known.add(part, "note", NOTES, box=(1, 2, 3, 4), page=2)
    diagram = "plant/PID-300-002.pdf"
    for name, text in DIAGRAM.items():
        known.add(diagram, "title_block", text, name)
    for tag, said in TAGS.items():
        known.add(diagram, "tag", tag, said)
    for text in CONNECTIONS:
        known.add(diagram, "connection", text)
    known.add(diagram, "note", PID_NOTES)
    known.add(diagram, "reference", "MD-220-04")
    return known


@pytest.fixture
def find(knowledge: FakeKnowledge) -> Callable[..., Finding]:
    """Asks the expert."""

    def ask(text: str, language: str = "en") -> Finding:
        question = Question(text=text, asked=text, language=language)  # type: ignore[arg-type]
        return DrawingExpert(knowledge).find(question, EVERYTHING)

    return ask
