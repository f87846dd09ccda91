"""Planned work is told from plans in every layout: overdue, due, next, failed, by whom, for how long."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime

import pytest

from assistant.crossing.planned_work import PlannedWork
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.named import Named
from assistant.records import Question
from eval.benchmarks.planned_work import WORDINGS, grade, questions
from eval.made_plans import LAYOUTS, PlanSite, make_plan
from retrieval.records import ColumnType, Language, Scope

from .mill import Sheet

TODAY = date(2031, 4, 10)
SITES = {layout.name: make_plan(layout, seed=7, today=TODAY) for layout in LAYOUTS}
ASKED = list(questions(SITES, json.loads(WORDINGS.read_text("utf-8"))))
TRUTHS = {case.id: truth for case, truth in ASKED}


def _typed(value: object) -> tuple[object, ColumnType]:
    """A cell as ingestion types it."""
    text = str(value)
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date(), "date"
        except ValueError:
            continue
    try:
        return float(text.replace(",", ".")), "number"
    except ValueError:
        return text or None, "text"


def _sheet(site: PlanSite) -> Sheet:
    rows = [[_typed(cell) for cell in site.layout.row(duty)] for duty in site.duties]
    types = [
        next((kind for value, kind in column if value is not None), "text")
        for column in zip(*rows, strict=True)
    ]
    units = [match[1] if (match := re.search(r"\(([^)]+)\)", name)) else None for name in site.layout.head]
    columns = {n: (kind, unit) for n, kind, unit in zip(site.layout.head, types, units, strict=True)}
    cells = [dict(zip(site.layout.head, (value for value, _ in row), strict=True)) for row in rows]
    return Sheet(site.layout.name, "", columns, cells)


def _names_none(text: str, language: Language, scope: Scope) -> Named:
    return Named()


@pytest.fixture(scope="module")
def crossings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PlannedWork]:
    found = {}
    for name, site in SITES.items():
        tables = TableExpert(FolderTables([_sheet(site).write(tmp_path_factory.mktemp(name))]))
        found[name] = PlannedWork(rows_of=tables.rows_of, names_in=_names_none, today=lambda: TODAY)
    return found


@pytest.fixture
def told(crossings: dict[str, PlannedWork]) -> Callable[..., str | None]:
    def tell(site: str, text: str, language: Language = "en") -> str | None:
        bridge = crossings[site].cross(Question(text=text, asked=text, language=language), Scope())
        return None if bridge is None else "\n".join(e.statement or "" for e in bridge.reasons)

    return tell


@pytest.mark.parametrize("case_id", list(TRUTHS))
def test_each_aim_of_each_layout(case_id: str, told: Callable[..., str | None]) -> None:
    case = next(case for case, _ in ASKED if case.id == case_id)
    answer = told(TRUTHS[case_id][0].layout.name, case.question, case.language)
    assert grade(TRUTHS, case, answer or "", answer is None).score.correct, (case.question, answer)


@pytest.mark.parametrize(
    "text",
    [
        "What was done on {t} in March?",
        "How many failures did {t} have in May?",
        "What is the vibration of {t}?",
        "How is {t} lubricated?",
        "Why is {t} overdue?",
        "Which spare parts are due for {t}?",
        "Which RCA actions are due in May?",
        "When is the next delivery due?",
        "What does the maintenance planned in May cost?",
        "Which drawings are late?",
        "Combien d'OT ont été clos en mai ?",
        "What happens if an oil change is missed?",
        "Who reported the last leak of {t}?",
        "Is the flow of {t} late in the cycle?",
        "What may be done to {t}?",
        "What's next?",
        "And then, what comes next?",
        "How many stops were due to oil in May?",
        "Latest flow of {t}?",
        "Is the current of {t} normal?",
        "Dernière pression de {t} ?",
    ],
)
def test_other_questions_are_left_alone(text: str, told: Callable[..., str | None]) -> None:
    site = SITES["scheduling_overview"]
    assert told("scheduling_overview", text.replace("{t}", site.duties[0].thing)) is None


def test_evidence_is_the_rows_and_what_was_taken_for_granted(crossings: dict[str, PlannedWork]) -> None:
    site = SITES["calibration_register"]
    text = "Which calibrations are overdue?"
    bridge = crossings["calibration_register"].cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    evidence = bridge.reasons[0]
    assert evidence.rows is not None
    assert {row[0] for row in evidence.rows.values} == {duty.thing for duty in site.overdue()}
    assert evidence.caveats == ("Due dates are reckoned from “Last cal.” and “Interval (months)”.",)
    assert evidence.sql is not None


def test_lateness_is_counted_to_the_day_that_is_named(told: Callable[..., str | None]) -> None:
    site = SITES["statutory_inspections"]
    late = [duty for duty in site.duties if duty.due < date(2031, 5, 1)]
    answer = told("statutory_inspections", "Which inspections are overdue on 1 May 2031?")
    assert answer is not None
    assert answer.startswith(f"{len(late)} of {len(site.duties)} tasks are overdue on 1 May 2031")


@pytest.mark.parametrize(
    ("text", "late", "yes"),
    [
        ("Is {t} overdue?", True, "Yes:"),
        ("Is {t} overdue?", False, "No:"),
        ("Is the inspection of {t} still valid?", True, "No:"),
        ("L'inspection de {t} est-elle en retard ?", True, "Oui :"),
    ],
)
def test_yes_and_no(text: str, late: bool, yes: str, told: Callable[..., str | None]) -> None:
    site = SITES["statutory_inspections"]
    duty = next(duty for duty in site.duties if (duty.due < TODAY) == late)
    language: Language = "fr" if yes.startswith("Oui") else "en"
    answer = told("statutory_inspections", text.replace("{t}", duty.thing), language)
    assert answer is not None
    assert answer.startswith(yes)


def test_orders_done_late_and_called_off(told: Callable[..., str | None]) -> None:
    site = SITES["ordres_travail"]
    late = [duty for duty in site.duties if duty.finished and duty.finished > duty.due]
    answer = told("ordres_travail", "Quels OT ont été faits en retard ?", "fr")
    assert answer is not None
    assert answer.startswith(f"{len(late)} sur ")
    assert all(duty.key in answer for duty in late)


def _plan(tmp: pytest.TempPathFactory, columns: dict[str, tuple[ColumnType, str | None]],
          *rows: tuple[object, ...], name: str = "grease_plan") -> Callable[[str], str | None]:  # fmt: skip
    cells = [dict(zip(columns, row, strict=True)) for row in rows]
    tables = TableExpert(FolderTables([Sheet(name, "", columns, cells).write(tmp.mktemp("plan"))]))
    crossing = PlannedWork(rows_of=tables.rows_of, names_in=_names_none, today=lambda: TODAY)

    def tell(text: str) -> str | None:
        bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
        return None if bridge is None else "\n".join(e.statement or "" for e in bridge.reasons)

    return tell


def test_what_comes_again_in_the_days_is_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Machine": ("text", None), "Every": ("text", None), "Last done": ("date", None)},
        ("Saw A", "2 weeks", date(2031, 4, 18)),
        ("Saw B", "1 year", date(2030, 5, 9)),
    )
    answer = tell("How many are due in May 2031?")
    assert answer is not None
    assert answer.startswith("2 tasks are due in May 2031")
    assert answer.endswith("Counting what comes again within these days by its interval: 4.")


def test_each_kind_of_work_has_its_own_dates(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Tag": ("text", None), "Last greasing": ("date", None), "Greasing interval (months)": ("number", None),
         "Last overhaul": ("date", None), "Overhaul interval (months)": ("number", None)},
        ("P-31", date(2030, 12, 5), 6.0, date(2028, 2, 1), 36.0),
        ("P-32", date(2030, 6, 5), 6.0, date(2030, 2, 1), 36.0),
        name="pumps",
    )  # fmt: skip
    greasing = tell("When is P-31 next due for greasing?")
    overhaul = tell("Which overhauls are overdue?")
    assert greasing is not None
    assert "5 June 2031" in greasing
    assert overhaul is not None
    assert "P-31" in overhaul
    assert "P-32" not in overhaul


def test_a_date_of_the_end_that_the_next_one_follows_is_the_last_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Equipment": ("text", None), "Task": ("text", None), "Frequency": ("text", None),
         "Completed": ("date", None), "Due": ("date", None)},
        ("P-31", "Oil change", "6M", date(2030, 9, 12), date(2031, 3, 12)),
        ("P-32", "Oil change", "6M", date(2030, 11, 20), date(2031, 5, 20)),
    )  # fmt: skip
    answer = tell("What is overdue?")
    assert answer is not None
    assert answer.startswith("1 of 2 tasks is overdue on 10 April 2031, by 29 days")


@pytest.mark.parametrize(
    ("numbers", "told"),
    [(("PM-081", "PM-082"), "• PM-081 P-31, Oil change"), (("1", "2"), "• P-31, Oil change")],
)
def test_a_row_is_told_by_its_number_unless_that_only_counts(
    tmp_path_factory: pytest.TempPathFactory, numbers: tuple[str, str], told: str
) -> None:
    tell = _plan(
        tmp_path_factory,
        {"No": ("text", None), "Equipment": ("text", None), "Task": ("text", None), "Due": ("date", None)},
        (numbers[0], "P-31", "Oil change", date(2031, 3, 12)),
        (numbers[1], "P-32", "Oil change", date(2031, 5, 20)),
    )
    answer = tell("What is overdue?")
    assert answer is not None
    assert told in answer


def test_lists_of_other_things_are_no_plans(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Part": ("text", None), "Machine": ("text", None), "Delivery due": ("date", None)},
        ("Seal", "Saw A", date(2031, 3, 1)),
        ("Belt", "Saw B", date(2031, 5, 1)),
        name="open_deliveries",
    )
    assert tell("What is overdue?") is None


def test_a_plan_with_the_word_itself_is_meant(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("two")
    columns: dict[str, tuple[ColumnType, str | None]] = {
        "Machine": ("text", None), "Task": ("text", None), "Due": ("date", None)
    }  # fmt: skip
    sheets = (
        ("jobs", ("Planer", "Oil bath cleaned", date(2031, 5, 1))),
        ("round", ("Planer", "Greasing of rollers", date(2031, 6, 1))),
    )
    written = [
        Sheet(name, "", columns, [dict(zip(columns, row, strict=True))]).write(folder) for name, row in sheets
    ]
    tables = TableExpert(FolderTables(written))
    crossing = PlannedWork(rows_of=tables.rows_of, names_in=_names_none, today=lambda: TODAY)
    text = "When is the greasing of the planer due?"
    bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    assert [one.source for one in bridge.reasons] == ["site/round.csv"]


def test_a_register_without_last_or_next_in_its_names(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = _plan(
        tmp_path_factory,
        {"ID": ("text", None), "Description": ("text", None), "Cal freq (mo)": ("number", None),
         "Calibrated on": ("date", None), "Status": ("text", None)},
        ("TI-201", "Pressure gauge", 6.0, date(2030, 9, 2), "In use"),
        ("TI-202", "Torque wrench", 12.0, date(2030, 3, 2), "In use"),
        ("TI-203", "Pressure gauge", 12.0, date(2029, 3, 2), "Out of service"),
        name="gauges",
    )  # fmt: skip
    every = tell("Which instruments are overdue for calibration?")
    assert every is not None
    assert every.startswith("2 of 2 calibrations are overdue")
    wrenches = tell("Which torque wrenches are overdue?")
    assert wrenches is not None
    assert "TI-202" in wrenches
    assert "TI-201" not in wrenches


def test_teams_written_short_and_work_that_is_all_done(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Machine": ("text", None), "Task": ("text", None), "Due": ("date", None), "Done": ("date", None),
         "Team": ("text", None)},
        ("Saw A", "Belt check", date(2031, 4, 20), None, "Mech"),
        ("Saw B", "Fuse check", date(2031, 4, 21), None, "Elec"),
        ("Saw C", "Belt check", date(2031, 3, 2), date(2031, 3, 3), "Mech"),
        name="jobs",
    )  # fmt: skip
    mechanical = tell("What mechanical work is due this month?")
    assert mechanical is not None
    assert "Saw A" in mechanical
    assert "Saw B" not in mechanical
    assert tell("When is Saw C next due?") == (
        "Nothing is still to be done with a date in jobs.csv: of 1 rows 1 done."
    )
    undone = tell("What has not been done yet?")
    assert undone is not None
    assert undone.startswith("2")


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def test_a_grid_of_months(tmp_path_factory: pytest.TempPathFactory) -> None:
    columns: dict[str, tuple[ColumnType, str | None]] = {
        "Machine": ("text", None), "Task": ("text", None), "Hours": ("number", "h"),
        **dict.fromkeys(_MONTHS, ("text", None)),
    }  # fmt: skip

    def row(machine: str, task: str, hours: float, *marked: str) -> tuple[object, ...]:
        return (machine, task, hours, *("X" if name in marked else None for name in _MONTHS))

    tell = _plan(
        tmp_path_factory, columns,
        row("Boiler", "Inspection", 3.0, "Mar", "Sep"),
        row("Chiller", "Filters", 1.0, "Feb", "May", "Aug", "Nov"),
        row("Lift", "Greasing", 0.5, *_MONTHS),
        name="annual_plan_2031",
    )  # fmt: skip
    may = tell("How many hours of maintenance are planned in May?")
    assert may is not None
    assert may.startswith("1.5 h in all: 2 tasks are due in May 2031")
    march = tell("Which inspections are planned in March?")
    assert march is not None
    assert march.startswith("1 task is due in March 2031")
    boiler = tell("When is the boiler inspection planned?")
    assert boiler == "Boiler, Inspection is planned in September 2031 (annual_plan_2031.csv)."
    assert tell("What is overdue?") is None


def test_a_log_of_months_is_no_plan(tmp_path_factory: pytest.TempPathFactory) -> None:
    columns: dict[str, tuple[ColumnType, str | None]] = {
        "Machine": ("text", None), **dict.fromkeys(_MONTHS, ("number", "kWh"))
    }  # fmt: skip
    tell = _plan(tmp_path_factory, columns, ("Boiler", *range(100, 112)), name="energy_2031")
    assert tell("What is planned in May?") is None


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("equipment", ("Tag", "Description", "Warranty expiry")),
        ("production_orders", ("Machine", "Product", "Due date")),
        ("training_register", ("Machine", "Operator", "Valid until")),
    ],
)
def test_dates_to_come_that_are_no_work(
    name: str, columns: tuple[str, str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tell = _plan(
        tmp_path_factory,
        {columns[0]: ("text", None), columns[1]: ("text", None), columns[2]: ("date", None)},
        ("P-31", "Feed", date(2031, 3, 1)),
        ("P-32", "Reflux", date(2031, 5, 1)),
        name=name,
    )
    assert tell("What is overdue?") is None
    assert tell("What maintenance is due next month?") is None


def test_what_was_done_in_days_that_are_past(told: Callable[..., str | None]) -> None:
    site = SITES["ordres_travail"]
    first, last = date(2031, 3, 1), date(2031, 3, 31)
    done = [duty for duty in site.duties if duty.finished and first <= duty.finished <= last]
    for text in ("Quels OT ont été clos le mois dernier ?", "Quels OT ont été clos en mars ?"):
        answer = told("ordres_travail", text, "fr")
        assert answer is not None
        assert answer.startswith(f"{len(done)} intervention")
        assert all(duty.key in answer for duty in done)
    assert told("ordres_travail", "Quels OT ont été clos en mars 2031 ?", "fr") is None


def test_kinds_of_work_that_are_all_done_are_left_to_other_sources(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tell = _plan(
        tmp_path_factory,
        {"Equipment": ("text", None), "Task": ("text", None), "Due": ("date", None), "Done": ("date", None)},
        ("P-31", "Vibration round", date(2031, 3, 2), date(2031, 3, 3)),
        ("P-32", "Oil change", date(2031, 5, 2), None),
        name="orders",
    )  # fmt: skip
    assert tell("When is the next vibration round?") is None
    assert tell("When is P-31 next due?") is None


def test_what_needs_attention_is_what_is_overdue(told: Callable[..., str | None]) -> None:
    answer = told("scheduling_overview", "Which equipment needs attention first?")
    assert answer is not None
    assert answer.startswith("Equipment with the most: ")
