"""A mixture of LoRA experts with token-level routing, as a PEFT method; needs torch, transformers, peft.

Importing this package imports nothing heavy: the names below are loaded when they are first used, so
that the vLLM plugin inside can be registered in an environment without peft.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moe_adapters.auxiliary import auxiliary_loss
    from moe_adapters.config import MoeLoraConfig
    from moe_adapters.context import RoutingContext
    from moe_adapters.losses import AuxiliaryLoss
    from moe_adapters.model import MoeLoraModel, expert_weights, routing

__all__ = [
    "AuxiliaryLoss",
    "MoeLoraConfig",
    "MoeLoraModel",
    "RoutingContext",
    "auxiliary_loss",
    "expert_weights",
    "routing",
]

_HOMES = {
    "AuxiliaryLoss": "moe_adapters.losses",
    "MoeLoraConfig": "moe_adapters.model",
    "MoeLoraModel": "moe_adapters.model",
    "RoutingContext": "moe_adapters.context",
    "auxiliary_loss": "moe_adapters.auxiliary",
    "expert_weights": "moe_adapters.model",
    "routing": "moe_adapters.model",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
