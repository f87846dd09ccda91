"""The comparison of mixture, plain LoRA and base in a real vLLM on CPU, with a model that answers at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import torch
from peft import get_peft_model
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from torch import nn
from transformers import AutoModelForCausalLM, LlamaConfig, PreTrainedTokenizerFast

from eval.serving_cost import main
from moe_adapters import MoeLoraConfig

pytestmark = pytest.mark.vllm

SIZE = 256


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A base of random weights and a mixture on it, as PEFT saves them."""
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=SIZE, hidden_size=128, intermediate_size=192, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=512, bos_token_id=1, eos_token_id=2, pad_token_id=0,
    )  # fmt: skip
    base = AutoModelForCausalLM.from_config(config).float().eval()
    for parameter in base.parameters():
        if parameter.ndim == 2:
            nn.init.normal_(parameter, std=0.08)
    base.save_pretrained(tmp_path / "base")
    words = Tokenizer(WordLevel({f"w{i}": i for i in range(SIZE)}, unk_token="w0"))
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="w0").save_pretrained(tmp_path / "base")
    model = get_peft_model(
        base,
        MoeLoraConfig(r=8, num_experts=4, target_modules="all-linear", task_type="CAUSAL_LM", lora_alpha=8),
    )
    for name, parameter in model.named_parameters():
        if "moelora_" in name:
            nn.init.normal_(parameter, std=0.2)
    model.save_pretrained(tmp_path / "adapter")
    return tmp_path / "base", tmp_path / "adapter"


def run(what: str, folders: tuple[Path, Path], folder: Path, *more: str) -> tuple[int, list[dict]]:
    python = str(Path(os.environ["VLLM_BIN"]).with_name("python"))
    code = main(
        [what, "--model", str(folders[0]), "--adapter", str(folders[1]), "--work", str(folder / "work"),
         "--out", str(folder / "lines.jsonl"), "--python", python, "--new-tokens", "8", "--cpu", "--eager", *more]
    )  # fmt: skip
    return code, [json.loads(line) for line in (folder / "lines.jsonl").read_text().splitlines()]


def test_answers_alone_in_a_batch_and_from_the_cache_are_those_of_transformers(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    torch.manual_seed(1)
    prompts = tmp_path / "prompts.json"
    prompts.write_text(json.dumps([torch.randint(3, SIZE, (n,)).tolist() for n in (150, 9, 40)]))
    code, lines = run("parity", folders, tmp_path, "--prompts", str(prompts))
    verdicts = [line for line in lines if line["kind"] == "parity"]
    assert code == 0
    assert [line["way"] for line in verdicts] == ["alone", "batch", "cached_batch"]
    assert all(line["tokens_compared"] == 24 for line in verdicts)
    assert all(line["largest_logprob_difference"] < 1e-4 for line in verdicts)
    assert verdicts[2]["cached_tokens"] > 0


def test_each_arm_is_timed_at_each_batch(folders: tuple[Path, Path], tmp_path: Path) -> None:
    code, lines = run(
        "cost", folders, tmp_path, "--dtype", "float32", "--batches", "1", "3", "--repetitions", "2",
        "--prompt-tokens", "12", "--vocabulary", "250",
    )  # fmt: skip
    assert code == 0
    assert {(line["arm"], line["batch"]) for line in lines} == {
        (arm, batch) for arm in ("mixture", "lora", "base") for batch in (1, 3)
    }
    assert all(len(line["seconds"]) == 2 and min(line["seconds"]) > 0 for line in lines)


def test_a_profile_of_cpu_work_has_no_kernels(folders: tuple[Path, Path], tmp_path: Path) -> None:
    code, lines = run(
        "profile", folders, tmp_path, "--dtype", "float32", "--batches", "2", "--arms", "mixture",
        "--prompt-tokens", "12", "--vocabulary", "250",
    )  # fmt: skip
    assert code == 0
    assert [(line["kind"], line["batch"], line["kernels"]) for line in lines] == [("profile", 2, [])]
    assert list((tmp_path / "work" / "model-mixture-profile-trace").rglob("*.json*"))


def test_an_engine_over_its_time_is_stopped_and_said(folders: tuple[Path, Path], tmp_path: Path) -> None:
    code, lines = run("cost", folders, tmp_path, "--arms", "base", "--limit", "0.5")
    assert code == 1
    assert lines == [{"kind": "failed", "run": "model-base", "code": "stopped after 0.5 s"}]
