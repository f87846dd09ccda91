"""Reasons and hints of quarantine in French, by their English text. Knows sentences, no parser and no file.

The catalogue keeps what readers say in English; here it is put into the words of a person who reads French.
The table is ``refusals_french.txt``; ``test_refusals_french`` holds it to the sentences in the code.
"""

from __future__ import annotations

from pathlib import Path

from ingest.french import SentenceTable

_STILL = "; what was ingested from it before still answers"
_STILL_FRENCH = " ; ce qui en avait été lu auparavant répond encore"
_TABLE = SentenceTable(Path(__file__).with_suffix(".txt"))


def in_french(text: str) -> str:
    """A reason or hint in French; what is not known stays as it is."""
    return translated(text) or text


def translated(text: str) -> str | None:
    """A reason or hint in French, None where the sentence is not known."""
    if text.endswith(_STILL):
        hint = translated(text.removesuffix(_STILL))
        return None if hint is None else hint + _STILL_FRENCH
    return _TABLE.translated(text)


def sentences() -> dict[str, str]:
    """French by English, as they stand in the table."""
    return _TABLE.sentences
