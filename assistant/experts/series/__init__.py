"""The time-series expert: questions in words over sensor logs."""

from __future__ import annotations

from assistant.experts.series.expert import SeriesExpert

__all__ = ["SeriesExpert"]
