"""The line of the FMEA behind a finding: "what does the FMEA recommend for the crack found in report X?"

The finding's own words, from the report that is named or from the passages that speak of it, are compared
with component, mode, cause and effect of the lines for the same equipment. Where several lines fit alike all
are told; where none does nothing is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import FailureLine, equipment_of, failure_line, stems_of
from assistant.crossing.sources import Library, NamesIn, named_without_tags
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import listed_concepts
from assistant.experts.tables.words import norms
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Hit, Language, Scope

_FMEA = re.compile(r"\b(?:fmeca|fmea|amdec|failure mode analysis)\b", re.IGNORECASE)
_FOUND = re.compile(
    r"\b(?:found|seen|observed|noted|reported|described|discovered|damage\w*|trouvée?s?|constatée?s?|observée?s?|"
    r"vue?s?|relevée?s?|décrite?s?|signalée?s?)\b",
    re.IGNORECASE,
)
_ASKING = word_set(
    """fmea fmeca amdec failure mode modes line lines row rows entry code give gives cover covers recommend
    recommends recommended recommendation action actions found seen observed noted reported described report
    finding findings damage cause owner own owns rpn rating severity occurrence detection effect control ligne
    lignes recommande préconise trouvé trouvée trouvés trouvées constaté constatée rapport cotation gravité
    indice responsable defaillance défaillance dommage problem problème fault défaut"""
)
_ALIKE = 0.9
_MOST = 3
_PASSAGES = 2
_SEARCHED = 12
_LANGUAGES: tuple[Language, ...] = ("en", "fr")

ModesOf = Callable[[Scope], Sequence[KeyedRow]]
"""All lines of the analyses of failure modes."""

Search = Callable[[str, Scope, int], Sequence[Hit]]
"""The passages nearest to some words."""


class FailureModes:
    """Gives the line of the FMEA that a finding belongs to.

    Args:
        modes_of: Lists the lines.
        names_in: Tells which documents are named.
        library: Holds the documents.
        search: Finds the passages that speak of a finding.
    """

    def __init__(self, *, modes_of: ModesOf, names_in: NamesIn, library: Library, search: Search) -> None:
        self._modes_of = modes_of
        self._names_in = names_in
        self._library = library
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The lines that fit with the finding's words; None where no finding is held against an FMEA."""
        if not _FMEA.search(question.text):
            return None
        rest = _FMEA.sub(" ", question.text)
        named = named_without_tags(rest, question.language, scope, self._names_in)
        sources = named.sources if len(named.sources) == 1 else ()
        if not (sources or (_FOUND.search(rest) and find_tags(rest))):
            return None
        words = _finding_words(rest, named.said)
        lines = self._lines(rest, sources, scope)
        passages = self._passages(rest, words, sources, scope)
        if not lines:
            return None
        if not passages:
            return Bridge(refusal=say.no_mode(question.language))
        fitting = _fitting(lines, stems_of(" ".join(words)), passages)
        if not fitting:
            return Bridge(refusal=say.no_mode(question.language))
        told = tuple(_told(line, question) for line in fitting)
        finding = _finding(passages, fitting[0].stems | stems_of(" ".join(words)), question.language)
        return Bridge(reasons=(*told, finding))

    def _lines(self, text: str, sources: Sequence[str], scope: Scope) -> list[FailureLine]:
        """The lines for the equipment that the question names, or else that the document is about."""
        rows = list(self._modes_of(scope))
        document = self._library.document(sources[0]) if sources else None
        for tags in (frozenset(find_tags(text)), frozenset(document.equipment if document else ())):
            found = [line for row in rows if (line := failure_line(row)) and tags & equipment_of(line)]
            if found:
                return found
        return []

    def _passages(self, text: str, words: Sequence[str], sources: Sequence[str], scope: Scope) -> list[Chunk]:
        """What the named document says, or the passages that speak of the finding."""
        if sources:
            chunks = [c for c in self._library.chunks_of(sources[0]) if c.kind != "drawing"]
        elif words:
            hits = self._search(f"{' '.join(words)} {' '.join(find_tags(text))}", scope, _SEARCHED)
            prose = [hit.chunk for hit in hits if hit.chunk.kind == "text" or hit.chunk.page is not None]
            lists = {row.source for row in self._modes_of(scope)}
            chunks = [chunk for chunk in prose if chunk.source not in lists]
        else:
            return []
        return _speaking_of(words, chunks) if words else chunks


