"""Opens the data folder of the settings: a part of the composition root. Knows no expert and no answer.

Commands that only look into the folder start without what answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.settings import Settings
from retrieval.knowledge import Knowledge, KnowledgeSettings

if TYPE_CHECKING:
    from assistant.seen_before.plant import PlantHistory
    from assistant.space.plant_space import PlantSpace


def open_knowledge(settings: Settings) -> Knowledge:
    """Opens the data folder of the settings, made where it is absent.

    Raises:
        retrieval.errors.BadCatalogue: The catalogue cannot be opened.
    """
    retrieval = settings.retrieval
    return Knowledge.open(
        settings.data,
        settings=KnowledgeSettings(
            embedding_model=retrieval.embedding_model,
            chroma_url=retrieval.chroma_url,
            catalogue_url=settings.catalogue_url,
            weight_dense=retrieval.weight_dense,
            weight_keyword=retrieval.weight_keyword,
            weight_identifier=retrieval.weight_identifier,
            reranker=retrieval.reranker,
        ),
    )


@contextmanager
def open_plant_history(settings: Settings) -> Iterator[PlantHistory]:
    """What looks stretches of ingested logs up, over the data folder of the settings; closed at the end."""
    from assistant.experts.tables.expert import TableExpert
    from assistant.seen_before.plant import PlantHistory

    knowledge = open_knowledge(settings)
    try:
        yield PlantHistory(knowledge, TableExpert(knowledge))
    finally:
        knowledge.close()


@contextmanager
def open_plant_space(settings: Settings) -> Iterator[PlantSpace]:
    """The shared space of the data folder of the settings; closed at the end."""
    from assistant.experts.tables.expert import TableExpert
    from assistant.graph.plant import PlantGraphs
    from assistant.space.plant_space import PlantSpace

    knowledge = open_knowledge(settings)
    try:
        tables = TableExpert(knowledge)
        yield PlantSpace(knowledge, tables, PlantGraphs(knowledge, tables))
    finally:
        knowledge.close()
