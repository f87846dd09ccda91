"""Questions over the ontology: what an answer must hold, what it must not, what is to be declined."""

from __future__ import annotations

from eval.benchmarks.linked_graph import DATA, grader, load_questions


def test_questions_are_read_and_scored() -> None:
    cases, lacks = load_questions(DATA / "questions.jsonl")
    by_id = {case.id: case for case in cases}
    assert len(cases) == 28
    assert {case.language for case in cases} == {"en", "fr"}
    grade = grader(lacks)
    pumps = by_id["lg14"]
    assert (pumps.kind, pumps.answerable) == ("machines", True)
    assert grade(pumps, "P-101A, P-101B and DP-106 are pumps", False).score.correct
    assert not grade(pumps, "P-101A, P-101B, DP-106 and M-101A are pumps", False).score.correct
    assert grade(pumps, "P-101A alone", False).score.why == "lacks P-101B; lacks DP-106"
    declined = by_id["lg21"]
    assert grade(declined, "I did not find it", True).score.correct
    assert not grade(declined, "A bearing.", False).score.correct
    assert not grade(pumps, "I did not find it", True).score.correct
