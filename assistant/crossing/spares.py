"""Spare parts of a thing, and whether there are any: "do we have a spare bearing for P-7?"

Told from the lists of stores: all words for the thing must stand in a part's row, in any form or meaning, the
words themselves before their synonyms; of parts that share a word those are meant that are called so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.kept_at import lists_store
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import norms, stems
from assistant.records import Evidence, Question
from assistant.words import STOP_WORDS, fold
from retrieval.identifiers import find, find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_PART = r"(?:spares?|spare parts?|parts?|pieces?|rechanges?|pdr)"
_HAVE = re.compile(
    r"^\W*(?:so )?(?:do we|have we|is there|are there|do you|any|got|a-t-on|avons-nous|avez-vous|y a-t-il|"
    r"reste-t-il|(?:est-ce qu'|qu')?(?:on a|il y a|il reste|nous avons))\b.*\b(?:spares?|rechange|"
    r"in (?:the )?(?:stock|store)|en (?:stock|magasin|reserve))\b"
)
_NEED = re.compile(
    rf"\b{_PART}\b.*\b(?:needed|need|required|require|necessary|for|"
    r"to (?:replace|change|repair|fit|mend|swap)|faut|necessaires?|pour|besoin|prevoir|prendre)\b"
)
_FOR = re.compile(r"^(?!.*\b(?:which|fit|vont|correspond\w*)\b).*\b(?:for|pour)\b")
"""All parts of a machine are asked for; which of them fit it, tables tell."""
_ELSE = re.compile(
    r"\b(?:prices?|costs?|lead|deliver\w*|where|shelf|supplier|how many|combien|below|minimum|number|"
    r"numero|reference|reorder|ordered|who|when|prix|coute|delai|ou est|ou sont|fournisseur|seuil|"
    r"commande\w*|used|spent|why|consomm\w*|changed|changee?s|remplacee?s|replaced|fitted|montee?s|report|"
    r"rapport|expensive|cher|chere)\b"
)
_CUES = frozenset(
    """
    spare spares part parts piece pieces rechange rechanges detachees detachee pdr need needed needs
    required require necessary stock store magasin reserve have replace replacing replacement change
    changing repair repairing fit fitting mend swap job faut necessaire necessaires besoin prevoir
    prendre remplacer remplacement changer changement reparer reparation available disponible
    disponibles dispo got still left reste kit kits set sets jeu list liste new neuf neuve quelles quels
    quelle quel which what pump pompe machine please
    """.split()
)
_WRAPS = frozenset("kit kits set sets jeu assembly element lot ensemble pack".split())
"""Words behind which the part's own name stands: a seal kit is a seal."""
_PLACES = frozenset("fits for machine equipment equipement pour".split())
_STOCK = frozenset("stock hand onhand quantity qty quantite qte".split())
_TOLD = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """A row with how well it is what is asked for."""

    row: KeyedRow
    named: int
    called: bool


class SpareParts:
    """Tells parts of the stores' lists.

    Args:
        rows_of: Reads lists.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The parts; None where none is asked for or no list names it."""
        asked = asked_spares(question.text)
        if asked is None:
            return None
        words, tags, whether = asked
        found = [
            part for row in self._rows_of(lists_store, scope) if (part := _part(row, words, tags)) is not None
        ]
        if not found:
            return None
        most = max(part.named for part in found)
        best = [part for part in found if part.named == most]
        best = [part for part in best if part.called] or best
        if whether:
            best.sort(key=lambda part: -(_in_stock(part.row) or 0.0))
        told = [_told(part.row, question.language) for part in best[:_TOLD]]
        stock = _in_stock(best[0].row)
        if whether and stock is not None:
            told[0] = replace(told[0], statement=f"{_yes(stock > 0, question.language)} {told[0].statement}")
        return Bridge(reasons=tuple(told), listed=len(told) > 1)


def asked_spares(text: str) -> tuple[tuple[str, ...], tuple[str, ...], bool] | None:
    """The words for the part, the tags, and whether it is asked if there are any; None for all else."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    whether = _HAVE.search(folded) is not None
    if _ELSE.search(folded) or not (whether or _NEED.search(folded)):
        return None
    bare = plain
    for item in reversed([item for item in find(plain) if item.kind == "tag"]):
        bare = f"{bare[: item.start]} {bare[item.end :]}"
    words = tuple(
        word for word in norms(bare) if word not in _CUES and word not in STOP_WORDS and len(word) > 1
    )
    tags = find_tags(plain)
    return (words, tags, whether) if words or (tags and _FOR.search(folded)) else None


def _part(row: KeyedRow, words: Sequence[str], tags: Sequence[str]) -> _Part | None:
    cells = [str(row.cells[c.name]) for c in row.schema.columns if c.is_text and row.cells[c.name]]
    held_tags = {tag for cell in cells for tag in find_tags(cell)}
    if not set(tags) <= held_tags:
        return None
    own = [word for cell in cells for word in norms(cell)]
    own_stems = {stem for word in own for stem in stems(word)}
    own_concepts = {concept for word in own for concept in concepts_of((word,))}
    named = 0
    for word in words:
        if stems(word) & own_stems:
            named += 1
        elif not concepts_of((word,)) & own_concepts:
            return None
    return _Part(row, named, any(calls(cell, words) for cell in cells))


def calls(cell: str, words: Sequence[str]) -> bool:
    """True where a description's own noun is one of the words: a bearing cover is no bearing."""
    phrase = re.split(r"[,;(/\d]", fold(cell), maxsplit=1)[0]
    own = [word for word in norms(phrase) if word.isalpha() and word not in _WRAPS and len(word) > 1]
    if not own:
        return False
    french = any(word in ("de", "du", "des", "d", "en", "pour") for word in own)
    noun = own[0] if french else own[-1]
    return any(stems(noun) & stems(word) or concepts_of((noun,)) & concepts_of((word,)) for word in words)


def _told(row: KeyedRow, language: Language) -> Evidence:
    """A part with all that its row says of it."""
    shown = tuple(
        c
        for c in row.schema.columns
        if row.cells[c.name] not in (None, "", "-", "–", "—")
        and c.name != row.head
        and not set(c.words) & _PLACES
    )
    name = next((c for c in shown if c.is_text), None)
    rest = [c for c in shown if c is not name]
    cells = ", ".join(f"{c.name} {row.said(c, language)}" for c in rest)
    called = row.said(name, language) if name is not None else row.key
    colon = " : " if language == "fr" else ": "
    key = f" ({row.head} {row.key})" if name is not None else ""
    return row.evidence(shown, f"{called}{key}{colon}{cells}.", language)


def _in_stock(row: KeyedRow) -> float | None:
    """How many there are; None where the list does not say so in a number."""
    amounts = (row.cells[c.name] for c in row.schema.columns if _is_stock(c))
    return next((float(a) for a in amounts if isinstance(a, int | float)), None)


def _yes(there: bool, language: Language) -> str:
    words = ("Oui.", "Non.") if language == "fr" else ("Yes.", "No.")
    return words[0] if there else words[1]


def _is_stock(column: ColumnSchema) -> bool:
    return column.is_numeric and bool(_STOCK & set(column.words))
