"""Finds the sentences of documents that answer a question. Writes no prose and knows no model's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.experts.text.aligned import WordAligner
from assistant.experts.text.amounts import is_reckoned
from assistant.experts.text.candidates import Candidate, candidates, parent_label, without_bare_headings
from assistant.experts.text.clauses import Clause, family, find_clause
from assistant.experts.text.features import Features, measure
from assistant.experts.text.figures import asked_figure, find_figure
from assistant.experts.text.glossary import glossary
from assistant.experts.text.intent import Intent, read_intent, words_beside_labels
from assistant.experts.text.lists import Lists
from assistant.experts.text.look_up import compiled, likeliest, whole
from assistant.experts.text.meaning import Embed, meanings
from assistant.experts.text.named import DocumentNames, Named
from assistant.experts.text.others import of_others, of_strangers, tags_around, tags_said
from assistant.experts.text.quoting import LIST_OPENS, list_evidence, quoted, whole_item
from assistant.experts.text.reader.candidates import Reads, read_candidates
from assistant.experts.text.reader.heard import heard
from assistant.experts.text.sought import is_unheard
from assistant.experts.text.telling import (
    KEEP,
    answering,
    called_fields,
    holding_first,
    nouns_asked,
    own_fields,
    own_language_first,
    saying_more,
    speaking_first,
    speaks_of,
)
from assistant.experts.text.terms import Term, key_terms, without, without_title
from assistant.experts.text.vocabulary import Vocabulary
from assistant.experts.text.weights import confidence, leads, ranking
from assistant.experts.text.which_clause import which_clause
from assistant.judge import LIKELY
from assistant.phrases import no_such_identifier
from assistant.records import Evidence, Finding, Question
from assistant.words import content_stems
from retrieval.identifiers import find_identifiers
from retrieval.records import Hit, Kind, Language, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

POOL = 30
"""Passages whose sentences are compared."""

_UNHEARD = 0.4
"""Score of what shares the rest of a question that asks for something no source has a word for."""
_NEAR_SHOWN = 6
_ITEMS_ALIKE = 2
_NOTHING_NAMED = Named()
_POINT = re.compile(r"[A-Za-z]{1,3}\d{1,4}")
_ALONE = re.compile(
    r"\b(?:only the (?:text|words)|no other words|nothing else|uniquement le texte)\b", re.IGNORECASE
)


class TextExpert:
    """Answers from what documents say.

    Args:
        knowledge: What was ingested.
        embed: The embedding model of the index, for sentences.
        french: Puts French texts where ``embed`` puts their translations; None where nothing does.
        reads: Reads passages; None where no reader is at hand.
    """

    name: Kind = "text"

    def __init__(
        self, knowledge: Knowledge, *, embed: Embed, french: Embed | None = None, reads: Reads | None = None
    ) -> None:
        self._knowledge = knowledge
        self._embed = embed
        self._french = french
        self._reads = reads
        self._aligner = WordAligner(embed, french) if french is not None else None
        self._vocabulary = Vocabulary(knowledge.catalogue)
        self._names = DocumentNames(knowledge.catalogue)

    def load(self) -> None:
        """Puts the reader into memory, so that no question waits for it."""
        if self._reads is not None:
            self._reads("warm up", ["warm up"])

    def affinity(self, question: Question, scope: Scope) -> float:
        """High where a clause or a definition is asked for, middling else: documents may say anything."""
        del scope
        intent = read_intent(question)
        if intent.kind in ("verbatim", "compile") or intent.labels or asked_figure(question.text):
            return 1.0
        return 0.7 if intent.kind == "define" else 0.5

    def find(self, question: Question, scope: Scope) -> Finding:
        """Sentences that answer, best first; exact look-up where clauses are asked for."""
        shown = find_figure(self._knowledge.catalogue, question, scope)
        if shown is not None:
            return shown
        intent = read_intent(question)
        if intent.kind == "compile":
            return compiled(self._knowledge.catalogue, question, intent.term, scope)
        if intent.labels:
            if intent.about and self._only_names(question, scope):
                intent = replace(intent, kind="verbatim", about=False)
            found = self._labelled(question, intent, scope)
            if found is not None:
                return found
        return self._search(question, intent, scope)

    def _only_names(self, question: Question, scope: Scope) -> bool:
        """True where all that a question says beside a clause names its document: it wants the words."""
        named = self._names.find(question.text, question.language, scope)
        known = named.said.union(*(self._title_stems(source) for source in named.sources))
        left = words_beside_labels(question.text)
        return bool(named.sources) and known.issuperset(content_stems(left, question.language))

    def _labelled(self, question: Question, intent: Intent, scope: Scope) -> Finding | None:
        """What the named clauses say; a refusal where one does not exist; None where they only narrow."""
        catalogue = self._knowledge.catalogue
        evidence: list[Evidence] = []
        for label in intent.labels:
            clauses = find_clause(catalogue, label, scope)
            if not clauses:
                if catalogue.chunks_mentioning(label, scope=scope, limit=1) or self._is_held(label, scope):
                    return None
                near = family(catalogue, label, scope)[-_NEAR_SHOWN:]
                return Finding(refusal=no_such_identifier(question.language, label, near))
            if intent.about:
                evidence += self._within(question, intent, clauses)
            else:
                evidence += [
                    whole(clause, alone=bool(_ALONE.search(question.text)))
                    for clause in likeliest(catalogue, question, clauses)
                ]
        return Finding(evidence=tuple(evidence))

    def _is_held(self, label: str, scope: Scope) -> bool:
        """True where letters with a number (``point A2``) stand in a passage: they need name no clause."""
        if not _POINT.fullmatch(label):
            return False
        word = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", re.IGNORECASE)
        return any(
            word.search(hit.chunk.text) for hit in self._knowledge.search(label, scope=scope, top_k=POOL)
        )

    def _within(self, question: Question, intent: Intent, clauses: Sequence[Clause]) -> list[Evidence]:
        """The sentences of the named clauses that speak of what is asked about them."""
        hits = [
            Hit(chunk=chunk, score=1.0) for clause in clauses for chunk in (*clause.chunks, *clause.below)
        ]
        ranked = self._ranked(question, intent, hits[: 3 * POOL])
        lists = Lists(self._knowledge.catalogue)
        return [
            quoted(candidate, lists, max(confidence(features), 0.5)) for candidate, features in ranked[:KEEP]
        ]

    def _search(self, question: Question, intent: Intent, scope: Scope) -> Finding:
        named = self._names.find(question.text, question.language, scope)
        hits = self._hits(question, intent, scope, named)
        ranked = self._ranked(question, intent, hits, named)
        if intent.which_clause:
            terms = without(
                frozenset(content_stems(intent.which_clause)), self._terms(question, intent, named)
            )
            clauses = which_clause(ranked, terms, self._knowledge.catalogue, question.language)
            if clauses:
                return Finding(evidence=tuple(clauses))
        ranked = saying_more(question, intent, own_fields(named, ranked))
        ranked = called_fields(answering(question, intent, ranked, self._knowledge.catalogue.document))
        nouns = nouns_asked(question, intent)
        ranked = own_language_first(question, holding_first(intent, speaking_first(nouns, ranked)))
        lists = Lists(self._knowledge.catalogue)
        most = _UNHEARD if is_unheard(nouns, self._vocabulary) else 1.0
        evidence: list[Evidence] = []
        for candidate, features in ranked[:KEEP]:
            misfit = max(0.0, ranked[0][1].kind_fits - features.kind_fits)
            likely = confidence(features) * (1 - misfit) * speaks_of(nouns, candidate, features)
            if not evidence and _is_leading(question, intent, candidate, features):
                likely = max(likely, LIKELY)
            score = min(likely, evidence[-1].score if evidence else most)
            found = quoted(candidate, lists, score)
            evidence.append(whole_item(candidate, found) if intent.kind == "define" else found)
        listed = self._listed(question, intent, ranked[:KEEP])
        if listed is not None:
            evidence[0] = replace(listed, score=evidence[0].score)
        return Finding(evidence=tuple(evidence))

    def _listed(
        self, question: Question, intent: Intent, ranked: Sequence[tuple[Candidate, Features]]
    ) -> Evidence | None:
        """The whole list where several things are asked for, or what its items share and none of them."""
        if not ranked or (first := ranked[0][0]).is_row:
            return None
        lists = Lists(self._knowledge.catalogue)
        asked = set(content_stems(question.text, question.language))
        parent = lists.parent(first.hit.chunk)
        if parent is not None and LIST_OPENS.search(parent.text):
            alike = sum(
                parent_label(other.hit.chunk.label or "") == parent.label
                and other.hit.chunk.source == parent.source
                for other, _ in ranked
            )
            shared = alike >= _ITEMS_ALIKE and not (asked - first.lead_stems) & first.stems
            if shared or intent.several:
                return list_evidence(lists.with_items(parent, parent.text), parent)
        around = lists.around(first.hit.chunk) if intent.several else None
        if around is None or (len(around[1]) == 1 and not asked & first.head_stems):
            return None
        return list_evidence(around, around[1][0])

    def _hits(self, question: Question, intent: Intent, scope: Scope, named: Named) -> list[Hit]:
        """Passages near the question, near its words in the other language, and those of named documents."""
        found = self._knowledge.search(question.text, scope=scope, top_k=POOL)
        tags = find_identifiers(question.text)
        if tags:
            plain = re.sub("|".join(re.escape(tag) for tag in tags), " ", question.text, flags=re.IGNORECASE)
            found = _merge(found, self._knowledge.search(plain, scope=scope, top_k=POOL))
        if intent.kind == "define":
            found = _merge(found, self._knowledge.search(intent.term, scope=scope, top_k=POOL))
        self._vocabulary.refresh()
        for other in self._vocabulary.languages - {question.language}:
            said = glossary().translate(question.text, to=other)
            found = _merge(found, self._knowledge.search(said, scope=scope, top_k=POOL))
        there: list[Hit] = []
        if named.sources:
            inside = replace(scope, sources=named.sources)
            there = self._prose(self._knowledge.search(question.text, scope=inside, top_k=POOL))
        return _merge(self._prose(found)[: POOL - len(there) // 2], there)

    def _prose(self, hits: Sequence[Hit]) -> list[Hit]:
        """Hits of running text, drawings and tables on pages; the table expert has the rows of others."""
        return [hit for hit in hits if hit.chunk.kind in ("text", "drawing") or hit.chunk.page is not None]

    def _ranked(
        self, question: Question, intent: Intent, hits: Sequence[Hit], named: Named = _NOTHING_NAMED
    ) -> list[tuple[Candidate, Features]]:
        terms = self._terms(question, intent, named)
        lists = Lists(self._knowledge.catalogue)
        telling = without_bare_headings(hits)
        of_asked = self._without_others(intent, telling)
        pool = [
            c
            for rank, hit in enumerate(of_asked)
            for c in candidates(hit, rank, parent=lists.parent)
            if not of_others(intent.tags, tags_said(c))
        ]
        if not pool:
            return []
        shown = [_shown(candidate) for candidate in pool]
        near = meanings(question, pool, shown, embed=self._embed, french=self._french)
        top = {foreign: _best(pool, foreign=foreign, asked=question.language) for foreign in (False, True)}
        best = float(near.max())
        own = self._own_terms(terms, pool, question.language)
        spans = read_candidates(self._reads, question.text, pool) if self._reads is not None else {}
        measured = [
            (
                c,
                measure(
                    intent,
                    own[c.hit.chunk.source, c.is_foreign(question.language)],
                    c,
                    meaning=float(m),
                    best_meaning=best,
                    best_score=top[c.is_foreign(question.language)],
                    named=_named(named, c),
                    word=word,
                ),
            )
            for c, m, word in zip(pool, near, heard(spans, len(pool)), strict=True)
        ]
        return sorted(measured, key=lambda pair: -ranking(pair[1]))

    def _own_terms(
        self, terms: tuple[Term, ...], pool: Sequence[Candidate], asked: Language
    ) -> dict[tuple[str, bool], tuple[Term, ...]]:
        """The terms by source and whether its passage is foreign: what names the document is left out."""
        foreign = terms if self._aligner is None else self._aligner.aligned(terms, pool, asked=asked)
        return {
            (source, other): without_title(foreign if other else terms, self._title_stems(source))
            for source, other in {(c.hit.chunk.source, c.is_foreign(asked)) for c in pool}
        }

    def _without_others(self, intent: Intent, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Hits without passages about other equipment, in documents that never name what is asked about."""
        catalogue = self._knowledge.catalogue
        if not intent.tags:
            return hits
        kept: list[Hit] = []
        named: dict[str, frozenset[str]] = {}
        for hit in hits:
            source = hit.chunk.source
            around = tags_around(hit.chunk, catalogue.document(source))
            if of_others(intent.tags, around) or of_strangers(intent.tags, around):
                if source not in named:
                    named[source] = catalogue.identifiers(source)
                if of_others(intent.tags, named[source]) or of_strangers(intent.tags, named[source]):
                    continue
            kept.append(hit)
        return kept

    def _terms(self, question: Question, intent: Intent, named: Named) -> tuple[Term, ...]:
        """The key words that an answer must speak of; what merely names the document left out."""
        self._vocabulary.refresh()
        asked_about = intent.term if intent.kind == "define" else question.text
        return without(named.said, key_terms(asked_about, question.language, self._vocabulary))

    def _title_stems(self, source: str) -> frozenset[str]:
        document = self._knowledge.catalogue.document(source)
        if document is None:
            return frozenset()
        name = re.sub(r"[_\-./]+", " ", document.path.rsplit("/", 1)[-1])
        language: Language = "fr" if document.language == "fr" else "en"
        return frozenset(content_stems(f"{document.title} {name}", language))


