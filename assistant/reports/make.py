"""Make a report of a piece of equipment from what was ingested. Knows the kinds of reports, no format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.citations import CitationList
from assistant.experts.tables.expert import TableExpert
from assistant.locate import Locator
from assistant.one_core import one_core
from assistant.reports.diagnostic.case import known_equipment, open_case
from assistant.reports.diagnostic.write import write_diagnostic
from assistant.reports.feedback.book import FeedbackBook
from assistant.reports.records import Report, ReportKind, ReportLanguage
from assistant.reports.scenario.write import write_scenario

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAsked:
    """What report is wanted.

    Attributes:
        equipment: Its tag, in any spelling.
        since, until: None for the last 90 days that the sources tell of it.
        language: None for the one that most documents about it are written in.
    """

    kind: ReportKind = "diagnostic"
    equipment: str
    since: datetime | None = None
    until: datetime | None = None
    language: ReportLanguage | None = None

    def payload(self) -> dict[str, object]:
        """It as JSON holds it."""
        return {
            "report": self.kind,
            "equipment": self.equipment,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "language": self.language,
        }


def check_asked(asked: ReportAsked, knowledge: Knowledge) -> None:
    """Refuses what cannot be written, before anybody waits for it.

    Raises:
        UnknownEquipment: No source names it.
    """
    known_equipment(asked.equipment, knowledge)


def make_report(
    asked: ReportAsked,
    knowledge: Knowledge,
    *,
    tables: TableExpert | None = None,
    told_share: Callable[[float], None] = lambda share: None,  # noqa: ARG005
) -> Report:
    """Writes the report; what a scenario has that feedback may be given on is kept in the data folder.

    Args:
        tables: Its tables, where they were opened before; opened now where None.
        told_share: Hears how much is done, 0 to 1.

    Raises:
        UnknownEquipment: No source names the equipment.
        BadScope: The period ends before it begins.
    """
    knowledge.refresh()
    now = datetime.now()
    write = write_scenario if asked.kind == "scenario" else write_diagnostic
    case = open_case(
        asked.equipment,
        since=asked.since,
        until=asked.until,
        language=asked.language,
        cited=CitationList(Locator(knowledge)),
        knowledge=knowledge,
        tables=tables or TableExpert(knowledge),
        today=now.date(),
    )
    with one_core():
        report = write(case, made_at=now, told_share=told_share)
    if report.kind == "scenario":
        FeedbackBook(knowledge.folder).keep_targets(report.equipment, report.targets)
    return report
