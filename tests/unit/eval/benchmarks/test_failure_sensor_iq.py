from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.benchmarks.failure_sensor_iq import by_physics, pairs
from eval.sensor_choices import SensorChoice, read_choice


def record(
    question: str, options: Sequence[str], right: int, asset: str = "steam turbine"
) -> dict[str, object]:
    correct = [place == right for place in range(len(options))]
    return {"id": 1, "asset_name": asset, "question": question, "options": options, "correct": correct}


@pytest.mark.parametrize(
    ("question", "named", "asks_sensor", "denied"),
    [
        ("In steam turbine, when bearing damage occurs, which sensor from the choices is most critical in "
         "detecting the occurrence of the failure event?", "bearing damage", True, False),
        ("When dealing with gear wear in steam turbine, which sensor among the choices has the highest "
         "relevance in detecting this issue?", "gear wear", True, False),
        ("When considering gear wear in steam turbine, which sensor should be disregarded from the choices "
         "for monitoring this failure?", "gear wear", True, True),
        ("In steam turbine, which failure event is unimportant if the sensor oil debris shows an abnormal "
         "reading?", "oil debris", False, True),
        ("Which failure mode is most relevant for steam turbine if there are abnormal readings from speed?",
         "speed", False, False),
    ],
)  # fmt: skip
def test_a_question_is_read_into_its_parts(
    question: str, named: str, asks_sensor: bool, denied: bool
) -> None:
    choice = read_choice(record(question, ["a", "b"], 1))
    assert (choice.named, choice.asks_sensor, choice.denied, choice.right) == (named, asks_sensor, denied, 1)
    assert not choice.held_out


def test_an_unknown_wording_is_refused() -> None:
    with pytest.raises(ValueError, match="not known"):
        read_choice(record("What now?", ["a"], 0))


def choice(*, asks_sensor: bool, denied: bool, named: str, options: tuple[str, ...]) -> SensorChoice:
    return SensorChoice(
        id="1", asset="pump", question="", named=named, asks_sensor=asks_sensor, denied=denied,
        options=options, right=0,
    )  # fmt: skip


def test_the_fitting_or_the_odd_option_is_chosen() -> None:
    sensors = ("voltage", "vibration", "oil debris")
    asked = choice(asks_sensor=True, denied=False, named="bearing damage", options=sensors)
    assert by_physics(asked) == 1
    assert by_physics(choice(asks_sensor=True, denied=True, named="bearing damage", options=sensors)) == 0
    failures = choice(asks_sensor=False, denied=False, named="vibration", options=("oil leak", "unbalance"))
    assert pairs(failures) == [("oil leak", "vibration"), ("unbalance", "vibration")]
    assert by_physics(failures) == 1
