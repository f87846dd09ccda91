"""``/v1/search``: passages with the score that each searcher gave. Knows no model that writes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.desk import FromDesk
from assistant.api.shapes import SearchShape, answers
from assistant.contract import Json, hit_json
from assistant.scope import parse_scope

router = APIRouter(prefix="/v1", tags=["search"])


@router.get("/search", **answers(SearchShape))
def search(
    desk: FromDesk,
    q: Annotated[str, Query(min_length=1, max_length=2000)],
    k: Annotated[int, Query(ge=1, le=100)] = 10,
    equipment: Annotated[list[str] | None, Query()] = None,
    since: str | None = None,
    until: str | None = None,
    source: Annotated[list[str] | None, Query(description="glob over sources")] = None,
    language: str | None = None,
    revision: Annotated[str | None, Query(description="printed revision, replaced ones too")] = None,
) -> Json:
    """The passages nearest to a query, best first."""
    scope = parse_scope(
        equipment=equipment or (),
        since=since,
        until=until,
        sources=source or (),
        language=language,
        revision=revision,
    )
    desk.knowledge.refresh()
    hits = desk.knowledge.search(q, scope=scope, top_k=k)
    return {"object": "list", "query": q, "data": [hit_json(hit) for hit in hits]}