def _is_leading(question: Question, intent: Intent, candidate: Candidate, features: Features) -> bool:
    """True for a sentence that may be told where nothing else answers; not for what has to be reckoned."""
    if intent.kind != "open" or intent.expected == "yes_no" or not leads(features):
        return False
    return not is_reckoned(question.text) or is_reckoned(candidate.text)


def _merge(one: Sequence[Hit], other: Sequence[Hit]) -> list[Hit]:
    """Two rankings as one: each passage with its better score."""
    best: dict[str, Hit] = {}
    for hit in (*one, *other):
        if hit.chunk.id not in best or hit.score > best[hit.chunk.id].score:
            best[hit.chunk.id] = hit
    return sorted(best.values(), key=lambda hit: -hit.score)


def _best(pool: Sequence[Candidate], *, foreign: bool, asked: Language) -> float:
    """The best score, of foreign passages among themselves: the searchers find them less surely."""
    found = (c.hit.score for c in pool if c.is_foreign(asked) or not foreign)
    return max(found, default=0.0)


def _shown(candidate: Candidate) -> str:
    """A candidate with what is above it, for the embedding."""
    title = candidate.title if not candidate.lead else ""
    return " ".join(part for part in (title, candidate.lead, candidate.text) if part)


def _named(named: Named, candidate: Candidate) -> float:
    """How far the question names a candidate's document; drawings are named to their own expert."""
    chunk = candidate.hit.chunk
    return 0.0 if chunk.kind == "drawing" else named.speaks_of(chunk.source)
