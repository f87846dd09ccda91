"""Clauses by their printed number: exact words, what is missing, and which clauses speak of a term.

Knows labels and references between clauses, no ranking and no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.words import tokens
from retrieval.identifiers import label_key
from retrieval.records import Chunk, Scope

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

_HEADING_NUMBER = re.compile(
    r"^\s*(?P<label>(?:[A-Z]{1,4}[.\-]?)?\d+(?:\.\d+)*(?:\.?[a-z])?|[A-Z]{1,4})[\s.:–-]+(?P<title>\S.*)$"
)
_REFERENCE = re.compile(
    r"\b(?:see|per|refer to|according to|in|of|with|and|clauses?|sections?|rules?|articles?|voir|selon|à)\s+"
    r"((?:[A-Z]{1,4}\.)?\d{1,3}(?:\.\d{1,3})+)(?![\w%°])",
    re.IGNORECASE,
)
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause of one document with its lettered items.

    Attributes:
        label: As printed.
        title: The heading of the clause where it has one of its own.
        chunks: The clause, then its lettered items, in printed order.
        below: Numbered clauses under it, in printed order.
    """

    source: str
    label: str
    title: str
    chunks: tuple[Chunk, ...]
    below: tuple[Chunk, ...]

    def text(self) -> str:
        """The exact words, title first, one item a line."""
        lines = [self.title] if self.title and not _begins_with(self.chunks, self.title) else []
        for chunk in self.chunks:
            letter = _letter(chunk.label or "", self.label)
            words = chunk.text
            if letter and not re.match(rf"\s*\(?{re.escape(letter)}[.)]", words):
                words = f"{letter}. {words}"
            lines.append(words)
        return "\n".join(line for line in lines if line)


def _begins_with(chunks: Sequence[Chunk], title: str) -> bool:
    return bool(chunks) and chunks[0].text.lower().startswith(title.lower())


def _letter(label: str, parent: str) -> str:
    """``a`` for ``T.2.4.3.a`` under ``T.2.4.3``; empty for the clause itself."""
    own, above = label_key(label).split("."), label_key(parent).split(".")
    rest = own[len(above) :]
    return rest[0].lower() if rest and not rest[0].isdigit() else ""


def split_heading(heading: str) -> tuple[str, str]:
    """Number and title of ``F.3 TUBING AND MATERIAL``; the number is empty where there is none."""
    match = _HEADING_NUMBER.match(heading)
    if match and re.search(r"\d", match.group("label")):
        return match.group("label"), match.group("title").strip()
    return "", heading.strip()


def find_clause(catalogue: Catalogue, label: str, scope: Scope) -> list[Clause]:
    """The clause of a number in each document that has it."""
    key = label_key(label)
    by_source: dict[str, list[Chunk]] = {}
    for chunk in catalogue.chunks_labelled(label, scope=scope):
        by_source.setdefault(chunk.source, []).append(chunk)
    return [_clause(source, label, key, chunks) for source, chunks in by_source.items()]


def _clause(source: str, label: str, key: str, chunks: list[Chunk]) -> Clause:
    own: list[Chunk] = []
    below: list[Chunk] = []
    title = ""
    for chunk in chunks:
        rest = label_key(chunk.label or "")[len(key) :].strip(".").split(".")
        (below if rest[0].isdigit() else own).append(chunk)
        for heading in chunk.headings:
            number, words = split_heading(heading)
            if number and label_key(number) == key and len(words) <= _LONGEST_TITLE:
                title = title or words
    printed = next((chunk.label for chunk in own if label_key(chunk.label or "") == key), None) or label
    return Clause(source=source, label=printed, title=title, chunks=tuple(own), below=tuple(below))


def family(catalogue: Catalogue, label: str, scope: Scope) -> tuple[str, ...]:
    """Existing clauses nearest to a number that does not exist: those under its closest existing parent."""
    parts = label_key(label).split(".")
    for length in range(len(parts) - 1, 0, -1):
        found = catalogue.chunks_labelled(".".join(parts[:length]), scope=scope)
        near: dict[str, None] = {}
        for chunk in found:
            own = label_key(chunk.label or "").split(".")
            if len(own) > length:
                near[".".join(_printed(chunk.label or "", length + 1))] = None
        if near:
            return tuple(near)
    return ()


def _printed(label: str, parts: int) -> list[str]:
    """The first parts of a label as printed, taken at its dots."""
    pieces = re.findall(r"[A-Z]+(?=\.)|[A-Z]*-?\d+|[a-z]+", label)
    return pieces[:parts]


