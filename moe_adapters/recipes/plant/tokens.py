"""Count the tokens of an example. Knows the chat template's marks and a tokenizer file, no model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moe_adapters.example import Example

_TURN = 5
"""Tokens that a chat template puts around one message: start, role, line break, end, line break."""

_CHARACTERS_A_TOKEN = 3.6


def token_counter(tokenizer: Path | None) -> Callable[[Example], int]:
    """A function that counts prompt and answer; by characters where no tokenizer file is given.

    Args:
        tokenizer: A ``tokenizer.json``, or the folder of a model that holds one.

    Raises:
        FileNotFoundError: There is no such file.
    """
    if tokenizer is None:
        return _cached(lambda text: round(len(text) / _CHARACTERS_A_TOKEN))
    from tokenizers import Tokenizer

    path = tokenizer / "tokenizer.json" if tokenizer.is_dir() else tokenizer
    if not path.is_file():
        raise FileNotFoundError(f"no tokenizer at {path}: give the folder of the model")
    loaded = Tokenizer.from_file(str(path))
    loaded.no_padding()
    loaded.no_truncation()
    return _cached(lambda text: len(loaded.encode(text, add_special_tokens=False).ids))


def _cached(count: Callable[[str], int]) -> Callable[[Example], int]:
    known: dict[Example, int] = {}

    def tokens(example: Example) -> int:
        if example not in known:
            turns = sum(count(turn.content) + _TURN for turn in example.messages)
            known[example] = turns + count(example.answer) + _TURN
        return known[example]

    return tokens
