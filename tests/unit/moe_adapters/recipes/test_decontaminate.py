"""What evaluation sets ask is recognised in training examples, and forms' boilerplate is not."""

from __future__ import annotations

import json
from pathlib import Path

from moe_adapters.example import Example
from moe_adapters.recipes.plant.decontaminate import Guard, evaluation_texts
from moe_adapters.recipes.plant.prompt import build_turns


def _example(question: str, source: str = "Nothing of note.") -> Example:
    return Example("x", "t", "text", "en", build_turns(question, [source]), "a", (), "g", "s", "l")


def test_the_same_question_is_recognised_whatever_its_signs() -> None:
    guard = Guard(iter([("set", "How hot is P-101A?")]))
    assert guard.hits(_example("how hot is P 101a"))
    assert not guard.hits(_example("how hot is P 101b"))


def test_eight_words_in_a_row_are_recognised_in_a_source_too() -> None:
    guard = Guard(iter([("set", "the vehicle must be open wheeled and open cockpit with four wheels")]))
    assert guard.hits(_example("what?", "We read: the vehicle must be open wheeled and open cockpit."))
    assert not guard.hits(_example("what?", "The vehicle must be open wheeled and also red."))


def test_the_wording_of_a_form_is_not_content() -> None:
    form = "We are a team of students and design a vehicle for the competition"
    guard = Guard(iter([("set", f"{form}, question {number}") for number in range(60)]))
    assert not guard.hits(_example(f"{form}: who are we?"))
    assert guard.sets == {"set": 60}


def test_evaluation_sets_that_are_there_are_read(tmp_path: Path) -> None:
    samples = tmp_path / "questions.jsonl"
    samples.write_text(json.dumps({"question": "one?"}) + "\n", encoding="utf-8")
    folder = tmp_path / "bench"
    (folder / "fmea_qa").mkdir(parents=True)
    (folder / "fmea_qa" / "questions.jsonl").write_text(json.dumps({"Question": "two?"}), encoding="utf-8")
    (folder / "design_qa").mkdir()
    (folder / "design_qa" / "a.csv").write_text("question,ground_truth\nthree?,yes\n", encoding="utf-8")
    (folder / "time_series_exam").mkdir()
    (folder / "time_series_exam" / "qa_dataset.json").write_text('[{"question": "four?"}]', encoding="utf-8")
    assert [text for _, text in evaluation_texts(samples, folder)] == ["one?", "two?", "four?", "three?"]
    assert list(evaluation_texts(tmp_path / "absent.jsonl", None)) == []
