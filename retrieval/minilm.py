"""all-MiniLM-L6-v2 in 8-bit integers: a batch of token ids to unit vectors. Knows no text and no store.

Weights have one scale a row. Activations have one scale a place, taken once with the float model from a few
passages (``data/calibration.txt``), so that a text's vector does not hang on what it is batched with.
Channels of wide range are evened out against the weights first (SmoothQuant, Xiao et al. 2023,
arXiv:2211.10438). oneDNN multiplies the integers where the processor has instructions for it; elsewhere
the same integers go through float arithmetic: the same vectors but for roundings, no faster than floats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

WIDTH = 384
_HEADS = 12
_LAYERS = 6
_EPSILON = 1e-12
_LEVELS = 255
_SMOOTHING = 0.6
"""Share of a channel's range that goes over to the weights."""
_MARGIN = 1.05
"""Ranges are widened by this: other texts go a little beyond those of the calibration."""

Pair = tuple[Tensor, Tensor]
"""Weight and bias."""


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: _Integers
    out: _Integers
    norm_out: Pair
    up: _Integers
    down: _Integers
    norm_down: Pair


class _Integers:
    """A linear layer whose input is unsigned 8-bit and whose weights are signed 8-bit integers.

    Args:
        pair: Weight [out, in] and bias [out].
        low, high: Least and greatest input seen, by channel [in].
        smoothing: 0 leaves the channels as they are.
    """

    def __init__(self, pair: Pair, low: Tensor, high: Tensor, *, smoothing: float, native: bool) -> None:
        weight, bias = pair
        even = torch.ones(weight.shape[1])
        if smoothing:
            reach = torch.maximum(-low, high).clamp(min=1e-5)
            even = reach**smoothing / weight.abs().amax(0).clamp(min=1e-5) ** (1 - smoothing)
        least = float((low / even).min().clamp(max=0.0)) * _MARGIN
        most = float((high / even).max().clamp(min=0.0)) * _MARGIN
        self.scale = (most - least) / _LEVELS
        self.zero = round(-least / self.scale)
        self._multiplier = 1.0 / (even * self.scale)
        self._offset = torch.full((1,), self.zero + 0.5)  # half: the cast to integers cuts off
        weight = weight * even
        self._scales = weight.abs().amax(1) / 127
        integers = (weight / self._scales[:, None]).round().to(torch.int8)
        self._bias = bias
        self._zeros = torch.zeros(len(bias), dtype=torch.long)
        self._native = native
        self._weight = (
            torch.ops.onednn.qlinear_prepack(integers, None)
            if native
            else integers.float() * self._scales[:, None] * self.scale
        )

    def taken(self, floats: Tensor, rows: int) -> Tensor:
        """[N, in] floats -> [rows, in] integers; rows beyond N are zero."""
        spread = torch.addcmul(self._offset, floats, self._multiplier).clamp_(0, _LEVELS)
        integers = torch.zeros(rows, floats.shape[1], dtype=torch.uint8)
        integers[: len(floats)].copy_(spread)
        return integers

    def floats(self, integers: Tensor) -> Tensor:
        """[N, in] integers -> [N, out] floats."""
        if not self._native:
            return functional.linear(integers.float() - self.zero, self._weight, self._bias)
        return self._multiplied(integers, 1.0, 0, torch.float32, "none")

    def gelu_for(self, following: _Integers, integers: Tensor) -> Tensor:
        """[N, in] integers -> [N, out] integers that ``following`` takes, through a GELU."""
        if not self._native:
            return following.taken(functional.gelu(self.floats(integers)), len(integers))
        return self._multiplied(integers, following.scale, following.zero, torch.uint8, "gelu")

    def _multiplied(self, integers: Tensor, scale: float, zero: int, kind: torch.dtype, after: str) -> Tensor:
        product: Tensor = torch.ops.onednn.qlinear_pointwise(
            integers, self.scale, self.zero, self._weight, self._scales, self._zeros, self._bias,
            scale, zero, kind, after, [], "none",
        )  # fmt: skip
        return product


