"""A language model behind an OpenAI-compatible server (vLLM first). Knows HTTP's failures, no evidence."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import EngineError, EngineUnavailable
from assistant.records import Message, TokenUse
from retrieval.records import Language

if TYPE_CHECKING:
    from openai import OpenAI

CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0
RETRIES = 2
SMALL_BELOW = 2e9
"""Parameters below which a model is not trusted to plan, to rewrite and to write SQL."""

_CHARACTERS_PER_TOKEN = 3.3
"""Low on purpose (French, tags and numbers cut finely): budgets are kept without the server's tokenizer."""


def is_small(model: str) -> bool:
    """True where a model's name says that it has less than two billion parameters."""
    name = model.lower()
    size = re.search(r"(?<![\w.])(\d+(?:\.\d+)?)(m|b)(?![a-z])", name.replace("_", "-"))
    if size is None:
        return "smol" in name or "tiny" in name
    return float(size.group(1)) * (1e6 if size.group(2) == "m" else 1e9) < SMALL_BELOW


class OpenAIEngine:
    """Writes through ``/v1/chat/completions`` of any compatible server.

    Args:
        base_url: Address with ``/v1``.
        model: Name on the server; the first one that it lists where None.
        api_key: Shown to the server; servers without keys take anything.
        capable: False for a small model behind the server, which is then not asked to plan; told
            from the size in the model's name where it is None.
        context_tokens: Longest prompt plus completion, where the server does not tell.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str | None = None,
        api_key: str | None = None,
        capable: bool | None = None,
        context_tokens: int = 4096,
    ) -> None:
        self.name = f"{model or 'first model'} at {base_url}"
        self._told = capable
        self._know(model or "")
        self.context_tokens = context_tokens
        self._base_url = base_url
        self._model = model
        self._api_key = api_key
        self._client: OpenAI | None = None
        self._lock = threading.Lock()

    def _know(self, model: str) -> None:
        """Sets what is expected of the model."""
        self.grounded = False
        self.capable = self._told if self._told is not None else not is_small(model)
        self.languages: frozenset[Language] = frozenset({"en", "fr"} if self.capable else {"en"})

    def count_tokens(self, text: str) -> int:
        """An estimate that is rather too high; the server's tokenizer is not asked."""
        return int(len(text) / _CHARACTERS_PER_TOKEN) + 1

    is_loaded = True
    """The server has the model in its memory."""

    @property
    def is_known(self) -> bool:
        """False until the server has told which model it serves, where none is named."""
        return self._model is not None

    def load(self) -> None:
        """Asks the server for its models, which finds the model's name and its context.

        Raises:
            EngineUnavailable: No server answers there, it refuses the key, or it has no such model.
        """
        import openai

        with self._lock:
            try:
                listed = self._connect().models.list().data
            except openai.OpenAIError as error:
                raise self._explain(error) from error
            names = [model.id for model in listed]
            if self._model is None:
                if not names:
                    raise EngineUnavailable(f"the server at {self._base_url} serves no model")
                self._model = names[0]
                self.name = f"{self._model} at {self._base_url}"
                self._know(self._model)
            ours = next((model for model in listed if model.id == self._model), None)
            if ours is None:
                raise EngineUnavailable(
                    f"the server at {self._base_url} serves {', '.join(names)} and not {self._model}"
                )
            length = getattr(ours, "max_model_len", None)
            if isinstance(length, int):
                self.context_tokens = length

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
        cancel: threading.Event | None = None,
        told: Callable[[TokenUse], None] | None = None,  # noqa: ARG002 - a server does not tell
    ) -> Iterator[str]:
        """Yields pieces of text as the server sends them.

        Raises:
            EngineUnavailable: The server cannot be reached or refuses the key.
            EngineError: The server answered with an error.
        """
        import openai

        if self._model is None:
            self.load()
        options: dict[str, Any] = {}
        if stop:
            options["stop"] = list(stop)[:4]
        if schema is not None:
            options["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "reply", "schema": dict(schema), "strict": True},
            }
        try:
            chunks: Any = self._connect().chat.completions.create(
                model=str(self._model),
                messages=[{"role": m.role, "content": m.content} for m in messages],  # type: ignore[misc]
                max_tokens=max_tokens,
                temperature=0.0,
                stream=True,
                **options,
            )
            with chunks:
                for chunk in chunks:
                    if cancel is not None and cancel.is_set():
                        return
                    text = chunk.choices[0].delta.content if chunk.choices else None
                    if text:
                        yield text
        except openai.OpenAIError as error:
            raise self._explain(error) from error

    def _connect(self) -> OpenAI:
        if self._client is None:
            from openai import OpenAI, Timeout

            self._client = OpenAI(
                base_url=self._base_url,
                api_key=self._api_key or "none",
                timeout=Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                max_retries=RETRIES,
            )
        return self._client

    def _explain(self, error: Exception) -> EngineError:
        """The error in the words of somebody who can mend it."""
        import openai

        where = self._base_url
        if isinstance(error, openai.APITimeoutError):
            return EngineUnavailable(f"the language model at {where} did not answer in {READ_SECONDS:.0f} s")
        if isinstance(error, openai.APIConnectionError):
            return EngineUnavailable(
                f"no language model answers at {where}: start the server or set ASSISTANT_BASE_URL"
            )
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return EngineUnavailable(f"the server at {where} refuses the key: set ASSISTANT_API_KEY")
        if isinstance(error, openai.NotFoundError):
            return EngineUnavailable(
                f"the server at {where} does not know the model {self._model}: set ASSISTANT_MODEL"
            )
        if isinstance(error, openai.APIStatusError):
            return EngineError(
                f"the language model at {where} failed ({error.status_code}): {error.message[:200]}"
            )
        return EngineError(f"the language model at {where} failed: {error}")
