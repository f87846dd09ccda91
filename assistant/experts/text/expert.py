"""Finds the sentences of documents that answer a question. Writes no prose and knows no model's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.experts.text.candidates import Candidate, candidates, parent_label
from assistant.experts.text.clauses import Clause, compile_clauses, family, find_clause
from assistant.experts.text.features import Features, measure
from assistant.experts.text.glossary import glossary
from assistant.experts.text.intent import Intent, read_intent
from assistant.experts.text.terms import key_terms, without_title
from assistant.experts.text.vocabulary import Vocabulary
from assistant.experts.text.weights import confidence, ranking
from assistant.phrases import clauses_on, no_clause_on, no_such_identifier
from assistant.records import Evidence, Finding, Question
from assistant.words import content_stems
from retrieval.identifiers import find_identifiers, label_key
from retrieval.records import Box, Chunk, Hit, Kind, Language, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

Embed = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""Unit vectors of texts, one a row."""

POOL = 30
"""Passages whose sentences are compared."""

KEEP = 6
"""Pieces of evidence that are handed on."""

_CERTAIN = 0.97
_NEAR_SHOWN = 6
_LIST_OPENS = re.compile(
    r":\s*$|\b(?:following|listed below|as follows|one of|all of|these|suivante?s?|ci-dessous|parmi)\b"
    r"[^.]*[.:]?\s*$",
    re.IGNORECASE,
)
_LONGEST_LIST = 900
_ITEMS_ALIKE = 2
_SHORT = 25
_ALONE = re.compile(
    r"\b(?:only the (?:text|words)|no other words|nothing else|uniquement le texte)\b", re.IGNORECASE
)


