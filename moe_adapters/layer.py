"""A linear layer with a mixture of LoRA experts beside it. Knows no transformer and no training loop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import torch
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor, nn
from torch.nn import functional as F
from transformers.pytorch_utils import Conv1D

from moe_adapters.config import MoeLoraConfig
from moe_adapters.context import RouterRecord, RoutingContext
from moe_adapters.router import HyperRouter, competition_gates, gates_from, response_norms


def linear_features(module: nn.Module) -> tuple[int, int] | None:
    """Widths of input and output; None for what is no linear layer."""
    if isinstance(module, Conv1D):
        return int(module.nx), int(module.nf)
    if hasattr(module, "in_features") and hasattr(module, "out_features"):
        return int(module.in_features), int(module.out_features)  # type: ignore[arg-type]
    return None


class MoeLoraLayer(BaseTunerLayer):
    """The part that PEFT knows: which attributes hold parameters of adapters."""

    adapter_layer_names = ("moelora_A", "moelora_B", "moelora_G")
    other_param_names = ("moelora_config", "moelora_hyper")

    if TYPE_CHECKING:
        active_adapters: list[str]
        disable_adapters: bool

        def get_base_layer(self) -> Any: ...  # noqa: D102
        def set_adapter(self, adapter_names: list[str], *, inference_mode: bool) -> None: ...  # noqa: D102
        def _move_adapter_to_device_of_base_layer(self, adapter_name: str) -> None: ...


class Linear(nn.Module, MoeLoraLayer):
    """``base(x) + s · B ((g(x) ⊗ 1_r) ∘ A x)`` for each active adapter.

    Parameters of an adapter: ``moelora_A`` [E·r, in] (or [r, in] when shared), ``moelora_B``
    [out, E·r], ``moelora_G`` [E, in] (or [E, router_dim] for the hypernetwork).

    Args:
        base_layer: Any module with ``in_features`` and ``out_features``, as ``nn.Linear`` or a
            bitsandbytes 4- or 8-bit linear; or Transformers' ``Conv1D``, as GPT-2 has.
        context: Shared by all layers of the model.
        layer_name: Name in the model, used in records.
    """

    def __init__(
        self,
        base_layer: nn.Module,
        adapter_name: str,
        config: MoeLoraConfig,
        *,
        context: RoutingContext,
        layer_name: str,
    ) -> None:
        nn.Module.__init__(self)
        self.base_layer = base_layer
        self.moelora_A = nn.ParameterDict()
        self.moelora_B = nn.ParameterDict()
        self.moelora_G = nn.ParameterDict()
        self.moelora_hyper = nn.ModuleDict()
        self.moelora_config: dict[str, MoeLoraConfig] = {}
        self.context = context
        self.layer_name = layer_name
        self._disable_adapters = False
        self.merged_adapters: list[str] = []
        self._active_adapter = adapter_name
        self.update_layer(adapter_name, config)

    def update_layer(self, adapter_name: str, config: MoeLoraConfig, *, inference_mode: bool = False) -> None:
        """Adds an adapter with fresh weights; B starts at zero, so the layer starts as its base.

        Raises:
            ValueError: More orthogonal rows are asked for than the input has dimensions.
        """
        features_in, features_out = self._features()
        ranks = config.r if config.shared_a else config.num_experts * config.r
        down = torch.empty(ranks, features_in)
        if config.init == "orthogonal" and ranks > features_in:
            raise ValueError(
                f"init='orthogonal' needs num_experts times r of at most {features_in}, the input's width of "
                f"{self.layer_name}, not {ranks}"
            )
        if config.init == "orthogonal":
            nn.init.orthogonal_(down, gain=3**-0.5)  # rows as long as kaiming's are in the mean
        else:
            nn.init.kaiming_uniform_(down, a=5**0.5)
        width = config.router_dim if config.router == "hypernetwork" else features_in
        gain = 1.0 if config.router == "hypernetwork" else config.router_init_std
        self.moelora_config[adapter_name] = config
        self.moelora_A[adapter_name] = nn.Parameter(down)
        self.moelora_B[adapter_name] = nn.Parameter(torch.zeros(features_out, config.num_experts * config.r))
        self.moelora_G[adapter_name] = nn.Parameter(torch.randn(config.num_experts, width) * gain)
        if config.router == "hypernetwork":
            self.moelora_hyper[adapter_name] = HyperRouter(in_features=features_in, dim=config.router_dim)
        self._move_adapter_to_device_of_base_layer(adapter_name)
        self.set_adapter(self.active_adapters, inference_mode=inference_mode)

    def _features(self) -> tuple[int, int]:
        features = linear_features(self.get_base_layer())
        assert features is not None
        return features

    def router_weight(self, adapter_name: str) -> Tensor:
        """The router's matrix [E, in], generated where the router is a hypernetwork."""
        weight = self.moelora_G[adapter_name]
        if adapter_name in self.moelora_hyper:
            generated: Tensor = self.moelora_hyper[adapter_name](weight)
            return generated
        return weight

    def active_config(self) -> MoeLoraConfig:
        """Of the adapter that is active.

        Raises:
            ValueError: Several are, or none that this layer has.
        """
        return self.moelora_config[self._active_name()]

    def _active_name(self) -> str:
        own = [name for name in self.active_adapters if name in self.moelora_A]
        if len(own) != 1:
            raise ValueError(f"{self.layer_name} needs one active adapter with experts, not {len(own)}")
        return own[0]

    def num_experts(self, adapter_name: str | None = None) -> int:
        """E of an adapter; of the active one where None."""
        return self.moelora_config[adapter_name or self._active_name()].num_experts

    def update_factors(self, adapter_name: str | None = None) -> tuple[Tensor, Tensor]:
        """A and B by expert, detached: [E, R, in] and [out, E, R]; of the active adapter where None."""
        down_eri, up_oer = self.experts(adapter_name or self._active_name())
        return down_eri.detach(), up_oer.detach()

    def experts(self, adapter_name: str) -> tuple[Tensor, Tensor]:
        """A and B by expert, with gradients: [E, R, in] and [out, E, R]."""
        config = self.moelora_config[adapter_name]
        down = self.moelora_A[adapter_name]
        if config.shared_a:
            down_eri = down.unsqueeze(0).expand(config.num_experts, *down.shape)
        else:
            down_eri = down.unflatten(0, (config.num_experts, config.r))
        return down_eri, self._up_by_expert(adapter_name)

    @torch.no_grad()
    def keep_experts(self, adapter_name: str, keep: Sequence[int], config: MoeLoraConfig) -> None:
        """Leaves out the other experts; ``config`` is the smaller one."""
        trained = self.moelora_G[adapter_name].requires_grad
        down, up = self.experts(adapter_name)
        if not config.shared_a:
            self.moelora_A[adapter_name] = nn.Parameter(down[keep].flatten(0, 1), requires_grad=trained)
        self.moelora_B[adapter_name] = nn.Parameter(up[:, keep].flatten(1), requires_grad=trained)
        self.moelora_G[adapter_name] = nn.Parameter(self.moelora_G[adapter_name][keep], requires_grad=trained)
        self.moelora_config[adapter_name] = config

    def forward(self, x: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        """[..., in] -> [..., out]."""
        result: Tensor = self.base_layer(x, *args, **kwargs)
        if self.disable_adapters:
            return result
        for name in self.active_adapters:
            if name in self.moelora_A:
                result = self._with_experts(result, x, name)
        return result

    def _with_experts(self, result: Tensor, x: Tensor, name: str) -> Tensor:
        """``result`` and the experts' part: router and A in one product, B added as it is multiplied."""
        config = self.moelora_config[name]
        down, up = self.moelora_A[name], self.moelora_B[name]
        x = x.to(down.dtype)
        if self.training and config.lora_dropout > 0:
            logits = F.linear(x, self.router_weight(name))
            hidden = F.linear(F.dropout(x, config.lora_dropout), down)
        else:
            both = F.linear(x, torch.cat([self.router_weight(name).to(down.dtype), down]))
            logits, hidden = both.split([config.num_experts, down.shape[0]], dim=-1)
        logits = logits.float() / config.router_temperature
        if config.shared_a:
            hidden = hidden.unsqueeze(-2).expand(*hidden.shape[:-1], config.num_experts, config.r)
        else:
            hidden = hidden.unflatten(-1, (config.num_experts, config.r))
        gates = self._gates(logits, hidden, name) * config.scaling
        mixed = (hidden * gates.unsqueeze(-1).to(hidden.dtype)).flatten(-2)
        if result.dtype != mixed.dtype:
            return result + F.linear(mixed, up).to(result.dtype)
        rows = torch.addmm(result.reshape(-1, up.shape[0]), mixed.reshape(-1, up.shape[1]), up.t())
        return rows.view(result.shape)

    def _gates(self, logits: Tensor, hidden: Tensor, name: str) -> Tensor:
        config, context = self.moelora_config[name], self.context
        response = None
        if config.router == "competition" and self.training:
            response = response_norms(hidden, self._up_by_expert(name))
            gates = competition_gates(response, k=config.top_k)
        else:
            favoured = self._with_prior(logits, config)
            gates = gates_from(favoured, k=config.top_k if config.is_sparse else None)
        gates = context.ablated(gates)
        outputs = None
        if context.wants_outputs():
            outputs = torch.einsum("...er,oer->...eo", hidden, self._up_by_expert(name)) * config.scaling
        if context.collecting:
            context.records.append(
                RouterRecord(
                    layer=self.layer_name,
                    adapter=name,
                    logits_BTE=logits,
                    gates_BTE=gates,
                    response_BTE=response,
                    outputs_BTEO=outputs,
                    mask_BT=context.mask_BT,
                    modality_B=context.modality_B,
                )
            )
        return gates

    def _up_by_expert(self, name: str) -> Tensor:
        config = self.moelora_config[name]
        return self.moelora_B[name].unflatten(-1, (config.num_experts, config.r))

    def _with_prior(self, logits: Tensor, config: MoeLoraConfig) -> Tensor:
        if config.num_modalities == 0 or not self.training:
            return logits
        now = self.context.prior()
        if now.modality_B is None or now.scale == 0.0:
            return logits
        favoured = F.one_hot(now.modality_B % config.num_experts, config.num_experts).to(logits)
        prior = now.scale * config.prior_strength * favoured
        between = [1] * (logits.dim() - prior.dim())
        return logits + prior.view(*prior.shape[:-1], *between, prior.shape[-1])

    def merge(self, *_: Any, **__: Any) -> None:
        """Refused: routing depends on the token.

        Raises:
            TypeError: Always; says what to use instead.
        """
        raise TypeError(
            "a mixture with token-level routing cannot be merged into the base weights; "
            "moe_adapters.checkpoint.save_as_lora writes one LoRA where the routing is constant, "
            "and unload() gives the base back without its experts"
        )

    def unmerge(self) -> None:
        """Nothing is ever merged."""


def mixture_layers(model: nn.Module) -> list[Linear]:
    """The layers that carry experts, in the model's order."""
    return [module for module in model.modules() if isinstance(module, Linear)]


def keep_unpacked(model: nn.Module) -> None:
    """Keeps bitsandbytes from packing 4-bit weights for a processor at their first reading without gradients.

    Packed ones pass no gradient on: after a first validation nothing came through (bitsandbytes 0.50).
    """
    for module in model.modules():
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False  # type: ignore[assignment]
