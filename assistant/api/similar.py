"""``POST /v1/series/similar``: whether a stretch of an ingested log was seen before. Reads no file."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant.api.desk import FromDesk
from assistant.contract import Json
from assistant.seen_before.report import to_json
from assistant.seen_before.stretch import Wanted

router = APIRouter(prefix="/v1/series", tags=["series"])


class SimilarRequest(BaseModel):
    """Which stretch of which log.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        start, end: Times, or data rows from 0, both included.
        anomaly: Instead: an anomaly that ``/v1/series/detect`` finds, from 1.
        train_until: How many first rows are normal, or the last normal time.
        series: Which log of a source that holds several.
        sensors: Those that are compared; all where none is named.
        top: Stretches that are given.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    start: Annotated[str, Field(max_length=100)] | int | None = None
    end: Annotated[str, Field(max_length=100)] | int | None = None
    anomaly: Annotated[int | None, Field(ge=1)] = None
    train_until: Annotated[str, Field(max_length=100)] | int | None = None
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    top: Annotated[int, Field(ge=1, le=50)] = 5
    language: Literal["en", "fr"] = "en"

    @model_validator(mode="after")
    def _one_stretch(self) -> SimilarRequest:
        if (self.anomaly is None) == (self.start is None or self.end is None):
            raise ValueError("give either start and end, or anomaly")
        return self


@router.post("/similar")
def similar(desk: FromDesk, body: SimilarRequest) -> Json:
    """Stretches like one in all ingested logs, what tables recorded then, what documents tell of the like."""
    desk.knowledge.refresh()
    found = desk.history.seen(
        body.log,
        Wanted(
            start="" if body.start is None else str(body.start),
            end="" if body.end is None else str(body.end),
            anomaly=body.anomaly,
            train_until=None if body.train_until is None else str(body.train_until),
        ),
        series=body.series,
        sensors=body.sensors,
        top_k=body.top,
        language=body.language,
    )
    return {"object": "series.similar", **to_json(found)}
