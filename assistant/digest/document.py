"""A document in a few points: what it is, then the sentences that tell most, each cited. Knows no question.

Tables are told by their columns and values, logs by what they record, drawings by their title block and
notes;
prose by its own sentences. Nothing is written here but what a document is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing.sources import Library
from assistant.digest import say
from assistant.digest.gist import Embed, Point, gist, lines_of
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence
from retrieval.records import Chunk, Document, Language

POINTS = 6
"""Points of a digest where nobody asks for a number."""

_SURE = 0.95
_NO_PROSE = frozenset({"csv", "xlsx", "xls", "json", "ods", "xml", "parquet"})
_FEWEST = 3
"""Sentences below which the tables of a document are told too."""
_TABLES = 3
_LIST_MARK = re.compile(r"^\s*[-•*–]\s+")

ProfilesOf = Callable[[str, Language], Sequence[Sequence[Evidence]]]
"""What the tables of a file hold, sentences a table."""


class DocumentDigest:
    """Digests documents.

    Args:
        library: Holds their passages.
        profiles_of: Tells their tables.
        embed: Compares sentences by meaning; None where words and places must do.
    """

    def __init__(self, *, library: Library, profiles_of: ProfilesOf, embed: Embed | None) -> None:
        self._library = library
        self._profiles_of = profiles_of
        self._embed = embed

    def digest(self, document: Document, language: Language, *, count: int) -> list[Evidence]:
        """What the document is, then at most ``count`` points; empty where it has no passage to cite."""
        chunks = self._library.chunks_of(document.source)
        if not chunks:
            return []
        drawing = any(chunk.kind == "drawing" for chunk in chunks[:3])
        head = _head(document, chunks, language, drawing=drawing)
        if drawing:
            return [head, *_drawn(chunks, language)[:count]]
        if any(chunk.kind == "series" for chunk in chunks):
            return [head, *_logged(chunks)[:count]]
        told = [] if document.media in _NO_PROSE else gist(chunks, count=count, embed=self._embed)
        points = [_told(point, language) for point in told]
        if len(points) < min(_FEWEST, count):
            points += self._tables(document, language)
        if len(points) < min(_FEWEST, count):
            points += [_told(point, language) for point in lines_of(chunks, count - len(points))]
        if not points:
            head = replace(head, statement=f"{head.statement} {say.nothing_readable(language)}")
        return [head, *points[:count]]

    def best_on(self, document: Document, tag: str) -> Point | None:
        """The sentence of a document that tells most, of those that name a tag where some do."""
        chunks = self._library.chunks_of(document.source)
        naming = [chunk for chunk in chunks if tag in chunk.identifiers]
        for some in (chunks, naming):
            found = gist(some, count=POINTS, embed=self._embed)
            best = max(found, key=lambda p: (p.worth, bool(tag in p.text)), default=None)
            if best is not None and not best.lead:
                return best
        return None

    def _tables(self, document: Document, language: Language) -> list[Evidence]:
        """The first tables of a file: each by what it holds, the first ones by their values too."""
        profiles = list(self._profiles_of(document.source, language))[:_TABLES]
        several = len(profiles) > 1
        return [one for profile in profiles for one in (profile[:2] if several else profile)]


def _head(document: Document, chunks: Sequence[Chunk], language: Language, *, drawing: bool) -> Evidence:
    """What the document is, with the place where its title stands."""
    title = document.title.strip()
    block = next((c for c in chunks if c.text.startswith(f"{_BLOCKS[0]}:\n")), None) if drawing else None
    chunk = block or next((c for c in chunks if title and title in c.text), chunks[0])
    lines = [line for line in chunk.text.split("\n")[block is not None :] if line.strip()]
    quote = title if title and title in chunk.text else next(iter(lines), chunk.text)
    at = max(0, chunk.text.find(quote))
    evidence = from_chunks((chunk,), quote=quote, label=None, score=_SURE, span=(at, at + len(quote)))
    if chunk.kind in ("table", "series"):
        evidence = replace(evidence, kind="text" if chunk.kind == "series" else evidence.kind)
    return replace(evidence, statement=say.document_is(language, document, drawing=drawing))


def _told(point: Point, language: Language) -> Evidence:
    """A sentence under the title of its section; a row with the names of its columns."""
    evidence = from_chunks(
        (point.chunk,), quote=point.text, label=point.chunk.label, score=_SURE, span=(point.start, point.end)
    )
    words = _LIST_MARK.sub("", re.sub(r"\s+", " ", point.text)).rstrip(" ;")
    if point.lead:
        words = _row(point)
    title = f"{point.title}: " if point.title and point.title.lower() not in words.lower() else ""
    if language == "fr" and title:
        title = f"{point.title} : "
    return replace(evidence, lead=point.lead, statement=f"{title}{words}")


def _row(point: Point) -> str:
    names = [name.strip() for name in point.lead.split(" | ")]
    cells = [cell.strip() for cell in point.text.split(" | ")]
    if len(names) != len(cells):
        return point.text.replace(" | ", ", ")
    return "; ".join(f"{name} {cell}" for name, cell in zip(names, cells, strict=True) if cell) + "."


_BLOCKS = ("Title block", "Revisions", "Tags", "Connections", "Dimensions")
_LINES_OF_BLOCK = {"Title block": 40, "Revisions": 1, "Tags": 14, "Connections": 0, "Dimensions": 10}
_BLOCK_NAMES = {
    "Title block": "Cartouche", "Revisions": "Révisions", "Tags": "Repères", "Dimensions": "Cotes",
    "Connections": "Liaisons", "Notes": "Notes",
}  # fmt: skip


def _drawn(chunks: Sequence[Chunk], language: Language) -> list[Evidence]:
    """Title block, last revision, tags, dimensions and notes of a drawing, the first of each."""
    found: list[Evidence] = []
    for block in _BLOCKS:
        chunk = next((c for c in chunks if c.text.startswith(f"{block}:\n")), None)
        most = _LINES_OF_BLOCK[block]
        if chunk is not None and most:
            lines = [line.strip() for line in chunk.text.split("\n")[1:] if line.strip()]
            more = len(lines) - most
            told = "; ".join(
                re.sub(r"^(\S+): \1 \| ", r"\1: ", line).replace(" | ", ", ") for line in lines[:most]
            )
            found.append(
                _block(
                    chunk,
                    lines[:most],
                    f"{_name(block, language)}: {told}"
                    + (f" (+{more})." if more > 0 and block != "Revisions" else "."),
                )
            )
    notes = next((c for c in chunks if re.match(r"NOTES?\b", c.text, re.IGNORECASE)), None)
    if notes is not None:
        lines = [line.strip() for line in notes.text.split("\n")[1:] if re.match(r"\d+[.)]\s", line.strip())]
        if lines:
            found.insert(
                2,
                _block(
                    notes,
                    lines[: _FEWEST + 1],
                    f"{_name('Notes', language)}: {' '.join(lines[: _FEWEST + 1])}",
                ),
            )
    if not found:
        points = lines_of(chunks, POINTS)
        return [_told(point, language) for point in points]
    return found


def _name(block: str, language: Language) -> str:
    return f"{_BLOCK_NAMES[block]} " if language == "fr" else block


def _block(chunk: Chunk, lines: Sequence[str], statement: str) -> Evidence:
    quote = (
        lines[0]
        if len(lines) == 1
        else chunk.text[chunk.text.find(lines[0]) : chunk.text.find(lines[-1]) + len(lines[-1])]
    )
    at = max(0, chunk.text.find(quote))
    evidence = from_chunks((chunk,), quote=quote, label=chunk.label, score=_SURE, span=(at, at + len(quote)))
    return replace(evidence, statement=statement)


def _logged(chunks: Sequence[Chunk]) -> list[Evidence]:
    """What a log records, in the words of its description."""
    found: list[Evidence] = []
    for chunk in chunks:
        if chunk.kind != "series":
            continue
        for match in re.finditer(r"[^\n]+", chunk.text):
            evidence = from_chunks(
                (chunk,), quote=match[0], label=None, score=_SURE, span=(match.start(), match.end())
            )
            found.append(replace(evidence, statement=match[0].strip()))
    return found
