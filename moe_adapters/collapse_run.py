"""Opens an adapter and held-out examples and measures collapse. Knows files, no measure of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from moe_adapters.batches import collate
from moe_adapters.collapse_report import CollapseReport, measure
from moe_adapters.encode import encode
from moe_adapters.example import MODALITIES, read_examples
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train_config import BaseSection
from moe_adapters.watch import spread


def measure_adapter(
    folder: Path,
    examples: Path,
    *,
    base: BaseSection,
    sequences: int = 48,
    max_tokens: int = 512,
    progress: Callable[[int, int], None] | None = None,
) -> CollapseReport:
    """Collapse of the mixture in a folder, on examples spread over their modalities.

    Raises:
        ValueError: No adapter, no mixture, no example that is short enough.
        OSError: A file or the base model is not there.
    """
    model, tokenizer = open_adapter(folder, base=base)
    encoded = encode(read_examples(examples), tokenizer, modalities=MODALITIES, max_tokens=max_tokens)
    chosen = spread(encoded.examples, sequences)
    batches = [(one.modality, collate([one], [[0]], packing=False, power=0.0)) for one in chosen]
    return measure(model, batches, modalities=MODALITIES, progress=progress)
