"""The two plants: their papers are written, their questions fit them, and answers are told right from wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from eval.benchmarks.two_plants import DATA, HOSPITAL, MORE_DATA, grade_with, load_questions
from eval.plant_papers import write_plants
from eval.written_papers import write_paper

_QUESTIONS = {case.id: (case, foreign) for case, foreign in load_questions()}


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plants")
    write_plants(DATA, folder)
    return folder


def test_each_question_names_a_paper_that_is_written(plants: Path) -> None:
    assert len(_QUESTIONS) == 64
    assert {p.name for p in plants.iterdir()} == {"station", "sawmill"}
    for case, _ in _QUESTIONS.values():
        assert case.kind in ("developed", "held_out")
        assert bool(case.evidence) == case.answerable
        assert all((plants / place.source).is_file() for place in case.evidence), case.id


def test_counts_and_sums_are_those_of_the_work_orders(plants: Path) -> None:
    with (plants / "station" / "ordres_travail_2024-2025.csv").open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file, delimiter=";"))
    assert len(orders) >= 60
    of = [o for o in orders if o["Équipement"] == "PR-302" and o["Type"] == "Correctif"]
    assert len(of) == _QUESTIONS["st01"][0].value
    cost = sum(float(o["Coût (€)"].replace(",", ".")) for o in orders if o["Équipement"] == "SU-103")
    assert cost == pytest.approx(_QUESTIONS["st02"][0].value)
    opened = tuple(o["N° OT"] for o in orders if not o["Date clôture"])
    assert opened == _QUESTIONS["st03"][0].value


def test_the_logs_hold_the_extremes_that_are_asked_for(plants: Path) -> None:
    log = (plants / "station" / "capteurs_2025-10.csv").read_text("utf-8").splitlines()
    assert len(log) == 577
    assert "14/10/2025 17:00" in next(line for line in log if line.endswith(";604"))
    assert any("168.4" in line for line in (plants / "sawmill" / "kiln2_log.csv").read_text().splitlines())


def test_the_papers_of_more_plants_hold_what_is_asked_for(tmp_path: Path) -> None:
    write_plants(MORE_DATA, tmp_path)
    questions = {case.id: case for case, _ in load_questions(MORE_DATA / "questions.jsonl")}
    assert len(questions) == 51
    for case in questions.values():
        assert bool(case.evidence) == case.answerable
        assert all((tmp_path / place.source).is_file() for place in case.evidence), case.id
    with (tmp_path / "dairy" / "work_orders.csv").open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file, delimiter=";"))
    assert sum(o["Asset"] == "HOM-1" and o["Type"] == "CM" for o in orders) == questions["da01"].value
    assert sum(o["Closed"].endswith("03/2025") for o in orders) == questions["da03"].value
    assert tuple(o["WO"] for o in orders if not o["Closed"]) == questions["da04"].value
    log = (tmp_path / "dairy" / "pasteuriser_log.csv").read_text("utf-8").splitlines()[1:]
    second_day = [line.split(",") for line in log if line.startswith("2025-11-11")]
    assert min(float(cells[1]) for cells in second_day) == questions["da15"].value
    french = (tmp_path / "hydro" / "capteurs_G1.csv").read_text("utf-8").splitlines()[1:]
    third_day = [line.split(";") for line in french if line.startswith("10/11/2025")]
    assert max(float(cells[2].replace(",", ".")) for cells in third_day) == questions["hy07"].value


def test_the_papers_of_the_hospital_hold_what_is_asked_for(tmp_path: Path) -> None:
    write_plants(HOSPITAL, tmp_path)
    questions = {case.id: case for case, _ in load_questions(HOSPITAL / "questions.jsonl")}
    assert len(questions) == 60
    for case in questions.values():
        assert bool(case.evidence) == case.answerable
        assert all((tmp_path / place.source).is_file() for place in case.evidence), case.id
    kinds = {
        part: {place.source for case in questions.values() if case.kind == part for place in case.evidence}
        for part in ("developed", "held_out")
    }
    assert not kinds["developed"] & kinds["held_out"]
    with (tmp_path / "site" / "GMAO_interventions.csv").open(encoding="utf-8") as file:
        orders = list(csv.DictReader(file, delimiter=";"))
    lift = [o for o in orders if o["Équipement"] == "ASC-B2" and o["Nature"] == "Curatif"]
    assert len(lift) == questions["ho01"].value
    cost = sum(float(o["Pièces (€)"].replace(",", ".")) for o in orders if o["Équipement"] == "GF2")
    assert cost == questions["ho02"].value
    is_open = tuple(o["N° DI"] for o in orders if o["Statut"] not in ("Terminé", "Annulé"))
    assert is_open == questions["ho06"].value
    log = (tmp_path / "site" / "eau_glacee_2026-02.csv").read_text("utf-8").splitlines()[1:]
    second_day = [line.split(";") for line in log if line.startswith("10/02/2026")]
    assert max(float(cells[1].replace(",", ".")) for cells in second_day) == questions["ho32"].value


def test_an_answer_is_right_declined_or_wrong() -> None:
    foreign = {name: names for name, (_, names) in _QUESTIONS.items()}
    case = _QUESTIONS["st10"][0]
    right = "GM-45-SIC, RLT-NU2212, FLT-ASP-320, ROU-PR300"
    assert grade_with(foreign, case, right, False).metrics["right_developed_fr"] == 1.0
    assert grade_with(foreign, case, f"{right}, CAP-O2", False).metrics["wrong_developed"] == 1.0
    assert grade_with(foreign, case, "", True).metrics["declined"] == 1.0
    nothing = _QUESTIONS["st20"][0]
    assert grade_with(foreign, nothing, "", True).metrics == {
        name: float(name.startswith("right")) for name in grade_with(foreign, nothing, "", True).metrics
    }


def test_neighbours_marked_as_one_are_merged_and_a_scan_is_a_picture(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from pypdf import PdfReader

    (tmp_path / "list.xlsx.txt").write_text(
        "# A\n| Title | < | < |\n| Name | Price | < |\n| |\n| b | 1 | 2 |\n", "utf-8"
    )
    sheet = load_workbook(write_paper(tmp_path / "list.xlsx.txt", tmp_path))["A"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:C1", "B2:C2"}
    assert [cell.value for cell in sheet[4]] == ["b", 1, 2]
    (tmp_path / "scan.pdf.txt").write_text("---scan---\n# Report\nseal worn\n", "utf-8")
    page = PdfReader(write_paper(tmp_path / "scan.pdf.txt", tmp_path)).pages[0]
    assert not page.extract_text().strip()
    assert len(page.images) == 1


def test_numbers_of_a_sheet_are_numbers_and_mail_stays_as_it_is(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (tmp_path / "list.xlsx.txt").write_text(
        "# Parts\n| Name | Stock |\n| Bolt M8 | 12 |\n| Nut | |\n", "utf-8"
    )
    sheet = load_workbook(write_paper(tmp_path / "list.xlsx.txt", tmp_path))["Parts"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["Name", "Stock"],
        ["Bolt M8", 12],
        ["Nut", None],
    ]
    (tmp_path / "note.eml.txt").write_text("Subject: a\n\n| b |\n", "utf-8")
    assert write_paper(tmp_path / "note.eml.txt", tmp_path).read_text("utf-8") == "Subject: a\n\n| b |\n"
