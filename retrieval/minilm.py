"""Small encoders in 8-bit integers: a packed batch to vectors. Knows no text and no store.

Two forms: BERT's (all-MiniLM-L6-v2) and MPNet's (all-mpnet-base-v2: Song et al. 2020, arXiv:2004.09297),
where the distance of two tokens adds to their attention.

Weights have one scale a row. Activations have one scale a place, taken once with the float model from a few
passages (``data/calibration.txt``), so that a text's vector does not hang on what it is batched with; those
of the models that ship are kept (``ranges``).
Channels of wide range are evened out against the weights first (SmoothQuant, Xiao et al. 2023,
arXiv:2211.10438). oneDNN multiplies the integers where the processor has instructions for it; elsewhere
the same integers go through float arithmetic: the same vectors but for roundings, no faster than floats.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from retrieval.packing import Packed
from retrieval.ranges import Ranges, fingerprint, kept_ranges

_LEVELS = 255
_MARGIN = 1.05
"""Ranges are widened by this: other texts go a little beyond those of the calibration."""

Pair = tuple[Tensor, Tensor]
"""Weight and bias."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Sizes and names of an encoder.

    Attributes:
        epsilon: Of the layer norms.
        mixing: Names of query, key, value, output and its norm, within a layer.
        types: Whether there are token types, of which the first is taken.
        first: Number of the first position.
        apart: Name of the relative attention bias [buckets, heads]; empty where there is none.
        smoothing: Share of a channel's range that goes over to the weights, for what a layer norm gives, and
            for what the attention and the GELU give.
    """

    width: int = 384
    layers: int = 6
    heads: int = 12
    epsilon: float = 1e-12
    mixing: tuple[str, str, str, str, str] = (
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "attention.output.LayerNorm",
    )
    types: bool = True
    first: int = 0
    apart: str = ""
    smoothing: tuple[float, float] = (0.6, 0.0)


MINILM = Form()
MPNET = Form(
    width=768,
    layers=12,
    epsilon=1e-5,
    mixing=(
        "attention.attn.q",
        "attention.attn.k",
        "attention.attn.v",
        "attention.attn.o",
        "attention.LayerNorm",
    ),
    types=False,
    first=2,
    apart="encoder.relative_attention_bias.weight",
    smoothing=(0.75, 0.75),
)


@dataclass(frozen=True, slots=True)
class _Floats:
    """The weights of a layer."""

    qkv: Pair
    out: Pair
    norm_out: Pair
    up: Pair
    down: Pair
    norm_down: Pair

    @classmethod
    def of(cls, tensors: Mapping[str, Tensor], number: int, form: Form) -> _Floats:
        def pair(name: str) -> Pair:
            return _pair(tensors, f"encoder.layer.{number}.{name}")

        *asked, last, norm = form.mixing
        parts = [pair(name) for name in asked]
        qkv = torch.cat([weight for weight, _ in parts]), torch.cat([bias for _, bias in parts])
        up, down = pair("intermediate.dense"), pair("output.dense")
        return cls(qkv, pair(last), pair(norm), up, down, pair("output.LayerNorm"))


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
        self.smoothed = smoothing > 0
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
        if not self._native or following.smoothed:
            return following.taken(functional.gelu(self.floats(integers)))
        return self._multiplied(integers, following.scale, following.zero, torch.uint8, "gelu")

    def _multiplied(self, integers: Tensor, scale: float, zero: int, kind: torch.dtype, after: str) -> Tensor:
        product: Tensor = torch.ops.onednn.qlinear_pointwise(
            integers, self.scale, self.zero, self._weight, self._scales, self._zeros, self._bias,
            scale, zero, kind, after, [], "none",
        )  # fmt: skip
        return product


class Encoder:
    """The encoder.

    Attributes:
        ranges: What each layer takes.
        fingerprint: Of the model and the passages that they were taken from.

    Args:
        folder: Holds ``model.safetensors``.
        form: Of the model there.
        trained: Tensors that stand in the place of those of the same name.
        calibration: The passages that the ranges are taken from.
        native: Multiplies integers with the processor's own instructions; None asks the processor.
    """

    def __init__(
        self,
        folder: Path,
        *,
        calibration: Packed,
        form: Form = MINILM,
        native: bool | None = None,
        trained: Mapping[str, Tensor] | None = None,
    ) -> None:
        from safetensors.torch import load_file

        tensors = {**load_file(str(folder / "model.safetensors")), **(trained or {})}
        self._form = form
        self._words = tensors["embeddings.word_embeddings.weight"]
        self._places = tensors["embeddings.position_embeddings.weight"][form.first :]
        if form.types:
            self._places = self._places + tensors["embeddings.token_type_embeddings.weight"][0]
        self._apart = tensors[form.apart] if form.apart else None
        self._norm = _pair(tensors, "embeddings.LayerNorm")
        native = has_integer_products() if native is None else native
        with torch.inference_mode():
            self.fingerprint = fingerprint(tensors, calibration)
            self.ranges = kept_ranges(self.fingerprint) or self._ranges(tensors, calibration)
            self._layers = [
                self._in_integers(_Floats.of(tensors, number, form), seen, native=native)
                for number, seen in enumerate(self.ranges)
            ]

    def vectors(self, batch: Packed) -> Tensor:
        """[T, width] of length 1, in the order of ``batch.texts``."""
        return _pooled(self.tokens(batch), torch.from_numpy(batch.owners), len(batch.texts))

    def tokens(self, batch: Packed) -> Tensor:
        """[R * W, width] of the last layer, a row for each place of the batch."""
        owners = torch.from_numpy(batch.owners)
        hidden = self._embedded(batch)
        mask = self._mask(owners)
        for layer in self._layers:
            mixed = self._attention(layer.qkv.floats(layer.qkv.taken(hidden)), owners.shape, mask)
            hidden = self._normed(layer.out.floats(layer.out.taken(mixed)).add_(hidden), layer.norm_out)
            wide = layer.up.gelu_for(layer.down, layer.up.taken(hidden))
            hidden = self._normed(layer.down.floats(wide).add_(hidden), layer.norm_down)
        return hidden

    def _embedded(self, batch: Packed) -> Tensor:
        """[R * W, width]."""
        words = self._words[torch.from_numpy(batch.ids).flatten()]
        return self._normed(words.add_(self._places[torch.from_numpy(batch.positions).flatten()]), self._norm)

    def _ranges(self, tensors: Mapping[str, Tensor], calibration: Packed) -> Ranges:
        """Walks once over the float model, layer by layer, and sees what each takes."""
        owners = torch.from_numpy(calibration.owners)
        mask = self._mask(owners)
        valid = owners.flatten() >= 0
        hidden = self._embedded(calibration)
        ranges: Ranges = []
        for number in range(self._form.layers):
            floats = _Floats.of(tensors, number, self._form)
            mixed = self._attention(functional.linear(hidden, *floats.qkv), owners.shape, mask)
            middle = self._normed(hidden + functional.linear(mixed, *floats.out), floats.norm_out)
            wide = functional.gelu(functional.linear(middle, *floats.up))
            taken = (seen[valid] for seen in (hidden, mixed, middle, wide))
            ranges.append([torch.stack((seen.amin(0), seen.amax(0))) for seen in taken])
            hidden = self._normed(middle + functional.linear(wide, *floats.down), floats.norm_down)
        return ranges

    def _in_integers(self, floats: _Floats, ranges: Sequence[Tensor], *, native: bool) -> _Layer:
        qkv, out, up, down = ranges
        normed, inner = self._form.smoothing

        def integers(pair: Pair, seen: Tensor, smoothing: float) -> _Integers:
            return _Integers(pair, *seen, smoothing=smoothing, native=native)

        return _Layer(
            qkv=integers(floats.qkv, qkv, normed),
            out=integers(floats.out, out, inner),
            norm_out=floats.norm_out,
            up=integers(floats.up, up, normed),
            down=integers(floats.down, down, inner),
            norm_down=floats.norm_down,
        )

    def _normed(self, hidden: Tensor, pair: Pair) -> Tensor:
        return functional.layer_norm(hidden, (self._form.width,), *pair, self._form.epsilon)

    def _mask(self, owners: Tensor) -> Tensor:
        """[R, 1 or heads, W, W]: minus infinity between texts; within one what distance adds, or 0."""
        apart = (owners[:, :, None] != owners[:, None, :])[:, None]
        if self._apart is None:
            return torch.zeros(apart.shape).masked_fill_(apart, float("-inf"))
        places = torch.arange(owners.shape[1])
        added = self._apart[_buckets(places[None, :] - places[:, None], len(self._apart))].permute(2, 0, 1)
        return added.expand(len(owners), -1, -1, -1).masked_fill(apart, float("-inf"))

    def _attention(self, qkv: Tensor, shape: torch.Size, mask: Tensor) -> Tensor:
        """[R * W, 3 * width] -> [R * W, width]."""
        count, length = shape
        heads, width = self._form.heads, self._form.width
        query, key, value = qkv.view(count, length, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return mixed.transpose(1, 2).reshape(count * length, width)


def has_integer_products() -> bool:
    """True where oneDNN multiplies 8-bit integers exactly: x86 with VNNI."""
    able = torch.cpu.get_capabilities()
    exact = able.get("avx512_vnni") or able.get("avx_vnni")
    return bool(exact) and bool(torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]


def _pair(tensors: Mapping[str, Tensor], name: str) -> Pair:
    return tensors[f"{name}.weight"], tensors[f"{name}.bias"]


def _buckets(apart: Tensor, buckets: int, *, farthest: int = 128) -> Tensor:
    """Buckets of distances, exact while near and then logarithmic, half of them for each direction (T5)."""
    half = buckets // 2
    near = half // 2
    far = apart.abs()
    scaled = (far.clamp(min=1) / near).log() / math.log(farthest / near) * (half - near)
    later = (near + scaled.long()).clamp(max=half - 1)
    return half * (apart > 0) + torch.where(far < near, far, later)


def _pooled(hidden: Tensor, owners: Tensor, texts: int) -> Tensor:
    """Mean over each text's own tokens, of length 1."""
    total = torch.zeros(texts + 1, hidden.shape[1])  # the last takes what belongs to no text
    total.index_add_(0, owners.flatten().remainder(texts + 1), hidden)
    return functional.normalize(total[:texts], dim=1)
