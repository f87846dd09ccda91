"""A diagnosis that is asked for ("write a diagnostic report on P-7", "what is wrong with P-7?")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reports.diagnostic.in_short import GIVE, OF, tag_asked
from assistant.reports.records import Point, Report

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


def asked_diagnosis(text: str) -> str:
    """The tag whose diagnosis is asked for; empty where none is."""
    return tag_asked(_ASKED, text)


def foremost(report: Report) -> Iterator[Point]:
    """The summary, further failure modes, and what is open."""
    sections = {section.key: section.points for section in report.sections}
    further = sections["failure_modes"][1 : 1 + _MODES]
    yield from (*report.summary, *further, *sections["actions"][:_ACTIONS])
