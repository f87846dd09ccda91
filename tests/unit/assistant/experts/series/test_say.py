from __future__ import annotations

from datetime import datetime, time

import pytest

from assistant.experts.series import wording as w
from assistant.experts.series.window import Window


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (681.9478, "681.95", "681,95"),
        (0.66093, "0.6609", "0,6609"),
        (23.0, "23", "23"),
        (18281.0263, "18281", "18281"),
        (36.2091, "36.209", "36,209"),
        (-0.479, "-0.479", "-0,479"),
        (0.0, "0", "0"),
        (0.00001234, "0.00001234", "0,00001234"),
        (1234567.0, "1234567", "1234567"),
    ],
)
def test_numbers(value: float, english: str, french: str) -> None:
    assert w.number(value, "en") == english
    assert w.number(value, "fr") == french


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(421, "7 min 1 s"), (900, "15 min"), (1296900, "15 d 15 min"), (0.2, "0.2 s"), (60, "1 min")],
)
def test_lengths(seconds: float, text: str) -> None:
    assert w.length(seconds, "en") == text


def test_days_as_stretches() -> None:
    days = [datetime(2020, 6, d) for d in (1, 2, 3, 12, 27, 28)]
    assert w.days(days, "en") == "1 to 3 June 2020, 12 June 2020 and 27 to 28 June 2020"
    assert w.days(days[:3], "fr") == "du 1er au 3 juin 2020"


def day_window(first: int, last: int, **more: object) -> Window:
    end = datetime(2020, 6, last, 23, 59, 59, 999999)
    return Window(start=datetime(2020, 6, first), end=end, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("window", "english", "french"),
    [
        (day_window(4, 4), "on 4 June 2020", "le 4 juin 2020"),
        (day_window(15, 20), "from 15 to 20 June 2020", "du 15 au 20 juin 2020"),
        (day_window(1, 30), "in June 2020", "en juin 2020"),
        (
            Window(start=datetime(2020, 6, 4, 8), end=datetime(2020, 6, 4, 10)),
            "from 4 June 2020 08:00 to 10:00",
            "le 4 juin 2020 de 08:00 à 10:00",
        ),
        (
            day_window(1, 30, clock=(time(8), time(10))),
            "in June 2020, 08:00 to 10:00 each day",
            "en juin 2020, de 08:00 à 10:00 chaque jour",
        ),
        (
            day_window(1, 30, weekdays=frozenset({5, 6})),
            "in June 2020 (Saturday and Sunday)",
            "en juin 2020 (samedi et dimanche)",
        ),
        (day_window(1, 30, rows=(0, 399)), "over rows 0–399", "sur les lignes 0–399"),
    ],
)
def test_windows(window: Window, english: str, french: str) -> None:
    span = {"start": datetime(2020, 5, 1), "end": datetime(2020, 7, 30)}
    assert w.window(window, "en", **span) == english
    assert w.window(window, "fr", **span) == french
