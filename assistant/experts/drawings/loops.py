"""The control loop of a valve or a controller, by the lines between them: what measures, controls and acts.

Knows the graph of one drawing. Where its lines show no loop, only an instrument of the same number is told.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from itertools import pairwise

from assistant.experts.drawings.piping import Piping
from assistant.experts.drawings.roles import VALVES, is_controller, is_measuring
from retrieval.identifiers import normalise
from retrieval.joined import UNTAGGED
from retrieval.records import Language

_FARTHEST = 4
"""Lines of signal from a valve to its controller, at most."""


def loop_of(
    piping: Piping, node: str, language: Language
) -> tuple[str, list[str], list[tuple[str, str]]] | None:
    """What belongs to the loop of a thing.

    Returns:
        A sentence, the things it names and the pairs that lines join; None where no loop is shown.
    """
    if is_controller(node):
        targets = _acted_on(piping, node)
        sources = [path for path in _ways(piping, node, is_measuring, _is_signal) if len(path) > 1]
        if not targets and not sources:
            return None
        return _said_controller(piping, node, targets, sources, language)
    controllers = _ways(piping, node, is_controller, _passes)
    if controllers:
        return _said_valve(piping, node, controllers, language)
    twins = [n for n in _instruments(piping) if is_controller(n) and _number(n) == _number(node)]
    if len(twins) != 1:
        return None
    where = piping.drawing.name
    text = (
        f"{twins[0]} porte le numéro de boucle de {node} sur {where} ; aucune ligne de signal n'a été suivie."
        if language == "fr"
        else f"{twins[0]} has the loop number of {node} on {where}; no signal line could be followed."
    )
    return text, [node, twins[0]], []


def _said_valve(
    piping: Piping, node: str, controllers: list[tuple[str, ...]], language: Language
) -> tuple[str, list[str], list[tuple[str, str]]]:
    names = [path[-1] for path in controllers]
    where, french = piping.drawing.name, language == "fr"
    told = (" et " if french else " and ").join(names)
    through = [n for path in controllers for n in path[1:-1] if not n.startswith(UNTAGGED)]
    sources = [
        p
        for name in names
        for p in _ways(piping, name, is_measuring, _is_signal)
        if len(p) > 1 and node not in p
    ]
    text = (
        f"{told} : agit sur {node} d'après {where}"
        if french
        else f"{told}: acts on {node} by the lines of {where}"
    )
    if through:
        text += f", par {', '.join(through)}" if french else f", through {', '.join(through)}"
    measured = list(dict.fromkeys(path[-1] for path in sources))
    if measured:
        text += (
            f" ; mesure reliée : {', '.join(measured)}"
            if french
            else f"; measurement joined to it: {', '.join(measured)}"
        )
    paths = [*controllers, *sources]
    return f"{text}.", [node, *names, *through, *measured], _pairs(paths)


def _said_controller(
    piping: Piping,
    node: str,
    targets: list[tuple[str, ...]],
    sources: list[tuple[str, ...]],
    language: Language,
) -> tuple[str, list[str], list[tuple[str, str]]]:
    where, french = piping.drawing.name, language == "fr"
    names = list(dict.fromkeys(path[-1] for path in targets))
    measured = list(dict.fromkeys(path[-1] for path in sources))
    if names:
        told = (" et " if french else " and ").join(names)
        text = (
            f"{told} : commandé par {node} d'après {where}"
            if french
            else f"{told}: driven by {node} by the lines of {where}"
        )
    else:
        text = (
            f"Aucun organe commandé par {node} n'est relié sur {where}"
            if french
            else f"No valve or machine that {node} drives is joined to it on {where}"
        )
    if measured:
        text += (
            f" ; mesure reliée : {', '.join(measured)}"
            if french
            else f"; measurement joined to it: {', '.join(measured)}"
        )
    return f"{text}.", [node, *names, *measured], _pairs([*targets, *sources])


def _acted_on(piping: Piping, node: str) -> list[tuple[str, ...]]:
    """The ways from a controller to control valves; to other valves or machines where there is none."""
    roles = (frozenset({"control"}), VALVES, frozenset({"equipment"}))
    for wanted in roles:
        found = _ways(piping, node, lambda n, wanted=wanted: piping.role(n) in wanted, _passes)  # type: ignore[misc]
        if found:
            return found
    return []


def _ways(
    piping: Piping,
    start: str,
    ends: Callable[[str], bool],
    passes: Callable[[Piping, str], bool],
) -> list[tuple[str, ...]]:
    """The ways over signal lines to the nearest things of a kind."""
    waiting: deque[tuple[str, ...]] = deque([(start,)])
    seen, found = {start}, list[tuple[str, ...]]()
    while waiting:
        path = waiting.popleft()
        for node in piping.beside(path[-1]):
            if node in seen or (len(path) == 1 and not _is_signal_line(piping, start, node)):
                continue
            seen.add(node)
            if ends(node):
                found.append((*path, node))
            elif passes(piping, node) and len(path) < _FARTHEST:
                waiting.append((*path, node))
    return found


def _is_signal_line(piping: Piping, one: str, other: str) -> bool:
    """True where one of two things is an instrument or a symbol without a tag, and nothing flows."""
    joint = piping.beside(one)[other]
    return joint.way not in ("down", "up") or any(piping.role(n) == "instrument" for n in (one, other))


def _passes(piping: Piping, node: str) -> bool:
    """True for a relay or a positioner: an instrument that neither measures nor controls."""
    if node.startswith(UNTAGGED):
        return True
    return piping.role(node) == "instrument" and not is_measuring(node) and not is_controller(node)


def _is_signal(piping: Piping, node: str) -> bool:
    return piping.role(node) == "instrument" and not is_controller(node)


def _instruments(piping: Piping) -> list[str]:
    return [e.text for e in piping.version.of("tag") if is_controller(e.text)]


def _number(tag: str) -> str:
    return "".join(re.findall(r"\d+[A-Z]?", normalise(tag))[-1:])


def _pairs(paths: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    return [pair for path in paths for pair in pairwise(path)]
