"""A report as one HTML file: pictures inside, no script, nothing fetched. Knows no source."""

from __future__ import annotations

import base64
import re
from html import escape

from assistant.reports.records import Grid, Point, Report, Section
from assistant.reports.render.words import labels, not_all, place, quoted

STYLE = (
    ".report{font:15px/1.5 system-ui,sans-serif;color:#1f2328;background:#fff;padding:0 1rem 1rem}"
    ".report h1{margin-bottom:.2rem}.report .meta{color:#59636e;margin:0 0 1.2rem}"
    ".report h2{margin-top:1.8rem}.report h3{margin:1rem 0 .2rem;font-size:1rem}"
    ".report .short{background:#eef4fb;border-left:4px solid #1f6fb2;padding:.1rem 1rem .6rem}"
    ".report .short h2{margin-top:.8rem}.report ul{padding-left:1.2rem}.report li{margin:.35rem 0}"
    ".report a.n{text-decoration:none;font-size:.85em;color:#1f6fb2;white-space:nowrap}"
    ".report figure{margin:1rem 0}.report img{max-width:100%;height:auto}"
    ".report figcaption,.report .note{color:#59636e;font-size:.9em}"
    ".report table{border-collapse:collapse;width:100%}"
    ".report th,.report td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #d8dee4;overflow-wrap:anywhere}.report th{background:#f6f8fa}"
    ".report .dated td:first-child{white-space:nowrap}.report .sources li{overflow-wrap:anywhere}"
    ".report q{color:#59636e}"
    "@media (max-width:640px){.report table,.report tbody,.report tr,.report td{display:block}"
    ".report th{display:none}.report td{border:0!important;padding:.1rem 0!important}"
    ".report tr{border-bottom:1px solid #d8dee4;padding:.4rem 0}.report td:first-child{font-weight:600}"
    ".report .many td+td::before{content:attr(data-label)': ';color:#59636e}}"
    ".report button.about{border:0;background:none;color:#1f6fb2;cursor:pointer;padding:0 .3rem;font:inherit}"
    ".report button.about:hover,.report button.about:focus-visible{background:#eef4fb;border-radius:4px}"
    "@media print{.report a.n{color:inherit}}"
)
"""Of the report alone, so that it can stand inside another page; it is dark on white in both themes."""
_FEW = 3
"""Columns of a table whose first one is a date and stands on one line."""
_PAGE = "body{margin:2rem auto;max-width:60rem}@media print{body{margin:0;max-width:none}}"


def html_page(report: Report) -> str:
    """The whole page."""
    title = escape(report.title)
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!doctype html><html lang="{report.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{title}</title><style>{STYLE}{_PAGE}</style></head>"
        f'<body><div class="report">{html_body(report)}</div></body></html>\n'
    )


def html_body(report: Report, *, editable: bool = False) -> str:
    """What stands inside the page; every word of a source and of an engineer is escaped.

    Args:
        editable: Puts a button beside all that feedback may be given on; a page with a script needs them.
    """
    frame = labels(report)
    pieces = [
        f'<h1>{escape(report.title)}</h1><p class="meta">{escape(frame.period)}<br>{escape(frame.made)}</p>',
        f'<div class="short"><h2>{escape(frame.summary)}</h2>{_points(report.summary, editable)}</div>',
        *(_section(section, report, editable) for section in report.sections),
        f'<h2>{escape(frame.sources)}</h2><ol class="sources">',
    ]
    for citation in report.citations:
        words = quoted(citation, report)
        quote = f" <q>{escape(words)}</q>" if words else ""
        pieces.append(f'<li id="s{citation.n}">{escape(place(citation, report))}{quote}</li>')
    return "".join([*pieces, "</ol>"])


def _section(section: Section, report: Report, editable: bool) -> str:
    about = _button(section.target, report.language) if editable else ""
    key = re.sub(r"[^a-z_]", "", section.key)
    pieces = [f'<h2 id="{key}">{escape(section.title)}{about}</h2>']
    if section.is_empty:
        return f"{pieces[0]}<p>{escape(section.empty)}</p>"
    if section.points:
        pieces.append(_points(section.points, editable))
    for part in section.parts:
        pieces.append(f"<h3>{escape(part.title)}</h3>{_points(part.points, editable)}")
    for figure in section.figures:
        data = base64.b64encode(figure.png).decode()
        caption = escape(figure.caption)
        pieces.append(
            f'<figure><img alt="{caption}" src="data:image/png;base64,{data}">'
            f"<figcaption>{caption}</figcaption></figure>"
        )
    if section.grid is not None and section.grid.rows:
        pieces.append(_grid(section.grid, report))
    return "".join(pieces)


def _points(points: tuple[Point, ...], editable: bool) -> str:
    items = "".join(
        f"<li>{escape(one.text)}{_markers(one.citations)}{_button(one.target) if editable else ''}</li>"
        for one in points
    )
    return f"<ul>{items}</ul>"


def _button(target: str, language: str = "en") -> str:
    """Opens the feedback on a target."""
    if not target:
        return ""
    label = "Donner un avis" if language == "fr" else "Give feedback"
    return (
        f' <button type="button" class="about" data-target="{escape(target)}" aria-label="{label}" '
        f'title="{label}">✎</button>'
    )


def _grid(grid: Grid, report: Report) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in grid.headers)
    rows = ""
    for row, numbers in zip(grid.rows, grid.citations, strict=True):
        cells = [escape(cell) for cell in row]
        cells[-1] += _markers(numbers)
        named = zip(grid.headers, cells, strict=True)
        rows += "<tr>" + "".join(f'<td data-label="{escape(h)}">{c}</td>' for h, c in named) + "</tr>"
    kind = "many" if len(grid.headers) > _FEW else "dated"
    note = not_all(grid, report)
    told = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<div class="wide"><table class="{kind}"><tr>{head}</tr>{rows}</table></div>{told}'


def _markers(numbers: tuple[int, ...]) -> str:
    marks = [f'<a class="n" href="#s{number}">[{number}]</a>' for number in numbers]
    return "\u00a0" + " ".join(marks) if marks else ""
