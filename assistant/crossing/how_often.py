"""How often work is done: "how often is PT-3 calibrated?", "tous les combien graisse-t-on la P-7 ?".

Intervals of registers and orders stand before sentences of documents on the tag. Without a tag only a
sentence, or a table of intervals, that speaks of all that is asked for is told; the rest is left to experts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.crossing import say, say_due
from assistant.crossing.befalling import event_words, stems_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.experts.tables.about import AboutRows
from assistant.experts.tables.due_rows import DueFact, facts_on
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.frequency import asks_count
from assistant.intervals import tells_interval
from assistant.records import Evidence, Question
from assistant.sentences import passage_spans
from assistant.words import content_words, fold, word_set
from retrieval.identifiers import find, find_tags
from retrieval.records import Chunk, Hit, Language, Scope

_ASKS = re.compile(
    r"\bhow (?:often|frequently) (?:is|are|do|does|must|should|shall|has|have|to)\b"
    r"|\b(?:at )?what (?:intervals?|frequency)\b|^\W*(?:\w+ ){0,2}(?:frequency|interval) (?:of|for)\b"
    r"|\btou(?:te)?s les combien\b|\ba quelle (?:frequence|periodicite)\b"
    r"|\b(?:frequence|periodicite|intervalle) (?:de|du|des|d)\b"
)
_CUES = frozenset(
    fold(word)
    for word in word_set(
        """how often frequently frequency interval intervals every what at is are do does must should shall we
        they get gets be tous toutes les combien fréquence périodicité intervalle faut il on doit fait faire
        need needs done quelle pump pompe pompes pumps moteur motor work sont est entre deux machine"""
    )
)
_INTERVAL_COLUMN = re.compile(r"\b(?:interval\w*|every|frequency|periodicite|frequence|tou(?:te)?s les)\b")
_FIELD = re.compile(r"\b(?:interval|frequency|intervalle|periodicite|frequence) ?:")
_CELL = " | "
_TOLD = 4
_MENTIONS = 300
_POOL = 20
_MOST_ROWS = 400
_ROWS_TOLD = 12

Activity = Sequence[frozenset[str]]
"""For each word of the work its stems and those of words that mean the same."""


class HowOften:
    """Tells intervals of work.

    Args:
        about: What tables hold on a tag.
        library: Holds the documents.
        search: The passages nearest to some words.
    """

    def __init__(
        self,
        *,
        about: Callable[[str, Scope, int], Sequence[AboutRows]],
        library: Library,
        search: Callable[[str, Scope, int], Sequence[Hit]],
    ) -> None:
        self._about = about
        self._library = library
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The interval with what it rests on; None where none is asked for, or none is surely of the work."""
        text, language = question.text, question.language
        if not _ASKS.search(fold(text).replace("'", " ").replace("’", " ")) or asks_count(text):
            return None
        named = find(text)
        tags = find_tags(text)
        if len(tags) > 1 or len(named) > len(tags):
            return None
        tag = tags[0] if tags else ""
        words = event_words(text, frozenset(re.findall(r"\w+", fold(tag))) | _CUES)
        activity = [_spelled(word.alike) for word in words if not any(s.isdigit() for s in word.own)]
        if not activity or len(activity) < len(words):
            return None
        if tag:
            told = self._by_rows(tag, scope, activity, language) or self._of_tag(
                tag, scope, activity, language
            )
        else:
            told = self._of_work(text, scope, activity, language)
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None

    def _by_rows(self, tag: str, scope: Scope, activity: Activity, language: Language) -> list[Evidence]:
        """The intervals that rows give, each once; those of what belongs to the tag where it has none."""
        facts: dict[tuple[str, str], DueFact] = {}
        for fact in facts_on(tag, self._about(tag, scope, _MOST_ROWS), activity):
            if fact.interval is not None:
                spoken: str = fact.interval.said("fr" if language == "fr" else "en")
                facts.setdefault((fact.thing, spoken), fact)
        return [
            fact.row.evidence(
                fact.columns,
                say_due.comes_again(language, thing, spoken, _cells(fact, language), fact.row.source),
                language,
            )
            for (thing, spoken), fact in list(facts.items())[:_TOLD]
        ]

    def _of_tag(self, tag: str, scope: Scope, activity: Activity, language: Language) -> list[Evidence]:
        """The sentences on a tag, or in a document titled by it, that tell an interval of the work."""
        titled = [d.source for d in self._library.documents(scope) if tag in find_tags(d.title)]
        chunks = [chunk for source in titled for chunk in self._library.chunks_of(source)]
        chunks += self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS)
        found: dict[str, Evidence] = {}
        for chunk in chunks:
            of_tag = chunk.source in titled or any(tag in find_tags(heading) for heading in chunk.headings)
            table = _intervals(chunk, activity) if of_tag else None
            if table is not None:
                found.setdefault(table.quote, table)
            for start, piece in _telling(chunk):
                tags = find_tags(piece)
                held = stems_of(content_words(piece))
                if (tag in tags or (of_tag and not tags)) and all(one & held for one in activity):
                    found.setdefault(piece, _quoted(chunk, start, piece, language))
        return list(found.values())[:_TOLD]

    def _of_work(self, text: str, scope: Scope, activity: Activity, language: Language) -> list[Evidence]:
        """The nearest sentence or table that speaks of all the work and tells its interval."""
        hits = list(self._search(text, scope, _POOL))
        if language == "fr":
            hits += self._search(glossary().translate(text, to="en"), scope, _POOL)
        for hit in hits:
            chunk = hit.chunk
            if chunk.kind not in ("text", "table"):
                continue
            above = _above(chunk)
            table = _intervals(chunk, activity)
            if table is not None:
                return [table]
            for start, piece in _telling(chunk):
                held = stems_of(content_words(piece))
                spoken = any(one & held for one in activity) or _FIELD.search(fold(piece))
                if spoken and all(one & (held | above) for one in activity):
                    return [_quoted(chunk, start, piece, language)]
        return []


