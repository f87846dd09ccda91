"""From a question to checked sentences with their evidence. Knows experts and engine by protocol only."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.anaphora import has_anaphora
from assistant.attribution import Attributed, Attributions
from assistant.background import told_and_asked
from assistant.check import Similarity
from assistant.citations import CitationList, Locate, evidence_place
from assistant.compose import Composer
from assistant.compound import are_apart, split_question
from assistant.confirm import exported_anew, told_again
from assistant.conversation import stand_alone
from assistant.crossing.bridge import Bridge, Crossing
from assistant.draft import Draft
from assistant.engines import Engine
from assistant.finder import Finder, Turn
from assistant.finish import finished, said_whole, with_nearest
from assistant.gate import Gate
from assistant.in_units import unit_answer
from assistant.judge import SURE, Verdict
from assistant.kin import Kin
from assistant.look_back import looks_back
from assistant.phrases import (
    not_found,
    not_said_in,
    nothing_ingested,
    part_not_found,
    said_elsewhere,
    stopped,
)
from assistant.records import (
    Answer,
    AnswerEvent,
    Event,
    GateEvent,
    Message,
    Question,
    Route,
    Said,
)
from assistant.scope import naming_equipment
from assistant.settings import AnswerSettings
from assistant.talk import asking_turns, in_language
from assistant.understanding import Understanding
from assistant.unsaid import Unsaid, looked_for
from assistant.words import single_spaced
from ingest.storable import storable_text
from retrieval.records import Language, Scope

if TYPE_CHECKING:
    from assistant.crossing.outside import Outside
    from assistant.registers.answers import Registers
    from assistant.registers.confirmed import Confirmed
    from retrieval.knowledge import Knowledge

_EVERYTHING = Scope()
_TERMS_SHOWN = 8


class Assistant:
    """Answers questions from what was ingested. Safe for several threads; the engine serves them in turn.

    Args:
        knowledge: What was ingested.
        gate: Chooses among the experts.
        engine: Writes words; never asked where an expert computed a statement.
        settings: Budgets and the threshold below which it abstains.
        similarity: Embedding similarity for the support check; overlap alone where None.
        locate: Finds a quote's page and boxes.
        crossing: Resolves what a question leaves to another source; nothing is resolved where None.
        kin: Finds the equipment that belongs with a tag ("the other one"); nothing is found where None.
        outside: Asks endpoints of the settings what the plant's sources do not tell; nobody where None.
        registers: Asked what nobody else answered; nobody where None.
        attributions: Tells whose word a question asks for; any document may answer where None.
        unsaid: Tells the words of a declined question that no source says; nobody looks where None.
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
        crossing: Crossing | None = None,
        attributions: Attributions | None = None,
        kin: Kin | None = None,
        outside: Outside | None = None,
        registers: Registers | None = None,
        unsaid: Unsaid | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.gate = gate
        self.engine = engine
        self._settings = settings or AnswerSettings()
        self._composer = Composer(engine, self._settings, similarity=similarity)
        self._locate = locate
        self._understanding = Understanding(engine, kin=kin, crossing=crossing)
        self._finder = Finder(
            gate,
            self._understanding,
            enough=self._settings.abstain_below,
            outside=outside,
            registers=registers,
        )
        self._attributions = attributions
        self._unsaid = unsaid

    def ask(
        self,
        text: str,
        *,
        history: Sequence[Message] = (),
        scope: Scope = _EVERYTHING,
        language: Language | None = None,
        cancel: threading.Event | None = None,
    ) -> Iterator[Event]:
        """Answers a question.

        Yields one ``GateEvent``, then a ``SentenceEvent`` for every checked sentence (their texts
        joined are the answer's text; none is taken back), and last an ``AnswerEvent``. A ``LoadingEvent``
        comes where the answer has to wait for the language model.

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
        text = storable_text(text)
        history = [replace(one, content=single_spaced(storable_text(one.content))) for one in history]
        history = asking_turns(history)
        text, history, language = in_language(text, history, language)
        told = self._from_an_answer(text, history, scope, language, cancel)
        if told is not None:
            yield from said_whole(told, seconds=time.perf_counter() - began)
            return
        turn = self._turn(text, history, scope, language, cancel)
        question, draft = turn.question, turn.draft
        bridge = self._finder.confirmed(turn) or self._understanding.bridge(question, scope)
        asked = replace(question, text=bridge.text) if bridge is not None and bridge.text else question
        attributions = self._attributions if bridge is None else None
        attributed = attributions.find(question, scope) if attributions is not None else None
        weights = self.gate.weights(asked, scope)
        if bridge is not None and bridge.computed:
            weights = self._finder.of_computing(weights)
        yield GateEvent(weights=dict(weights.items()))
        verdict = self._finder.over(turn, bridge, asked, weights, whole=attributed is not None)
        if bridge is not None and not verdict.evidence:
            bridge, asked, verdict = self._finder.otherwise(turn, bridge, asked, verdict, weights)
        if bridge is None and attributed is None and not cancel.is_set():
            bridge, verdict = self._finder.asked_last(turn, verdict)
        answered = yield from self._said(turn, asked, bridge, attributed, verdict)
        seconds = time.perf_counter() - began
        route: Route = "experts" if bridge is None else "joined" if bridge.text else "computed"
        answer = finished(
            draft, question, turn.uses, answered=answered, seconds=seconds, gate=weights, route=route
        )
        if not answered and not cancel.is_set():
            readings = self._finder.readings(turn)
            answer = with_nearest(answer, verdict.refusal, scope, self.knowledge, self._locate, readings)
        yield AnswerEvent(answer=answer)

    def confirm(
        self, text: str, reading: str, *, history: Sequence[Message] = (), language: Language | None = None
    ) -> Confirmed:
        """Keeps that a question means one of the readings that it was shown; it is told so from now on.

        Args:
            text: What the user had typed, and ``history`` the turns before it.
            reading: ``Citation.reading`` of one of ``Answer.nearest``.

        Raises:
            BadConfirmation: The question has no such reading.
        """
        turn = self._turn(text, history, _EVERYTHING, language, threading.Event())
        return self._finder.confirm(turn, reading)

    def unconfirm(
        self, text: str, *, history: Sequence[Message] = (), language: Language | None = None
    ) -> bool:
        """Takes back what was confirmed of a question; False where nothing was."""
        return self._finder.unconfirm(self._turn(text, history, _EVERYTHING, language, threading.Event()))

    def _turn(
        self,
        text: str,
        history: Sequence[Message],
        scope: Scope,
        language: Language | None,
        cancel: threading.Event,
    ) -> Turn:
        told, asked = told_and_asked(text) or ("", text)
        history = [*history, Message(role="user", content=told)] if told else history
        question = self._understanding.read(single_spaced(asked), history, language, cancel)
        question = replace(question, text=naming_equipment(question.text, scope, language=question.language))
        return Turn(question, scope, cancel, Draft(question.language, CitationList(self._locate)))

    def _said(
        self,
        turn: Turn,
        asked: Question,
        bridge: Bridge | None,
        attributed: Attributed | None,
        verdict: Verdict,
    ) -> Generator[Said, None, bool]:
        """Says what was found in the way that the question wants; True where something was answered."""
        parts = split_question(asked.text) if bridge is None else None
        of_paper = attributed is not None and (
            attributed.alone or (parts is None and not _is_of(verdict, attributed))
        )
        if attributed is not None and of_paper:
            return (yield from self._of_paper(turn, attributed, verdict))
        if bridge is not None:
            return (yield from self._across(turn, asked, bridge, verdict))
        if parts is not None and not self._is_settled(verdict, parts[1]):
            return (yield from self._in_parts(turn, turn.question, parts, verdict))
        return (yield from self._one(turn, turn.question, verdict))

    def _from_an_answer(
        self,
        text: str,
        history: Sequence[Message],
        scope: Scope,
        language: Language | None,
        cancel: threading.Event,
    ) -> Answer | None:
        """What another question tells: a doubt the one before, a unit the one without it."""

        def ask(earlier: str, turns: Sequence[Message]) -> Answer:
            return self._answer(earlier, turns, scope, language, cancel)

        if history and looks_back(text):
            return told_again(text, history, ask, language=language)
        return exported_anew(text, history, ask, language=language) or unit_answer(
            text, history, ask, language=language
        )

    def _answer(
        self,
        text: str,
        history: Sequence[Message],
        scope: Scope,
        language: Language | None,
        cancel: threading.Event,
    ) -> Answer:
        """The answer to a question, its events left out."""
        *_, last = self.ask(text, history=history, scope=scope, language=language, cancel=cancel)
        assert isinstance(last, AnswerEvent)
        return last.answer

    def _one(
        self, turn: Turn, question: Question, verdict: Verdict, *, scope: Scope | None = None
    ) -> Generator[Said, None, bool]:
        """Says what the evidence holds, or that it is not enough; True where something was answered."""
        draft, cancel = turn.draft, turn.cancel
        before = len(draft.sentences)
        if not verdict.evidence or cancel.is_set():
            words = self._abstention(question, verdict, scope or turn.scope, stop=cancel.is_set())
            yield draft.say(words, supported=False)
            return False
        yield from self._composer.compose(draft, question, verdict.evidence, cancel)
        if len(draft.sentences) > before:
            return True
        yield draft.say(stopped(question.language), supported=False)
        return False

    def _of_paper(self, turn: Turn, attributed: Attributed, whole: Verdict) -> Generator[Said, None, bool]:
        """Answers from the document whose word is asked for; says so where it does not hold the answer.

        What another document nearly surely says is then told as that document's word.
        """
        draft, question = turn.draft, turn.question
        within = replace(turn.scope, sources=attributed.sources)
        asked = replace(question, text=attributed.text)
        verdict = self._finder.decide(turn, asked, scope=within)
        own = verdict.evidence or tuple(e for e in whole.evidence if e.source in attributed.sources)
        if own or turn.cancel.is_set():
            return (yield from self._one(turn, asked, replace(verdict, evidence=own), scope=within))
        if not attributed.alone:
            return (yield from self._one(turn, question, whole))
        missing = not_said_in(question.language, attributed.sources)
        others = tuple(e for e in whole.evidence if e.score >= SURE)
        if not others:
            yield draft.say(missing, supported=False)
            return False
        yield draft.say(f"{missing} {said_elsewhere(question.language, others[0].source)}", supported=False)
        return (yield from self._one(turn, question, replace(whole, evidence=others)))

    def _across(
        self, turn: Turn, question: Question, bridge: Bridge, verdict: Verdict
    ) -> Generator[Said, None, bool]:
        """Says what the resolved question is answered with, then what was put into it and where it stands."""
        draft, cancel = turn.draft, turn.cancel
        answered = True
        if bridge.text or not verdict.evidence or cancel.is_set():
            answered = yield from self._one(turn, question, verdict)
        if answered and not cancel.is_set():
            for reason in bridge.reasons:
                numbers = (draft.citations.cite(reason),)
                yield draft.say(reason.statement or reason.quote, numbers, listed=bridge.listed)
        return answered

    @staticmethod
    def _is_settled(verdict: Verdict, last: str) -> bool:
        """True where one computed statement answers both: the second part speaks of the first's answer."""
        best = verdict.evidence[0] if verdict.evidence else None
        return best is not None and best.statement is not None and best.score >= SURE and has_anaphora(last)

    def _in_parts(
        self, turn: Turn, question: Question, parts: tuple[str, str], whole: Verdict
    ) -> Generator[Said, None, bool]:
        """Answers two questions one after the other, where that says more than asking them at once."""
        first = replace(question, text=parts[0])
        verdict = self._finder.part(turn, first)
        found = verdict.evidence[0] if verdict.evidence else None
        said = "" if found is None else found.statement or found.quote
        history = (Message(role="user", content=parts[0]), Message(role="assistant", content=said))
        last = replace(question, text=stand_alone(parts[1], history, engine=self.engine))
        other = self._finder.part(turn, last)
        alike = found is not None and bool(other.evidence) and other.evidence[0].quote == found.quote
        both = verdict.evidence and other.evidence
        neither = not verdict.evidence and not other.evidence
        apart = are_apart(question.text)
        if alike or neither:
            return (yield from self._one(turn, question, whole))
        if whole.evidence and not both and not apart:
            found_of, missing = (verdict, parts[1]) if verdict.evidence else (other, parts[0])
            return (yield from self._one_of_two(turn, question, whole, found_of, missing))
        answered = yield from self._part(turn, first, verdict, parts[0])
        more = split_question(last.text) if apart else None
        if more is not None and not turn.cancel.is_set():
            rest = yield from self._in_parts(turn, last, more, other)
        else:
            rest = yield from self._part(turn, last, other, parts[1])
        return rest or answered

    def _part(
        self, turn: Turn, question: Question, verdict: Verdict, asked: str
    ) -> Generator[Said, None, bool]:
        """Answers one of two questions, or says of which nothing was found, in the words it was asked in."""
        if verdict.evidence or verdict.refusal or turn.cancel.is_set():
            return (yield from self._one(turn, question, verdict))
        yield turn.draft.say(part_not_found(question.language, asked), supported=False)
        return False

    def _one_of_two(
        self, turn: Turn, question: Question, whole: Verdict, part: Verdict, missing: str
    ) -> Generator[Said, None, bool]:
        """Answers what was found of two questions, and says of which nothing was.

        What is surer of both together may answer both, as may the place where the rest refers to it.
        """
        if part.evidence[0].score < whole.evidence[0].score or has_anaphora(missing):
            return (yield from self._one(turn, question, whole))
        answered = yield from self._one(turn, question, part)
        yield from self._part(turn, question, Verdict((), None), missing)
        return answered

    def _abstention(self, question: Question, verdict: Verdict, scope: Scope, *, stop: bool) -> str:
        if stop:
            return stopped(question.language)
        documents = len(self.knowledge.catalogue.documents(scope))
        if not documents and scope.is_open:
            return nothing_ingested(question.language)
        if verdict.refusal:
            return verdict.refusal
        terms = looked_for(question.text)
        unsaid = self._unsaid.words(question, scope) if self._unsaid is not None else ()
        return not_found(
            question.language,
            terms[:_TERMS_SHOWN],
            documents=documents,
            unsaid=[word.text for word in unsaid],
            untranslated=[word.text for word in unsaid if word.untranslated],
        )


def _is_of(verdict: Verdict, attributed: Attributed) -> bool:
    """True where the document that is named gave the best evidence anyway."""
    return bool(verdict.evidence) and verdict.evidence[0].source in attributed.sources
