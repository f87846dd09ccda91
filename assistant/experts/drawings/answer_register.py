"""Tags on a drawing that a list of the plant does not hold, and tags of a list that no drawing shows.

Knows drawings and the plant's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import duckdb

from assistant.experts.drawings.answer_tags import is_lettered, kind_of, of_kind
from assistant.experts.drawings.asked import DRAWING_WORDS, Asked
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.knowledge import DrawingKnowledge
from assistant.experts.drawings.reply import Reply
from assistant.words import content_stems, fold
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Scope, Table

_MISSING = re.compile(
    r"\b(?:missing|not (?:in|on|listed|contained)|absent\w*|lacking|isn't (?:in|on)|aren't (?:in"
    r"|on)|manqu\w*|pas dans"
    r"|ne figure\w* pas|non repertorie\w*|sur aucun|on no|n'apparai\w*)\b"
)
_LIST = re.compile(
    r"\b(?:list|register|index|table|liste|registre|repertoire|nomenclature|inventory|inventaire)\b"
)
_LARGEST = 50_000


def answer_register(asked: Asked, drawing: Drawing, knowledge: DrawingKnowledge) -> Reply | None:
    """Tags of a kind that are on the drawing and in none of the lists that the question names."""
    if not (_MISSING.search(asked.folded) and _LIST.search(asked.folded)) or not drawing.is_diagram:
        return None
    if asks_undrawn(asked):
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


def asks_undrawn(asked: Asked) -> bool:
    """True for "which valves of the list are not on the drawing?": what is missing stands after "not on"."""
    missing = _MISSING.search(asked.folded)
    if missing is None or asked.tags:
        return False
    rest = asked.folded[missing.start() :]
    drawn = DRAWING_WORDS.search(rest) or any(fold(d.number) in rest for d in asked.drawings)
    return bool(drawn) and not _LIST.search(rest)


def answer_undrawn(asked: Asked, drawings: Sequence[Drawing], knowledge: DrawingKnowledge) -> Reply | None:
    """Tags of the lists that a question names and that a drawing, or no drawing at all, shows.

    Rows that the list itself places on another drawing are told apart.
    """
    if not asks_undrawn(asked):
        return None
    one = asked.drawings[0] if asked.anchor >= 0.9 and len(asked.drawings) == 1 else None
    pool = [one] if one is not None else [d for d in drawings if d.is_diagram]
    shown = {tag for drawing in pool for tag in drawing.tags}
    tables = _lists(asked, knowledge.catalogue.tables(Scope()))
    kind = kind_of(asked.folded)
    placed = {
        tag: where
        for table in tables
        for tag, where in _placed(table, knowledge, one.number if one is not None else "")
        if kind is None or kind[0] == "instrument" or is_lettered(tag, kind) or _is_list_of(table, kind[3])
    }
    if not placed or not pool or not any(version.of("tag") for d in pool for version in d.versions):
        return None
    absent = {tag: where for tag, where in placed.items() if tag not in shown}
    here = [tag for tag, where in absent.items() if not where]
    there = [f"{tag} ({where})" for tag, where in absent.items() if where]
    names, files = ", ".join(here), ", ".join(dict.fromkeys(table.source for table in tables))
    sheet = one.name if one is not None else asked.t("any drawing", "aucun plan")
    if absent:
        statement = asked.t(
            f"{names or 'None'}: in {files}, not on {sheet}.",
            f"{names or 'Aucun'} : dans {files}, pas sur {sheet}.",
        )
        if there:
            statement += asked.t(
                f" The list places on other drawings: {', '.join(there)}.",
                f" La liste place sur d'autres plans : {', '.join(there)}.",
            )
    else:
        where = one.name if one is not None else asked.t("the drawings", "les plans")
        statement = asked.t(
            f"None: all {len(placed)} tags of {files} are on {where}.",
            f"Aucun : les {len(placed)} repères de {files} sont sur {where}.",
        )
    version = next(v for d in pool for v in d.versions if v.of("tag"))
    entities = version.of("title_block")[:1] or version.of("tag")[:1]
    return Reply(
        statement=statement,
        quote=entities[0].text,
        value=names or "0",
        entities=tuple(entities),
        score=0.95,
        explained=frozenset(s for word in asked.words for s in word),
        also=tuple(dict.fromkeys(t.source for t in tables)),
    )


def _is_list_of(table: Table, words: str) -> bool:
    """True for a table that its name or file calls a list of a kind."""
    name = fold(re.sub(r"[_\W]+", " ", f"{table.title} {table.name} {table.source.rsplit('/', 1)[-1]}"))
    return bool(re.search(rf"\b(?:{words})\b", name))


def _placed(table: Table, knowledge: DrawingKnowledge, number: str) -> Iterator[tuple[str, str]]:
    """The tags of a list's own column, each with the other drawing that its row names, if one."""
    rows = [[cell if isinstance(cell, str) else "" for cell in row] for row in _cells(table, knowledge)]
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    own = [{normalise(c) for c in column if len(find_tags(c)) == 1 and len(c) <= 24} for column in columns]
    best = max(range(len(columns)), key=lambda at: (len(own[at]), -at))
    wanted = normalise(number)
    sheet = next((at for at, c in enumerate(columns) if number and wanted in map(normalise, c)), None)
    for row in rows:
        tag = normalise(row[best])
        if tag in own[best]:
            where = row[sheet] if sheet is not None and normalise(row[sheet]) != normalise(number) else ""
            yield tag, where


def _lists(asked: Asked, tables: Sequence[Table]) -> list[Table]:
    """The tables whose names share most with the question, in either language for kinds of equipment."""
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
    named = [table for score, table in ranked if score == best and score > 0]
    kind = kind_of(asked.folded)
    return named or [table for table in tables if kind is not None and _is_list_of(table, kind[3])]


def _tags(table: Table, knowledge: DrawingKnowledge) -> Iterator[str]:
    """Tags in the text cells of a table."""
    for row in _cells(table, knowledge):
        for cell in row:
            if isinstance(cell, str) and len(cell) <= 80:
                yield from find_tags(cell)
                yield normalise(cell)


def _cells(table: Table, knowledge: DrawingKnowledge) -> list[tuple[object, ...]]:
    """The text cells of a table, row by row."""
    names = [c.name for c in table.columns if c.type == "text"]
    path = knowledge.objects.path(table.parquet)
    if not names or table.row_count > _LARGEST or not path.is_file():
        return []
    columns = ", ".join('"' + name.replace('"', '""') + '"' for name in names)
    where = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        query = f"SELECT {columns} FROM read_parquet('{where}')"  # noqa: S608 - quoted names
        return list(connection.execute(query).fetchall())
