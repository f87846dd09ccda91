"""The clause behind what a report says: "the clause that report X cites for the second check".

A report refers to clauses by number; the number is looked up and the clause's words are given beside the
report's. Knows references and labels, no ranking of passages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.crossing import say
from assistant.crossing.befalling import event_words
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library, NamesIn
from assistant.experts.text.clauses import find_clause
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.look_up import whole
from assistant.extracts import extract
from assistant.phrases import clause_says
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find, find_tags, label_key
from retrieval.records import Chunk, Language, Scope

_ASKED = re.compile(
    r"\b(?:clauses?|articles?|paragraphs?|paragraphes?|rules?|règles?|exigences?|requirements?)\b",
    re.IGNORECASE,
)
_CUED = re.compile(
    r"(?:\b(?:clauses?|articles?|art\.|sections?|paragraph\w*|points?|rules?|règles?)|§)\s*"
    r"(?P<label>(?:[A-Z]{1,3}\.?)?\d{1,3}(?:\.\d{1,3})+(?:[ .]?\(?[a-z]\)?(?![\w]))?)",
    re.IGNORECASE,
)
_BY_NUMBER = re.compile(
    r"(?P<document>\b[A-Z]{2,}[A-Z0-9]*(?:[- ][A-Z0-9]+)+)\s*,\s*"
    r"(?P<label>(?:[A-Z]{1,3}\.?)?\d{1,3}(?:\.\d{1,3})+)"
)
_DOCUMENT = re.compile(r"\b[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)+\b")
_ALIKE = 0.99
_MOST = 3
_LONGEST = 700
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A sentence that refers to a clause.

    Attributes:
        label: As printed.
        document: Number of the document that holds the clause, where the sentence names it.
    """

    label: str
    document: str
    chunk: Chunk
    quote: str
    start: int


class Clauses:
    """Gives the clause that a named document refers to.

    Args:
        names_in: Tells which documents are named.
        library: Holds documents and clauses.
    """

    def __init__(self, *, names_in: NamesIn, library: Library) -> None:
        self._names_in = names_in
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """Where the document refers to a clause, and the clause; None where no such clause is asked for."""
        if not _ASKED.search(question.text) or any(i.kind == "clause" for i in find(question.text)):
            return None
        named = self._names_in(question.text, question.language, scope)
        if len(named.sources) != 1:
            return None
        source = named.sources[0]
        found = [r for chunk in self._library.chunks_of(source) for r in _references(chunk)]
        if not found:
            return None
        tags = frozenset(part for tag in find_tags(question.text) for part in re.findall(r"\w+", fold(tag)))
        words = event_words(question.text, named.said | tags)
        asked = [w.alike for w in words if not w.own & _CLAUSE_WORDS]
        reasons: list[Evidence] = []
        for reference in _likeliest(found, asked):
            told = self._clause(reference, source, question.language, scope)
            if told is not None:
                reasons += [_cited(reference, question.language), told]
        return Bridge(reasons=tuple(reasons)) if reasons else None

    def _clause(
        self, reference: _Reference, source: str, language: Language, scope: Scope
    ) -> Evidence | None:
        """The words of the clause; None where no other document, or more than one, has it."""
        inside = scope
        if reference.document:
            named = self._names_in(reference.document, language, scope)
            if named.sources and named.how == "number":
                inside = replace(scope, sources=named.sources)
        label = re.sub(r"[ ()]+", ".", reference.label).strip(".")
        clauses = [c for c in find_clause(self._library, label, inside) if c.source != source]  # type: ignore[arg-type]
        clauses = [c for c in clauses if label_key(c.label) == label_key(label)]
        if len(clauses) != 1:
            return None
        evidence = whole(clauses[0], alone=True)
        words = extract(replace(evidence, headings=()), language)
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
        statement = clause_says(language, evidence.label or label, say.file_name(evidence.source), words)
        return replace(evidence, verbatim=False, statement=statement, values=(label,))


_CLAUSE_WORDS = frozenset(
    stem(word, language)
    for word in word_set(
        "clause article paragraph paragraphe rule règle standard norme behind derrière require exige"
    )
    for language in _LANGUAGES
)


def _references(chunk: Chunk) -> list[_Reference]:
    """Sentences of a passage that refer to a clause."""
    found: list[_Reference] = []
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        labels = [(m["label"], "") for m in _CUED.finditer(piece)]
        labels += [(m["label"], m["document"]) for m in _BY_NUMBER.finditer(piece)]
        document = next(iter(_DOCUMENT.findall(piece)), "")
        found += [_Reference(label, own or document, chunk, piece, start) for label, own in labels]
    return found


def _likeliest(found: list[_Reference], asked: list[frozenset[str]]) -> list[_Reference]:
    """The references whose sentence holds most of what is asked; several where they hold as much."""

    def held(reference: _Reference) -> float:
        stems = {stem(w, language) for w in content_words(reference.quote) for language in _LANGUAGES}
        return sum(bool(word & stems) for word in asked)

    unique = {(label_key(r.label), r.quote): r for r in found}.values()
    best = max(map(held, unique), default=0)
    if best == 0 and len({label_key(r.label) for r in unique}) > 1:
        return []
    return [r for r in unique if held(r) >= _ALIKE * best][:_MOST]


def _cited(reference: _Reference, language: Language) -> Evidence:
    evidence = from_chunks(
        (reference.chunk,),
        quote=reference.quote,
        label=reference.chunk.label,
        score=0.95,
        span=(reference.start, reference.start + len(reference.quote)),
    )
    told = say.refers_to(language, reference.label, reference.quote, reference.chunk.source)
    return replace(evidence, statement=told, values=(reference.label,))
