"""A sheet before it is drawn: title block, revisions, notes, symbols, dimensions. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Format = Literal["dxf", "pdf", "scan"]
SheetKind = Literal["part", "diagram", "layout"]
SheetLanguage = Literal["en", "fr"]
Style = Literal["cells", "inline", "table", "strip", "symbol", "centred", "split"]
SymbolKind = Literal["pump", "vessel", "exchanger", "valve", "bubble", "machine"]


@dataclass(slots=True)
class SymbolMark:
    """A tagged symbol, its middle in millimetres."""

    kind: SymbolKind
    tag: str
    x: float
    y: float


@dataclass(slots=True)
class Chain:
    """Dimensions in a row under their overall dimension.

    Attributes:
        lengths: True lengths in millimetres of the part.
        shown: Texts of the links; ``overall`` is that of the whole.
        at: Place of the row; the overall dimension stands 9 mm farther out.
        scale: Millimetres on the sheet per millimetre of the part.
    """

    lengths: list[float]
    shown: list[str]
    overall: str
    start: float
    at: float
    scale: float
    upright: bool = False


@dataclass(slots=True)
class RevisionRow:
    """A row of the revision table."""

    index: str
    what: str
    day: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An error that was put in.

    Attributes:
        rules: The rules that may tell it; each does.
        key: What the finding's subject or reason must name; empty where the rule is enough.
        place: Where on the sheet, in millimetres; None where any region will do.
    """

    rules: tuple[str, ...]
    key: str = ""
    place: tuple[float, float] | None = None


@dataclass(slots=True)
class SheetDraft:
    """A sheet as it will be drawn; the planting of errors changes it."""

    file: str
    format: Format
    kind: SheetKind
    language: SheetLanguage
    style: Style
    fields: dict[str, str]
    revisions: list[RevisionRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[tuple[float, float, str]] = field(default_factory=list)
    symbols: list[SymbolMark] = field(default_factory=list)
    lines: list[list[tuple[float, float]]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    circles: list[tuple[float, float, float]] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)
    dimensions: list[tuple[float, float, float, str, bool]] = field(default_factory=list)
    equipment_list: bool = False
    planted: list[Planted] = field(default_factory=list)

    def t(self, english: str, french: str) -> str:
        """Words in the sheet's language."""
        return french if self.language == "fr" else english
