"""Language models behind one protocol: embedded (Transformers), OpenAI-compatible, scripted."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from assistant.records import Message, TokenUse
from retrieval.records import Language


class Engine(Protocol):
    """Writes words.

    Attributes:
        name: What the user sees, with the model's name.
        languages: Languages that the model writes well enough to be shown.
        capable: True where the model can be asked to plan, to rewrite and to write SQL (some
            billions of parameters); False for the embedded one.
        grounded: True where the model was trained to answer from numbered sources in the format of
            ``moe_adapters.recipes.plant.prompt``: it is then asked in that format alone.
        context_tokens: Longest prompt plus completion.
        is_loaded: True where words come without waiting for a model to be read into memory.
        is_known: True where the attributes above are what they will be once it is loaded.
    """

    name: str
    languages: frozenset[Language]
    capable: bool
    grounded: bool
    context_tokens: int

    @property
    def is_loaded(self) -> bool: ...  # noqa: D102

    @property
    def is_known(self) -> bool: ...  # noqa: D102

    def load(self) -> None:
        """Gets ready to write; does nothing where it is.

        Raises:
            EngineUnavailable: The weights are not there, or no server answers.
        """
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, or a safe estimate."""
        ...

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
        cancel: threading.Event | None = None,
        told: Callable[[TokenUse], None] | None = None,
    ) -> Iterator[str]:
        """Yields pieces of text, greedy.

        Args:
            told: Gets each token with the weights of the experts that wrote it, where a mixture runs in this
                process; is never called otherwise.
            schema: JSON schema that the text must follow, where the engine can enforce it.
            cancel: Set by another thread to stop; the iterator then ends.

        Raises:
            EngineError: The model failed or cannot be reached.
        """
        ...
