"""A pretrained model as a forecaster: a tiny random Chronos-2, and errors that say what mends them."""

from __future__ import annotations

import builtins

import numpy as np
import pytest

from assistant.errors import EngineUnavailable
from assistant.experts.series.forecast.forecasting import forecast
from assistant.experts.series.forecast.foundation import FoundationForecaster
from assistant.experts.series.forecast.protocol import History


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Random weights of Chronos-2's architecture, two small layers."""
    chronos2 = pytest.importorskip("chronos.chronos2")
    import torch
    from chronos.chronos2.config import Chronos2CoreConfig

    torch.manual_seed(0)
    config = Chronos2CoreConfig(
        d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, architectures=["Chronos2Model"],
        chronos_pipeline_class="Chronos2Pipeline",
        chronos_config={
            "context_length": 256, "output_patch_size": 8, "input_patch_size": 8, "input_patch_stride": 8,
            "quantiles": [k / 10 for k in range(1, 10)], "use_reg_token": True, "use_arcsinh": True, "max_output_patches": 4,
        },
    )  # fmt: skip
    path = tmp_path_factory.mktemp("chronos")
    chronos2.Chronos2Model(config).save_pretrained(path)
    return path


ROWS = 50 + np.cumsum(np.random.default_rng(0).normal(size=(200, 2)), axis=0)
HISTORY = History(rows=ROWS, observed=np.ones_like(ROWS, dtype=bool), seasons=(1, 1))


def test_weights_of_a_folder_forecast_every_sensor(folder) -> None:
    predictor = FoundationForecaster(str(folder)).fit(HISTORY, 12)
    found = predictor.predict(ROWS, np.array([100, 150, 200]), 12)
    assert found.shape == (3, 12, 2)
    assert np.isfinite(found).all()
    changed = ROWS.copy()
    changed[100:] += 1e3
    again = predictor.predict(changed, np.array([100]), 12)
    np.testing.assert_allclose(again[0], found[0], rtol=1e-4)
    one = predictor.predict(ROWS[:, 1:], np.array([150]), 12)
    np.testing.assert_allclose(one[0, :, 0], found[1, :, 1], rtol=1e-4)


def test_it_is_backtested_and_gets_intervals_as_the_others(folder) -> None:
    found = forecast(ROWS, 8, (FoundationForecaster(str(folder)),), step_seconds=60.0)
    low, high = found.interval(0.9)
    assert found.plan.origins.size <= 60
    assert (low < high).all()
    assert found.tests[0].name == "foundation"


def test_weights_that_are_not_there(tmp_path) -> None:
    pytest.importorskip("chronos")
    with pytest.raises(EngineUnavailable, match="ASSISTANT_FORECAST__FOUNDATION_MODEL"):
        FoundationForecaster(str(tmp_path / "none")).fit(HISTORY, 4)


def test_a_package_that_is_not_installed(monkeypatch) -> None:
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "chronos":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(EngineUnavailable, match=r"plant-assistant\[foundation\]"):
        FoundationForecaster("amazon/chronos-2").fit(HISTORY, 4)
