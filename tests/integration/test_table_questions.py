"""Questions of our own over public maintenance tables, with answers that pandas computes."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from table_frames import ingested, names, table_files

from assistant.experts.tables import TableExpert
from assistant.records import Evidence, Finding, Question
from eval.case import Case
from eval.scorers.answers import score_answer
from retrieval.records import Scope

NEEDED = 0.95
"""Share of the questions, those without an answer included, that are right."""

PRECISE = 0.95
"""Share of the answers given that are right."""

QUESTIONS = Path(__file__).with_name("table_questions.jsonl")


@pytest.fixture(scope="module")
def expert(bench_data: Path, tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    return TableExpert(ingested(table_files(bench_data), bench_data, tmp_path_factory.mktemp("parquet")))


@pytest.fixture(scope="module")
def cases(bench_data: Path) -> list[Case]:
    known = names(bench_data)
    made = []
    for number, line in enumerate(QUESTIONS.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        value = eval(item["expect"], dict(known))
        if isinstance(value, list):
            value = tuple(str(v) for v in value)
        elif item["type"] == "number":
            value = float(value)
        elif value is not None:
            value = str(value)
        made.append(
            Case(
                id=f"t{number:03d}",
                question=item["question"],
                language=item.get("language", "en"),
                answer_type=item["type"],
                value=value,
                tolerance=item.get("tolerance") or 0.0,
                unit=item.get("unit"),
                accept=tuple(eval(item.get("accept", "()"), dict(known))),
                item_accept=tuple(map(tuple, eval(item.get("item_accept", "()"), dict(known)))),
            )
        )
    return made


def find(expert: TableExpert, case: Case) -> Finding:
    return expert.find(Question(text=case.question, asked=case.question, language=case.language), Scope())


def best(finding: Finding) -> Evidence | None:
    return finding.evidence[0] if finding.evidence and finding.evidence[0].score >= 0.5 else None


def test_questions_are_answered_or_declined(expert: TableExpert, cases: list[Case]) -> None:
    wrong: list[str] = []
    answered = wrong_answers = 0
    for case in cases:
        evidence = best(find(expert, case))
        text = evidence.statement if evidence is not None and evidence.statement else ""
        right = score_answer(case, text, abstained=evidence is None).correct
        answered += evidence is not None
        wrong_answers += evidence is not None and not right
        if not right:
            wrong.append(f"{case.question} -> {text or 'abstained'} (expected {case.value})")
    assert len(cases) > 150
    assert len(wrong) <= (1 - NEEDED) * len(cases), "\n".join(wrong)
    assert wrong_answers <= (1 - PRECISE) * answered, "\n".join(wrong)


def test_an_answer_takes_little_time(expert: TableExpert, cases: list[Case]) -> None:
    seconds = []
    for case in cases[:40]:
        start = time.perf_counter()
        find(expert, case)
        seconds.append(time.perf_counter() - start)
    assert sorted(seconds)[len(seconds) // 2] < 1.0


def test_evidence_of_real_answers_holds_the_rows(expert: TableExpert, cases: list[Case]) -> None:
    for case in cases[:60]:
        evidence = best(find(expert, case))
        if evidence is None:
            continue
        assert evidence.sql
        assert evidence.rows is not None
        assert evidence.source.startswith("data/")
        assert len(evidence.rows.values) <= 50
        assert len(evidence.rows.row_numbers) <= 200
