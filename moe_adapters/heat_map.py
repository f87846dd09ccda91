"""Draws which expert works where: weight by layer, expert and modality. Knows matplotlib, no model."""

from __future__ import annotations

import re
from pathlib import Path

from moe_adapters.collapse_report import CollapseReport, LayerReport

_BLOCK = re.compile(r"\.(\d+)\.")


def draw_heat_map(report: CollapseReport, path: Path) -> None:
    """Writes a PNG (or what the file's ending says): rows are blocks, columns experts of each linear."""
    from matplotlib.figure import Figure

    kinds = list(dict.fromkeys(_kind(layer) for layer in report.layers))
    blocks = sorted({_block(layer) for layer in report.layers})
    modalities = list(report.layers[0].loads)
    figure = Figure(
        figsize=(2 + 0.22 * len(kinds) * report.experts, 1.5 + 0.18 * len(blocks) * len(modalities))
    )
    axes = figure.subplots(len(modalities), 1, squeeze=False, sharex=True)[:, 0]
    for axis, modality in zip(axes, modalities, strict=True):
        cells = [[float("nan")] * (len(kinds) * report.experts) for _ in blocks]
        for layer in report.layers:
            start = kinds.index(_kind(layer)) * report.experts
            for expert, weight in enumerate(layer.loads[modality]):
                cells[blocks.index(_block(layer))][start + expert] = weight
        image = axis.imshow(cells, aspect="auto", vmin=0.0, vmax=1.0, cmap="viridis")
        axis.set_ylabel(f"{modality}: block")
        for edge in range(1, len(kinds)):
            axis.axvline(edge * report.experts - 0.5, color="white", linewidth=0.8)
        figure.colorbar(image, ax=axis, label="mean weight")
    middle = (report.experts - 1) / 2
    axes[-1].set_xticks([k * report.experts + middle for k in range(len(kinds))], kinds, rotation=30)
    axes[-1].set_xlabel(f"experts 0 to {report.experts - 1} of each linear")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def _kind(layer: LayerReport) -> str:
    return layer.layer.rsplit(".", 1)[-1]


def _block(layer: LayerReport) -> int:
    found = _BLOCK.search(layer.layer)
    return int(found.group(1)) if found else 0
