"""Turn evidence into checked sentences: computed ones, exact words, extracts, the model's. Knows no expert.

A statement that an expert computed and words that were asked for verbatim are given as they are. From
other evidence a capable model writes and each of its sentences is checked; where none holds, the best
evidence is quoted. A small model is fluent and wrong, and what it gets right is a copy of its evidence:
with it the evidence is quoted, and its checked sentence stands beside a quote that is long: before it where
the model was trained to answer from sources, else behind it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from assistant.check import Checker, Similarity
from assistant.draft import Draft
from assistant.engines import Engine
from assistant.errors import EngineError
from assistant.extracts import extract
from assistant.prompt import build_grounded_messages, build_messages, build_short_messages
from assistant.records import Evidence, LoadingEvent, Message, Question, Said, SentenceEvent, TokenUse
from assistant.sentences import SentenceStream, split_sentences
from assistant.settings import AnswerSettings
from assistant.told_reading import judged_reading
from assistant.words import content_stems, coverage
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers

SAME = 0.8
"""Share of a sentence's content words from which it repeats what was said."""

_LONG_QUOTE = 320
_SHORTER = 0.5
_SHORT_TOKENS = 48
_SECOND_FROM = 0.85
_OTHERS_FROM = 0.9


class Composer:
    """Writes the sentences of an answer.

    Args:
        engine: Writes words.
        settings: Budgets.
        similarity: For the support check.
    """

    def __init__(
        self, engine: Engine, settings: AnswerSettings, *, similarity: Similarity | None = None
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._similarity = similarity

    def compose(
        self, draft: Draft, question: Question, evidence: Sequence[Evidence], cancel: threading.Event
    ) -> Iterator[Said]:
        """Yields the sentences of an answer from evidence, best first.

        Raises:
            EngineError: The model failed and nothing could be said without it.
        """
        best = evidence[0]
        if best.verbatim:
            yield from self._exact(draft, evidence)
        elif best.statement is not None:
            yield from self._stated(draft, question, evidence)
        elif self._engine.capable and question.language in self._engine.languages:
            yield from self._written(draft, question, evidence, cancel)
        else:
            yield from self._quoted(draft, question, evidence, cancel)

    def _exact(self, draft: Draft, evidence: Sequence[Evidence]) -> Iterator[SentenceEvent]:
        """Words that were asked for: each verbatim evidence whole, with its place where there are several."""
        exact = [item for item in evidence if item.verbatim]
        for item in exact:
            words = item.quote
            if len(exact) > 1:
                words = f"{item.source}, {item.label}:\n{words}" if item.label else f"{item.source}:\n{words}"
            yield draft.say(words, (draft.citations.cite(item),))

    def _stated(
        self, draft: Draft, question: Question, evidence: Sequence[Evidence]
    ) -> Iterator[SentenceEvent]:
        """The best computed statement, and those of other kinds that are about as sure."""
        best = evidence[0]
        kinds = {best.kind}
        chosen = [best]
        for item in evidence[1:]:
            if item.statement and item.kind not in kinds and item.score >= _OTHERS_FROM * best.score:
                chosen.append(item)
                kinds.add(item.kind)
        judged = judged_reading(question.text, best.statement or "", question.language)
        if judged is not None:
            yield draft.say(judged, (draft.citations.cite(best),))
        for item in chosen:
            number = draft.citations.cite(item)
            for sentence in split_sentences(item.statement or ""):
                yield draft.say(sentence, (number,))

    def _quoted(
        self, draft: Draft, question: Question, evidence: Sequence[Evidence], cancel: threading.Event
    ) -> Iterator[Said]:
        """Extracts of the best evidence; beside a long one a sentence of the model, a trained one's first.

        A list that is long is what was asked for: nothing is said beside it.
        """
        first = extract(evidence[0], question.language)
        is_list = "\n" in evidence[0].quote
        asks = question.language in self._engine.languages and len(first) > _LONG_QUOTE and not is_list
        if asks and self._engine.grounded:
            yield from self._model_sentences(draft, question, first, evidence[0], cancel)
        judged = judged_reading(question.text, first, question.language)
        if judged is not None:
            yield draft.say(judged, (draft.citations.cite(evidence[0]),))
        yield draft.say(first, (draft.citations.cite(evidence[0]),))
        second = self._second(evidence)
        if second is not None:
            yield draft.say(extract(second, question.language), (draft.citations.cite(second),))
        if asks and not self._engine.grounded:
            yield from self._model_sentences(draft, question, first, evidence[0], cancel)

    def _model_sentences(
        self, draft: Draft, question: Question, quote: str, evidence: Evidence, cancel: threading.Event
    ) -> Iterator[Said]:
        """What the model writes from one quote, checked; nothing where it fails."""
        try:
            yield from self._loaded(cancel)
        except EngineError as error:
            draft.drop("", str(error))
            return
        if cancel.is_set():
            return
        messages = self._short_messages(question, quote)
        draft.prompt_tokens += sum(self._engine.count_tokens(message.content) for message in messages)
        limit = min(_SHORT_TOKENS, self._settings.max_tokens)
        tokens: list[TokenUse] = []
        stream = self._engine.stream(
            messages, max_tokens=limit, stop=("\n",), cancel=cancel, told=tokens.append
        )
        if self._engine.grounded:
            stream = _unmarked(stream, shorter_than=int(_SHORTER * len(quote)))
        try:
            yield from self._admitted(draft, stream, (evidence,), tokens)
            if self._engine.grounded:  # its text came in one piece
                draft.completion_tokens += max(0, len(tokens) - 1)
        except EngineError as error:
            draft.drop("", str(error))

    def _loaded(self, cancel: threading.Event) -> Iterator[LoadingEvent]:
        """Has the model in memory when it ends; tells that the answer waits for it.

        Raises:
            EngineError: The model cannot be had.
        """
        if self._engine.is_loaded or cancel.is_set():
            return
        yield LoadingEvent()
        if not cancel.is_set():
            self._engine.load()

    def _second(self, evidence: Sequence[Evidence]) -> Evidence | None:
        """Another piece that is nearly as good and says something else."""
        best = evidence[0]
        said = content_stems(best.quote)
        for item in evidence[1:3]:
            other = item.statement is None and item.chunk_id != best.chunk_id
            if other and item.score >= _SECOND_FROM and coverage(content_stems(item.quote), said) < SAME:
                return item
        return None

    def _short_messages(self, question: Question, text: str) -> tuple[Message, ...]:
        budget, count = self._settings.prompt_tokens, self._engine.count_tokens
        if self._engine.grounded:
            return build_grounded_messages(question, text, budget=budget, count_tokens=count)
        return build_short_messages(question, text, budget=budget, count_tokens=count)

    def _written(
        self, draft: Draft, question: Question, evidence: Sequence[Evidence], cancel: threading.Event
    ) -> Iterator[Said]:
        """The model's checked sentences; the best evidence's words where none of them holds."""
        yield from self._loaded(cancel)
        messages, used = build_messages(
            question,
            evidence,
            budget=min(self._settings.prompt_tokens, self._engine.context_tokens // 2),
            count_tokens=self._engine.count_tokens,
        )
        draft.prompt_tokens += sum(self._engine.count_tokens(message.content) for message in messages)
        stream = self._engine.stream(messages, max_tokens=self._settings.max_tokens, cancel=cancel)
        failure: EngineError | None = None
        try:
            yield from self._admitted(draft, stream, evidence[:used])
        except EngineError as error:
            failure = error
        if draft.sentences or cancel.is_set():
            return
        if failure is not None:
            draft.drop("", str(failure))
        yield draft.say(extract(evidence[0], question.language), (draft.citations.cite(evidence[0]),))

    def _admitted(
        self,
        draft: Draft,
        stream: Iterator[str],
        evidence: Sequence[Evidence],
        tokens: Sequence[TokenUse] = (),
    ) -> Iterator[SentenceEvent]:
        """The sentences of a stream that the evidence holds and that say something new."""
        checker = Checker(evidence, language=draft.language, similarity=self._similarity)
        sentences = SentenceStream()
        for piece in stream:
            draft.completion_tokens += 1
            for sentence in sentences.feed(piece):
                yield from self._admit(draft, sentence, evidence, checker, tokens)
        for sentence in sentences.close():
            yield from self._admit(draft, sentence, evidence, checker, tokens)

    def _admit(
        self,
        draft: Draft,
        sentence: str,
        evidence: Sequence[Evidence],
        checker: Checker,
        tokens: Sequence[TokenUse],
    ) -> Iterator[SentenceEvent]:
        support = checker.check(sentence)
        said = [stem for earlier in draft.sentences for stem in content_stems(earlier.text)]
        if not support.supported:
            draft.drop(sentence, support.reason)
        elif said and coverage(content_stems(sentence), said) >= SAME:
            draft.drop(sentence, "it repeats what was said")
        else:
            numbers = tuple(dict.fromkeys(draft.citations.cite(evidence[i], q) for i, q in support.quotes))
            yield draft.say(sentence, numbers, tokens=spoken(sentence, tokens))


def spoken(sentence: str, tokens: Sequence[TokenUse]) -> tuple[TokenUse, ...]:
    """The tokens of a text of which a sentence in it was written; none where it does not stand there."""
    start = "".join(token.text for token in tokens).find(sentence)
    if start < 0:
        return ()
    found: list[TokenUse] = []
    position = 0
    for token in tokens:
        end = position + len(token.text)
        if end > start and position < start + len(sentence):
            found.append(token)
        position = end
    return tuple(found)


def _unmarked(stream: Iterator[str], *, shorter_than: int) -> Iterator[str]:
    """What a trained model wrote, without its markers; nothing where it says NOT FOUND or copies."""
    text, _ = split_markers("".join(stream))
    if 0 < len(text) < shorter_than and not text.upper().startswith(NOT_FOUND):
        yield text
