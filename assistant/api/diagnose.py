"""``POST /v1/series/diagnose``: faults of an ingested log from few labels. Knows no file of the server."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.contract import Json
from assistant.experts.series.concepts.corrections import parse_corrections
from assistant.experts.series.concepts.labels import place_labels
from assistant.experts.series.concepts.report import diagnose_log
from assistant.experts.series.detectors.log import ingested_log

router = APIRouter(prefix="/v1/series", tags=["series"])


class LabelBody(BaseModel):
    """A labelled range.

    Attributes:
        start, end: Times, or data rows from 0; without an end, one reading.
    """

    model_config = ConfigDict(extra="forbid")

    start: int | str
    end: int | str | None = None
    label: Annotated[str, Field(min_length=1, max_length=200)]


class CorrectionBody(BaseModel):
    """A concept that is removed or weighted.

    Attributes:
        concept: Its name, or a pattern with ``*``.
        fault: The fault that the factor is for; all faults where missing.
    """

    model_config = ConfigDict(extra="forbid")

    concept: Annotated[str, Field(min_length=1, max_length=500)]
    action: Literal["remove", "weight"] = "weight"
    factor: Annotated[float, Field(ge=0, le=100)] = 1.0
    fault: str | None = None


class DiagnoseRequest(BaseModel):
    """What to diagnose and by which labels.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        series: Which log of a source that holds several.
        train_until: How many first rows are normal, or the last normal day or time; where missing, the
            ranges labelled ``normal`` are.
        window: Rows of a window.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    labels: Annotated[list[LabelBody], Field(min_length=1, max_length=10_000)]
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    train_until: int | str | None = None
    normal: Annotated[str, Field(min_length=1, max_length=200)] = "normal"
    window: Annotated[int, Field(ge=10, le=10_000)] = 50
    corrections: Annotated[list[CorrectionBody], Field(max_length=1000)] = []
    language: Literal["en", "fr"] = "en"


@router.post("/diagnose")
def diagnose(desk: FromDesk, body: DiagnoseRequest) -> Json:
    """Faults of an ingested log: stretches, probabilities, concepts that tell them, the model's weights."""
    desk.knowledge.refresh()
    log = ingested_log(body.log, desk.knowledge, series=body.series)
    chosen = log.only(body.sensors) if body.sensors else log
    report = diagnose_log(
        chosen,
        place_labels([one.model_dump() for one in body.labels], chosen),
        width=body.window,
        train_until=None if body.train_until is None else str(body.train_until),
        normal=body.normal,
        corrections=parse_corrections([one.model_dump() for one in body.corrections]),
        language=body.language,
    )
    return {"object": "series.diagnosis", **report.to_json()}
