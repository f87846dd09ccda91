"""Errors in the visitor's language. Knows sentences, no component.

Errors are raised in English; the table beside this file holds the French of those that a visitor of the page
can meet. One that it does not hold stays as it is.
"""

from __future__ import annotations

from pathlib import Path

from ingest.french import SentenceTable
from ingest.refusals_french import translated

TABLE = SentenceTable(Path(__file__).with_suffix(".txt"))


def said_to(error: Exception, language: str) -> str:
    """What an error says, in French where the visitor reads it and the sentence is known."""
    text = str(error)
    if language != "fr":
        return text
    return TABLE.translated(text) or translated(text) or text
