"""Cut passages into sentences, list items and rows that can answer alone. Knows structure, no question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.experts.text.forms import form_pairs
from assistant.experts.text.moments import moment_words, month_names, months_between
from assistant.sentences import passage_spans
from assistant.words import content_stems
from retrieval.records import Chunk, Hit, Language

_ITEM = re.compile(r"^\s*(?:[-•*–▪◦‣]\s|\(?(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)]\s)")
_POINTING = re.compile(
    r"^(?:it|they|this|these|those|he|she|its|their|such|il|elle|ils|elles|ce|cette|cet|ces|celui-ci|celle-ci|"
    r"ceux-ci|celles-ci|son|sa|ses|leurs?)\b",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"^(?P<parent>.+?)[.\-]?\(?(?P<letter>[a-z])\)?$")
_ATTRIBUTE = re.compile(r"[A-Z][A-Z0-9_]*: (?![A-Z][A-Z0-9_]*: )[^;\n]+")
_TITLE_BLOCK = re.compile(
    r"(?=[^\n]*\b(?:TITLE|TITRE|DRAWING_NO|NUMERO|PLAN)\w*: )"
    r"(?:[A-Z][A-Z0-9_]*: )?(?:[A-Z][A-Z0-9_]*: [^;\n]+; ){3,}[A-Z][A-Z0-9_]*: [^;\n]+$",
    re.MULTILINE,
)
"""A title block as a drawing keeps it: ``TITLE_BLOCK: TITLE: Cover; REVISION: C; SCALE: 1:1; MASS: 3 kg``."""
_LONGEST_LEAD = 240
_WORDS_OF_A_HEADING = 6
_LONGEST_TITLE = 80
_LONGEST_ROW = 70
_LEAST_OPENING = 4
_LONGEST_ITEM = 480
_PER = re.compile(r"(?:\b(?:per|par|pour|sur)|/) ?\d+")
"""In a column's name: ``mm per 100 mm``."""
_CELL = " | "
_FILLED = re.compile(r"[^\W\d_][^:]{1,39}: \S")
"""``Written by: fitter``, a field with its value."""

_ENTRY = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\W{1,3})?(?:[01]?\d|2[0-4])\s?[:h]\s?[0-5]\d\b(?!\s?[-–]\s?\d)"
)
"""A clock, or a day and a clock, opens an entry; from one clock to another is a span."""
_NAMED = re.compile(r"[^\W\d_][^:.;]{0,39}\s?: \S")
"""``metal: 13 mm`` below ``greatest depth:``, whose list mark was taken off."""

Parent = Callable[[Chunk], Chunk | None]
"""Gives the clause that a lettered clause belongs to."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, item or row.

    Attributes:
        start, end: Its characters in ``hit.chunk.text``.
        title: The heading right above it, or the one that opens its passage.
        lead: Words above it without which it cannot be read (``… must:``, the header of its table).
        stems, lead_stems, head_stems, chunk_stems: Content stems of its zones.
        item_stems: Those of the short paragraph or item of a list that it is a sentence of; empty for a long
            one.
    """

    hit: Hit
    rank: int
    start: int
    end: int
    title: str
    lead: str
    stems: frozenset[str]
    lead_stems: frozenset[str]
    head_stems: frozenset[str]
    chunk_stems: frozenset[str]
    item_stems: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The exact words."""
        return self.hit.chunk.text[self.start : self.end]

    @property
    def is_row(self) -> bool:
        """True for a row of a table."""
        return _CELL in self.text

    def is_foreign(self, asked: Language) -> bool:
        """True where the passage is French and the question is not, or the other way round."""
        return (self.hit.chunk.language == "fr") != (asked == "fr")


def parent_label(label: str) -> str | None:
    """``T.2.4.3`` for ``T.2.4.3.a``; None where the label has no letter at its end."""
    match = _LETTERED.match(label)
    return match.group("parent") if match and re.search(r"\d", match.group("parent")) else None


def _last_lead(chunk: Chunk) -> str:
    """The end of a clause that introduces its lettered items, as far back as its sentence goes."""
    spans = passage_spans(chunk.text)
    if not spans:
        return ""
    text = chunk.text[spans[-1][0] : spans[-1][1]]
    if not text.endswith(":"):
        opening = [chunk.text[a:b] for a, b in spans if chunk.text[a:b].endswith(":")]
        text = opening[0] if opening else (text if len(spans) == 1 else "")
    return text if len(text) <= _LONGEST_LEAD else ""


def _is_title(piece: str) -> bool:
    """True for a short line without an end mark that others follow: a clause's own heading; no field."""
    return (
        _CELL not in piece
        and not _FILLED.match(piece)
        and len(piece) <= _LONGEST_TITLE
        and not piece.rstrip().endswith((".", ":", ";", "?"))
    )


def _is_header(piece: str, following: Sequence[str]) -> bool:
    """True for a line without numbers above at least two lines that end in one: a table without rules."""
    if _FILLED.match(piece):
        return False
    rows = [bool(re.search(r"\d", line)) and len(line) <= _LONGEST_ROW for line in following[:2]]
    return len(rows) == 2 and all(rows) and not re.search(r"\d", piece) and not piece.endswith((".", ":"))


