"""An invented saw mill: its orders, register, limits and reports, and a signal that answers by script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.named import DocumentNames
from assistant.records import Evidence, Finding, Question, Rows
from retrieval.identifiers import find_identifiers, label_key, normalise
from retrieval.records import Chunk, Column, ColumnType, Document, Language, Scope, Table


def chunk(
    source: str, ordinal: int, text: str, label: str | None = None, headings: Sequence[str] = ()
) -> Chunk:
    return Chunk(
        id=f"{source}-{ordinal}", source=source, kind="text", ordinal=ordinal, text=text, label=label,
        headings=tuple(headings), page=1, identifiers=find_identifiers(text),
    )  # fmt: skip


REPORT = "mill/SR-2031-044_saw.pdf"
LETTER = "mill/LT-2031-007_visit.docx"
RULES = "mill/rules/MR-RULE-08.pdf"
_PASSAGES = (
    chunk(
        REPORT,
        0,
        "Report | SR-2031-044 | Work order | WO-70077\nEquipment | SW-12 | Jammed | 23/05/2031, 14:20",
    ),
    chunk(REPORT, 1, "The blade jammed on 23 May 2031 at 14:20 when the log carriage stalled."),
    chunk(REPORT, 2, "The guard had been left open (clause 6.3). The belt was tensioned as clause 6.4 asks."),
    chunk(LETTER, 0, "Letter: LT-2031-007\nThe saw was visited. No order was raised."),
    chunk(RULES, 0, "Guards are closed and locked before the blade turns.", "6.3", ("6 Guards",)),
    chunk(RULES, 1, "Belts are tensioned every month.", "6.4", ("6 Guards",)),
)
_TITLES = {REPORT: "Jam of band saw SW-12", LETTER: "Visit of the saw", RULES: "Mill rules, standard"}


class MillLibrary:
    """Passages in memory, and the titles of their documents; the mill's own where none are given."""

    def __init__(
        self, titles: Mapping[str, str] | None = None, passages: Sequence[Chunk] = _PASSAGES
    ) -> None:
        self._titles = _TITLES if titles is None else titles
        self._passages = passages

    def generation(self) -> int:
        return 1

    def documents(self, scope: Scope) -> list[Document]:
        del scope
        return [_document(source, title) for source, title in self._titles.items()]

    def document(self, source: str) -> Document | None:
        return next((d for d in self.documents(Scope()) if d.source == source), None)

    def chunks_of(self, source: str, *, most: int | None = None) -> list[Chunk]:
        return [c for c in self._passages if c.source == source][:most]

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int | None) -> list[Chunk]:
        del scope
        return [c for c in self._passages if normalise(identifier) in c.identifiers][:limit]

    def chunks_labelled(self, label: str, *, scope: Scope) -> list[Chunk]:
        inside = [c for c in self._passages if not scope.sources or c.source in scope.sources]
        return [c for c in inside if c.label and label_key(c.label) == label_key(label)]


def _document(source: str, title: str) -> Document:
    return Document(
        id=source, source=source, collection="mill", path=source.split("/", 1)[1], media="pdf", sha256="0" * 64,
        revision=1, title=title, language="en", ingested_at=datetime(2031, 6, 1, tzinfo=UTC),
    )  # fmt: skip