def _light(word: str) -> str:
    """A word without its plural ``s``: "wiring" must not find "wires"."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _words(text: str) -> tuple[str, ...]:
    return tuple(_light(word) for word in tokens(text))


def _has(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(
        words[at : at + len(phrase)] == phrase
        for phrase in phrases
        for at in range(len(words) - len(phrase) + 1)
    )


@dataclass(frozen=True, slots=True)
class Compilation:
    """Clauses that speak of a term, labels in printed order, by document."""

    labels: dict[str, tuple[str, ...]]
    first: Chunk | None


def _numbered(label: str) -> str:
    """The clause that a lettered item belongs to."""
    return re.sub(r"(?<=\d)[.\-]?\(?[a-z]\)?$", "", label)


def compile_clauses(chunks: Sequence[Chunk], term: str, *, wide: bool) -> Compilation:
    """All clauses that speak of a term.

    Args:
        chunks: The passages of the scope, in order; those without a number are left out.
        term: A word or phrase; alternatives separated by a slash or "or".
        wide: Also the clauses under a heading that names the term, and those that any of these refers
            to: what is relevant to the term, and not only what mentions it.
    """
    phrases = [_words(part) for part in re.split(r"\s*/\s*|\s+or\s+|\s+ou\s+", term) if part.strip()]
    clauses: dict[tuple[str, str], list[Chunk]] = {}
    titles: dict[tuple[str, str], str] = {}
    for chunk in chunks:
        for heading in chunk.headings:
            number, title = split_heading(heading)
            if number and len(title) <= _LONGEST_TITLE:
                titles.setdefault((chunk.source, number), title)
        if chunk.label:
            clauses.setdefault((chunk.source, _numbered(chunk.label)), []).append(chunk)
    for place, title in titles.items():
        clauses.setdefault(place, [])
        del title
    known = {(source, label_key(label)): label for source, label in clauses}
    headed = {place for place, title in titles.items() if _has(_words(title), phrases)}
    headed |= {place for place, held in clauses.items() if held and _has(_words(_opening(held[0])), phrases)}
    found = {
        place for place, held in clauses.items() if any(_has(_words(c.text), phrases) for c in held)
    } | headed
    if wide:
        found |= {place for place in clauses if _is_under(place, headed)}
        found |= _referred(found, clauses, known)
    order = {place: at for at, place in enumerate(_printed_order(clauses))}
    labels: dict[str, list[str]] = {}
    for place in sorted(found, key=lambda place: order[place]):
        labels.setdefault(place[0], []).append(place[1])
    first = next(
        (clauses[place][0] for place in sorted(found, key=order.__getitem__) if clauses[place]), None
    )
    return Compilation({source: tuple(values) for source, values in labels.items()}, first)


def _opening(chunk: Chunk) -> str:
    """The title that opens a clause's text: its first line where it is short."""
    line = chunk.text.split("\n", 1)[0]
    return (
        line if "\n" in chunk.text and len(line) <= _LONGEST_TITLE and not line.endswith((".", ":")) else ""
    )


def _is_under(place: tuple[str, str], headed: set[tuple[str, str]]) -> bool:
    source, label = place
    parts = label.split(".")
    return any((source, ".".join(parts[:length])) in headed for length in range(1, len(parts)))


def _referred(
    found: set[tuple[str, str]],
    clauses: dict[tuple[str, str], list[Chunk]],
    known: dict[tuple[str, str], str],
) -> set[tuple[str, str]]:
    """Clauses that the found ones refer to by number."""
    referred: set[tuple[str, str]] = set()
    for source, label in found:
        for chunk in clauses[(source, label)]:
            for identifier in (*chunk.identifiers, *_REFERENCE.findall(chunk.text)):
                target = known.get((source, label_key(identifier))) or known.get(
                    (source, label_key(_numbered(identifier.lower()).upper()))
                )
                if target:
                    referred.add((source, target))
    return referred


def _printed_order(clauses: dict[tuple[str, str], list[Chunk]]) -> list[tuple[str, str]]:
    """Places in printed order; a heading without text of its own comes before what is under it."""

    def key(place: tuple[str, str]) -> tuple[str, int, tuple[tuple[int, str], ...]]:
        source, label = place
        below = [c.ordinal for other, held in clauses.items() if other == place for c in held]
        parts = tuple((int(p), "") if p.isdigit() else (-1, p) for p in label_key(label).split("."))
        return source, min(below, default=-1), parts

    ordered = sorted(clauses, key=key)
    texts = [place for place in ordered if clauses[place]]
    result: list[tuple[str, str]] = list(texts)
    for place in ordered:
        if clauses[place]:
            continue
        at = next(
            (
                i
                for i, other in enumerate(result)
                if other[0] == place[0] and other[1].startswith(place[1] + ".")
            ),
            len(result),
        )
        result.insert(at, place)
    return result
