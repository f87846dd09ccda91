"""Which option a language model finds likeliest as the answer to a question. Knows tokens, no benchmark."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.engines.convert import embedded_model
from moe_adapters.base_model import load_base
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train_config import BaseSection


class OptionLikelihood:
    """Mean log probability of an option's tokens behind the question, as a chat's answer.

    Args:
        models: Folder of the converted embedded model.
        adapter: Folder of an adapter; None for the model alone.
    """

    def __init__(self, models: Path, *, adapter: Path | None = None) -> None:
        base = BaseSection(model=embedded_model(models))
        self._model, self._tokenizer = open_adapter(adapter, base=base) if adapter else load_base(base)
        self._model.eval()

    def choose(self, question: str, options: Sequence[str]) -> int:
        """The place of the likeliest option."""
        import torch

        listed = "\n".join(f"- {option}" for option in options)
        turns = [{"role": "user", "content": f"{question}\n{listed}\nAnswer with one of the choices."}]
        text = self._tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        with torch.inference_mode():
            read = self._model(input_ids=torch.tensor([self._ids(text)]), use_cache=True)
            scores = [self._mean(read, self._ids(option)) for option in options]
        return scores.index(max(scores))

    def _mean(self, read: Any, answer: list[int]) -> float:
        """Mean log probability of the tokens of an answer, behind a prompt whose keys and values are kept."""
        import torch

        logits = read.logits[0, -1:]
        if len(answer) > 1:
            kept = copy.deepcopy(read.past_key_values)
            rest = self._model(input_ids=torch.tensor([answer[:-1]]), past_key_values=kept, use_cache=True)
            logits = torch.cat([logits, rest.logits[0]])
        told = logits.float().log_softmax(-1).gather(-1, torch.tensor(answer)[:, None])
        return float(told.mean())

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])
