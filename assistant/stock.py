"""Which kinds of sources there are. Knows the catalogue's lists, nothing of their content."""

from __future__ import annotations

from collections import OrderedDict

from retrieval.catalogue import Catalogue
from retrieval.records import Kind, Scope

_REMEMBERED = 64


class Stock:
    """Tells the kinds that a scope holds; remembered until the catalogue changes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._generation = -1
        self._known: OrderedDict[Scope, frozenset[Kind]] = OrderedDict()

    def __call__(self, scope: Scope) -> frozenset[Kind]:
        """Kinds of evidence that exist in ``scope``."""
        generation = self._catalogue.generation()
        if generation != self._generation:
            self._known.clear()
            self._generation = generation
        if scope not in self._known:
            self._known[scope] = self._look(scope)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return self._known[scope]

    def _look(self, scope: Scope) -> frozenset[Kind]:
        kinds: set[Kind] = set()
        if self._catalogue.documents(scope):
            kinds.add("text")
        if self._catalogue.tables(scope):
            kinds.add("table")
        if self._catalogue.series(scope):
            kinds.add("series")
        if self._catalogue.entities(scope):
            kinds.add("drawing")
        return frozenset(kinds)
