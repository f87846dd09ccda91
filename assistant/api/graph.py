"""``/v1/graph``: SPARQL over the plant's concepts, read-only. Knows no model that writes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.contract import Json
from assistant.graph.results import answers_json
from retrieval.graph.query import MOST_ROWS, run_query

router = APIRouter(prefix="/v1", tags=["graph"])


class GraphQuery(BaseModel):
    """A query of the plant graph."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[
        str, Field(min_length=1, max_length=20_000, description="SELECT, ASK, CONSTRUCT, DESCRIBE")
    ]
    limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="rows at most")] = MOST_ROWS


@router.post("/graph/query")
def graph_query(desk: FromDesk, asked: GraphQuery) -> Json:
    """Answers SPARQL over equipment, failure modes, sensors, documents, clauses, orders and their records.

    Updates and FROM are refused, and SERVICE of all but the endpoints of the settings; a query has five
    seconds beside theirs. The answer is SPARQL 1.1 results in JSON; ``services`` says what each endpoint gave
    and when.
    """
    desk.knowledge.refresh()
    graph = desk.graphs.current()
    answers = run_query(graph, asked.query, rows=asked.limit, endpoints=desk.endpoints)
    return answers_json(answers, left_out=graph.left_out)
