"""Lines of an FMEA as they are compared with findings: their words by stems. Knows no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.failure_tables import FailureColumns, columns_of
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import listed_concepts
from assistant.experts.text.glossary import glossary
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find_tags

_PARTS = word_set("component composant organe item part")


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A line of an FMEA.

    Attributes:
        stems: Of all that it tells.
        failing: Of how, why and with what effect it fails.
    """

    row: KeyedRow
    columns: FailureColumns
    stems: frozenset[str]
    failing: frozenset[str]


def stems_of(text: str) -> frozenset[str]:
    """Stems of the content words, and of those that mean the same in either language."""
    found: set[str] = set()
    for word in content_words(text):
        own = {stem(word, "en"), stem(word, "fr")}
        found |= own | {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1}
    return frozenset(found)


def meaning_of(word: str) -> set[str]:
    """Stems of what a word means, so that a seal that leaks is a leakage of the seal."""
    return {stem(concept, "en") for concept in listed_concepts((fold(word),)) if " " not in concept}


def failure_line(row: KeyedRow, *, leaving: frozenset[str] = frozenset()) -> FailureLine | None:
    """The line of a row; None where its table is no FMEA.

    Args:
        leaving: Words of columns whose cells are not compared: the effects, where these are asked for.
    """
    columns = columns_of(row.schema)
    if columns is None:
        return None

    def told(chosen: Sequence[ColumnSchema]) -> frozenset[str]:
        words = " ".join(str(row.cells[c.name] or "") for c in chosen)
        return frozenset(
            root for word in content_words(words) for root in (stem(word, "en"), *meaning_of(word))
        )

    telling = [c for c in columns.telling if not set(c.words) & leaving]
    failing = [c for c in telling if not set(c.words) & _PARTS]
    whole = told(telling)
    return FailureLine(row, columns, whole, told(failing))


def equipment_of(line: FailureLine) -> frozenset[str]:
    """The tags that the line is about."""
    column = line.columns.equipment
    cell = str(line.row.cells[column.name] or "") if column is not None else ""
    return frozenset(find_tags(cell))
