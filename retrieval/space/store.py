"""A space as one file of safetensors: heads, vectors, what stands where, its own figures. Knows no plant."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import BadSpace
from retrieval.space.heads import Head, Heads
from retrieval.space.records import ANCHOR, Concept, Matrix, Places, SpaceItem

_FORMAT = 1
_LEFT_SECONDS = 3600
_PARTS = ("mean", "shared", "private")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How well items of one modality find those of another on concepts that training was not shown.

    Attributes:
        queries, mrr, recall: As in ``measure.Found``.
        frozen_mrr, frozen_recall: The same of the frozen encoder's plain cosine.
        chance_mrr: Of a random order.
    """

    asking: str
    asked: str
    queries: int
    mrr: float
    recall: float
    frozen_mrr: float
    frozen_recall: float
    chance_mrr: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A space that can be searched.

    Attributes:
        vectors: Shared vectors of the items, shape [items, shared].
        anchors: Of the concepts.
        frozen: Unit vectors of the items by the frozen encoder, shape [items, width], in half precision.
        links: Pairs of item and concept, shape [links, 2].
        thresholds: By ``asking>asked``, how near something has to be to be called near; of words a frozen
            cosine.
        quality: Measured on held-out concepts when it was trained.
        sources: Hash of the content of each source that went in.
        about: Encoder, when and on what it was trained; words and numbers.
    """

    heads: Heads
    items: tuple[SpaceItem, ...]
    concepts: tuple[Concept, ...]
    vectors: Matrix
    anchors: Matrix
    frozen: npt.NDArray[np.float16]
    links: Places
    thresholds: Mapping[str, float]
    quality: tuple[Quality, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str | int | float | bool] = field(default_factory=dict)


def save_space(space: Space, path: Path) -> None:
    """Writes a space; the file is the old one until the new one is whole."""
    from safetensors.numpy import save_file

    tensors: dict[str, npt.NDArray[Any]] = {
        "vectors": space.vectors,
        "anchors": space.anchors,
        "frozen": space.frozen,
        "links": space.links,
    }
    for name, head in space.heads.by_modality.items():
        tensors |= {f"head.{name}.{part}": np.ascontiguousarray(getattr(head, part)) for part in _PARTS}
    body = {
        "format": _FORMAT,
        "modalities": sorted(space.heads.by_modality),
        "items": [{k: v for k, v in asdict(item).items() if v is not None} for item in space.items],
        "concepts": [asdict(concept) for concept in space.concepts],
        "thresholds": dict(space.thresholds),
        "quality": [asdict(one) for one in space.quality],
        "sources": dict(space.sources),
        "about": dict(space.about),
    }
    tensors["body"] = np.frombuffer(json.dumps(body).encode(), dtype=np.uint8).copy()
    path.parent.mkdir(parents=True, exist_ok=True)
    _drop_left(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        save_file(tensors, str(part))
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _drop_left(path: Path) -> None:
    """Removes what a writer left that was killed; one that writes now needs seconds."""
    for left in path.parent.glob(f"{path.name}.*.part"):
        if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
            left.unlink(missing_ok=True)


def load_space(path: Path) -> Space:
    """Reads what ``save_space`` wrote.

    Raises:
        BadSpace: There is none, or the file is broken.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    if not path.is_file():
        raise BadSpace("no space was trained yet: 'assistant space train' makes it")
    try:
        tensors = load_file(str(path))
        body = json.loads(tensors["body"].tobytes())
        if body["format"] != _FORMAT:
            raise BadSpace(
                f"{path.name} has format {body['format']}: train it anew with 'assistant space train'"
            )
        space = Space(
            heads=Heads(by_modality={name: _head(tensors, name) for name in body["modalities"]}),
            items=tuple(SpaceItem(**item) for item in body["items"]),
            concepts=tuple(Concept(**concept) for concept in body["concepts"]),
            vectors=_matrix(tensors["vectors"]),
            anchors=_matrix(tensors["anchors"]),
            frozen=tensors["frozen"],
            links=tensors["links"].astype(np.int64),
            thresholds={str(k): float(v) for k, v in body["thresholds"].items()},
            quality=tuple(Quality(**one) for one in body["quality"]),
            sources={str(k): str(v) for k, v in body["sources"].items()},
            about=body["about"],
        )
        _check(space)
    except (KeyError, TypeError, ValueError, AttributeError, OSError, SafetensorError) as error:
        raise BadSpace(
            f"{path} holds no whole space ({error}): train it anew with 'assistant space train'"
        ) from error
    return space


def _head(tensors: Mapping[str, Matrix], name: str) -> Head:
    mean, shared, private = (tensors[f"head.{name}.{part}"] for part in _PARTS)
    if mean.ndim != 1 or not np.isfinite(mean).all() or shared.shape[0] != mean.size:
        raise ValueError(f"the head of {name} has another shape")
    return Head(mean=mean, shared=_matrix(shared), private=_matrix(private))


def _matrix(found: Matrix) -> Matrix:
    if found.ndim != 2 or found.dtype != np.float32 or not np.isfinite(found).all():
        raise ValueError("a tensor has another shape, or values that are not finite")
    return found


def _check(space: Space) -> None:
    width = {head.shared.shape[1] for head in space.heads.by_modality.values()}
    width |= {space.vectors.shape[1], space.anchors.shape[1]}
    counts = (space.vectors.shape[0], space.anchors.shape[0]) == (len(space.items), len(space.concepts))
    halves = space.frozen
    whole = halves.ndim == 2 and halves.dtype == np.float16 and bool(np.isfinite(halves).all())
    counts = counts and whole and halves.shape[0] == len(space.items)
    links = space.links
    placed = links.ndim == 2 and links.shape[1] == 2 and bool((links >= 0).all())
    placed = placed and bool((links < np.array([len(space.items), len(space.concepts)])).all())
    if len(width) != 1 or not counts or not placed or ANCHOR not in space.heads.by_modality:
        raise ValueError("its parts do not fit together")
