"""``/v1/series``: what is not normal in an ingested log, and what changed. Knows no file of the server."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.contract import Json
from assistant.experts.series.changes.change import KINDS, Kind
from assistant.experts.series.changes.report import changes_of
from assistant.experts.series.detectors.log import ingested_log
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.report import detect_log

router = APIRouter(prefix="/v1/series", tags=["series"])


class DetectRequest(BaseModel):
    """What to judge and by what.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        series: Which log of a source that holds several.
        train_until: How many first rows are normal, or the last normal day or time.
        false_alarm_rate: Share of normal rows that may be in alarm.
        regime: How far the begin of alarms may follow the rows after the normal ones.
        scores: Whether the score and the alarm of each row are wanted too.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    train_until: int | str | None = None
    method: Method = "auto"
    false_alarm_rate: Annotated[float, Field(ge=1e-6, le=0.2)] = 0.01
    regime: Regime = "bounded"
    language: Literal["en", "fr"] = "en"
    scores: bool = False


@router.post("/detect")
def detect(desk: FromDesk, body: DetectRequest) -> Json:
    """Anomalies of an ingested log: ranges, scores, sensors and explanations."""
    desk.knowledge.refresh()
    log = ingested_log(body.log, desk.knowledge, series=body.series)
    report = detect_log(
        log,
        sensors=body.sensors,
        train_until=None if body.train_until is None else str(body.train_until),
        method=body.method,
        false_alarm_rate=body.false_alarm_rate,
        regime=body.regime,
        language=body.language,
    )
    found: Json = {"object": "series.detection", **report.to_json()}
    if body.scores:
        found["scores"] = report.found.scores.round(6).tolist()
        found["is_anomaly"] = report.found.alarm.astype(int).tolist()
    return found


class ChangesRequest(BaseModel):
    """Which changes to look for.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        series: Which log of a source that holds several.
        rate: Chance that a sensor in which nothing changes is said to have changed, for each kind.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=4)] = list(KINDS)
    rate: Annotated[float, Field(ge=1e-6, le=0.2)] = 0.01
    language: Literal["en", "fr"] = "en"


@router.post("/changes")
def changes(desk: FromDesk, body: ChangesRequest) -> Json:
    """When a level, slope, spread or correlation changed, by how much and for how long."""
    desk.knowledge.refresh()
    log = ingested_log(body.log, desk.knowledge, series=body.series)
    report = changes_of(log, sensors=body.sensors, kinds=body.kinds, rate=body.rate, language=body.language)
    return {"object": "series.changes", **report.to_json()}
