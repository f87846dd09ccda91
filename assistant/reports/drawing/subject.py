"""The drawing under verification: its entities, and what it is compared with. Knows no rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.reports.drawing.register import Register
from ingest.parsers.drawing.placed import union
from retrieval.identifiers import normalise
from retrieval.records import Box, BoxUnit, DrawingEntity, EntityKind

ReportLanguage = Literal["en", "fr"]

_DIAGRAM = re.compile(
    r"p\s?&\s?id\b|\bpid\b|flow (?:sheet|diagram|scheme)|flowsheet|piping and instr|schéma|schema|diagram\b|"
    r"\btuyauterie et instr|\bone.?line\b|unifilaire",
    re.IGNORECASE,
)
_FEW_TAGS = 4
_FEW_DIMENSIONS = 3
_PLAIN_NUMBER = re.compile(r"\(?\d+(?:[.,]\d+)?\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDrawing:
    """A drawing that is known besides: its number and what it refers to, as printed."""

    number: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a standard or manual that may hold limits.

    Attributes:
        header: Of a table, where the passage is one row of it; cells divided by ``|``.
        referred: Clauses that it refers to.
    """

    source: str
    text: str
    label: str | None = None
    page: int | None = None
    header: str = ""
    referred: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is verified.

    Attributes:
        name: File name.
        unit: Unit of all boxes.
        language: Of the report.
        others: Other drawings that are known; empty where none are.
        passages: What standards say, candidates only.
    """

    name: str
    media: str
    unit: BoxUnit
    pages: int
    entities: tuple[DrawingEntity, ...]
    language: ReportLanguage = "en"
    register: Register | None = None
    others: tuple[OtherDrawing, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()

    def t(self, english: str, french: str) -> str:
        """The sentence in the report's language."""
        return french if self.language == "fr" else english

    def of(self, *kinds: EntityKind) -> list[DrawingEntity]:
        """Entities of some kinds, in order."""
        return [entity for entity in self.entities if entity.kind in kinds]

    def fields(self, name: str) -> list[DrawingEntity]:
        """All values of a title-block field, sheet after sheet."""
        return [e for e in self.entities if e.kind == "title_block" and e.name == name]

    def value(self, *names: str) -> DrawingEntity | None:
        """The first value of the first of some fields that has one."""
        return next((e for name in names for e in self.fields(name)), None)

    @property
    def number(self) -> str | None:
        """The drawing's number as printed."""
        found = self.value("drawing number", "part number")
        return found.text if found else None

    @property
    def is_diagram(self) -> bool:
        """True for a sheet without true lengths: a P&ID, a flow sheet, a circuit."""
        said = " ".join(
            e.text for e in self.of("title_block") if e.name in {"title", "subtitle", "description"}
        )
        if _DIAGRAM.search(said):
            return True
        tags = len(self.of("tag"))
        return tags >= _FEW_TAGS and tags > len(self.measures)

    @property
    def measures(self) -> list[DrawingEntity]:
        """Dimensions that measure something on the sheet."""
        return [e for e in self.of("dimension") if e.name != "geometric tolerance"]

    @property
    def is_dimensioned(self) -> bool:
        """True where the sheet gives lengths that a workshop or a fitter uses."""
        return not self.is_diagram and len(self.measures) >= _FEW_DIMENSIONS

    @property
    def is_part(self) -> bool:
        """True for a drawing after which a part is made: round features, fits or threads, and few tags."""
        told = [e for e in self.measures if not _PLAIN_NUMBER.fullmatch(e.text.strip())]
        return self.is_dimensioned and len(self.of("tag")) < _FEW_TAGS and len(told) >= 1

    def block_region(self, page: int | None = None) -> tuple[int | None, Box | None]:
        """The page and the box around the title block's fields; of the first sheet that has one."""
        placed = [e for e in self.of("title_block") if e.box is not None and page in (None, e.page)]
        if not placed:
            return page, None
        first = placed[0].page
        boxes = [e.box for e in placed if e.page == first and e.box is not None]
        return first, union(boxes)

    def all_text(self) -> str:
        """Every printed text, one a line."""
        return "\n".join(entity.text for entity in self.entities)


def same_number(one: str, other: str) -> bool:
    """True where two drawing numbers are the same but for blanks, dashes and case."""
    return _bare(one) == _bare(other)


def _bare(number: str) -> str:
    return re.sub(r"[\W_]", "", normalise(number)).upper()


def tallies(entities: Sequence[DrawingEntity]) -> Mapping[EntityKind, int]:
    """How many there are of each kind."""
    found: dict[EntityKind, int] = {}
    for entity in entities:
        found[entity.kind] = found.get(entity.kind, 0) + 1
    return found
