"""The drawing expert: questions about title blocks, revisions, tags, connections, dimensions and notes."""

from __future__ import annotations

from assistant.experts.drawings.expert import DrawingExpert

__all__ = ["DrawingExpert"]
