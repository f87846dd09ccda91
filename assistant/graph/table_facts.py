"""What the rows of a table say of the plant, as statements of the graph. Knows columns, asks no question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, RDFS, SOSA, URIRef

from assistant.experts.tables.failure_tables import columns_of, items_of
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.graph.roles import (
    Role,
    called,
    equipment_column,
    equipment_columns,
    key_of,
    meaning_of,
    tags_in,
)
from retrieval.graph import terms
from retrieval.graph.statement import Place, Read
from retrieval.graph.terms import PLANT, notion, numbered, tagged
from retrieval.identifiers import find_tags

_RATINGS = ("severity", "occurrence", "detection", "rpn", "criticality", "gravite", "ipr")
_CONTROL = frozenset("control controls controle controles detection moyen surveillance".split())
_ACTION = frozenset("action actions recommended recommandation".split())
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}[a-z]?")


@dataclass(frozen=True, slots=True)
class Known:
    """What other sources have told before.

    Attributes:
        sensors: Normalised tags of instruments and channels.
        drawings: Documents by the normalised number that their file is called by.
    """

    sensors: frozenset[str] = frozenset()
    drawings: dict[str, URIRef] | None = None


def read_rows(role: Role, schema: TableSchema, rows: Iterable[KeyedRow], known: Known) -> Iterator[Read]:
    """The statements of each row."""
    for row in rows:
        read = Read(Place(schema.table.source, table=schema.name, row=row.number, page=schema.table.page))
        _READERS[role](read, row, known)
        if read.statements:
            yield read


def sensors_of(role: Role | None, schema: TableSchema, rows: Iterable[KeyedRow]) -> frozenset[str]:
    """The tags of the instruments that a table lists."""
    key = key_of(schema)
    if role != "sensors" or key is None:
        return frozenset()
    return frozenset(tag for row in rows for tag in tags_in(row.cells[key.name])[:1])


def _cell(row: KeyedRow, column: ColumnSchema | None) -> str:
    value = row.cells[column.name] if column is not None else None
    return "" if value is None else " ".join(str(value).split())


def _equipment(read: Read, tag: str, known: Known) -> URIRef:
    """What bears a tag, with its class and label said once more where it stands."""
    thing = tagged(tag)
    read.say(thing, RDF.type, terms.SENSOR if tag in known.sensors else terms.EQUIPMENT)
    read.say(thing, RDFS.label, tag)
    return thing


def _notion(read: Read, kind: str, class_: URIRef, words: str) -> URIRef | None:
    """A thing that is known by its words; None where there are none."""
    if not words or not any(c.isalnum() for c in words):
        return None
    thing = notion(kind, words)
    read.say(thing, RDF.type, class_)
    read.say(thing, RDFS.label, words)
    return thing


def _keyed_tag(read: Read, row: KeyedRow, known: Known) -> URIRef | None:
    tags = tags_in(_cell(row, key_of(row.schema)))
    if not tags:
        return None
    thing = _equipment(read, tags[0], known)
    read.say(thing, DCTERMS.description, _cell(row, meaning_of(row.schema)))
    return thing


def _read_sensor(read: Read, row: KeyedRow, known: Known) -> None:
    thing = _keyed_tag(read, row, known)
    if thing is None:
        return
    for tag in tags_in(_cell(row, equipment_column(row.schema))):
        read.say(thing, SOSA.isHostedBy, _equipment(read, tag, known))
    units = next((c for c in row.schema.columns if "unit" in c.words or "unite" in c.words), None)
    read.say(thing, PLANT.unit, _cell(row, units))


def _read_equipment(read: Read, row: KeyedRow, known: Known) -> None:
    thing = _keyed_tag(read, row, known)
    if thing is None:
        return
    schema = row.schema
    for name, column in (
        ("kind", called(schema, "type", "class", "classe", "category")),
        ("manufacturer", called(schema, "manufacturer", "constructeur", "fabricant", "maker")),
        ("location", called(schema, "location", "building", "emplacement", "localisation", "area")),
    ):
        read.say(thing, PLANT[name], _cell(row, column))
    drawing = called(schema, "drawing", "plan", "pid", "schema")
    for number in re.split(r"[,;/ ]+", _cell(row, drawing)):
        shown = (known.drawings or {}).get(number.upper())
        read.say(thing, PLANT.shownOn, shown)
    others = find_tags(f"{_cell(row, meaning_of(schema))} {_cell(row, equipment_column(schema))}")
    for other in others:
        if tagged(other) != thing:
            read.say(thing, PLANT.belongsWith, tagged(other))


def _read_order(read: Read, row: KeyedRow, known: Known) -> None:
    schema = row.schema
    number = _cell(row, key_of(schema))
    if not number:
        return
    order = numbered("order", number)
    read.say(order, RDF.type, terms.WORK_ORDER)
    read.say(order, RDFS.label, number)
    read.say(order, DCTERMS.description, _cell(row, meaning_of(schema)))
    for tag in (tag for column in equipment_columns(schema) for tag in tags_in(_cell(row, column))):
        read.say(order, PLANT.equipment, _equipment(read, tag, known))
    texts = [c for c in schema.columns if c.is_text]
    failure = next((c for c in texts if {"failure", "defaillance"} & set(c.words)), None)
    failure = failure or next((c for c in texts if "code" in c.words and c.part == "code"), None)
    _say_failure(read, order, _cell(row, failure))
    for name, role in (("raised", "start"), ("finished", "end")):
        moments = [c for c in schema.moments() if c.date_role == role and row.cells[c.name] is not None]
        read.say(order, PLANT[name], str(row.cells[moments[0].name]) if moments else None)


def _say_failure(read: Read, order: URIRef, words: str) -> None:
    """A code is kept as the code that an analysis or a list explains; words are a mode."""
    if _CODE.fullmatch(words):
        code = numbered("failure-code", words)
        read.say(code, RDF.type, PLANT.FailureCode)
        read.say(order, PLANT.failureCode, code)
        return
    read.say(order, PLANT.failureMode, _notion(read, "failure-mode", terms.FAILURE_MODE, words))


def _read_part(read: Read, row: KeyedRow, known: Known) -> None:
    number = _cell(row, key_of(row.schema))
    fits = tags_in(_cell(row, equipment_column(row.schema)))
    if not number or not fits:
        return
    part = numbered("part", number)
    read.say(part, RDF.type, terms.SPARE_PART)
    read.say(part, RDFS.label, number)
    read.say(part, DCTERMS.description, _cell(row, meaning_of(row.schema)))
    for tag in fits:
        read.say(part, PLANT.fits, _equipment(read, tag, known))


def _read_code(read: Read, row: KeyedRow, known: Known) -> None:  # noqa: ARG001 - one shape for all
    number = _cell(row, key_of(row.schema))
    code = numbered("failure-code", number)
    if _CODE.fullmatch(number):
        read.say(code, RDF.type, PLANT.FailureCode)
        read.say(code, RDFS.label, number)
        read.say(code, DCTERMS.description, _cell(row, meaning_of(row.schema)))


def _read_failure(read: Read, row: KeyedRow, known: Known) -> None:
    found = columns_of(row.schema)
    if found is None:
        return
    mode = _notion(read, "failure-mode", terms.FAILURE_MODE, _cell(row, found.mode))
    if mode is None:
        return
    line = numbered("failure-line", f"{row.schema.name}.{row.number}")
    read.say(line, RDF.type, terms.FAILURE_LINE)
    read.say(line, PLANT.failureMode, mode)
    items, tags = _items(read, row, known)
    for thing in items:
        read.say(thing, PLANT.failsBy, mode)
    for name, kind, class_ in (("cause", "cause", terms.CAUSE), ("effect", "effect", terms.EFFECT)):
        words = {name, {"effect": "effet"}.get(name, name)}
        column = next((c for c in found.telling if words & set(c.words)), None)
        read.say(line, PLANT[name], _notion(read, kind, class_, _cell(row, column)))
    for thing in items:
        read.say(line, PLANT.equipment if thing in map(tagged, tags) else PLANT.component, thing)
    _say_ratings(read, line, row)
    _say_controls(read, line, row, tags, known)
    code = _cell(row, next((c for c in row.schema.columns if c.is_text and "code" in c.words), None))
    if _CODE.fullmatch(code):
        read.say(mode, PLANT.failureCode, numbered("failure-code", code))


def _items(read: Read, row: KeyedRow, known: Known) -> tuple[list[URIRef], tuple[str, ...]]:
    """What fails: the equipment of the line and its finest part, one a tag; and the tags."""
    columns = items_of(row.schema)
    tags: tuple[str, ...] = ()
    words: list[str] = []
    for column in columns:
        cell = _cell(row, column)
        own = tags_in(cell)
        if own and not tags:
            tags = own
        elif cell:
            words.append(cell)
    things = [_equipment(read, tag, known) for tag in tags]
    wholes: list[tuple[URIRef | None, tuple[str, ...]]] = [
        (thing, (tag,)) for thing, tag in zip(things, tags, strict=True)
    ] or [(None, ())]
    for whole, path in wholes:
        above = whole
        for word in words:
            path = (*path, word)
            part = notion("component", *path)
            read.say(part, RDF.type, terms.COMPONENT)
            read.say(part, RDFS.label, word)
            read.say(part, PLANT.partOf, above)
            above = part
        if above is not None and above not in things:
            things.append(above)
    return things, tags


def _say_ratings(read: Read, line: URIRef, row: KeyedRow) -> None:
    for column in row.schema.columns:
        value = row.cells[column.name]
        if column.is_numeric and not column.is_text and isinstance(value, int | float):
            name = next((word for word in _RATINGS if word in column.words), None)
            if name is not None:
                read.say(line, PLANT[name], value)


def _say_controls(read: Read, line: URIRef, row: KeyedRow, tags: tuple[str, ...], known: Known) -> None:
    """Controls and actions in their words; a sensor that a control names tells of the failure.

    ``TT-106`` beside a line of ``P-101A/B`` means the sensors of both, where only these are listed.
    """
    for column in row.schema.columns:
        if not column.is_text:
            continue
        words, cell = set(column.words), _cell(row, column)
        if words & _ACTION:
            read.say(line, PLANT.action, cell)
        elif words & _CONTROL:
            read.say(line, PLANT.control, cell)
            for tag in tags_in(cell):
                ends = {one[-1] for one in tags if one[-1].isalpha()}
                meant = {tag} | {tag + end for end in ends}
                for sensor in sorted(meant & known.sensors):
                    read.say(line, PLANT.toldBy, tagged(sensor))


_READERS: dict[Role, Callable[[Read, KeyedRow, Known], None]] = {
    "failures": _read_failure,
    "orders": _read_order,
    "sensors": _read_sensor,
    "equipment": _read_equipment,
    "parts": _read_part,
    "codes": _read_code,
}
