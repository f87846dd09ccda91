"""What Transformers answers with a mixture, and the checkpoint that vLLM serves. Starts no engine."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from moe_adapters.open_adapter import open_adapter
from moe_adapters.recipes.plant.prompt import build_turns
from moe_adapters.serving.export import export_checkpoint
from moe_adapters.train_config import BaseSection, Dtype

QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "How often is the strainer cleaned?",
        ("The suction strainer S-7 is cleaned every 400 hours by a fitter.",),
    ),
    (
        "What is the alarm limit of the bearing?",
        (
            "The pump runs at 1485 rpm.",
            "The alarm of the bearing TT-12 stands at 85 °C, the trip at 95 °C.",
        ),
    ),
    ("Who approved the weld?", ("The flange has eight holes of 22 mm on a circle of 160 mm.",)),
    (
        "À quelle fréquence graisse-t-on le palier ?",
        ("Le palier côté moteur est graissé toutes les 2 000 heures avec 15 g de graisse.",),
    ),
    (
        "Which valve has the largest diameter?",
        ("| Tag | DN | PN |\n| --- | --- | --- |\n| V-101 | 50 | 16 |\n| V-102 | 80 | 16 |",),
    ),
    (
        "Why was the compressor stopped on 12 March?",
        (
            "On 11 March the oil of compressor K-2 was changed and its filter renewed.",
            "On 12 March K-2 was stopped because the discharge temperature rose to 128 °C.",
            "The cooler of K-2 was cleaned on 13 March; the machine was started again at 16:00.",
        ),
    ),
)
"""Text, tables, French, and one that the sources do not answer."""


def mixture_checkpoint(base: Path, *, adapter: Path, folder: Path, dtype: Dtype) -> tuple[Path, Any, Any]:
    """Exports the model in ``base`` with ``adapter`` to ``folder``, in place of what is there.

    Returns:
        The folder, the model and its tokenizer.
    """
    model, tokenizer = open_adapter(adapter, base=BaseSection(model=str(base), dtype=dtype))
    shutil.rmtree(folder, ignore_errors=True)
    export_checkpoint(model, folder, tokenizer_from=base)
    return folder, model, tokenizer


def plant_prompts(tokenizer: Any) -> list[list[int]]:
    """The questions in the recipe's format, as token ids; their lengths differ."""
    return [
        tokenizer.apply_chat_template(
            [{"role": turn.role, "content": turn.content} for turn in build_turns(question, sources)],
            add_generation_prompt=True,
            tokenize=True,
            return_dict=False,
        )
        for question, sources in QUESTIONS
    ]


@torch.no_grad()
def reference_answers(
    model: Any, prompts: Sequence[Sequence[int]], *, new_tokens: int
) -> list[dict[str, Any]]:
    """Greedy tokens, their log-probabilities and the lead of each over the second, without TF32.

    Returns:
        One ``{"tokens", "logprobs", "leads"}`` for each prompt; logarithms are natural.
    """
    torch.set_float32_matmul_precision("highest")
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    device = next(model.parameters()).device
    answers = []
    for prompt in prompts:
        ids = torch.tensor([list(prompt)], device=device)
        out = model.generate(
            input_ids=ids, attention_mask=torch.ones_like(ids), max_new_tokens=new_tokens,
            min_new_tokens=new_tokens, do_sample=False, eos_token_id=None, pad_token_id=0,
        )  # fmt: skip
        logprobs = torch.log_softmax(model(out).logits[0, len(prompt) - 1 : -1].float(), dim=-1)
        tokens = out[0, len(prompt) :]
        best = logprobs.topk(2, dim=-1).values
        answers.append(
            {
                "tokens": tokens.tolist(),
                "logprobs": logprobs.gather(1, tokens[:, None])[:, 0].tolist(),
                "leads": (best[:, 0] - best[:, 1]).tolist(),
            }
        )
    return answers
