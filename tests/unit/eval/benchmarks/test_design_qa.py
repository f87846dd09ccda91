from __future__ import annotations

from pathlib import Path

from eval.benchmarks import design_qa_compilation, design_qa_retrieval
from eval.case import Case
from eval.rules_data import load_rules_cases

QUESTION = "list all rules relevant to `Wing`."


def case(reference: str) -> Case:
    return Case(id="c", question=QUESTION, answer_type="text", value=reference, reference=reference)


def test_markers_do_not_count_as_words() -> None:
    graded = design_qa_retrieval.grade(case("Open wheel car"), "Open wheel car [1]", False)
    assert graded.metrics == {"f1": 1.0}
    assert graded.score.correct


def test_compilation_has_both_readings() -> None:
    graded = design_qa_compilation.grade(case("['T.7', 'T.7.1']"), "T.7 and T.7.1 [1][2]", False)
    assert graded.metrics["f1_numbers"] == 1.0
    assert graded.metrics["f1"] < 1.0


def test_cases_come_from_a_local_folder(tmp_path: Path) -> None:
    folder = tmp_path / "design_qa"
    folder.mkdir()
    (folder / "FSAE_Rules_2024_V1.pdf").touch()
    (folder / "qa.csv").write_text('question,ground_truth\n"Rule, V.1?","two\nlines"\n', encoding="utf-8")
    (loaded,), pdf = load_rules_cases(tmp_path, "qa.csv", kind="retrieval")
    assert (loaded.id, loaded.reference, pdf.name) == (
        "retrieval0001",
        "two\nlines",
        "FSAE_Rules_2024_V1.pdf",
    )
