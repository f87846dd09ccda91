"""Reliability is computed from registers in every layout, and what a register lacks is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import pytest

from assistant.crossing.reliability import Reliability
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.named import Named
from assistant.records import Question
from eval.benchmarks.reliability import WORDINGS, grade, questions
from eval.made_registers import LAYOUTS, Site, failures_of, make_site
from retrieval.records import ColumnType, Language, Scope

from .mill import Sheet

SITES = {layout.name: make_site(layout, seed=11) for layout in LAYOUTS}
ASKED = list(questions(SITES, {"developed": json.loads(WORDINGS.read_text("utf-8"))["developed"]}))


def _typed(value: object) -> tuple[object, ColumnType]:
    """A cell as ingestion types it."""
    text = str(value)
    for form, kind in (("%Y-%m-%d %H:%M", "datetime"), ("%d/%m/%Y", "date")):
        try:
            at = datetime.strptime(text, form)
        except ValueError:
            continue
        return (at, "datetime") if kind == "datetime" else (at.date(), "date")
    if text in ("TRUE", "FALSE"):
        return text == "TRUE", "boolean"
    try:
        return float(text.replace(",", ".")), "number"
    except ValueError:
        return text or None, "text"


def _sheet(site: Site) -> Sheet:
    rows = [[_typed(cell) for cell in site.layout.row(order)] for order in site.orders]
    types = [
        next((kind for value, kind in column if value is not None), "text")
        for column in zip(*rows, strict=True)
    ]
    columns = {name: (kind, None) for name, kind in zip(site.layout.head, types, strict=True)}
    cells = [dict(zip(site.layout.head, (value for value, _ in row), strict=True)) for row in rows]
    return Sheet(f"{site.layout.name}_work_orders", "", columns, cells)


@pytest.fixture(scope="module")
def crossings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reliability]:
    found = {}
    for name, site in SITES.items():
        tables = TableExpert(FolderTables([_sheet(site).write(tmp_path_factory.mktemp(name))]))
        found[name] = Reliability(rows_of=tables.rows_of, is_a=tables.is_a, names_in=_names_none)
    return found


def _names_none(text: str, language: Language, scope: Scope) -> Named:
    return Named()


@pytest.fixture
def told(crossings: dict[str, Reliability]) -> Callable[..., str | None]:
    def tell(site: str, text: str, language: Language = "en") -> str | None:
        bridge = crossings[site].cross(Question(text=text, asked=text, language=language), Scope())
        if bridge is None:
            return None
        return bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)

    return tell


@pytest.mark.parametrize("case_id", [case.id for case, _ in ASKED])
def test_each_aim_of_each_layout(case_id: str, told: Callable[..., str | None]) -> None:
    truths = {case.id: truth for case, truth in ASKED}
    case = next(case for case, _ in ASKED if case.id == case_id)
    answer = told(truths[case_id][0].layout.name, case.question, case.language)
    assert grade(truths, case, answer or "", answer is None).score.correct, answer


@pytest.mark.parametrize(
    "text",
    [
        "How many failures did {m} have in 2029?",
        "What is the availability of the spare impeller?",
        "What is the target availability of {m}?",
        "Which preventive orders are overdue?",
        "Is the vibration of {m} increasing?",
        "Who reported the last failure of {m}?",
        "What does MTBF mean?",
        "Which seal does {m} have?",
        "List the work orders on {m}",
        "Quel est le prix de la pièce de rechange la plus chère ?",
    ],
)
def test_other_questions_are_left_alone(text: str, told: Callable[..., str | None]) -> None:
    assert told("cmms", text.replace("{m}", SITES["cmms"].machines[2])) is None


def test_evidence_is_the_failures(crossings: dict[str, Reliability]) -> None:
    site = SITES["cmms"]
    text = f"MTBF of {site.machines[2]}"
    bridge = crossings["cmms"].cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    rows = bridge.reasons[0].rows
    assert rows is not None
    kinds = {row[rows.columns.index("Type")] for row in rows.values}
    assert kinds == {"CM"}
    assert bridge.reasons[0].caveats == ("Rows with Type CM count as failures; cancelled ones are left out.",)


def test_of_two_registers_the_one_that_is_called_as_asked(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("both")
    both = TableExpert(FolderTables([_sheet(SITES[name]).write(folder) for name in ("gmao", "requests")]))
    crossing = Reliability(rows_of=both.rows_of, is_a=both.is_a, names_in=_names_none)
    for text, language, name in (
        ("Quel équipement a coûté le plus cher en OT ?", "fr", "gmao"),
        ("Which machine had the most breakdowns, by the WR?", "en", "requests"),
    ):
        bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())  # type: ignore[arg-type]
        assert bridge is not None
        assert name in bridge.reasons[0].source


def test_the_most_common_failures(told: Callable[..., str | None]) -> None:
    site = SITES["modes"]
    count = len(failures_of(site))
    answer = told("modes", "Quels sont les modes de défaillance les plus fréquents ?", "fr")
    assert answer is not None
    assert f"USU {count} (100 %), sur {count} pannes avec mode de défaillance" in answer
    assert told("cmms", "What are the most common failure modes?") is None
