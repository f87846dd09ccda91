"""Relations between things of several sources: "which sensors tell of a seizure on P-7?", by the plant graph.

Four questions: which sensors tell of a failure (the analysis names them as controls), which sensors sit on
a machine, which equipment shares a failure mode, what hangs together with a tag. Each thing is told by the
row or the page that says so. Where the graph holds nothing of it, the question is left to the experts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rdflib import DCTERMS, RDF, SOSA, URIRef

from assistant.crossing import say_relations as say
from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import FailureLine, failure_line, stems_of
from assistant.crossing.sources import Library
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.text.evidence import naming_line
from assistant.physics.mechanisms import fit
from assistant.records import Evidence, Question
from assistant.words import content_words
from retrieval.graph import terms
from retrieval.graph.statement import Place, Value
from retrieval.graph.store import PlantGraph, Sourced
from retrieval.graph.terms import PLANT, tagged
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowAt = Callable[[str, int], KeyedRow | None]
"""The row of a table with a number."""

_SENSORS = (
    r"(?:sensors?|instruments?|transmitters?|probes?|measurements?|signals?|capteurs?|instruments?|"
    r"transmetteurs?|sondes?|mesures?|signaux)"
)
_WHICH = r"(?:which|what|quels?|quelles?)\s+(?:of (?:the|our)\s+)?"
_TELL = re.compile(
    rf"\b{_WHICH}{_SENSORS}\s+(?:(?:would|can|could|will|should|do|does|help to|peuvent|peut)\s+)*"
    r"(?:tells?|shows?|detects?|indicates?|reveals?|warns?|signals?|monitors?|points?|watch(?:es)?|guards?|"
    r"signal(?:e|ent)|détect(?:e|ent|er)|indiqu(?:e|ent|er)|révèl(?:e|ent)|montr(?:e|ent|er)|surveill(?:e|ent|er)|"
    r"avertissent|préviennent|alertent)\b(?:\s+(?:us\s+)?(?:of|about|to|against|for|d['eu]|des))?\s*(?P<what>[^?]*)",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"\b{_WHICH}{_SENSORS}\s+(?:are|is|sits?|hang|do we have|have we|there are|sont|est|a-t-on|y a-t-il)\s+"
    r"(?:there\s+|installed\s+|mounted\s+|montés?\s+|installés?\s+)?"
    r"(?:on|at|for|in|of|sur|à|pour|de)\s+[^?]*\??\s*$",
    re.IGNORECASE,
)
_EQUIPMENT = r"(?:equipments?|machines?|assets?|tags?|units?|équipements?|appareils?|repères?)"
_SAME = re.compile(
    rf"\b{_WHICH}(?:other\s+|autres?\s+)?{_EQUIPMENT}\b[^?]*\b(?:same failure modes?|"
    r"failure modes?[^?]*\bin common|shares?[^?]*failure modes?|mêmes? modes? de défaillance)\b",
    re.IGNORECASE,
)
_FAILS = re.compile(
    rf"\b{_WHICH}(?:other\s+|autres?\s+)?{_EQUIPMENT}\s+(?:(?:can|could|may|might|peuvent|peut)\s+)?"
    r"(?:fails?|défaillir|tomb(?:er|ent) en panne|défaillent)\s+(?:by|from|through|with|of|par|de|suite à)\s+"
    r"(?P<what>[^?]+)",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:hangs? together|belongs? together|belongs? with|is (?:all )?(?:linked|related) (?:to|with)|"
    r"are (?:all )?(?:linked|related) (?:to|with)|goes with|est lié\w*|sont liés?|"
    r"va avec|dépend de|se rattache)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"^\W*(?:what|which|list|show|everything|qu['’]|que|quels?|quelles?|liste)", re.IGNORECASE)
_MOST, _MOST_OF_A_KIND, _MOST_LIKELY = 30, 6, 2
_LIKELY = 0.8
"""Of how surely a failure shows in a quantity, from which on a sensor is told that no control names."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an analysis in the graph, with its row."""

    name: URIRef
    row: KeyedRow
    read: FailureLine


