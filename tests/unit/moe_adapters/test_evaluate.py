"""Answers to held-out examples: gone on with by the same model only, and wrong files are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from small_models import WordTokenizer, examples, small_llama

from moe_adapters import compare_answers, evaluate, slim
from moe_adapters.answer_scores import read_answers
from moe_adapters.evaluate import answer_file, fingerprint
from moe_adapters.example import write_examples


def test_goes_on_with_the_same_model_only(tmp_path: Path) -> None:
    out, model, tokenizer = tmp_path / "answers.jsonl", small_llama(), WordTokenizer()
    given = examples(4)
    first = answer_file(given[:2], out, model=model, tokenizer=tokenizer, answered_by="one")
    assert len(first) == 2
    assert len(answer_file(given, out, model=model, tokenizer=tokenizer, answered_by="one")) == 4
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [record["answered_by"] for record in records] == ["one"] * 4
    with pytest.raises(ValueError, match="holds answers of another model"):
        answer_file(given, out, model=model, tokenizer=tokenizer, answered_by="other")
    del records[0]["answered_by"]  # as files of before
    out.write_text(json.dumps(records[0]) + "\n", encoding="utf-8")
    assert len(answer_file(given[:1], out, model=model, tokenizer=tokenizer, answered_by="other")) == 1


def test_one_id_twice_is_named(tmp_path: Path) -> None:
    given = [*examples(2), *examples(1)]
    with pytest.raises(ValueError, match="1 ids stand more than once among the examples, as table-0"):
        answer_file(given, tmp_path / "a.jsonl", model=small_llama(), tokenizer=WordTokenizer())


def test_fingerprint_changes_with_weights_base_and_ablation(tmp_path: Path) -> None:
    save_file({"a": torch.zeros(2)}, tmp_path / "adapter_model.safetensors")
    before = fingerprint("base", tmp_path)
    assert before == fingerprint("base", tmp_path)
    others = {
        fingerprint("base", None),
        fingerprint("other", tmp_path),
        fingerprint("base", tmp_path, shuffle=1),
    }
    save_file({"a": torch.ones(2)}, tmp_path / "adapter_model.safetensors")
    assert len({before, fingerprint("base", tmp_path), *others}) == 5


def test_missing_files_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing, out = str(tmp_path / "no.jsonl"), str(tmp_path / "out")
    assert evaluate.main([missing, "--model", "none", "-o", out]) == 1
    assert compare_answers.main([missing, missing]) == 1
    assert slim.main([str(tmp_path / "no"), "-o", out]) == 1
    said = capsys.readouterr().err
    assert said.count("No such file") == 3
    assert not Path(out).exists()


@pytest.mark.parametrize("left", ["half an answer", "no end of line", "an empty line"])
def test_goes_on_after_what_a_kill_or_an_editor_left(left: str, tmp_path: Path) -> None:
    out, given = tmp_path / "answers.jsonl", examples(4)
    answered = {"model": small_llama(), "tokenizer": WordTokenizer(), "answered_by": "one"}
    answer_file(given[:3], out, **answered)
    whole = out.read_text(encoding="utf-8")
    cut = {"half an answer": whole[:-25], "no end of line": whole[:-1], "an empty line": whole + "\n"}
    out.write_text(cut[left], encoding="utf-8")
    assert len(read_answers(out)) == (2 if left == "half an answer" else 3)
    assert len(answer_file(given, out, **answered)) == 4
    assert set(read_answers(out)) == {one.id for one in given}


@pytest.mark.parametrize("line", ['{"id": "text-1"}', "[1]", "no JSON", '{"id": 1, "text": "a"}'])
def test_a_line_that_is_no_answer_is_named(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, test = tmp_path / "answers.jsonl", tmp_path / "test.jsonl"
    write_examples(test, examples(2))
    out.write_text(f'{{"id": "table-0", "text": "no [2]"}}\n{line}\n', encoding="utf-8")
    assert compare_answers.main([str(test), str(out)]) == 1
    assert f"{out}, line 2: not an answer" in capsys.readouterr().err
    with pytest.raises(ValueError, match="line 2: not an answer"):
        answer_file(examples(2), out, model=small_llama(), tokenizer=WordTokenizer())
