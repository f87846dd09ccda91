"""The table expert: counts, sums, extremes, dates, filters and groupings over ingested tables."""

from __future__ import annotations

from assistant.experts.tables.expert import TableExpert

__all__ = ["TableExpert"]
