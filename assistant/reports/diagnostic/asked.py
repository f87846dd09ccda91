"""A diagnosis that is asked for in the chat: "write a diagnostic report on P-7", "what is wrong with P-7?"

The points that matter most are told, each with its evidence, and where the whole report is to be had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.citations import CitationList
from assistant.crossing.bridge import Bridge
from assistant.errors import BadScope, UnknownEquipment
from assistant.experts.tables.expert import TableExpert
from assistant.phrases import no_such_identifier
from assistant.records import Evidence, Question
from assistant.reports.diagnostic.case import Case, open_case
from assistant.reports.diagnostic.write import write_diagnostic
from assistant.reports.records import Point, Report
from retrieval.identifiers import find_tags
from retrieval.records import Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

GIVE = (
    r"(?:(?:please|can you|could you|i need|i want|peux-tu|pouvez-vous|je veux|je voudrais|il me faut)\s+)*"
    r"(?:(?:write|make|give|prepare|draft|create|generate|produce|do|show|rédige[rz]?|fais|faites|faire|"
    r"donne[rz]?|établi[rs]?|établissez|prépare[rz]?|dresse[rz]?|génère[rz]?)(?:[- ](?:me|us|moi|nous))?\s+)?"
    r"(?:(?:a|an|the|un|une|le|la)\s+)?(?:(?:full|short|whole|complete)\s+)?"
)
OF = r"(?:of|on|for|about|de|du|sur|pour|d['’])\s*(?:the |la |le |l['’])?"
_ASKED = re.compile(
    r"^\W*(?:"
    rf"{GIVE}(?:diagnostics?(?: report)?|diagnosis|rapport (?:de|d['’]un) diagnostic|"
    rf"rapport diagnostique)\s+{OF}"
    r"|(?:please |can you |could you |peux-tu |pouvez-vous )?diagnos(?:e|tique[rz]?)\s+"
    r"|what(?:['’]s| is| was| could be| may be)\s+(?:wrong|the matter|the problem|the trouble|up)\s+"
    r"(?:with|on)\s+"
    r"|qu['’]est-ce qui ne va pas\s+(?:avec|sur|à)\s+|qu['’]a\s+|quel est le (?:diagnostic|problème)\s+"
    r"(?:de|du|sur|avec)\s+"
    r")(?P<what>.{0,80}?)\s*\??\W*$",
    re.IGNORECASE,
)
_MODES, _ACTIONS = 2, 5
WORDS = 4
"""Words that may stand beside the tag: more of them ask for something else."""


class Diagnoses:
    """Tells what a diagnostic report says first.

    Args:
        knowledge: What was ingested.
        tables: Its tables.
    """

    def __init__(self, *, knowledge: Knowledge, tables: TableExpert) -> None:
        self._knowledge = knowledge
        self._tables = tables

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The points; None where no diagnosis of one piece of equipment is asked for."""
        tag = asked_diagnosis(question.text)
        if not tag:
            return None
        cited = Evidenced()
        try:
            case = open_case(
                tag,
                since=scope.since,
                until=scope.until,
                language="fr" if question.language == "fr" else "en",
                cited=cited,
                knowledge=self._knowledge,
                tables=self._tables,
            )
        except UnknownEquipment:
            return Bridge(refusal=no_such_identifier(question.language, tag, ()))
        except BadScope:
            return None
        report = write_diagnostic(case, made_at=datetime.now())
        told = [
            replace(cited.evidence[point.citations[0]], statement=point.text, score=0.95)
            for point in _foremost(report)
        ]
        if not told:
            return None
        return Bridge(reasons=(replace(told[0], statement=_head(case, report)), *told), listed=True)


def asked_diagnosis(text: str) -> str:
    """The tag whose diagnosis is asked for; empty where none is."""
    return tag_asked(_ASKED, text)


def tag_asked(asked: re.Pattern[str], text: str) -> str:
    """The one tag among the few words of a question's group ``what``; empty where it is none such."""
    match = asked.match(text.strip())
    tags = find_tags(match["what"]) if match is not None else ()
    return tags[0] if match is not None and len(tags) == 1 and len(match["what"].split()) <= WORDS else ""


class Evidenced(CitationList):
    """Citations that keep the evidence which they were made of."""

    def __init__(self) -> None:
        super().__init__()
        self.evidence: dict[int, Evidence] = {}

    def cite(self, evidence: Evidence, quote: str | None = None) -> int:
        """See ``CitationList.cite``."""
        number = super().cite(evidence, quote)
        self.evidence.setdefault(number, evidence)
        return number


def _foremost(report: Report) -> Iterator[Point]:
    """The summary, further failure modes, and what is open."""
    sections = {section.key: section.points for section in report.sections}
    further = sections["failure_modes"][1 : 1 + _MODES]
    for point in (*report.summary, *further, *sections["actions"][:_ACTIONS]):
        if point.citations:
            yield point


def _head(case: Case, report: Report) -> str:
    return case.t(
        f"{report.title}, {report.period}, in short (the whole one: tab Reports, or assistant report "
        f"diagnostic --equipment {case.tag}).",
        f"{report.title}, {report.period}, en bref (en entier : onglet Rapports, ou assistant report "
        f"diagnostic --equipment {case.tag}).",
    )
