"""Layers of a DXF that are off or frozen: what is on them is on no sheet. Knows names of layers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_OF_THE_BLOCK = "0"
"""In a block what is on this layer is on the layer of its reference."""
_TOLD = frozenset(("TEXT", "MTEXT", "ATTRIB", "INSERT", "DIMENSION", "TOLERANCE", "MULTILEADER", "MLEADER"))
"""Kinds of entities that say something; lines that are left out need no word."""


@dataclass(slots=True)
class HiddenLayers:
    """Which entities a drawing program does not show.

    Attributes:
        off: Names of layers that are switched off, by their lower case.
        frozen: The same of layers that are frozen.
        left_out: Names of hidden layers that held something to be read.
    """

    off: Mapping[str, str] = field(default_factory=dict)
    frozen: Mapping[str, str] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)

    def hides(self, entity: Any, reference: str = _OF_THE_BLOCK) -> bool:
        """True for an entity on such a layer; of a block on a layer that is off, its parts are asked.

        Args:
            reference: Layer of the block's reference that the entity is a part of.
        """
        if not self.off and not self.frozen:
            return False
        layer, kind = self.layer_of(entity, reference).lower(), entity.dxftype()
        name = self.frozen.get(layer) or (self.off.get(layer) if kind != "INSERT" else None)
        if name is not None and kind in _TOLD:
            self.left_out[name] = None
        return name is not None

    def layer_of(self, entity: Any, reference: str = _OF_THE_BLOCK) -> str:
        """The layer that an entity is shown or hidden with."""
        layer = str(entity.dxf.get("layer", _OF_THE_BLOCK))
        return reference if layer == _OF_THE_BLOCK else layer


def hidden_layers(drawing: Any) -> HiddenLayers:
    """The layers of an ``ezdxf`` drawing that are switched off or frozen."""
    layers = list(drawing.layers)
    return HiddenLayers(
        off={layer.dxf.name.lower(): layer.dxf.name for layer in layers if layer.is_off()},
        frozen={layer.dxf.name.lower(): layer.dxf.name for layer in layers if layer.is_frozen()},
    )