class MiniLM:
    """The encoder.

    Args:
        folder: Holds ``model.safetensors``.
        calibration: Token ids of the passages that the ranges are taken from.
        native: Multiplies integers with the processor's own instructions; None asks the processor.
    """

    def __init__(
        self, folder: Path, *, calibration: Sequence[Sequence[int]], native: bool | None = None
    ) -> None:
        from safetensors.torch import load_file

        tensors = load_file(str(folder / "model.safetensors"))
        self._words = tensors["embeddings.word_embeddings.weight"]
        types = tensors["embeddings.token_type_embeddings.weight"]
        self._places = tensors["embeddings.position_embeddings.weight"] + types[0]
        self._norm = _pair(tensors, "embeddings.LayerNorm")
        with torch.inference_mode():
            self._layers = self._calibrated(
                tensors, calibration, native=has_integer_products() if native is None else native
            )

    def vectors(self, ids: Tensor, lengths: Tensor, rows: int) -> Tensor:
        """Vectors of one batch.

        Args:
            ids: [B, L] token ids, padded at the end.
            lengths: [B] tokens of each.
            rows: Rows of the matrices, at least B times L: the fewer different ones, the fewer
                multiplications the library prepares.

        Returns:
            [B, 384] of length 1.
        """
        count = ids.numel()
        hidden = self._embedded(ids)
        mask = _mask(ids, lengths)
        for layer in self._layers:
            mixed = _attention(layer.qkv.floats(layer.qkv.taken(hidden, rows))[:count], ids.shape, mask)
            added = layer.out.floats(layer.out.taken(mixed, rows))[:count]
            hidden = _normed(hidden.add_(added), layer.norm_out)
            wide = layer.up.gelu_for(layer.down, layer.up.taken(hidden, rows))
            hidden = _normed(hidden.add_(layer.down.floats(wide)[:count]), layer.norm_down)
        return _pooled(hidden, ids.shape, lengths)

    def _embedded(self, ids: Tensor) -> Tensor:
        hidden = self._words[ids] + self._places[: ids.shape[1]]
        return _normed(hidden, self._norm).view(ids.numel(), WIDTH)

    def _calibrated(
        self, tensors: Mapping[str, Tensor], calibration: Sequence[Sequence[int]], *, native: bool
    ) -> list[_Layer]:
        """Walks once over the float model, layer by layer, and makes integers of each."""
        ids, lengths = padded(calibration)
        mask = _mask(ids, lengths)
        valid = (torch.arange(ids.shape[1]) < lengths[:, None]).flatten()
        hidden = self._embedded(ids)

        def integers(pair: Pair, seen: Tensor, smoothing: float) -> _Integers:
            seen = seen[valid]
            return _Integers(pair, seen.amin(0), seen.amax(0), smoothing=smoothing, native=native)

        layers = []
        for number in range(_LAYERS):
            pair: Callable[[str], Pair] = _Named(tensors, f"encoder.layer.{number}.")
            parts = [pair(f"attention.self.{name}") for name in ("query", "key", "value")]
            qkv = torch.cat([weight for weight, _ in parts]), torch.cat([bias for _, bias in parts])
            out, up, down = pair("attention.output.dense"), pair("intermediate.dense"), pair("output.dense")
            norm_out, norm_down = pair("attention.output.LayerNorm"), pair("output.LayerNorm")
            mixed = _attention(functional.linear(hidden, *qkv), ids.shape, mask)
            middle = _normed(hidden + functional.linear(mixed, *out), norm_out)
            wide = functional.gelu(functional.linear(middle, *up))
            layers.append(
                _Layer(
                    qkv=integers(qkv, hidden, _SMOOTHING),
                    out=integers(out, mixed, 0.0),
                    norm_out=norm_out,
                    up=integers(up, middle, _SMOOTHING),
                    down=integers(down, wide, 0.0),
                    norm_down=norm_down,
                )
            )
            hidden = _normed(middle + functional.linear(wide, *down), norm_down)
        return layers


class _Named:
    def __init__(self, tensors: Mapping[str, Tensor], prefix: str) -> None:
        self._tensors = tensors
        self._prefix = prefix

    def __call__(self, name: str) -> Pair:
        return _pair(self._tensors, self._prefix + name)


def has_integer_products() -> bool:
    """True where oneDNN multiplies 8-bit integers exactly: x86 with VNNI."""
    able = torch.cpu.get_capabilities()
    exact = able.get("avx512_vnni") or able.get("avx_vnni")
    return bool(exact) and bool(torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]


def padded(members: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Token ids of B texts -> [B, L] with zeros at the end, and [B] lengths."""
    lengths = [len(ids) for ids in members]
    longest = max(lengths)
    rows = [[*ids, *[0] * (longest - len(ids))] for ids in members]
    return torch.tensor(rows, dtype=torch.long), torch.tensor(lengths, dtype=torch.long)


def _pair(tensors: Mapping[str, Tensor], name: str) -> Pair:
    return tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def _normed(hidden: Tensor, pair: Pair) -> Tensor:
    return functional.layer_norm(hidden, (WIDTH,), *pair, _EPSILON)


def _mask(ids: Tensor, lengths: Tensor) -> Tensor | None:
    """[B, 1, 1, L] with minus infinity at the padding, None where there is none."""
    padding = torch.arange(ids.shape[1]) >= lengths[:, None]
    if not bool(padding.any()):
        return None
    return torch.zeros(padding.shape).masked_fill_(padding, float("-inf"))[:, None, None, :]


def _attention(qkv: Tensor, shape: torch.Size, mask: Tensor | None) -> Tensor:
    """[B * L, 3 * 384] -> [B * L, 384]."""
    batch, length = shape
    query, key, value = qkv.view(batch, length, 3, _HEADS, WIDTH // _HEADS).permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(batch * length, WIDTH)


def _pooled(hidden: Tensor, shape: torch.Size, lengths: Tensor) -> Tensor:
    """Mean over each text's own tokens, of length 1."""
    batch, length = shape
    own = (torch.arange(length) < lengths[:, None]).unsqueeze(-1)
    total = (hidden.view(batch, length, WIDTH) * own).sum(1)
    return functional.normalize(total, dim=1)
