"""A recorded row in words that stand alone: prose as it is, codes with their column. Plans nothing."""

from __future__ import annotations

from assistant.experts.tables.figures import cell, with_unit
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language

_LONGEST = 260
_DERIVED = "derived"
_UNIT = frozenset({"unit", "units", "unite", "unites"})
_SPOKEN = frozenset(
    "description designation libelle objet title titre event evenement source remark remarks remarque "
    "remarques comment comments commentaire note notes operator message text texte".split()
)


def event_words(row: KeyedRow, own: str, language: Language) -> str:
    """What a row says besides its dates and the thing's own tag: ``VT-108A, mailed (value: 7.1 mm/s)``.

    Of its figures the one that was read is told; the others stand in the evidence.

    Args:
        own: The tag that the row need not say, normalised.
    """
    columns = row.schema.columns
    unit = next((one for one in columns if one.words and set(one.words) <= _UNIT), None)
    spoken: list[str] = []
    named: list[str] = []
    for column in columns:
        value = row.cells[column.name]
        if value in (None, "") or column.is_moment or column is unit or _DERIVED in column.words:
            continue
        if isinstance(value, str) and find_tags(value) == (own,) and normalise(value) == own:
            continue
        text = with_unit(value, column.unit, language)
        if _speaks(column, value):
            spoken.append(text)
        elif not column.is_numeric:
            named.append(_named(column, text, language))
        elif "value" in column.words:
            printed = row.cells[unit.name] if unit is not None and not column.unit else None
            named.append(_named(column, f"{text} {printed}" if printed else text, language))
    codes = (" ; " if language == "fr" else "; ").join(named)
    whole = ", ".join(spoken) or ("" if codes else cell(row.key, language))
    whole = f"{whole} ({codes})" if whole and codes else whole or codes
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST].rsplit(' ', 1)[0]} …"


def _speaks(column: ColumnSchema, value: object) -> bool:
    """Whether a cell is understood without its column: words, or the tag or number of a thing."""
    if not isinstance(value, str):
        return False
    names = value.strip()
    return bool(set(column.words) & _SPOKEN) or find_tags(names) != () or any(c.isdigit() for c in names)


def _named(column: ColumnSchema, text: str, language: Language) -> str:
    name = " ".join(column.name.replace("_", " ").split())
    return f"{name} : {text}" if language == "fr" else f"{name}: {text}"
