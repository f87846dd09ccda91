"""The PEFT method: puts mixtures of LoRA experts into a model, and tells which expert spoke.

Importing this file registers the method with PEFT, once, so that ``get_peft_model``,
``PeftModel.from_pretrained`` and ``AutoPeftModel`` know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from peft.mapping import PEFT_TYPE_TO_TUNER_MAPPING
from peft.tuners.tuners_utils import BaseTuner
from peft.utils import TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING
from peft.utils.peft_types import register_peft_method
from torch import Tensor, nn

from moe_adapters.auxiliary import add_losses_to
from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RouterRecord, RoutingContext, of_one_adapter
from moe_adapters.layer import Linear, MoeLoraLayer, keep_unpacked, linear_features, mixture_layers
from moe_adapters.peft_type import MOELORA


class MoeLoraModel(BaseTuner):
    """A transformer whose target linears carry mixtures of LoRA experts."""

    prefix = "moelora_"
    tuner_layer_cls = MoeLoraLayer
    target_module_mapping = TRANSFORMERS_MODELS_TO_LORA_TARGET_MODULES_MAPPING

    def _create_and_replace(
        self,
        peft_config: MoeLoraConfig,
        adapter_name: str,
        target: nn.Module,
        target_name: str,
        parent: nn.Module,
        current_key: str,
        **_: Any,
    ) -> None:
        if isinstance(target, Linear):
            target.update_layer(adapter_name, peft_config)
            return
        if linear_features(target) is None:
            raise TypeError(
                f"{current_key} is a {type(target).__name__}: experts go beside linear layers only; "
                "leave it out of target_modules"
            )
        layer = Linear(
            target, adapter_name, peft_config, context=_context_of(self.model), layer_name=current_key
        )
        if adapter_name not in self.active_adapters:
            layer.requires_grad_(False)
        self._replace_module(parent, target_name, layer, target)

    def _post_injection_hook(self, model: nn.Module, config: Any, adapter_name: str) -> None:  # noqa: ARG002
        add_losses_to(model)
        if not config.inference_mode:
            keep_unpacked(model)

    @contextmanager
    def _enable_peft_forward_hooks(self, *_: Any, adapter_names: Any = None, **__: Any) -> Iterator[None]:
        """PEFT asks before each pass.

        Raises:
            ValueError: Each row is to have an adapter of its own.
        """
        if adapter_names is not None:
            raise ValueError(
                "adapter_names, an adapter for each row, is not known to mixtures of LoRA experts: "
                "call set_adapter and give each adapter a batch of its own"
            )
        yield


def _context_of(model: nn.Module) -> RoutingContext:
    for module in model.modules():
        if isinstance(module, Linear):
            return module.context
    return RoutingContext()


def routing(model: nn.Module) -> RoutingContext:
    """The context that all mixture layers of a model share.

    Raises:
        ValueError: The model has no mixture layer.
    """
    layers = mixture_layers(model)
    if not layers:
        raise ValueError("the model has no mixture of LoRA experts")
    return layers[0].context


def expert_weights(records: Sequence[RouterRecord], *, adapter: str | None = None) -> Tensor:
    """Which expert spoke: mean weight of each expert over the layers, for each token.

    The records may be of one forward pass, or of ``generate`` with its cache: then the tokens of the prompt
    and each token that was read after it stand one after another (beams are not followed: their rows change
    places). Layers without tokens, as a pooler, are left out.

    Shapes: records of [B, T, E] -> [B, T, E].

    Raises:
        ValueError: Nothing was collected, or layers saw different tokens.
    """
    by_layer: dict[str, list[Tensor]] = {}
    for record in of_one_adapter(records, adapter):
        by_layer.setdefault(record.layer, []).append(record.gates_BTE.detach().float())
    tokens = next((gates[0].shape[:2] for gates in by_layer.values() if gates[0].dim() == 3), None)
    means: dict[str, Tensor] = {}
    for layer, passes in by_layer.items():
        if tokens is not None and passes[0].dim() == 2:
            if passes[0].shape[0] != tokens.numel():
                continue  # one vector a sequence
            passes = [gates.view(tokens[0], -1, gates.shape[-1]) for gates in passes]  # tokens in one row
        if any(gates.shape[1] != 1 for gates in passes[1:] if gates.dim() == 3):
            raise ValueError(
                "several forward passes were collected: collect each by itself, or generate with its cache"
            )
        means[layer] = torch.cat(passes, dim=1) if passes[0].dim() == 3 else passes[-1]
    shapes = {tuple(gates.shape): layer for layer, gates in means.items()}
    if len(shapes) > 1:
        told = "; ".join(f"{layer}: {list(shape[:-1])}" for shape, layer in shapes.items())
        raise ValueError(f"layers saw different tokens, pass the records of those that are meant ({told})")
    device = next(iter(means.values())).device  # layers may be spread over several
    return torch.stack([gates.to(device) for gates in means.values()]).mean(0)


if MOELORA not in PEFT_TYPE_TO_TUNER_MAPPING:
    register_peft_method(name="moelora", config_cls=MoeLoraConfig, model_cls=MoeLoraModel)
