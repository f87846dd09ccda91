"""Example questions for an empty conversation, made of what was read in. Knows sources, no page.

Each one asks for something that one source is known to hold, by names that are told apart: a question that
several things could be meant by, or that nothing may answer, is worse than none.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.crossing.say import month
from assistant.experts.series.names import describe
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.reports.diagnostic.orders import order_columns
from assistant.words import fold
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Document, Language

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

MOST = 5
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}")
_SENTENCE = re.compile(r"[a-zà-ÿ)]{3,}\.(?:\s|$)")
_READ = 200
_TEXTS = ("pdf", "docx", "md", "html", "txt", "doc", "rtf")
_FEWEST_SENTENCES = 4
_WORKS = (
    (
        frozenset({"calibration", "etalonnage"}),
        "When is {tag} next due for calibration?",
        "Quand est prévu le prochain étalonnage de {tag} ?",
    ),
    (
        frozenset({"inspection"}),
        "When is {tag} next due for inspection?",
        "Quand est prévue la prochaine inspection de {tag} ?",
    ),
)
_TIMES = frozenset("last next interval frequency due dernier derniere prochain prochaine intervalle".split())
_TELLING, _ROWS = 2, 50
_ORDER_WORDS = ("order", "orders", "ordre", "ordres", "ot", "wo")


class ExampleQuestions:
    """Makes them once for each state of the library; safe for several threads."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._tables = TableExpert(knowledge)
        self._made: dict[tuple[int, Language], tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def of(self, language: Language) -> tuple[str, ...]:
        """At most ``MOST`` questions; none where nothing was read in."""
        with self._lock:
            state = (self._knowledge.catalogue.generation(), language)
            if state not in self._made:
                kinds = (
                    self._equipment, self._orders, self._reading, self._document, self._drawing, self._due
                )  # fmt: skip
                found = [question for kind in kinds for question in kind(language)]
                self._made = {state: tuple(found[:MOST])}
            return self._made[state]

    def _equipment(self, language: Language) -> Iterator[str]:
        """The thing that most documents are about, else the one that most rows name."""
        counted = Counter(tag for one in self._knowledge.catalogue.documents() for tag in one.equipment)
        if not counted:
            counted.update(tag for schema in self._tables.schemas() if (tag := _most_named(schema)))
        if counted:
            tag = min(counted, key=lambda one: (-counted[one], one))
            yield f"Parle-moi de {tag}" if language == "fr" else f"Tell me about {tag}"

    def _orders(self, language: Language) -> Iterator[str]:
        """The thing that most rows of a list of orders are about."""
        for schema in self._tables.schemas():
            tag = _most_named(schema) if _lists_orders(schema) else ""
            if tag:
                yield (
                    f"Combien d'ordres de travail sur {tag} ?"
                    if language == "fr"
                    else f"How many work orders are there on {tag}?"
                )
                return

    def _reading(self, language: Language) -> Iterator[str]:
        """A sensor that one log alone has, in the month of the log's last readings."""
        logs = [describe(ref) for ref in self._knowledge.catalogue.series()]
        named = Counter(" ".join(sensor.tokens) for log in logs for sensor in log.sensors)
        for log in sorted(logs, key=lambda one: (one.ref.end, one.ref.row_count), reverse=True):
            for sensor in log.sensors:
                if sensor.is_flag or named[" ".join(sensor.tokens)] > 1 or not sensor.heads:
                    continue
                name = " ".join(part.upper() for part in ("-".join(sensor.tag),) if part) or sensor.label
                when = _middle(log.ref.start, log.ref.end)
                yield (
                    f"Quel était le maximum {_of(name)} en {month(when, 'fr')} ?"
                    if language == "fr"
                    else f"What was the maximum of {name} in {month(when, 'en')}?"
                )
                return

    def _document(self, language: Language) -> Iterator[str]:
        """A document to summarise, the visitor's language first, then the one of most sections."""
        drawn = {one.source for one in self._knowledge.catalogue.entities()}
        rated = []
        for one in self._knowledge.catalogue.documents():
            if one.media in _TEXTS and one.source not in drawn:
                sections, sentences = self._structure(one)
                if sentences >= _FEWEST_SENTENCES:
                    rated.append(((one.language == language, sections, sentences), one))
        if rated:
            best = max(rated, key=lambda pair: pair[0])[1]
            yield f"Résume {_stem(best)}" if language == "fr" else f"Summarise {_stem(best)}"

    def _due(self, language: Language) -> Iterator[str]:
        """Something in a register of calibrations or inspections, with the date or interval that tells."""
        for schema in self._tables.schemas():
            for called, english, french in _WORKS:
                times = [c for c in schema.columns if {*c.words} & _TIMES]
                dated = [c for c in times if {*c.words, *schema.words} & called]
                if not any(c.is_moment for c in dated) or len(dated) < _TELLING or schema.key is None:
                    continue
                rows = self._tables.rows(schema, most=_ROWS)
                told = [r.key for r in rows if _is_tag(r.key) and all(r.cells[c.name] for c in dated)]
                if told:
                    yield (french if language == "fr" else english).format(tag=told[0])
                    return

    def _structure(self, document: Document) -> tuple[int, int]:
        """How many numbered sections a document has, and how many sentences; slides of pictures have few."""
        chunks = self._knowledge.catalogue.chunks_of(document.source, most=_READ)
        sections = {one.label for one in chunks if one.label and _SECTION.fullmatch(one.label)}
        return len(sections), sum(len(_SENTENCE.findall(one.text)) for one in chunks if one.kind == "text")

    def _drawing(self, language: Language) -> Iterator[str]:
        """A drawing that can be shown."""
        stems = sorted(
            {
                _stem(document)
                for source in {one.source for one in self._knowledge.catalogue.entities()}
                if (document := self._knowledge.catalogue.document(source)) is not None
            }
        )
        if stems:
            yield f"Montre-moi le plan {stems[0]}" if language == "fr" else f"Show me the drawing {stems[0]}"


def _lists_orders(schema: TableSchema) -> bool:
    called = {*schema.words, *(word for column in schema.columns for word in column.words)}
    return order_columns(schema) is not None and any(word in called for word in _ORDER_WORDS)


def _most_named(schema: TableSchema) -> str:
    """The tag that most rows of a column of tags name; empty where no column holds tags."""
    columns = [column for column in schema.columns if column.name != schema.key and _holds_tags(column)]
    counted = {tag: n for column in columns[:1] for tag, n in column.values if _is_tag(tag)}
    return min(counted, key=lambda one: (-counted[one], one)) if counted else ""


def _holds_tags(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:20]]
    return column.is_text and bool(values) and 2 * sum(map(_is_tag, values)) > len(values)


def _is_tag(value: str) -> bool:
    return find_tags(value) == (normalise(value),)


def _of(name: str) -> str:
    """``de`` before a name in French, elided before a vowel."""
    return f"d'{name}" if fold(name[:1]) in set("aeiouh") else f"de {name}"


def _middle(start: datetime, end: datetime) -> datetime:
    return start + (end - start) / 2


def _stem(document: Document) -> str:
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
