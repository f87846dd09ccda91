"""Reports that are asked for in the chat: what one says first, and where the whole is. Knows no kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from assistant.citations import CitationList
from assistant.crossing.bridge import Bridge
from assistant.errors import BadScope, UnknownEquipment
from assistant.experts.tables.expert import TableExpert
from assistant.one_core import one_core
from assistant.phrases import no_such_identifier
from assistant.records import Evidence, Question
from assistant.reports.diagnostic.case import Case, open_case
from assistant.reports.records import Point, Report
from retrieval.identifiers import find_tags
from retrieval.records import Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

GIVE = (
    r"(?:(?:please|can you|could you|i need|i want|peux-tu|pouvez-vous|je veux|je voudrais|il me faut)\s+)*"
    r"(?:(?:write|make|give|prepare|propose[rz]?|suggest|recommend|draft|create|generate|produce|do|show|rédige[rz]?|fais|faites|faire|"
    r"donne[rz]?|établi[rs]?|établissez|prépare[rz]?|dresse[rz]?|génère[rz]?)(?:[- ](?:me|us|moi|nous))?\s+)?"
    r"(?:(?:a|an|the|un|une|le|la)\s+)?(?:(?:full|short|whole|complete)\s+)?"
)
OF = r"(?:of|on|for|about|de|du|sur|pour|d['’])\s*(?:the |la |le |l['’])?"
WORDS = 4
"""Words that may stand beside the tag: more of them ask for something else."""


class Writes(Protocol):
    """Writes the report of a case."""

    def __call__(self, case: Case, *, made_at: datetime) -> Report: ...  # noqa: D102


class ReportInShort:
    """Tells what a report of one kind says first.

    Args:
        asked: The tag of which such a report is asked for in a question; empty where none is.
        write: Writes it.
        foremost: The points that are told.
        knowledge: What was ingested.
        tables: Its tables.
    """

    def __init__(
        self,
        *,
        asked: Callable[[str], str],
        write: Writes,
        foremost: Callable[[Report], Iterable[Point]],
        knowledge: Knowledge,
        tables: TableExpert,
    ) -> None:
        self._asked, self._write, self._foremost = asked, write, foremost
        self._knowledge, self._tables = knowledge, tables

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The points; None where no such report on one piece of equipment is asked for."""
        tag = self._asked(question.text)
        if not tag:
            return None
        cited, now = _Evidenced(), datetime.now()
        try:
            case = open_case(
                tag,
                since=scope.since,
                until=scope.until,
                language="fr" if question.language == "fr" else "en",
                cited=cited,
                knowledge=self._knowledge,
                tables=self._tables,
                today=now.date(),
            )
        except UnknownEquipment:
            return Bridge(refusal=no_such_identifier(question.language, tag, ()))
        except BadScope:
            return None
        with one_core():
            report = self._write(case, made_at=now)
        told = [
            replace(cited.evidence[point.citations[0]], statement=point.text, score=0.95)
            for point in self._foremost(report)
            if point.citations
        ]
        if not told:
            return None
        return Bridge(reasons=(replace(told[0], statement=_head(case, report)), *told), listed=True)


def tag_asked(asked: re.Pattern[str], text: str) -> str:
    """The one tag among the few words of a question's group ``what``; empty where it is none such."""
    match = asked.match(text.strip())
    tags = find_tags(match["what"]) if match is not None else ()
    return tags[0] if match is not None and len(tags) == 1 and len(match["what"].split()) <= WORDS else ""


class _Evidenced(CitationList):
    """Citations that keep the evidence which they were made of."""

    def __init__(self) -> None:
        super().__init__()
        self.evidence: dict[int, Evidence] = {}

    def cite(self, evidence: Evidence, quote: str | None = None) -> int:
        """See ``CitationList.cite``."""
        number = super().cite(evidence, quote)
        self.evidence.setdefault(number, evidence)
        return number


def _head(case: Case, report: Report) -> str:
    return case.t(
        f"{report.title}, {report.period}, in short (the whole one: tab Reports, or assistant report "
        f"{report.kind} --equipment {case.name}).",
        f"{report.title}, {report.period}, en bref (en entier : onglet Rapports, ou assistant report "
        f"{report.kind} --equipment {case.name}).",
    )
