"""Parity of the vLLM plugin with Transformers on exported mixtures, float32 on CPU."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import torch
from peft import get_peft_model
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from torch import nn
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

from assistant.engines.convert import embedded_model
from moe_adapters import MoeLoraConfig
from moe_adapters.open_adapter import open_adapter
from moe_adapters.recipes.plant.prompt import build_turns
from moe_adapters.serving.export import export_checkpoint
from moe_adapters.shipped import PLANT_ADAPTER
from moe_adapters.train_config import BaseSection

pytestmark = pytest.mark.vllm

NEW_TOKENS = 12
SHAPE = {
    "vocab_size": 256, "hidden_size": 128, "intermediate_size": 192, "num_hidden_layers": 2,
    "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512,
}  # fmt: skip
CASES = [
    ("llama", {"tie_word_embeddings": True}, "softmax", "eager"),
    ("qwen3", {"head_dim": 32}, "top_k", "compile"),
    ("mistral", {"head_dim": 32, "sliding_window": None}, "hypernetwork", "eager"),
]
QUESTIONS = [
    (
        "How often is the strainer cleaned?",
        ["The suction strainer S-7 is cleaned every 400 hours by a fitter."],
    ),
    (
        "What is the alarm limit of the bearing?",
        ["The pump runs at 1485 rpm.", "The alarm of the bearing TT-12 stands at 85 °C, the trip at 95 °C."],
    ),
    ("Who approved the weld?", ["The flange has eight holes of 22 mm on a circle of 160 mm."]),
]


def mixture(kind: str, extra: dict, router: str) -> nn.Module:
    torch.manual_seed(0)
    config = AutoConfig.for_model(kind, **SHAPE, bos_token_id=1, eos_token_id=2, pad_token_id=0, **extra)
    base = AutoModelForCausalLM.from_config(config).float().eval()
    for parameter in base.parameters():
        if parameter.ndim == 2:
            nn.init.normal_(parameter, std=0.08)
    adapter = MoeLoraConfig(
        r=4, num_experts=4, router=router, target_modules="all-linear", task_type="CAUSAL_LM", lora_alpha=8
    )
    model = get_peft_model(base, adapter).eval()
    for name, parameter in model.named_parameters():
        if "moelora_" in name:
            nn.init.normal_(parameter, std=0.3 if "moelora_G" in name else 0.2)
    return model


def tokenizer(folder: Path) -> Path:
    words = Tokenizer(WordLevel({f"w{i}": i for i in range(SHAPE["vocab_size"])}, unk_token="w0"))
    PreTrainedTokenizerFast(tokenizer_object=words, unk_token="w0").save_pretrained(folder)
    return folder


@torch.no_grad()
def reference(model: nn.Module, prompt: list[int]) -> tuple[list[int], list[float]]:
    ids = torch.tensor([prompt])
    out = model.generate(
        input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=NEW_TOKENS,
        min_new_tokens=NEW_TOKENS, do_sample=False, eos_token_id=None, pad_token_id=0,
    )  # fmt: skip
    logprobs = torch.log_softmax(model(out).logits[0], dim=-1)
    tokens = out[0, len(prompt) :].tolist()
    return tokens, [logprobs[len(prompt) + i - 1, token].item() for i, token in enumerate(tokens)]


def served_by_vllm(checkpoint: Path, prompts: list[list[int]], folder: Path, *, mode: str) -> dict[str, list]:
    """What vLLM answers to each prompt ``alone`` and to all of them in one ``batch``."""
    (folder / "prompts.json").write_text(json.dumps(prompts))
    python = Path(os.environ["VLLM_BIN"]).with_name("python")
    subprocess.run(
        [python, Path(__file__).with_name("vllm_generate.py"), checkpoint,
         folder / "prompts.json", folder / "out.json", mode],
        check=True, timeout=500, env={**os.environ, "VLLM_CPU_KVCACHE_SPACE": "1", "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    answers: dict[str, list] = json.loads((folder / "out.json").read_text())
    return answers


def holds(served: dict[str, list], model: nn.Module, prompts: list[list[int]]) -> None:
    """Fails unless tokens are those of Transformers and log-probabilities within 1e-4."""
    for i, prompt in enumerate(prompts):
        tokens, logprobs = reference(model, prompt)
        for way in ("alone", "batch"):
            assert served[way][i]["tokens"] == tokens
            assert served[way][i]["logprobs"] == pytest.approx(logprobs, abs=1e-4)


@pytest.mark.parametrize(("kind", "extra", "router", "mode"), CASES, ids=[case[0] for case in CASES])
def test_tokens_and_logprobs_equal(kind: str, extra: dict, router: str, mode: str, tmp_path: Path) -> None:
    model = mixture(kind, extra, router)
    export_checkpoint(model, tmp_path / "checkpoint", tokenizer_from=tokenizer(tmp_path / "tokenizer"))
    torch.manual_seed(1)
    prompts = [torch.randint(3, 256, (n,)).tolist() for n in (24, 9, 40)]
    served = served_by_vllm(tmp_path / "checkpoint", prompts, tmp_path, mode=mode)
    holds(served, model, prompts)
    with model.disable_adapter():
        plain, _ = reference(model, prompts[0])
    assert served["alone"][0]["tokens"] != plain


def test_the_adapter_that_ships_answers_alike(tmp_path: Path) -> None:
    """Real weights and real prompts in the recipe's format, in float32."""
    base = BaseSection(model=str(embedded_model(tmp_path / "models")), dtype="float32")
    model, tokens_of = open_adapter(PLANT_ADAPTER, base=base)
    export_checkpoint(model, tmp_path / "checkpoint", tokenizer_from=Path(base.model))
    prompts = [
        tokens_of.apply_chat_template(
            [{"role": turn.role, "content": turn.content} for turn in build_turns(question, sources)],
            add_generation_prompt=True, tokenize=True, return_dict=False,
        )
        for question, sources in QUESTIONS
    ]  # fmt: skip
    holds(served_by_vllm(tmp_path / "checkpoint", prompts, tmp_path, mode="eager"), model, prompts)
