"""Which table is a journal of alarms, and what its columns are for. Knows no question and reads no row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alarms.listed import is_level_column
from assistant.alarms.states import ending_state, is_plain, state_of
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import name_words
from assistant.words import fold
from retrieval.identifiers import find_tags

_ALARM = frozenset("alarm alarms alarme alarmes alert alerts alm alarmhistory alarmjournal".split())
_TAG = frozenset(
    "tag tagname source point repere object objet module item signal variable block mnemonic mnemonique kks "
    "nom name tagid pointid sourcename parameter".split()
)
_TEXT = frozenset(
    "message description text texte libelle designation desc comment commentaire desc1 intitule "
    "evenement".split()
)
_PRIORITY = frozenset(
    "priority prio priorite severity severite gravite level niveau class classe criticity criticite "
    "urgency urgence".split()
)
_BY = frozenset("by operator operateur user utilisateur par acquitte".split())
_NOTES = frozenset("note notes remark remarks comment comments commentaire commentaires action".split())
_ACKED = re.compile(r"^(?:ack\w*|acq\w*|quit\w*)$")
_ENDED = frozenset(
    "clear cleared end ended rtn return returned normal off fin disparition inactive gone stop finish "
    "retour deactivated resolved".split()
)
_CAME = frozenset(
    "active activation start started raised on came time timestamp begin debut apparition occurrence in "
    "alarm event occurred horodatage date annunciated".split()
)
_KIND = frozenset("type category categorie condition kind nature event evenement class classe".split())
_LASTED = frozenset("duration duree lasted".split())
_NO_ALARM = re.compile(
    r"\b(?:change|changes|operator|operateur|actions?|system\w*|events?|evenements?|status|login|logon|"
    r"logoff|"
    r"commands?|commandes?|messages?|infos?|information|diagnostics?|journal|audit|download|sequence|note)\b"
)
_IS_ALARM = re.compile(r"\b(?:alarms?|alarmes?|alm)\b")
_CLOCK = re.compile(r"^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AaPp][Mm])?$")
_MOST_STATES = 14
_MOST_KINDS = 60
_MOST_LEVELS = 40
_FEWEST = 10
_LINES_TRIED = 40
_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A journal and the columns that matter here.

    Attributes:
        at: When the row's event was; for a journal of one row an alarm, when the alarm came.
        clock: The time of day, where ``at`` is a day alone.
        tag: What the alarm is called; its message where no column names it.
        state: Came, acknowledged, returned; None where each row is one alarm, or where lines say it.
        condition: Tells alarms of one tag apart.
        kinds: Values of ``kind`` whose rows are alarms; empty where all are.
        acked, ended: When it was acknowledged and returned, of a journal of one row an alarm.
        lasted: How long it stood, in ``lasted_unit``, where no column says when it returned.
        acked_after: How long it took to acknowledge it.
        lines: True where a line's text holds tag, message and state.
    """

    schema: TableSchema
    at: ColumnSchema
    clock: ColumnSchema | None = None
    tag: ColumnSchema
    text: ColumnSchema | None = None
    priority: ColumnSchema | None = None
    state: ColumnSchema | None = None
    condition: ColumnSchema | None = None
    kind: ColumnSchema | None = None
    kinds: frozenset[str] = frozenset()
    acked: ColumnSchema | None = None
    ended: ColumnSchema | None = None
    lasted: ColumnSchema | None = None
    acked_after: ColumnSchema | None = None
    by: ColumnSchema | None = None
    area: ColumnSchema | None = None
    lines: bool = False

    @property
    def source(self) -> str:
        """The file."""
        return self.schema.table.source

    @property
    def tells_end(self) -> bool:
        """True where it has a place for when alarms returned."""
        return self.lines or any(c is not None for c in (self.state, self.ended, self.lasted))

    @property
    def tells_acknowledged(self) -> bool:
        """True where it says when alarms were acknowledged."""
        if self.lines or self.acked is not None or self.acked_after is not None:
            return True
        held = [value for value, _ in self.state.values] if self.state is not None else []
        return any(state_of(value) == "acknowledged" for value in held)

    def columns(self) -> tuple[ColumnSchema, ...]:
        """The columns that are read, each once."""
        told = (
            self.at, self.clock, self.tag, self.text, self.priority, self.state, self.condition, self.kind,
            self.acked, self.ended, self.lasted, self.acked_after, self.by, self.area,
        )  # fmt: skip
        return tuple(dict.fromkeys(c for c in told if c is not None))