def _with_whole_entries(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of one entry of a log together: the second says why the first happened."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _ENTRY.match(text, joined[-1][0]) and "\n" not in text[joined[-1][0] : end]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _attributes(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """The attributes of a drawing's title block, each with its value; any other piece as it is."""
    start, end = span
    if not _TITLE_BLOCK.match(text, start, end):
        return [span]
    return [(match.start(), match.end()) for match in _ATTRIBUTE.finditer(text, start, end)]


def _parts(text: str) -> list[tuple[int, int]]:
    """What can answer alone: sentences, items, rows, entries of logs, of a form each name with its value."""
    whole = _with_whole_entries(text, passage_spans(text))
    spans = [part for span in whole for part in _attributes(text, span)]
    rows = [(a, b) for a, b in spans if _CELL in text[a:b]]
    pairs = form_pairs([text[a:b] for a, b in rows])
    if pairs is None:
        return spans
    inner = {
        start: [(start + a, start + b) for a, b in row] for (start, _), row in zip(rows, pairs, strict=True)
    }
    return [part for span in spans for part in inner.get(span[0], [span])]


def _column_names(pieces: Sequence[str]) -> int | None:
    """Where a table names its columns, which says nothing alone; None where no row is below."""
    rows = [at for at, piece in enumerate(pieces) if _CELL in piece]
    if len(rows) < 2 or form_pairs([pieces[at] for at in rows]) is not None:
        return None
    return rows[0] if not re.search(r"\d", _PER.sub("", pieces[rows[0]])) else None


def _needs_what_is_before(piece: str, before: str) -> bool:
    """True for the answer to a question, and for a sentence that begins with ``it``."""
    return before.endswith("?") or bool(_POINTING.match(piece) and len(before) <= _LONGEST_LEAD)


def _leads(pieces: Sequence[str], *, titled: bool) -> list[str]:
    """For each piece the words above it that it needs: a header, a line that ends in a colon."""
    leads: list[str] = []
    is_form = form_pairs([piece for piece in pieces if _CELL in piece]) is not None
    header = opening = ""
    for at, piece in enumerate(pieces):
        if _CELL in piece:
            leads.append("" if is_form else header)
            header = header or piece
            continue
        if header and _CELL not in header and re.search(r"\d", piece) and len(piece) <= _LONGEST_ROW:
            leads.append(" ".join(part for part in (opening, header) if part))
            continue
        header = piece if _is_header(piece, pieces[at + 1 :]) and not (titled and at == 0) else ""
        is_named = len(opening.split()) > 1 and len(piece) <= _LONGEST_ROW and _NAMED.match(piece) is not None
        if _ITEM.match(piece) or header or is_named:
            leads.append(opening)
        elif at and _needs_what_is_before(piece, pieces[at - 1]):
            leads.append(pieces[at - 1])
        else:
            leads.append("")
            opening = opening if opening and len(piece) <= _LONGEST_ROW and not piece.endswith(".") else ""
        if piece.endswith(":"):
            opening = piece if not leads[-1] else f"{leads[-1]} {piece}"
    return leads


def _opening(chunk: Chunk) -> str:
    """A heading that the first sentence below completes: ``The cause of the fire was found to be:``."""
    above = chunk.headings[-1] if chunk.headings else ""
    is_open = above.endswith(":") and len(above.split()) >= _LEAST_OPENING and _CELL not in chunk.text
    return above if is_open and len(above) <= _LONGEST_LEAD else ""


def without_bare_headings(hits: Sequence[Hit]) -> list[Hit]:
    """The hits but for passages that are nothing but a short heading above another hit of the same source."""
    above = {(hit.chunk.source, title) for hit in hits for title in hit.chunk.headings}

    def is_bare(chunk: Chunk) -> bool:
        names = (chunk.text, f"{chunk.label} {chunk.text}")
        is_short = _is_title(chunk.text) and len(chunk.text.split()) <= _WORDS_OF_A_HEADING
        return is_short and any((chunk.source, name) in above for name in names)

    return [hit for hit in hits if not is_bare(hit.chunk)]


def candidates(hit: Hit, rank: int, *, parent: Parent) -> list[Candidate]:
    """The parts of a passage that can answer alone."""
    chunk = hit.chunk
    language: Language = "fr" if chunk.language == "fr" else "en"
    spans = _parts(chunk.text)
    above = parent(chunk)
    outer = _last_lead(above) if above is not None else ""
    pieces = [chunk.text[start:end] for start, end in spans]
    titled = len(pieces) > 1 and _is_title(pieces[0])
    title = pieces[0] if titled else ""
    opening = _opening(chunk)
    names = _column_names(pieces)
    head_stems = _stems(" ".join((*chunk.headings, chunk.label or "", title)), language)
    chunk_stems = _stems(chunk.text, language)
    found: list[Candidate] = []
    for at, ((start, end), inner) in enumerate(zip(spans, _leads(pieces, titled=titled), strict=True)):
        if (titled and at == 0) or at == names or pieces[at].endswith("?"):
            continue
        lead = " ".join(part for part in (outer, inner or (opening if not (found or outer) else "")) if part)
        found.append(
            Candidate(
                hit=hit,
                rank=rank,
                start=start,
                end=end,
                title=title or (chunk.headings[-1] if chunk.headings else ""),
                lead=lead,
                stems=_stems(pieces[at], language),
                lead_stems=_stems(lead, language),
                head_stems=head_stems,
                chunk_stems=chunk_stems,
                item_stems=_stems(_item_around(chunk.text, start, end), language),
            )
        )
    return found


def _item_around(text: str, start: int, end: int) -> str:
    """The line that a sentence stands in, where it is short: ``CH-04 tripped. Lockout tag 317 is on it.``"""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    return text[first:last] if end - start < last - first <= _LONGEST_ITEM else ""


def _stems(text: str, language: Language) -> frozenset[str]:
    """The content stems of a text, the days and times of day in it and the months that its seasons hold."""
    held = content_stems(month_names(months_between(text)), language)
    return frozenset((*content_stems(text, language), *held)) | moment_words(text)
