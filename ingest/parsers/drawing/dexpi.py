"""Entities of a DEXPI or Proteus plant model: tags, what pipes and signals join, the drawing's name.

Knows the XML tree that a safe reader gives; no graphics but places. Boxes are in drawing units, y upwards.
Schema: Proteus 4, DEXPI 1.3 (``TagName`` attributes of the first, assignment classes of the second).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.parsed import ParsedEntity
from ingest.parsers.package_xml import local
from retrieval.joined import write_joined
from retrieval.records import Box

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TAGGED = frozenset(
    {
        "Equipment", "PipingComponent", "ProcessInstrument", "InstrumentComponent", "InstrumentLoop",
        "ProcessInstrumentationFunction", "ProcessSignalGeneratingFunction", "ActuatingFunction",
        "PipeOffPageConnector", "SignalOffPageConnector", "ActuatingSystem",
    }
)  # fmt: skip
_TAG_NAMES = (
    "TagNameAssignmentClass", "TagName", "OperatedValveReferenceNumberAssignmentClass",
)  # fmt: skip
_FUNCTION = "ProcessInstrumentationFunctionCategoryAssignmentClass"
_FUNCTIONS = "ProcessInstrumentationFunctionsAssignmentClass"
_LOOP = "ProcessInstrumentationFunctionNumberAssignmentClass"
_LINE = (
    "LineNumberAssignmentClass",
    "PipingNetworkSystemGroupNumberAssignmentClass",
    "TagNameAssignmentClass",
)
_META = {
    "title": "DrawingNameAssignmentClass",
    "drawing number": "DrawingNumberAssignmentClass",
    "revision": "RevisionNumberAssignmentClass",
    "date": "CreationDateRepresentationAssignmentClass",
    "sheet": "SheetNumberAssignmentClass",
    "size": "SheetFormatAssignmentClass",
    "drawn by": "DrafterNameAssignmentClass",
    "checked by": "CheckerNameAssignmentClass",
    "approved by": "ApproverNameAssignmentClass",
    "company": "EnterpriseNameAssignmentClass",
    "project": "ProjectNameAssignmentClass",
}
_HALF = 5.0
"""Millimetres around the place of a symbol whose extent is not given."""
_MOST_ITEMS = 100_000


@dataclass(slots=True)
class _Model:
    """The items of a plant model by their ids."""

    tags: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    places: dict[str, Box] = field(default_factory=dict)
    joined: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def join(self, one: str, other: str, line: str) -> None:
        if one and other and one != other:
            self.joined[one].add((other, line))
            self.joined[other].add((one, line))


def is_plant_model(root: Element) -> bool:
    """True for the root of a DEXPI or Proteus file."""
    return local(root) == "PlantModel"


def plant_entities(root: Element) -> tuple[ParsedEntity, ...]:
    """Tags with what they are, connections with their line numbers, the name of the drawing."""
    model = _Model()
    _read(model, root, owner="", line="")
    found: list[ParsedEntity] = []
    for name, value in _title_block(root).items():
        found.append(ParsedEntity(kind="title_block", name=name, text=value, page=1, unit="drawing"))
    for item, tag in model.tags.items():
        found.append(
            ParsedEntity(
                kind="tag", text=tag, name=model.classes.get(item, ""), page=1,
                box=model.places.get(item), unit="drawing",
            )
        )  # fmt: skip
    for one, other, line in _neighbours(model):
        box = model.places.get(one)
        text = write_joined((model.tags[one], model.tags[other]), line=line)
        found.append(ParsedEntity(kind="connection", text=text, page=1, box=box, unit="drawing"))
    return tuple(found)


def _title_block(root: Element) -> dict[str, str]:
    """Fields of the drawing's meta data, else the name of the drawing itself."""
    fields: dict[str, str] = {}
    for element in root:
        kind = local(element)
        if kind == "MetaData":
            for name, attribute in _META.items():
                value = _values(element).get(attribute)
                if value:
                    fields[name] = value
            total = _values(element).get("TotalNumberOfSheets")
            if total and "sheet" in fields:
                fields["sheet"] = f"{fields['sheet']} of {total}"
        elif kind == "Drawing":
            for name, attribute in (("title", "Title"), ("title", "Name"), ("revision", "Revision")):
                if element.get(attribute):
                    fields.setdefault(name, str(element.get(attribute)).strip())
    return fields


def _read(model: _Model, root: Element, *, owner: str, line: str) -> None:
    """Walks the tree: every item with its tag and place; a nozzle belongs to its equipment."""
    waiting = deque([(root, owner, line)])
    seen = 0
    while waiting and seen < _MOST_ITEMS:
        element, owner, line = waiting.popleft()
        kind, item = local(element), element.get("ID", "")
        seen += 1
        if kind in _TAGGED and item:
            tag = _tag(element)
            model.classes[item] = element.get("ComponentClass") or kind
            place = _place(element)
            if place is not None:
                model.places[item] = place
            if tag:
                model.tags[item] = tag
        elif kind == "Nozzle" and item and owner:
            model.join(item, owner, "")
        elif kind in {"PipingNetworkSystem", "PipingNetworkSegment"}:
            values = _values(element)
            line = next((values[name] for name in _LINE if values.get(name)), line)
        elif kind == "Connection":
            model.join(element.get("FromID", ""), element.get("ToID", ""), line)
        elif kind == "InformationFlow":
            ends = [a.get("ItemID", "") for a in element if "logical" in (a.get("Type") or "")]
            if len(ends) == 2:
                model.join(ends[0], ends[1], "")
        inner = item if kind == "Equipment" and item in model.tags else owner
        waiting.extend((child, inner, line) for child in element)


def _values(element: Element) -> Mapping[str, str]:
    """An item's own generic attributes."""
    return {
        attribute.get("Name", ""): (attribute.get("Value") or "").strip()
        for group in element
        if local(group) == "GenericAttributes"
        for attribute in group
    }


def _tag(element: Element) -> str:
    stated = (element.get("TagName") or "").strip()
    values = _values(element)
    if not stated:
        stated = next((values[name] for name in _TAG_NAMES if values.get(name)), "")
    if not stated and values.get(_LOOP):
        letters = values.get(_FUNCTION, "") + values.get(_FUNCTIONS, "")
        stated = f"{letters}-{values[_LOOP]}" if letters else values[_LOOP]
    return " ".join(stated.split())


def _place(element: Element) -> Box | None:
    for child in element:
        if local(child) == "Extent":
            corners = [
                (_number(c.get("X")), _number(c.get("Y"))) for c in child if local(c) in {"Min", "Max"}
            ]
            if len(corners) == 2:
                return (*corners[0], *corners[1])
        if local(child) == "Position":
            spot = next((c for c in child if local(c) == "Location"), None)
            if spot is not None:
                x, y = _number(spot.get("X")), _number(spot.get("Y"))
                return x - _HALF, y - _HALF, x + _HALF, y + _HALF
    return None


def _number(text: str | None) -> float:
    try:
        return float(text or 0.0)
    except ValueError:
        return 0.0


def _neighbours(model: _Model) -> Iterator[tuple[str, str, str]]:
    """Pairs of tagged items that are joined directly or through items without a tag."""
    told: set[frozenset[str]] = set()
    for start in model.tags:
        waiting = deque(model.joined.get(start, ()))
        seen = {start}
        while waiting:
            item, line = waiting.popleft()
            if item in seen:
                continue
            seen.add(item)
            if item in model.tags:
                if frozenset((start, item)) not in told:
                    told.add(frozenset((start, item)))
                    yield start, item, line
                continue
            waiting.extend((other, number or line) for other, number in model.joined.get(item, ()))
