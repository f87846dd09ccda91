"""Examples become token ids with the answer marked. Knows the tokenizer's template, no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from moe_adapters.example import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedExample:
    """One example as token ids.

    Attributes:
        id: Of the example.
        ids: Prompt, answer and end mark.
        prompt: Number of tokens of the prompt; what follows is learned.
        modality: Index of the modality.
        task: Name of the task.
    """

    id: str
    ids: tuple[int, ...]
    prompt: int
    modality: int
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedSet:
    """Encoded examples and how many were too long."""

    examples: tuple[EncodedExample, ...]
    left_out: int

    @property
    def tokens(self) -> int:
        """Tokens of all examples."""
        return sum(len(example.ids) for example in self.examples)


def prompt_ids(tokenizer: Any, messages: Sequence[Any]) -> list[int]:
    """Token ids of the conversation up to where the answer begins."""
    turns = [{"role": turn.role, "content": turn.content} for turn in messages]
    text = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    return list(tokenizer(text, add_special_tokens=False)["input_ids"])


def encode(
    examples: Iterable[Example], tokenizer: Any, *, modalities: Sequence[str], max_tokens: int
) -> EncodedSet:
    """Encodes examples; those that are too long are left out and counted, none is cut.

    Raises:
        ValueError: A modality is not among ``modalities``; all examples are too long.
    """
    index = {name: at for at, name in enumerate(modalities)}
    encoded: list[EncodedExample] = []
    left_out = 0
    for example in examples:
        if example.modality not in index:
            raise ValueError(
                f"example {example.id} has the modality {example.modality!r}; data.modalities lists "
                + ", ".join(modalities)
            )
        prompt = prompt_ids(tokenizer, example.messages)
        answer = list(tokenizer(example.answer, add_special_tokens=False)["input_ids"])
        ids = (*prompt, *answer, tokenizer.eos_token_id)
        if len(ids) > max_tokens:
            left_out += 1
            continue
        encoded.append(
            EncodedExample(
                id=example.id,
                ids=ids,
                prompt=len(prompt),
                modality=index[example.modality],
                task=example.task,
            )
        )
    if not encoded:
        raise ValueError(f"no example has at most {max_tokens} tokens ({left_out} are longer)")
    return EncodedSet(examples=tuple(encoded), left_out=left_out)
