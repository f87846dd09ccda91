"""Which table a question calls by its name. Knows names and words, no links and no values."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.lexicon import WEAK_TABLE_WORDS
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import name_words, stems

_PROSE = (".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".md", ".pptx", ".ppt", ".odp", ".eml", ".msg")
"""Files of which tables are a part."""


def table_names(schema: TableSchema) -> set[tuple[str, ...]]:
    """What a table is called, in two words or more: its name and its title."""
    names = (name_words(schema.table.name), name_words(schema.table.title))
    return {tuple(name) for name in names if len(name) > 1}


def calls(reading: Reading, schema: TableSchema) -> bool:
    """False for a table in a document that a question calls by the document's name alone.

    Who asks for the author of a report does not ask for a column of the list of actions in it.
    """
    source = schema.table.source.lower()
    if schema.table.page is None and not source.endswith(_PROSE):
        return True
    own = {stem for word in name_words(schema.table.title) for stem in stems(word)}
    return any(own & stems(token.norm) for token in reading.tokens)


def ends_of(name: tuple[str, ...], reading: Reading) -> list[int]:
    """Where the words of a name end that stand side by side in the question, whatever their endings."""
    return [end for end in range(len(name), len(reading.tokens) + 1) if _ends_at(end, name, reading)]


def _ends_at(end: int, name: tuple[str, ...], reading: Reading) -> bool:
    said = reading.tokens[max(0, end - len(name)) : end]
    return len(said) == len(name) and all(
        stems(word) & stems(token.norm) for word, token in zip(name, said, strict=True)
    )


def calls_another(reading: Reading, schema: TableSchema, schemas: Sequence[TableSchema]) -> bool:
    """True where the question calls another table than this by its whole name: ``the failure mode list``."""
    words = [position for position, token in enumerate(reading.tokens) if token.norm in WEAK_TABLE_WORDS]
    if not words:
        return False
    called = [other.name for other in schemas if _is_called(reading, other, words)]
    return bool(called) and schema.name not in called


def _is_called(reading: Reading, schema: TableSchema, words: Sequence[int]) -> bool:
    """True where a word for a table, at one of the places ``words``, stands behind the whole name."""
    return any(_ends_at(place, name, reading) for name in table_names(schema) for place in words)
