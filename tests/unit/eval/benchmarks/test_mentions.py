"""Words are planted in as many documents as the questions say, and grading reads the count that is told first."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.benchmarks.mentions import PROBES, grade, write_documents


def test_words_are_planted_in_as_many_documents_as_are_asked_for(tmp_path: Path) -> None:
    cases = write_documents(tmp_path, documents=200)
    texts = [file.read_text("utf-8") for file in tmp_path.iterdir()]
    assert len(texts) == 200
    for probe, case in zip(PROBES, cases, strict=True):
        held = sum(any(sentence in text for sentence in probe.planted) for text in texts)
        assert case.reference == str(held)
        assert case.answer_type == ("number" if held else "abstain")


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("50 documents mention “seals”; here are the first 20. [1]", True),
        ("20 documents mention “seals”, of 50. [1]", False),
        ("Here are the first ones.", False),
    ],
)
def test_the_count_told_first_is_graded(tmp_path: Path, answer: str, right: bool) -> None:
    case = next(case for case in write_documents(tmp_path, documents=200) if case.id == "seals")
    assert grade(case, answer, False).score.correct is right
