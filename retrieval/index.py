"""Joins the searchers into one ranking. Knows scores and scopes, nothing of what a passage says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from retrieval.ahead import AheadEmbedder
from retrieval.catalogue import Catalogue
from retrieval.dense import DenseIndex
from retrieval.embed import Embedder, Vectors
from retrieval.errors import BadIndex
from retrieval.fuse import fuse, relative
from retrieval.identifiers import candidates, is_label, label_key
from retrieval.keyword import KeywordIndex
from retrieval.passage_vectors import passage_vectors
from retrieval.records import Chunk, Hit, Scope
from retrieval.rerank import Reranker
from retrieval.words import Ways, is_french

_EVERYTHING = Scope()
_POOL = 60
"""Candidates that each searcher gives."""
_EXACT = 4000
"""A scope with fewer passages than this is searched exactly."""


_MENTION = 0.6
"""Of a passage that names a clause where another one is that clause."""


class KnowledgeIndex:
    """Searches what is in force in the catalogue: by meaning, by words and by identifiers.

    Args:
        weights: Weight of ``dense``, ``keyword`` and ``identifier``; 0 leaves a searcher out.
        french: Puts French texts where ``embedder`` puts their translations: French passages are stored, and
            French questions asked, by it. None where none belongs to ``embedder``.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        dense: DenseIndex,
        keyword: KeywordIndex,
        embedder: Embedder,
        weights: Mapping[str, float],
        french: Embedder | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self.dense = dense
        self.keyword = keyword
        self.embedder = AheadEmbedder(embedder)
        self.french = AheadEmbedder(french) if french is not None else None
        self._weights = dict(weights)
        self._reranker = reranker
        self._lock = threading.RLock()
        self._generation = catalogue.generation()
        self._keyword_generation = -1
        self._in_force: tuple[int, np.ndarray | None] | None = None

    def add(self, keyed: Sequence[tuple[int, Chunk]]) -> None:
        """Embeds chunks and adds their vectors; words are taken from the catalogue when searched.

        One part is stored, which is mostly waiting for the disk, while the next is embedded.
        """
        with ThreadPoolExecutor(1, "store vectors") as store:
            stored = [
                store.submit(self.dense.add, [part[place][0] for place in places], vectors)
                for embedder, part in self._by_encoder(keyed)
                for places, vectors in passage_vectors([chunk for _, chunk in part], embedder)
            ]
        for part in stored:
            part.result()

    def foresee(self, texts: Sequence[str]) -> None:
        """Begins to embed texts of passages that will be added soon; returns at once."""
        if not self._weights.get("dense"):
            return
        if self.french is not None:
            self.french.foresee([text for text in texts if is_french(text)])
            texts = [text for text in texts if not is_french(text)]
        self.embedder.foresee(texts)

    def forget_foreseen(self) -> None:
        """Drops what was foreseen and not added."""
        for embedder in (self.embedder, self.french):
            if embedder is not None:
                embedder.forget()

    def search(self, query: str, *, scope: Scope = _EVERYTHING, top_k: int = 8) -> list[Hit]:
        """The passages that fit the query best, with the score that each searcher gave."""
        scores = self.scores(query, scope=scope)
        pool = max(top_k, _POOL // 2) if self._reranker else top_k
        hits = self._hits(fuse(scores, self._weights), scope, pool)
        if self._reranker is not None:
            hits = self._reranker.rerank(query, hits)
        return hits[:top_k]

    def scores(self, query: str, *, scope: Scope = _EVERYTHING) -> dict[str, dict[int, float]]:
        """Scores, 0 to 1, that each searcher gave its best passages, by searcher and key.

        The dense searcher also scores what the others found.
        """
        allowed = self._allowed(scope)
        if allowed is not None and not len(allowed):
            return {}
        scores = {
            "keyword": self._by_words(query, allowed),
            "identifier": self._by_identifiers(query, scope),
        }
        others = {key for found in scores.values() for key in found}
        scores["dense"] = self._by_meaning(query, allowed, others)
        return scores

    def holding(self, ways: Ways, *, scope: Scope = _EVERYTHING) -> list[int]:
        """Keys of all passages of a scope that may hold every word of one of ``ways``."""
        self._refresh_words()
        keys, allowed = self.keyword.holding(ways), self._allowed(scope)
        kept = keys if allowed is None else keys[np.isin(keys, allowed)]
        return [int(key) for key in kept]

    def refresh(self) -> bool:
        """True where the catalogue changed since the last call; the vectors are then opened anew."""
        generation = self._catalogue.generation()
        with self._lock:
            changed, self._generation = generation != self._generation, generation
        if changed:
            self.dense.reopen()
        return changed

    def written(self) -> None:
        """This process itself changed the catalogue: its own view of the vectors is fresh."""
        with self._lock:
            self._generation = self._catalogue.generation()

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Makes both indexes anew from the catalogue."""
        self.dense.clear()
        self.keyword.clear()
        self._keyword_generation = -1
        self.fill(progress)

    def fill(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Adds the vectors that are missing and removes those that belong to no chunk."""
        held = set(self.dense.keys())
        total = self._catalogue.passages.count()
        done = 0
        known: set[int] = set()
        for batch in self._catalogue.passages.batches(size=500):
            known.update(key for key, _ in batch)
            self.add([(key, chunk) for key, chunk in batch if key not in held])
            done += len(batch)
            if progress is not None:
                progress(done, total)
        self.dense.delete(sorted(held - known))

    def missing(self) -> int:
        """How many vectors there are too few or too many; 0 where no searcher needs them."""
        if not self._weights.get("dense"):
            return 0
        return abs(self._catalogue.passages.count() - self.dense.count())

    def purge(self) -> None:
        """Drops the words of what was deleted now, not at the next search."""
        self._refresh_words()

    def _allowed(self, scope: Scope) -> np.ndarray | None:
        """Keys of the scope's passages, None for all; those in force are remembered until a change."""
        passages = self._catalogue.passages
        if not scope.is_open:
            return np.asarray(passages.keys(scope), dtype=np.int64)
        generation = self._catalogue.generation()
        with self._lock:
            if self._in_force is None or self._in_force[0] != generation:
                keys = np.asarray(passages.keys(scope), dtype=np.int64) if passages.superseded() else None
                self._in_force = (generation, keys)
            return self._in_force[1]

    def _by_words(self, query: str, allowed: np.ndarray | None) -> dict[int, float]:
        if not self._weights.get("keyword"):
            return {}
        self._refresh_words()
        keys, values = self.keyword.scores(query)
        if allowed is not None:
            kept = np.isin(keys, allowed)
            keys, values = keys[kept], values[kept]
        if not len(keys):
            return {}
        best = np.argpartition(-values, min(_POOL, len(values) - 1))[:_POOL]
        return {int(keys[i]): float(values[i]) for i in best if values[i] > 0}

    def _refresh_words(self) -> None:
        with self._lock:
            generation = self._catalogue.generation()
            if generation == self._keyword_generation:
                return
            passages = self._catalogue.passages
            self.keyword.update(passages.keys(), lambda keys: sorted(passages.by_key(keys).items()))
            self._keyword_generation = generation

    def _by_identifiers(self, query: str, scope: Scope) -> dict[int, float]:
        asked = candidates(query)
        named = self._catalogue.passages.mentioning(asked, scope=scope)
        counts: dict[int, float] = {}
        for keys in named.values():
            # an identifier that stands in half of all passages tells little
            rarity = 1.0 / (1.0 + np.log1p(len(keys)))
            for key in keys:
                counts[key] = counts.get(key, 0.0) + rarity
        best = sorted(counts, key=lambda key: (-counts[key], key))[:_POOL]
        scores = relative({key: float(counts[key]) for key in best})
        labels = [label_key(value) for value in asked if is_label(value)]
        carrying = self._catalogue.passages.labelled(labels, scope=scope) if labels else {}
        if carrying:
            scores = {key: _MENTION * value for key, value in scores.items()}
            scores.update({key: 1.0 for keys in carrying.values() for key in keys})
        return scores

    def _by_meaning(self, query: str, allowed: np.ndarray | None, others: set[int]) -> dict[int, float]:
        if not self._weights.get("dense"):
            return {}
        if not self.dense.count():
            if self._catalogue.passages.count():
                raise BadIndex(
                    f"no vectors of the embedding model {self.embedder.name} are there: "
                    "run `assistant reindex`"
                )
            return {}
        best: dict[int, float] = {}
        for vector in self.question_vectors(query):
            for key, value in self._near(vector, allowed, others).items():
                best[key] = max(0.0, value, best.get(key, 0.0))
        return best

    def _by_encoder(
        self, keyed: Sequence[tuple[int, Chunk]]
    ) -> Iterator[tuple[Embedder, Sequence[tuple[int, Chunk]]]]:
        """The encoders, each with the passages in its language."""
        if self.french is None:
            yield self.embedder, keyed
            return
        for embedder, is_its in ((self.embedder, False), (self.french, True)):
            part = [pair for pair in keyed if (pair[1].language == "fr") == is_its]
            if part:
                yield embedder, part

    @property
    def of_any_language(self) -> Embedder:
        """The encoder whose vectors of texts in different languages may be compared."""
        return self.french or self.embedder

    def question_vectors(self, query: str) -> Vectors:
        """[1 or 2, width]: a French question through both encoders, for it may be an English one."""
        vectors = self.embedder.encode([query])
        if self.french is None or not is_french(query):
            return vectors
        return np.concatenate([vectors, self.french.encode([query])])

    def _near(self, vector: Vectors, allowed: np.ndarray | None, others: set[int]) -> dict[int, float]:
        if allowed is not None and len(allowed) <= _EXACT:
            found = self.dense.cosines(vector, allowed.tolist())
            kept = {*sorted(found, key=lambda key: -found[key])[:_POOL], *others}
            return {key: value for key, value in found.items() if key in kept}
        found = self.dense.nearest(vector, count=_POOL if allowed is None else 10 * _POOL)
        return found | self.dense.cosines(vector, sorted(others - found.keys()))

    def _hits(
        self, ranked: Sequence[tuple[int, float, dict[str, float]]], scope: Scope, count: int
    ) -> list[Hit]:
        hits: list[Hit] = []
        for start in range(0, len(ranked), 4 * count):
            part = ranked[start : start + 4 * count]
            chunks = self._catalogue.passages.by_key([key for key, _, _ in part], scope=scope)
            hits += [
                Hit(chunk=chunks[key], score=score, scores=single)
                for key, score, single in part
                if key in chunks
            ]
            if len(hits) >= count:
                break
        return hits[:count]
