"""The sets that the reader learns from, split by document. Knows files of questions, no model."""

from __future__ import annotations

import random
import zlib
from dataclasses import replace
from pathlib import Path

from assistant.experts.text.reader.examples import MANUAL, Reading, generated, manual, natural, tables
from moe_adapters.recipes.plant.decontaminate import Guard
from moe_adapters.recipes.plant.documents import document_example
from moe_adapters.recipes.plant.made_questions import read_made
from moe_adapters.recipes.plant.mixture import MixtureBuilder
from moe_adapters.recipes.plant.natural import read_natural, squad_like
from moe_adapters.recipes.plant.natural_tables import read_tables
from moe_adapters.recipes.plant.split import Split

GENERATED = {"train": 1500, "validation": 60, "test": 60}
"""Generated maintenance documents of a split."""
_MOST_CELLS = 5000
_MOST_MADE = 5000
_HELD = 33
"""One passage of so many of further question files validates."""


def rows_of(qa_data: Path, split: Split, *, seed: int, made: Path | None = None) -> list[Reading]:
    """The readings of a split by document, in a fixed order."""
    builder = MixtureBuilder(
        read_natural(qa_data), read_tables(qa_data), (), guard=Guard(iter(())), count=lambda _: 0, seed=seed
    )
    if split == "train" and made is not None:
        written = read_made(made)
        builder.add_made(random.Random(seed).sample(written, min(_MOST_MADE, len(written))))
    found = list(natural(builder.texts(split), seed=seed))
    cells = list(tables(builder.tables(split), seed=seed))
    found += random.Random(seed).sample(cells, min(_MOST_CELLS, len(cells)))
    if split == "train":
        found += manual(qa_data / MANUAL)
    documents = (document_example(index, seed=seed, split=split) for index in range(GENERATED[split]))
    return [*found, *generated(documents)]


def further(path: Path, split: Split, *, seed: int) -> list[Reading]:
    """The readings of one more file of questions in SQuAD's form, split by passage."""
    rows = squad_like(path, task=path.stem, licence="")
    mine = (row for row in rows if (zlib.crc32(row.text.encode()) % _HELD == 0) == (split == "validation"))
    return list(natural((replace(row, title="", group=row.text) for row in mine), seed=seed))
