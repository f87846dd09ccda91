"""Ranks, recall and the right passages of the fusion benchmark."""

from __future__ import annotations

import json
from pathlib import Path

from eval.benchmarks.retrieval_fusion import QUESTIONS, Ranking, figures, rules_questions, weights
from retrieval.records import Chunk


def chunk(label: str | None) -> Chunk:
    return Chunk(id="c", source="s/a.pdf", kind="text", ordinal=0, text="", label=label)


RANKING = Ranking(scores={"dense": {1: 0.9, 2: 0.1}, "keyword": {2: 1.0}}, right=frozenset({2}))


def test_the_weights_move_the_right_passage() -> None:
    assert RANKING.place(weights(0.0, 1.0)) == 1
    assert RANKING.place(weights(0.9, 1.0)) == 0


def test_a_question_whose_passage_is_not_found_counts_nothing() -> None:
    lost = Ranking(scores={"dense": {1: 0.9}}, right=frozenset())
    given = figures({"set": [RANKING, lost]}, weights(0.0, 1.0))
    assert given["set_recall_at_1"] == 0.0
    assert given["set_recall_at_3"] == 0.5
    assert abs(given["set_mrr"] - 0.25) < 1e-5


def test_a_rule_and_what_stands_below_it_is_right(tmp_path: Path) -> None:
    path = tmp_path / "q.json"
    path.write_text(json.dumps([{"question": "how?", "labels": ["T.1.8"]}]), "utf-8")
    ((question, right),) = rules_questions(path)
    assert question == "how?"
    assert all(map(right, (chunk("T.1.8"), chunk("T.1.8.2"))))
    assert not any(map(right, (chunk("T.1.80"), chunk("T.1"), chunk(None))))


def test_there_are_enough_questions_and_none_twice() -> None:
    asked = [question for question, _ in rules_questions(QUESTIONS)]
    assert len(asked) == len(set(asked)) >= 40
