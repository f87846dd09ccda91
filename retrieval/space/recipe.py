"""How a space is trained. Knows numbers only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Sizes, weights and steps; chosen on the sample plant.

    Attributes:
        shared, private: Widths of the two parts.
        rank: Of what training adds to the starting projection of a head.
        temperature: Of the contrastive losses.
        anchors, pairs, alike, kept: Weights of the losses: items with the texts of their concepts; items of
            different modalities with one another; first and second moments of modalities in the shared part;
            how far items, linked or not, are moved from where they started.
        concepts, each: Concepts in a batch, and items of each modality drawn for one.
        dropped: Share of the frozen embedding's coordinates that a step leaves out.
    """

    shared: int = 128
    private: int = 16
    rank: int = 32
    temperature: float = 0.07
    anchors: float = 1.0
    pairs: float = 1.0
    alike: float = 1.0
    kept: float = 10.0
    steps: int = 100
    rate: float = 1e-3
    decay: float = 1e-2
    dropped: float = 0.1
    concepts: int = 48
    each: int = 3
    seed: int = 0
