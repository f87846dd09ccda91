"""What is known of one tag: its row, what belongs to it and reads now, what happened, what reports say,
drawings.

Each sentence comes from one source and cites it; what no source holds is not said. Knows no question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.crossing.causes_of import is_on
from assistant.crossing.say import file_name
from assistant.crossing.sources import Library
from assistant.digest import say
from assistant.digest.document import DocumentDigest
from assistant.digest.rows_told import CELLS, cite, event_words, limits_told
from assistant.digest.state import open_work, own_status, sensors_told
from assistant.experts.series.last import LastReading
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.figures import cell
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.text.evidence import from_chunks, naming_line
from assistant.records import Evidence
from retrieval.records import Chunk, Document, Language, Scope

_SURE = 0.95
_PARTS = 8
_ROWS = 24
_ALL = 2000
_LATEST = 3
_MODES = 2
_LISTED = 3
_REPORTS = 3
_DRAWINGS = 2
_NAMED = 6
_MENTIONS = 500

AboutTag = Callable[[str, Scope, int], Sequence[AboutRows]]
"""What tables hold on a tag, so many rows a table."""

LastReadings = Callable[[str, Scope], Sequence[LastReading]]
"""The last readings of the sensors of a tag."""


class EquipmentDigest:
    """Gathers what is known of a tag.

    Args:
        library: Holds documents.
        about: Reads tables.
        readings: Reads logs.
        documents: Chooses what reports say.
        today: By which work is late.
    """

    def __init__(
        self,
        *,
        library: Library,
        about: AboutTag,
        readings: LastReadings,
        documents: DocumentDigest,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._library = library
        self._about = about
        self._readings = readings
        self._documents = documents
        self._today = today

    def digest(self, tag: str, language: Language, scope: Scope) -> list[Evidence]:
        """Sentences on a tag; empty where no source names it."""
        tables = list(self._about(tag, scope, _ROWS))
        passages = self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS)
        own = [register_row(row, language) for one in tables if one.role == "own" for row in one.rows[:1]]
        parts = [one for one in tables if one.role == "part"]
        told = [*own, *(_parts(one, tag, language) for one in parts)]
        told += sensors_told(tables, self._readings(tag, scope), language)
        told += [_events(one, tag, language) for one in tables if one.role == "event"]
        reports, drawings, others = self._documents_of(tag, passages)
        told += [evidence for document in reports for evidence in self._report(document, tag, language)]
        told += [_modes(one, tag, language) for one in tables if one.role == "mode"]
        told += [_list(one, tag, language) for one in tables if one.role == "list"]
        told += [shown_on(document, chunk, tag, language) for document, chunk in drawings[:_DRAWINGS]]
        told += _named(tag, others, language)
        return told

    def state(self, tag: str, language: Language, scope: Scope) -> list[Evidence]:
        """How a tag stands: its status, its sensors against their limits, open work, what happened last.

        Empty where neither sensors nor lists of events tell of it.
        """
        tables = list(self._about(tag, scope, _ALL))
        events = [one for one in tables if one.role == "event"]
        readings = self._readings(tag, scope)
        if not readings and not events:
            return []
        told = own_status(tables, language) + sensors_told(tables, readings, language)
        told += [found for one in events for found in open_work(one, tag, self._today(), language)]
        told += [_events(one, tag, language) for one in events]
        reports, _, _ = self._documents_of(
            tag, self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS)
        )
        return told + [found for document in reports for found in self._report(document, tag, language)]

    def _documents_of(
        self, tag: str, passages: Sequence[Chunk]
    ) -> tuple[list[Document], list[tuple[Document, Chunk]], list[tuple[Document, Chunk]]]:
        """Reports about the tag, the newest first; drawings that show it; other documents that name it."""
        first: dict[str, Chunk] = {}
        for chunk in passages:
            first.setdefault(chunk.source, chunk)
        reports: list[Document] = []
        drawings: list[tuple[Document, Chunk]] = []
        others: list[tuple[Document, Chunk]] = []
        for source, chunk in first.items():
            document = self._library.document(source)
            if document is None or (chunk.kind in ("table", "series") and document.media in _TABULAR):
                continue
            if chunk.kind == "drawing":
                drawings.append((document, chunk))
            elif is_on(document, tag):
                reports.append(document)
            else:
                others.append((document, chunk))
        reports.sort(key=lambda d: (d.date is not None, d.date or 0, d.source), reverse=True)
        late = [(d, first[d.source]) for d in reports[_REPORTS:]]
        return reports[:_REPORTS], each_once(drawings), [*late, *others]

    def _report(self, document: Document, tag: str, language: Language) -> list[Evidence]:
        """What a report says that tells most."""
        point = self._documents.best_on(document, tag)
        if point is None:
            return []
        quote = " ".join(point.text.split())
        evidence = from_chunks(
            (point.chunk,),
            quote=point.text,
            label=point.chunk.label,
            score=_SURE,
            span=(point.start, point.end),
        )
        return [replace(evidence, statement=say.reported(language, document, quote))]


_TABULAR = frozenset({"csv", "xlsx", "xls", "json", "log", "ods", "parquet"})


def register_row(row: KeyedRow, language: Language, *, most: int = CELLS) -> Evidence:
    """The row of the tag itself in a list, its first cells told."""
    filled = [c for c in row.schema.columns if c.name != row.head and row.cells[c.name] not in (None, "")]
    shown = tuple(filled[:most])
    cells = "; ".join(f"{c.name} {row.said(c, language)}" for c in shown)
    return row.evidence(shown, f"{row.key}: {cells} ({file_name(row.source)}).", language)


def _parts(one: AboutRows, tag: str, language: Language) -> Evidence:
    """The things of a list that belong to the tag, each with its first words and its limits."""
    told = []
    for row in one.rows[:_PARTS]:
        name = next(
            (row.said(c, language) for c in one.schema.columns
             if c.is_text and c.name not in (row.head, one.column.name) and row.cells[c.name]), "",
        )  # fmt: skip
        limits = limits_told(row, language)
        words = " ".join(part for part in (row.key, name.replace(tag, "").strip()) if part)
        told.append(f"{words} ({limits})" if limits else words)
    statement = say.parts_of(language, tag, told, one.total - len(told), one.schema.table.source)
    return cite(one, statement, language)


def _events(one: AboutRows, tag: str, language: Language) -> Evidence:
    span = None
    if one.ordered is not None and one.rows:
        span = (cell(one.last_of_all, language), cell(one.rows[0].cells[one.ordered.name], language))
    rows = [event_words(row, one, language) for row in one.rows[:_LATEST]]
    return cite(one, say.events_of(language, tag, one.total, span, rows, one.schema.table.source), language)


def _modes(one: AboutRows, tag: str, language: Language) -> Evidence:
    rows = [event_words(row, replace(one, ordered=None), language) for row in one.rows[:_MODES]]
    rating, by = one.ordered, one.ordered.name if one.ordered is not None else ""
    if rating is not None:
        rated = [row.said(rating, language) for row in one.rows]
        rows = [f"{text} ({by} {told})" for text, told in zip(rows, rated, strict=False)]
    return cite(one, say.modes_of(language, tag, one.total, rows, by, one.schema.table.source), language)


def _list(one: AboutRows, tag: str, language: Language) -> Evidence:
    rows = [event_words(row, one, language) for row in one.rows[:_LISTED]]
    if one.total > len(rows):
        rows.append("…")
    return cite(
        one,
        say.rows_of(language, tag, one.total, rows, one.schema.table.title, one.schema.table.source),
        language,
    )


def each_once(drawings: Sequence[tuple[Document, Chunk]]) -> list[tuple[Document, Chunk]]:
    """One of the files that hold the same sheet in several formats: the PDF."""
    chosen: dict[str, tuple[Document, Chunk]] = {}
    for document, chunk in sorted(drawings, key=lambda item: item[0].media != "pdf"):
        chosen.setdefault(document.path.rsplit(".", 1)[0].lower(), (document, chunk))
    return list(chosen.values())


def shown_on(document: Document, chunk: Chunk, tag: str, language: Language) -> Evidence:
    """That a drawing shows the tag."""
    return replace(naming_line(chunk, tag, score=_SURE), statement=say.shown_on(language, tag, document))


def _named(tag: str, others: Sequence[tuple[Document, Chunk]], language: Language) -> list[Evidence]:
    """One sentence for all further documents, cited to the first that names the tag."""
    if not others:
        return []
    shown = others[:_NAMED]
    _, chunk = shown[0]
    evidence = naming_line(chunk, tag, score=_SURE)
    more = len(others) - len(shown)
    told = say.named_in(language, tag, [document for document, _ in shown], more)
    return [replace(evidence, statement=told, also=tuple(document.source for document, _ in shown[1:]))]
