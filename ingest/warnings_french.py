"""Remarks on files that came in, in French, by their English text. Knows sentences, no parser and no file.

The catalogue keeps what readers say in English; here it is put into the words of a person who reads French.
The table is ``warnings_french.txt``; ``test_warnings_french`` holds it to the sentences in the code.
"""

from __future__ import annotations

from pathlib import Path

from ingest.french import SentenceTable

TABLE = SentenceTable(Path(__file__).with_suffix(".txt"))


def warning_in_french(text: str) -> str:
    """A remark in French; what is not known stays as it is.

    A remark may stand behind the name of its sheet or log (``Pumps: …``).
    """
    whole = TABLE.translated(text)
    place = 0
    while (place := text.find(": ", place)) > 0:
        rest = TABLE.translated(text[place + 2 :])
        if rest is not None and (whole is None or _names_alone(text[:place])):
            return f"{text[:place]} : {rest}"
        place += 2
    return whole or text


def _names_alone(before: str) -> bool:
    """False where what stands before a colon is the beginning of a sentence of ours."""
    return not any(english.startswith(before.split()[0]) for english in TABLE.sentences if english[:1] != "{")
