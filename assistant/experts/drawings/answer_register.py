"""Tags on a drawing that a list of the plant does not hold. Knows one drawing and the plant's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import duckdb

from assistant.experts.drawings.answer_tags import kind_of, of_kind
from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.knowledge import DrawingKnowledge
from assistant.experts.drawings.reply import Reply
from assistant.words import content_stems
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Scope, Table

_MISSING = re.compile(
    r"\b(?:missing|not (?:in|on|listed|contained)|absent\w*|lacking|isn't (?:in|on)|aren't (?:in"
    r"|on)|manqu\w*|pas dans"
    r"|ne figure\w* pas|non repertorie\w*)\b"
)
_LIST = re.compile(
    r"\b(?:list|register|index|table|liste|registre|repertoire|nomenclature|inventory|inventaire)\b"
)
_LARGEST = 50_000


def answer_register(asked: Asked, drawing: Drawing, knowledge: DrawingKnowledge) -> Reply | None:
    """Tags of a kind that are on the drawing and in none of the lists that the question names."""
    if not (_MISSING.search(asked.folded) and _LIST.search(asked.folded)) or not drawing.is_diagram:
        return None
    tables = _lists(asked, knowledge.catalogue.tables(Scope()))
    listed = {tag for table in tables for tag in _tags(table, knowledge)}
    if not listed:
        return None
    kind = kind_of(asked.folded)
    for version in drawing.versions:
        shown = [e for e in version.of("tag") if kind is None or of_kind(version, e, kind)]
        if not shown:
            continue
        absent = [e for e in shown if normalise(e.text) not in listed]
        names = ", ".join(dict.fromkeys(e.text for e in absent))
        where = ", ".join(dict.fromkeys(f"{table.source} ({table.title or table.name})" for table in tables))
        if absent:
            statement = asked.t(
                f"{names}: on {drawing.name}, not in {where}.",
                f"{names} : sur {drawing.name}, pas dans {where}.",
            )
        else:
            statement = asked.t(
                f"None: all {len(shown)} tags on {drawing.name} are in {where}.",
                f"Aucun : les {len(shown)} repères de {drawing.name} sont dans {where}.",
            )
        stems = frozenset(s for word in asked.words for s in word)
        return Reply(
            statement=statement,
            quote=names or ", ".join(e.text for e in shown),
            value=names or "0",
            entities=tuple(absent or shown[:1]),
            score=0.93,
            explained=stems,
            also=tuple(dict.fromkeys(t.source for t in tables)),
        )
    return None


def _lists(asked: Asked, tables: Sequence[Table]) -> list[Table]:
    """The tables whose names share most with the question."""
    stems = {s for word in asked.words for s in word}
    ranked = []
    for table in tables:
        words = re.sub(
            r"[_\W\d]+",
            " ",
            f"{table.title} {table.name} {table.sheet or ''} {table.source.rsplit('/', 1)[-1]}",
        )
        shared = set(content_stems(words)) & stems
        ranked.append((len(shared), table))
    best = max((score for score, _ in ranked), default=0)
    return [table for score, table in ranked if score == best and score > 0]


def _tags(table: Table, knowledge: DrawingKnowledge) -> Iterator[str]:
    """Tags in the text cells of a table."""
    names = [c.name for c in table.columns if c.type == "text"]
    path = knowledge.objects.path(table.parquet)
    if not names or table.row_count > _LARGEST or not path.is_file():
        return
    columns = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    where = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        for row in connection.execute(f"SELECT {columns} FROM read_parquet('{where}')").fetchall():  # noqa: S608 - quoted names
            for cell in row:
                if isinstance(cell, str) and len(cell) <= 80:
                    yield from find_tags(cell)
                    yield normalise(cell)
