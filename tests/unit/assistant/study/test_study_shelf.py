"""Opening a study: what is copied, codes, pictures, and what may not change any more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from study_people import answer_all

from assistant.errors import BadStudy, StudyRefused
from assistant.study.decisions import decisions
from assistant.study.example import write_example
from assistant.study.export import decisions_csv
from assistant.study.pictures import pictures_of
from assistant.study.report import results_of, study_html, write_study_report
from assistant.study.shelf import StudyShelf, new_codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_example(tmp_path / "mine")
    return tmp_path / "mine"


def test_an_open_study_is_a_copy_with_its_curves(folder: Path, tmp_path: Path) -> None:
    shelf = StudyShelf(tmp_path / "data")
    opened = shelf.open(folder)
    assert shelf.names() == ["sample-plant"]
    curve = pictures_of(opened.study.case("falling-suction"), opened.pictures)[0]
    with Image.open(curve) as image:
        assert image.width > 600
    (folder / "study.toml").unlink()
    assert len(shelf.get("sample-plant").study.cases) == 15
    with pytest.raises(StudyRefused, match="no study 'other'"):
        shelf.get("other")
    with pytest.raises(StudyRefused):
        shelf.get("../mine")


def test_a_definition_stands_once_somebody_took_part(folder: Path, tmp_path: Path) -> None:
    shelf, file = StudyShelf(tmp_path / "data"), folder / "study.toml"
    store = shelf.open(folder).store
    file.write_text(file.read_text(encoding="utf-8").replace("seed = 7", "seed = 8"), encoding="utf-8")
    assert shelf.open(folder).study.seed == 8
    answer_all(shelf.get("sample-plant").study, store, "P1", lambda step: "a", most=1)
    assert shelf.open(folder).study.seed == 8
    file.write_text(file.read_text(encoding="utf-8").replace("seed = 8", "seed = 9"), encoding="utf-8")
    with pytest.raises(StudyRefused, match="definition has changed"):
        shelf.open(folder)


def test_what_is_no_picture_and_what_is_not_ready_do_not_open(folder: Path, tmp_path: Path) -> None:
    file = folder / "study.toml"
    text = file.read_text(encoding="utf-8")
    (folder / "bad.png").write_bytes(b"no picture")
    file.write_text(
        text.replace('id = "trip-bypass"', 'id = "trip-bypass"\npictures = ["bad.png"]'), encoding="utf-8"
    )
    with pytest.raises(BadStudy, match=r"bad\.png"):
        StudyShelf(tmp_path / "data").open(folder)
    file.write_text(text, encoding="utf-8")
    (folder / "prepared.json").unlink()
    with pytest.raises(BadStudy, match="study prepare"):
        StudyShelf(tmp_path / "data").open(folder)
    assert StudyShelf(tmp_path / "data").names() == []


def test_codes_are_new_each_time_and_hold_a_digit(folder: Path, tmp_path: Path) -> None:
    store = StudyShelf(tmp_path / "data").open(folder).store
    codes = new_codes(store, 50) + new_codes(store, 50)
    assert len(set(codes)) == 100
    assert all(any(letter.isdigit() for letter in code) for code in codes)


def test_results_and_table_of_what_was_answered(folder: Path, tmp_path: Path) -> None:
    opened = StudyShelf(tmp_path / "data").open(folder)
    with pytest.raises(StudyRefused, match="no case"):
        results_of(opened)

    def reply(step: object) -> str:
        return step.case.truth if step.stage == "initial" else step.case.advice.answer  # type: ignore[attr-defined]

    for number in range(7):
        answer_all(opened.study, opened.store, f"P{number}", reply)
    found = results_of(opened, finished=True)
    advice = found.conditions["advice"]
    assert advice["over_reliance"].value == 1.0
    assert advice["rsr"].value == 0.0
    assert found.pathways.substitution["advice"]["rate"].value == 1.0
    table = decisions_csv("sample-plant", decisions(opened.study, opened.store)).splitlines()
    assert len(table) == 1 + 7 * 15
    assert table[0].endswith("interrupted,attribute_experience")
    page = study_html(found, "fr", datetime(2026, 1, 1))
    assert "suit un avis faux" in page
    assert "1,00 (" in page
    assert "1.00 (" not in page
    assert "15\u00a0%" in page
    assert "<script" not in page
    write_study_report(found, tmp_path / "r.json", language="en")
    assert (tmp_path / "r.json").stat().st_size > 1000
    with pytest.raises(StudyRefused, match=r"\.html"):
        write_study_report(found, tmp_path / "r.docx", language="en")
