"""Names of the forecasters. Imports none of them."""

from __future__ import annotations

from typing import Literal, get_args

Own = Literal["naive", "seasonal_naive", "mean", "trend", "ets", "theta", "autoreg", "linear", "joint"]
Method = Literal[
    "auto",
    "naive",
    "seasonal_naive",
    "mean",
    "trend",
    "ets",
    "theta",
    "autoreg",
    "linear",
    "joint",
    "foundation",
    "llm_digits",
    "llm_sentences",
]
"""What a user may ask for; the last three need a model that the settings name."""
METHODS: tuple[Method, ...] = get_args(Method)
OWN: tuple[Own, ...] = get_args(Own)
