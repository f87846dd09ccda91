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

from moe_adapters import MoeLoraConfig
from moe_adapters.serving.export import export_checkpoint

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


@pytest.mark.parametrize(("kind", "extra", "router", "mode"), CASES, ids=[case[0] for case in CASES])
def test_tokens_and_logprobs_equal(kind: str, extra: dict, router: str, mode: str, tmp_path: Path) -> None:
    model = mixture(kind, extra, router)
    export_checkpoint(model, tmp_path / "checkpoint", tokenizer_from=tokenizer(tmp_path / "tokenizer"))
    torch.manual_seed(1)
    prompts = [torch.randint(3, 256, (n,)).tolist() for n in (24, 9, 40)]
    (tmp_path / "prompts.json").write_text(json.dumps(prompts))
    python = Path(os.environ["VLLM_BIN"]).with_name("python")
    subprocess.run(
        [python, Path(__file__).with_name("vllm_generate.py"), tmp_path / "checkpoint",
         tmp_path / "prompts.json", tmp_path / "out.json", mode],
        check=True, timeout=500, env={**os.environ, "VLLM_CPU_KVCACHE_SPACE": "1", "HF_HUB_OFFLINE": "1"},
    )  # fmt: skip
    served = json.loads((tmp_path / "out.json").read_text())
    with model.disable_adapter():
        plain, _ = reference(model, prompts[0])
    for i, prompt in enumerate(prompts):
        tokens, logprobs = reference(model, prompt)
        for way in ("alone", "batch"):
            assert served[way][i]["tokens"] == tokens
            assert served[way][i]["logprobs"] == pytest.approx(logprobs, abs=1e-4)
    assert served["alone"][0]["tokens"] != plain
