"""Lines that go on on another drawing: the connector there that answers to the one here.

Knows drawings and the words at the ends of their lines, no question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.piping import Piping, piping_of
from assistant.words import content_stems, fold
from retrieval.joined import ELSEWHERE

_SHORTEST = 4
"""Letters and digits of a drawing's number that is looked for in words."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a line goes on: the graph of the other drawing and its connector."""

    piping: Piping
    node: str


@dataclass(frozen=True, slots=True)
class Across:
    """A way from a thing on one drawing to a thing on another: the part on each, connectors included."""

    here: Piping
    first: tuple[str, ...]
    there: Piping
    second: tuple[str, ...]


def onward(node: str, piping: Piping, drawings: Sequence[Drawing]) -> Onward | None:
    """The connector on another drawing that a line leads to; None where none, or several, may be meant.

    Args:
        node: The words at the end of a line of ``piping``.
        drawings: Those that are known.
    """
    here = piping.drawing
    for drawing in drawings:
        if drawing is here or not mentions(node, drawing.number):
            continue
        other = piping_of(drawing, ())
        if other is None:
            return None
        back = [n for n in other.joints if n.startswith(ELSEWHERE) and mentions(n, here.number)]
        if len(back) > 1:
            lines = _lines(piping, node)
            back = [n for n in back if lines & _lines(other, n)] or _alike(node, back)
        return Onward(other, back[0]) if len(back) == 1 else None
    return None


def across(one: str, other: str, drawings: Sequence[Drawing]) -> Across | None:
    """The way between two tags that are on two drawings, over one connector of each."""
    for first, second in ((one, other), (other, one)):
        for drawing in drawings:
            piping = piping_of(drawing, [first]) if first in drawing.tags else None
            start = piping.node(first) if piping is not None else None
            if piping is None or start is None:
                continue
            for connector in [n for n in piping.joints if n.startswith(ELSEWHERE)]:
                found = _joined_over(piping, start, connector, second, drawings)
                if found is not None:
                    return found
    return None


def _joined_over(
    piping: Piping, start: str, connector: str, second: str, drawings: Sequence[Drawing]
) -> Across | None:
    """The way from a thing over one connector to a thing on the drawing that it leads to, with the flow."""
    found = onward(connector, piping, drawings)
    end = found.piping.node(second) if found is not None else None
    if found is None or end is None:
        return None
    here, there = piping.between(start, connector), found.piping.between(found.node, end)
    if here is None or there is None or not here[2] == there[2] == "down":
        return None
    return Across(piping, here[0], found.piping, there[0])


def mentions(words: str, number: str) -> bool:
    """True where the words at the end of a line name a drawing."""
    plain = re.sub(r"[\W_]+", "", fold(number))
    if len(plain) < _SHORTEST or not any(map(str.isdigit, plain)):
        return False
    form = r"[\W_]*".join(map(re.escape, plain))
    return bool(re.search(rf"(?<![a-z0-9]){form}(?![a-z0-9])", fold(words)))


def _lines(piping: Piping, node: str) -> set[str]:
    """The numbers printed along the run that a connector ends."""
    found: set[str] = set()
    seen, waiting = {node}, [node]
    for at in waiting:
        for beside, joint in piping.beside(at).items():
            if joint.line:
                found.add(joint.line)
            elif beside not in seen and piping.role(beside) not in ("equipment", "instrument"):
                seen.add(beside)
                waiting.append(beside)
    return found


def _alike(node: str, back: Sequence[str]) -> list[str]:
    """The connector whose words share most with those here."""
    own = set(content_stems(node))
    shared = [len(own & set(content_stems(n))) for n in back]
    best = max(shared)
    return [n for n, count in zip(back, shared, strict=True) if count == best > 0]
