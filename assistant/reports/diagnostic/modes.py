"""Failure modes that fit what was found: lines of an FMEA beside findings, events and signals. One section.

A line is weighed by the words that it shares with what was found, rare ones counting more, those of a stated
cause twice, and by signals that it names. That is an order to look in, not a probability.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.crossing.failure_lines import FailureLine, equipment_of, failure_line, stems_of
from assistant.experts.series.failure_modes import matching
from assistant.experts.series.names import SensorName
from assistant.experts.tables.failure_tables import rating_of
from assistant.experts.tables.figures import listed
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.history import Event
from assistant.reports.diagnostic.orders import orders_of
from assistant.reports.diagnostic.papers import Papers, Statement, name_of
from assistant.reports.diagnostic.tasks import routine_orders
from assistant.reports.feedback.opinions import told
from assistant.reports.feedback.records import Target, target_of
from assistant.reports.records import Point, Section, point
from assistant.words import content_words, stem
from ingest.parsers.units import is_unit
from retrieval.identifiers import find_tags
from retrieval.records import Scope

_SHOWN = 3
_NEAR = 0.5
"""Share of the best line's weight from which another one is told."""
_REJECTED = 2
"""Rank of what engineers rejected, see ``Opinions.rank``."""
_LEAST = 2
"""Words that a line must share with what was found, where no signal speaks for it."""
_CAUSE, _SAID, _SIGNAL = 2.0, 1.0, 1.0
"""Weights of a word of a stated cause, of another finding or event, and of a signal that is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingMode:
    """A line that fits.

    Attributes:
        words: Of the line, that findings and events hold too.
        sensors: Words of signals that are not normal, which the line names.
        statements: The sentences that share most with it.
    """

    line: FailureLine
    weight: float
    words: tuple[str, ...]
    sensors: tuple[str, ...]
    statements: tuple[Statement, ...]

    def target(self, case: Case) -> Target:
        """What feedback on it is given on: the line of the FMEA, whatever speaks for it today."""
        row, about = self.line.row, self.line.columns.equipment
        cells = [str(row.cells[c.name] or "") for c in (about, *self.line.columns.telling) if c is not None]
        name = mode_name(case, self.line)
        return target_of("mode", name, [_line_evidence(case, self.line)], about=" | ".join(cells))


def fitting_modes(
    case: Case, papers: Papers, happened: Sequence[Event], shares: Sequence[tuple[SensorName, float]]
) -> list[FittingMode]:
    """The lines that fit best, the best first; what engineers accepted before, what they rejected behind."""
    lines = _lines(case, papers)
    if not lines:
        return []
    count = Counter(part for line in lines for part in line.stems)
    rarity = {part: math.log(1 + len(lines) / n) for part, n in count.items()}
    causes = frozenset().union(*(stems_of(one.evidence.quote) for one in papers.causes))
    routine = {(one.row.schema.name, one.row.number) for one in routine_orders(orders_of(case, [case.tag]))}
    events = [one for one in happened if (one.row.schema.name, one.row.number) not in routine]
    said = frozenset().union(
        *(stems_of(one.evidence.quote) for one in papers.findings), *(stems_of(one.told) for one in events)
    )
    signals = {
        (mode.table.id, mode.row): mode for mode in matching(case.knowledge, shares, frozenset({case.tag}))
    }
    found: list[FittingMode] = []
    for line in lines:
        both = line.stems & (said | causes)
        shared = frozenset(part for part in both if not (part.isdigit() or is_unit(part)))
        mode = signals.get((line.row.schema.table.id, line.row.number))
        if mode is None and (len(shared) < _LEAST or not line.failing & shared):
            continue
        total = sum(rarity[part] for part in line.stems) or 1.0
        weight = sum(rarity[part] * (_CAUSE if part in causes else _SAID) for part in shared)
        found.append(
            FittingMode(
                line=line,
                weight=weight / math.sqrt(total) + (_SIGNAL * mode.score if mode is not None else 0.0),
                words=_words(line, shared),
                sensors=mode.words if mode is not None else (),
                statements=_statements(line, papers),
            )
        )
    found.sort(key=lambda one: -one.weight)
    near = [one for one in found if one.weight >= _NEAR * found[0].weight]
    ranks = [case.opinions.rank(one.target(case).id) for one in found] if case.opinions else []
    decided = [one for one, rank in zip(found, ranks, strict=False) if rank == 0 and one not in near]
    standing = [one for one in near if not case.opinions.rejected(one.target(case).id)]
    behind = [one for one in near if one not in standing]
    if not standing:
        standing = [one for one, rank in zip(found, ranks, strict=False) if rank < _REJECTED][:1]
    shown = [*decided, *(one for one in standing if one not in decided)][:_SHOWN]
    shown.sort(key=lambda one: case.opinions.rank(one.target(case).id))
    return [*shown, *behind]


def modes_section(case: Case, found: Sequence[FittingMode]) -> Section:
    """The lines in words, each with what speaks for it."""
    note = Point(
        text=case.t(
            "The order follows the words and signals that a line of the FMEA shares with what was found; "
            "it is no probability.",
            "L'ordre suit les mots et les signaux qu'une ligne de l'AMDEC partage avec ce qui a été "
            "constaté ; ce n'est pas une probabilité.",
        )
    )
    return Section(
        key="failure_modes",
        title=case.t("Failure modes that fit", "Modes de défaillance qui correspondent"),
        points=(*(said for one in found for said in mode_points(case, one)), note) if found else (),
        empty=case.t(
            f"No failure mode of an FMEA for {case.name} shares enough with what was found.",
            f"Aucun mode de défaillance d'une AMDEC pour {case.name} ne partage assez avec ce qui a été "
            "constaté.",
        ),
    )


def mode_points(case: Case, found: FittingMode) -> list[Point]:
    """The line, and what engineers said of it."""
    one = mode_point(case, found)
    return [one, *(Point(text=told(said, case.language)) for said in case.opinions.on(one.target))]


def mode_name(case: Case, line: FailureLine) -> str:
    """A line in few words: component, how it fails, and why."""
    row = line.row
    telling = [c for c in line.columns.telling[:3] if row.cells[c.name] not in (None, "")]
    return ", ".join(row.said(c, case.language) for c in telling)


def mode_point(case: Case, found: FittingMode) -> Point:
    """A line: what fails, why, its rating, and what speaks for it."""
    row, telling = found.line.row, found.line.columns.telling
    what = mode_name(case, found.line)
    rating = rating_of(row.schema)
    value = row.cells[rating.name] if rating is not None else None
    rated = f" ({rating.name} {row.said(rating, case.language)})" if rating is not None and value else ""
    about = found.line.columns.equipment
    colon = case.t(":", " :")
    of = f"{row.said(about, case.language)}{colon} " if about is not None and row.cells[about.name] else ""
    reasons = []
    if found.words:
        documents = listed(sorted({name_of(s.document) for s in found.statements}), case.language)
        source = f" ({documents})" if documents else ""
        said = case.t("words found or recorded", "mots constatés ou notés")
        reasons.append(f"{said}{source}{colon} {', '.join(found.words)}")
    if found.sensors:
        reasons.append(f"{case.t('signals', 'signaux')}{colon} {', '.join(found.sensors)}")
    shared = case.t("It shares", "En commun")
    if not reasons:
        text = f"{of}{what}{rated}."
        columns = tuple(
            c for c in (about, *telling, rating) if c is not None and row.cells[c.name] is not None
        )
        evidence = row.evidence(columns, text, case.language)
        return point(text, [evidence], case.cited, target=found.target(case).id)
    speaks = (
        f"{shared}{colon} {' ; '.join(reasons)}"
        if case.language == "fr"
        else f"{shared} {'; '.join(reasons)}"
    )
    columns = tuple(c for c in (about, *telling, rating) if c is not None and row.cells[c.name] is not None)
    text = f"{of}{what}{rated}. {speaks}."
    evidence = row.evidence(columns, text, case.language)
    rests_on = [evidence, *(one.evidence for one in found.statements)]
    return point(text, rests_on, case.cited, target=found.target(case).id)


def _line_evidence(case: Case, line: FailureLine) -> Evidence:
    """Of the whole line, the same whatever language the report has."""
    columns = tuple(c for c in line.columns.telling if line.row.cells[c.name] is not None)
    return line.row.evidence(columns, mode_name(case, line), "en")


def _lines(case: Case, papers: Papers) -> list[FailureLine]:
    """Lines on the equipment, and on what a stated cause names."""
    tags = {case.tag} | {tag for one in papers.causes for tag in find_tags(one.evidence.quote)}
    rows = case.tables.failure_modes(Scope())
    lines = [line for row in rows if (line := failure_line(row)) is not None]
    return [line for line in lines if tags & equipment_of(line)]


def _words(line: FailureLine, shared: frozenset[str]) -> tuple[str, ...]:
    """The line's own words for the stems that it shares."""
    told = " ".join(str(line.row.cells[c.name] or "") for c in line.columns.telling)
    return tuple(dict.fromkeys(word for word in content_words(told) if stem(word, "en") in shared))


def _statements(line: FailureLine, papers: Papers) -> tuple[Statement, ...]:
    """The two sentences that share most with a line."""
    causes = {one.evidence.quote for one in papers.causes}
    weighed = [
        (len(line.stems & stems_of(one.evidence.quote)) * (2 if one.evidence.quote in causes else 1), at, one)
        for at, one in enumerate(papers.findings)
    ]
    best = sorted((one for one in weighed if one[0]), key=lambda one: (-one[0], one[1]))
    return tuple(one for _, _, one in best[:2])
