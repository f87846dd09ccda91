"""Which failure modes of an FMEA name the signals that stand out. Knows tables and sensors, no detector."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.names import SensorName
from assistant.experts.series.query import quote
from assistant.experts.series.tokens import fold, name_tokens, stem
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language, Scope, Table

_MODE = re.compile(r"failure ?_?mode|mode de (?:defaillance|panne)")
_COMPONENT = re.compile(r"component|composant|organe|item")
_CAUSE = re.compile(r"^causes?\b|failure cause|cause ")
_ANALYSED = re.compile(
    r"effect|effet|severity|gravite|criticit|occurrence|\brpn\b|\bipr\b|detection|cause|control|task"
)
"""Columns of which a table needs one to be an analysis of failure modes and no list of what was done."""
_EQUIPMENT = re.compile(r"equipment|equipement|asset|machine")
_LARGEST = 5_000
_SHOWN = 3
_LEAST = 1.5
"""Points from which a row is told: a tag, or two words that tell signals apart."""
PLAIN = frozenset(
    "temp temperature pressure flow level motor pump header level pression debit moteur pompe sensor".split()
)
"""Words of sensors' names that half of all failure modes hold too: they count for little."""


@dataclass(frozen=True, slots=True)
class FailureMode:
    """A row of an FMEA with how well it fits.

    Attributes:
        row: 0-based data row.
        words: What it shares with the sensors, as the sensors' names write it.
    """

    table: Table
    row: int
    cells: tuple[Cell, ...]
    mode: str
    component: str
    cause: str
    score: float
    words: tuple[str, ...]


def matching(
    knowledge: SeriesKnowledge, sensors: Sequence[tuple[SensorName, float]], equipment: frozenset[str]
) -> list[FailureMode]:
    """Failure modes whose rows name the sensors or what they measure, the best first.

    Args:
        sensors: With their shares in what stands out.
        equipment: Normalised tags of the sensors' equipment; rows of other equipment do not count.
    """
    found: list[FailureMode] = []
    with duckdb.connect(":memory:") as connection:
        for table in knowledge.catalogue.tables(Scope()):
            mode = _column(table, _MODE)
            if mode is None or table.row_count > _LARGEST or _column(table, _ANALYSED) is None:
                continue
            path = str(knowledge.objects.path(table.parquet)).replace("'", "''")
            names = ", ".join(quote(column.name) for column in table.columns)
            sql = f"SELECT _row, {names} FROM read_parquet('{path}')"  # noqa: S608 - quoted names
            for row, *cells in connection.execute(sql).fetchall():
                found += _judged(table, int(row), tuple(cells), mode, sensors, equipment)
    found.sort(key=lambda one: -one.score)
    return [one for one in found if one.score >= max(_LEAST, 0.5 * found[0].score)][:_SHOWN]


def evidence(found: Sequence[FailureMode], language: Language, score: float) -> Evidence | None:
    """What the failure modes say, as evidence with their rows; None where there is none."""
    if not found:
        return None
    table = found[0].table
    kept = [one for one in found if one.table.id == table.id]
    listed = "; ".join(told(one, language) for one in kept)
    statement = (
        f"Modes de défaillance de l'AMDEC qui nomment ces signaux : {listed}."
        if language == "fr"
        else f"Failure modes of the FMEA that name these signals: {listed}."
    )
    return Evidence(
        kind="table",
        source=table.source,
        quote=statement,
        statement=statement,
        score=score,
        page=table.page,
        boxes=table.boxes,
        headings=(table.title,) if table.title else (),
        values=tuple(one.mode for one in kept),
        rows=Rows(
            columns=tuple(column.name for column in table.columns),
            values=tuple(one.cells for one in kept),
            total=len(kept),
            matched=len(kept),
            row_numbers=tuple(one.row for one in kept),
        ),
    )


def told(one: FailureMode, language: Language) -> str:
    """Component, mode and cause of a row, and what it shares with the sensors."""
    cause = (f", cause : {one.cause}" if language == "fr" else f", cause: {one.cause}") if one.cause else ""
    named = f"{one.component}, " if one.component else ""
    return f"{named}{one.mode}{cause} ({', '.join(one.words)})"


def _judged(
    table: Table,
    row: int,
    cells: tuple[Cell, ...],
    mode: int,
    sensors: Sequence[tuple[SensorName, float]],
    equipment: frozenset[str],
) -> Iterator[FailureMode]:
    """The row with its points, where it has any."""
    text = [str(cell) if isinstance(cell, str) else "" for cell in cells]
    place = _column(table, _EQUIPMENT)
    if not text[mode] or (place is not None and equipment and not _of(text[place], equipment)):
        return
    folded = fold(" ".join(text))
    stems = {stem(word) for word in re.findall(r"[a-z]{2,}", folded)}
    score, words = 0.0, []
    for sensor, share in sensors:
        points = 0.0
        if sensor.tag and names_tag(folded, sensor.tag):
            points += 2.0
            words.append(sensor.label.split(" ")[0])
        for token in name_tokens(sensor.label):
            if token not in sensor.tag and len(token) > 1 and token.isalpha() and stem(token) in stems:
                points += 0.25 if token in PLAIN else 1.0
                words.append(token)
        score += (0.25 + share) * points
    if score:
        component, cause = _column(table, _COMPONENT), _column(table, _CAUSE)
        yield FailureMode(
            table=table,
            row=row,
            cells=cells,
            mode=text[mode],
            component=text[component] if component is not None else "",
            cause=text[cause] if cause is not None else "",
            score=score,
            words=tuple(dict.fromkeys(words)),
        )


def names_tag(folded: str, tag: tuple[str, ...]) -> bool:
    """Whether a text names a tag, with or without its last letter: ``TT-106`` names TT-106A."""
    whole = re.match(r"([a-z]+)-?(\d+)", "".join(tag))
    return whole is not None and re.search(rf"\b{whole[1]}[- ]?{whole[2]}", folded) is not None


def _of(text: str, equipment: frozenset[str]) -> bool:
    """Whether a cell such as ``P-101A/B`` names the equipment."""
    numbers = {re.sub(r"[A-Z]$", "", tag) for tag in equipment}
    return any(number.lower() in fold(text).replace(" ", "") for number in numbers)


def _column(table: Table, pattern: re.Pattern[str]) -> int | None:
    return next((k for k, column in enumerate(table.columns) if pattern.search(fold(column.name))), None)
