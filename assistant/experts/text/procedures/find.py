"""The procedure that answers a question, of all that the documents in force hold. Ranks nothing but those."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.experts.text.glossary import glossary
from assistant.experts.text.procedures.actions import SEARCHED
from assistant.experts.text.procedures.asked import ProcedureAsked
from assistant.experts.text.procedures.choose import ENOUGH, Fit, Wanted, fits, wanted
from assistant.experts.text.procedures.read import procedures_of
from assistant.experts.text.procedures.records import Procedure
from assistant.words import content_words
from retrieval.records import Chunk, Document, Language, Scope

if TYPE_CHECKING:
    from assistant.experts.text.named import Named
    from retrieval.knowledge import Knowledge

_POOL = 40
"""Passages whose documents are read for procedures."""

_MOST_DOCUMENTS = 20
_KEPT = 64
"""Documents whose procedures are remembered."""

_PURPOSE = re.compile(
    r"[\d.\s]*(?:purpose|scope|objectives?|aim|but|objet|objectif|domaine d['’]application)\b[^.]{0,30}$",
    re.IGNORECASE,
)
_BY_RANK, _BY_NAME = 0.04, 0.03
_BY_FORM = {"numbered": 0.02, "table": 0.02, "list": 0.01, "prose": 0.0}


class Procedures:
    """Finds procedures in one catalogue.

    Args:
        knowledge: What was ingested.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._read: OrderedDict[str, tuple[Procedure, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def find(
        self, asked: ProcedureAsked, question: str, language: Language, scope: Scope, named: Named
    ) -> list[Fit]:
        """The procedures that answer, best first.

        Args:
            question: The whole question, for the search.
            named: Documents that the question names: by number, only they are read.
        """
        want = wanted(asked.what, language, named.said)
        if want.bare:
            return []
        ranked: list[tuple[float, Fit]] = []
        for rank, document in enumerate(
            self._documents((question, *_other_words(question, want, language)), scope, named)
        ):
            chunks = self._knowledge.catalogue.chunks_of(document.source)
            opening = chunks[0].text if chunks else ""
            purpose = " ".join(chunk.text for chunk in chunks if _is_purpose(chunk))
            for procedure in self._procedures(document, chunks):
                fit = fits(want, procedure, document, opening, purpose)
                if fit is None or fit.score < ENOUGH:
                    continue
                bonus = _BY_RANK * (1 - rank / _MOST_DOCUMENTS) + _BY_FORM[procedure.form]
                bonus += _BY_NAME * (document.source in named.sources)
                ranked.append((fit.score + bonus, fit))
        ranked.sort(key=lambda pair: -pair[0])
        return [fit for _, fit in ranked]

    def _documents(self, texts: Sequence[str], scope: Scope, named: Named) -> list[Document]:
        """Documents of the passages that the search finds, in its order."""
        catalogue = self._knowledge.catalogue
        if named.how == "number" and named.sources:
            scope = replace(scope, sources=named.sources)
        found: dict[str, float] = {}
        for text in texts:
            for hit in self._knowledge.search(text, scope=scope, top_k=_POOL):
                source = hit.chunk.source
                found[source] = max(found.get(source, 0.0), hit.score)
        sources = sorted(found, key=lambda source: -found[source])[:_MOST_DOCUMENTS]
        return [document for source in sources if (document := catalogue.document(source)) is not None]

    def _procedures(self, document: Document, chunks: Sequence[Chunk]) -> tuple[Procedure, ...]:
        key = f"{document.id}:{document.sha256}:{document.revision}"
        with self._lock:
            known = self._read.get(key)
            if known is not None:
                self._read.move_to_end(key)
                return known
        found = tuple(procedures_of(chunks))
        with self._lock:
            self._read[key] = found
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        return found


def _is_purpose(chunk: Chunk) -> bool:
    """True for the section that says what a document is for."""
    return any(_PURPOSE.match(title) for title in (*chunk.headings[-1:], chunk.text.split("\n", 1)[0]))


def _other_words(question: str, want: Wanted, language: Language) -> tuple[str, ...]:
    """The question in the other language, and the work by its plain names in both."""
    other: Language = "en" if language == "fr" else "fr"
    things = " ".join(content_words(question)) if language == "fr" else ""
    names = " ".join(word for kind in sorted(want.work) for word in SEARCHED.get(kind, (kind,)))
    plain = (f"{names} {glossary().translate(things, to='en')}",) if names and things else ()
    return (glossary().translate(question, to=other), *plain)


def same_title(one: Procedure, other: Procedure) -> bool:
    """True for two procedures that are called alike, numbers apart."""
    return re.sub(r"\W|\d", "", one.title).lower() == re.sub(r"\W|\d", "", other.title).lower()
