"""What a report is about, where its facts come from, and its frame. Knows no section and no sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from assistant.citations import CitationList
from assistant.crossing.causes_of import is_on
from assistant.errors import BadScope, UnknownEquipment
from assistant.experts.series import wording
from assistant.experts.series.equipment_signals import Signals, equipment_signals
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.reports.feedback.book import FeedbackBook
from assistant.reports.feedback.opinions import Opinions
from assistant.reports.feedback.records import Target
from assistant.reports.records import Point, Report, ReportKind, ReportLanguage, Section
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Chunk, Document, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

DAYS = 90
"""Length of the period where its begin is not given."""
_MENTIONS = 2_000
_ALIKE = 5
_NEWEST = 20
"""Rows of a table that are asked for their dates."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the catalogue for one report: sections ask for the same documents again."""

    chunks: dict[str, tuple[Chunk, ...]] = field(default_factory=dict)
    documents: dict[str, Document | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The subject of one report.

    Attributes:
        tag: The equipment, normalised.
        since, until: The period, both included.
        signals: Logs with sensors of the equipment.
        documents: Those that are about it, the newest first, those without a date last.
        cited: Numbers the evidence.
        today: The day by which what is open is overdue or not.
        opinions: What engineers said of earlier reports on it.
        spelt: The tag as the sources write it; as it is normalised where empty.
    """

    tag: str
    since: datetime
    until: datetime
    language: ReportLanguage
    signals: tuple[Signals, ...]
    documents: tuple[Document, ...]
    cited: CitationList
    knowledge: Knowledge
    tables: TableExpert
    today: date
    opinions: Opinions = field(default_factory=Opinions)
    spelt: str = ""
    _read: _Read = field(default_factory=_Read, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The equipment as a sentence calls it."""
        return self.spelt or self.tag

    @property
    def sensor_tags(self) -> frozenset[str]:
        """Normalised tags of its sensors."""
        sensors = (one for signals in self.signals for one in signals.sensors)
        return frozenset(normalise("".join(one.tag)) for one in sensors if one.tag)

    def chunks_of(self, source: str) -> tuple[Chunk, ...]:
        """The passages of a document, in order; read once for the whole report."""
        if source not in self._read.chunks:
            self._read.chunks[source] = tuple(self.knowledge.catalogue.chunks_of(source))
        return self._read.chunks[source]

    def document(self, source: str) -> Document | None:
        """The document of a source; read once for the whole report."""
        if source not in self._read.documents:
            self._read.documents[source] = self.knowledge.catalogue.document(source)
        return self._read.documents[source]

    def t(self, english: str, french: str) -> str:
        """The words of the report's language."""
        return french if self.language == "fr" else english

    def within(self, moment: datetime) -> bool:
        """True inside the period."""
        return self.since <= moment <= self.until

    def day(self, moment: datetime) -> str:
        """A moment as a sentence says it: its day, and its time where it has one."""
        said = wording.day if moment.time() == time() else wording.moment
        return said(moment, self.language)

    def span(self, start: datetime, end: datetime) -> str:
        """A stretch of time as a sentence says it, beginning with a preposition."""
        if start.date() == end.date() and start.time() != time():
            day = wording.day(start, self.language)
            return self.t(
                f"on {day} from {start:%H:%M} to {end:%H:%M}", f"le {day} de {start:%H:%M} à {end:%H:%M}"
            )
        return self.t(
            f"from {self.day(start)} to {self.day(end)}", f"du {self.day(start)} au {self.day(end)}"
        )

    def said(self, row: KeyedRow, column: ColumnSchema) -> str:
        """A cell as a sentence says it."""
        moment = row.moment(column)
        return row.said(column, self.language) if moment is None else self.day(moment)

    def stamp(self, moment: datetime) -> str:
        """A moment as a column of a table prints it."""
        pattern = self.t("%Y-%m-%d", "%d/%m/%Y")
        return f"{moment:{pattern}}" if moment.time() == time() else f"{moment:{pattern} %H:%M}"

    def report(
        self,
        kind: ReportKind,
        title: str,
        *,
        made_at: datetime,
        summary: Sequence[Point],
        sections: Sequence[Section],
        targets: Sequence[Target],
    ) -> Report:
        """What was written of it, whole; to be called last, when all evidence is cited."""
        return Report(
            kind=kind,
            title=title,
            equipment=self.tag,
            language=self.language,
            since=self.since,
            until=self.until,
            made_at=made_at,
            summary=tuple(summary),
            sections=tuple(sections),
            citations=self.cited.all(),
            targets=tuple(targets),
        )


def open_case(
    tag: str,
    *,
    since: datetime | None,
    until: datetime | None,
    language: ReportLanguage | None,
    cited: CitationList,
    knowledge: Knowledge,
    tables: TableExpert,
    today: date,
) -> Case:
    """The case of a tag in any spelling; the period ends with what the sources hold last of it.

    Args:
        language: That of most documents about it where None.

    Raises:
        UnknownEquipment: No source names it.
        BadScope: The period ends before it begins.
    """
    named = known_equipment(tag, knowledge)
    signals = tuple(equipment_signals(named, knowledge))
    documents = tuple(documents_on(named, knowledge))
    ends = [one for one in (_last(signals, documents), _last_row(named, tables)) if one is not None]
    last = until or max(ends, default=_end_of_day(datetime.now()))
    first = since or datetime.combine(last.date() - timedelta(days=DAYS), time())
    if first > last:
        raise BadScope(f"the period is empty: it begins on {first:%Y-%m-%d} and ends on {last:%Y-%m-%d}")
    return Case(
        tag=named,
        since=first,
        until=last,
        language=language or _language(documents or knowledge.catalogue.documents(Scope())),
        signals=signals,
        documents=documents,
        cited=cited,
        knowledge=knowledge,
        tables=tables,
        today=today,
        opinions=Opinions(FeedbackBook(knowledge.folder).of(named)),
        spelt=_spelt(named, tables),
    )


def known_equipment(tag: str, knowledge: Knowledge) -> str:
    """The tag as the sources name it.

    Raises:
        UnknownEquipment: None does.
    """
    named = normalise(tag)
    known = knowledge.catalogue.identifiers() | {t for s in knowledge.catalogue.series() for t in s.equipment}
    if named in known:
        return named
    tags = sorted(one for one in known if find_tags(one) == (one,))
    alike = get_close_matches(named, tags, n=_ALIKE, cutoff=0.6)
    hint = f"; named alike: {', '.join(alike)}" if alike else ""
    raise UnknownEquipment(f"no source names the equipment {tag!r}{hint}")


def documents_on(tag: str, knowledge: Knowledge) -> list[Document]:
    """The documents that are about a tag, the newest first, those without a date last."""
    passages = knowledge.catalogue.chunks_mentioning(tag, scope=Scope(), limit=_MENTIONS)
    sources = dict.fromkeys(chunk.source for chunk in passages if chunk.kind == "text")
    found = [one for source in sources if (one := knowledge.catalogue.document(source)) and is_on(one, tag)]
    return sorted(found, key=lambda one: (one.date is not None, one.date), reverse=True)


def _spelt(tag: str, tables: TableExpert) -> str:
    """The tag as the first table writes it that has it alone in a cell; empty where none does."""
    values = (one.value.strip() for one in tables.about(tag, Scope(), 1))
    return next((value for value in values if normalise(value) == tag), "")


def _language(documents: Sequence[Document]) -> ReportLanguage:
    french = sum(one.language == "fr" for one in documents)
    return "fr" if 2 * french > len(documents) else "en"


def _last(signals: tuple[Signals, ...], documents: tuple[Document, ...]) -> datetime | None:
    """The end of the last day that logs or dated documents tell of; None where none does."""
    moments = [one.log.end for one in signals]
    moments += [datetime.combine(one.date, time.max) for one in documents if one.date is not None]
    return _end_of_day(max(moments)) if moments else None


def _last_row(tag: str, tables: TableExpert) -> datetime | None:
    """The end of the last day that a row naming the equipment is dated; None where none is before now."""
    now = datetime.now()
    moments = [
        value
        for about in tables.about(tag, Scope(), _NEWEST)
        for row in about.rows
        for column in row.schema.columns
        if column.date_role != "other" and (value := row.moment(column)) is not None
    ]
    before = [one for one in moments if one <= now]
    return _end_of_day(max(before)) if before else None


def _end_of_day(moment: datetime) -> datetime:
    return moment.replace(hour=23, minute=59, second=59, microsecond=0)
