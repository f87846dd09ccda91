"""What the lines of a drawing join, as a graph: neighbours, ways, what bounds a thing. Answers no question.

Nothing is passed that a line does not go through: instruments, relief valves, and equipment where it
would lead to another one's lines.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Literal

from assistant.experts.drawings.drawing import Drawing, Version, without_area
from assistant.experts.drawings.roles import Role, role_of
from retrieval.identifiers import normalise
from retrieval.joined import ELSEWHERE, UNTAGGED, Flow, read_joined
from retrieval.records import DrawingEntity

Way = Literal["down", "up", "side", "unknown"]
_FLOWS: tuple[Way, ...] = ("down", "up")
_WAYS: dict[Flow, tuple[Way, Way]] = {
    "forward": ("down", "up"),
    "none": ("side", "side"),
    "unknown": ("unknown", "unknown"),
}
_MOST_STEPS = 5_000
_LONGEST_BYPASS = 4
ENDS: frozenset[Role] = frozenset({"equipment", "elsewhere"})
"""Where a line ends."""
LEAVES: frozenset[Role] = frozenset({"instrument"})
"""What no line goes through."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A line from one thing to another: which way it flows from the first, its number, where it is drawn."""

    way: Way
    line: str
    entity: DrawingEntity


@dataclass(frozen=True, slots=True)
class Branch:
    """A way from a thing to where it is shut off or ends.

    Attributes:
        nodes: From the thing on; the last one shuts or ends it.
        shut: True where the last one is a valve that isolates.
    """

    nodes: tuple[str, ...]
    shut: bool


