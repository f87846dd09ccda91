"""Which engine the options name, and what is said where Ray is missing."""

from __future__ import annotations

import sys

import pytest

from ingest.engines.choice import engine_for
from ingest.engines.local import LocalEngine
from ingest.errors import IngestError
from ingest.limits import IngestOptions


def test_processes_of_this_machine_unless_told_otherwise() -> None:
    engine = engine_for(str.upper, IngestOptions(workers=3))
    try:
        assert isinstance(engine, LocalEngine)
        taken = 0
        while engine.hungry:
            engine.submit(str(taken))
            taken += 1
        assert taken == 6
    finally:
        engine.close()


def test_without_ray_its_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(IngestError, match=r"Ray is not installed: pip install 'plant-assistant\[ray\]'"):
        engine_for(str.upper, IngestOptions(engine="ray"))
