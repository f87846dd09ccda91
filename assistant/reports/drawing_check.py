"""Verify a drawing: every rule over its entities, a summary in words. Knows the rules, no file and store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.reports.drawing.compliance import broken, compare
from assistant.reports.drawing.dimensions import check_chains, check_overrides, check_tolerances
from assistant.reports.drawing.finding import Finding, Severity
from assistant.reports.drawing.limits import check_notes
from assistant.reports.drawing.references import (
    check_drawing_references,
    check_sheet_references,
    check_view_references,
)
from assistant.reports.drawing.revisions import check_file, check_order, check_register, check_table
from assistant.reports.drawing.subject import Passage, Subject
from assistant.reports.drawing.summary import summarise
from assistant.reports.drawing.tags import (
    check_absent,
    check_duplicates,
    check_spelling,
    check_unregistered,
)
from assistant.reports.drawing.title_block import (
    check_fields,
    check_number,
    check_sheets,
    check_signatures,
)
from assistant.reports.drawing.units import check_decimals, check_material, check_scale, check_units
from assistant.reports.drawing.verdict import ClauseVerdict
from retrieval.records import Box

_CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    check_fields,
    check_sheets,
    check_number,
    check_signatures,
    check_table,
    check_order,
    check_file,
    check_register,
    check_unregistered,
    check_absent,
    check_spelling,
    check_duplicates,
    check_sheet_references,
    check_view_references,
    check_drawing_references,
    check_chains,
    check_overrides,
    check_tolerances,
    check_units,
    check_decimals,
    check_scale,
    check_material,
    check_notes,
)
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingReport:
    """What a verification says.

    Attributes:
        summary: A paragraph in the subject's language.
        findings: The gravest first, then in order of the sheets.
        clauses: What came out for each bound of the clauses that were asked for.
    """

    subject: Subject
    summary: str
    findings: tuple[Finding, ...]
    clauses: tuple[ClauseVerdict, ...] = ()


def check_drawing(subject: Subject, clauses: Sequence[Passage] = (), *, told: str = "") -> DrawingReport:
    """Runs every rule on a drawing, and compares it with clauses.

    Args:
        told: What is known beside the sheet, for clauses that speak of other things' sizes.
    """
    verdicts = compare(subject, clauses, told)
    found = [finding for check in _CHECKS for finding in check(subject)]
    found += broken(verdicts)
    found.sort(key=lambda finding: (_ORDER[finding.severity], finding.page or 0))
    return DrawingReport(
        subject=subject, summary=summarise(subject, found), findings=tuple(found), clauses=verdicts
    )


def report_json(report: DrawingReport) -> dict[str, object]:
    """The object of ``assistant drawing --json``."""
    subject = report.subject
    fields: dict[str, str] = {}
    for entity in subject.of("title_block"):
        fields.setdefault(entity.name, entity.text)
    return {
        "drawing": subject.name,
        "media": subject.media,
        "sheets": subject.pages,
        "unit": subject.unit,
        "language": subject.language,
        "summary": report.summary,
        "title_block": fields,
        "revisions": [entity.text for entity in subject.of("revision")],
        "tags": list(dict.fromkeys(entity.text for entity in subject.of("tag"))),
        "connections": [entity.text for entity in subject.of("connection")],
        "findings": [
            {
                "n": number,
                "rule": finding.rule,
                "severity": finding.severity,
                "subject": finding.subject,
                "reason": finding.reason,
                "page": finding.page,
                "region": None if finding.region is None else list(finding.region),
                "entities": list(finding.entities),
            }
            for number, finding in enumerate(report.findings, 1)
        ],
        "clauses": [
            {
                "label": verdict.clause.label,
                "source": verdict.clause.source,
                "page": verdict.clause.page,
                "verdict": verdict.verdict,
                "bound": _bound(verdict),
                "shown": None if verdict.amount is None else verdict.amount.entity.text,
                "sheet": None if verdict.amount is None else verdict.amount.entity.page,
                "region": None if verdict.amount is None else _region(verdict.amount.entity.box),
                "reason": verdict.reason,
            }
            for verdict in report.clauses
        ],
        "warnings": list(subject.warnings),
    }


def _bound(verdict: ClauseVerdict) -> str | None:
    if verdict.bound is not None:
        return f"{verdict.bound.way} {verdict.bound.written}"
    return None if verdict.relation is None else f"{verdict.relation.way} {verdict.relation.written}"


def _region(box: Box | None) -> list[float] | None:
    return None if box is None else list(box)
