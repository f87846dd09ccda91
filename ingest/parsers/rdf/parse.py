"""Read an RDF file as passages: one a thing and language, with its names, definition and kinds.

The statements themselves are read again from the stored file where the plant graph is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rdflib import URIRef

from ingest.errors import Unreadable
from ingest.parsed import Block, ParsedDocument
from ingest.parsers.rdf.read import LONGEST_NAME, RdfFile, read_rdf
from ingest.parsers.rdf.syntax import other_owl
from ingest.parsers.rdf.things import Thing, is_told, things_of, told_in
from retrieval.graph.vocabulary import SCHEMES
from retrieval.records import Language

MOST_THINGS = 20_000
_LANGUAGES = ("en", "fr", "")


def parse_rdf(path: Path) -> ParsedDocument:
    """Reads an ontology, a thesaurus or an asset model.

    Raises:
        Unreadable: It is not well-formed, too large, written in a way that is no RDF, or would have
            something fetched.
    """
    with path.open("rb") as stream:
        form = other_owl(stream.read(8192).decode("utf-8", "replace"))
    if form is not None:
        raise Unreadable(f"this is an ontology in {form}, which is not read", "save it as Turtle or RDF/XML")
    file = read_rdf(path, name=path.name)
    things = things_of(file)
    told = [thing for thing in things.values() if is_told(thing)]
    titles = [thing for thing in things.values() if set(thing.types) & SCHEMES and thing.names]
    language = _main_language(told)
    languages = sorted(_LANGUAGES, key=lambda one: one != language)
    return ParsedDocument(
        media="rdf",
        title=titles[0].name(language) if titles else path.stem,
        language=language,
        blocks=tuple(_blocks(told[:MOST_THINGS], things, languages)) or (_counted(file),),
        warnings=tuple(_warnings(file, len(told))),
    )


def _blocks(told: list[Thing], things: dict[URIRef, Thing], languages: list[str]) -> Iterator[Block]:
    for thing in told:
        for one in told_in(thing, things, languages):
            yield Block(kind="heading", text=one.name, level=1)
            if one.lines != (one.name,):
                yield Block(kind="paragraph", text="\n".join(one.lines))


def _counted(file: RdfFile) -> Block:
    count = sum(map(len, file.statements.values()))
    return Block(kind="paragraph", text=f"{count} statements about things without names")


def _main_language(told: list[Thing]) -> Language:
    counts = Counter(key for thing in told for key in (*thing.names, *thing.definitions))
    if not counts["en"] and not counts["fr"]:
        return "und"
    return "fr" if counts["fr"] > counts["en"] else "en"


def _warnings(file: RdfFile, told: int) -> Iterator[str]:
    if file.imports:
        shown = ", ".join(one[:100] for one in file.imports[:5])
        yield f"It builds on other files, which were not fetched: {shown}."
    if told > MOST_THINGS:
        yield f"Only the first {MOST_THINGS:,} of {told:,} things have passages; all are in the graph."
    if file.left_out:
        yield f"{file.left_out:,} statements with names of over {LONGEST_NAME} characters were left out."