_ARROW = {
    "text": pa.string(), "number": pa.float64(), "datetime": pa.timestamp("us"), "date": pa.date32(),
    "boolean": pa.bool_(), "integer": pa.int64(),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A table as a parser would give it."""

    name: str
    title: str
    types: dict[str, tuple[ColumnType, str | None]]
    rows: list[dict[str, object]]

    def write(self, folder: Path) -> tuple[Table, Path]:
        path = folder / self.name
        arrays = {"_row": pa.array(range(len(self.rows)), pa.int64())}
        for name, (kind, _) in self.types.items():
            arrays[name] = pa.array([row[name] for row in self.rows], _ARROW[kind])
        pq.write_table(pa.table(arrays), path)
        columns = tuple(Column(name=n, type=k, unit=u) for n, (k, u) in self.types.items())
        table = Table(
            id=self.name, source=f"site/{self.name}.csv", name=self.name, title=self.title, columns=columns,
            row_count=len(self.rows), parquet=self.name,
        )  # fmt: skip
        return table, path


def tables(folder: Path) -> TableExpert:
    orders = Sheet(
        "orders", "Orders",
        {"Order": ("text", None), "Raised": ("datetime", None), "Actual end": ("datetime", None),
         "What": ("text", None), "Cost": ("number", "EUR")},
        [
            {"Order": "WO-70076", "Raised": datetime(2031, 5, 20, 7, 5), "Actual end": None,
             "What": "Grease carriage", "Cost": 40.0},
            {"Order": "WO-70077", "Raised": datetime(2031, 5, 23, 14, 45),
             "Actual end": datetime(2031, 5, 24, 9, 10), "What": "Blade jam", "Cost": 915.0},
        ],
    )  # fmt: skip
    register = Sheet(
        "machines", "Machines",
        {"Tag": ("text", None), "Description": ("text", None), "Power": ("number", "kW")},
        [
            {"Tag": "SW-12", "Description": "Band saw", "Power": 55.0},
            {"Tag": "CV-30", "Description": "Chip conveyor", "Power": 7.5},
            {"Tag": "DK-5", "Description": "Drying kiln", "Power": 20.0},
        ],
    )  # fmt: skip
    sensors = Sheet(
        "sensors", "Sensors",
        {"Tag": ("text", None), "Machine": ("text", None), "Unit": ("text", None), "H": ("number", None)},
        [
            {"Tag": "VB-12", "Machine": "SW-12", "Unit": "mm/s", "H": 6.0},
            {"Tag": "TI-5", "Machine": "DK-5", "Unit": "°C", "H": 91.0},
        ],
    )  # fmt: skip
    vibration = Sheet(
        "vibration", "Table 1 – Limits of vibration, mm/s",
        {"Machines": ("text", None), "Alert": ("number", "mm/s"), "Alarm": ("number", "mm/s")},
        [
            {"Machines": "Saws up to 30 kW", "Alert": 3.0, "Alarm": 5.0},
            {"Machines": "Saws above 30 kW", "Alert": 4.0, "Alarm": 6.5},
            {"Machines": "Conveyors", "Alert": 7.0, "Alarm": 9.0},
        ],
    )  # fmt: skip
    air = Sheet(
        "air", "Table 2 – Limits of kiln temperature, °C",
        {"Wood": ("text", None), "Alarm": ("number", "°C")},
        [{"Wood": "Oak", "Alarm": 70.0}, {"Wood": "Pine", "Alarm": 85.0}],
    )  # fmt: skip
    written = [sheet.write(folder) for sheet in (orders, register, sensors, vibration, air)]
    return TableExpert(FolderTables(written))


def names_in(text: str, language: Language, scope: Scope) -> object:
    return DocumentNames(MillLibrary()).find(text, language, scope)


@dataclass
class ScriptedSignals:
    """Gives one extreme, and keeps what it was asked."""

    value: float
    unit: str
    sensor: str
    score: float = 0.9
    refusal: str | None = None
    asked: list[str] = field(default_factory=list)

    def find(self, question: Question, scope: Scope) -> Finding:
        del scope
        self.asked.append(question.text)
        if self.refusal:
            return Finding(refusal=self.refusal)
        told = f"{self.value:g} {self.unit} is the maximum of {self.sensor}."
        rows = Rows(columns=("sensor", "statistic", "value", "readings"),
                    values=((self.sensor, "max", self.value, 60),), total=1)  # fmt: skip
        evidence = Evidence(kind="series", source="mill/log.csv", quote=told, statement=told, score=self.score,
                            rows=rows, sensor=self.sensor)  # fmt: skip
        return Finding(evidence=(evidence,))


def question(text: str, language: Language = "en") -> Question:
    return Question(text=text, asked=text, language=language)
