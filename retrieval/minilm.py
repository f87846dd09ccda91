"""all-MiniLM-L6-v2 in 8-bit integers: a packed batch to unit vectors. Knows no text and no store.

Weights have one scale a row. Activations have one scale a place, taken once with the float model from a few
passages (``data/calibration.txt``), so that a text's vector does not hang on what it is batched with.
Channels of wide range are evened out against the weights first (SmoothQuant, Xiao et al. 2023,
arXiv:2211.10438). oneDNN multiplies the integers where the processor has instructions for it; elsewhere
the same integers go through float arithmetic: the same vectors but for roundings, no faster than floats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from retrieval.packing import Packed

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

    def taken(self, floats: Tensor) -> Tensor:
        """[N, in] floats -> [N, in] integers."""
        return torch.addcmul(self._offset, floats, self._multiplier).clamp_(0, _LEVELS).to(torch.uint8)

    def floats(self, integers: Tensor) -> Tensor:
        """[N, in] integers -> [N, out] floats."""
        if not self._native:
            return functional.linear(integers.float() - self.zero, self._weight, self._bias)
        return self._multiplied(integers, 1.0, 0, torch.float32, "none")

    def gelu_for(self, following: _Integers, integers: Tensor) -> Tensor:
        """[N, in] integers -> [N, out] integers that ``following`` takes, through a GELU."""
        if not self._native:
            return following.taken(functional.gelu(self.floats(integers)))
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
        trained: Tensors that stand in the place of those of the same name.
        calibration: The passages that the ranges are taken from.
        native: Multiplies integers with the processor's own instructions; None asks the processor.
    """

    def __init__(
        self,
        folder: Path,
        *,
        calibration: Packed,
        native: bool | None = None,
        trained: Mapping[str, Tensor] | None = None,
    ) -> None:
        from safetensors.torch import load_file

        tensors = {**load_file(str(folder / "model.safetensors")), **(trained or {})}
        self._words = tensors["embeddings.word_embeddings.weight"]
        types = tensors["embeddings.token_type_embeddings.weight"]
        self._places = tensors["embeddings.position_embeddings.weight"] + types[0]
        self._norm = _pair(tensors, "embeddings.LayerNorm")
        with torch.inference_mode():
            self._layers = self._calibrated(
                tensors, calibration, native=has_integer_products() if native is None else native
            )

    def vectors(self, batch: Packed) -> Tensor:
        """[T, 384] of length 1, in the order of ``batch.texts``."""
        return _pooled(self.tokens(batch), torch.from_numpy(batch.owners), len(batch.texts))

    def tokens(self, batch: Packed) -> Tensor:
        """[R * W, 384] of the last layer, a row for each place of the batch."""
        owners = torch.from_numpy(batch.owners)
        hidden = self._embedded(batch)
        mask = _mask(owners)
        for layer in self._layers:
            mixed = _attention(layer.qkv.floats(layer.qkv.taken(hidden)), owners.shape, mask)
            hidden = _normed(layer.out.floats(layer.out.taken(mixed)).add_(hidden), layer.norm_out)
            wide = layer.up.gelu_for(layer.down, layer.up.taken(hidden))
            hidden = _normed(layer.down.floats(wide).add_(hidden), layer.norm_down)
        return hidden

    def _embedded(self, batch: Packed) -> Tensor:
        """[R * W, 384]."""
        words = self._words[torch.from_numpy(batch.ids).flatten()]
        return _normed(words.add_(self._places[torch.from_numpy(batch.positions).flatten()]), self._norm)

    def _calibrated(
        self, tensors: Mapping[str, Tensor], calibration: Packed, *, native: bool
    ) -> list[_Layer]:
        """Walks once over the float model, layer by layer, and makes integers of each."""
        owners = torch.from_numpy(calibration.owners)
        mask = _mask(owners)
        valid = owners.flatten() >= 0
        hidden = self._embedded(calibration)

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
            mixed = _attention(functional.linear(hidden, *qkv), owners.shape, mask)
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


def _pair(tensors: Mapping[str, Tensor], name: str) -> Pair:
    return tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def _normed(hidden: Tensor, pair: Pair) -> Tensor:
    return functional.layer_norm(hidden, (WIDTH,), *pair, _EPSILON)


def _mask(owners: Tensor) -> Tensor:
    """[R, 1, W, W]: 0 where two tokens are of one text, minus infinity elsewhere."""
    apart = owners[:, :, None] != owners[:, None, :]
    return torch.zeros(apart.shape).masked_fill_(apart, float("-inf"))[:, None]


def _attention(qkv: Tensor, shape: torch.Size, mask: Tensor) -> Tensor:
    """[R * W, 3 * 384] -> [R * W, 384]."""
    count, width = shape
    query, key, value = qkv.view(count, width, 3, _HEADS, WIDTH // _HEADS).permute(2, 0, 3, 1, 4)
    mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    return mixed.transpose(1, 2).reshape(count * width, WIDTH)


def _pooled(hidden: Tensor, owners: Tensor, texts: int) -> Tensor:
    """Mean over each text's own tokens, of length 1."""
    total = torch.zeros(texts + 1, WIDTH)  # the last takes what belongs to no text
    total.index_add_(0, owners.flatten().remainder(texts + 1), hidden)
    return functional.normalize(total[:texts], dim=1)
