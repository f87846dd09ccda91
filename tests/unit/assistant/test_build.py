"""Which adapter the settings put on the embedded model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.build import build_engine
from assistant.engines.transformers_engine import TransformersEngine
from assistant.settings import load_settings
from moe_adapters.shipped import PLANT_ADAPTER


@pytest.mark.parametrize("adapter", [None, Path("plant"), Path("mine")])
def test_an_adapter_is_put_on_where_it_is_set(adapter: Path | None, tmp_path: Path) -> None:
    engine = build_engine(load_settings(data=tmp_path, adapter=adapter))
    assert isinstance(engine, TransformersEngine)
    assert engine.grounded is (adapter is not None)


def test_the_adapter_that_ships_is_there() -> None:
    assert (PLANT_ADAPTER / "adapter_config.json").is_file()
    assert (PLANT_ADAPTER / "adapter_model.safetensors").stat().st_size < 25_000_000
