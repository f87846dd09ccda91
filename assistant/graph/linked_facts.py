"""What RDF files say, as statements of the graph, joined with the plant's own items. Knows no table.

A thing of such a file is an item of the plant where it is no class, and exactly one tag that the plant knows
is what it is called, marked or named by. It then bears the plant's own name, so that one query goes across;
its own name stays by ``owl:sameAs``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rdflib import OWL, RDF, Literal, URIRef

from ingest.parsers.rdf.read import RdfFile
from retrieval.graph.statement import Place, Read, Statement
from retrieval.graph.terms import PLANT, tagged
from retrieval.graph.vocabulary import BROADER, CLASS_KINDS, MARK_NAMES, MARKS, PROPERTY_KINDS, SCHEMES
from retrieval.graph.vocabulary import local_name as last_part
from retrieval.identifiers import normalise

_OURS = (str(PLANT), "urn:plant:record:")
"""Names of this program's own terms and records, which no file may speak about."""
_NO_ITEM = CLASS_KINDS | PROPERTY_KINDS | SCHEMES
_LONGEST_TAG = 40
_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(slots=True)
class Linked:
    """The statements of RDF files.

    Attributes:
        reads: By file and graph.
        same: Names of the files for items of the plant.
    """

    reads: list[Read] = field(default_factory=list)
    same: dict[URIRef, URIRef] = field(default_factory=dict)


def read_linked(files: Iterable[tuple[str, RdfFile]], tags: frozenset[str]) -> Linked:
    """All statements of files, by source.

    Args:
        tags: Normalised tags that the plant's other sources know.
    """
    files, linked = list(files), Linked()
    for _, file in files:
        linked.same |= items_of(file, tags)
    for source, file in files:
        for graph, statements in file.statements.items():
            linked.reads.append(Read(Place(source, graph=graph), list(_renamed(statements, linked.same))))
    return linked


def items_of(file: RdfFile, tags: frozenset[str]) -> dict[URIRef, URIRef]:
    """The things of a file that are items of the plant, by the file's names for them."""
    classes: set[URIRef] = set()
    subjects: dict[URIRef, set[str]] = {}
    for one in file.all():
        named = subjects.setdefault(one.subject, set())
        if one.predicate in BROADER and isinstance(one.value, URIRef):
            classes |= {one.subject, one.value}
        elif one.predicate == RDF.type and isinstance(one.value, URIRef):
            classes |= {one.value, one.subject} if one.value in _NO_ITEM else {one.value}
        elif isinstance(one.value, Literal) and _marks(one.predicate) and len(one.value) <= _LONGEST_TAG:
            named.add(normalise(str(one.value)))
    found: dict[URIRef, URIRef] = {}
    for subject, named in subjects.items():
        if subject in classes or subject.startswith(str(tagged(""))):
            continue
        known = named & tags or {normalise(last_part(subject).replace("_", "-"))} & tags
        if len(known) == 1:
            found[subject] = tagged(next(iter(known)))
    return found


def _marks(predicate: URIRef) -> bool:
    return predicate in MARKS or _LETTERS.sub("", last_part(predicate)).lower() in MARK_NAMES


def _renamed(statements: Iterable[Statement], same: dict[URIRef, URIRef]) -> Iterator[Statement]:
    told: set[URIRef] = set()
    for one in statements:
        if str(one.subject).startswith(_OURS):
            continue
        if one.subject in same and one.subject not in told:
            told.add(one.subject)
            yield Statement(same[one.subject], OWL.sameAs, one.subject)
        value = same.get(one.value, one.value) if isinstance(one.value, URIRef) else one.value
        if one.predicate == OWL.sameAs and value == same.get(one.subject):
            continue
        yield Statement(same.get(one.subject, one.subject), one.predicate, value)
