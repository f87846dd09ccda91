"""Courses of a scenario: feedback orders them, steps of a document stay together, cells say what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, cast

from assistant.citations import CitationList
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import Order, OrderColumns, Spread
from assistant.reports.diagnostic.tasks import _days, routine_orders
from assistant.reports.feedback.opinions import Opinions
from assistant.reports.feedback.records import Feedback, Target, Verdict
from assistant.reports.records import Point, point
from assistant.reports.scenario.compare import comparison_section
from assistant.reports.scenario.course import Cell, Course, ordered, ordered_steps, section_of, step_of


def case(*given: Feedback, language: str = "en") -> Case:
    return Case(
        tag="P-7", since=datetime(2025, 1, 1), until=datetime(2025, 9, 30), language=cast("Any", language),
        signals=(), documents=(), cited=CitationList(), knowledge=cast("Any", None), tables=cast("Any", None),
        today=date(2025, 11, 29), opinions=Opinions(given),
    )  # fmt: skip


def said(of: Case, words: str, source: str = "a.pdf") -> Point:
    return point(words, [Evidence(kind="text", source=source, quote=words, score=1.0)], of.cited)


def course(of: Case, key: str, *, steps: Sequence[str] = (), time: str = "") -> Course:
    found = tuple(step_of(of, said(of, one), order=int(one[0])) for one in steps)
    target = Target(id=f"course-{key}", kind="course", title=key, evidence=())
    return Course(key=cast("Any", key), title=key, target=target, steps=found, time=Cell(text=time))


def given(target: str, verdict: Verdict, note: str = "", **figures: float) -> Feedback:
    on = Target(id=target, kind="course", title="t", evidence=())
    return Feedback(
        id=f"{target}{verdict}", equipment="P-7", target=on, verdict=verdict, note=note,
        at=datetime(2025, 11, 28), **figures,
    )  # fmt: skip


def test_rejected_courses_sink_and_accepted_ones_rise() -> None:
    of = case(given("course-watch", "reject", "too risky"), given("course-open", "accept"))
    found = ordered(of, [course(of, key) for key in ("watch", "mend", "open")])
    assert [one.key for one in found] == ["open", "mend", "watch"]
    section = section_of(of, found[-1], 3)
    assert section.title == "Course 3: watch"
    assert section.points[0].text == "An engineer rejected this on 28 November 2025: “too risky”"


def test_steps_of_a_document_keep_their_order_and_rejected_ones_are_last() -> None:
    plain = case()
    steps = course(plain, "mend", steps=["1 drain", "1 open", "2 order parts", "2 fit parts"]).steps
    ids = {one.point.text: one.target.id for one in steps}
    of = case(given(ids["2 fit parts"], "accept"), given(ids["1 drain"], "reject"))
    assert [one.point.text for one in ordered_steps(of, steps)] == [
        "2 order parts", "2 fit parts", "1 open", "1 drain",
    ]  # fmt: skip


def test_a_step_keeps_what_it_rests_on() -> None:
    of = case()
    step = step_of(of, said(of, "drain the pump", source="plant/p.pdf"))
    assert step.point.target == step.target.id
    assert [(one.source, one.quote) for one in step.target.evidence] == [("plant/p.pdf", "drain the pump")]


def test_what_no_source_says_is_not_known_and_figures_of_engineers_stand_beside() -> None:
    of = case(given("course-mend", "correct", hours=20.0, cost=500.0))
    section = comparison_section(of, [course(of, "watch"), course(of, "mend", time="labour 5.5 h")])
    assert section.grid is not None
    assert section.grid.rows[0] == ("1 watch", *("not known",) * 4, "nothing yet")
    assert section.grid.rows[1][1:3] == ("labour 5.5 h; an engineer: 20 h", "not known; an engineer: 500")
    assert section.grid.rows[1][5] == "corrected"


def test_a_part_that_no_source_fills_says_so() -> None:
    of = case()
    section = section_of(of, course(of, "watch"), 1)
    assert [part.key for part in section.parts] == ["steps", "for", "against", "first", "worked"]
    assert section.parts[3].points[0].text == "No permit, isolation or spare part is named in the sources."


def test_a_spread_tells_its_middle_range_and_count() -> None:
    assert Spread(middle=5.5, least=2, most=9, n=13, unit="h").told(case()) == "5.5 h (2 to 9, n = 13)"
    assert Spread(middle=1162, least=1162, most=1162, n=1, unit="EUR").told(case()) == "1162 EUR (n = 1)"
    french = case(language="fr")
    assert Spread(middle=5.5, least=2, most=9, n=3, unit="h").told(french) == "5,5 h (2 à 9, n = 3)"


def order(day: datetime, name: str, code: str = "") -> Order:
    about = cast("Any", SimpleNamespace(name="Description"))
    columns = OrderColumns(
        about=about, remarks=None, code=None, labour=None, down=None, cost=None, ended=None, due=None
    )
    row = cast("Any", SimpleNamespace(cells={"Description": name}))
    return Order(row=row, columns=columns, text=name, done=day, code=code)


def test_work_that_comes_again_is_routine_failures_and_odd_dates_are_not() -> None:
    monthly = [
        order(datetime(2025, month, 7 + month % 3), "Clean strainer of S-101A") for month in (1, 2, 3, 4)
    ]
    failures = [order(one.done or datetime.max, "Strainer plugged", "plu") for one in monthly]
    odd = [order(datetime(2025, month, 1), "Paint rails") for month in (1, 2, 9)]
    twice = [order(datetime(2025, month, 1), "Check tank") for month in (3, 4)]
    assert routine_orders([*monthly, *failures, *odd, *twice]) == monthly


def interval(value: object, unit: str | None = None) -> float | None:
    column = cast("Any", SimpleNamespace(name="Interval", unit=unit, words=("interval",)))
    return _days(cast("Any", SimpleNamespace(cells={"Interval": value})), column)


def test_an_interval_without_a_unit_of_time_is_none() -> None:
    assert interval(12) is None
    assert interval(2, "weeks") == 14
    assert interval("6 mois") == 6 * 30.44
    assert interval("Monthly") == 30.44
    assert interval("as needed") is None
