"""The dictionary that ships is whole, in two languages, and one that is not is refused."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from assistant.experts.series.concepts.dictionary import load_dictionary, parse_dictionary
from assistant.experts.series.concepts.statistics import STATISTICS


def body():
    text = resources.files("assistant.experts.series.concepts").joinpath("dictionary.json").read_text("utf-8")
    return json.loads(text)


def test_every_statistic_has_a_concept_and_every_concept_a_mode_and_both_languages() -> None:
    found = load_dictionary()
    assert {kind.statistic for kind in found.kinds} == set(STATISTICS)
    assert len({kind.kind for kind in found.kinds}) == len(found.kinds)
    for kind in found.kinds:
        assert kind.signs, kind.kind
        for words in kind.words.values():
            assert "{x}" in words
            assert ("{y}" in words) == kind.pairwise
        assert kind.words["en"] != kind.words["fr"]
    used = {sign.code for kind in found.kinds for sign in kind.signs}
    assert used == set(found.failure_modes)


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("Bearing temperature", "temperature"),
        ("TT-101", "temperature"),
        ("RateFlow", "flow"),
        ("Débit pompe", "flow"),
        ("Accelerometer1RMS", "vibration"),
        ("Vanne LV-3", "position"),
        ("XMEAS(4)", None),
    ],
)
def test_the_name_of_a_sensor_tells_its_quantity(name, quantity) -> None:
    assert load_dictionary().quantity_of(name) == quantity


def test_the_modes_of_the_sensors_quantity_come_first() -> None:
    found = load_dictionary()
    high = next(kind for kind in found.kinds if kind.kind == "level_high")
    assert found.modes(high, "Oil temperature")[0].code == "OHE"
    assert "OHE" not in {mode.code for mode in found.modes(high, "Oil pressure")}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: b["concepts"][0].update(statistic="colour"), "no statistic colour"),
        (lambda b: b["concepts"][0].update(modes=[{"code": "XXX"}]), "no failure mode XXX"),
        (
            lambda b: b["concepts"][0]["modes"].append({"code": "AIR", "quantity": "smell"}),
            "no quantity smell",
        ),
        (lambda b: b["failure_modes"][0].pop("fr"), "lacks 'fr'"),
        (lambda b: b["concepts"][0].update(covers=["colour"]), "covers no concept colour"),
        (lambda b: b.update(concepts="none"), "list of objects"),
    ],
)
def test_a_dictionary_that_is_not_whole_is_refused(change, said) -> None:
    broken = body()
    change(broken)
    with pytest.raises(ValueError, match=said):
        parse_dictionary(broken)
