from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.experts.tables.figures import cell, hours, listed, moment, number
from retrieval.records import Language


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (16, "en", "16"),
        (577.25, "en", "577.25"),
        (577.25, "fr", "577,25"),
        (1.093137, "en", "1.093"),
        (0.000123, "en", "0.000123"),
        (33440144.0, "en", "33440144"),
        (-0.0, "en", "0"),
    ],
)
def test_numbers(value: float, language: Language, text: str) -> None:
    assert number(value, language) == text


def test_hours_in_the_unit_asked_for() -> None:
    assert hours(577.25, "en") == "577.25 h (577 h 15 min)"
    assert hours(0.5, "en", "minute") == "30 min"
    assert hours(36, "fr", "day") == "1,5 jours"


def test_times_and_cells() -> None:
    assert moment(datetime(2022, 11, 3), "en") == "2022-11-03"
    assert moment(datetime(2022, 11, 3, 14, 5), "en") == "2022-11-03 14:05"
    assert cell(datetime(2022, 11, 3, 14, 5, 7), "fr") == "03/11/2022 14:05:07"
    assert cell(date(2022, 11, 3), "fr") == "03/11/2022"
    assert cell("rev of 2022-11-03", "fr") == "rev of 2022-11-03"
    assert cell(date(2022, 11, 3), "en") == "2022-11-03"
    assert (cell(None, "fr"), cell(True, "en"), cell("a \n b", "en")) == ("vide", "yes", "a b")


def test_lists() -> None:
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["a, x", "b"], "fr") == "a, x; et b"
    assert listed([], "en") == ""
