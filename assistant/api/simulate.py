"""``POST /v1/series/simulate``: synthetic series like an ingested log. Knows no file of the server."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.api.diagnose import LabelBody
from assistant.contract import Json
from assistant.experts.series.concepts.labels import place_labels
from assistant.experts.series.detectors.log import ingested_log
from assistant.experts.series.simulate.report import report_json, simulate_log
from assistant.experts.series.simulate.simulation import Method, Order

router = APIRouter(prefix="/v1/series", tags=["series"])

_MOST_CELLS = 2_000_000
"""Readings that a reply holds at most."""


class SimulateRequest(BaseModel):
    """What to make.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        like: State, severity, length, rate and changes in English or French.
        rows: Rows of each series; where missing, the length that ``like`` says.
        count: How many series.
        onset: Normal rows before the state and the changes begin.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    like: Annotated[str, Field(max_length=2000)] = "normal"
    rows: Annotated[int | None, Field(ge=1, le=_MOST_CELLS)] = None
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    labels: Annotated[list[LabelBody], Field(max_length=10_000)] = []
    train_until: int | str | None = None
    normal: Annotated[str, Field(min_length=1, max_length=200)] = "normal"
    onset: Annotated[int, Field(ge=0)] = 0
    method: Method = "bootstrap"
    seed: Annotated[int, Field(ge=0, le=2**31)] = 0
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    language: Literal["en", "fr"] = "en"


@router.post("/simulate")
def simulate(desk: FromDesk, body: SimulateRequest) -> Json:
    """Made series: times, values (series, rows, sensors), which rows are not normal, and what was made."""
    desk.knowledge.refresh()
    log = ingested_log(body.log, desk.knowledge, series=body.series)
    chosen = log.only(body.sensors) if body.sensors else log
    made = simulate_log(
        chosen,
        body.like,
        order=Order(
            rows=body.rows,
            series=body.count,
            onset=body.onset,
            method=body.method,
            seed=body.seed,
            most_readings=_MOST_CELLS,
        ),
        labels=place_labels([one.model_dump() for one in body.labels], chosen) if body.labels else (),
        train_until=None if body.train_until is None else str(body.train_until),
        normal=body.normal,
    )
    return {
        "object": "series.simulation",
        **report_json(made, body.language),
        "times": [str(time) for time in made.times],
        "values": [[[float(f"{v:.7g}") for v in row] for row in one] for one in made.values.tolist()],
        "anomaly": made.changed.astype(int).tolist(),
    }