class Relations:
    """Answers from the plant graph.

    Args:
        graph_of: Gives the graph of what is catalogued now.
        row_at: Reads a row that the graph names.
        library: Holds the passages of pages that the graph names.
    """

    def __init__(self, *, graph_of: Callable[[], PlantGraph], row_at: RowAt, library: Library) -> None:
        self._graph_of = graph_of
        self._row_at = row_at
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The things with their places, a sentence each; None for other questions, or where nothing is."""
        if not scope.is_open:
            return None
        text, tags = question.text, find_tags(question.text)
        told: list[Evidence] = []
        if (tell := _TELL.search(text)) is not None and len(tags) <= 1:
            told = self._sensors_of(_without_machine(tell["what"]), next(iter(tags), ""), question.language)
        elif _ON.search(text) and len(tags) == 1:
            told = self._hosted(tags[0], question.language)
        elif _SAME.search(text) and len(tags) == 1:
            told = self._sharing(tags[0], question.language)
        elif (fails := _FAILS.search(text)) is not None and not tags:
            told = self._failing(fails["what"], question.language)
        elif _TOGETHER.search(text) and _ASKS.match(text) and len(tags) == 1:
            told = self._neighbours(tags[0], question.language)
        if not told:
            return None
        more = len(told) - _MOST
        if more > 0:
            told = [*told[:_MOST], replace(told[_MOST], statement=say.more(question.language, more))]
        return Bridge(reasons=tuple(told), listed=len(told) > 2)

    def _sensors_of(self, words: str, tag: str, language: Language) -> list[Evidence]:
        graph = self._graph_of()
        every = list(self._lines(graph, tag))
        lines = [line for line in every if _tells(line, words, by_mode=True)]
        lines = lines or [line for line in every if _tells(line, words, by_mode=False)]
        told: dict[str, Evidence] = {}
        for line in lines:
            named = [found.value for found in graph.matching(line.name, PLANT.toldBy)]
            sensors = sorted({graph.label(s) for s in named if isinstance(s, URIRef)})
            kept = _of_machine(graph, sensors, tag)
            control = next((str(found.value) for found in graph.matching(line.name, PLANT.control)), "")
            statement = say.sensors(language, kept, say.of_machine(language, _mode_words(line), tag), control)
            told.setdefault(statement, self._by_row(line.row, statement, language))
            if not kept and tag:
                told |= self._likely(graph, line, tag, language)
        return sorted(told.values(), key=lambda e: say.is_no_control(e.statement or ""))

    def _likely(self, graph: PlantGraph, line: _Line, tag: str, language: Language) -> dict[str, Evidence]:
        """Sensors on the machine that may show a failure by its physics; said to be no source's word."""
        mode = _mode_words(line)
        rated = [
            (fit(mode, what), found)
            for found in _sorted(graph.matching(None, SOSA.isHostedBy, tagged(tag)))
            if (what := f"{_described(graph, found.subject)} {graph.label(found.subject)}")
        ]
        told: dict[str, Evidence] = {}
        for sure, found in sorted(rated, key=lambda pair: -pair[0])[:_MOST_LIKELY]:
            if sure >= _LIKELY:
                name, what = graph.label(found.subject), _described(graph, found.subject)
                statement = say.likely(language, name, what, say.of_machine(language, mode, tag))
                told.update((statement, e) for e in self._evidence(found.place, statement, tag, language))
        return told

    def _hosted(self, tag: str, language: Language) -> list[Evidence]:
        graph = self._graph_of()
        told = []
        for found in _sorted(graph.matching(None, SOSA.isHostedBy, tagged(tag))):
            name, what = graph.label(found.subject), _described(graph, found.subject)
            told += self._evidence(found.place, say.hosted(language, name, what, tag), tag, language)
        return told

    def _sharing(self, tag: str, language: Language) -> list[Evidence]:
        """Other equipment that the analysis says to fail as this one does, most shared modes first."""
        graph = self._graph_of()
        modes = {found.value for found in graph.matching(tagged(tag), PLANT.failsBy)}
        lines = [line for line in self._lines(graph, "") if self._mode(graph, line) in modes]
        return self._by_equipment(graph, lines, tag, language)

    def _failing(self, words: str, language: Language) -> list[Evidence]:
        graph = self._graph_of()
        lines = [line for line in self._lines(graph, "") if stems_of(words) & _mode_stems(line)]
        return self._by_equipment(graph, lines, "", language)

    def _by_equipment(
        self, graph: PlantGraph, lines: Sequence[_Line], tag: str, language: Language
    ) -> list[Evidence]:
        told = []
        for line in lines:
            things = {f.value for f in graph.matching(line.name, PLANT.equipment)} - {
                tagged(tag) if tag else None
            }
            names = sorted(graph.label(thing) for thing in things if isinstance(thing, URIRef))
            if names:
                statement = say.fails(language, names, _mode_words(line), tag)
                told.append(self._by_row(line.row, statement, language))
        return told

    def _neighbours(self, tag: str, language: Language) -> list[Evidence]:
        """What statements join with a tag, by kind; orders are counted, not listed."""
        graph, thing = self._graph_of(), tagged(tag)
        told: list[Evidence] = []
        seen: set[URIRef] = set()
        for relation, kind in say.NEIGHBOURS.items():
            joined: dict[Value, Sourced] = {
                **{f.subject: f for f in _sorted(graph.matching(None, URIRef(relation), thing))},
                **{f.value: f for f in _sorted(graph.matching(thing, URIRef(relation)))},
            }
            others = [other for other in joined if isinstance(other, URIRef) and other not in seen]
            seen.update(others)
            for other in others[:_MOST_OF_A_KIND]:
                statement = say.neighbour(language, kind, graph.label(other), _described(graph, other), tag)
                told += self._evidence(joined[other].place, statement, tag, language)
            if len(others) > _MOST_OF_A_KIND and told:
                left = say.more_of(language, len(others) - _MOST_OF_A_KIND, kind, tag)
                told.append(replace(told[-1], statement=left))
        on = _sorted(
            f for f in graph.matching(None, PLANT.equipment, thing) if _is(graph, f.subject, terms.WORK_ORDER)
        )
        if on:
            statement = say.orders(language, len({f.subject for f in on}), tag, graph.label(on[-1].subject))
            told += self._evidence(on[-1].place, statement, tag, language)
        return told

    def _lines(self, graph: PlantGraph, tag: str) -> Iterator[_Line]:
        """The lines of all analyses, or of those on an equipment, in the order of their rows."""
        value = tagged(tag) if tag else None
        names = {f.subject for f in graph.matching(None, PLANT.equipment, value)} if tag else None
        for found in _sorted(graph.matching(None, RDF.type, terms.FAILURE_LINE)):
            if names is not None and found.subject not in names:
                continue
            place = found.place
            row = self._row_at(place.table, place.row) if place.table and place.row is not None else None
            read = failure_line(row) if row is not None else None
            if row is not None and read is not None:
                yield _Line(found.subject, row, read)

    def _mode(self, graph: PlantGraph, line: _Line) -> object:
        return next((found.value for found in graph.matching(line.name, PLANT.failureMode)), None)

    def _by_row(self, row: KeyedRow, statement: str, language: Language) -> Evidence:
        shown = tuple(c for c in row.schema.columns if c.is_text and row.cells[c.name] not in (None, ""))
        return row.evidence(shown[:6], statement, language)

    def _evidence(self, place: Place, statement: str, tag: str, language: Language) -> list[Evidence]:
        """The row, or the passage of the page, that a statement was read from."""
        if place.table and place.row is not None:
            row = self._row_at(place.table, place.row)
            return [self._by_row(row, statement, language)] if row is not None else []
        chunks = [c for c in self._library.chunks_of(place.source) if place.page in (None, c.page)]
        naming = [c for c in chunks if tag in (*c.identifiers, *c.equipment, *find_tags(c.text))]
        return [
            replace(naming_line(chunk, tag, score=0.95), statement=statement)
            for chunk in (naming or chunks)[:1]
        ]


