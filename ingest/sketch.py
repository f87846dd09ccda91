"""A digest of a document's content that tells how much of it two documents share. Knows texts and rows.

The digest is a bottom-k sketch: hashes of all overlapping pieces of the content, of which the ``K`` smallest
are kept (Broder, *On the resemblance and containment of documents*, 1997; Cohen and Kaplan, *Summarizing data
using bottom-k sketches*, 2007). A text's pieces are runs of letters and digits without blanks, so that line
breaks, hyphens and words that a scan runs together make little difference; a table's pieces are its rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retrieval.records import DERIVED

if TYPE_CHECKING:
    import pyarrow as pa

Hashes = npt.NDArray[np.uint64]

K = 256
"""Hashes that a digest keeps: the standard error of a resemblance of 0.5 is 0.03."""
_RUN = 9
"""Letters and digits of one piece."""
_NOT_ALNUM = re.compile(r"[\W_]+")
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_EMPTY = np.uint64(0x5851F42D4C957F2D)
_AT_ONCE = 200_000
"""Letters and digits that are hashed at a time."""
_GAP = -0.1234567
"""Stands for a number that is missing."""
_ENOUGH = 64
"""Of hashes that are looked at for each that is kept."""


def text_sketch(texts: Iterable[str]) -> bytes:
    """The digest of a text; empty where it has no letter and no digit."""
    return _smallest_of(_text_hashes(texts)).tobytes()


def rows_sketch(tables: Iterable[pa.Table]) -> bytes:
    """The digest of tables' rows, whatever their columns are called; numbers and times count as such."""
    return _smallest_of(_row_hashes(table) for table in tables if table.num_rows).tobytes()


def _text_hashes(texts: Iterable[str]) -> Iterator[Hashes]:
    """Hashes of all runs, some texts at a time; a run that goes over to the next ones counts with those."""
    plain, seen = "", False
    for text in texts:
        plain += _plain(text)
        if len(plain) >= _AT_ONCE:
            yield _run_hashes(plain)
            plain, seen = plain[-_RUN + 1 :], True
    if plain and (not seen or len(plain) >= _RUN):
        yield _run_hashes(plain)


def _run_hashes(plain: str) -> Hashes:
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < _RUN:
        codes = np.pad(codes, (0, _RUN - len(codes)))
    count = len(codes) - _RUN + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(_RUN):
        hashes = hashes * _PRIME + codes[place : place + count]
    return _mixed(hashes)


def hashes_of(sketch: bytes) -> Hashes:
    """The hashes that a digest keeps, ascending."""
    return np.frombuffer(sketch, dtype=np.uint64)


def resemblance(one: Hashes, other: Hashes) -> float:
    """Estimate of the share of pieces that two contents have in common (Jaccard), 0 to 1.

    Exact where both digests hold all pieces. Both are compared up to the hash to which both are complete.
    """
    if not len(one) or not len(other):
        return 0.0
    reach = (
        min(array[-1] for array in (one, other) if len(array) == K) if K in (len(one), len(other)) else None
    )
    if reach is not None:
        one = one[: np.searchsorted(one, reach, side="right")]
        other = other[: np.searchsorted(other, reach, side="right")]
    shared = len(np.intersect1d(one, other, assume_unique=True))
    together = len(one) + len(other) - shared
    return shared / together if together else 0.0


def _plain(text: str) -> str:
    folded = text.casefold()
    return _NOT_ALNUM.sub("", folded if folded.isascii() else unicodedata.normalize("NFKD", folded))


def _mixed(hashes: Hashes) -> Hashes:
    """Spread over all 64 bits (the finaliser of splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _smallest_of(parts: Iterable[Hashes]) -> Hashes:
    kept = np.zeros(0, dtype=np.uint64)
    for part in parts:
        kept = np.union1d(kept, _smallest(part))[:K]
    return kept


def _smallest(hashes: Hashes) -> Hashes:
    if len(hashes) > 4 * _ENOUGH * K:
        few = np.unique(hashes[hashes < np.uint64(2**64 * _ENOUGH * K // len(hashes))])
        if len(few) >= K:
            return few[:K]
    return np.unique(hashes)[:K]


def _row_hashes(table: pa.Table) -> Hashes:
    hashes = np.full(table.num_rows, _EMPTY, dtype=np.uint64)
    for name in table.column_names:
        if name != "_row" and not name.endswith(DERIVED):
            hashes = _mixed(hashes * _PRIME + _cells(table.column(name)))
    return hashes


def _cells(column: pa.ChunkedArray) -> Hashes:
    """One hash a cell; whole numbers and decimals, dates and times are told by their value."""
    import pandas as pd
    import pyarrow as pa

    kind = column.type
    if pa.types.is_temporal(kind) and not pa.types.is_duration(kind) and not pa.types.is_time(kind):
        micros = column.cast(pa.timestamp("us"), safe=False).cast(pa.int64()).fill_null(0)
        return np.asarray(micros.to_numpy()).view(np.uint64)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        if pa.types.is_boolean(kind):
            column = column.cast(pa.int8())
        numbers = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        return np.asarray(np.nan_to_num(numbers, nan=_GAP) + 0.0).view(np.uint64)
    if not pa.types.is_string(kind):
        values = column.to_pylist()
        column = pa.chunked_array([[None if v is None else str(v) for v in values]], pa.string())
    words = pa.concat_arrays(column.chunks or [pa.array([], pa.string())]).dictionary_encode()
    texts = np.array([str(value).strip() for value in words.dictionary.to_pylist()] or [""], dtype=object)
    known = pd.util.hash_array(texts, categorize=False)
    places = words.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.where(places < 0, _EMPTY, known[places])
