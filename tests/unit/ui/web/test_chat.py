"""The tab to ask, without a browser: waiting is told, stopping while waiting says so, errors are shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from assistant.errors import Cancelled, EngineError
from assistant.records import Answer, AnswerEvent, LoadingEvent, SentenceEvent, Usage
from assistant.service import WaitEvent
from retrieval.errors import BadIndex
from ui.web import words
from ui.web.chat import ChatTab

ANSWER = Answer(text="Yes.", abstained=False, language="en", usage=Usage(seconds=1.0))


def tab(*events: Any) -> ChatTab:
    def ask(text: str, **_: Any) -> Iterator[Any]:
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event

    catalogue = SimpleNamespace(documents=lambda: ["one"])
    return ChatTab(SimpleNamespace(ask=ask, knowledge=SimpleNamespace(catalogue=catalogue)))  # type: ignore[arg-type]


def said(subject: ChatTab, question: str) -> list[str]:
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    seen = [
        turns[-1]["content"] for turns, *_ in subject.answer(question, [], [], "", "", "", "", "", visitor)
    ]
    assert not subject._running
    return seen


def test_who_waits_is_told_how_many_are_ahead() -> None:
    waits = [WaitEvent(ahead=0), WaitEvent(ahead=2)]
    seen = said(
        tab(*waits, SentenceEvent(text="Yes.", citations=()), AnswerEvent(answer=ANSWER)), "Is it so?"
    )
    assert words.SETTING_UP["en"] in seen
    assert any("2 before you" in text for text in seen)
    assert seen[-1].startswith("Yes.")


def test_what_was_said_stays_while_the_language_model_is_loaded() -> None:
    said_first = SentenceEvent(text="Yes.", citations=())
    seen = said(tab(said_first, LoadingEvent(), AnswerEvent(answer=ANSWER)), "Is it so?")
    assert f"Yes.\n\n{words.LOADING['en']}" in seen
    assert words.LOADING["en"] not in seen[-1]


def test_waiting_is_told_in_the_language_of_the_question() -> None:
    seen = said(tab(WaitEvent(ahead=1), AnswerEvent(answer=ANSWER)), "Quelle est la limite de la pompe ?")
    assert any("1 avant la vôtre" in text for text in seen)


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (Cancelled("x"), words.STOPPED["en"]),
        (EngineError("no engine"), "no engine"),
        (BadIndex("reindex"), "reindex"),
    ],
)
def test_what_went_wrong_is_said_and_the_next_question_can_be_asked(error: Exception, word: str) -> None:
    subject = tab(WaitEvent(ahead=1), error)
    *_, last = subject.answer(
        "Is it so?", [], [], "", "", "", "", "", SimpleNamespace(session_hash="v", headers={})
    )  # type: ignore[arg-type]
    assert word in last[0][-1]["content"]
    assert last[5]["interactive"]
    assert not last[6]["interactive"]


def test_the_evidence_of_earlier_answers_is_kept_by_their_place() -> None:
    citation: Any = SimpleNamespace(
        n=1, source="a.pdf", kind="text", page=2, label=None, sensor=None, start=None, end=None, rows=None,
        quote="seven", is_near=False, caveats=(),
    )  # fmt: skip
    answer = Answer(
        text="Seven. [1]", abstained=False, language="en", usage=Usage(seconds=1.0), citations=(citation,)
    )
    visitor: Any = SimpleNamespace(session_hash="v", headers={})
    before = [
        {"role": role, "content": text}
        for role, text in (("user", "a?"), ("assistant", "A [1]"), ("user", "b?"), ("assistant", "⚠ failed"))
    ]
    first: Any = SimpleNamespace(n=1)
    *_, last = tab(AnswerEvent(answer=answer)).answer("c?", before, [[first]], "", "", "", "", "", visitor)
    assert last[2] == [[first], [], [citation]]
    assert 'data-turn="2"' in last[3]


def test_evidence_that_is_clicked_while_an_answer_is_written_stays_open() -> None:
    found: Any = SimpleNamespace(n=1)
    subject = tab(*(SentenceEvent(text="Yes.", citations=()) for _ in range(2)), AnswerEvent(answer=ANSWER))
    subject._evidence.open = lambda *_, turn, **__: (turn,)  # type: ignore[method-assign]
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    turns = [{"role": role, "content": "a"} for role in ("user", "assistant")]
    for clicked in (0, None):
        running = subject.answer("Is it so?", turns, [[found]], "", "", "", "", "", visitor)
        assert next(running)[3] != gr.skip()
        if clicked is not None:
            event: Any = SimpleNamespace(turn=clicked, n=1)
            subject.open([[found]], event, visitor)
        *_, last = running
        assert (last[3] == gr.skip()) is (clicked is not None)
        shown = subject.open_first([[found], []], visitor)
        assert (shown[0] == gr.skip()) is (clicked is not None)


def test_evidence_that_is_clicked_while_the_first_is_drawn_stays_open() -> None:
    found: Any = SimpleNamespace(n=1, is_near=False)
    subject = tab(AnswerEvent(answer=ANSWER))
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    clicked: Any = SimpleNamespace(turn=0, n=1)

    def draw(*_: Any, turn: int, **__: Any) -> tuple[Any, ...]:
        if turn == 1:
            assert subject.open([[found], [found]], clicked, visitor) == (0,)
        return (turn,)

    subject._evidence.open = draw  # type: ignore[method-assign]
    turns = [{"role": role, "content": "a"} for role in ("user", "assistant")]
    list(subject.answer("Is it so?", turns, [[found]], "", "", "", "", "", visitor))
    assert subject.open_first([[found], [found]], visitor)[0] == gr.skip()
    assert subject.open_first([[found]], visitor) == (0,)


def test_stop_reaches_the_answer_that_runs() -> None:
    heard: list[threading.Event] = []

    def ask(text: str, *, cancel: threading.Event, **_: Any) -> Iterator[Any]:
        heard.append(cancel)
        yield WaitEvent(ahead=1)
        yield WaitEvent(ahead=1)

    subject = tab()
    subject._rooms.ask = ask  # type: ignore[misc]
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    events = subject.answer("Is it so?", [], [], "", "", "", "", "", visitor)
    next(events), next(events)
    subject.stop(SimpleNamespace(session_hash="another", headers={}))  # type: ignore[arg-type]
    assert not heard[0].is_set()
    subject.stop(visitor)
    assert heard[0].is_set()


def test_a_question_sent_while_an_answer_is_written_leaves_both_alone() -> None:
    subject = tab(WaitEvent(ahead=1), SentenceEvent(text="Yes.", citations=()), AnswerEvent(answer=ANSWER))
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    running = subject.answer("Is it so?", [], [], "", "", "", "", "", visitor)
    assert next(running)[4] == ""
    (refused,) = subject.answer("And now?", [], [], "", "", "", "", "", visitor)
    assert all(isinstance(one, type(gr.skip())) and one == gr.skip() for one in refused)
    rest = list(running)
    assert rest[-1][0][-1]["content"].startswith("Yes.")
    assert all(one[4] == gr.skip() for one in rest), "what is typed meanwhile stays"


def test_a_new_conversation_takes_no_more_of_the_answer_before() -> None:
    subject = tab(*(SentenceEvent(text="Yes.", citations=()) for _ in range(3)), AnswerEvent(answer=ANSWER))
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    running = subject.answer("Is it so?", [], [], "", "", "", "", "", visitor)
    next(running), next(running)
    subject.clear(None, visitor)
    (last,) = running
    assert last[:5] == (gr.skip(),) * 5
    assert last[5]["interactive"]


def test_each_tab_keeps_its_own_conversation_and_a_question_that_a_reload_cut_off() -> None:
    subject = tab(SentenceEvent(text="Yes.", citations=()), AnswerEvent(answer=ANSWER))
    subject._examples = SimpleNamespace(of=lambda language: ())  # type: ignore[assignment]
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    own, *_ = subject.take_up(None, "", visitor)
    running = subject.answer("Is it so?", [], [], own, "", "", "", "", visitor)
    next(running)
    same, chat, *_ = subject.take_up(None, own, visitor)
    assert same == own
    assert [turn["content"] for turn in chat["value"]] == ["Is it so?", words.INTERRUPTED["en"]]
    *_, last = running
    key = subject.keep(own, last[0], "", last[2])
    other, chat, *_ = subject.take_up(key, "", visitor)
    assert other != own
    assert chat["value"][-1]["content"].startswith("Yes."), "a new tab goes on from the last conversation"
    subject.keep(other, [{"role": "user", "content": "Else?"}], "", [])
    assert subject.take_up(other, own, visitor)[1]["value"][0]["content"] == "Is it so?"


def test_a_stop_is_told_at_once_though_a_step_of_the_answer_takes_long() -> None:
    busy, ended = threading.Event(), threading.Event()

    def ask(text: str, *, cancel: threading.Event, **_: Any) -> Iterator[Any]:
        try:
            yield SentenceEvent(text="Yes.", citations=())
            busy.wait(60)
            yield SentenceEvent(text="No.", citations=())
        finally:
            ended.set()

    subject = tab()
    subject._rooms.ask = ask  # type: ignore[misc]
    visitor: Any = SimpleNamespace(session_hash="visitor", headers={})
    running = subject.answer("Is it so?", [], [], "", "", "", "", "", visitor)
    next(running), next(running)
    subject.stop(visitor)
    *_, last = running
    assert last[0][-1]["content"] == f"Yes.\n\n{words.STOPPED['en']}"
    assert last[5]["interactive"]
    busy.set()
    assert ended.wait(10), "what was left behind ends too, and lets others go on"


def test_an_answer_that_was_stopped_before_its_first_sentence_says_so_once() -> None:
    stopped = Answer(text="Stopped.", abstained=True, language="en", usage=Usage(seconds=1.0))

    def ask(text: str, *, cancel: threading.Event, **_: Any) -> Iterator[Any]:
        cancel.set()
        yield AnswerEvent(answer=stopped)

    subject = tab()
    subject._rooms.ask = ask  # type: ignore[misc]
    assert said(subject, "Is it so?")[-1].count("Stopped.") == 1
