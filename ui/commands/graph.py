"""``assistant graph``: the plant's concepts as a graph, queried by SPARQL and written as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.settings import Settings
    from retrieval.graph.store import PlantGraph

graph = typer.Typer(
    help="The plant's concepts (equipment, failure modes, sensors, clauses, orders) as a graph.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@graph.command(
    epilog="Example: assistant graph query 'SELECT ?s WHERE { ?s sosa:isHostedBy item:tag_P-101A }'"
)
def query(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="SPARQL", help="SELECT, ASK, CONSTRUCT or DESCRIBE; @FILE reads a file.")
    ],
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=100_000, help="Rows at most.")] = 100,
    seconds: Annotated[float, typer.Option(min=0.1, max=600, help="Time at most.")] = 10.0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the graph in SPARQL; it is only read. SERVICE asks endpoints of the settings, and no others."""
    settings = settings_of(context, data)
    asked = _from_file(text[1:]) if text.startswith("@") else text
    with json_alone(as_json) as write, _opened(settings) as plant:
        from assistant.endpoints import build_endpoints
        from assistant.graph.results import answers_json
        from retrieval.graph.query import run_query

        answers = run_query(plant, asked, rows=limit, seconds=seconds, endpoints=build_endpoints(settings))
        if as_json:
            write(answers_json(answers, left_out=plant.left_out))
            return
        say("\t".join(answers.columns))
        for row in answers.rows:
            say("\t".join("" if node is None else _short(str(node)) for node in row))
    for one in answers.services:
        when = f", fetched on {one.fetched:%Y-%m-%d %H:%M} UTC" if one.fetched else ""
        note(f"endpoint {one.endpoint}: {one.rows} rows{' and more' if one.truncated else ''}{when}")
        if one.error:
            note(f"endpoint {one.endpoint}: {one.error}")
    if answers.truncated:
        note(f"there are more than {limit} rows: give --limit")
    for left in plant.left_out:
        note(f"left out of the graph: {left}")


@graph.command(epilog="Example: assistant graph export -o plant.ttl")
def export(
    context: typer.Context,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", dir_okay=False, help="File: .ttl .nt .rdf .jsonld, or .trig .nq with sources."
        ),
    ],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the graph as a file."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write, _opened(settings) as plant:
        from retrieval.graph.export import write_graph

        write_graph(plant, out)
        if as_json:
            write({"file": str(out), "statements": len(plant), "left_out": list(plant.left_out)})
            return
    say(f"{out}: {len(plant)} statements")
    for left in plant.left_out:
        note(f"left out of the graph: {left}")


@graph.command(epilog="Example: assistant graph terms")
def terms(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """List the classes and relations that are there, how often, and the prefixes that queries may use."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write, _opened(settings) as plant:
        from retrieval.graph.terms import PREFIXES

        classes, relations = plant.classes(), plant.relations()
        if as_json:
            write(
                {
                    "classes": classes,
                    "relations": relations,
                    "prefixes": {k: str(v) for k, v in PREFIXES.items()},
                }
            )
            return
        for title, counts in (("classes", classes), ("relations", relations)):
            say(f"{title}:")
            for name, number in counts.items():
                say(f"  {_short(name):<28} {number}")
        say("prefixes: " + ", ".join(PREFIXES))


@graph.command(epilog="Example: assistant graph endpoints --forget wikidata")
def endpoints(
    context: typer.Context,
    forget: Annotated[
        str | None, typer.Option(metavar="NAME", help="Delete what this endpoint gave from the data folder.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the SPARQL endpoints of the settings and how many of their answers are kept."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.endpoints import build_endpoints

        found = build_endpoints(settings)
        known = {one.name: one for one in found.all()}
        if forget is not None and forget not in known:
            raise typer.BadParameter(f"{forget} is no endpoint of the settings (graph.endpoints)")
        gone = found.kept.forget(forget) if forget is not None else 0
        kept = {name: found.kept.count(name) for name in known}
        if as_json:
            write(
                {
                    "endpoints": [
                        {"name": name, "kept": kept[name], "days": one.days, "chat": one.chat}
                        for name, one in known.items()
                    ],
                    "forgotten": gone,
                }
            )
            return
    for name, one in known.items():
        use = "chat" if one.chat else "queries only"
        say(f"{name}\t{kept[name]} answers kept for {one.days:g} days\t{use}")
    if not known:
        say("no endpoint: graph.endpoints of the settings names none")


def _from_file(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


@contextmanager
def _opened(settings: Settings) -> Iterator[PlantGraph]:
    from assistant.build_knowledge import open_knowledge
    from assistant.experts.tables.expert import TableExpert
    from assistant.graph.plant import PlantGraphs

    knowledge = open_knowledge(settings)
    try:
        yield PlantGraphs(knowledge, TableExpert(knowledge)).current()
    finally:
        knowledge.close()


def _short(text: str) -> str:
    """A name with its prefix, as a query may write it."""
    from retrieval.graph.terms import PREFIXES

    for prefix, namespace in PREFIXES.items():
        if text.startswith(str(namespace)):
            return f"{prefix}:{text.removeprefix(str(namespace))}"
    return " ".join(text.split())
