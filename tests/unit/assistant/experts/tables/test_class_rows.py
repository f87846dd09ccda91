"""A standard's rows of classes, and a register that says what a tag is and how large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame

_CLASSES = (
    ("Compressors up to 30 kW", 2.9, 5.0),
    ("Compressors above 30 kW up to 200 kW", 3.7, 6.2),
    ("Compressors above 200 kW", 4.3, 7.4),
    ("Conveyors and screens", 6.1, 9.5),
)
_REGISTER = (
    ("K-310", "Air compressor", 160.0, "conveyor hall"),
    ("K-311", "Standby compressor", None, "utility room"),
    ("M-311", "Drive of K-311", 22.0, "utility room"),
    ("K-312", "Booster compressor", None, "utility room"),
    ("BC-40", "Belt conveyor, coal", 45.0, "compressor yard"),
    ("HX-9", "Heat exchanger", 75.0, "utility room"),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("classes")
    limits = Sheet(
        "limits_of_vibration_velocity",
        "Table 2 – Limits of vibration velocity, mm/s RMS",
        {"Machines": ("text", None), "Alert": ("number", None), "Alarm": ("number", None)},
        frame([{"Machines": name, "Alert": alert, "Alarm": alarm} for name, alert, alarm in _CLASSES]),
    )
    register = Sheet(
        "equipment",
        "Equipment",
        {"Tag": ("text", None), "Description": ("text", None), "Power": ("number", "kW"),
         "Location": ("text", None)},
        frame(
            [
                {"Tag": tag, "Description": words, "Power": power, "Location": place}
                for tag, words, power, place in _REGISTER
            ]
        ),
    )  # fmt: skip
    return asking([limits, register], folder)


@pytest.mark.parametrize(
    ("text", "language", "value", "why"),
    [
        ("What is the vibration alarm limit for K-310?", "en", "6.2 mm/s RMS", "Power 160 kW"),
        ("vibration alarm limit of K311?", "en", "5 mm/s RMS", "M-311: Drive of K-311, Power 22 kW"),
        ("What is the vibration alert limit on BC-40?", "en", "6.1 mm/s RMS", "Belt conveyor, coal"),
        ("Quelle est la limite d'alarme de vibration de K-310 ?", "fr", "6,2 mm/s RMS", "Power 160 kW"),
    ],
)
def test_the_class_of_a_tag_gives_its_limit_and_says_why(
    ask: Callable[..., str], text: str, language: Language, value: str, why: str
) -> None:
    said = ask(text, language=language)
    assert said.startswith(value)
    assert why in said
    assert sum(name in said for name, *_ in _CLASSES) == 1


def test_where_the_size_is_not_known_all_classes_of_the_kind_are_told(ask: Callable[..., str]) -> None:
    said = ask("What is the vibration alarm limit for K-312?")
    assert all(f"{alarm:g} mm/s RMS" in said for _, _, alarm in _CLASSES[:3])
    assert "Conveyors" not in said


@pytest.mark.parametrize("tag", ["HX-9", "K-999"])
def test_what_falls_into_no_class_or_is_unknown_gets_no_limit(ask: Callable[..., str], tag: str) -> None:
    said = ask(f"What is the vibration alarm limit for {tag}?")
    assert "is one of" not in said
    assert "may be one of" not in said


@pytest.mark.parametrize("question", ["power of K-310", "What is the number of the location of K-310?"])
def test_the_register_that_lists_a_tag_tells_of_it_and_not_of_its_class(
    ask: Callable[..., str], question: str
) -> None:
    said = ask(question)
    assert "may be one of" not in said
    assert "HX-9" not in said
