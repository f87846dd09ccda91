"""A log that was judged is judged anew where a reading, or what is asked of it, is another one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.kept import detected

ASKED: dict[str, Any] = {
    "train_rows": None, "method": "level", "false_alarm_rate": 0.01, "regime": "bounded", "breaks": (),
}  # fmt: skip


def test_the_same_readings_are_judged_once(plant) -> None:
    values = plant(300)
    first = detected(values, **ASKED)
    assert detected(values.copy(), **ASKED) is first
    np.testing.assert_array_equal(first.scores, detect(values, **ASKED).scores)


def test_a_reading_that_changed_in_place_is_seen(plant) -> None:
    values = plant(300, seed=1)
    before = detected(values, **ASKED)
    values[200:220, 0] += 30.0
    after = detected(values, **ASKED)
    assert not before.alarm[200:220].any()
    assert after.alarm[200:220].any()


@pytest.mark.parametrize(
    "other",
    [
        {"train_rows": 150},
        {"method": "pca"},
        {"false_alarm_rate": 0.2},
        {"regime": "fixed"},
        {"breaks": (100,)},
    ],
)
def test_another_question_is_another_answer(plant, other: dict[str, Any]) -> None:
    values = plant(300, seed=2)
    first = detected(values, **ASKED)
    again = detected(values, **{**ASKED, **other})
    assert again is not first
    np.testing.assert_array_equal(again.scores, detect(values, **{**ASKED, **other}).scores)


def test_rows_and_sensors_changed_about_are_other_readings(plant) -> None:
    values = plant(300, seed=3)
    assert detected(values.reshape(400, 3), **ASKED) is not detected(values, **ASKED)


def test_what_is_kept_cannot_be_written_to(plant) -> None:
    found = detected(plant(300, seed=4), **ASKED)
    with pytest.raises(ValueError, match="read-only"):
        found.scores[0] = 1.0
