"""What a word of a question weighs. Knows its kind, not its meaning."""

from __future__ import annotations

from assistant.experts.tables.reading import Reading

_IDENTIFIER, _NUMBER, CONTENT, _TALK = 1.5, 1.2, 1.0, 0.12

SAYS_WHAT = frozenset(
    """
    type kind class category description designation name item component part equipment asset machine nom
    libelle genre categorie composant equipement
    """.split()
)
"""Words of the columns that say what a row is."""


def word_weight(reading: Reading, position: int) -> float:
    """What a word of the question weighs: function words nothing, talk little, identifiers most."""
    token = reading.tokens[position]
    marked = any(m.start <= position < m.end for m in reading.marks)
    if marked or reading.is_stop(position) or (len(token.norm) == 1 and not token.is_number):
        return 0.0
    if token.is_number:
        return _NUMBER
    if any(c.isdigit() for c in token.norm):
        return _IDENTIFIER
    if reading.is_chatter(position) or reading.date_part(position) is not None:
        return _TALK
    return CONTENT
