"""Names of the detectors and of the ways in which alarms follow a signal. Imports nothing of them."""

from __future__ import annotations

from typing import Literal, get_args

Method = Literal[
    "auto",
    "pca",
    "mahalanobis",
    "level",
    "spread",
    "sub_pca",
    "forecast_residual",
    "kmeans",
    "matrix_profile",
    "spectral_residual",
    "autoencoder",
    "energy",
]
METHODS: tuple[Method, ...] = get_args(Method)

Regime = Literal["bounded", "free", "fixed"]
"""How far the begin of alarms may move: a little, at will, or not at all."""
REGIMES: tuple[Regime, ...] = get_args(Regime)
