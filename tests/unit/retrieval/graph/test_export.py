"""The graph as a file, read back by rdflib."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import PROV, RDF, Dataset, Graph

from retrieval.errors import BadQuery
from retrieval.graph import terms
from retrieval.graph.export import FORMATS, write_graph
from retrieval.graph.statement import Place, Read
from retrieval.graph.store import PlantGraph

PLACE = Place("site/a list é.csv", table="list", row=4)


@pytest.fixture
def graph() -> PlantGraph:
    read = Read(PLACE)
    read.say(terms.tagged("K-7"), RDF.type, terms.EQUIPMENT)
    return PlantGraph([read])


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of its readers, which we do not use
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_each_format_is_read_back_with_its_sources(graph: PlantGraph, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plant{suffix}"
    write_graph(graph, path)
    back = Dataset() if suffix in (".trig", ".nq") else Graph()
    back.parse(path, format=FORMATS[suffix])
    told = {(s, p, o) for s, p, o, *_ in back.quads()} if isinstance(back, Dataset) else set(back)
    assert (terms.tagged("K-7"), RDF.type, terms.EQUIPMENT) in told
    assert (terms.tagged("K-7"), PROV.wasDerivedFrom, PLACE.name) in told
    if isinstance(back, Dataset):
        assert (terms.tagged("K-7"), RDF.type, terms.EQUIPMENT) in back.graph(PLACE.name)
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_is_refused(graph: PlantGraph, tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match=r"\.ttl"):
        write_graph(graph, tmp_path / "plant.txt")
