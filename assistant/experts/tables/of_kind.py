"""Whether a thing is of a kind, by its name and what its own rows call it. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.experts.tables.class_rows import KIND_COLUMNS
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import name_words

_OF_PHRASE = re.compile(r"\s(?:of|for|on|in|with|de|du|des|d['’]|pour|à|-|–)(?=\s|\b)|[,;(/]", re.IGNORECASE)


def is_of_kind(name: str, kind: str, rows: Iterable[KeyedRow]) -> bool:
    """True where the name, or a cell that says what the thing is, names the kind.

    Args:
        kind: As ``synonyms`` calls it: ``pump``.
        rows: Those that the thing is the key of.
    """
    said = [name]
    for row in rows:
        telling = (c for c in row.schema.columns if c.is_text and KIND_COLUMNS & set(c.words))
        said += [str(row.cells[c.name]) for c in telling if row.cells[c.name]]
    return any(kind in concepts_of((word,)) for text in said for word in _head_nouns(text))


def _head_nouns(text: str) -> tuple[str, ...]:
    """Words that may say what a thing is: ``motor`` of "pump motor" and of "motor of the pump P-7".

    The last word before the first of-phrase in English, the first word in French.
    """
    words = name_words(_OF_PHRASE.split(text, maxsplit=1)[0])
    words = tuple(word for word in words if word.isalpha() and len(word) > 1)
    return (words[0], words[-1]) if words else ()
