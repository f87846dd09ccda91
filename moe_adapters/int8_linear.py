"""A frozen linear layer in 8 bit whose forward and backward products run in integers. Knows no adapter.

For processors with integer dot products (AVX-512 VNNI), where they are several times faster than float32.
The scheme is SwitchBack's (Wortsman et al., 2023): activations and gradients get one scale a row, weights one
a output channel. The frozen weight needs no gradient of its own, so no product is left in higher precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

_LARGEST = 127.0


def quantise_rows(x_NK: Tensor) -> tuple[Tensor, Tensor]:
    """Each row as int8, rounded to nearest, and its scale: ``x ≈ q · scale``. Shapes: [N, K], [N, 1].

    The scale is float32 whatever x is: rounded to bfloat16 it would let the largest values run over 127.
    """
    high_N1 = torch.maximum(x_NK.amax(1, keepdim=True), -x_NK.amin(1, keepdim=True))  # faster than of |x|
    scale_N1 = high_N1.float().clamp_min_(1e-12).div_(_LARGEST)
    return (x_NK / scale_N1).round_().to(torch.int8), scale_N1


def rescaled(product_NO: Tensor, scale_N1: Tensor, scale_O: Tensor) -> Tensor:
    """The integer product as floating point, by the scales of rows and columns."""
    return product_NO.to(scale_N1.dtype) * scale_N1 * scale_O


class _Product(torch.autograd.Function):
    """``x Wᵀ + b`` for x [N, in]; the gradient goes to x alone."""

    @staticmethod
    def forward(ctx: Any, x_NI: Tensor, weight_OI: Tensor, scale_O: Tensor, bias_O: Tensor | None) -> Tensor:
        ctx.save_for_backward(weight_OI, scale_O)
        q_NI, scale_N1 = quantise_rows(x_NI)
        y_NO = rescaled(torch._int_mm(q_NI, weight_OI.t()), scale_N1, scale_O).to(x_NI.dtype)
        return y_NO if bias_O is None else y_NO.add_(bias_O)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        weight_OI, scale_O = ctx.saved_tensors
        q_NO, scale_N1 = quantise_rows(grads[0] * scale_O)
        return (torch._int_mm(q_NO, weight_OI) * scale_N1).to(grads[0].dtype), None, None, None


class Int8Linear(nn.Linear):
    """``nn.Linear`` with a frozen int8 weight; inputs of any leading shape.

    Attributes:
        weight: [out, in] int8.
        scale: [out] float32.
    """

    scale: Tensor

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__(
            linear.in_features, linear.out_features, bias=linear.bias is not None, device=linear.weight.device
        )
        quantised, scale_O1 = quantise_rows(linear.weight.detach())
        self.weight = nn.Parameter(quantised, requires_grad=False)
        if linear.bias is not None:
            self.bias = nn.Parameter(linear.bias.detach().clone(), requires_grad=False)
        self.register_buffer("scale", scale_O1.squeeze(1))

    def forward(self, x: Tensor) -> Tensor:
        """[..., in] -> [..., out]."""
        y_NO: Tensor = _Product.apply(x.reshape(-1, self.in_features), self.weight, self.scale, self.bias)
        return y_NO.view(*x.shape[:-1], self.out_features)


def quantise_linears(model: nn.Module, names: Sequence[str]) -> int:
    """Replaces the linear layers whose last name is in ``names``; gives how many."""
    found = [
        (parent, name, child)
        for parent in model.modules()
        for name, child in parent.named_children()
        if name in names and isinstance(child, nn.Linear)
    ]
    for parent, name, child in found:
        setattr(parent, name, Int8Linear(child))
    return len(found)
