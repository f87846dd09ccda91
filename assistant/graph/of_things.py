"""Passages of RDF files answer what is asked of their own things only. Knows passages by their headings.

Such a passage is short and full of the trade's words, so that it is near many questions; without this it
would stand before the plant's documents, and the definition of a bearing would tell what a magnetic one is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from assistant.experts import Expert
from assistant.graph.notion_questions import read_question
from assistant.graph.taxonomy import term_key
from assistant.records import Evidence, Finding, Question
from retrieval.records import Document, Kind, Scope


class Library(Protocol):
    """Tells what a source is; ``retrieval.catalogue.Catalogue`` does."""

    def document(self, source: str) -> Document | None:
        """The document of a source."""
        ...


class OfThings:
    """An expert of texts that leaves out what RDF files say of other things than the question's.

    Args:
        expert: Finds evidence.
        library: Tells which sources are RDF files.
    """

    name: Kind = "text"

    def __init__(self, expert: Expert, library: Library) -> None:
        self._expert = expert
        self._library = library

    def load(self) -> None:
        """Puts the expert's models into memory, where it has any."""
        load = getattr(self._expert, "load", None)
        if load is not None:
            load()

    def affinity(self, question: Question, scope: Scope) -> float:
        """As that of the expert."""
        return self._expert.affinity(question, scope)

    def find(self, question: Question, scope: Scope) -> Finding:
        """What the expert finds, less what is of other things."""
        found = self._expert.find(question, scope)
        if not found.evidence:
            return found
        kept = tuple(one for one in found.evidence if not self._is_rdf(one) or is_of(one, question.text))
        return replace(found, evidence=kept)

    def _is_rdf(self, evidence: Evidence) -> bool:
        document = self._library.document(evidence.source)
        return document is not None and document.media == "rdf"


def is_of(evidence: Evidence, text: str) -> bool:
    """True where a passage is headed by what a question names, or by all that it asks the meaning of."""
    heading = term_key(evidence.headings[-1]) if evidence.headings else ()
    asked = read_question(text)
    if asked is not None:
        return bool(heading) and heading == term_key(asked.what)
    words = term_key(text)
    return bool(heading) and any(
        words[at : at + len(heading)] == heading for at in range(len(words) - len(heading) + 1)
    )
