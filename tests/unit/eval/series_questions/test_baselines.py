"""The trivial answers that made questions are also given."""

from __future__ import annotations

from pathlib import Path

from assistant.engines.scripted import ScriptedEngine
from eval.case import Case
from eval.series_questions.baselines import MostFrequent, QuickGuess
from eval.series_questions.cases import made_logs, made_questions
from eval.series_questions.files import write_log


def test_the_most_frequent_answer_of_a_kind() -> None:
    known = [
        Case(id="a", question="?", answer_type="text", value=value, kind="trend")
        for value in ("rising", "falling", "rising")
    ]
    known += [
        Case(id="b", question="?", answer_type="number", value=value, kind="lag", unit="min")
        for value in (3.0, 5.0, 90.0)
    ]
    guess = MostFrequent(known)
    assert guess.answer(known[1]) == "rising"
    assert guess.answer(known[3]) == "5 min"


def test_a_glance_finds_the_column_by_its_words(tmp_path: Path) -> None:
    logs = made_logs(2, 5)
    for log in logs:
        write_log(log, tmp_path)
    guess = QuickGuess()
    guess.prepare((tmp_path,), ScriptedEngine(()), tmp_path)
    for made in made_questions(logs):
        if made.case.kind == "trend":
            rising = logs[0].of("trend").rise > 0
            assert guess.answer(made.case) == ("rising" if rising else "falling")
            break
