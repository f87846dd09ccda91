"""Serves mixtures of LoRA experts in stock vLLM. Imports vLLM only inside ``register``.

vLLM calls ``register`` in each of its processes through the entry point group
``vllm.general_plugins``; nothing of vLLM is changed.
"""

from __future__ import annotations

METHOD = "moelora"
"""``quant_method`` in the checkpoint's ``config.json``."""


def register() -> None:
    """Makes vLLM know checkpoints that ``moe_adapters.serving.export`` wrote. Can be called again."""
    from moe_adapters.serving import vllm_method  # noqa: F401 - importing registers, once a process
