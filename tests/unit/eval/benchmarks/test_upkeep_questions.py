"""The questions on upkeep fit the papers of their sites, and each is asked of its own."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from eval.benchmarks.sample_plant import SAMPLES
from eval.benchmarks.two_plants import DATA, HOSPITAL, MORE_DATA, load_questions
from eval.benchmarks.upkeep_questions import ASKED, NEAR, QUESTIONS, SAMPLE, sites_of
from eval.case import Case
from eval.made_sites import _Sites
from eval.plant_papers import write_plants

_CASES = {case.id: case for case, _ in load_questions(QUESTIONS)}
_ASKED = {case.id: case for case, _ in load_questions(ASKED)}
_NEAR = {case.id: case for case, _ in load_questions(NEAR)}
_PLANTS = {"two_plants": DATA, "more_plants": MORE_DATA, "hospital": HOSPITAL}


def test_there_are_as_many_as_told() -> None:
    assert Counter(case.kind for case in _CASES.values()) == {"developed": 31, "held_out": 20, "known": 9}
    assert Counter(case.language for case in _CASES.values()) == {"en": 30, "fr": 30}
    assert sum(not case.answerable for case in _CASES.values()) == 12


def test_each_question_names_a_paper_of_its_site(tmp_path: Path) -> None:
    folders = {SAMPLE: SAMPLES / "plant"}
    for name, papers in _PLANTS.items():
        folders[name] = tmp_path / name
        folders[name].mkdir()
        write_plants(papers, folders[name])
    for name, site in {**sites_of(), **sites_of(ASKED), **sites_of(NEAR)}.items():
        case = {**_CASES, **_ASKED, **_NEAR}[name]
        assert bool(case.evidence) == case.answerable
        assert all((folders[site] / place.source).is_file() for place in case.evidence), name


def test_no_file_of_the_held_out_half_is_one_of_the_developed() -> None:
    files = {
        part: {place.source for case in _ASKED.values() if case.kind == part for place in case.evidence}
        for part in ("developed", "held_out")
    }
    assert files["developed"].isdisjoint(files["held_out"])
    assert Counter(case.kind for case in _ASKED.values()) == {"developed": 36, "held_out": 41, "known": 5}


def test_a_near_miss_has_a_twin_with_an_answer() -> None:
    near = {name for name, case in _NEAR.items() if not case.answerable}
    assert Counter(case.kind for case in _NEAR.values()) == {
        f"{half}_{side}": 44 for half in ("developed", "held_out") for side in ("twin", "near")
    }
    assert {f"{name[:-1]}a" for name in near} == _NEAR.keys() - near
    sites = sites_of(NEAR)
    for name in near:
        twin = _NEAR[f"{name[:-1]}a"]
        assert (sites[name], _NEAR[name].language) == (sites[twin.id], twin.language)
        assert _NEAR[name].question != twin.question


def test_counts_are_those_of_the_sample_plants_orders() -> None:
    with (SAMPLES / "plant" / "maintenance" / "work_orders.csv").open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file))
    for name, tag in (("up03", "P-101A"), ("up41", "FAN-102")):
        repairs = [o for o in orders if o["Equipment tag"] == tag and o["Type"] == "CM"]
        assert len(repairs) == _CASES[name].value


class _Named:
    def __init__(self, name: str, asked: list[str]) -> None:
        self._name, self._asked = name, asked

    def ask(self, case: Case) -> None:
        self._asked.append(f"{case.id} of {self._name}")


def test_a_question_is_asked_of_its_site() -> None:
    asked: list[str] = []
    products = {name: _Named(name, asked) for name in ("sample", "two_plants")}
    sites = _Sites({"up01": "sample", "up05": "two_plants"}, products)  # type: ignore[arg-type]
    sites.ask(_CASES["up01"])
    sites.ask(_CASES["up05"])
    assert asked == ["up01 of sample", "up05 of two_plants"]
