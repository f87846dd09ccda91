"""Answers and evidence as markup. Pure: knows no component, no store and no model.

Everything that comes from a document is escaped: its words are shown, never interpreted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import cast

from assistant.records import Answer, Citation
from assistant.typography import typeset
from ingest.refusals_french import in_french
from ingest.warnings_french import warning_in_french
from retrieval.records import Document, Language, QuarantinedFile
from ui.web.dates import in_cells

ICONS = {"text": "¶", "table": "▦", "series": "∿", "drawing": "◫"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$^-])")
_MARKER = re.compile(r"\s*\[(\d{1,3})\]")
_TAG = re.compile(r"(?<![\w-])[A-Z]{1,6}-\d[\w-]{0,14}(?![\w-])")
_WHOLE = re.compile(r'<span class="whole">([^<]*)</span>')
_QUOTE_LENGTH = 280
_DOUBTS_SHOWN = 4
_NEAR = {
    "en": "<b>Not an answer.</b> What comes nearest to the question, for you to judge:",
    "fr": "<b>Pas une réponse.</b> Ce qui se rapproche le plus de la question, à vous d'en juger :",
}
_MEANT = {
    "en": "Is one of these readings meant? Open it and say so: it is answered then, and remembered.",
    "fr": "L'une de ces lectures est la bonne ? Ouvrez-la et dites-le : elle sera la réponse, et retenue.",
}


def as_markdown(text: str, *, language: Language = "en") -> str:
    """Text of an answer as Markdown in which only our citation markers and points of a list mean anything.

    Lines behind ``•`` are a list, which wraps under its points and is told as one by a screen reader.
    No line is broken within a tag, before a marker or, in French, before a sign.
    """
    text = typeset(text, language)
    pieces: list[str] = []
    position = 0
    for match in _MARKER.finditer(text):
        pieces.append(_whole(text[position : match.start()]))
        pieces.append(f"\u00a0**\\[{match[1]}\\]**")
        position = match.end()
    pieces.append(_whole(text[position:]))
    return _with_lists("".join(pieces))


def _with_lists(markdown: str) -> str:
    """Lines behind ``•`` as points of a list, which a line that is none ends."""
    lines = markdown.split("\n")
    for at, line in enumerate(lines):
        if line.startswith("• "):
            lines[at] = f"- {line[2:]}"
        elif at and lines[at - 1].startswith("- ") and line.strip():
            lines[at] = f"\n{line}"
    return "\n".join(lines)


def _escape(text: str) -> str:
    escaped = _MARKDOWN.sub(r"\\\1", html.escape(text, quote=False)).replace("://", "&#58;//")
    return escaped.replace("\n", "  \n")


def _whole(text: str) -> str:
    """Escaped text whose tags stand on one line each."""
    pieces, position = [], 0
    for match in _TAG.finditer(text):
        pieces += [_escape(text[position : match.start()]), f'<span class="whole">{_escape(match[0])}</span>']
        position = match.end()
    return "".join([*pieces, _escape(text[position:])])


def plain(markdown: str) -> str:
    """The words of an answer as they were before ``as_markdown``; footers and markers are dropped."""
    text = re.sub(r"<sub>.*?</sub>", "", markdown, flags=re.S)
    text = re.sub(r"[ \u00a0]?\*\*\\\[\d+\\\]\*\*", "", text)
    text = _WHOLE.sub(r"\1", text).replace("\u00a0", " ").replace("  \n\n", "  \n")
    text = re.sub(r"^- ", "• ", text, flags=re.M)
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+!|~$^-])", r"\1", text)).replace("  \n", "\n").strip()


def place(citation: Citation, *, language: str = "en") -> str:
    """Where a citation points, in few words: ``p. 4 · § 4.2``, ``Flow · 5 Jun 10:00 – 12:00``."""
    parts: list[str] = []
    if citation.page is not None:
        parts.append(f"p. {citation.page}")
    if citation.label:
        parts.append(_labelled(citation.label))
    if citation.sensor:
        parts.append(citation.sensor)
    if citation.start is not None:
        parts.append(_window(citation.start, citation.end, language))
    if citation.rows is not None:
        matched = citation.rows.matched if citation.rows.matched is not None else citation.rows.total
        noun = "ligne" if language == "fr" else "row"
        parts.append(f"{matched} {noun}" if matched == 1 else f"{matched} {noun}s")
    return " · ".join(parts)


def _labelled(label: str) -> str:
    """A clause's number after its sign; a bare number may be of a section or of a step of a list."""
    if label[0].isdigit() and "." in label:
        return f"§ {label}"
    return f"point {label}" if label.isdigit() else label


