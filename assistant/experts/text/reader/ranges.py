"""Writes the ranges of the encoders that ship (``retrieval/ranges.py``): no start takes them anew.

python -m assistant.experts.text.reader.ranges [--larger FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.experts.text.reader.read import ACROSS, LargerReader, Reader
from retrieval.bilingual.encoder import FrenchEncoder
from retrieval.embed import PackagedEmbedder, packaged_folder
from retrieval.minilm import Encoder
from retrieval.ranges import FILE, write_ranges


def shipped(folder: Path, *, larger: Path | None = None) -> list[Encoder]:
    """The encoders over a folder of all-MiniLM-L6-v2, and the larger reader over one of all-mpnet-base-v2."""
    readers = [Reader(folder), Reader(folder, weights=ACROSS, french=True)]
    if larger is not None:
        readers.append(LargerReader(larger))
    embedders = (PackagedEmbedder(folder), FrenchEncoder(folder))
    return [model.load()[1] for model in embedders] + [model.load()[1] for model in readers]


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--larger", type=Path, help="folder of all-mpnet-base-v2; without it, its are dropped"
    )
    options = parser.parse_args()
    folder = packaged_folder()
    if folder is None:
        raise SystemExit("The package of all-MiniLM-L6-v2 is not installed.")
    models = shipped(folder, larger=options.larger)
    write_ranges({model.fingerprint: model.ranges for model in models})
    sys.stdout.write(f"Ranges of {len(models)} encoders in {FILE}.\n")


if __name__ == "__main__":
    main()
