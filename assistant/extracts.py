"""Make a readable sentence of a quote, in the source's own words. Knows no model."""

from __future__ import annotations

import re

from assistant.language import detect_language
from assistant.phrases import in_other_language
from assistant.records import Evidence
from assistant.words import content_stems
from retrieval.records import Language

_MARK = re.compile(r"^\s*(?:[-•*–▪◦‣]\s*|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+)")
_NUMBERED = re.compile(r"^\s*(?:(?:[A-Z]{1,4}[.\-]?)?\d+(?:\.\d+)*\.?(?:[a-z]\b)?|[A-Z]{1,4}\s[-–])\s+")
_RULE = re.compile(r"^[-_=*~]{2,}")
"""A line that parts a mail from what it quotes is no title."""
_FIRST_EMPTY = re.compile(r"^\s*\|\s")
"""A header whose first column has no name."""
_SHORT = 70
_LONGEST_TITLE = 80


def _row(lead: str, row: str) -> str:
    """A row under its header: ``Mass: 20 - 30 kg; Attachments: 6``; two cells alone are name and value."""
    names = [cell.strip() for cell in _FIRST_EMPTY.sub(" | ", lead).split(" | ")]
    cells = [cell.strip() for cell in row.split(" | ")]
    if not lead and len(cells) == 2:
        return f"{cells[0].rstrip(':')}: {cells[1]}"
    if len(names) != len(cells):
        return "; ".join(cell for cell in cells if cell)
    pairs = (f"{name}: {cell}" if name else cell for name, cell in zip(names, cells, strict=True) if cell)
    return "; ".join(pairs)


def _title(evidence: Evidence) -> str:
    """The nearest heading without its number, where it says what the quote leaves unsaid."""
    if not evidence.headings:
        return ""
    title = _NUMBERED.sub("", evidence.headings[-1]).strip().rstrip(":")
    if not title or len(title) > _LONGEST_TITLE or _RULE.match(title):
        return ""
    said = set(content_stems(f"{evidence.lead} {evidence.quote}"))
    return "" if set(content_stems(title)) <= said else title


def extract(evidence: Evidence, language: Language) -> str:
    """The quote as a sentence: words above it in front, list marks taken off, rows under their header.

    A quote in another language than the question's is framed by a sentence in the question's language.
    """
    quote = re.sub(r"[ \t]+", " ", evidence.quote).strip()
    lead = re.sub(r"\s+", " ", evidence.lead).strip()
    if " | " in quote and "\n" not in quote:
        body = _row(lead, quote)
    else:
        flat = "; ".join(
            _MARK.sub("", line).strip().rstrip(";") for line in quote.split("\n") if line.strip()
        )
        body = re.sub(r":;", ":", flat)
        if lead:
            joint = " " if lead.endswith((":", ",", ";", "?")) else ": "
            body = f"{lead}{joint}{body}"
    title = _title(evidence)
    if title and (not lead or " | " in quote) and len(body) < 3 * _SHORT:
        body = f"{title}: {body}"
    spoken = detect_language(quote, default=language)
    if " | " in quote:  # "212 A" and "IT-109A" are no English: a table's language is that of its header
        spoken = detect_language(lead, default=spoken)
    if spoken != language:
        body = f"{in_other_language(language, spoken)} {_quoted(body, language)}"
    return body


def _quoted(text: str, language: Language) -> str:
    return f"« {text} »" if language == "fr" else f"“{text}”"
