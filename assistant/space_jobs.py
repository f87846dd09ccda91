"""Trainings of the shared space behind the caller's back, one after the other. Knows no transport."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.job_queue import JobQueue, Outcome
from assistant.space.report import space_json
from retrieval.errors import BadSpace
from retrieval.records import Job
from retrieval.space.recipe import Recipe

if TYPE_CHECKING:
    from assistant.space.plant_space import PlantSpace
    from retrieval.knowledge import Knowledge

KIND = "space"


class SpaceJobs:
    """Trains the space; the one before is searched until the new one is whole."""

    def __init__(self, knowledge: Knowledge, space: PlantSpace) -> None:
        self._knowledge = knowledge
        self._space = space
        self._queue = JobQueue[Recipe](knowledge.catalogue.jobs, kind=KIND, work=self._train)

    def start(self) -> None:
        """Begins to work. What a stopped server left undone is marked so."""
        self._queue.start(
            reason="the server stopped before the space was trained: the one before is kept, train it again"
        )

    def close(self) -> None:
        """Stops the training in work; what waits is marked failed at the next start."""
        self._queue.close()

    def submit(self, recipe: Recipe) -> Job:
        """Puts a training in the queue; gives its job.

        Raises:
            BadSpace: Nothing was ingested.
        """
        self._knowledge.refresh()
        if not self._knowledge.catalogue.documents():
            raise BadSpace("too little was ingested for a shared space: there is no source yet")
        return self._queue.submit(recipe, {"seed": recipe.seed})

    def _train(
        self, _job: str, recipe: Recipe, told: Callable[[float], None], cancel: threading.Event
    ) -> Outcome:
        self._knowledge.refresh()
        made = self._space.train(
            recipe=recipe, told=lambda _step, done, total: told(done / total), cancel=cancel
        )
        return "done", space_json(made, "")
