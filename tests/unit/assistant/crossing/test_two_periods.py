"""A figure of two years side by side, each asked of tables by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from assistant.crossing.two_periods import TwoPeriods, asked_years
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    made = [(datetime(2030, month, 4), 100.0, "CM") for month in (2, 5, 9, 11)]
    made += [(datetime(2031, month, 7), 250.0, "PM" if month == 3 else "CM") for month in (1, 3, 6)]
    sheet = Sheet(
        "orders", "Work orders",
        {"Order": ("text", None), "Created": ("datetime", None), "Type": ("text", None), "Cost": ("number", "EUR")},
        [
            {"Order": f"WO-7007{n}", "Created": at, "Type": kind, "Cost": cost}
            for n, (at, cost, kind) in enumerate(made)
        ],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("orders"))]))


def _told(tables: TableExpert, text: str, language: Language = "en") -> str | None:
    crossing = TwoPeriods(tables=tables.find, today=lambda: date(2034, 1, 1))
    bridge = crossing.cross(question(text, language), Scope())
    return None if bridge is None else str(bridge.reasons[0].statement).split("\n")[0]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("how many work orders this year compared with last year?", "en", "2031: 3, 2030: 4 – 1 less (-25 %)."),
        ("how many work orders in 2030 vs 2031?", "en", "2030: 4, 2031: 3 – 1 more (+33 %)."),
        ("compare this year with last year for work orders", "en", "2031: 3, 2030: 4 – 1 less (-25 %)."),
        ("are there more work orders in 2031 than in 2030?", "en", "2031: 3, 2030: 4 – 1 less (-25 %)."),
        ("combien d'ordres cette année par rapport à l'année dernière ?", "fr",
         "2031 : 3, 2030 : 4 – 1 de moins (-25 %)."),
        ("what was the cost of work orders in 2031 compared with 2030?", "en",
         "2031: 750, 2030: 400 – 350 more (+88 %)."),
    ],
)  # fmt: skip
def test_both_years_and_their_difference(
    tables: TableExpert, text: str, language: Language, said: str
) -> None:
    assert _told(tables, text, language) == said


@pytest.mark.parametrize(
    "text",
    [
        "how many work orders in 2031?",
        "how many work orders in 2031 and on P-7?",
        "compare 2030 and 2031",
        "how many widgets in 2030 compared with 2031?",
        "how many work orders in 2031 compared with 2031?",
        "compare P-7 and P-8 in 2031",
    ],
)
def test_other_questions_are_left_alone(tables: TableExpert, text: str) -> None:
    assert _told(tables, text) is None


def test_the_years_are_taken_out_of_the_question() -> None:
    asked = asked_years("Are there more failures this year than last year?", "en")
    assert asked is not None
    assert (asked.text, asked.years) == ("how many failures {}?", (0, -1))


def _after(tables: TableExpert, text: str, before: str, language: Language = "en") -> str | None:
    asked = replace(question(text, language), before=before)
    bridge = TwoPeriods(tables=tables.find, today=lambda: date(2034, 1, 1)).cross(asked, Scope())
    if bridge is None:
        return None
    return bridge.refusal or str(bridge.reasons[0].statement).split("\n")[0]


def test_a_comparison_alone_is_of_the_question_before(tables: TableExpert) -> None:
    before = "how many work orders in 2031?"
    for text in ("compared with last year?", "and compared to the year before?", "versus 2030?"):
        assert _after(tables, text, before) == "2031: 3, 2030: 4 – 1 less (-25 %).", text
    assert _after(tables, "par rapport à l'an dernier ?", "combien d'ordres en 2031 ?", "fr") == (
        "2031 : 3, 2030 : 4 – 1 de moins (-25 %)."
    )
    assert _after(tables, "this year compared with last year", "how many work orders?") == (
        "2031: 3, 2030: 4 – 1 less (-25 %)."
    )


def test_a_comparison_of_nothing_is_asked_back(tables: TableExpert) -> None:
    assert str(_after(tables, "this year compared with last year", "")).startswith("Compare what?")


def test_a_thing_alone_is_counted(tables: TableExpert) -> None:
    assert _told(tables, "work orders this year vs last year") == "2031: 3, 2030: 4 – 1 less (-25 %)."
