"""The space of a data folder: trained, kept in a file, searched, told to be out of date. Draws no screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import numpy as np

from assistant.experts.tables.expert import TableExpert
from assistant.graph.plant import PlantGraphs
from assistant.graph.roles import tags_in
from assistant.space.gather import gather
from assistant.space.in_parts import InParts
from retrieval.errors import BadSpace
from retrieval.graph.terms import tagged
from retrieval.knowledge import Knowledge
from retrieval.space.fit import fit, frozen_vectors
from retrieval.space.recipe import Recipe
from retrieval.space.search import Asked, Near, ask_items, ask_words, nearest
from retrieval.space.store import Space, load_space, save_space
from retrieval.space.train import TooLittle

FILE = Path("space") / "space.safetensors"
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: words, or a place in a source.

    Attributes:
        text: Words, a tag, the name of a concept; None where a place is asked with.
        source: A source, the end of its path, or a log's name.
        page, row: From 1; from 0.
        start, end: First and last moment of a window (ISO).
    """

    text: str | None = None
    source: str | None = None
    page: int | None = None
    row: int | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What was found.

    Attributes:
        concepts: Labels of the concepts that were meant.
        asked: What was asked with, in words: the items of a place.
        by_modality: The nearest of each modality; empty where nothing is near.
        stale: What changed since the space was trained, in words; empty where nothing did.
    """

    concepts: tuple[str, ...]
    asked: tuple[str, ...]
    by_modality: Mapping[str, tuple[Near, ...]]
    stale: str

    @property
    def found(self) -> bool:
        """False where nothing is near."""
        return any(self.by_modality.values())


class PlantSpace:
    """Trains and searches. Safe for threads.

    Args:
        knowledge: What was ingested.
        tables: Its tables.
        graphs: Gives its graph.
    """

    def __init__(self, knowledge: Knowledge, tables: TableExpert, graphs: PlantGraphs) -> None:
        self._knowledge, self._tables, self._graphs = knowledge, tables, graphs
        self._lock, self._training = threading.Lock(), threading.Lock()
        self._loaded: tuple[int, Space] | None = None

    @property
    def path(self) -> Path:
        """The file that holds it."""
        return self._knowledge.folder / FILE

    def train(
        self,
        *,
        recipe: Recipe | None = None,
        told: Told = lambda *_: None,
        cancel: threading.Event | None = None,
    ) -> Space:
        """Trains the space on everything that was ingested and writes its file; one training at a time.

        Raises:
            BadSpace: Too little was ingested.
            Stopped: ``cancel`` was set; the file is the one before.
        """
        with self._training:
            return self._train(recipe or Recipe(), told, cancel or threading.Event())

    def _train(self, recipe: Recipe, told: Told, cancel: threading.Event) -> Space:
        told("reading", 0, 1)
        sources, embedder = self._sources(), InParts(self._knowledge.index.embedder, cancel)
        gathered = gather(self._knowledge, self._tables, self._graphs.current(), embedder=embedder)
        data = gathered.data
        try:
            fitted = fit(data, embedder.encode(foreign_sentences()), recipe, told, cancel=cancel)
        except TooLittle as error:
            raise BadSpace(f"too little was ingested for a shared space: {error}") from error
        space = Space(
            heads=fitted.heads,
            items=data.items,
            concepts=data.concepts,
            vectors=fitted.heads.items(data),
            anchors=fitted.heads.anchors(data),
            frozen=frozen_vectors(data)[0].astype(np.float16),
            links=data.links,
            thresholds=fitted.thresholds,
            quality=fitted.quality,
            sources=sources,
            about={
                "encoder": embedder.name,
                "trained": datetime.now(UTC).isoformat(timespec="seconds"),
                "seed": recipe.seed,
                "training kept": fitted.trained,
                "gain": round(fitted.gain, 4),
                "left out": "; ".join(gathered.left_out),
            },
        )
        save_space(space, self.path)
        return space

    def load(self) -> Space:
        """The trained space.

        Raises:
            BadSpace: There is none, its file is broken, or another encoder made it.
        """
        with self._lock:
            stamp = self.path.stat().st_mtime_ns if self.path.is_file() else 0
            if self._loaded is None or self._loaded[0] != stamp:
                self._loaded = (stamp, load_space(self.path))
            space = self._loaded[1]
        if space.about.get("encoder") != self._knowledge.index.embedder.name:
            raise BadSpace(
                "the embedding model is another one now: 'assistant space train' makes the space anew"
            )
        return space

    def stale(self, space: Space) -> str:
        """What changed since the space was trained, in words; empty where nothing did."""
        now = self._sources()
        new = len(now.keys() - space.sources.keys())
        gone = len(space.sources.keys() - now.keys())
        changed = sum(now.get(source, sha) != sha for source, sha in space.sources.items())
        said = [
            f"{count} {word}" for count, word in ((new, "new"), (changed, "changed"), (gone, "gone")) if count
        ]
        if not said:
            return ""
        return f"sources since the training: {', '.join(said)}; 'assistant space train' takes them in"

    def search(self, wanted: Wanted, *, top_k: int = 3) -> Neighbours:
        """What of every modality is linked to, or near, what is asked.

        Sources that changed or are gone since the training are not found.

        Raises:
            BadSpace: There is no space, or what is asked is not in it.
        """
        space = self.load()
        asked = self._words(space, wanted.text) if wanted.text is not None else _place(space, wanted)
        now = self._sources()
        kept = np.array([now.get(item.source) == space.sources.get(item.source) for item in space.items])
        return Neighbours(
            concepts=tuple(space.concepts[place].label for place in asked.concepts),
            asked=tuple(space.items[place].text for place in asked.items),
            by_modality=nearest(space, asked, top_k=top_k, kept=kept),
            stale=self.stale(space),
        )

    def _words(self, space: Space, text: str) -> Asked:
        words = " ".join(text.split())
        if not words:
            raise BadSpace("nothing is asked: give words, a tag, or a source")
        concepts = concepts_named(space, words)
        return ask_words(space, self._knowledge.index.embedder.encode([words]), concepts)

    def _sources(self) -> dict[str, str]:
        return {document.source: document.sha256 for document in self._knowledge.catalogue.documents()}


def concepts_named(space: Space, words: str) -> tuple[int, ...]:
    """Concepts whose tag words hold, or whose whole label they are."""
    tags = {str(tagged(tag)) for tag in tags_in(words)}
    whole = words.casefold()
    return tuple(
        place
        for place, concept in enumerate(space.concepts)
        if concept.name in tags or (concept.kind != "clause" and concept.label.casefold() == whole)
    )


def _place(space: Space, wanted: Wanted) -> Asked:
    """The items of a place of a source, of one modality: that of the first."""
    source = (wanted.source or "").strip("/")
    if not source:
        raise BadSpace("nothing is asked: give words, a tag, or a source")
    named = [
        place
        for place, item in enumerate(space.items)
        if item.source == source or item.source.endswith("/" + source) or item.series == source
    ]
    if not named:
        raise BadSpace(f"{source} is not in the space: 'assistant sources' lists what was ingested")
    chosen = [place for place in named if _within(space, place, wanted)]
    if not chosen:
        raise BadSpace(f"{source} has nothing in the space at that page, row or time")
    modality = space.items[chosen[0]].modality
    return ask_items(space, _outstanding(space, [p for p in chosen if space.items[p].modality == modality]))


def _within(space: Space, place: int, wanted: Wanted) -> bool:
    item = space.items[place]
    if wanted.page is not None and item.page != wanted.page:
        return False
    if wanted.row is not None and item.row != wanted.row:
        return False
    if wanted.start is None and wanted.end is None:
        return True
    if item.start is None or item.end is None:
        return False
    return item.start <= (wanted.end or "9999") and item.end >= (wanted.start or "")


def _outstanding(space: Space, places: Sequence[int]) -> list[int]:
    """Of windows those in which something is active, where there are such."""
    active = [place for place in places if not space.items[place].text.endswith("as usual")]
    return active or list(places)


def foreign_sentences() -> list[str]:
    """Sentences that have nothing to do with any plant."""
    found = resources.files(__package__).joinpath("foreign.txt").read_text("utf-8")
    return [line for line in found.splitlines() if line.strip()]
