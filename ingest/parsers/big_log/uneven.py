"""Why a log is not read part by part. Knows no log."""

from __future__ import annotations

from ingest.parsers.typed_column import Context


class Uneven(Exception):
    """Its parts do not agree, or its layout asks for all rows at once: it is to be read whole."""


class Again(Exception):
    """A later part tells how the earlier ones are to be read.

    Attributes:
        context: What is known now.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(str(context))
        self.context = context
