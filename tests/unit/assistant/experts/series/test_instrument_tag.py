"""Instrument tags are read letter by letter."""

from __future__ import annotations

import pytest

from assistant.experts.series.instrument_tag import read_tag


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("VT-108A", ["vibration", "transmitter"]),
        ("PDT-104A", ["pressure", "differential", "transmitter"]),
        ("FIC-20", ["flow", "indicator", "controller"]),
        ("LSLL-201", ["level", "switch", "low low"]),
        ("PAH-110", ["pressure", "alarm", "high"]),
        ("TAHH-12", ["temperature", "alarm", "high high"]),
        ("PSV-41", ["pressure", "safety", "valve"]),
    ],
)
def test_letters_are_read(tag: str, words: list[str]) -> None:
    reading = read_tag(tag, "en")
    assert reading is not None
    assert [told for _, told in reading.parts] == words


def test_french() -> None:
    reading = read_tag("LSLL-201", "fr")
    assert reading is not None
    assert reading.parts == (("L", "niveau"), ("S", "contact"), ("LL", "très bas"))
    assert reading.loop == "201"


@pytest.mark.parametrize("tag", ["WO-104010", "P-101A", "XX-99", "SX12", "TH-12"])
def test_other_tags_are_none(tag: str) -> None:
    assert read_tag(tag, "en") is None
