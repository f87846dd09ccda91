"""The rows of a piece of evidence as files, in links of the page. Knows the store, no component.

A link carries its file itself, so that no file of a visitor lies about on the server.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.exported import as_csv
from assistant.records import Citation
from retrieval.records import Language, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_MOST = 12_000
"""Rows of a file: a week of minutes is 10,080."""
_MOST_OF_SHEET = 2_000
"""Rows of a workbook, which takes longer to write."""
_CSV, _SHEET = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAVE = {"en": ("Save as CSV", "Save as Excel"), "fr": ("Enregistrer en CSV", "Enregistrer en Excel")}
_TOO_MANY = {
    "en": "{count} rows are too many for a file of the page: ask for a shorter time, or fewer rows.",
    "fr": "{count} lignes sont trop nombreuses pour un fichier de la page : demandez une durée plus courte, "
    "ou moins de lignes.",
}
_OF = {"en": "{shown} of {count} rows", "fr": "{shown} lignes sur {count}"}
_ALL = {"en": "{count} rows", "fr": "{count} lignes"}


@dataclass(frozen=True, slots=True)
class Saved:
    """Rows to be saved.

    Attributes:
        count: How many there are, of which ``rows`` may be the first.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    count: int


def save_links(citation: Citation, knowledge: Knowledge, *, language: str) -> str:
    """The links that save the rows behind a citation, as HTML; empty where it has none."""
    spoken: Language = "fr" if language == "fr" else "en"
    saved = rows_of(citation, knowledge)
    if saved is None or not saved.count:
        return ""
    if not saved.rows:
        return f'<div class="save">{html.escape(_TOO_MANY[spoken].format(count=saved.count))}</div>'
    name = citation.source.rsplit("/", 1)[-1].rsplit(".", 1)[0] or "rows"
    text = as_csv(saved.columns, saved.rows, language=spoken)
    links = [_link(text.encode("utf-8-sig"), _CSV, f"{name}.csv", _SAVE[spoken][0])]
    if len(saved.rows) <= _MOST_OF_SHEET:
        links.append(_link(_workbook(saved), _SHEET, f"{name}.xlsx", _SAVE[spoken][1]))
    shown = len(saved.rows)
    said = _ALL[spoken] if shown == saved.count else _OF[spoken]
    told = said.format(shown=shown, count=saved.count) if saved.count > 1 else ""
    return f'<div class="save">{" ".join(links)} <span>{html.escape(told)}</span></div>'


def rows_of(citation: Citation, knowledge: Knowledge) -> Saved | None:
    """The readings of a window, the rows of the source that were counted, or those that a query gave.

    None where the citation is of words; no rows but their count where there are too many.
    """
    if citation.kind == "series" and citation.sensor:
        return _readings(citation, knowledge)
    if citation.rows is None or not citation.rows.values:
        return None
    whole = _source_rows(citation, knowledge)
    return whole or Saved(citation.rows.columns, citation.rows.values, citation.rows.total)


def _source_rows(citation: Citation, knowledge: Knowledge) -> Saved | None:
    """The counted rows with all their columns; None where the evidence does not tell which they are."""
    import pyarrow.parquet as pq

    rows = citation.rows
    if rows is None or not rows.row_numbers or citation.sql is None:
        return None
    named = (
        table
        for table in knowledge.catalogue.tables(Scope())
        if table.source == citation.source and f'"{table.name}"' in citation.sql
    )
    table = next(named, None)
    path = knowledge.objects.path(table.parquet) if table is not None else None
    if table is None or path is None or not path.is_file():
        return None
    names = [column.name for column in table.columns]
    numbers = list(rows.row_numbers)
    held = pq.read_table(path, columns=["_row", *names], filters=[("_row", "in", numbers)]).to_pylist()
    found = sorted(held, key=lambda row: numbers.index(row["_row"]))
    values = [tuple(_plain(row[name]) for name in names) for row in found]
    return Saved(tuple(names), values, rows.matched or len(values))


def _readings(citation: Citation, knowledge: Knowledge) -> Saved | None:
    """Time and sensors of the window of a signal."""
    import pyarrow.parquet as pq

    logs = [
        log
        for log in knowledge.catalogue.series()
        if log.source == citation.source and any(s.name in (citation.sensor or "") for s in log.sensors)
    ]
    path = knowledge.objects.path(logs[0].parquet) if logs else None
    if path is None or not path.is_file():
        return None
    log = logs[0]
    names = [sensor.name for sensor in log.sensors if sensor.name in (citation.sensor or "")]
    start, end = citation.start or log.start, citation.end or log.end
    within = [("time", ">=", start), ("time", "<=", end)]
    held = pq.read_table(path, columns=["time", *names], filters=within)
    if held.num_rows > _MOST:
        return Saved(("time", *names), (), held.num_rows)
    columns = held.to_pydict()
    values = list(zip(*([_plain(cell) for cell in columns[name]] for name in ("time", *names)), strict=True))
    return Saved(("time", *names), values, len(values))


def _plain(cell: Any) -> Any:
    """A cell as a spreadsheet takes it: times as text to the second, numbers as they are."""
    if hasattr(cell, "isoformat"):
        return cell.isoformat(sep=" ", timespec="seconds") if hasattr(cell, "hour") else cell.isoformat()
    return cell


def _workbook(saved: Saved) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("rows")
    sheet.append([_said(name) for name in saved.columns])
    for row in saved.rows:
        sheet.append([_said(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _said(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, without characters that a workbook cannot hold."""
    if not isinstance(cell, str):
        return cell
    text = "".join(char for char in cell if char >= " " or char in "\n\t")
    return f"'{text}" if text[:1] in ("=", "+", "@") else text


def _link(content: bytes, media: str, name: str, label: str) -> str:
    held = base64.b64encode(content).decode("ascii")
    return (
        f'<a class="file" download="{html.escape(name, quote=True)}" href="data:{media};base64,{held}">'
        f"{html.escape(label)}</a>"
    )
