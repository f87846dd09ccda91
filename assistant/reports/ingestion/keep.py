"""Keeps the reports of the last batches in the data folder. Knows files, no catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assistant.reports.ingestion.render import write_report
from assistant.reports.ingestion.sections import ReportLanguage
from ingest.report import IngestReport

_KEPT = 30


def keep_report(report: IngestReport, folder: Path, *, language: ReportLanguage = "en") -> IngestReport:
    """Writes the report as a page and as JSON beside it; gives it with the page's path.

    A batch that changed nothing is not kept.

    Args:
        folder: The data folder.
    """
    if not (report.ingested or report.quarantined or report.pruned):
        return report
    now = datetime.now().astimezone()
    reports = folder / "reports"
    page = reports / f"ingest-{now:%Y%m%d-%H%M%S-%f}.html"
    kept = replace(report, file=str(page))
    for path in (page, page.with_suffix(".json")):
        write_report(kept, path, language=language, at=now)
    for suffix in ("html", "json"):
        for old in sorted(reports.glob(f"ingest-*.{suffix}"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    return kept
