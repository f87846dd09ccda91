"""Which way lines flow: from the arrows on some stretches to those that they leave no choice.

A net is stretches of line between symbols (``@P-101``) and junctions (``#12a``). Knows no sheet.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from retrieval.records import Box

Heading = Literal["", "out", "in"]
_Sense = Literal["unknown", "forward", "backward", "none"]
_MOST_STEPS = 20_000
"""Steps of the search for ways through a net; where they do not suffice the flow stays unknown."""


@dataclass(slots=True)
class Stretch:
    """A part of a line. ``way`` is 1 from ``one`` to ``other``, -1 the other way, 0 unknown."""

    one: str
    other: str
    layer: str
    parts: tuple[Box, ...]
    way: int = 0

    def way_from(self, node: str) -> int:
        """1 where it flows away from one of its ends, -1 where towards it, 0 unknown."""
        return self.way if node == self.one else -self.way

    def far(self, node: str) -> str:
        """Its other end."""
        return self.other if node == self.one else self.one


@dataclass(frozen=True, slots=True)
class Path:
    """How one symbol is reached from another over junctions."""

    layer: str
    parts: tuple[Box, ...]
    flow: _Sense


@dataclass(slots=True)
class Net:
    """Stretches by their ends.

    Attributes:
        headings: Symbols from which lines come or at which they end, as written there.
        leaves: Symbols through which nothing flows.
        holders: Symbols that may take in without giving out.
    """

    stretches: list[Stretch]
    headings: Mapping[str, Heading] = field(default_factory=dict)
    leaves: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    at: dict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for stretch in self.stretches:
            self.at[stretch.one].append(stretch)
            self.at[stretch.other].append(stretch)

    def symbols(self) -> list[str]:
        """Nodes that are symbols."""
        return [node for node in self.at if node.startswith("@")]

    def carrying(self, node: str) -> list[Stretch]:
        """The stretches at a node but for those that only lead to an instrument."""
        return [s for s in self.at[node] if not self._leads_to_leaf(s, node)]

    def _leads_to_leaf(self, stretch: Stretch, node: str) -> bool:
        far, passed = stretch.far(node), {node}
        while far.startswith("#") and len(self.at[far]) == 2 and far not in passed:
            passed.add(far)
            one, other = self.at[far]
            stretch = other if one is stretch else one
            far = stretch.far(far)
        return far in self.leaves

    def direct(self) -> set[frozenset[str]]:
        """Pairs of symbols with one stretch between them."""
        return {
            frozenset((s.one, s.other))
            for s in self.stretches
            if s.one.startswith("@") and s.other.startswith("@")
        }

    def neighbours(self, start: str) -> list[tuple[str, Path]]:
        """Symbols that are reached from one without passing another, each by its shortest way."""
        found: dict[str, Path] = {}
        seen = {start}
        waiting: deque[tuple[str, tuple[Stretch, ...], tuple[int, ...]]] = deque([(start, (), ())])
        while waiting:
            node, path, ways = waiting.popleft()
            for stretch in self.at[node]:
                far = stretch.far(node)
                if far in seen:
                    continue
                seen.add(far)
                gone, turned = (*path, stretch), (*ways, stretch.way_from(node))
                if far.startswith("@"):
                    found[far] = Path(gone[0].layer, _parts(gone), _sense(turned))
                else:
                    waiting.append((far, gone, turned))
        return list(found.items())

    def headers(self, start: str) -> Iterator[tuple[str, list[str], str, tuple[Box, ...]]]:
        """The groups of junctions at a symbol: a name, the symbols that each joins, layer and places."""
        for first in dict.fromkeys(s.far(start) for s in self.at[start]):
            if first.startswith("@"):
                continue
            inside, waiting = {first}, [first]
            members: dict[str, None] = {}
            passed: list[Stretch] = []
            while waiting:
                node = waiting.pop()
                for stretch in self.at[node]:
                    far = stretch.far(node)
                    passed.append(stretch)
                    if far.startswith("@"):
                        members[far] = None
                    elif far not in inside:
                        inside.add(far)
                        waiting.append(far)
            yield min(inside), list(members), passed[0].layer, _parts(passed)


def _parts(stretches: Sequence[Stretch]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(part for stretch in stretches for part in stretch.parts))


def _sense(ways: Sequence[int]) -> _Sense:
    """Of a way over several stretches; unknown where one of them is, unless two others disagree."""
    if 1 in ways and -1 in ways:
        return "none"
    if all(way == 1 for way in ways):
        return "forward"
    return "backward" if all(way == -1 for way in ways) else "unknown"


def directed(net: Net) -> Net:
    """The net with every stretch whose way follows from the others and from what is written at its ends.

    What comes to a place with two stretches goes on in the other one; between a stretch that brings and one
    that takes, what lies on ways in one sense only flows in that sense.
    """
    for node, heading in net.headings.items():
        for stretch in net.at[node]:
            if stretch.way == 0 and stretch.far(node) not in net.leaves:
                out = heading == "out"
                stretch.way = 1 if (stretch.one == node) == out else -1
    for _ in range(3):
        _go_on(net)
        if not _between(net):
            break
    return net


def _go_on(net: Net) -> None:
    waiting = deque(net.at)
    while waiting:
        node = waiting.popleft()
        carrying = net.carrying(node)
        if node in net.leaves or node in net.holders:
            continue
        known = [s.way_from(node) for s in carrying if s.way]
        unknown = [s for s in carrying if not s.way]
        same = len(set(known)) == 1
        if len(unknown) == 1 and known and same:
            stretch = unknown[0]
            out = known[0] == -1
            stretch.way = 1 if (stretch.one == node) == out else -1
            waiting.append(stretch.far(node))


def _between(net: Net) -> bool:
    """Sets what lies on the ways from what brings to what takes; False where nothing was set."""
    done: set[str] = set()
    changed = False
    for start in list(net.at):
        if start in done or start in net.leaves:
            continue
        nodes = _loose(net, start)
        done |= nodes
        brings = [n for n in nodes if any(s.way_from(n) == -1 for s in net.at[n])]
        takes = [n for n in nodes if any(s.way_from(n) == 1 for s in net.at[n])]
        senses: dict[int, set[int]] = defaultdict(set)
        steps = [_MOST_STEPS]
        for source in brings:
            back = _returning(net, source, nodes, takes)
            _try_ways(net, source, set(takes) - back, {source}, [], senses, steps)
            around: dict[int, set[int]] = defaultdict(set)
            _try_ways(net, source, back, {source}, [], around, steps)
            for circled in around:
                senses[circled] |= {1, -1}
        if steps[0] <= 0:
            continue
        for stretch in net.stretches:
            ways = senses.get(id(stretch), set())
            if len(ways) == 1 and not stretch.way:
                stretch.way = ways.pop()
                changed = True
    return changed


def _returning(net: Net, source: str, nodes: set[str], takes: Sequence[str]) -> set[str]:
    """The places that take what comes back to a source, where it may as well go, or come from, elsewhere.

    A pump that stands by beside a running one is on a way from the outlet of that one to its inlet: nothing
    flows so. Where all must go around, as in a heating circuit, there is no elsewhere.
    """
    ends = (n for n in nodes if n.startswith("@") and (n in net.holders or len(net.carrying(n)) == 1))
    if not any(s.way_from(source) == 1 for s in net.at[source]) and next(ends, None) is None:
        return set()
    return {take for take in takes if source in _carried_from(net, take)}


def _carried_from(net: Net, start: str) -> set[str]:
    """The nodes to which known flows lead from one."""
    nodes, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for stretch in net.at[node]:
            if stretch.way_from(node) == 1 and stretch.far(node) not in nodes:
                nodes.add(stretch.far(node))
                waiting.append(stretch.far(node))
    return nodes - {start}


def _loose(net: Net, start: str) -> set[str]:
    """The nodes that stretches of unknown flow join."""
    nodes, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        for stretch in net.at[node]:
            far = stretch.far(node)
            if not stretch.way and far not in nodes and far not in net.leaves:
                nodes.add(far)
                waiting.append(far)
    return nodes


def _try_ways(
    net: Net,
    node: str,
    takes: set[str],
    passed: set[str],
    path: list[tuple[Stretch, int]],
    senses: dict[int, set[int]],
    steps: list[int],
) -> None:
    """Notes the sense of every stretch on every way without a return from a node to one that takes."""
    steps[0] -= 1
    if steps[0] <= 0:
        return
    if node in takes and path:
        for stretch, way in path:
            senses[id(stretch)].add(way)
    for stretch in net.at[node]:
        far = stretch.far(node)
        if stretch.way or far in passed or far in net.leaves:
            continue
        step = (stretch, 1 if stretch.one == node else -1)
        _try_ways(net, far, takes, {*passed, far}, [*path, step], senses, steps)
