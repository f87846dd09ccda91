"""Read an equipment or drawing register (CSV, XLSX, ODS) into rows of tags, drawings and revisions.

Knows column headings in English and French; no drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import BadRegister
from retrieval.identifiers import normalise

_TAG = re.compile(
    r"(?:(?:equipment|asset|item|instrument|device)[ _]?)?(?:tag|tags)(?:[ _]?(?:no|nr|number|name|n°))?\.?|"
    r"equipment(?:[ _]?(?:id|no|number|code))?|asset(?:[ _]?(?:id|no|number))?|kks|functional location|"
    r"(?:code|n°|numéro|numero|id)?\s?(?:d['’])?(?:équipement|equipement)s?|rep[eè]res?(?: équipement)?|"
    r"poste technique",
    re.IGNORECASE,
)
_DRAWING = re.compile(
    r"(?:drawing|dwg|p&id|pid|document|sheet|doc)s?[ _.]?(?:no|nr|number|n°|ref|reference)?\.?|"
    r"(?:n°|numéro|numero|réf\.?)?\s?(?:de |du )?(?:plan|dessin|document|schéma)s?",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"(?:current |latest )?rev(?:ision|\.)?|révision|indice(?: de révision)?|ind\.?|issue", re.IGNORECASE
)
_KIND = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A row: what of it could be read; ``tag`` and ``drawing`` as written."""

    tag: str | None = None
    drawing: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A register.

    Attributes:
        name: What a reason calls it: the file or the source.
    """

    name: str
    rows: tuple[RegisterRow, ...]
    tags: Mapping[str, str] = field(init=False)
    """Normalised tag to the tag as written."""

    def __post_init__(self) -> None:
        """Fills ``tags``."""
        tags = {normalise(row.tag): row.tag for row in self.rows if row.tag}
        object.__setattr__(self, "tags", tags)

    @property
    def kinds(self) -> frozenset[str]:
        """Leading letters of its tags: what kinds of things it lists."""
        return frozenset(kind_of(tag) for tag in self.tags)


def kind_of(tag: str) -> str:
    """The function letters of a tag: ``P`` of ``10-P-101A``."""
    match = _KIND.search(tag.upper())
    return match.group(0) if match else ""


def register_of(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Register | None:
    """The register that a table is; None where no column names tags or drawings with revisions."""
    tag = _column(columns, _TAG)
    drawing = _column(columns, _DRAWING, but=tag)
    revision = _column(columns, _REVISION)
    if tag is None and (drawing is None or revision is None):
        return None
    found = []
    for row in rows:
        read = RegisterRow(tag=_cell(row, tag), drawing=_cell(row, drawing), revision=_cell(row, revision))
        if read.tag or read.drawing:
            found.append(read)
    return Register(name=name, rows=tuple(found)) if found else None


def read_register(path: Path) -> Register:
    """The register in a file; of a workbook the first sheet that is one.

    Raises:
        BadRegister: No table in it has a column of tags, or of drawings with revisions.
        ingest.errors.Unreadable: The file cannot be read.
    """
    from ingest.parsers.registry import HEAD_BYTES, parser_for

    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    parsed = parser_for(path, head)(path)
    for table in parsed.tables:
        names = [column.name for column in table.columns]
        columns = [table.rows.column(name).to_pylist() for name in names]
        found = register_of(path.name, names, zip(*columns, strict=True))
        if found is not None:
            return found
    raise BadRegister(
        f"{path.name} has no column of tags (Tag, Equipment, Repère …) nor of drawings with revisions: "
        "name its columns in the first row"
    )


def _column(columns: Sequence[str], pattern: re.Pattern[str], *, but: int | None = None) -> int | None:
    return next(
        (i for i, name in enumerate(columns) if i != but and pattern.fullmatch(" ".join(name.split()))), None
    )


def _cell(row: Sequence[object], column: int | None) -> str | None:
    if column is None or row[column] is None:
        return None
    return " ".join(str(row[column]).split()) or None
