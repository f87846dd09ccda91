"""A study's definition: what is read, and what is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadStudy
from assistant.study.check import check_study
from assistant.study.example import write_example
from assistant.study.read import read_study
from assistant.study.records import Words

HEAD = 'name = "s"\ntitle = "T"\nconsent = "C"\n'
CASE = '[[case]]\nid = "one"\nquestion = "Q?"\noptions = ["x", "y"]\ntruth = "a"\n'


def written(folder: Path, text: str) -> Path:
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_example_that_ships_is_ready_and_says_its_share_of_wrong_advice(tmp_path: Path) -> None:
    write_example(tmp_path / "mine")
    study = read_study(tmp_path / "mine")
    found = check_study(study)
    assert found.unready == ()
    assert found.warnings == ()
    assert (found.cases, found.wrong, study.wrong_share) == (15, 6, 0.4)
    assert sum(one.advice.prepared for one in study.cases if one.advice) == 9
    assert all(one.question.fr != one.question.en for one in study.cases)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "there is no case"),
        (HEAD.replace('"s"', '"../s"') + CASE, "'name' may hold"),
        (HEAD + 'formt = "one_shot"\n' + CASE, "did you mean 'format'"),
        (HEAD + 'conditions = ["alone", "magic"]\n' + CASE, "'magic' is no condition"),
        (HEAD + CASE.replace('"a"', '"z"'), "case 'one': 'truth' is 'z', which is no option; there are a, b"),
        (HEAD + CASE + CASE, "case 'one' is there twice"),
        (HEAD + CASE + 'pictures = ["../secret.png"]\n', "outside the study's folder"),
        (HEAD + CASE + 'pictures = ["gone.png"]\n', "there is no file 'gone.png'"),
        (HEAD + CASE + '[case.advice]\nanswer = "a"\nconfidence = 3\n', "between 0 and 1"),
        (HEAD.replace('"T"', '{en = "T"}') + CASE, "both languages"),
        (HEAD.replace('"C"', '""') + CASE, "'consent' is empty"),
        (HEAD + CASE + "number = {low = 0, high = 1}\n", "either 'options' to choose from or 'number'"),
        ("name = [", "is no TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadStudy) as refused:
        read_study(written(tmp_path, text))
    assert said in str(refused.value)


def test_cases_from_a_spreadsheet_with_semicolons(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(
        "id;question;question_fr;option_a;option_a_fr;option_b;truth;advice;number_low;number_high;number_unit\n"
        "one;Which?;Lequel ?;left;gauche;right;a;b;;;\n"
        "two;How many?;;;;;2,5;;0;10;bar\n",
        encoding="utf-8-sig",
    )
    study = read_study(written(tmp_path, HEAD + 'cases_file = "cases.csv"\n'))
    one, two = study.cases
    assert (one.question.fr, one.options[0].text.fr, one.options[1].text.fr) == (
        "Lequel ?",
        "gauche",
        "right",
    )
    assert one.advice is not None
    assert not one.advice_right
    assert two.number is not None
    assert two.number.unit == "bar"
    assert two.same(two.truth, "2.5")


def test_prepared_advice_is_taken_where_the_definition_gives_none(tmp_path: Path) -> None:
    kept = {"text": "because", "confidence": 0.7, "grounds": [{"text": "quote", "place": "p. 1"}], "why": ""}
    body: dict[str, Any] = {"advice": {"one": {**kept, "answer": "b"}, "two": {**kept, "answer": None}}}
    (tmp_path / "prepared.json").write_text(json.dumps(body), encoding="utf-8")
    study = read_study(written(tmp_path, HEAD + CASE + CASE.replace('"one"', '"two"')))
    assert study.cases[0].advice is not None
    assert study.cases[0].advice.grounds[0].place == "p. 1"
    assert study.cases[0].advice.text == Words(en="because", fr="because")
    assert study.cases[1].advice is None
    assert check_study(study).without_advice == ("two",)
    body["advice"]["one"]["texts"] = {"en": "because", "fr": "parce que"}
    (tmp_path / "prepared.json").write_text(json.dumps(body), encoding="utf-8")
    told = read_study(tmp_path).cases[0].advice
    assert told is not None
    assert told.text == Words(en="because", fr="parce que")
