"""The day on which questions are asked may be named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.clock import ask_on, today
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    ask_on(None)


def test_a_named_day_is_today_until_none_is_named() -> None:
    ask_on(date(2031, 5, 4))
    assert today() == date(2031, 5, 4)
    ask_on(None)
    assert today() == date.today()


def test_the_setting_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_TODAY", "2031-05-04")
    assert Settings().today == date(2031, 5, 4)
