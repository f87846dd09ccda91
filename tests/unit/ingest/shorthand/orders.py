"""A few annotated orders of our own, for tests of training."""

from __future__ import annotations

import json
from pathlib import Path

_ITEMS = [
    ("replace leaking seal", [(0, 1, "Activity/Replace"), (1, 2, "Process/Bad"), (2, 3, "PhysicalObject")]),
    ("repair broken pump", [(0, 1, "Activity/Repair"), (1, 2, "State/Bad"), (2, 3, "PhysicalObject")]),
    ("inspect cracked hose", [(0, 1, "Activity/Inspect"), (1, 2, "State/Bad"), (2, 3, "PhysicalObject")]),
    (
        "<id> replace leaking hose",
        [(1, 2, "Activity/Replace"), (2, 3, "Process/Bad"), (3, 4, "PhysicalObject")],
    ),
]


def write_corpus(folder: Path) -> Path:
    """``gold_train.json`` in the form of MaintIE."""
    items = [
        {
            "tokens": text.split(),
            "entities": [{"start": a, "end": b, "type": label} for a, b, label in spans],
            "relations": [
                {"head": 0, "tail": 2, "type": "hasParticipant/hasPatient"},
                {"head": 1, "tail": 2, "type": "hasParticipant/hasAgent"},
            ],
        }
        for text, spans in _ITEMS
    ]
    path = folder / "gold_train.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    return path
