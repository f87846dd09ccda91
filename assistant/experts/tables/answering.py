"""Ways to answer over tables: one plan, two steps, a sequence, rows that hold the words. Picks the surest."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from assistant.engines import Engine
from assistant.errors import QueryRefused
from assistant.experts.tables.chain import asks_its_most, fill_in, nested, refers_back, split
from assistant.experts.tables.class_rows import classes_of, known_of, without_tag
from assistant.experts.tables.codes import meaning_of_code
from assistant.experts.tables.crosstab import cross
from assistant.experts.tables.datasheet import property_of
from assistant.experts.tables.duties import asks_duty, duty_of
from assistant.experts.tables.evidence import (
    Answered,
    answer,
    crossed_evidence,
    engine_evidence,
    of_its_class,
    refuse,
    refuse_rest,
    row_evidence,
    sequence_evidence,
)
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.kept_at import kept_at, tells_no_shelf
from assistant.experts.tables.left_out import levels_asked
from assistant.experts.tables.lexicon import STOP, Operation
from assistant.experts.tables.link import Links, link
from assistant.experts.tables.moments import asks_when_it_befell
from assistant.experts.tables.parse import Parsed, parse, promise
from assistant.experts.tables.plan import Expr, Filter, Plan
from assistant.experts.tables.programs.choose import TOLD, TOLD_IN_FRENCH
from assistant.experts.tables.programs.proof import meaning, proof
from assistant.experts.tables.quantity_ends import held_by, tells_end
from assistant.experts.tables.reading import Reading, read
from assistant.experts.tables.rowsearch import FoundRows, search_rows, tells_the_asked
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.scoping import restrict
from assistant.experts.tables.set_ranges import outside_range
from assistant.experts.tables.temporal import find_sequence
from assistant.experts.tables.text_to_sql import write_sql
from assistant.experts.tables.words import norms, stems
from assistant.experts.text.sought import words_for
from assistant.records import Finding
from assistant.words import content_stems
from retrieval.identifiers import normalise
from retrieval.records import Scope

_LOOK_UPS = (meaning_of_code, duty_of, property_of, kept_at)
_PLANS_RUN = 2
_WORTH_RUNNING = 0.2
_WORTH_RUNNING_ALONE = 0.05
_SURE = 0.8
_EVERYTHING = Scope()
_OF_CLASS = 0.9
"""Score of the one cell of the one row whose class the register puts a thing in."""
_TABLES_TOLD = 4
_ANSWERS = 0.5
_MEANT = 0.08
"""Score from which on a plan over the only table is told."""
_SURER_THAN_PROGRAMS = 0.95
"""Score of a plan from which on the programs over a table are not asked."""
_BEYOND_PROGRAMS = frozenset(("share", "exists", "difference", "aggregate", "gap", "span", "absent"))
_TABLES_SEARCHED = 3
_NOT_BY_ROWS: tuple[Operation, ...] = (
    "count",
    "sum",
    "mean",
    "median",
    "deviation",
    "share",
    "high",
    "low",
    "long",
    "short",
    "most",
    "least",
    "top",
    "late",
    "early",
    "gap",
    "difference",
    "when",
    "how_long",
    "exists",
    "never",
    "why",
)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers over one generation of tables.

    Attributes:
        tables: Names of the tables in scope.
        scope: Its period and equipment are put on every plan.
        engine: Writes SQL where it is capable and no plan is sure.
        alone: There is one table and nothing beside it, so that the question must mean it.
        cancel: Ends what the engine writes.
    """

    index: TableIndex
    runner: Runner
    tables: frozenset[str]
    scope: Scope = _EVERYTHING
    engine: Engine | None = None
    alone: bool = False
    cancel: threading.Event | None = None

    def find(self, reading: Reading) -> Finding:
        """Evidence, best first; or why the tables cannot say."""
        links = link(reading, self.index)
        plans = parse(reading, self.index, links=links, tables=self.tables)
        meaning = self._meaning(reading)
        if meaning is not None:
            return Finding(evidence=(meaning.evidence,))
        outside = outside_range(reading, self.index, self.runner, self.tables)
        if outside:
            return Finding(evidence=outside)
        if asks_duty(reading):
            return Finding()
        refusal = refuse(reading, self.index, links, plans)
        if refusal is not None:
            return self._elsewhere(reading, plans) or Finding(refusal=refusal)
        found = self._plain(reading, plans)
        best = max((a.evidence.score for a in found), default=0.0)
        if best < _SURE or reading.has("after", "before"):
            found += self._sequence(reading)
        if asks_its_most(reading):
            found = self._two_steps(reading) or found
        elif best < _SURE or nested(reading) is not None:
            found = [*self._two_steps(reading), *found]
        best = max((a.evidence.score for a in found), default=0.0)
        if best < _SURE and self.engine is not None and self.engine.capable:
            found += self._by_engine(reading, links, self.engine)
        if best < _SURE and not (self.scope.since or self.scope.until or self.scope.equipment):
            found += self._by_crossing(reading, links)
            best = max((a.evidence.score for a in found), default=0.0)
        if best < 0.6:
            found += self._by_rows(reading, links)
            found += self._by_class(reading)
        if self.alone:
            found = self._by_program(reading, [_meant(item, reading) for item in found])
        schemas = {schema.name: schema for schema in self.index.schemas}
        found = [
            item
            for item in found
            if item.plan.table not in schemas
            or not tells_no_shelf(reading, schemas[item.plan.table], item.evidence.statement or "")
        ]
        found.sort(key=lambda item: -item.evidence.score)
        if not found or found[0].evidence.score < _ANSWERS:
            refusal = refuse_rest(reading, plans)
        return Finding(
            refusal=refusal,
            sure=False,
            evidence=tuple({a.evidence.statement: a.evidence for a in reversed(found)}.values())[::-1][:3],
        )

    def _meaning(self, reading: Reading) -> Answered | None:
        """The row of a code's meaning, of what a thing is for, or of a property, where that is asked for."""
        try:
            row = next(
                filter(None, (look(reading, self.index, self.runner, self.tables) for look in _LOOK_UPS)),
                None,
            )
        except QueryRefused:
            return None
        return row_evidence(reading, row) if row is not None else None

    def _elsewhere(self, reading: Reading, plans: Sequence[Parsed]) -> Finding | None:
        """Where the best table does not cover a period: another one that does, and has rows there."""
        if not plans or not plans[0].outside:
            return None
        least = max(_ANSWERS, plans[0].plan.score - 0.3)
        near = [p for p in plans[1:] if not p.outside and p.plan.score >= least]
        for answered in self._plain(reading, near[:1]):
            rows = answered.evidence.rows
            if answered.found and rows is not None and rows.matched:
                return Finding(evidence=(answered.evidence,))
        return None

    def _plain(self, reading: Reading, plans: Sequence[Parsed]) -> list[Answered]:
        found: list[Answered] = []
        for parsed in plans[:_PLANS_RUN]:
            if parsed.plan.score < (_WORTH_RUNNING_ALONE if self.alone else _WORTH_RUNNING) or (
                found and parsed.plan.score < found[0].plan.score - 0.15
            ):
                break
            try:
                answered = answer(reading, self.index, self._in_scope(parsed), self.runner)
            except QueryRefused:
                continue
            if found and answered.evidence.score >= found[0].evidence.score and found[0].found:
                lower = replace(answered.evidence, score=round(found[0].evidence.score - 0.01, 3))
                answered = replace(answered, evidence=lower)
            found.append(answered)
        return found

    def _in_scope(self, parsed: Parsed) -> Parsed:
        plan = restrict(parsed.plan, parsed.schema, self.scope, moment=parsed.moment)
        return replace(parsed, plan=plan)

    def _by_engine(self, reading: Reading, links: Links, engine: Engine) -> list[Answered]:
        promising = sorted(
            (s for s in self.index.schemas if s.name in self.tables),
            key=lambda s: -promise(reading, links, s),
        )[:_TABLES_TOLD]
        restricted = self.scope.since or self.scope.until or self.scope.equipment
        if restricted or not promising or promise(reading, links, promising[0]) <= 0:
            return []
        written = write_sql(reading, promising, links, engine, self.runner, cancel=self.cancel)
        return [engine_evidence(reading, self.index, written)] if written is not None else []

    def _sequence(self, reading: Reading) -> list[Answered]:
        sequence = find_sequence(reading, self.index, self.tables)
        if sequence is None:
            return []
        try:
            sequence = replace(sequence, anchor=self._in_scope(sequence.anchor))
            return [sequence_evidence(reading, self.index, sequence, self.runner)]
        except QueryRefused:
            return []

    def _two_steps(self, reading: Reading) -> list[Answered]:
        """Answers the first part, or the one inside, puts what it found into the rest, answers that."""
        inside = nested(reading)
        parts = None if inside else split(reading)
        if inside is None and (parts is None or not refers_back(parts.last, reading)):
            return []
        first = self._best(inside[0] if inside else parts.first if parts else "", reading)
        if first is None or not first.names or not first.found:
            return []
        joined = (" ou " if reading.language == "fr" else " or ").join(first.names)
        rest = (
            inside[1].replace("{}", joined)
            if inside
            else fill_in(parts.last if parts else "", first.names, reading)
        )
        last = self._best(rest, reading)
        if last is None:
            return []
        score = round(min(first.evidence.score, last.evidence.score) * 0.98, 3)
        joined = f"{last.evidence.statement} {first.evidence.statement}"
        evidence = replace(
            last.evidence,
            score=score,
            statement=joined,
            values=(*last.evidence.values, *first.evidence.values),
            also=tuple(dict.fromkeys((*last.evidence.also, first.evidence.source))),
            caveats=tuple(dict.fromkeys((*first.evidence.caveats, *last.evidence.caveats))),
        )
        return [replace(last, evidence=evidence, firm=True)]

    def _best(self, text: str, reading: Reading) -> Answered | None:
        part = read(text, language=reading.language)
        links = link(part, self.index)
        found = self._plain(part, parse(part, self.index, links=links, tables=self.tables)[:1])
        if not found or found[0].evidence.score < 0.6:
            found = sorted([*found, *self._by_rows(part, links)], key=lambda a: -a.evidence.score)
        return found[0] if found else None

    def _by_class(self, reading: Reading) -> list[Answered]:
        """The row of the class that a named thing falls into, where the table of classes knows no names."""
        rest = without_tag(reading)
        if rest is None:
            return []
        asked = read(rest[0], language=reading.language)
        plans = parse(asked, self.index, tables=self.tables)
        if not plans or plans[0].plan.kind != "rows" or plans[0].plan.score < _ANSWERS:
            return []
        parsed = plans[0]
        if _lists(parsed.schema, rest[1]):
            return []
        try:
            known = known_of(rest[1], self.index, self.runner, self.tables)
            rows = classes_of(known, parsed.schema) if known is not None else None
            if known is None or rows is None:
                return []
            of_class = Filter(
                expr=Expr(name=rows.column), condition="in", values=rows.values, words=known.tag
            )
            plan = replace(parsed.plan, where=(*parsed.plan.where, of_class))
            answered = answer(asked, self.index, self._in_scope(replace(parsed, plan=plan)), self.runner)
        except QueryRefused:
            return []
        told = of_its_class(answered, known, rows, reading.language)
        if len(rows.values) == 1 and plan.show and _names_what(parsed.schema, asked):
            told = replace(told, evidence=replace(told.evidence, score=max(told.evidence.score, _OF_CLASS)))
        return [told]

    def _by_crossing(self, reading: Reading, links: Links) -> list[Answered]:
        """Cells where a named row and a named column cross, in the tables that hold most of the words."""
        promising = sorted(
            (s for s in self.index.schemas if s.name in self.tables),
            key=lambda s: -promise(reading, links, s),
        )
        found: list[Answered] = []
        for schema in promising[:_TABLES_SEARCHED]:
            with suppress(QueryRefused):
                crossed = cross(reading, schema, self.runner)
                if crossed is not None:
                    found.append(crossed_evidence(crossed, self.runner))
        return found

    def _by_program(self, reading: Reading, found: list[Answered]) -> list[Answered]:
        """What was found, or the likeliest of all small programs over the one table where it is likelier."""
        restricted = bool(self.scope.since or self.scope.until or self.scope.equipment)
        schema = next((s for s in self.index.schemas if s.name in self.tables), None)
        best = max(found, key=lambda item: item.evidence.score, default=None)
        if restricted or schema is None or asks_when_it_befell(reading) or _outdoes_programs(best):
            return found
        held = held_by(reading, schema)
        if held is not None and best is not None and _is_told(best) and tells_end(best.plan, held):
            return found
        try:
            meant = meaning(reading.text, reading.language, schema, self.runner)
            if meant is None:
                return found
            choice, table = meant
            program = choice.candidate.program
            if held is not None and program.tell != "count" and program.ranked_by(table) not in held:
                return found
            told = (best.evidence.statement or "") if best is not None else ""
            if told and all(value in told for value in choice.candidate.outcome.values):
                return found
            if reading.language != "en" and (choice.likely < TOLD_IN_FRENCH or _is_told(best)):
                return found
            if choice.likely < TOLD:
                return [_doubted(item) for item in found]
            evidence = proof(choice, table, schema, self.runner, reading.language)
        except QueryRefused:
            return found
        sure = round(_ANSWERS + choice.likely * (1 - _ANSWERS), 3)
        evidence = replace(evidence, score=max(sure, best.evidence.score if best is not None else 0.0))
        plan = Plan(kind="rows", table=schema.name, score=evidence.score)
        return [Answered(evidence=evidence, plan=plan, found=True, names=evidence.values[:3]), *found]

    def _by_rows(self, reading: Reading, links: Links) -> list[Answered]:
        if self.scope.since or self.scope.until or self.scope.equipment:
            return []
        if reading.has(*_NOT_BY_ROWS) or reading.periods or any(q.explicit for q in reading.quantities):
            return []
        promising = sorted(
            (s for s in self.index.schemas if s.name in self.tables),
            key=lambda s: -promise(reading, links, s),
        )
        found: list[Answered] = []
        for schema in promising[:_TABLES_SEARCHED]:
            try:
                rows = search_rows(reading, self.index, links, schema, self.runner)
            except QueryRefused:
                continue
            if rows is None or rows.coverage < 0.6 or tells_the_asked(rows, reading):
                continue
            if _speaks_of(rows, reading):
                found.append(row_evidence(reading, rows))
        return found


