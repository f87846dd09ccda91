"""Days that a table sought in the wrong column are found in the right one; what is counted is what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.clock import ask_on
from assistant.settings import Settings
from eval.case import Case
from eval.product import open_product
from retrieval.records import Language

_CERTIFICATES = """Certificate;Vessel;Delivered;Expires on
C-11;Sterne;2021-05-18;2026-12-04
C-12;Sterne;2024-02-02;2027-02-02
C-13;Courlis;2022-12-20;2026-12-19
C-14;Courlis;2025-09-15;2030-09-15
C-15;Bernache;2023-01-09;2026-12-31
"""
_USE = """Armoire;janv;févr;mars;avr;mai;juin
A-001;2480;2130;2040;1640;1360;1160
A-002;1900;1720;1610;1290;1010;960
A-003;2210;2010;1890;1500;1240;1100
"""
_STRINGS = """String;UPS;Chem;Installed;Last disch test;Autonomy (min)
B1-S1;UPS-B1;VRLA;2019-03-04;2026-02-11;16.1
B1-S2;UPS-B1;VRLA;2019-03-04;2026-06-26;15.8
B2-S1;UPS-B2;Li-ion;2024-07-23;2026-08-03;22.0
B2-S2;UPS-B2;Li-ion;2024-07-23;2026-05-19;21.4
"""

Asks = Callable[..., str]


@pytest.fixture(scope="module")
def asks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asks]:
    folder = tmp_path_factory.mktemp("site")
    for name, text in (
        ("certificates", _CERTIFICATES),
        ("conso_kwh_2026", _USE),
        ("battery_strings", _STRINGS),
    ):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    settings = Settings(today=date(2026, 11, 29), data=tmp_path_factory.mktemp("data"))
    with open_product(settings, [Path(folder)]) as (product, _):

        def ask(text: str, language: Language = "en") -> str:
            ask_on(date(2026, 11, 29))
            case = Case(
                id="1", question=text, answer_type="text", value="", kind="register", language=language
            )
            return product.ask(case).answer.text

        yield ask
    ask_on(None)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how many certificates fall in December 2026", "en"),
        ("how many certificates fall in December this year", "en"),
        ("combien de certificats tombent en décembre 2026 ?", "fr"),
        ("combien de certificats tombent en décembre prochain ?", "fr"),
    ],
)
def test_days_that_one_column_lacks_are_sought_in_the_others(
    asks: Asks, question: str, language: Language
) -> None:
    said = asks(question, language)
    assert re.search(r"\b3\b", said)


def test_days_are_told_as_people_write_them(asks: Asks) -> None:
    said = asks("how many certificates fall in December 2026")
    assert "(Expires on: 2026-12-01 to 2026-12-31)" in said


def test_a_period_that_no_column_holds_is_still_refused(asks: Asks) -> None:
    assert not any(f"C-1{n}" in asks("certificates delivered in March 2019") for n in range(1, 6))


def test_rows_are_not_counted_where_a_month_has_no_column(asks: Asks) -> None:
    assert "960" in asks("conso de l'armoire A-002 en juin 2026", "fr")
    assert "Il y a 1" not in asks("conso de l'armoire A-002 en novembre 2026", "fr")


def test_how_many_had_their_last_test_is_no_question_for_the_last(asks: Asks) -> None:
    assert "is the last" not in asks("how many lithium strings had their last test before July 2026")
