"""What a line joins that is called by its number: "where does 400-CW-1001-A1 go?", "valves on line CW-1001".

The number stands at one stretch of the line, which goes on through valves up to equipment, the edge of the
sheet, a branch or another number. Knows drawings and one question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.experts.drawings import say_runs as say
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.framed import framed
from assistant.experts.drawings.line_words import LINE_WORDS
from assistant.experts.drawings.piping import ENDS, LEAVES, Piping, piping_of
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold
from retrieval.joined import UNTAGGED

_MOST_DRAWINGS = 3
_INCHES = r"(?:\"|''|”|″|\s?in(?:ch(?:es)?)?)?"
_BETWEEN = r"[\s-]*"
_ASKS = re.compile(
    r"\b(?:connects?|connecting|joins?|joining|links?|linking|goes?|go|runs?|leads?|feeds?|suppl(?:y|ies)|comes?|from|to"
    r"|between|where|on|along|relie(?:nt)?|va|vont|vient|viennent|part|mene|alimente|dessert|entre|ou|sur|vers)\b"
)
_LIKE_ONE = re.compile(
    r"[\w\"']-\s?\w+\s?-\s?\w|\b(?:lines?|pipes?|lignes?|tuyau\w*|conduites?)\b.*\w-\w", re.IGNORECASE
)
"""No drawing is looked into for a question that holds nothing like the number of a line."""
_SHORT = 3
"""Parts of a number from which its second and third alone may name it: ``CW-1001``."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A line from end to end.

    Attributes:
        ends: Where it ends; in the order of its flow where that is drawn.
        inner: What lies on it, in order from the first end.
        pairs: The stretches.
        directed: True where arrows show that it flows from the first end to the last.
    """

    ends: tuple[str, ...]
    inner: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    directed: bool


def find_numbered(question: Question, drawings: Sequence[Drawing]) -> Finding | None:
    """What the line joins whose number is said, on each sheet that prints it; None where none is asked of."""
    folded = fold(question.text)
    if not (_LIKE_ONE.search(folded) and _ASKS.search(folded)):
        return None
    pipings = [piping for drawing in drawings if (piping := piping_of(drawing, ())) is not None]
    number = _said(folded, {line for piping in pipings for line in _numbers(piping)})
    if number is None or not _is_asked(folded, number, pipings):
        return None
    found = [
        _told(number, _followed(number, piping), piping, question)
        for piping in pipings
        if number in _numbers(piping)
    ]
    return Finding(evidence=tuple(found[:_MOST_DRAWINGS]))


def _numbers(piping: Piping) -> Iterator[str]:
    return (joint.line for beside in piping.joints.values() for joint in beside.values() if joint.line)


def _said(folded: str, numbers: Collection[str]) -> str | None:
    """The one number that a question names, whole or by its fluid and serial number."""
    whole = [number for number in numbers if re.search(_form(number.split("-")), folded)]
    if whole:
        return max(whole, key=len)
    short = [
        number
        for number in numbers
        if len(parts := number.split("-")) >= _SHORT and re.search(_form(parts[1:3]), folded)
    ]
    return short[0] if len(short) == 1 else None


def _form(parts: Sequence[str]) -> str:
    """A pattern of a folded number, with or without hyphens and the sign of inches."""
    plain = (re.escape(fold(part).rstrip("\"'”″")) + _INCHES for part in parts)
    return rf"(?<![\w-]){_BETWEEN.join(plain)}(?![\w-])"


def _is_asked(folded: str, number: str, pipings: Sequence[Piping]) -> bool:
    """True where all other words may be asked of lines, and one asks where it goes or what is on it."""
    parts = number.split("-")
    rest = re.sub(_form(parts[1:3]), " ", re.sub(_form(parts), " ", folded))
    nodes = {part for piping in pipings for node in piping.joints for part in re.findall(r"\w+", fold(node))}
    words = {fold(word) for word in content_words(rest)}
    known = LINE_WORDS | nodes
    return bool(_ASKS.search(rest)) and all(word in known or word.rstrip("s") in known for word in words)


def _followed(number: str, piping: Piping) -> _Run:
    """The stretches with the number and those that go on from them without a branch or another number."""
    pairs = {
        tuple(sorted((one, other)))
        for one, beside in piping.joints.items()
        for other, joint in beside.items()
        if joint.line == number
    }
    waiting = [node for pair in sorted(pairs) for node in pair]
    while waiting:
        node = waiting.pop(0)
        on = [pair for pair in pairs if node in pair]
        beyond = _beyond(node, piping)
        if piping.role(node) in ENDS or len(on) != 1 or len(beyond) != 2:
            continue
        other = next((one for one in beyond if tuple(sorted((node, one))) not in pairs), None)
        if other is not None and not piping.beside(node)[other].line:
            pairs.add(tuple(sorted((node, other))))
            waiting.append(other)
    return _in_order([(one, other) for one, other in sorted(pairs)], piping)


def _beyond(node: str, piping: Piping) -> list[str]:
    """What a line goes on to from a node: neither instruments nor drains, nor what shares its feed."""
    return [
        other
        for other, joint in piping.beside(node).items()
        if joint.way != "side" and piping.role(other) not in LEAVES and not other.startswith(UNTAGGED)
    ]


def _in_order(pairs: Sequence[tuple[str, str]], piping: Piping) -> _Run:
    """The ends and what lies between, from one end to the other where there are two."""
    beside: dict[str, list[str]] = {}
    for one, other in pairs:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    ends = [node for node, others in beside.items() if len(others) == 1 or piping.role(node) in ENDS]
    path = [ends[0]] if ends else list(beside)[:1]
    while onward := [node for node in beside[path[-1]] if node not in path]:
        path.append(onward[0])
    if len(ends) != 2 or len(path) != len(beside):
        return _Run(
            tuple(sorted(ends)),
            tuple(node for node in beside if node not in ends),
            tuple(pairs),
            directed=False,
        )
    ways = {piping.beside(one)[other].way for one, other in pairwise(path)}
    if "up" in ways and "down" not in ways:
        path.reverse()
    directed = bool(ways & {"up", "down"}) and not {"up", "down"} <= ways
    return _Run((path[0], path[-1]), tuple(path[1:-1]), tuple(pairs), directed=directed)


def _told(number: str, run: _Run, piping: Piping, question: Question) -> Evidence:
    on_it = [n for n in run.inner if not n.startswith(UNTAGGED) and piping.role(n) not in LEAVES]
    instruments = list(dict.fromkeys(i for node in run.inner for i in piping.instruments(node)))
    said = say.numbered(
        piping, number, run.ends, on_it, instruments, question.language, directed=run.directed
    )
    return framed(piping, said, [*run.ends, *on_it, *instruments], run.pairs)
