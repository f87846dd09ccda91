"""From a question to checked sentences with their evidence. Knows experts and engine by protocol only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.check import Checker, Similarity
from assistant.citations import CitationList, Locate, evidence_place, with_markers
from assistant.conversation import stand_alone
from assistant.engines import Engine
from assistant.gate import Gate
from assistant.language import detect_language
from assistant.phrases import not_found, nothing_ingested, stopped
from assistant.prompt import build_messages
from assistant.records import (
    Answer,
    AnswerEvent,
    Event,
    Evidence,
    ExpertUse,
    Finding,
    GateEvent,
    Message,
    Question,
    Removed,
    Sentence,
    SentenceEvent,
    Usage,
)
from assistant.sentences import SentenceStream, split_sentences
from assistant.settings import AnswerSettings
from assistant.words import content_words
from retrieval.records import Language, Scope

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge


@dataclass(slots=True)
class _Draft:
    """The answer while it grows."""

    language: Language
    citations: CitationList
    pieces: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def add(self, text: str, numbers: tuple[int, ...], *, supported: bool = True) -> SentenceEvent:
        """Adds one checked sentence; the event carries the separator before it."""
        piece = (" " if self.pieces else "") + with_markers(text, numbers)
        self.pieces.append(piece)
        self.sentences.append(Sentence(text=text, supported=supported, citations=numbers))
        return SentenceEvent(text=piece, citations=self.citations.fresh())


class Assistant:
    """Answers questions from what was ingested.

    Args:
        knowledge: What was ingested.
        gate: Chooses among the experts.
        engine: Writes words; never asked where an expert computed a statement.
        settings: Budgets and the threshold below which it abstains.
        similarity: Embedding similarity for the support check; overlap alone where None.
        locate: Finds a quote's page and boxes.
    """

    def __init__(
        self,
        *,
        knowledge: Knowledge,
        gate: Gate,
        engine: Engine,
        settings: AnswerSettings | None = None,
        similarity: Similarity | None = None,
        locate: Locate = evidence_place,
    ) -> None:
        self.knowledge = knowledge
        self.gate = gate
        self.engine = engine
        self._settings = settings or AnswerSettings()
        self._similarity = similarity
        self._locate = locate

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Message] = (),
        scope: Scope = Scope(),  # noqa: B008 - a frozen record
        language: Language | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Answers a question.

        Yields one ``GateEvent``, then a ``SentenceEvent`` for every checked sentence (their texts
        joined are the answer's text; none is taken back), and last an ``AnswerEvent``.

        Args:
            text: What the user typed.
            history: Earlier turns, oldest first.
            scope: What the question is restricted to.
            language: Language to answer in; told from the question where None.
            cancel: Set by another thread to stop; what was said until then is the answer.

        Raises:
            EngineError: The model failed before a sentence could be given without it.
        """
        began = time.perf_counter()
        cancel = cancel or threading.Event()
        self.knowledge.refresh()
        question = self._understand(text, history, language)
        draft = _Draft(language=question.language, citations=CitationList(self._locate))
        weights = self.gate.weights(question, scope)
        yield GateEvent(weights=dict(weights.items()))
        findings: list[Finding] = []
        uses: list[ExpertUse] = []
        for name, weight in weights.items():
            if cancel.is_set():
                break
            start = time.perf_counter()
            findings.append(self.gate.experts[name].find(question, scope))
            uses.append(ExpertUse(name=name, weight=weight, seconds=time.perf_counter() - start))
        evidence = sorted((e for f in findings for e in f.evidence), key=lambda e: -e.score)
        enough = [e for e in evidence if e.score >= self._settings.abstain_below]
        abstained = not enough or cancel.is_set()
        if abstained:
            yield self._abstain(draft, question, findings, scope, stop=cancel.is_set())
        else:
            yield from self._say(draft, question, enough, cancel)
        yield AnswerEvent(
            answer=Answer(
                text="".join(draft.pieces),
                abstained=abstained,
                language=question.language,
                citations=draft.citations.all(),
                sentences=tuple(draft.sentences),
                experts=tuple(uses),
                removed=tuple(draft.removed),
                usage=Usage(
                    prompt_tokens=draft.prompt_tokens,
                    completion_tokens=draft.completion_tokens,
                    seconds=time.perf_counter() - began,
                ),
                question=question.text,
            )
        )

    def _understand(self, text: str, history: Sequence[Message], language: Language | None) -> Question:
        earlier = next((m.content for m in reversed(history) if m.role == "user"), "")
        spoken = language or detect_language(text, default=detect_language(earlier))
        return Question(
            text=stand_alone(text, history, engine=self.engine),
            asked=text,
            language=spoken,
            history=tuple(history),
        )

    def _abstain(
        self, draft: _Draft, question: Question, findings: Sequence[Finding], scope: Scope, *, stop: bool
    ) -> SentenceEvent:
        refusal = next((f.refusal for f in findings if f.refusal), None)
        documents = len(self.knowledge.catalogue.documents(scope))
        if stop:
            words = stopped(question.language)
        elif not documents and scope.is_open:
            words = nothing_ingested(question.language)
        else:
            terms = list(dict.fromkeys(content_words(question.text)))
            words = refusal or not_found(question.language, terms[:8], documents=documents)
        return draft.add(words, (), supported=False)

    def _say(
        self, draft: _Draft, question: Question, evidence: Sequence[Evidence], cancel: threading.Event
    ) -> Iterator[Event]:
        best = evidence[0]
        if best.statement is not None or best.verbatim:
            words = best.quote if best.verbatim or best.statement is None else best.statement
            yield draft.add(words, (draft.citations.cite(best),))
            return
        yield from self._write(draft, question, evidence, cancel)
        if not draft.sentences and not cancel.is_set():
            extract = split_sentences(best.quote)[0] if best.quote else best.quote
            yield draft.add(extract, (draft.citations.cite(best, extract),))

    def _write(
        self, draft: _Draft, question: Question, evidence: Sequence[Evidence], cancel: threading.Event
    ) -> Iterator[Event]:
        if question.language not in self.engine.languages:
            return
        messages, used = build_messages(
            question, evidence, budget=self._settings.prompt_tokens, count_tokens=self.engine.count_tokens
        )
        draft.prompt_tokens += sum(self.engine.count_tokens(message.content) for message in messages)
        checker = Checker(evidence[:used], language=question.language, similarity=self._similarity)
        stream = SentenceStream()
        for piece in self.engine.stream(messages, max_tokens=self._settings.max_tokens, cancel=cancel):
            draft.completion_tokens += 1
            for sentence in stream.feed(piece):
                yield from self._admit(draft, sentence, evidence, checker)
        for sentence in stream.close():
            yield from self._admit(draft, sentence, evidence, checker)

    def _admit(
        self, draft: _Draft, sentence: str, evidence: Sequence[Evidence], checker: Checker
    ) -> Iterator[Event]:
        support = checker.check(sentence)
        if not support.supported:
            draft.removed.append(Removed(text=sentence, reason=support.reason))
            return
        numbers = tuple(dict.fromkeys(draft.citations.cite(evidence[i], q) for i, q in support.quotes))
        yield draft.add(sentence, numbers)
