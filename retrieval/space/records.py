"""What stands in a shared space: items, concepts that anchor it, their links. Knows no model, no store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

ANCHOR = "concept"
"""The head of concepts' own texts, and of what a user asks; the other heads are named by their modality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceItem:
    """A passage, a row, a thing on a drawing, or a window of a signal.

    Attributes:
        text: What is embedded of it, and shown.
        source: ``Document.source``.
        page: From 1.
        table, row: Name of the table and 0-based data row.
        series, channel, start, end: Log, sensor and first and last moment (ISO) of a window.
    """

    modality: str
    text: str
    source: str
    page: int | None = None
    table: str | None = None
    row: int | None = None
    series: str | None = None
    channel: str | None = None
    start: str | None = None
    end: str | None = None

    def place(self) -> str:
        """Where it stands within its source, in words; empty where it is the whole of it."""
        if self.row is not None:
            return f"{self.table}, row {self.row}"
        if self.start is not None:
            return f"{self.channel}, {self.start} to {self.end}"
        return "" if self.page is None else f"page {self.page}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing of the graph that items are linked to.

    Attributes:
        name: Its name in the graph.
        kind: ``equipment``, ``component``, ``failure mode``, ``sensor``, ``clause`` …
        label: What it is called.
        text: What is embedded of it.
        group: Concepts of one group are held out together: a machine with its parts and sensors.
    """

    name: str
    kind: str
    label: str
    text: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceData:
    """What a space is trained on.

    Attributes:
        features: Frozen embeddings by modality, shape [items of it, width]; the first 384 (or as many as
            ``anchors`` has) columns are of the sentence encoder, further ones are the modality's own.
        anchors: Frozen embeddings of the concepts' texts, shape [concepts, width of the sentence encoder].
        links: Pairs of an item and a concept, shape [links, 2].
    """

    items: tuple[SpaceItem, ...]
    concepts: tuple[Concept, ...]
    features: Mapping[str, Matrix]
    anchors: Matrix
    links: Places

    def places(self) -> dict[str, Places]:
        """Places of each modality's items, in the order of its features."""
        found: dict[str, list[int]] = {}
        for place, item in enumerate(self.items):
            found.setdefault(item.modality, []).append(place)
        return {name: np.array(places, dtype=np.int64) for name, places in found.items()}

    def linked(self) -> npt.NDArray[np.bool_]:
        """Whether an item is linked to a concept, shape [items, concepts]."""
        found = np.zeros((len(self.items), len(self.concepts)), dtype=bool)
        found[self.links[:, 0], self.links[:, 1]] = True
        return found
