"""Which table a question calls by its name. Knows names and words, no links and no values."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.lexicon import WEAK_TABLE_WORDS
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import name_words, stems


def table_names(schema: TableSchema) -> set[tuple[str, ...]]:
    """What a table is called, in two words or more: its name and its title."""
    names = (name_words(schema.table.name), name_words(schema.table.title))
    return {tuple(name) for name in names if len(name) > 1}


def ends_of(name: tuple[str, ...], reading: Reading) -> list[int]:
    """Where the words of a name end that stand side by side in the question, whatever their endings."""
    said = [set(stems(token.norm)) for token in reading.tokens]
    parts = [set(stems(word)) for word in name]
    return [
        end
        for end in range(len(parts), len(said) + 1)
        if all(a & b for a, b in zip(parts, said[end - len(parts) : end], strict=True))
    ]


def calls_another(reading: Reading, schema: TableSchema, schemas: Sequence[TableSchema]) -> bool:
    """True where the question calls another table than this by its whole name: ``the failure mode list``."""
    called = [other.name for other in schemas if _is_called(reading, other)]
    return bool(called) and schema.name not in called


def _is_called(reading: Reading, schema: TableSchema) -> bool:
    """True where a word for a table stands behind the whole name of this one."""
    words = {position for position, token in enumerate(reading.tokens) if token.norm in WEAK_TABLE_WORDS}
    return any(words.intersection(ends_of(name, reading)) for name in table_names(schema))
