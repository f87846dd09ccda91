"""Errors of retrieval.

RetrievalError
├── Busy              another process is writing to the data folder
├── BadKey            an object's key is not a SHA-256 in hexadecimal
├── MissingObject     the object store does not hold the key
├── AmbiguousSource   a name fits several sources
├── BadCatalogue      the catalogue cannot be opened or is newer than this program
├── BadIndex          an index cannot be used (unreachable server, wrong vectors)
├── BadSpace          no shared space was trained, or its file cannot be used
├── Stopped           what was under way was stopped before its end; nothing was changed
├── MissingModel      an embedding model or reranker cannot be loaded
├── EndpointFailed    a SPARQL endpoint of the settings gave no answer that can be used
└── BadQuery          a query of the graph cannot be read or is not allowed
    └── QueryTooLong  it ran past its time
"""

from __future__ import annotations

from collections.abc import Sequence


class RetrievalError(Exception):
    """Root of what retrieval raises."""


class Busy(RetrievalError):
    """Another process is writing to the data folder."""


class BadKey(RetrievalError, ValueError):
    """A key of the object store that is not a SHA-256 in lower-case hexadecimal."""


class MissingObject(RetrievalError, KeyError):
    """The object store does not hold the key."""


class AmbiguousSource(RetrievalError):
    """A name fits several sources.

    Args:
        name: What was asked for.
        candidates: The sources that it fits.
    """

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        shown = ", ".join(candidates[:5]) + (" …" if len(candidates) > 5 else "")
        super().__init__(f"{name!r} fits {len(candidates)} sources: give one of them in full ({shown})")
        self.name = name
        self.candidates = tuple(candidates)

    def __reduce__(self) -> tuple[type[AmbiguousSource], tuple[str, tuple[str, ...]]]:
        return (type(self), (self.name, self.candidates))


class BadCatalogue(RetrievalError):
    """The catalogue cannot be opened, or a newer version of the program wrote it."""


class BadIndex(RetrievalError):
    """An index cannot be used: an unreachable server, or vectors of another model."""


class BadSpace(RetrievalError):
    """No shared space was trained, its file cannot be used, or what is asked of it is not in it."""

    exit_code = 2


class Stopped(RetrievalError):
    """What was under way was stopped before its end; nothing was changed."""


class MissingModel(RetrievalError):
    """An embedding model or a reranker cannot be loaded."""


class EndpointFailed(RetrievalError):
    """A SPARQL endpoint of the settings gave no answer that can be used; its address is never shown."""


class BadQuery(RetrievalError):
    """A query of the graph that cannot be read or is not allowed."""

    exit_code = 2


class QueryTooLong(BadQuery):
    """A query of the graph that ran past its time."""

    exit_code = 1
