"""A model is loaded once, whoever asks first; what goes wrong is kept."""

from __future__ import annotations

import threading

from assistant.errors import EngineUnavailable
from assistant.warming import WarmedModel


def test_two_at_once_load_it_once() -> None:
    go, loads = threading.Event(), list[int]()

    def load() -> None:
        assert go.wait(10)
        loads.append(1)

    model = WarmedModel("language", load)
    threads = [threading.Thread(target=model.load) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert model.state != "loaded"
    go.set()
    for thread in threads:
        thread.join(10)
    assert loads == [1]
    assert model.state == "loaded"


def test_what_failed_is_told_and_tried_again() -> None:
    there = False

    def load() -> None:
        if not there:
            raise EngineUnavailable("no weights: install them")

    model = WarmedModel("language", load)
    model.load()
    assert (model.state, model.why) == ("failed", "no weights: install them")
    there = True
    model.load()
    assert (model.state, model.why) == ("loaded", "")
