"""What the routes share: the assistant, the sources, the jobs and the counters. Knows no route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends, Request

if TYPE_CHECKING:
    from assistant.api.metrics import Metrics
    from assistant.graph.plant import PlantGraphs
    from assistant.jobs import IngestJobs
    from assistant.library import Library
    from assistant.report_jobs import ReportJobs
    from assistant.reports.shelf import ReportShelf
    from assistant.seen_before.plant import PlantHistory
    from assistant.service import AssistantService
    from assistant.settings import Settings
    from assistant.space.plant_space import PlantSpace
    from assistant.space_jobs import SpaceJobs
    from ingest.page_pictures import PagePictures
    from retrieval.graph.linked.endpoints import Endpoints
    from retrieval.knowledge import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything a route may need. One a server."""

    service: AssistantService[Any]
    knowledge: Knowledge
    settings: Settings
    library: Library
    jobs: IngestJobs
    reports: ReportJobs
    shelf: ReportShelf
    pictures: PagePictures
    metrics: Metrics
    graphs: PlantGraphs
    history: PlantHistory
    endpoints: Endpoints
    space: PlantSpace
    trainings: SpaceJobs


def desk_of(request: Request) -> Desk:
    """The desk of the app that serves a request."""
    return cast("Desk", request.app.state.desk)


FromDesk = Annotated[Desk, Depends(desk_of)]
