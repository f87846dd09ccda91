"""French sentences to vectors that lie where the packaged model puts their English translations.

The packaged model (all-MiniLM-L6-v2) has English word pieces and knows hardly any French. This one has the
same layers, trained on, and French pieces beside the English ones; its teacher is the packaged model itself
on the English side of translated sentences (Reimers and Gurevych 2020, arXiv:2004.09813). What is kept in
the stores stays as the packaged model made it: only questions, and candidates of the other language, come
here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.embed import CALIBRATION, LONGEST, PACKAGED, PackagedEmbedder, packaged_folder
from retrieval.packing import one_batch
from retrieval.weights_file import read_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from torch import Tensor

    from retrieval.minilm import Encoder

FOLDER = Path(__file__).parent
WORDS = "embeddings.word_embeddings.weight"
_PIECES = "pieces.txt"
_WEIGHTS = "weights.safetensors"


def french_encoder(model: str) -> FrenchEncoder | None:
    """The encoder that belongs to an embedding model; None for one from the hub. Nothing is loaded yet."""
    folder = packaged_folder() if model == PACKAGED else None
    return FrenchEncoder(folder) if folder is not None else None


class FrenchEncoder(PackagedEmbedder):
    """French texts, and English ones nearly as well; loaded at the first text. Safe for threads.

    Args:
        folder: Of all-MiniLM-L6-v2.
        trained: Holds ``weights.safetensors`` and ``pieces.txt``.
    """

    name = f"{PACKAGED} in French"

    def __init__(self, folder: Path, *, trained: Path = FOLDER) -> None:
        super().__init__(folder)
        self._trained = trained

    def load(self) -> tuple[Tokenizer, Encoder]:
        """The tokenizer and the encoder, read anew."""
        from retrieval.minilm import Encoder

        tokenizer, tensors = french_parts(self._folder, self._trained)
        tokenizer.enable_truncation(LONGEST)
        passages = CALIBRATION.read_text(encoding="utf-8").splitlines()
        ids = [item.ids for item in tokenizer.encode_batch(passages)]
        return tokenizer, Encoder(self._folder, calibration=one_batch(ids), trained=tensors)


def french_parts(folder: Path, trained: Path = FOLDER) -> tuple[Tokenizer, dict[str, Tensor]]:
    """The tokenizer with French pieces, which cuts nothing, and the trained tensors with all word vectors."""
    import torch
    from safetensors import safe_open

    tensors = read_weights(trained / _WEIGHTS)
    with safe_open(str(folder / "model.safetensors"), framework="pt") as kept:
        tensors[WORDS] = torch.cat([kept.get_tensor(WORDS).float(), tensors[WORDS]])
    return with_pieces(folder, read_pieces(trained / _PIECES)), tensors


def read_pieces(path: Path) -> list[str]:
    """The French word pieces, in the order of their rows."""
    return path.read_text(encoding="utf-8").split()


def with_pieces(folder: Path, pieces: Sequence[str]) -> Tokenizer:
    """The packaged tokenizer with further word pieces, numbered after its own; it neither pads nor cuts."""
    from tokenizers import Tokenizer

    written = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    known = written["model"]["vocab"]
    known |= {piece: len(known) + place for place, piece in enumerate(pieces)}
    written["truncation"] = written["padding"] = None
    return Tokenizer.from_str(json.dumps(written))