def _sorted(found: Iterable[Sourced]) -> list[Sourced]:
    return sorted(
        found,
        key=lambda f: (f.place.source, f.place.row or 0, f.place.page or 0, str(f.subject), str(f.value)),
    )


def _is(graph: PlantGraph, thing: URIRef, kind: URIRef) -> bool:
    return next(graph.matching(thing, RDF.type, kind), None) is not None


def _described(graph: PlantGraph, thing: URIRef) -> str:
    told = {str(f.value) for f in graph.matching(thing, DCTERMS.description) if f.place.row is not None}
    return min(told, default="")


def _without_machine(text: str) -> str:
    """What is said of a failure, without the machine."""
    return re.split(
        r"\s+(?:on|of|at|for|in|sur|de la|de|du|à)\s+(?:the\s+|la\s+|le\s+)?(?=[A-Za-z]{1,6}-?\d)", text
    )[0]


def _tells(line: _Line, words: str, *, by_mode: bool) -> bool:
    """True where a line has every word of weight that is said of the failure; with none said, always.

    Args:
        by_mode: Looks at what fails and how alone, not at causes and effects.
    """
    wanted = [stems_of(word) for word in content_words(words) if word not in _VAGUE]
    held = stems_of(_mode_words(line)) if by_mode else line.read.stems
    return all(stems & held for stems in wanted)


_VAGUE = frozenset(
    "failure failures fault faults problem problems failing défaillance défaillances panne".split()
)


def _mode_stems(line: _Line) -> frozenset[str]:
    return stems_of(str(line.row.cells[line.read.columns.mode.name] or ""))


def _mode_words(line: _Line) -> str:
    """``Spalling (NDE bearing)``."""
    columns, cells = line.read.columns, line.row.cells
    parts = [c for c in columns.telling if c is not columns.mode and set(c.words) & _PARTS]
    part = str(cells[parts[0].name] or "") if parts else ""
    mode = str(cells[columns.mode.name] or "")
    return f"{mode} ({part})" if part else mode


_PARTS = frozenset("component composant organe item part".split())


def _of_machine(graph: PlantGraph, sensors: Sequence[str], tag: str) -> list[str]:
    """Of sensors that a line of two machines names, those of the one that is asked about."""
    if not tag:
        return list(sensors)
    hosted = {graph.label(f.subject) for f in graph.matching(None, SOSA.isHostedBy, tagged(tag))}
    own = [s for s in sensors if s in hosted or (tag[-1].isalpha() and s[-1] == tag[-1])]
    return own or list(sensors)
