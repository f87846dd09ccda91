"""A pretrained model of series (Chronos-2, Chronos-Bolt) as a forecaster. Knows the package ``chronos`` only.

Source: Ansari et al., "Chronos-2: from univariate to universal forecasting", 2025. Nothing is fitted to the
log; the package and the weights are looked for when the first forecast is asked for, not before.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assistant.errors import EngineUnavailable
from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places

_CONTEXT = 2_048
"""Rows that the model sees at most, the last ones."""
_BATCH = 32


@dataclass(slots=True)
class FoundationForecaster:
    """Medians of a pretrained model, each sensor by itself.

    Args:
        model: A hub name or a folder with weights.
    """

    model: str
    name: str = "foundation"
    fewest: int = 16
    most_origins: int = 60
    _pipeline: Any = field(default=None, repr=False)

    def fit(self, history: History, horizon: int) -> FoundationForecaster:
        """Brings the model into memory; learns nothing.

        Raises:
            EngineUnavailable: The package or the weights are not there.
        """
        del history, horizon
        if self._pipeline is None:
            self._pipeline = _load(self.model)
        return self

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``."""
        import torch

        pairs = [(int(origin), j) for origin in origins for j in range(rows.shape[1])]
        medians = []
        for first in range(0, len(pairs), _BATCH):
            contexts = [
                torch.tensor(rows[max(0, origin - _CONTEXT) : origin, j], dtype=torch.float32)
                for origin, j in pairs[first : first + _BATCH]
            ]
            with torch.inference_mode():
                found, _ = self._pipeline.predict_quantiles(
                    contexts, prediction_length=horizon, quantile_levels=[0.5]
                )
            medians += [np.asarray(one, dtype=np.float64).reshape(horizon) for one in found]
        stacked = np.stack(medians).reshape(origins.size, rows.shape[1], horizon)
        return np.asarray(stacked.transpose(0, 2, 1))


def _load(model: str) -> Any:
    try:
        from chronos import BaseChronosPipeline
    except ImportError as error:
        raise EngineUnavailable(
            "method foundation needs the package chronos-forecasting: "
            "pip install 'plant-assistant[foundation]'"
        ) from error
    import torch

    try:
        return BaseChronosPipeline.from_pretrained(
            model, device_map="cuda" if torch.cuda.is_available() else "cpu"
        )
    except (OSError, ValueError, TypeError, AssertionError) as error:
        offline = " (HF_HUB_OFFLINE is set)" if os.environ.get("HF_HUB_OFFLINE") else ""
        raise EngineUnavailable(
            f"cannot load the foundation model {model}{offline}: {str(error).splitlines()[0]}. Set "
            "ASSISTANT_FORECAST__FOUNDATION_MODEL to a folder with its weights"
        ) from error