def _speaking_of(words: Sequence[str], chunks: Sequence[Chunk]) -> list[Chunk]:
    """The passages that hold most of the words, rare ones counting more; none where no passage holds any."""
    asked = [stems_of(word) for word in words]
    held = [stems_of(chunk.text) for chunk in chunks]
    count = [sum(bool(word & stems) for stems in held) for word in asked]
    worth = [sum(1 / n for word, n in zip(asked, count, strict=True) if n and word & stems) for stems in held]
    best = max(worth, default=0.0)
    ranked = sorted(range(len(chunks)), key=lambda at: (-worth[at], at))
    return [chunks[at] for at in ranked[:_PASSAGES] if best and worth[at] >= _ALIKE * best]


def _finding_words(text: str, naming: frozenset[str]) -> list[str]:
    """The words that say what was found."""
    tags = {part for tag in find_tags(text) for part in re.findall(r"\w+", fold(tag))}
    return [
        word
        for word in content_words(text)
        if word not in _ASKING and fold(word) not in tags | naming and stem(word) not in naming
        and not word.isdigit()
    ]  # fmt: skip


def _fitting(
    lines: Sequence[FailureLine], asked: frozenset[str], passages: Sequence[Chunk]
) -> list[FailureLine]:
    """The lines that fit the finding best, those nearly as good too; none where no line fits."""
    held = stems_of(" ".join(chunk.text for chunk in passages)) | asked
    count = Counter(part for line in lines for part in line.stems)
    rarity = {part: math.log(1 + len(lines) / n) for part, n in count.items()}

    def worth(line: FailureLine) -> float:
        total = sum(rarity[part] for part in line.stems) or 1.0
        shared = sum(rarity[part] * (2 if part in asked else 1) for part in line.stems & held)
        return shared / math.sqrt(total)

    about = [line for line in lines if line.stems & asked] or list(lines)
    telling = [line for line in about if line.failing & held]
    ranked = sorted(telling, key=lambda line: -worth(line))
    alike = [line for line in ranked if worth(line) >= _ALIKE * worth(ranked[0])]
    return alike if len(alike) <= _MOST else []


def _told(line: FailureLine, question: Question) -> Evidence:
    """A line with the cells that are asked for."""
    row, language = line.row, question.language
    asked = _asked_columns(line, question.text)
    wanted = asked or [c for c in row.schema.columns if "action" in c.words or c in line.columns.telling[1:3]]
    names = [line.columns.equipment, *line.columns.telling[:3]]
    shown = [c for c in names if c is not None and row.cells[c.name] is not None]
    answer = "; ".join(f"{c.name}: {row.said(c, language)}" for c in wanted if row.cells[c.name] is not None)
    about = ", ".join(row.said(c, language) for c in shown)
    statement = say.mode_line(language, answer=answer, line=row.key, about=about, source=row.source)
    columns = tuple(dict.fromkeys((*shown, *(c for c in wanted if row.cells[c.name] is not None))))
    return row.evidence(columns, statement, language)


def _asked_columns(line: FailureLine, text: str) -> list[ColumnSchema]:
    """The columns that a question asks for, by their words or words that mean the same."""
    words = norms(_FMEA.sub(" ", text))
    spans = [words[i:j] for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words)) + 1)]
    asked = {concept for span in spans for concept in listed_concepts(tuple(span))}
    stems_asked = {stem(word, language) for word in words for language in _LANGUAGES}
    found: list[tuple[int, ColumnSchema]] = []
    for column in line.row.schema.columns:
        if column is line.columns.equipment:
            continue
        concepts = set(listed_concepts(column.words))
        own = {stem(word, "en") for word in column.words if len(word) > 1}
        if concepts & asked or (own and own <= stems_asked):
            found.append((len(own), column))
        elif own & stems_asked & {stem(word, "en") for word in _COLUMN_HEADS}:
            found.append((1, column))
    most = max((count for count, _ in found), default=0)
    heads = [c for _, c in found if set(c.words) & _COLUMN_HEADS and not set(c.words) & {"failure", "mode"}]
    best = [column for count, column in found if count == most]
    return list(dict.fromkeys((*heads, *best)))[:2]


_COLUMN_HEADS = word_set("code owner rpn severity occurrence detection control action effect recommended")


def _finding(passages: Sequence[Chunk], stems: frozenset[str], language: Language) -> Evidence:
    """The sentence of the source that holds most of the line's words and the finding's."""
    best: tuple[int, Chunk, int, int] | None = None
    for chunk in passages:
        for start, end in passage_spans(chunk.text):
            spoken = set(content_words(chunk.text[start:end]))
            shared = sum(bool(stems_of(word) & stems) for word in spoken)
            if best is None or shared > best[0]:
                best = (shared, chunk, start, end)
    chunk, start, end = best[1:] if best is not None else (passages[0], 0, len(passages[0].text))
    quote = chunk.text[start:end]
    evidence = from_chunks((chunk,), quote=quote, label=chunk.label, score=0.9, span=(start, end))
    return replace(evidence, statement=say.event_of(language, quote, chunk.source))
