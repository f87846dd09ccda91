"""Limits of a thing that are asked for without a reading; nothing where its class cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.limits_of import LimitsOfThings
from assistant.experts.tables import TableExpert
from assistant.experts.tables.limit_rows import LimitAsked
from retrieval.records import Language, Scope

from .mill import names_in, question, tables


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    folder: Path = tmp_path_factory.mktemp("mill")
    return tables(folder)


def said(mill: TableExpert, text: str, language: Language = "en") -> str:
    things = LimitsOfThings(
        limits_of=mill.limits,
        rows_named=mill.rows_named,
        names_in=names_in,  # type: ignore[arg-type]
    )
    bridge = things.cross(question(text, language), Scope())
    return "" if bridge is None else " ".join(reason.statement or "" for reason in bridge.reasons)


def test_all_levels_of_the_class_are_told_or_the_one_asked_for(mill: TableExpert) -> None:
    told = said(mill, "vibration limit for SW-12?")
    assert told.startswith("Alert 4 mm/s, Alarm 6.5 mm/s for SW-12: Saws above 30 kW in Table 1")
    assert "Power 55 kW" in told
    assert said(mill, "What is the alarm limit of VB-12?").startswith("Alarm 6.5 mm/s for VB-12")
    assert said(mill, "Quel est le seuil d'alerte de vibration de SW-12 ?", "fr").startswith(
        "Alert 4 mm/s pour SW-12"
    )


def test_a_level_is_compared_without_its_accents(mill: TableExpert) -> None:
    asked: list[tuple[str, ...]] = []

    def recorded(limit: LimitAsked, *_: object) -> tuple[()]:
        asked.append(limit.level)
        return ()

    things = LimitsOfThings(
        limits_of=recorded,
        rows_named=mill.rows_named,
        names_in=names_in,  # type: ignore[arg-type]
    )
    things.cross(question("Quel est le seuil de déclenchement de vibration de SW-12 ?", "fr"), Scope())
    assert asked == [("declenchement",)]


@pytest.mark.parametrize(
    "text",
    [
        "temperature limit for DK-5?",
        "flow limit for SW-12?",
        "vibration limit for SW-12 and CV-30?",
        "Was SW-12 above the vibration limit?",
        "What is the alarm limit of VB-12 set to?",
        "What was the vibration of VB-12 in May? and the alarm limit?",
        "What is the mean of VB-12 and what is the alarm limit?",
        "What is the mean vibration of VB-12 under the alarm limit?",
        "Who set the vibration limit of SW-12?",
    ],
)
def test_nothing_is_said_of_another_question_or_an_unknown_class(mill: TableExpert, text: str) -> None:
    assert said(mill, text) == ""


def test_without_a_tag_the_kinds_that_are_named_are_told_or_all(mill: TableExpert) -> None:
    told = said(mill, "alarm vibration of saws")
    assert "Alarm at 6.5 mm/s (Saws above 30 kW)" in told
    assert "Convey" not in told
    assert said(mill, "What is the alarm vibration?").count("Alarm at") > told.count("Alarm at")
    assert "Alarm à 6,5 mm/s" in said(mill, "quelle est la vibration d'alarme des scies", "fr")


@pytest.mark.parametrize(
    "text",
    [
        "alarm pressure of saws",
        "When was the alarm vibration reached?",
        "alarm vibration of a 55 kW saw",
        "trip vibration of saws",
    ],
)
def test_another_unit_time_or_size_is_asked_elsewhere(mill: TableExpert, text: str) -> None:
    assert said(mill, text) == ""