class TextExpert:
    """Answers from what documents say.

    Args:
        knowledge: What was ingested.
        embed: The embedding model of the index, for sentences.
    """

    name: Kind = "text"

    def __init__(self, knowledge: Knowledge, *, embed: Embed) -> None:
        self._knowledge = knowledge
        self._embed = embed
        self._vocabulary = Vocabulary(knowledge.catalogue)

    def affinity(self, question: Question, scope: Scope) -> float:
        """High where a clause or a definition is asked for, middling else: documents may say anything."""
        del scope
        intent = read_intent(question)
        if intent.kind in ("verbatim", "compile") or intent.labels:
            return 1.0
        return 0.7 if intent.kind == "define" else 0.5

    def find(self, question: Question, scope: Scope) -> Finding:
        """Sentences that answer, best first; exact look-up where clauses are asked for."""
        intent = read_intent(question)
        if intent.kind == "compile":
            return self._compile(question, intent, scope)
        if intent.labels:
            found = self._labelled(question, intent, scope)
            if found is not None:
                return found
        return self._search(question, intent, scope)

    def _labelled(self, question: Question, intent: Intent, scope: Scope) -> Finding | None:
        """What the named clauses say; a refusal where one does not exist; None where they only narrow."""
        catalogue = self._knowledge.catalogue
        evidence: list[Evidence] = []
        for label in intent.labels:
            clauses = find_clause(catalogue, label, scope)
            if not clauses:
                if catalogue.chunks_mentioning(label, scope=scope, limit=1):
                    return None
                near = family(catalogue, label, scope)[-_NEAR_SHOWN:]
                return Finding(refusal=no_such_identifier(question.language, label, near))
            if intent.about:
                evidence += self._within(question, intent, clauses)
            else:
                evidence += [
                    self._whole(clause, alone=bool(_ALONE.search(question.text)))
                    for clause in self._likeliest(question, clauses)
                ]
        return Finding(evidence=tuple(evidence))

    def _likeliest(self, question: Question, clauses: Sequence[Clause]) -> Sequence[Clause]:
        """The clause of the document that the question names, all of them where it names none."""
        if len(clauses) < 2:
            return clauses
        documents = [self._knowledge.catalogue.document(clause.source) for clause in clauses]
        asked = set(re.findall(r"\w{3,}", question.text.lower()))
        named = [
            len(asked & set(re.findall(r"\w{3,}", f"{document.title} {document.path}".lower())))
            for document in documents
            if document is not None
        ]
        best = max(named, default=0)
        return (
            [c for c, hits in zip(clauses, named, strict=False) if hits == best][:3] if best else clauses[:3]
        )

    def _whole(self, clause: Clause, *, alone: bool) -> Evidence:
        """A clause's exact words with its lettered items; where it is a mere heading, what is below too.

        ``alone`` keeps to the heading: the user asked for the clause's text and nothing else.
        """
        chunks = clause.chunks or clause.below
        text = clause.text()
        if clause.below and not alone and (not text or (len(clause.chunks) == 1 and len(text) < 60)):
            lines = [text] if text else []
            lines += [f"{chunk.label} {chunk.text}" for chunk in clause.below]
            text = "\n".join(lines)
            chunks = (*clause.chunks, *clause.below)
        return _from_chunks(chunks, quote=text, label=clause.label, score=_CERTAIN, verbatim=True)

    def _within(self, question: Question, intent: Intent, clauses: Sequence[Clause]) -> list[Evidence]:
        """The sentences of the named clauses that speak of what is asked about them."""
        hits = [
            Hit(chunk=chunk, score=1.0) for clause in clauses for chunk in (*clause.chunks, *clause.below)
        ]
        ranked = self._ranked(question, intent, hits[: 3 * POOL])
        return [
            self._evidence(candidate, max(confidence(features), 0.5)) for candidate, features in ranked[:KEEP]
        ]

    def _compile(self, question: Question, intent: Intent, scope: Scope) -> Finding:
        """The numbers of all clauses that speak of a term."""
        documents = self._knowledge.catalogue.documents(scope)
        chunks = [
            chunk for document in documents for chunk in self._knowledge.catalogue.chunks_of(document.source)
        ]
        wide = not re.search(
            r"\b(?:mention|contain|mentionn|contenant|contien)", question.text, re.IGNORECASE
        )
        found = compile_clauses(chunks, intent.term, wide=wide)
        if found.first is None or not found.labels:
            return Finding(refusal=no_clause_on(question.language, intent.term))
        bare = bool(
            re.search(r"\bonly\b.*\bnumbers?\b|\bno other words\b|\buniquement\b", question.text, re.I | re.S)
        )
        labels = "; ".join(
            (f"{source}: " if len(found.labels) > 1 else "") + ", ".join(numbers)
            for source, numbers in found.labels.items()
        )
        count = sum(len(numbers) for numbers in found.labels.values())
        statement = labels if bare else clauses_on(question.language, intent.term, count, labels)
        first = _from_chunks((found.first,), quote=found.first.text, label=found.first.label, score=_CERTAIN)
        values = tuple(number for numbers in found.labels.values() for number in numbers)
        also = tuple(source for source in found.labels if source != first.source)
        return Finding(evidence=(_stated(first, statement, values, also),))

    def _search(self, question: Question, intent: Intent, scope: Scope) -> Finding:
        hits = self._hits(question, intent, scope)
        ranked = self._ranked(question, intent, hits)
        evidence: list[Evidence] = []
        for candidate, features in ranked[:KEEP]:
            misfit = max(0.0, ranked[0][1].kind_fits - features.kind_fits)
            score = min(confidence(features) * (1 - misfit), evidence[-1].score if evidence else 1.0)
            evidence.append(self._evidence(candidate, score))
        whole = self._whole_list(question, ranked[:KEEP])
        if whole is not None:
            evidence[0] = replace(whole, score=evidence[0].score)
        return Finding(evidence=tuple(evidence))

    def _whole_list(
        self, question: Question, ranked: Sequence[tuple[Candidate, Features]]
    ) -> Evidence | None:
        """The clause with all its items, where the question speaks of what they share and of none of them."""
        if not ranked or (first := ranked[0][0]).is_row:
            return None
        parent = _Parents(self._knowledge)(first.hit.chunk)
        if parent is None or not _LIST_OPENS.search(parent.text):
            return None
        asked = set(content_stems(question.text, question.language)) - first.lead_stems
        alike = sum(
            parent_label(other.hit.chunk.label or "") == parent.label
            and other.hit.chunk.source == parent.source
            for other, _ in ranked
        )
        if alike < _ITEMS_ALIKE or asked & first.stems:
            return None
        quote, chunks = self._with_items(parent, parent.text)
        return _from_chunks(chunks, quote=quote, label=parent.label, score=0.0)

    def _hits(self, question: Question, intent: Intent, scope: Scope) -> list[Hit]:
        """Passages near the question and, in French, near its English words too."""
        found = self._knowledge.search(question.text, scope=scope, top_k=POOL)
        tags = find_identifiers(question.text)
        if tags:
            plain = re.sub("|".join(re.escape(tag) for tag in tags), " ", question.text, flags=re.IGNORECASE)
            found = _merge(found, self._knowledge.search(plain, scope=scope, top_k=POOL))
        if intent.kind == "define":
            found = _merge(found, self._knowledge.search(intent.term, scope=scope, top_k=POOL))
        if question.language == "fr":
            other = glossary().translate(question.text, to="en")
            found = _merge(found, self._knowledge.search(other, scope=scope, top_k=POOL))
        return [hit for hit in found if hit.chunk.kind in ("text", "drawing") or hit.chunk.page is not None][
            :POOL
        ]

    def _ranked(
        self, question: Question, intent: Intent, hits: Sequence[Hit]
    ) -> list[tuple[Candidate, Features]]:
        self._vocabulary.refresh()
        asked_about = intent.term if intent.kind == "define" else question.text
        terms = key_terms(asked_about, question.language, self._vocabulary)
        parents = _Parents(self._knowledge)
        pool = [c for rank, hit in enumerate(hits) for c in candidates(hit, rank, parent=parents)]
        if not pool:
            return []
        asked = [question.text]
        if question.language == "fr":
            asked.append(glossary().translate(question.text, to="en"))
        vectors = self._embed([*asked, *(_shown(candidate) for candidate in pool)])
        meanings = (vectors[len(asked) :] @ vectors[: len(asked)].T).max(axis=1)
        top = max((hit.score for hit in hits), default=0.0)
        best = float(meanings.max())
        own = {
            source: without_title(terms, self._title_stems(source))
            for source in {c.hit.chunk.source for c in pool}
        }
        measured = [
            (
                c,
                measure(
                    intent, own[c.hit.chunk.source], c, meaning=float(m), best_meaning=best, best_score=top
                ),
            )
            for c, m in zip(pool, meanings, strict=True)
        ]
        return sorted(measured, key=lambda pair: -ranking(pair[1]))

    def _title_stems(self, source: str) -> frozenset[str]:
        document = self._knowledge.catalogue.document(source)
        if document is None:
            return frozenset()
        name = re.sub(r"[_\-./]+", " ", document.path.rsplit("/", 1)[-1])
        language: Language = "fr" if document.language == "fr" else "en"
        return frozenset(content_stems(f"{document.title} {name}", language))

    def _evidence(self, candidate: Candidate, score: float) -> Evidence:
        """A candidate as evidence; what opens a list brings the list along."""
        chunk = candidate.hit.chunk
        quote: str = candidate.text
        chunks: tuple[Chunk, ...] = (chunk,)
        if not candidate.is_row and (_LIST_OPENS.search(quote) or _is_stub(candidate)):
            rest = chunk.text[candidate.end : candidate.end + _LONGEST_LIST].rstrip()
            if rest.strip():
                quote += rest
            else:
                quote, chunks = self._with_items(chunk, quote)
        return _from_chunks(
            chunks,
            quote=quote,
            label=chunk.label,
            score=score,
            lead=candidate.lead,
            title=candidate.title,
            span=(candidate.start, candidate.start + len(quote)),
        )

    def _with_items(self, chunk: Chunk, words: str) -> tuple[str, tuple[Chunk, ...]]:
        """What opens a list together with its items."""
        items = self._items(chunk)
        return "\n".join((words, *(item.text for item in items))), (chunk, *items)

    def _items(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """The lettered items of a clause, as many as are not too long together."""
        if not chunk.label:
            return ()
        key = label_key(chunk.label)
        below = self._knowledge.catalogue.chunks_labelled(chunk.label, scope=Scope(sources=(chunk.source,)))
        items: list[Chunk] = []
        length = 0
        for item in below:
            rest = label_key(item.label or "")[len(key) :].strip(".")
            if item.id != chunk.id and rest.isalpha() and length + len(item.text) < _LONGEST_LIST:
                items.append(item)
                length += len(item.text)
        return tuple(items)


class _Parents:
    """The clauses of lettered items, each looked up once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._known: dict[tuple[str, str], Chunk | None] = {}

    def __call__(self, chunk: Chunk) -> Chunk | None:
        label = parent_label(chunk.label) if chunk.label else None
        if label is None:
            return None
        place = (chunk.source, label)
        if place not in self._known:
            scope = Scope(sources=(chunk.source,))
            found = self._knowledge.catalogue.chunks_labelled(label, scope=scope)
            key = label_key(label)
            self._known[place] = next((c for c in found if label_key(c.label or "") == key), None)
        return self._known[place]


def _merge(one: Sequence[Hit], other: Sequence[Hit]) -> list[Hit]:
    """Two rankings as one: each passage with its better score."""
    best: dict[str, Hit] = {}
    for hit in (*one, *other):
        if hit.chunk.id not in best or hit.score > best[hit.chunk.id].score:
            best[hit.chunk.id] = hit
    return sorted(best.values(), key=lambda hit: -hit.score)


def _shown(candidate: Candidate) -> str:
    """A candidate with what is above it, for the embedding."""
    title = candidate.title if not candidate.lead else ""
    return " ".join(part for part in (title, candidate.lead, candidate.text) if part)


def _is_stub(candidate: Candidate) -> bool:
    """True for a few words that say nothing alone: a title, the name of what follows."""
    return len(candidate.text) < _SHORT and not candidate.lead and not re.search(r"\d", candidate.text)


def _from_chunks(
    chunks: Sequence[Chunk],
    *,
    quote: str,
    label: str | None,
    score: float,
    lead: str = "",
    title: str = "",
    verbatim: bool = False,
    span: tuple[int, int] | None = None,
) -> Evidence:
    """Evidence from passages that stand together; boxes are those on the first one's page."""
    first = chunks[0]
    boxes: list[Box] = []
    for chunk in chunks:
        for line in chunk.spans:
            inside = span is None or chunk is not first or (line.start < span[1] and span[0] < line.end)
            if line.box is not None and inside and (line.page or chunk.page) == first.page:
                boxes.append(line.box)
    return Evidence(
        kind="drawing" if first.kind == "drawing" else "text",
        source=first.source,
        quote=quote,
        score=score,
        verbatim=verbatim,
        chunk_id=first.id,
        label=label,
        headings=first.headings if title in ("", *first.headings) else (*first.headings, title),
        lead=lead,
        page=first.page,
        boxes=tuple(boxes),
        unit=first.unit,
    )


def _stated(evidence: Evidence, statement: str, values: tuple[str, ...], also: tuple[str, ...]) -> Evidence:
    """The evidence with a computed statement."""
    return replace(evidence, statement=statement, values=values, also=also)
