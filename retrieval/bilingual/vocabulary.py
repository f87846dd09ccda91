"""French word pieces for an English encoder, and where each begins in its space.

A new piece begins as the mean of the English pieces that it is most often translated with: what stands in
the English sides of the sentences whose French sides it stands in (Dice's coefficient). WECHSEL (Minixhofer
et al. 2022, arXiv:2112.06598) does so with a dictionary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from scipy import sparse
from torch import Tensor

_MOST = 16_000
_LEAST_SEEN = 6
_DRAWN = 26_000
_UNKNOWN = "[UNK]"
_LONGEST = 40
"""Tokens of a sentence whose words tell which go together."""
_BEST = 3
_ENOUGH = 0.15
_OWN_SHARE = 0.15
"""Of the spelling in a piece's first vector, where translations are known."""


def french_pieces(texts: Sequence[str], known: set[str], *, most: int = _MOST) -> list[str]:
    """The commonest word pieces of French texts that the encoder does not have, digits left out."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token=_UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    drawn = trainers.WordPieceTrainer(
        vocab_size=_DRAWN, special_tokens=[_UNKNOWN], show_progress=False, min_frequency=4
    )
    tokenizer.train_from_iterator(texts, drawn)
    counts: Counter[str] = Counter()
    for item in tokenizer.encode_batch(list(texts)):
        counts.update(item.tokens)
    common = (piece for piece, count in counts.most_common() if count >= _LEAST_SEEN)
    return [p for p in common if p not in known and not p.removeprefix("##").isdigit()][:most]


def first_vectors(
    pieces: Sequence[str],
    *,
    tokenizer: Any,
    words: Tensor,
    french: Sequence[Sequence[int]],
    english: Sequence[Sequence[int]],
) -> Tensor:
    """[pieces, width] where the new pieces begin.

    Args:
        tokenizer: The English encoder's own.
        words: [V, width] its word vectors.
        french, english: Token ids of the pairs, the French ones with the new pieces.
    """
    base, size = len(words), len(words) + len(pieces)
    short = [place for place, ids in enumerate(english) if len(ids) < _LONGEST]
    there = _held([french[place] for place in short], size)[:, base:]
    beside = _held([english[place] for place in short], size)
    seen, heard = (np.asarray(m.sum(0)).ravel() for m in (there, beside))
    together = (there.T @ beside).tocsr()
    marks = {tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]", "[PAD]", "[UNK]")}
    result = torch.zeros(len(pieces), words.shape[1])
    for place, piece in enumerate(pieces):
        spelt = words[tokenizer.encode(piece.removeprefix("##")).ids[1:-1]].mean(0)
        row = together[place]
        kept = np.array([index not in marks for index in row.indices], bool)
        indices, counts = row.indices[kept], row.data[kept]
        dice = 2 * counts / (seen[place] + heard[indices]) if len(indices) else np.zeros(0)
        best = np.argsort(-dice)[:_BEST]
        if not len(best) or dice[best[0]] <= _ENOUGH:
            result[place] = spelt
            continue
        share = torch.tensor(dice[best] ** 2 / np.sum(dice[best] ** 2), dtype=words.dtype)
        meant = (share[:, None] * words[torch.tensor(indices[best])]).sum(0)
        result[place] = (1 - _OWN_SHARE) * meant + _OWN_SHARE * spelt
    return result


def _held(texts: Sequence[Sequence[int]], size: int) -> Any:
    """[texts, size] 1 where a text has a token."""
    own = [sorted(set(ids)) for ids in texts]
    rows = np.repeat(np.arange(len(own)), [len(ids) for ids in own])
    columns = np.fromiter((i for ids in own for i in ids), np.int64, count=len(rows))
    return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(own), size))
