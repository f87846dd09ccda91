"""What locks a point of an isolation: "what lock goes on the suction valve of P-3?", "quel cadenas ?".

The point is found by its tag or by the words of its line; all points of the machine are told where none is
described. A point without a lock is said to have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.worded import cell_words, is_worded
from assistant.experts.tables.words import fold
from assistant.integrity.isolation import is_isolation_list, isolations_of
from assistant.integrity.roles import column_called, is_empty, without_tags
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_LOCKS = frozenset("lock locks padlock padlocks cadenas verrou verrous condamnation".split())
_LOCK = re.compile(
    r"\b(?:locks?|padlocks?|locked with|verrous?|cadenas|condamn\w*|cadenasse\w*|verrouille\w*|"
    r"lock(?:ing)? devices?)\b"
)
_WHAT = re.compile(r"\b(?:what|which|quoi|quel(?:le)?s?|kind|type|sort|qu'est)\b")
_ELSE = re.compile(
    r"\b(?:who|whom|qui|when|quand|how|comment|why|pourquoi|remove\w*|take[sn]? off|taken off|enleve\w*|"
    r"retire\w*|"
    r"list of|procedure|permit|permis|lock ?out|de-?lock|interlock\w*)\b"
)
_CUES = frozenset(
    """
    what which lock locks locked padlock padlocks kind type sort goes go put puts used use fitted fit applied
    apply isolate isolating isolation isolated locking device devices need needs verrou verrous cadenas met
    mettre mettons pose poser posee condamner condamne condamnee consigner consigne consignation comme type
    sorte faut pump pompe machine work for sheet loto fiche utilise utiliser isoler colour color couleur with
    """.split()
)
_HALF = 0.5


class IsolationLocks:
    """Tells the locks of points.

    Args:
        rows_of: Reads lists of isolations.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The locks, a line a point; None where none is asked for or no list has the point."""
        tags = asked_lock(question.text)
        if not tags:
            return None
        rows = [row for row in self._rows_of(is_isolation_list, scope) if _lock(row.schema) is not None]
        own = [row for tag in tags for found in isolations_of(rows, tag) for row in found.rows]
        pointed = [row for row in own or rows if any(tag in find_tags(_point(row)) for tag in tags)]
        machines = [tag for tag in tags if not isolations_of(rows, tag)]
        if own and machines:  # a point of that machine is named by its tag
            own = [row for row in pointed if any(tag in find_tags(_point(row)) for tag in machines)]
        chosen = _described(question.text, own or pointed)
        if not chosen:
            return None
        told = tuple(_told(row, question.language) for row in chosen)
        return Bridge(reasons=told, listed=len(told) > 1)


def asked_lock(text: str) -> tuple[str, ...]:
    """The tags of which a lock is asked for; empty for all else."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not _LOCK.search(plain) or not _WHAT.search(plain) or _ELSE.search(plain):
        return ()
    return find_tags(text)


def _described(text: str, rows: Sequence[KeyedRow]) -> list[KeyedRow]:
    """The points whose lines hold most of the words, at least half; all where no word describes one."""
    bare = without_tags(text.replace("’", "'"))
    words = [w for w in map(fold, content_words(bare)) if w not in _CUES]
    if not words or not rows:
        return list(rows)
    held = [(sum(is_worded(w, cell_words(_point(row))) for w in words), row) for row in rows]
    most = max(count for count, _ in held)
    if most < _HALF * len(words):
        return []
    return [row for count, row in held if count == most]


def _lock(schema: TableSchema) -> ColumnSchema | None:
    return column_called(schema, _LOCKS, of=lambda c: c.is_text)


def _point(row: KeyedRow) -> str:
    """What a line says of its point, the lock left out."""
    lock = _lock(row.schema)
    cells = ((c, row.cells[c.name]) for c in row.schema.columns if c is not lock and c.is_text)
    return " ".join(str(value) for _, value in cells if not is_empty(value))


def _told(row: KeyedRow, language: Language) -> Evidence:
    lock = _lock(row.schema)
    assert lock is not None
    cells = [row.cells[c.name] for c in row.schema.columns if c is not lock and c.is_text]
    point = ", ".join(str(value) for value in cells if not is_empty(value))
    value = row.cells[lock.name]
    said = one_of(language, "no lock", "aucun") if is_empty(value) else str(value)
    colon = one_of(language, ":", " :")
    file = say.file_name(row.source)
    return cited_rows(row.schema, [row], row.schema.columns, f"{point}{colon} {said} ({file}).")
