"""``/v1/series/forecast``: what the sensors of an ingested log will do. Knows no file of the server."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.desk import FromDesk
from assistant.build import build_forecasters
from assistant.contract import Json
from assistant.experts.series.detectors.log import ingested_log
from assistant.experts.series.forecast.limit import Direction
from assistant.experts.series.forecast.names import Method
from assistant.experts.series.forecast.report import Limit, forecast_log

router = APIRouter(prefix="/v1/series", tags=["series"])


class LimitRequest(BaseModel):
    """A limit that a sensor may reach.

    Attributes:
        sensor: Its name; all sensors where it is absent.
        direction: Whether it is reached from below (``above``) or from above; by the last reading if absent.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    value: float
    sensor: str | None = None
    direction: Direction | None = None


class ForecastRequest(BaseModel):
    """What to forecast and by what.

    Attributes:
        log: Source of an ingested log, the end of its path, or the log's name.
        series: Which log of a source that holds several.
        horizon: Rows, or a length of time (``24h``).
        coverage: Share of readings that the intervals shall hold.
    """

    model_config = ConfigDict(extra="forbid")

    log: Annotated[str, Field(min_length=1, max_length=1000)]
    horizon: Annotated[int, Field(ge=1, le=1_000_000_000)] | Annotated[str, Field(max_length=40)]
    series: str | None = None
    sensors: Annotated[list[str], Field(max_length=1000)] = []
    method: Method = "auto"
    coverage: Annotated[float, Field(ge=0.5, le=0.99)] = 0.9
    limits: Annotated[list[LimitRequest], Field(max_length=1000)] = []
    language: Literal["en", "fr"] = "en"


@router.post("/forecast")
def forecast(desk: FromDesk, body: ForecastRequest) -> Json:
    """Forecasts of an ingested log with intervals, a backtest and the time to limits."""
    forecasters = build_forecasters(desk.settings, body.method)
    desk.knowledge.refresh()
    report = forecast_log(
        ingested_log(body.log, desk.knowledge, series=body.series),
        str(body.horizon),
        forecasters,
        sensors=body.sensors,
        method=body.method,
        coverage=body.coverage,
        limits=[Limit(value=one.value, sensor=one.sensor, direction=one.direction) for one in body.limits],
        language=body.language,
    )
    return {"object": "series.forecast", **report.to_json()}