def journal_of(schema: TableSchema) -> Journal | None:
    """The journal that a table is; None where it is none."""
    moments = schema.moments()
    if schema.rows < _FEWEST or not moments:
        return None
    texts = [c for c in schema.columns if c.is_text and c.filled]
    if [c.name for c in schema.columns] == ["time", "level", "text"]:
        return _of_lines(schema)
    state = next((c for c in texts if _tells_state(c, schema)), None)
    ended = next((c for c in moments if set(c.words) & _ENDED and not _acks(c)), None)
    others = [c for c in moments if c is not ended and not _acks(c)]
    named = _about_alarms(schema)
    if not others or not (state is not None or named):
        return None
    if state is None and ended is None and not (named and len(others) == 1):
        return None
    at = max(others, key=lambda c: (bool(set(c.words) & _CAME), c.type == "datetime"))
    tag = _tag(texts, state)
    others_of = [c for c in texts if c not in (tag, state)]
    text = next((c for c in others_of if set(c.words) & _TEXT), None)
    text = text or next((c for c in others_of if set(c.words) & _ALARM), None)
    if (tag or text) is None:
        return None
    kind, kinds = _kind(texts, state, tag)
    numbers = [c for c in schema.columns if c.is_numeric]
    return Journal(
        schema=schema,
        at=at,
        clock=next((c for c in texts if at.type == "date" and _is_clock(c)), None),
        tag=tag or text,  # type: ignore[arg-type]
        text=text,
        priority=_priority(schema, state),
        state=state,
        condition=_condition([c for c in texts if c not in (state, tag, text)]),
        kind=kind,
        kinds=kinds,
        acked=next((c for c in moments if _acks(c)), None) if state is None else None,
        ended=ended if state is None else None,
        lasted=next((c for c in numbers if set(c.words) & _LASTED), None) if state is None else None,
        acked_after=next((c for c in numbers if _acks(c)), None),
        by=next((c for c in texts if _names_people(c, schema)), None),
        area=next((c for c in texts if set(c.words) & {"area", "zone", "secteur", "atelier", "node"}), None),
    )


def _tells_state(column: ColumnSchema, schema: TableSchema) -> bool:
    """True for a column of few words that say came, acknowledged, returned.

    Where only returns and acknowledgements are written, an empty cell is an alarm that came.
    """
    if not column.complete or not 0 < column.distinct <= _MOST_STATES:
        return False
    states = [state_of(value) for value, _ in column.values]
    unsaid = sum(n for (_, n), state in zip(column.values, states, strict=True) if state is None)
    if unsaid > column.filled / 5 or "returned" not in states:
        return False
    if "came" not in states and column.filled == schema.rows:
        return False
    plain = sum(is_plain(value) for value, _ in column.values) >= 2
    return plain or _about_alarms(schema) or _priority(schema, column) is not None


def _of_lines(schema: TableSchema) -> Journal | None:
    """A log of lines of which most name a tag and say a state."""
    at, level, text = schema.columns
    values = [value for value, _ in text.values[:_LINES_TRIED]]
    if not at.is_moment or not values:
        return None
    told = sum(bool(find_tags(value)) and ending_state(value)[0] is not None for value in values)
    if told < _SHARE * len(values):
        return None
    return Journal(schema=schema, at=at, tag=text, priority=level if level.filled else None, lines=True)


def _about_alarms(schema: TableSchema) -> bool:
    """True where the table's or a column's name speaks of alarms."""
    words = {*schema.words, *name_words(schema.table.name), *name_words(schema.table.title)}
    return bool(_ALARM & words) or any(_ALARM & set(c.words) for c in schema.columns)


def _names_people(column: ColumnSchema, schema: TableSchema) -> bool:
    """True for a column of who acknowledged, not for their notes."""
    words = set(column.words)
    return bool(words & _BY) and not words & _NOTES and column.distinct <= schema.rows / 2


def _condition(texts: Sequence[ColumnSchema]) -> ColumnSchema | None:
    """The column that tells alarms of one tag apart: called so, or of levels (``HI``, ``LOLO``)."""
    named = next((c for c in texts if "condition" in c.words), None)
    return named or next((c for c in texts if is_level_column(c)), None)


def _acks(column: ColumnSchema) -> bool:
    return any(_ACKED.match(word) for word in column.words)


def _tag(texts: Sequence[ColumnSchema], state: ColumnSchema | None) -> ColumnSchema | None:
    """The column of names: one whose values are tags first, then one that is called so."""
    found = [c for c in texts if c is not state and not _is_clock(c)]
    coded = [c for c in found if _holds_tags(c)]
    named = [c for c in coded or found if set(c.words) & _TAG]
    return next(iter(named or coded), None)


def _holds_tags(column: ColumnSchema) -> bool:
    """True where most values are a tag and nothing else."""
    values = [value for value, _ in column.values[:_LINES_TRIED]]
    tags = sum(bool(find_tags(value)) and len(value.split()) == 1 for value in values)
    return bool(values) and tags >= _SHARE * len(values)


def _is_clock(column: ColumnSchema) -> bool:
    values = [value for value, _ in column.values[:_LINES_TRIED]]
    return bool(values) and all(_CLOCK.match(value.strip()) for value in values)


def _priority(schema: TableSchema, state: ColumnSchema | None) -> ColumnSchema | None:
    named = (c for c in schema.columns if set(c.words) & _PRIORITY and c is not state and c.filled)
    return next((c for c in named if 0 < c.distinct <= _MOST_LEVELS and not c.is_moment), None)


def _kind(
    texts: Sequence[ColumnSchema], state: ColumnSchema | None, tag: ColumnSchema | None
) -> tuple[ColumnSchema | None, frozenset[str]]:
    """The column that tells alarms from operators' changes and events, with its values for alarms."""
    for column in texts:
        if column in (state, tag) or not set(column.words) & _KIND or not column.complete:
            continue
        if column.distinct > _MOST_KINDS:
            continue
        values = [value for value, _ in column.values]
        alarms = [value for value in values if _IS_ALARM.search(fold(value))]
        others = [value for value in values if _NO_ALARM.search(fold(value)) and value not in alarms]
        if others and len(others) < len(values):
            kept = alarms or [value for value in values if value not in others]
            return column, frozenset(kept)
    return None, frozenset()
