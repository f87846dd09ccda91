"""What the layers of one model share while they route: modality, padding, prior, and what was routed.

Knows no layer. One context a model; it is not part of any state dict.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterRecord:
    """What one layer routed in one forward pass.

    Attributes:
        layer: Name of the module in the model.
        adapter: Name of the adapter.
        logits_BTE: The router's own logits, before prior and masking, float32.
        gates_BTE: Weights that were used, float32.
        response_BTE: Norms of the experts' responses; only where the layer computed them.
        outputs_BTEO: Experts' outputs before gating; only where the caller asked for them.
        mask_BT: What ``collect`` was given: 1 for tokens that count.
        modality_B: What ``collect`` was given: of each sequence, or [batch, tokens] of each token.
    """

    layer: str
    adapter: str
    logits_BTE: Tensor
    gates_BTE: Tensor
    response_BTE: Tensor | None = None
    outputs_BTEO: Tensor | None = None
    mask_BT: Tensor | None = None
    modality_B: Tensor | None = None


def of_one_adapter(records: Sequence[RouterRecord], adapter: str | None) -> list[RouterRecord]:
    """The records of the named adapter, or of the only one where the name is None.

    Raises:
        ValueError: Nothing was collected, or not of this adapter, or of several.
    """
    if not records:
        raise ValueError("nothing was collected: run the forward pass inside routing(model).collect()")
    names = sorted({record.adapter for record in records})
    if adapter is None and len(names) > 1:
        raise ValueError(f"several adapters were active: set adapter to one of {', '.join(names)}")
    own = [record for record in records if adapter in (None, record.adapter)]
    if not own:
        raise ValueError(f"the adapter {adapter} was not active, only {', '.join(names)}")
    return own


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What a pass knows of its modalities: indexes [batch] or [batch, tokens], and the prior's scale."""

    modality_B: Tensor | None = None
    scale: float = 0.0

    def is_of(self, other: Prior) -> bool:
        """The same tensor at the same scale."""
        return self.modality_B is other.modality_B and self.scale == other.scale


@dataclass(slots=True)
class RoutingContext:
    """Shared by the layers of one model.

    Attributes:
        modality_B: Modality of each sequence, or of each token [batch, tokens], int64, or None.
        mask_BT: 1 for tokens that count, 0 for padding, or None.
        prior_scale: 1 at the start of training, annealed to 0.
        shuffle: A permutation of experts applied to the gates: an ablation.
        drop: An expert whose gate is set to 0: an ablation.
        automatic: The model itself collects the pass that runs, to add its auxiliary losses.
    """

    modality_B: Tensor | None = None
    mask_BT: Tensor | None = None
    prior_scale: float = 0.0
    collecting: bool = False
    with_outputs: bool = False
    shuffle: Tensor | None = None
    drop: int | None = None
    records: list[RouterRecord] = field(default_factory=list)
    automatic: bool = False
    _told: set[str] = field(default_factory=set)
    _last: Prior = field(default_factory=Prior)
    _repeated: bool = True
    _unclear: bool = False
    _last_outputs: bool = False

    def prior(self) -> Prior:
        """The prior of the pass that runs; asked for in training only.

        Gradient checkpointing computes a layer again in the backward pass, when ``collect`` is over: it then
        has the prior of the last forward pass, whose gradients these are.
        """
        if torch.compiler.is_compiling():
            return Prior(modality_B=self.modality_B, scale=self.prior_scale)
        if _in_backward():
            if self._unclear:
                self.tell_once(
                    "unclear",
                    "several forward passes with other modalities came before this backward pass: with "
                    "gradient checkpointing, call backward after each, or the prior of the last is taken",
                )
            self._repeated, self._unclear = True, False
            return self._last
        now = Prior(modality_B=self.modality_B, scale=self.prior_scale)
        if not now.is_of(self._last):
            self._unclear = not self._repeated
            self._last, self._repeated = now, False
        return now

    def wants_outputs(self) -> bool:
        """Whether a layer computes its experts' outputs apart; again where checkpointing computes it again.

        torch.utils.checkpoint refuses a second computation that keeps fewer tensors than the first.
        """
        if torch.compiler.is_compiling():
            return self.collecting and self.with_outputs
        if not _in_backward():
            self._last_outputs = self.collecting and self.with_outputs
        return self._last_outputs

    @contextmanager
    def collect(
        self, *, mask: Tensor | None = None, modality: Tensor | None = None, outputs: bool = False
    ) -> Iterator[list[RouterRecord]]:
        """Collects what is routed inside the block; the forward pass belongs in it, backward does not.

        Args:
            mask: [batch, tokens], 1 for tokens that count.
            modality: [batch] or [batch, tokens], index of the modality.
            outputs: Also keep the experts' outputs (large).
        """
        before = (self.collecting, self.with_outputs, self.mask_BT, self.modality_B, self.records)
        self.collecting, self.with_outputs = True, outputs
        self.mask_BT, self.modality_B, self.records = mask, modality, []
        try:
            yield self.records
        finally:
            self.collecting, self.with_outputs, self.mask_BT, self.modality_B, self.records = before

    def begin(self, mask: Tensor | None) -> None:
        """Collects from here to ``end``, for the model itself; modality and outputs stay as they are."""
        self.collecting = self.automatic = True
        self.mask_BT, self.records = mask, []

    def end(self) -> list[RouterRecord]:
        """What was collected since ``begin``."""
        records = self.records
        self.collecting = self.automatic = False
        self.mask_BT, self.records = None, []
        return records

    def tell_once(self, what: str, message: str) -> None:
        """Warns of something, the first time only."""
        if what not in self._told:
            self._told.add(what)
            warnings.warn(message, stacklevel=2)

    @contextmanager
    def ablate(self, *, shuffle: Tensor | None = None, drop: int | None = None) -> Iterator[None]:
        """Runs the block with experts exchanged or one of them silenced."""
        before = (self.shuffle, self.drop)
        self.shuffle, self.drop = shuffle, drop
        try:
            yield
        finally:
            self.shuffle, self.drop = before

    def ablated(self, gates_BTE: Tensor) -> Tensor:
        """The gates after the ablation in force."""
        if self.shuffle is not None:
            gates_BTE = gates_BTE[..., self.shuffle.to(gates_BTE.device)]
        if self.drop is not None:
            keep = torch.ones(gates_BTE.shape[-1], device=gates_BTE.device)
            keep[self.drop] = 0.0
            gates_BTE = gates_BTE * keep
        return gates_BTE


def _in_backward() -> bool:
    """Whether gradients are being computed, as torch.utils.checkpoint asks too."""
    return torch._C._current_graph_task_id() != -1
