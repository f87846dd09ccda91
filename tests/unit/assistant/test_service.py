"""One assistant, many callers: in turn, in order, and each may leave."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.errors import Cancelled, EngineUnavailable
from assistant.records import Event, GateEvent, LoadingEvent
from assistant.service import AssistantService, Turns, WaitEvent
from assistant.warming import WarmedModel


class Slow:
    """Answers when it is let; notes who is inside."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.order: list[str] = []
        self.inside = 0
        self.most = 0

    def ask(self, text: str, **_: Any) -> Iterator[Event]:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.order.append(text)
        yield GateEvent(weights={})
        assert self.go.wait(10)
        self.inside -= 1


def _service(slow: Slow, *, slots: int = 1) -> AssistantService:
    service = AssistantService(lambda: slow, slots=slots)
    service.load()
    return service


def test_callers_are_served_one_by_one_in_the_order_they_came() -> None:
    slow = Slow()
    service = _service(slow)
    threads = []
    for number in range(4):
        thread = threading.Thread(target=lambda n=number: list(service.ask(str(n))))
        thread.start()
        threads.append(thread)
        while service.turns.held + service.turns.waiting <= number:
            pass
    assert service.turns.waiting == 3
    slow.go.set()
    for thread in threads:
        thread.join(10)
    assert slow.order == ["0", "1", "2", "3"]
    assert slow.most == 1
    assert (service.turns.held, service.turns.waiting) == (0, 0)


def test_who_waits_is_told_how_many_are_ahead_and_may_leave() -> None:
    slow = Slow()
    service = _service(slow)
    first = service.ask("first")
    assert isinstance(next(first), GateEvent)
    cancel = threading.Event()
    second = service.ask("second", cancel=cancel)
    assert next(second) == WaitEvent(ahead=1)
    cancel.set()
    with pytest.raises(Cancelled):
        next(second)
    assert service.turns.waiting == 0
    first.close()
    slow.go.set()
    assert [type(event) for event in service.ask("third")] == [GateEvent]


def test_a_caller_who_drops_the_answer_frees_the_turn() -> None:
    service = _service(Slow())
    for _ in range(3):
        answer = service.ask("x")
        next(answer)
        answer.close()
    assert service.turns.held == 0


def test_several_slots_serve_several() -> None:
    service = _service(Slow(), slots=2)
    answers = [service.ask("a"), service.ask("b"), service.ask("c")]
    assert [type(next(answer)) for answer in answers] == [GateEvent, GateEvent, WaitEvent]
    for answer in answers:
        answer.close()
    assert (service.turns.held, service.turns.waiting) == (0, 0)


def test_a_question_before_loading_waits_and_one_after_a_failure_is_told_why() -> None:
    def fail() -> Slow:
        raise EngineUnavailable("no weights: install them")

    service = AssistantService(fail)
    assert service.state == "loading"
    answer = service.ask("x")
    assert next(answer) == WaitEvent(ahead=0)
    service.load()
    assert service.state == "failed"
    with pytest.raises(EngineUnavailable, match="no weights"):
        list(answer)


def test_turns_of_nobody() -> None:
    turns = Turns()
    with turns.take(threading.Event()) as ahead:
        assert list(ahead) == []
        assert turns.held == 1
    assert turns.held == 0


class NeedsModel:
    """Answers "computed" at once, all else when its model is in memory."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.loads = 0
        self.model = WarmedModel("language", self._load, needed=False)

    def _load(self) -> None:
        assert self.go.wait(10)
        self.loads += 1

    def ask(self, text: str, **_: Any) -> Iterator[Event]:
        yield GateEvent(weights={"text": 1.0})
        if text != "computed":
            yield LoadingEvent()
            self.model.load()
        yield GateEvent(weights={})


def test_an_answer_that_needs_no_model_waits_for_nobody_s() -> None:
    asks = NeedsModel()
    service = AssistantService(lambda: asks, models=lambda one: [one.model])
    service.load()
    assert service.state == "ready"
    waiting = service.ask("written")
    assert [type(next(waiting)) for _ in range(2)] == [GateEvent, LoadingEvent]
    again = threading.Thread(target=lambda: list(service.ask("written too")))
    again.start()
    assert isinstance(next(waiting), LoadingEvent)  # it says so again, and holds no turn meanwhile
    assert [type(event) for event in service.ask("computed")] == [GateEvent, GateEvent]
    asks.go.set()
    assert isinstance(list(waiting)[-1], GateEvent)
    again.join(10)
    assert asks.loads == 1
    assert (service.turns.held, service.turns.waiting) == (0, 0)


def test_models_are_loaded_when_nobody_asks() -> None:
    asks = NeedsModel()
    asks.go.set()
    service = AssistantService(lambda: asks, models=lambda one: [one.model], quiet_seconds=0.0)
    service.load()
    answer = service.ask("computed")
    next(answer)
    warming = threading.Thread(target=service.warm)
    warming.start()
    assert service.model_state("language") == "waiting"
    list(answer)
    warming.join(10)
    assert service.model_state("language") == "loaded"


def test_a_server_is_broken_without_what_answers_need_and_not_without_the_language_model() -> None:
    def fail() -> None:
        raise EngineUnavailable("no weights")

    for needed, why in ((True, "no weights"), (False, "")):
        model = WarmedModel("encoders", fail, needed=needed)
        service = AssistantService(Slow, models=lambda _, model=model: [model], quiet_seconds=0.0)
        service.load()
        service.warm()
        assert service.broken == why
