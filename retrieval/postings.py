"""Which chunk holds which term how often, as arrays, and the BM25 index (bm25s) made of them.

Knows integer keys and terms; knows no text and no chunk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import bm25s
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

K1 = 1.5
B = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """Terms of N chunks, in the order of ``keys``.

    Attributes:
        keys: Keys of the chunks, ascending, shape (N,).
        terms: Term ids of all chunks one after the other, shape (T,).
        offsets: Chunk ``i`` has ``terms[offsets[i]:offsets[i + 1]]``, shape (N + 1,).
        model: BM25 scores by term (bm25s, method ``lucene``: at most the term's idf).
    """

    keys: Ints
    terms: npt.NDArray[np.int32]
    offsets: Ints
    model: bm25s.BM25

    def scores(self, asked: Iterable[str]) -> Floats:
        """BM25 of the terms asked for in each chunk, shape (N,); 0 where no term is shared."""
        vocabulary = self.model.vocab_dict
        numbers = [vocabulary[term] for term in asked if term in vocabulary]
        if not numbers:
            return np.zeros(len(self.keys), dtype=np.float32)
        return np.asarray(self.model.get_scores_from_ids(numbers), dtype=np.float32)

    def idf(self, term: str) -> float:
        """Weight of a term, log(1 + (N - n + 0.5) / (n + 0.5)) where n of N chunks have it."""
        count, frequency = len(self.keys), 0
        number = self.model.vocab_dict.get(term)
        if number is not None:
            starts = self.model.scores["indptr"]
            frequency = int(starts[number + 1] - starts[number])
        return float(np.log1p((count - frequency + 0.5) / (frequency + 0.5)))

    def knows(self, term: str) -> bool:
        """True where some chunk has the term."""
        return term in self.model.vocab_dict

    def having(self, asked: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which chunks have one of the terms asked for, shape (N,)."""
        held = np.zeros(len(self.keys), dtype=np.bool_)
        rows, starts = self.model.scores["indices"], self.model.scores["indptr"]
        for term in asked:
            number = self.model.vocab_dict[term]
            held[rows[starts[number] : starts[number + 1]]] = True
        return held

    def changed(self, *, keep: npt.NDArray[np.bool_], added: Mapping[int, Iterable[str]]) -> Postings:
        """Postings of the chunks under ``keep`` (a mask over ``keys``) and of those added."""
        vocabulary = dict(self.model.vocab_dict)
        lengths = np.diff(self.offsets)
        fresh = [self._numbers(terms, vocabulary) for terms in added.values()]
        terms = np.concatenate([self.terms[np.repeat(keep, lengths)], *fresh])
        all_lengths = np.concatenate([lengths[keep], np.array([len(part) for part in fresh], dtype=np.int64)])
        keys = np.concatenate([self.keys[keep], np.fromiter(added, dtype=np.int64, count=len(added))])
        return build(keys=keys, terms=terms, lengths=all_lengths, vocabulary=vocabulary)

    def save(self, file: BinaryIO) -> None:
        """Writes a NumPy archive."""
        words = json.dumps(list(self.model.vocab_dict), ensure_ascii=False).encode()
        np.savez(
            file,
            keys=self.keys,
            terms=self.terms,
            offsets=self.offsets,
            data=self.model.scores["data"],
            indices=self.model.scores["indices"],
            indptr=self.model.scores["indptr"],
            vocabulary=np.frombuffer(words, dtype=np.uint8),
        )

    @staticmethod
    def _numbers(terms: Iterable[str], vocabulary: dict[str, int]) -> npt.NDArray[np.int32]:
        numbers = [vocabulary.setdefault(term, len(vocabulary)) for term in terms]
        return np.array(numbers, dtype=np.int32)


def empty() -> Postings:
    """Postings of no chunk."""
    none = np.zeros(0, dtype=np.int64)
    return build(keys=none, terms=none.astype(np.int32), lengths=none, vocabulary={})


def load(path: Path) -> Postings:
    """Reads what ``save`` wrote.

    Raises:
        OSError, ValueError, KeyError, EOFError, BadZipFile: The file is absent, incomplete or something else.
    """
    with np.load(path, allow_pickle=False) as file:
        words = json.loads(file["vocabulary"].tobytes())
        keys, terms, offsets = file["keys"], file["terms"], file["offsets"]
        scores = {name: file[name] for name in ("data", "indices", "indptr")}
    fits = len(offsets) == len(keys) + 1 and int(offsets[-1]) == len(terms)
    if not fits or len(scores["indptr"]) != len(words) + 1:
        raise ValueError(f"the parts of {path} do not fit together")
    vocabulary = {word: number for number, word in enumerate(words)}
    return Postings(keys=keys, terms=terms, offsets=offsets, model=_model(scores, vocabulary, len(keys)))


def build(
    *, keys: Ints, terms: npt.NDArray[np.int32], lengths: Ints, vocabulary: Mapping[str, int]
) -> Postings:
    """Scores every term in every chunk as bm25s does, with whole-array operations.

    The same figures as ``bm25s.BM25.index`` (method ``lucene``), sooner: that one counts chunk by chunk in
    Python. Chunks are put in the order of their keys; terms that no chunk has are dropped.
    """
    keys, terms, lengths = _in_order(keys, terms, lengths)
    used, renumbered = np.unique(terms, return_inverse=True)
    names = {number: term for term, number in vocabulary.items()}
    words = {names[int(number)]: index for index, number in enumerate(used)}
    offsets = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])
    rows = np.repeat(np.arange(len(keys), dtype=np.int64), lengths)
    pairs, counts = np.unique(renumbered.astype(np.int64) * max(len(keys), 1) + rows, return_counts=True)
    columns, rows = np.divmod(pairs, max(len(keys), 1))
    frequency = np.bincount(columns, minlength=len(used))
    idf = np.log1p((len(keys) - frequency + 0.5) / (frequency + 0.5))
    mean = float(lengths.mean()) if len(keys) else 1.0
    saturation = counts + K1 * (1 - B + B * lengths[rows] / max(mean, 1e-9))
    scores = {
        "data": (idf[columns] * counts / saturation).astype(np.float32),
        "indices": rows.astype(np.int32),
        "indptr": np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(frequency)]),
    }
    model = _model(scores, words, len(keys))
    return Postings(keys=keys, terms=renumbered.astype(np.int32), offsets=offsets, model=model)


def _model(scores: Mapping[str, npt.NDArray[Any]], vocabulary: Mapping[str, int], count: int) -> bm25s.BM25:
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    model.nonoccurrence_array = None
    model.scores = {**scores, "num_docs": count}
    model.vocab_dict = dict(vocabulary)
    model.unique_token_ids_set = set(vocabulary.values())
    return model


def _in_order(
    keys: Ints, terms: npt.NDArray[np.int32], lengths: Ints
) -> tuple[Ints, npt.NDArray[np.int32], Ints]:
    order = np.argsort(keys, kind="stable")
    if np.array_equal(order, np.arange(len(keys))):
        return keys, terms, lengths
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])[:-1]
    parts = [terms[starts[i] : starts[i] + lengths[i]] for i in order]
    return keys[order], np.concatenate(parts), lengths[order]