def _spelled(stems: frozenset[str]) -> frozenset[str]:
    """Stems with the other spelling of French verbs in -yer: ``nettoie``, ``nettoyée``."""
    return stems | {f"{s[:-1]}{'y' if s.endswith('i') else 'i'}" for s in stems if s[-1:] in ("i", "y")}


def _telling(chunk: Chunk) -> Iterator[tuple[int, str]]:
    """Sentences of running text that tell an interval, with where they begin."""
    if chunk.kind != "text":
        return
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        if _CELL not in piece and tells_interval(piece):
            yield start, piece


def _above(chunk: Chunk) -> frozenset[str]:
    """Stems of the headings and the first line of a passage."""
    return stems_of(content_words(" ".join((*chunk.headings, chunk.text.partition("\n")[0]))))


def _intervals(chunk: Chunk, activity: Activity) -> Evidence | None:
    """The rows of a short table with a column of intervals that speak of the work.

    All rows where the names and the title already say it: ``How often are bearings greased?``.
    """
    rows = [(a, b) for a, b in passage_spans(chunk.text) if _CELL in chunk.text[a:b]]
    if (chunk.kind == "table" and chunk.page is None) or not 1 < len(rows) <= _ROWS_TOLD:
        return None
    header, body = chunk.text[rows[0][0] : rows[0][1]], rows[1:]
    if not _INTERVAL_COLUMN.search(fold(header)):
        return None
    named = stems_of(content_words(header)) | _above(chunk)
    if not all(one & named for one in activity):
        cells = [(row, stems_of(content_words(chunk.text[row[0] : row[1]]))) for row in body]
        body = [row for row, held in cells if all(one & (held | named) for one in activity)]
    if not body:
        return None
    names = [name.strip() for name in header.split(_CELL)]
    told = "; ".join(_row(names, chunk.text[a:b]) for a, b in body)
    start, end = (rows if len(body) == len(rows) - 1 else body)[0][0], body[-1][1]
    evidence = from_chunks(
        (chunk,), quote=chunk.text[start:end], label=chunk.label, score=0.9, span=(start, end)
    )
    return replace(evidence, statement=f"{names[0]} {told}.")


def _row(names: Sequence[str], line: str) -> str:
    """A row with the names of its columns: ``6311: Quantity 12 g, Interval 2 000 h``."""
    cells = [cell.strip() for cell in line.split(_CELL)]
    told = (f"{name} {cell}" for name, cell in zip(names[1:], cells[1:], strict=False) if cell)
    return f"{cells[0]}: {', '.join(told)}"


def _cells(fact: DueFact, language: Language) -> str:
    return "; ".join(f"{c.name} {fact.row.said(c, language)}" for c in fact.columns)


def _quoted(chunk: Chunk, start: int, piece: str, language: Language) -> Evidence:
    evidence = from_chunks(
        (chunk,), quote=piece, label=chunk.label, score=0.9, span=(start, start + len(piece))
    )
    return replace(evidence, statement=say.event_of(language, piece, chunk.source))
