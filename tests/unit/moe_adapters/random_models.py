"""Small random models of many shapes, plain and with mixtures of LoRA experts, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import transformers as hf
from peft import get_peft_model
from torch import nn

from moe_adapters import MoeLoraConfig

VOCABULARY = 64
_COMMON = {
    "vocab_size": VOCABULARY, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2,
    "num_attention_heads": 2, "initializer_range": 0.3,
}  # fmt: skip
_HEADS = {"num_key_value_heads": 1, "head_dim": 8}


def _gpt2() -> Any:
    return hf.GPT2LMHeadModel(
        hf.GPT2Config(vocab_size=VOCABULARY, n_embd=16, n_layer=2, n_head=2, n_positions=32, bos_token_id=1)
    )


def _opt() -> Any:
    config = hf.OPTConfig(
        vocab_size=VOCABULARY, hidden_size=16, ffn_dim=24, num_hidden_layers=2, num_attention_heads=2,
        word_embed_proj_dim=16, init_std=0.3,
    )  # fmt: skip
    return hf.OPTForCausalLM(config)


def _t5() -> Any:
    config = hf.T5Config(
        vocab_size=VOCABULARY,
        d_model=16,
        d_kv=8,
        d_ff=24,
        num_layers=2,
        num_heads=2,
        decoder_start_token_id=0,
    )
    return hf.T5ForConditionalGeneration(config)


def _vit() -> Any:
    images = {key: value for key, value in _COMMON.items() if key != "vocab_size"}
    return hf.ViTForImageClassification(hf.ViTConfig(**images, image_size=8, patch_size=4, num_labels=3))


MODELS: dict[str, tuple[Callable[[], Any], str | None]] = {
    "qwen3": (lambda: hf.Qwen3ForCausalLM(hf.Qwen3Config(**_COMMON, **_HEADS)), "CAUSAL_LM"),
    "gemma2": (lambda: hf.Gemma2ForCausalLM(hf.Gemma2Config(**_COMMON, **_HEADS)), "CAUSAL_LM"),
    "phi": (lambda: hf.PhiForCausalLM(hf.PhiConfig(**_COMMON)), "CAUSAL_LM"),
    "gpt2": (_gpt2, "CAUSAL_LM"),
    "opt": (_opt, "CAUSAL_LM"),
    "bert": (lambda: hf.BertForSequenceClassification(hf.BertConfig(**_COMMON, num_labels=3)), "SEQ_CLS"),
    "t5": (_t5, "SEQ_2_SEQ_LM"),
    "vit": (_vit, None),
}


def batch(name: str) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    ids = torch.randint(3, VOCABULARY, (2, 7))
    if name == "vit":
        return {"pixel_values": torch.randn(2, 3, 8, 8), "labels": torch.tensor([0, 2])}
    labels = {"bert": torch.tensor([0, 2]), "t5": ids[:, :4].contiguous()}.get(name, ids)
    return {"input_ids": ids, "labels": labels}


def made(name: str) -> Any:
    torch.manual_seed(0)
    return MODELS[name][0]().eval()


def wrapped(name: str, router: str = "top_k") -> Any:
    options: dict[str, Any] = {"r": 2, "num_experts": 3, "router": router, "target_modules": "all-linear"}
    return get_peft_model(made(name), MoeLoraConfig(task_type=MODELS[name][1], **options))


def base_model() -> hf.LlamaForCausalLM:
    torch.manual_seed(0)
    config = hf.LlamaConfig(
        vocab_size=64, hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1,
    )  # fmt: skip
    return hf.LlamaForCausalLM(config).eval()


def config(**fields: object) -> MoeLoraConfig:
    return MoeLoraConfig(
        **{"r": 2, "num_experts": 3, "target_modules": "all-linear", "task_type": "CAUSAL_LM", **fields}
    )  # type: ignore[arg-type]


def randomise(model: nn.Module) -> None:
    torch.manual_seed(1)
    for parameter in model.parameters():
        if parameter.requires_grad:
            nn.init.normal_(parameter, std=0.2)