def _window(start: datetime, end: datetime | None, language: str) -> str:
    pattern = "%d/%m/%Y %H:%M" if language == "fr" else "%Y-%m-%d %H:%M"
    if end is None or end == start:
        return f"{start:{pattern}}"
    return f"{start:{pattern}} – {end:{'%H:%M' if start.date() == end.date() else pattern}}"


def evidence_cards(
    citations: Sequence[Citation],
    *,
    selected: int | None = None,
    language: str = "en",
    turn: int | None = None,
) -> str:
    """The sources of an answer as cards; a click on one carries its number in ``data-n``.

    Args:
        turn: Which answer of the conversation they are of, in ``data-turn``.
    """
    if not citations:
        return '<div class="cards empty">—</div>'
    near = ""
    if all(citation.is_near for citation in citations):
        near = _NEAR["fr" if language == "fr" else "en"]
        if any(citation.reading is not None for citation in citations):
            near += f"<br>{_MEANT['fr' if language == 'fr' else 'en']}"
        near = f'<p class="near">{near}</p>'
    cards = "".join(_card(c, c.n == selected, language) for c in citations)
    of = "" if turn is None else f' data-turn="{turn}"'
    return f'{near}<ul class="cards"{of}>{cards}</ul>'


def _card(citation: Citation, selected: bool, language: str) -> str:
    quote = citation.quote.strip()
    if citation.kind in ("table", "series"):
        quote = in_cells(quote, language)
    if len(quote) > _QUOTE_LENGTH:
        quote = quote[:_QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    caveats = "".join(f'<span class="caveat">{html.escape(one)}</span>' for one in citation.caveats)
    return (
        f'<li><button type="button" class="card{" selected" if selected else ""}" data-n="{citation.n}" '
        f'aria-pressed="{"true" if selected else "false"}">'
        f'<span class="n">{citation.n}</span><span class="where">{ICONS[citation.kind]} '
        f"{html.escape(citation.source)}</span>"
        f'<span class="place">{html.escape(place(citation, language=language))}</span>'
        f'<span class="quote">{html.escape(quote)}</span>{caveats}</button></li>'
    )


def marked_passage(passage: str, quote: str, *, headings: Sequence[str] = ()) -> str:
    """A passage without pages (DOCX, mail) with the quote marked."""
    trail = " › ".join(html.escape(title) for title in headings)
    at = passage.find(quote)
    if at < 0:
        body = f"<mark>{html.escape(quote)}</mark>"
    else:
        before, after = passage[:at], passage[at + len(quote) :]
        body = f"{html.escape(before)}<mark>{html.escape(quote)}</mark>{html.escape(after)}"
    return f'<div class="passage"><div class="trail">{trail}</div><div>{body}</div></div>'


def footer(answer: Answer) -> str:
    """What an answer cost and what was left out, under the answer."""
    french = answer.language == "fr"
    seconds = f"{answer.usage.seconds:.1f} s"
    parts = [seconds.replace(".", ",") if french else seconds]
    if answer.usage.completion_tokens:
        parts.append(f"{answer.usage.completion_tokens} tokens")
    if answer.removed:
        what = "phrase(s) non étayée(s) retirée(s)" if french else "unsupported sentence(s) left out"
        parts.append(f"{len(answer.removed)} {what}")
    if answer.nearest:
        parts.append(_near(answer.nearest, french=french))
    return f"<sub>{' · '.join(parts)}</sub>"


def _near(nearest: Sequence[Citation], *, french: bool) -> str:
    """How many readings of registers and passages stand beside a declined answer."""
    readings = sum(citation.kind == "table" and citation.rows is not None for citation in nearest)
    passages = len(nearest) - readings
    told = []
    if readings:
        many = "s" if readings > 1 else ""
        told.append(
            f"{readings} lecture{many} possible{many} d'un registre"
            if french
            else f"{readings} possible reading{many} of a register"
        )
    if passages:
        many = "s" if passages > 1 else ""
        told.append(
            f"{passages} passage{many} proche{many}" if french else f"{passages} passage{many} near it"
        )
    said = (" et " if french else " and ").join(told)
    return f"{said}, sans réponse : voir les preuves" if french else f"{said}, no answer: see the evidence"


def document_rows(documents: Sequence[Document], *, replaced: str, language: str = "en") -> list[list[str]]:
    """The catalogue as rows: source, kind, title, pages, revision (and what replaces it), when.

    Args:
        replaced: How a revision that is not in force is told, with fields ``revision`` and ``by``.
    """
    moment = "%d/%m/%Y %H:%M" if language == "fr" else "%Y-%m-%d %H:%M"
    return [
        [
            document.source,
            document.media,
            document.title,
            "" if document.pages is None else str(document.pages),
            _revision(document, replaced),
            f"{document.ingested_at:{moment}}",
        ]
        for document in sorted(documents, key=lambda document: document.source)
    ]


def _revision(document: Document, replaced: str) -> str:
    said = document.printed_revision or str(document.revision)
    if document.superseded_by is None:
        return said
    return replaced.format(revision=said, by=document.superseded_by)


def quarantine_rows(files: Sequence[QuarantinedFile], *, language: str = "en") -> list[list[str]]:
    """What did not come in: source, reason, hint."""
    say = _refusal(language)
    return [
        [file.source, say(file.reason), say(file.hint)]
        for file in sorted(files, key=lambda file: file.source)
    ]


def _refusal(language: str) -> Callable[[str], str]:
    """Puts reasons and hints, which are kept in English, into the page's language."""
    return in_french if language == "fr" else str


def ingest_summary(
    report: Mapping[str, Sequence[Mapping[str, object]]], *, said: str, language: str = "en"
) -> str:
    """The batch's report (``ingest --json``) as Markdown, quarantined files with reason and hint.

    What is doubtful of a file that came in is told too, so that nobody quotes what was guessed unawares.

    Args:
        said: The first line, with fields ``ingested``, ``skipped`` and ``quarantined``.
    """
    say = _refusal(language)
    doubts = warning_in_french if language == "fr" else str
    counts = {key: len(report[key]) for key in ("ingested", "skipped", "quarantined")}
    lines, colon = [f"**{said.format(**counts)}**"], " : " if language == "fr" else ": "
    lines += [
        f"- {_escape(str(file['source']))}{colon}"
        f"{_escape(say(str(file['reason'])))} ({_escape(say(str(file['hint'])))})"
        for file in report["quarantined"]
    ]
    for file in report["ingested"]:
        told = [doubts(str(warning)) for warning in cast("Sequence[object]", file.get("warnings", ()))]
        lines += [f"- {_escape(str(file['source']))}{colon}{_escape(text)}" for text in told[:_DOUBTS_SHOWN]]
        if len(told) > _DOUBTS_SHOWN:
            lines.append(f"- {_escape(str(file['source']))}{colon}… (+{len(told) - _DOUBTS_SHOWN})")
    return "\n".join(lines)