@dataclass(slots=True)
class Piping:
    """The things of one version of a drawing that lines join."""

    drawing: Drawing
    version: Version
    joints: dict[str, dict[str, Joint]] = field(default_factory=dict)
    _roles: dict[str, Role] = field(default_factory=dict)

    def role(self, node: str) -> Role:
        """What a node does in its line; nothing flows through an instrument, whatever its letters are."""
        if node not in self._roles:
            symbol = next(
                (
                    block.name
                    for block in self.version.of("block")
                    if node in (block.text, *(part.partition(": ")[2] for part in block.text.split("; ")))
                ),
                "",
            )
            role = role_of(node, symbol)
            flows = any(joint.way in _FLOWS for joint in self.beside(node).values())
            self._roles[node] = "equipment" if role == "instrument" and not symbol and flows else role
        return self._roles[node]

    def node(self, tag: str) -> str | None:
        """The node of a tag as a question has it; None where no line is joined to it."""
        for wanted in dict.fromkeys((normalise(tag), without_area(normalise(tag)))):
            found = next((node for node in self.joints if normalise(node) == wanted), None)
            if found is not None:
                return found
        return None

    def shown(self, node: str) -> list[DrawingEntity]:
        """Where a node is drawn: its symbol where that is known, else its tag; a connector's words."""
        if node.startswith(ELSEWHERE):
            return [e for e in self.version.of("text", "reference") if len(e.text) > 2 and e.text in node][:2]
        marks = [e for e in self.version.of("tag") if e.text == node]
        return marks[:1] or [e for e in self.version.of("block") if e.text == node][:1]

    def drawn(self, nodes: Sequence[str]) -> list[DrawingEntity]:
        """Where nodes and the straight lines between those that follow each other are drawn."""
        found = [entity for node in dict.fromkeys(nodes) for entity in self.shown(node)]
        for one, other in pairwise(nodes):
            joint = self.joints.get(one, {}).get(other)
            if joint is not None:
                found.append(joint.entity)
        return list(dict.fromkeys(found))

    def beside(self, node: str) -> dict[str, Joint]:
        """What lines join to a node."""
        return self.joints.get(node, {})

    def instruments(self, node: str) -> list[str]:
        """The instruments at a node."""
        return [n for n in self.beside(node) if self.role(n) == "instrument"]

    def run(self, start: str, way: Literal["down", "up"]) -> tuple[list[tuple[str, ...]], list[str]]:
        """The branches of a way from a thing to the next equipment or the edge of the sheet.

        Returns:
            Each branch from the thing on, and what the lines on it join without a known flow.
        """
        branches: list[tuple[str, ...]] = []
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        unknown: dict[str, None] = {}
        while waiting:
            path = waiting.popleft()
            ended = len(path) > 1 and self.role(path[-1]) in ENDS
            if ended:
                branches.append(path)
                continue
            unknown.update(dict.fromkeys(self._without_flow(path[-1])))
            onward = [
                n for n, joint in self.beside(path[-1]).items()
                if joint.way == way and n not in path and self.role(n) not in LEAVES
            ]  # fmt: skip
            fresh = [n for n in onward if n not in seen]
            if len(path) > 1 and not fresh:
                branches.append((*path, *onward[:1]))
            for node in fresh:
                if self.role(node) not in ENDS:
                    seen.add(node)
                waiting.append((*path, node))
        told = {node for branch in branches for node in branch}
        return branches, [node for node in unknown if node not in told]

    def _without_flow(self, node: str) -> list[str]:
        """What lines join to a node with no known flow; stubs without a tag and instruments left out."""
        return [
            n for n, joint in self.beside(node).items()
            if joint.way == "unknown" and self.role(n) not in LEAVES and not n.startswith(UNTAGGED)
        ]  # fmt: skip

    def between(self, one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...], Way] | None:
        """The shortest way between two things, what else lies on ways beside it, and which way it flows.

        Equipment is passed only where there is no way without. None where lines do not join them.
        """
        for barred in (True, False):
            for way in _FLOWS:
                path = self._path(one, other, (way,), barred)
                if path:
                    others = self._others(one, other, path, (way,), barred)
                    longest = self._longest(one, other, {*path, *others}, way)
                    return longest, tuple(n for n in (*path, *others) if n not in longest), way
            path = self._path(one, other, ("down", "up", "unknown", "side"), barred)
            ways = {self.joints[a][b].way for a, b in pairwise(path)} if path else set()
            if path and not ("side" in ways or {"down", "up"} <= ways):
                return path, (), "unknown"
            if path and not barred:
                return path, (), "side"
        return None

    def _path(
        self, one: str, other: str, ways: Sequence[str], barred: bool, without: str = ""
    ) -> tuple[str, ...]:
        waiting: deque[tuple[str, ...]] = deque([(one,)])
        seen = {one, without}
        while waiting:
            path = waiting.popleft()
            for node, joint in self.beside(path[-1]).items():
                if joint.way not in ways or node in seen:
                    continue
                seen.add(node)
                if node == other:
                    return (*path, node)
                if self.role(node) not in LEAVES and not (barred and self.role(node) in ENDS):
                    waiting.append((*path, node))
        return ()

    def _longest(self, one: str, other: str, within: set[str], way: Way) -> tuple[str, ...]:
        """Of ways between two things the one with most on it: a bypass has less than what it goes around."""
        best: tuple[str, ...] = ()
        waiting: list[tuple[str, ...]] = [(one,)]
        for _ in range(_MOST_STEPS):
            if not waiting:
                break
            path = waiting.pop()
            if path[-1] == other:
                best = path if len(path) > len(best) else best
                continue
            onward = [n for n, joint in self.beside(path[-1]).items() if joint.way == way]
            waiting += [(*path, n) for n in reversed(onward) if n in within and n not in path]
        return best

    def around(self, start: str) -> tuple[str, ...]:
        """What lies on short ways around a thing, from one of its neighbours to another."""
        beside = [
            n for n, joint in self.beside(start).items()
            if joint.way != "side" and self.role(n) not in LEAVES
        ]  # fmt: skip
        found: dict[str, None] = {}
        for one, other in combinations(beside, 2):
            path = self._path(one, other, ("down", "up", "unknown", "side"), True, without=start)
            if 2 < len(path) <= _LONGEST_BYPASS:
                found.update(dict.fromkeys(path[1:-1]))
        return tuple(found)

    def _others(
        self, one: str, other: str, path: Sequence[str], ways: Sequence[str], barred: bool
    ) -> tuple[str, ...]:
        """What lies on other ways in the same sense."""
        found = []
        for node in self.joints:
            if node in path or self.role(node) in LEAVES | ENDS:
                continue
            if self._path(one, node, ways, barred) and self._path(node, other, ways, barred):
                found.append(node)
        return tuple(found)

    def bounds(self, start: str) -> Iterator[Branch]:
        """The nearest valve that isolates on every branch of a thing, or what a branch comes to without."""
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while waiting:
            path = waiting.popleft()
            for node in self.beside(path[-1]):
                if node in seen or self.role(node) in LEAVES:
                    continue
                seen.add(node)
                role = self.role(node)
                gone = (*path, node)
                if role == "isolating":
                    yield Branch(gone, shut=True)
                elif role in ENDS or role in ("relief", "untagged") or not self._goes_on(gone):
                    yield Branch(gone, shut=False)
                else:
                    waiting.append(gone)

    def _goes_on(self, path: Sequence[str]) -> bool:
        """True where lines lead on from the end of a way to something else than instruments."""
        return any(n not in path and self.role(n) not in LEAVES for n in self.beside(path[-1]))

    def line_of(self, one: str, other: str) -> tuple[str, str]:
        """The number of the line between two things; and beyond which of them it is printed, if it is."""
        joint = self.beside(one).get(other)
        if joint is None or joint.line:
            return (joint.line, "") if joint is not None else ("", "")
        for before, node in ((one, other), (other, one)):
            seen = {before}
            while self.role(node) not in ENDS:
                onward = [n for n in self.beside(node) if n not in seen and self.role(n) not in LEAVES]
                if len(onward) != 1:
                    break
                line = self.joints[node][onward[0]].line
                if line:
                    return line, node
                seen.add(node)
                before, node = node, onward[0]
        return "", ""


def piping_of(drawing: Drawing, tags: Sequence[str]) -> Piping | None:
    """The graph of the version in which lines join most of some tags; None where none has lines."""
    found = [_read(drawing, version) for version in drawing.versions if version.of("connection")]
    held = [(sum(p.node(tag) is not None for tag in tags), len(p.joints), p) for p in found]
    return max(held, key=lambda item: item[:2])[2] if held else None


def _read(drawing: Drawing, version: Version) -> Piping:
    piping = Piping(drawing, version)
    crowded = []
    for entity in version.of("connection"):
        joined = read_joined(entity.text)
        if len(joined.ends) != 2:
            crowded.append((joined, entity))
            continue
        one, other = joined.ends
        ways = _WAYS[joined.flow]
        piping.joints.setdefault(one, {})[other] = Joint(ways[0], joined.line, entity)
        piping.joints.setdefault(other, {})[one] = Joint(ways[1], joined.line, entity)
    for joined, entity in crowded:
        for one, other in combinations(joined.ends, 2):
            joint = Joint("unknown", joined.line, entity)
            piping.joints.setdefault(one, {}).setdefault(other, joint)
            piping.joints.setdefault(other, {}).setdefault(one, joint)
    return piping
