"""Nodes of a Ray cluster must see the data folder; one that sees another folder of that path ends the batch."""

from __future__ import annotations

from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from ingest.engines import ray as module
from ingest.engines.ray import RayEngine
from ingest.errors import IngestError
from ingest.limits import Limits

pytestmark = pytest.mark.skipif(
    find_spec("ray") is None, reason="needs Ray: pip install 'plant-assistant[ray]'"
)
Cluster = RayEngine[str, object]


def test_a_node_that_sees_it_works_and_nothing_is_left_there(tmp_path: Path) -> None:
    with closing(Cluster(eval, limits=Limits(), workers=1, shared=tmp_path)) as engine:
        assert len(list(tmp_path.iterdir())) == 1
        engine.submit("1 + 1")
        assert engine.outcome().result == 2
    assert list(tmp_path.iterdir()) == []


def test_a_node_that_does_not_see_it_ends_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_marked", lambda folder: folder / "only here")  # as on another disk
    with closing(Cluster(eval, limits=Limits(), workers=1, shared=tmp_path)) as engine:
        engine.submit("1 + 1")
        with pytest.raises(IngestError, match=f"does not see {tmp_path}: every node needs data folder"):
            engine.outcome()
