"""The shorthand model: entities and relations of a text. Knows its file, nothing of training.

The file is safetensors (numbers only, nothing that runs): weights in float16, names as UTF-8 bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ingest.shorthand.crf import Floats, Weights, viterbi
from ingest.shorthand.errors import BadModel
from ingest.shorthand.features import Clusters, pair_features, word_features
from ingest.shorthand.lexicon import Lexicon, lexicon
from ingest.shorthand.maintie import RELATIONS, Relation, RelationClass
from ingest.shorthand.spans import Entity, entities_of

FORMAT = "shorthand-1"
NONE = "none"
"""The class of pairs without a relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Weights with the names of their features and classes."""

    features: Mapping[str, int]
    classes: tuple[str, ...]
    weights: Weights

    def scores(self, places: Sequence[Sequence[str]]) -> Floats:
        """[T, L] sums of the weights of the features that are on; unknown features say nothing."""
        known = self.features
        return np.array(
            [
                self.weights.emission[[known[name] for name in place if name in known]].sum(axis=0)
                for place in places
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShorthandModel:
    """Tags words and pairs of entities.

    Attributes:
        tagger: Tags of words (``ingest.shorthand.spans``).
        relator: Relations of pairs, ``NONE`` among them.
        pairs: Class pairs (``State>PhysicalObject``) that may be related.
        about: Where the weights come from: data, licence, seed.
    """

    tagger: Layer
    relator: Layer
    pairs: frozenset[str]
    clusters: Clusters
    lexicon: Lexicon
    about: Mapping[str, str]

    def entities(self, words: Sequence[str]) -> tuple[Entity, ...]:
        """The entities of a text, nested ones after those that hold them.

        Args:
            words: Forms of the words (``ingest.shorthand.words.form``).
        """
        if not words:
            return ()
        scores = self.tagger.scores(word_features(words, self.lexicon, self.clusters))
        return entities_of([self.tagger.classes[tag] for tag in viterbi(scores, self.tagger.weights)])

    def relations(self, words: Sequence[str], entities: Sequence[Entity]) -> tuple[Relation, ...]:
        """The relations between entities of a text."""
        found = []
        for head in entities:
            for tail in entities:
                if head == tail or f"{head.label}>{tail.label}" not in self.pairs:
                    continue
                features = pair_features(head, tail, entities, words, self.lexicon)
                scores = self.relator.scores([features])[0] + self.relator.weights.start
                label = self.relator.classes[int(scores.argmax())]
                if label != NONE:
                    found.append(Relation(head, tail, _relation(label)))
        return tuple(found)

    def save(self, path: Path) -> None:
        """Writes the weights."""
        from safetensors.numpy import save_file

        tensors = {"pairs": _bytes(sorted(self.pairs)), "cluster_words": _bytes(list(self.clusters))}
        tensors["clusters"] = np.array(list(self.clusters.values()), dtype=np.uint16)
        for name, layer in (("tagger", self.tagger), ("relator", self.relator)):
            tensors[f"{name}.features"] = _bytes(list(layer.features))
            tensors[f"{name}.classes"] = _bytes(layer.classes)
            for part in ("emission", "transition", "start"):
                tensors[f"{name}.{part}"] = getattr(layer.weights, part).astype(np.float16)
        save_file(tensors, path, metadata={"format": FORMAT, **self.about})

    @classmethod
    def load(cls, path: Path) -> ShorthandModel:
        """Reads weights.

        Raises:
            BadModel: The file is missing, broken or of another kind.
        """
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, "np") as file:
                about = dict(file.metadata() or {})
                if about.pop("format", None) != FORMAT:
                    raise BadModel(f"{path} is no {FORMAT} file; train it again with ingest.shorthand.train")
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            numbers = tensors["clusters"].tolist()
            return cls(
                tagger=_layer(tensors, "tagger"),
                relator=_layer(tensors, "relator"),
                pairs=frozenset(_names(tensors["pairs"])),
                clusters=dict(zip(_names(tensors["cluster_words"]), numbers, strict=True)),
                lexicon=lexicon(),
                about=about,
            )
        except (OSError, KeyError, ValueError, SafetensorError) as error:
            raise BadModel(f"{path} cannot be read: {error}; train it again") from error


@cache
def packaged_model() -> ShorthandModel:
    """The model that ships, loaded once.

    Raises:
        BadModel: It is missing or broken.
    """
    return ShorthandModel.load(Path(__file__).with_name("maintie.safetensors"))


def _layer(tensors: Mapping[str, Any], name: str) -> Layer:
    weights = Weights(
        emission=tensors[f"{name}.emission"].astype(np.float64),
        transition=tensors[f"{name}.transition"].astype(np.float64),
        start=tensors[f"{name}.start"].astype(np.float64),
    )
    features, classes = _names(tensors[f"{name}.features"]), _names(tensors[f"{name}.classes"])
    if weights.emission.shape != (len(features), len(classes)):
        raise ValueError(f"{name}: {len(features)} features, {len(classes)} classes, other weights")
    return Layer(features={f: i for i, f in enumerate(features)}, classes=tuple(classes), weights=weights)


def _bytes(names: Sequence[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def _names(stored: Any) -> list[str]:
    return bytes(stored.tolist()).decode("utf-8").split("\n")


def _relation(label: str) -> RelationClass:
    return RELATIONS[RELATIONS.index(label)]
