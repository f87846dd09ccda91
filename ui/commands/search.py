"""``assistant search``: passages, with the score that each searcher gave."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.options import (
    DataOption,
    EquipmentOption,
    JsonOption,
    LanguageOption,
    RevisionOption,
    SinceOption,
    SourceOption,
    UntilOption,
    settings_of,
)
from ui.output import json_alone, say

_TEXT = 200


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Words, a tag, a clause or an order number.")],
    top_k: Annotated[int, typer.Option("-k", "--top-k", min=1, max=100, help="How many.")] = 10,
    equipment: EquipmentOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    revision: RevisionOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find passages; no model writes anything."""
    from assistant.scope import parse_scope

    if not query.strip():
        raise typer.BadParameter("give words, a tag, a clause or an order number", param_hint="QUERY")
    scope = parse_scope(
        equipment=equipment or (),
        since=since,
        until=until,
        sources=source or (),
        language=language,
        revision=revision,
    )
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.build_knowledge import open_knowledge
        from assistant.contract import hit_json

        knowledge = open_knowledge(settings)
        try:
            hits = knowledge.search(query, scope=scope, top_k=top_k)
        finally:
            knowledge.close()
        if as_json:
            write({"query": query, "hits": [hit_json(hit) for hit in hits]})
            return
    if not hits:
        say("nothing found")
    for number, hit in enumerate(hits, 1):
        page = None if hit.chunk.page is None else f"page {hit.chunk.page}"
        where = ", ".join(part for part in (hit.chunk.source, hit.chunk.label, page) if part)
        scores = ", ".join(f"{name} {score:.2f}" for name, score in hit.scores.items())
        say(f"{number}. {hit.score:.2f}  {where}  ({scores})")
        text = " ".join(hit.chunk.text.split())
        say(f"   {text if len(text) <= _TEXT else text[: _TEXT - 1] + '…'}")
