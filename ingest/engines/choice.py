"""Makes the engine that the options ask for. Knows the engines' arguments, no job's meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.engines import Engine, JobT, ResultT
from ingest.engines.local import LocalEngine
from ingest.limits import IngestOptions


def engine_for(
    run: Callable[[JobT], ResultT], options: IngestOptions, *, shared: Path | None = None
) -> Engine[JobT, ResultT]:
    """An engine that does jobs by ``run``, to be closed by the caller.

    Args:
        shared: The folder that jobs write to; other machines must see it, too.

    Raises:
        IngestError: The Ray cluster cannot be used; says what mends it.
    """
    if options.engine == "local":
        return LocalEngine(run, workers=options.workers, limits=options.limits)
    from ingest.engines.ray import RayEngine

    return RayEngine(
        run,
        limits=options.limits,
        address=options.ray_address,
        workers=options.ray_places,
        shared=shared,
    )
