"""The rows behind an answer, as they are saved: "export these rows", "give me that as CSV". Seeks nothing.

Short tables are written out as CSV in the answer itself, so that a program or a terminal has them too; on the
page the whole of them is saved below the evidence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from assistant.citations import with_markers
from assistant.crossing.say import file_name
from assistant.look_back import Format
from assistant.records import Answer, Citation, Sentence
from retrieval.records import Language

_WRITTEN = 20
"""Rows that are written out in the answer."""
_WIDEST = 8
"""Columns of rows that are written out."""


def exported(answer: Answer, *, file_format: Format, language: Language) -> Answer:
    """The rows behind an answer, as an answer; that there are none where it stands on words alone.

    Args:
        answer: The answer, looked up again.
        file_format: What was asked for.
    """
    french = language == "fr"
    if answer.abstained:
        return replace(answer, language=language)
    cited = [one for one in answer.citations if not one.is_near and _has_rows(one)]
    if not cited:
        return _alone(answer, _no_rows(french), language)
    sentences = [Sentence(text=_told(one, french), supported=True, citations=(one.n,)) for one in cited]
    where = "“Save as CSV” or “Save as Excel”"
    hint = f"On the page, {where} below the rows of the evidence writes the file."
    if french:
        hint = (
            "Sur la page, « Enregistrer en CSV » ou « Enregistrer en Excel », sous les lignes de la preuve, "
            "écrit le fichier."
        )
    sentences.append(Sentence(text=hint, supported=False))
    lines = [with_markers(one.text, one.citations) for one in sentences]
    first = cited[0].rows
    written = file_format == "csv" and cited[0].kind != "series"
    if first is not None and written and first.total <= _WRITTEN and len(first.columns) <= _WIDEST:
        lines.append(as_csv(first.columns, first.values, language=language).rstrip("\n"))
    return replace(
        answer, text="\n".join(lines), sentences=tuple(sentences), citations=tuple(cited), language=language
    )


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[object]], *, language: Language) -> str:
    """Rows as text that a spreadsheet of the language opens: in French with semicolons and decimal commas."""
    french = language == "fr"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(cell, french) for cell in row])
    return out.getvalue()


def _cell(cell: object, french: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and french:
        return str(cell).replace(".", ",")
    text = str(cell)
    # a spreadsheet would take such a text for a formula
    return f"'{text}" if isinstance(cell, str) and text[:1] in "=+@" else text


def _has_rows(citation: Citation) -> bool:
    return (citation.rows is not None and bool(citation.rows.values)) or bool(
        citation.kind == "series" and citation.sensor
    )


def _told(citation: Citation, french: bool) -> str:
    """How many rows of what."""
    file, rows = file_name(citation.source), citation.rows
    if citation.kind == "series" and citation.sensor:
        return (
            f"Les mesures de {citation.sensor} ({file})."
            if french
            else (f"The readings of {citation.sensor} ({file}).")
        )
    assert rows is not None
    count = rows.total
    names = ", ".join(rows.columns)
    if french:
        return f"{count} ligne{'s' if count > 1 else ''} de {file} : {names}."
    return f"{count} row{'s' if count > 1 else ''} of {file}: {names}."


def _no_rows(french: bool) -> str:
    if french:
        return "La réponse précédente s'appuie sur un texte ou un plan : il n'y a pas de lignes à exporter."
    return "The answer before stands on words or a drawing: there are no rows to export."


def _alone(answer: Answer, text: str, language: Language) -> Answer:
    return replace(
        answer, text=text, abstained=True, citations=(), language=language,
        sentences=(Sentence(text=text, supported=False),), answered_by=(), route=None,
    )  # fmt: skip
