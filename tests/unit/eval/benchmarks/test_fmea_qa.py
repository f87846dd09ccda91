from __future__ import annotations

import json
from pathlib import Path

from eval.benchmarks.fmea_qa import grader, load_fmea_questions, told_words
from eval.journal import append_line

NUGGETS = (
    '[{"nugget": "It leaks.", "status": "ESSENTIAL"}, '
    '{"nugget": \'They say "drain".\', "status": "OPTIONAL"}]'
)


def questions(folder: Path) -> Path:
    path = folder / "questions.jsonl"
    records = [
        {"ID": n, "Question": "What does the tank do?", "Answer": "", "Nuggets": NUGGETS} for n in (1, 2)
    ]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def test_nuggets_are_read_with_either_quotes_and_halves_go_by_number(tmp_path: Path) -> None:
    nuggets, cases = load_fmea_questions(questions(tmp_path))
    assert [(n.text, n.essential) for n in nuggets["1"]] == [
        ("It leaks.", True),
        ('They say "drain".', False),
    ]
    assert [case.kind for case in cases] == ["held_out", "developed"]


def test_a_grade_is_given_for_the_half_too(tmp_path: Path) -> None:
    nuggets, cases = load_fmea_questions(questions(tmp_path))
    grade = grader(nuggets)(cases[0], "It leaks.", False)
    assert grade.score.correct
    assert grade.metrics == {"nugget_recall": 1.0, "nugget_recall_held_out": 1.0, "words": 2.0}


def test_the_length_of_an_answer_is_that_of_the_journal(tmp_path: Path) -> None:
    _, cases = load_fmea_questions(questions(tmp_path))
    journal = tmp_path / "journal.jsonl"
    assert told_words(journal, cases[0]) == 0
    for line in ({"benchmark": "fmea_qa"}, {"system": "product", "id": "1", "answer": "It leaks."}):
        append_line(journal, json.dumps(line))
    assert told_words(journal, cases[0]) == 2
