from __future__ import annotations

from pathlib import Path

import pytest

from eval.errors import JournalMismatch
from eval.journal import Journal
from eval.result import CaseResult, RunHeader

HEADER = RunHeader(benchmark="b", settings={"model": "m", "list": [1]})


def result(case_id: str, *, error: str | None = None, system: str = "product") -> CaseResult:
    return CaseResult(
        id=case_id, system=system, kind="k", language="en", answerable=True, question="é?", answer="a",
        abstained=False, scores={"f1": 0.5}, correct=True, why="", citations=("s page 1",), error=error,
    )  # fmt: skip


def test_results_come_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "r.jsonl"
    Journal(path, HEADER).add(result("c1"))
    again = Journal(path, HEADER)
    assert again.done("product", "c1") == result("c1")
    assert again.done("other", "c1") is None
    assert again.done("product", "c2") is None


def test_the_last_word_counts_and_errors_are_not_done(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    journal = Journal(path, HEADER)
    journal.add(result("c1", error="boom"))
    assert journal.done("product", "c1") is None
    journal.add(result("c1"))
    assert Journal(path, HEADER).done("product", "c1") == result("c1")


def test_a_line_that_a_kill_left_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    Journal(path, HEADER).add(result("c1"))
    with path.open("ab") as file:
        file.write(b'{"id": "c2", "sys')
    journal = Journal(path, HEADER)
    journal.add(result("c3"))
    again = Journal(path, HEADER)
    assert again.done("product", "c1") is not None
    assert again.done("product", "c3") is not None


@pytest.mark.parametrize(
    ("header", "word"),
    [
        (RunHeader(benchmark="other", settings={"model": "m", "list": [1]}), "benchmark b"),
        (RunHeader(benchmark="b", settings={"model": "n", "list": [1]}), "model: m"),
    ],
)
def test_another_run_is_refused(tmp_path: Path, header: RunHeader, word: str) -> None:
    path = tmp_path / "r.jsonl"
    Journal(path, HEADER)
    with pytest.raises(JournalMismatch, match=word):
        Journal(path, header)
