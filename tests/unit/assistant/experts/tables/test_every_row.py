"""Yes and no are told with care: all of some things, the present, values that are hardly named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import ColumnType, Language, Scope

from .plant_tables import Sheet

_TEXT: tuple[ColumnType, str | None] = ("text", None)
_TIME: tuple[ColumnType, str | None] = ("datetime", None)


def _sheet(
    name: str, columns: dict[str, tuple[ColumnType, str | None]], rows: Sequence[tuple[object, ...]]
) -> Sheet:
    return Sheet(
        name, name.replace("_", " "), columns, pd.DataFrame(rows, columns=list(columns), dtype=object)
    )


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder = tmp_path_factory.mktemp("every")
    sheets = (
        _sheet(
            "rca_actions",
            {"Action": _TEXT, "Owner": _TEXT, "Status": _TEXT},
            [("New screen", "Ops", "done"), ("Hold point", "Tech", "open"), ("Alert", "Inst", "open"),
             ("Endoscopy", "Rel", "open")],
        ),
        _sheet(
            "failure_analysis",
            {"Component": _TEXT, "Failure mode": _TEXT, "Effect": _TEXT, "Recommended action": _TEXT},
            [("Bearing", "Seizure", "Standby pump does not start", "Replace bearing yearly"),
             ("Seal", "Leak", "Loss of flow", "Test with each change-over")],
        ),
        _sheet(
            "alarm_journal",
            {"time": _TIME, "Service": _TEXT, "operator note": _TEXT},
            [(pd.Timestamp("2031-05-02 10:00"), "Discharge pressure P-7", "DP strainer normal again"),
             (pd.Timestamp("2031-05-03 11:00"), "Suction pressure P-7", "checked")],
        ),
    )  # fmt: skip
    expert = TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))

    def told(text: str, language: Language = "en") -> str:
        found = expert.find(Question(text=text, asked=text, language=language), Scope())
        best = max(found.evidence, key=lambda one: one.score, default=None)
        return best.statement or "" if best is not None and best.score >= 0.5 else ""

    return told


@pytest.mark.parametrize(
    "text",
    [
        "Is the seal leaking?",
        "Is the bearing seized?",
        "is there leak in the seal?",
        "Is the strainer DP normal again?",
        "is the pressure rising?",
        "La garniture est-elle en fuite ?",
    ],
)
def test_what_may_happen_or_was_written_once_is_no_present_state(text: str, tell: Callable[..., str]) -> None:
    assert not tell(text, "fr" if "est-elle" in text else "en").startswith(("Yes", "No:", "Oui", "Non"))


@pytest.mark.parametrize("text", ["Have the RCA actions been done?", "Are all the RCA actions done?"])
def test_how_many_are_done(text: str, tell: Callable[..., str]) -> None:
    assert tell(text).startswith("25 % (1 of 4)")


def test_no_rows_of_a_value_that_is_hardly_named_are_no_answer(tell: Callable[..., str]) -> None:
    assert "0 rows" not in tell("Is the discharge pressure normal?")


def test_events_are_not_counted_in_a_list_without_times(tell: Callable[..., str]) -> None:
    assert tell("How many times was the seal changed over?") == ""
