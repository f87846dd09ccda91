"""The JSON of answers and hits: the fields of the contract, and nothing that JSON cannot hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from assistant.contract import answer_json, citation_json, hit_json, sentence_json
from assistant.records import Answer, Citation, ExpertUse, Removed, Rows, Sentence, TokenUse, Usage
from retrieval.records import Chunk, Figure, Hit, Span

CITATION = Citation(
    n=1,
    source="plant/wo.csv",
    kind="table",
    quote="13",
    score=0.9,
    rows=Rows(columns=("n", "x"), values=((13, float("nan")),), total=1, matched=13, row_numbers=(0, 4)),
    sql="SELECT 1",
    start=datetime(2025, 9, 1, 10, 30),
    boxes=((1.23456, 2, 3, 4),),
)


def test_an_answer_has_every_field_of_the_contract_and_strict_json() -> None:
    answer = Answer(
        text="13 [1].",
        abstained=False,
        language="en",
        citations=(CITATION,),
        sentences=(Sentence(text="13.", supported=True, citations=(1,)),),
        experts=(ExpertUse(name="table", weight=0.91, seconds=0.12, answered=True),),
        answered_by=("table",),
        gate={"table": 0.91},
        route="experts",
        removed=(Removed(text="x", reason="y"),),
        usage=Usage(prompt_tokens=8, completion_tokens=6, seconds=2.1),
    )
    found = json.loads(json.dumps(answer_json(answer), allow_nan=False))
    assert set(found) >= {"answer", "abstained", "citations", "sentences", "experts", "usage", "removed"}
    assert found["usage"] == {"prompt_tokens": 8, "completion_tokens": 6, "seconds": 2.1, "joules": None}
    assert found["experts"] == [{"name": "tables", "weight": 0.91, "seconds": 0.12, "answered": True}]
    assert (found["answered_by"], found["gate"], found["route"]) == (["tables"], {"tables": 0.91}, "experts")


def test_a_citation_keeps_its_rows_times_and_boxes() -> None:
    found = citation_json(CITATION)
    assert found["rows"] == {
        "columns": ["n", "x"], "values": [[13, None]], "total": 1, "matched": 13, "row_numbers": [0, 4],
    }  # fmt: skip
    assert found["start"] == "2025-09-01T10:30:00"
    assert found["end"] is None
    assert found["boxes"] == [[1.23, 2, 3, 4]]


def test_a_hit_carries_the_scores_of_all_searchers() -> None:
    chunk = Chunk(
        id="c",
        source="s",
        kind="text",
        ordinal=0,
        text="words",
        spans=(Span(start=0, end=5, box=(1, 2, 3, 4)),),
    )
    found = hit_json(Hit(chunk=chunk, score=0.75, scores={"dense": 0.5, "keyword": float("inf")}))
    assert found["scores"] == {"dense": 0.5, "keyword": None}
    assert found["boxes"] == [[1, 2, 3, 4]]


def test_a_citation_tells_what_was_taken_for_granted() -> None:
    assert citation_json(CITATION)["caveats"] == []
    note = "Dates are those of Created."
    assert citation_json(replace(CITATION, caveats=(note,)))["caveats"] == [note]


def test_a_citation_tells_the_figure_that_it_shows() -> None:
    assert citation_json(CITATION)["figure"] is None
    figure = Figure(
        id="F", source="a.pdf", label="Figure 3", caption="Figure 3 – Flow", page=4, box=(1, 2, 3, 4)
    )
    assert citation_json(replace(CITATION, figure=figure))["figure"] == {
        "label": "Figure 3", "caption": "Figure 3 – Flow", "page": 4, "box": [1, 2, 3, 4], "unit": "pt",
    }  # fmt: skip


def test_tokens_are_there_only_where_a_mixture_wrote_the_sentence() -> None:
    written = Sentence(
        text="40", supported=True, citations=(1,), tokens=(TokenUse(text="40", experts={"text": 0.71236}),)
    )
    assert sentence_json(written)["tokens"] == [{"text": "40", "experts": {"text": 0.7124}}]
    assert set(sentence_json(replace(written, tokens=()))) == {"text", "supported", "citations"}