def _speaks_of(rows: FoundRows, reading: Reading) -> bool:
    """False where the noun that is asked for ("the colour of …") stands neither in nor above the rows."""
    nouns = words_for(reading.text, reading.language)
    told = " ".join((rows.column, rows.context, *rows.cells, rows.schema.table.title, rows.schema.name))
    held = {s for language in ("en", "fr") for s in content_stems(told.replace("_", " "), language)}
    return not nouns or bool(nouns & held)


def _meant(item: Answered, reading: Reading) -> Answered:
    """What was found in the one table that the question can mean: its words need not tell the table.

    Numbers, identifiers and levels must still be explained, and "there are none" is said no sooner for that.
    """
    score = item.evidence.score
    levels = {reading.tokens[i].norm for i in levels_asked(reading)}
    missed = levels - set(item.plan.explained) or any(re.search(r"\d", w) for w in item.plan.unexplained)
    if not item.found or score < _MEANT or missed or item.plan.undone:
        return item
    return replace(item, evidence=replace(item.evidence, score=round(_ANSWERS + score * (1 - _ANSWERS), 3)))


def _is_told(item: Answered | None) -> bool:
    return item is not None and item.evidence.score >= _ANSWERS


def _outdoes_programs(item: Answered | None) -> bool:
    """True for what programs do not do as well: a named cell, shares, steps, and plans that are sure."""
    if item is None:
        return False
    told = _is_told(item) and (item.firm or item.plan.kind in _BEYOND_PROGRAMS)
    return told or item.evidence.score >= _SURER_THAN_PROGRAMS


def _doubted(item: Answered) -> Answered:
    """What a plan found, where no program over the same table is likely: too unsure to be told."""
    return replace(item, evidence=replace(item.evidence, score=min(item.evidence.score, _ANSWERS - 0.01)))


def _lists(schema: TableSchema, tag: str) -> bool:
    """True where a row has the tag for its key: such a table tells of the thing itself, not of its class."""
    keys = (column for column in schema.columns if column.name == schema.key)
    return any(normalise(text) == tag for column in keys for text, _ in column.values)


def _names_what(schema: TableSchema, reading: Reading) -> bool:
    """True where a question names what a table is about: a word of its title."""
    title = {stem for word in norms(schema.table.title) if word not in STOP for stem in stems(word)}
    return any(stems(token.norm) & title for token in reading.tokens)
