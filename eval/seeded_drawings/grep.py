"""The trivial verification: search a drawing's words for the keywords of a title block. Knows no places."""

from __future__ import annotations

import re
from collections import Counter

from assistant.reports.drawing.finding import Finding, Rule
from assistant.reports.drawing.subject import Subject

_WANTED: tuple[tuple[str, Rule, str], ...] = (
    ("title", "field_missing", r"title|titre|désignation"),
    (
        "drawing number",
        "field_missing",
        r"drawing no|dwg|drawing number|n° de plan|numéro de plan|[A-Z]{2}-\d{3}-\d{3}",
    ),
    ("revision", "field_missing", r"\brev|indice|\bind\b|rév"),
    ("date", "field_missing", r"\d{4}-\d\d-\d\d"),
    ("drawn by", "field_missing", r"drawn|dessiné"),
    ("scale", "scale_missing", r"\d\s?:\s?\d|nts|sans"),
    ("material", "material_missing", r"material|matière|steel|inox|S355|AW-6082"),
    ("unit", "unit_missing", r"\bmm\b|inch|pouce"),
)
_TAG = re.compile(r"\b[A-Z]{1,3}-\d{3}[A-Z]?\b")


def grep_findings(subject: Subject) -> list[Finding]:
    """Keywords that are missing, and tags that are printed more than once or are not in the register."""
    kinds = ("title_block", "revision", "tag", "dimension", "note", "text")
    text = "\n".join(entity.text for entity in subject.entities if entity.kind in kinds)
    found = [
        Finding(rule=rule, subject=name, reason=f"no {name}")
        for name, rule, pattern in _WANTED
        if not re.search(pattern, text, re.IGNORECASE)
    ]
    counted = Counter(_TAG.findall(text))
    for tag, count in counted.items():
        if count > 1:
            found.append(Finding(rule="tag_duplicate", subject=tag, reason=f"{tag} {count} times"))
        if subject.register is not None and tag not in subject.register.tags:
            found.append(Finding(rule="tag_unregistered", subject=tag, reason=f"{tag} not in the register"))
    return found
