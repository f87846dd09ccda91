"""The questions that want procedures: their documents, gold and scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.benchmarks.procedures import DATA, HALVES, grade_with, load_gold, load_questions
from eval.scorers.steps import score_steps
from eval.written_papers import write_paper

_ASKED = {asking.case.id: asking for asking in load_questions(load_gold())}


def test_every_phrase_of_our_own_procedures_stands_in_its_document() -> None:
    texts = {path.name.split(".")[0]: path.read_text("utf-8") for path in DATA.glob("*/*.txt")}
    for gold in load_gold().values():
        if gold.part in HALVES:
            said = " ".join(texts[gold.document].split())
            assert all(phrase in said for phrase in (*gold.steps, *gold.notes)), gold.document


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
def test_a_paper_is_written_in_each_format(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"paper{suffix}.txt"
    source.write_text("# Title\n## Part\n1. Close it.\n- a point\n| a | b |\n| 1 | 2 |\n", "utf-8")
    assert write_paper(source, tmp_path).stat().st_size > 50


def test_steps_are_scored_by_recall_order_and_foreign_ones() -> None:
    score = score_steps(
        "2. Open the drain. 1. Close the valve. Buy oil.",
        ("Close valve", "Open the drain"),
        foreign=("Buy oil",),
    )
    assert (score.recall, score.order, score.foreign, score.notes) == (1.0, 0.0, 1, None)
    assert score_steps("", ("Close valve",), notes=("x",)).notes == 0.0


def test_an_answer_is_right_with_its_steps_in_order_only() -> None:
    asking = _ASKED["dev-01"]
    right = "\n".join(asking.steps)
    assert grade_with(_ASKED, asking.case, right, False).score.correct
    assert not grade_with(_ASKED, asking.case, "\n".join(reversed(asking.steps)), False).score.correct
    assert not grade_with(_ASKED, asking.case, f"{right}\n{asking.foreign[0]}", False).score.correct
    nothing = next(a for a in _ASKED.values() if not a.case.answerable)
    assert grade_with(_ASKED, nothing.case, "I found none.", True).score.correct
