"""Cells of a register of relief valves by what the valves protect or by what a cell says.

"Size of the relief valves on sphere S-2", "which PSVs had a heavy seat leak?". A word that neither a column
nor a cell explains leaves the question to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import fold
from assistant.integrity.relief import Valve
from assistant.integrity.roles import is_empty, without_tags
from assistant.records import Question
from assistant.reliability.say import one_of
from assistant.words import content_words, stem
from retrieval.identifiers import find_tags
from retrieval.records import Language

VALVE_WORDS = frozenset(
    "relief safety pressure valve valves device devices psv psvs prv prvs srv srvs prd prds rv rvs soupape "
    "soupapes surete securite".split()
)
CUES = frozenset(
    "had has have having show showed shown give list tell protecting protects protect protected installed "
    "fitted equipment protege protegent protegeant avait avaient ont montre montrent installee installees "
    "presentaient presente presentent values value valeur".split()
)
_NOT = re.compile(
    r"\b(?:not|no|none|never|without|n't|didn\w*|sans|pas|aucune?s?|jamais|except|sauf|most|least|largest|"
    r"smallest|highest|lowest|plus|moins|more|less|than|above|below)\b"
)
_MOST = 8
_LEAST_STEM = 4


def cells_of(question: Question, valves: Sequence[Valve]) -> Bridge | None:
    """The cells that are asked for, a line a valve; None where a word is not explained."""
    text = question.text.replace("’", "'")
    if not valves or _NOT.search(fold(text)) or len({v.row.schema.name for v in valves}) > 1:
        return None
    tags = find_tags(text)
    kept = [v for v in valves if set(tags) & set(find_tags(v.protects))] if tags else list(valves)
    words = [w for w in map(fold, content_words(without_tags(text))) if w not in VALVE_WORDS | CUES]
    shown, asked = _named(words, valves[0].row.schema.columns)
    kept, left = _holding(asked, kept, shown, bool(tags))
    if left or not shown or not kept or len(kept) > _MOST or len(kept) == len(valves):
        return None
    lines = tuple(
        cited_rows(v.row.schema, [v.row], v.row.schema.columns, _said(v, shown, question.language))
        for v in kept
    )
    return Bridge(reasons=lines, listed=len(lines) > 1)


def _named(words: Sequence[str], columns: Sequence[ColumnSchema]) -> tuple[list[ColumnSchema], list[str]]:
    """The column that words name best (none where two are named alike), and the words that do not name it."""
    naming = {c.name: {w for w in words if any(_alike(w, own) for own in c.words)} for c in columns}
    most = max(map(len, naming.values()), default=0)
    shown = [c for c in columns if most and len(naming[c.name]) == most]
    if len(shown) != 1:
        return [], list(words)
    return shown, [w for w in words if w not in naming[shown[0].name]]


def _holding(
    words: Sequence[str], valves: Sequence[Valve], shown: Sequence[ColumnSchema], named: bool
) -> tuple[list[Valve], bool]:
    """The valves that hold each word in the shown cells or in what they protect; True where none does.

    Where no tag and no word chooses, those whose cell says something (``slight``, not ``none``).
    """
    kept = list(valves)
    for word in words:
        kept = [
            v
            for v in kept
            if _stems(word) & {s for own in content_words(_held(v, shown)) for s in _stems(own)}
        ]
    if not words and not named and shown:
        silent = [v for v in kept if is_empty(v.row.cells[shown[0].name])]
        kept = [v for v in kept if v not in silent] if silent and shown[0].is_text else []
    return kept, not kept


def _held(valve: Valve, shown: Sequence[ColumnSchema]) -> str:
    return " ".join((valve.protects, *(str(valve.row.cells[c.name] or "") for c in shown if c.is_text)))


def _said(valve: Valve, shown: Sequence[ColumnSchema], language: Language) -> str:
    serves = f" ({valve.protects})" if valve.protects else ""
    told = ", ".join(f"{c.name} {valve.row.said(c, language)}" for c in shown)
    return f"{valve.name}{serves}{one_of(language, ':', ' :')} {told}."


def _alike(word: str, other: str) -> bool:
    """True for forms of one word (``leaked``, ``leakage``) and for words that mean the same."""
    one, two = fold(word), fold(other)
    if one == two or concepts_of((one,)) & concepts_of((two,)):
        return True
    short, long = sorted((min(_stems(one), key=len), two), key=len)
    return len(short) >= _LEAST_STEM and long.startswith(short)


def _stems(word: str) -> frozenset[str]:
    folded = fold(word)
    return frozenset({folded, stem(folded, "en"), stem(folded, "fr")})


__all__ = ["cells_of"]
