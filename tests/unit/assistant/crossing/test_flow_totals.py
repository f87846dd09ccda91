"""Volumes from the readings of a flow, and means where a machine has no sensor of its own."""

from __future__ import annotations

import pytest

from assistant.crossing.flow_totals import FlowTotals, asked_volume
from assistant.records import Evidence, Finding, Question
from retrieval.records import Language, Scope


def _told(
    text: str, language: Language = "en", *, sensor: str = "FT-9 header flow", owner: str = ""
) -> list[str]:
    """What is told, the logs answering what names no machine."""
    asked: list[str] = []

    def readings(question: Question, _: Scope) -> Finding:
        asked.append(question.text)
        if "P-7" in question.text and not owner:
            return Finding()
        said = f"120 m3 ({sensor})."
        return Finding(
            evidence=(
                Evidence(
                    kind="series", source="log.csv", quote=said, statement=said, score=0.9, sensor=sensor
                ),
            )
        )

    flows = FlowTotals(readings=readings, owners=lambda name, scope: {owner} - {""})
    bridge = flows.cross(Question(text=text, asked=text, language=language), Scope())
    return [
        asked[-1] if asked else "",
        *([] if bridge is None else [str(r.statement) for r in bridge.reasons]),
    ]


def test_the_flow_of_a_log_is_added_up() -> None:
    assert _told("How much water was pumped in September?") == [
        "total flow water in September", "120 m3 (FT-9 header flow).",
    ]  # fmt: skip
    assert _told("Combien d'eau a été pompée en septembre ?", "fr") == [
        "débit total eau en septembre", "120 m3 (FT-9 header flow).",
    ]  # fmt: skip


def test_a_sensor_of_no_machine_is_told_as_such() -> None:
    assert _told("what is the average flow of P-7?") == [
        "what is the average flow ?",
        "No sensor of P-7 itself measures this; of the whole: 120 m3 (FT-9 header flow).",
    ]
    assert _told("combien la pompe P-7 a-t-elle refoulé en mai ?", "fr")[1] == (
        "Aucun capteur propre à P-7 ne mesure cela ; pour l'ensemble : 120 m3 (FT-9 header flow)."
    )


def test_a_sensor_of_the_machine_is_told_plainly() -> None:
    assert _told("how much did P-7 pump in May?", owner="P-7", sensor="FT-7 flow")[1:] == [
        "120 m3 (FT-7 flow)."
    ]
    assert (
        _told("average flow of P-7", owner="P-7", sensor="FT-7 flow")[1:] == []
    )  # the log answers that itself


@pytest.mark.parametrize(
    "text", ["how much steam was used in May?", "combien de vapeur a été consommée en mai ?"]
)
def test_steam_is_not_read_from_a_water_meter(text: str) -> None:
    assert _told(text)[1:] == []
    assert _told(text, sensor="FT-3 steam flow")[1:] == ["120 m3 (FT-3 steam flow)."]


def test_a_place_that_the_sensor_is_not_called_by_is_not_told() -> None:
    assert _told("combien de m3 ont été by-passés le 14 octobre ?", "fr")[1:] == []
    assert _told("how many m3 went through the bypass in May?")[1:] == []
    assert _told("how many m3 went through the header in May?")[1:] == ["120 m3 (FT-9 header flow)."]
    assert _told("combien de m3 ont été pompés à la station le 14 octobre ?", "fr")[1:] != []


def test_water_is_not_read_from_a_steam_meter() -> None:
    assert _told("how much water was used in May?", sensor="FT-3 steam flow")[1:] == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("how many m3 went through the header in September?", "the header in September"),
        ("what volume of water passed FT-110 last week?", "water FT-110 last week"),
        ("volume pompé en septembre", "en septembre"),
        ("quelle quantité d'eau est passée hier ?", "eau hier"),
        ("Water pumped on 18 September, how much?", "Water on 18 September,"),
    ],
)
def test_what_is_left_of_the_question(text: str, rest: str) -> None:
    assert asked_volume(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "how much water can P-7 pump?", "how much does the pump cost?", "how much grease was used?",
        "how much water is in the basin?", "how much energy was used in May?", "how much oil was used?",
        "how much water leaks from the seal?", "what is the rated flow of P-7?", "how many pumps were used?",
        "combien de pompes sont en service ?", "quel volume peut passer par la vanne ?",
        "combien coûte la pompe ?", "how much was spent on pumps in 2025?", "when was the water used?",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert asked_volume(text) is None


@pytest.mark.parametrize(
    ("source", "value", "told"),
    [
        ("plant/P-7_trend.csv", "120 m3", ["120 m3 (FT-9)."]),
        (
            "plant/P-7_P-8.csv",
            "120 m3",
            ["No sensor of P-7 itself measures this; of the whole: 120 m3 (FT-9)."],
        ),
        ("plant/P-7_trend.csv", "3217718.5", []),
    ],
)
def test_a_log_called_after_one_machine_holds_what_is_its_own(
    source: str, value: str, told: list[str]
) -> None:
    def readings(question: Question, _: Scope) -> Finding:
        said = f"{value} (FT-9)."
        one = Evidence(
            kind="series",
            source=source,
            quote=said,
            statement=said,
            score=0.9,
            sensor="FT-9",
            values=(value,),
        )
        return Finding() if "P-7" in question.text else Finding(evidence=(one,))

    text = "how much did P-7 pump in May?"
    flows = FlowTotals(readings=readings, owners=lambda name, scope: set())
    bridge = flows.cross(Question(text=text, asked=text, language="en"), Scope())
    assert [str(r.statement) for r in (bridge.reasons if bridge else ())] == told
