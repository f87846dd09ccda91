"""A batch's report as Markdown, HTML or JSON. Knows sections and formats, no catalogue."""

from __future__ import annotations

import html
import json
from datetime import datetime
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reports.ingestion.sections import ReportLanguage, Section, Words, headline, sections
from ingest.report import IngestReport

SUFFIXES = (".json", ".html", ".md")
_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #ddd;"
    "overflow-wrap:break-word}th{background:#f4f4f4}"
    "@media (max-width:640px){body{margin:1rem auto}table,tbody,tr,td{display:block;width:auto}"
    "tr:first-child{display:none}tr{border-bottom:1px solid #bbb;padding:.4rem 0}"
    "td{border:0;padding:.1rem 0;overflow-wrap:anywhere}td:empty{display:none}"
    "td::before{content:attr(data-name) ': ';color:#666}}"
)


def render(report: IngestReport, *, suffix: str, language: ReportLanguage, at: datetime) -> str:
    """The whole report in the format of a file's suffix.

    Raises:
        AssistantError: There is no such format.
    """
    if suffix == ".json":
        body = {"at": at.isoformat(timespec="seconds"), **report.to_json()}
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    title = _title(language, at)
    if suffix == ".md":
        return _markdown(title, headline(report, language), sections(report, language))
    if suffix in (".html", ".htm"):
        return _html(title, headline(report, language), sections(report, language), language)
    raise AssistantError(
        f"a report cannot be written as '{suffix}': give a file that ends in {', '.join(SUFFIXES)}"
    )


def write_report(report: IngestReport, path: Path, *, language: ReportLanguage, at: datetime) -> None:
    """Writes the report at once or not at all."""
    text = render(report, suffix=path.suffix.lower(), language=language, at=at)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _title(language: ReportLanguage, at: datetime) -> str:
    return Words(language).t(f"Ingestion of {at:%Y-%m-%d %H:%M}", f"Ingestion du {at:%d/%m/%Y à %H:%M}")


def _markdown(title: str, lead: str, parts: list[Section]) -> str:
    lines = [f"# {title}", "", _md(lead), ""]
    for part in parts:
        lines += [f"## {part.title}", "", _row(part.headers), _row(["---"] * len(part.headers))]
        lines += [_row([_md(cell) for cell in row]) for row in part.rows]
        lines.append("")
    return "\n".join(lines)


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _md(text: str) -> str:
    """Names and words of documents, with nothing that Markdown or HTML would act on."""
    safe = html.escape(text, quote=False)
    for mark in "\\`*_[]|#":
        safe = safe.replace(mark, f"\\{mark}")
    return safe.replace("\n", "<br>")


def _html(title: str, lead: str, parts: list[Section], language: ReportLanguage) -> str:
    pieces = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">',
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1><p>{html.escape(lead)}</p>",
    ]
    for part in parts:
        head = "".join(f"<th>{html.escape(cell)}</th>" for cell in part.headers)
        rows = "".join(
            "<tr>"
            + "".join(
                f'<td data-name="{html.escape(name, quote=True)}">{_cell(cell)}</td>'
                for name, cell in zip(part.headers, row, strict=True)
            )
            + "</tr>"
            for row in part.rows
        )
        pieces.append(f"<h2>{html.escape(part.title)}</h2><table><tr>{head}</tr>{rows}</table>")
    return "".join([*pieces, "</body></html>\n"])


def _cell(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
