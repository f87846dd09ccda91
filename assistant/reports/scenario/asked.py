"""Options that are asked for in the chat: "what are the maintenance options for P-7?", "plan its repair".

The situation and each course in a line are told, with evidence, and where the whole scenario is to be had.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.crossing.bridge import Bridge
from assistant.errors import BadScope, UnknownEquipment
from assistant.experts.tables.expert import TableExpert
from assistant.phrases import no_such_identifier
from assistant.records import Question
from assistant.reports.diagnostic.asked import GIVE, OF, Evidenced, tag_asked
from assistant.reports.diagnostic.case import Case, open_case
from assistant.reports.records import Report
from assistant.reports.scenario.write import write_scenario
from retrieval.records import Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_OPTIONS = (
    r"(?:options|scénarios?|possibilités) (?:de |d['’])(?:la )?(?:maintenance|réparation|entretien)|"
    r"(?:maintenance |repair )?(?:options|scenarios?|courses of action)(?: of (?:maintenance|repair))?"
)
_ASKED = re.compile(
    r"^\W*(?:"
    rf"(?:what|which) (?:are|would be) (?:the |our |my )?(?:{_OPTIONS})\s+{OF}"
    rf"|(?:what|which) (?:maintenance |repair )?options (?:do|could) (?:we|i) have\s+(?:for|with|on)\s+"
    rf"|{GIVE}(?:maintenance scenarios?(?: report)?|scénarios? de maintenance)\s+{OF}"
    r"|(?:please |can you |could you )?plan (?:the |a )?(?:repair|maintenance|overhaul|mending)\s+"
    r"(?:of|on|for)\s+"
    rf"|quel(?:le)?s? (?:sont (?:les |nos )?)?(?:{_OPTIONS})(?: (?:avons-nous|a-t-on))?\s+{OF}"
    r"|(?:peux-tu |pouvez-vous )?(?:planifie[rz]?|prépare[rz]?) (?:la |une )?(?:réparation|maintenance)\s+"
    r"(?:de |du |d['’]|sur )(?:la |le |l['’])?"
    r")(?:the |la |le |l['’])?(?P<what>.{0,80}?)\s*\??\W*$",
    re.IGNORECASE,
)


class Scenarios:
    """Tells what a maintenance scenario says first.

    Args:
        knowledge: What was ingested.
        tables: Its tables.
    """

    def __init__(self, *, knowledge: Knowledge, tables: TableExpert) -> None:
        self._knowledge = knowledge
        self._tables = tables

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The points; None where no options of one piece of equipment are asked for."""
        tag = asked_options(question.text)
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
        report = write_scenario(case, made_at=datetime.now())
        told = [
            replace(cited.evidence[point.citations[0]], statement=point.text, score=0.95)
            for point in report.summary
            if point.citations
        ]
        if not told:
            return None
        return Bridge(reasons=(replace(told[0], statement=_head(case, report)), *told), listed=True)


def asked_options(text: str) -> str:
    """The tag whose maintenance options are asked for; empty where none are."""
    return tag_asked(_ASKED, text)


def _head(case: Case, report: Report) -> str:
    return case.t(
        f"{report.title}, {report.period}, in short (the whole one: tab Reports, or assistant report "
        f"scenario --equipment {case.tag}).",
        f"{report.title}, {report.period}, en bref (en entier : onglet Rapports, ou assistant report "
        f"scenario --equipment {case.tag}).",
    )
