"""The reader at work: for a question and passages, how surely each word answers. Trains nothing.

Passages longer than a row are read in windows that overlap. All windows of a question go through the 8-bit
encoder together (``retrieval.minilm``).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.experts.text.reader.large import LARGE, trained_layers
from retrieval.bilingual.encoder import WORDS, french_parts, with_pieces
from retrieval.packing import WIDTHS, Packed, one_batch, packed
from retrieval.weights_file import read_weights
from retrieval.words import is_french

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from retrieval.minilm import Encoder, Form

WEIGHTS = Path(__file__).with_name("reader.safetensors")
ACROSS = Path(__file__).with_name("across.safetensors")
_LONGEST = WIDTHS[-1]
_LONGEST_QUESTION = 64
_OVERLAP = 48
_LONGEST_ANSWER = 40
"""Tokens of an answer."""
_LAYERS = "encoder.encoder."

Window = list[tuple[int, tuple[int, int]]]
"""Tokens with their offsets in the passage."""
Part = tuple[Window, npt.NDArray[np.float32], int]
"""A window, the logits [T, 2] of its row, and where it begins in the row."""


@dataclass(frozen=True, slots=True)
class Span:
    """The likeliest answer in a piece of text.

    Attributes:
        start, end: In the passage, in characters.
        score: Log odds of this answer against none; above 0 it is likelier than not, by the reader.
        larger: The larger reader says so, whose odds may be trusted more.
    """

    start: int
    end: int
    score: float
    larger: bool = False

    @property
    def likelihood(self) -> float:
        """0 to 1."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score))))


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader saw in one passage.

    Attributes:
        offsets: [T, 2] of each token in the passage, in characters.
        begins, ends: [T] logits of the answer's first and last token, less those of "not answered here".
        windows: [T] the window that a token is read in.
        larger: Read by the larger reader.
    """

    offsets: npt.NDArray[np.int64]
    begins: npt.NDArray[np.float32]
    ends: npt.NDArray[np.float32]
    windows: npt.NDArray[np.int64]
    larger: bool = False

    def best(self, start: int = 0, end: int | None = None) -> Span | None:
        """The likeliest answer within characters ``[start, end)``; None where no token lies there."""
        inside = self.offsets[:, 0] >= start
        if end is not None:
            inside &= self.offsets[:, 1] <= end
        places = np.flatnonzero(inside)
        if not len(places):
            return None
        pairs = self.begins[places][:, None] + self.ends[places][None, :]
        apart = places[None, :] - places[:, None]
        allowed = (apart >= 0) & (apart < _LONGEST_ANSWER)
        allowed &= self.windows[places][:, None] == self.windows[places][None, :]
        pairs = np.where(allowed, pairs, -np.inf)
        first, last = np.unravel_index(int(pairs.argmax()), pairs.shape)
        return Span(
            int(self.offsets[places[first], 0]),
            int(self.offsets[places[last], 1]),
            float(pairs[first, last]),
            self.larger,
        )


def readers(folder: Path, *, larger: Path | None = None) -> Callable[[str, Sequence[str]], list[Read]]:
    """Reads a passage in the question's language with one reader, others with the one that knows both.

    Each is loaded at its first passage.

    Args:
        folder: Of all-MiniLM-L6-v2.
        larger: Folder of all-mpnet-base-v2: English passages are then read by the larger reader where the
            question is English too.
    """
    own = Reader(folder)
    across = Reader(folder, weights=ACROSS, french=True)
    english = LargerReader(larger) if larger is not None else own

    def read(question: str, passages: Sequence[str]) -> list[Read]:
        french = is_french(question)
        foreign = [is_french(passage) != french for passage in passages]
        found: dict[bool, Iterator[Read]] = {}
        for kind, reader in ((False, own if french else english), (True, across)):
            some = [p for p, other in zip(passages, foreign, strict=True) if other == kind]
            found[kind] = iter(reader.read(question, some))
        return [next(found[other]) for other in foreign]

    return read


class Reader:
    """Loaded at the first question. Safe for threads.

    Attributes:
        larger: Its odds may be trusted more than those of the one that ships.

    Args:
        folder: Of all-MiniLM-L6-v2, whose embeddings and tokens it takes.
        weights: What ``train`` wrote.
        french: The weights are over the word vectors of the French encoder.
    """

    larger = False
    _separators = 1

    def __init__(self, folder: Path, *, weights: Path = WEIGHTS, french: bool = False) -> None:
        self._folder = folder
        self._weights = weights
        self._french = french
        self._lock = threading.Lock()
        self._loaded: tuple[Tokenizer, Encoder, Any] | None = None

    def read(self, question: str, passages: Sequence[str]) -> list[Read]:
        """One reading a passage, in their order."""
        if not passages:
            return []
        with self._lock:
            if self._loaded is None:
                self._loaded = self.load()
            tokenizer, model, points = self._loaded
            opening, *asked, separator = tokenizer.encode(question).ids
            asked = [opening, *asked[:_LONGEST_QUESTION], *[separator] * self._separators]
            windows = [
                (number, window)
                for number, item in enumerate(tokenizer.encode_batch(list(passages)))
                for window in _windows(item, room=_LONGEST - len(asked) - 1)
            ]
            ids = [[*asked, *(token for token, _ in window), separator] for _, window in windows]
            logits = self._logits(model, points, ids)
        parts: list[list[Part]] = [[] for _ in passages]
        for (number, window), seen in zip(windows, logits, strict=True):
            parts[number].append((window, seen, len(asked)))
        return [_joined(found, larger=self.larger) for found in parts]

    @staticmethod
    def _logits(model: Encoder, points: Any, ids: Sequence[Sequence[int]]) -> list[npt.NDArray[np.float32]]:
        """[T, 2] of each text."""
        import torch
        from torch.nn import functional

        found: list[npt.NDArray[np.float32]] = [np.empty((0, 2), np.float32)] * len(ids)
        weight, bias = points
        for batch in packed(ids):
            with torch.inference_mode():
                logits = functional.linear(model.tokens(batch), weight, bias).numpy()
            owners = batch.owners.reshape(-1)
            for place, text in enumerate(batch.texts):
                found[text] = logits[owners == place]
        return found

    def load(self) -> tuple[Tokenizer, Encoder, Any]:
        """The tokenizer, the encoder and the weight and bias of the points, read anew."""
        from retrieval.minilm import Encoder

        kept = read_weights(self._weights)
        trained = {
            name.removeprefix("encoder."): tensor for name, tensor in kept.items() if name.startswith(_LAYERS)
        }
        if self._french:
            tokenizer, words = french_parts(self._folder)
            trained[WORDS] = words[WORDS]
        else:
            tokenizer = with_pieces(self._folder, ())
        model = Encoder(self._folder, calibration=_calibration(tokenizer), trained=trained)
        return tokenizer, model, (kept["points.weight"], kept["points.bias"])


class LargerReader(Reader):
    """The same over all-mpnet-base-v2 (110 million parameters), for English alone.

    What ships is how far the trained layers are from that model, in few dimensions (``large``).

    Args:
        folder: Of all-mpnet-base-v2.
        form: Of the model there where it is another.
    """

    larger = True
    _separators = 2

    def __init__(self, folder: Path, *, weights: Path = LARGE, form: Form | None = None) -> None:
        super().__init__(folder, weights=weights)
        self._form = form

    def load(self) -> tuple[Tokenizer, Encoder, Any]:
        """The tokenizer, the encoder and the weight and bias of the points, read anew."""
        from retrieval.minilm import MPNET, Encoder

        trained, points = trained_layers(self._folder, self._weights)
        tokenizer = with_pieces(self._folder, ())
        model = Encoder(
            self._folder, form=self._form or MPNET, calibration=_calibration(tokenizer), trained=trained
        )
        return tokenizer, model, points


def _windows(item: Any, *, room: int) -> list[Window]:
    """The tokens, without the marks at both ends, in overlapping windows of ``room`` tokens."""
    tokens = [
        (token, place) for token, place in zip(item.ids, item.offsets, strict=True) if place[1] > place[0]
    ]
    step = max(1, room - _OVERLAP)
    starts = range(0, max(1, len(tokens) - _OVERLAP), step)
    return [tokens[start : start + room] for start in starts]


def _joined(parts: Sequence[Part], *, larger: bool) -> Read:
    """The windows of one passage as one reading."""
    offsets, begins, ends, windows = [], [], [], []
    for number, (window, logits, skip) in enumerate(parts):
        inside = logits[skip : skip + len(window)] - logits[0]
        offsets += [place for _, place in window]
        begins.append(inside[:, 0])
        ends.append(inside[:, 1])
        windows += [number] * len(window)
    return Read(
        np.array(offsets, np.int64).reshape(-1, 2),
        np.concatenate(begins) if begins else np.empty(0, np.float32),
        np.concatenate(ends) if ends else np.empty(0, np.float32),
        np.array(windows, np.int64),
        larger,
    )


def _calibration(tokenizer: Tokenizer) -> Packed:
    """The embedder's passages, of which the ranges of the 8-bit integers are taken."""
    from retrieval.embed import CALIBRATION

    lines = CALIBRATION.read_text(encoding="utf-8").splitlines()
    return one_batch([item.ids[:_LONGEST] for item in tokenizer.encode_batch(lines)])
