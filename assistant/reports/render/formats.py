"""Which format a report is written in, and writing it at once or not at all. Knows no section."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from assistant.errors import AssistantError
from assistant.reports.records import Report, report_json
from assistant.reports.render.typeset import typeset_report

Format = Literal["html", "pdf", "docx", "md", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA: dict[Format, str] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}


class UnknownFormat(AssistantError):
    """A report is not written in that format; the message says in which."""

    exit_code = 2


def format_of(path: Path) -> Format:
    """The format that a file's ending asks for.

    Raises:
        UnknownFormat: There is none such.
    """
    ending = path.suffix.lower().removeprefix(".").replace("htm", "html").replace("htmll", "html")
    for one in FORMATS:
        if ending == one:
            return one
    endings = ", ".join(f".{one}" for one in FORMATS)
    raise UnknownFormat(f"a report cannot be written as '{path.suffix}': give a file that ends in {endings}")


def rendered(report: Report, format_: Format) -> bytes:
    """The report in a format."""
    makers: dict[Format, Callable[[Report], bytes]] = {
        "html": _html,
        "pdf": _pdf,
        "docx": _docx,
        "md": _markdown,
        "json": _json,
    }
    return makers[format_](report)


def write_report(report: Report, path: Path) -> None:
    """Writes the report as the file's ending says; a file that is there stays whole until the new one is.

    Raises:
        UnknownFormat: The ending names no format.
        OSError: It cannot be written there.
    """
    body = rendered(report, format_of(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        partial.write_bytes(body)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _json(report: Report) -> bytes:
    return (json.dumps(report_json(report), ensure_ascii=False, indent=1) + "\n").encode()


def _html(report: Report) -> bytes:
    from assistant.reports.render.html import html_page

    return html_page(typeset_report(report)).encode()


def _markdown(report: Report) -> bytes:
    from assistant.reports.render.markdown import markdown

    return markdown(report).encode()


def _docx(report: Report) -> bytes:
    from assistant.reports.render.word import word

    return word(typeset_report(report))


def _pdf(report: Report) -> bytes:
    from assistant.reports.render.pdf import pdf

    return pdf(typeset_report(report))
