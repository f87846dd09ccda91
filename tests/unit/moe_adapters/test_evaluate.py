"""Answers to held-out examples: gone on with by the same model only, and wrong files are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from small_models import WordTokenizer, examples, small_llama

from moe_adapters import compare_answers, evaluate, slim
from moe_adapters.evaluate import answer_file, fingerprint


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
