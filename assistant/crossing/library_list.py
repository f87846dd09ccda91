"""What was read in: "list the documents", "how many drawings are there?", and where a document is.

Documents are told by their files with their titles, newest first where they state a date; a document that is
asked to be shown is told with its first words. What is on a tag, or holds some words, is asked elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing import say_documents
from assistant.crossing.bridge import Bridge
from assistant.crossing.documents_on import NOUN, is_called
from assistant.crossing.sources import Library
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.records import Document, Language, Scope

_ALL = r"(?:(?:all|every|of|the|our|your|any|these|toutes?|tous|les|des|nos|vos|tes|de|d'|la liste des) ?)*"
_HAVE = (
    r"(?: (?:do you have|have you|you have|do you know|are there|there are|do we have|we have|are available|"
    r"can you (?:read|see|search)|did you (?:read|ingest)|were (?:read|ingested)(?: in)?|is there|exist|"
    r"as-tu(?: lus?)?|avez-vous(?: lus?)?|avons-nous|a-t-on|y a-t-il|il y a|connais-tu|sont disponibles|"
    r"ont ete (?:lus?|ingeres?)|existe-t-il|est-ce que tu as|est-ce qu'il y a))"
)
_LISTED = tuple(
    re.compile(rf"\W*{form}\W*")
    for form in (
        r"(?:(?:please )?(?:list|show|give)(?: me| us)?|liste[rz]?|donne[rz]?(?:[- ]moi)?|"
        r"montre[rz]?(?:[- ]moi)?) "
        rf"{_ALL}{NOUN}(?:{_HAVE})?",
        rf"(?:what|which|how many|quels?|quelles?|combien de|combien d') ?{_ALL}{NOUN}{_HAVE}",
        rf"(?:combien (?:as-tu|y a-t-il|avez-vous|avons-nous|il y a)) (?:de |d'){NOUN}",
        rf"(?:the |la )?list(?:e)? (?:of|des|de) {_ALL}{NOUN}",
    )
)
_SHOWN = re.compile(
    r"\W*(?:(?:please )?(?:open|show(?: me)?|find(?: me)?|where(?: is|'s| can i find| do i find| are)|"
    r"ouvre[rz]?|montre[rz]?(?:[- ]moi)?|trouve[rz]?(?:[- ]moi)?|"
    r"ou (?:est|se trouve|trouver|sont|trouve-t-on)))"
    r" (?P<x>(?:(?:the|our|le|la|les|l'|notre) ?)?[^?]+?)\W*"
)
_A_PAPER = re.compile(
    r"\b(?:documents?|files?|reports?|papers?|procedures?|instructions?|standards?|mails?|e-?mails?|manuals?|"
    r"fichiers?|rapports?|normes?|consignes?|courriels?|manuels?|rca|fmea|amdec|register|registre|"
    r"data ?sheets?|fiches?|certificates?|certificats?|minutes|compte[- ]rendu|hazop|logs?|journal)\b"
)
_ELSE = re.compile(
    r"\b(?:that|which|qui|who|mention\w*|about|for|on|sur|pour|of [a-z]+-\d|named|called|say|says|with|value|"
    r"section|clause|page|figure|table|row|line|limit|graph|curve|plot|courbe)\b"
)
_MOST = 30

Called = Callable[[str, Language, Scope], Sequence[Document]]
"""The documents that some words call."""


class LibraryList:
    """Lists documents, and tells where one is.

    Args:
        library: Holds the documents.
        called: Finds a document by words.
    """

    def __init__(self, *, library: Library, called: Called) -> None:
        self._library = library
        self._called = called

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A sentence a document; None where no list or place of documents is asked for."""
        text = " ".join(question.text.replace("’", "'").split())
        folded = fold(text)
        match = next((found for form in _LISTED if (found := form.fullmatch(folded))), None)
        if match is not None:
            return self._listed(match["noun"], question.language, scope)
        shown = _SHOWN.fullmatch(folded)
        if shown is None or len(folded) != len(text):
            return None
        if not _A_PAPER.search(shown["x"]) or _ELSE.search(folded):
            return None
        words, language = text[shown.start("x") : shown.end("x")], question.language
        documents = self._called(words, language, scope)[:_MOST]
        told = [one for document in documents if (one := self._place(document, language)) is not None]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None

    def _listed(self, noun: str, language: Language, scope: Scope) -> Bridge | None:
        found = [d for d in self._library.documents(scope) if is_called(d, noun, self._library)]
        told = [
            one
            for document in sorted(found, key=lambda d: d.source)[:_MOST]
            if (one := self._named(document, language)) is not None
        ]
        if not told:
            return None
        kinds = Counter(document.media for document in found)
        lead = say_documents.documents_listed(
            language, len(found), noun, kinds.most_common(), shown=len(told)
        )
        led = replace(told[0], statement=f"{lead}\n• {told[0].statement}")
        return Bridge(reasons=(led, *told[1:]), listed=len(told) > 1)

    def _named(self, document: Document, language: Language) -> Evidence | None:
        """A document by its file, title and date, at its first words."""
        evidence = self._head(document)
        told = say_documents.document_named(language, document.source, document.title, document.date)
        return replace(evidence, statement=told) if evidence is not None else None

    def _place(self, document: Document, language: Language) -> Evidence | None:
        """Where a document is: its path in the library."""
        evidence = self._head(document)
        told = say_documents.document_place(language, document.source, document.title)
        return replace(evidence, statement=told) if evidence is not None else None

    def _head(self, document: Document) -> Evidence | None:
        chunks = self._library.chunks_of(document.source, most=1)
        if not chunks:
            return None
        quote = chunks[0].text.split("\n")[0]
        return from_chunks(chunks[:1], quote=quote, label=chunks[0].label, score=0.9, span=(0, len(quote)))
