"""Answers from the lines of drawings: what is up or down the line, between two things, what isolates one.

Where the lines do not tell it, that is said. Knows drawings and one question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from assistant.experts.drawings import say_runs as say
from assistant.experts.drawings.answer_tags import kind_of, of_kind
from assistant.experts.drawings.asked_runs import RunAsked, Want, asked_run
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.framed import framed
from assistant.experts.drawings.loops import loop_of
from assistant.experts.drawings.off_page import Across, across, onward
from assistant.experts.drawings.piping import Piping, piping_of
from assistant.experts.drawings.roles import VALVES
from assistant.records import Evidence, Finding, Question
from assistant.words import fold
from retrieval.joined import ELSEWHERE
from retrieval.records import Language

_BOTH: tuple[Want, ...] = ("up", "down")
_MOST_DRAWINGS = 3


def run_asked(question: Question, drawings: Sequence[Drawing]) -> RunAsked | None:
    """What a question asks of the lines of drawings; None where it asks nothing of them."""
    lined = [drawing for drawing in drawings if any(v.of("connection") for v in drawing.versions)]
    if not lined:
        return None
    known = {tag for drawing in lined for tag in drawing.tags}
    return asked_run(_without_names(question.text, drawings), known)


def find_runs(asked: RunAsked, question: Question, drawings: Sequence[Drawing]) -> Finding | None:
    """The answer from each drawing that shows what is asked of; None where none shows it."""
    language = question.language
    folded = fold(question.text)
    named = [d for d in drawings if _names(d, folded)]
    pool = named or drawings
    holding = [d for d in pool if all(_holds(d, tag) for tag in asked.tags)]
    if not holding:
        return _over_sheets(asked, drawings, language) or _absent(
            asked, pool if named else drawings, language
        )
    found: list[Evidence] = []
    refusals: list[str] = []
    for drawing in holding[:_MOST_DRAWINGS]:
        piping = piping_of(drawing, asked.tags)
        nodes = [_node(piping, tag) for tag in asked.tags]
        several = next((node for node in nodes if len(node) > 1), None)
        if several:
            which = say.joined(several, language).replace(" and ", " or ").replace(" et ", " ou ")
            refusals.append(
                f"De laquelle s'agit-il : {which} ?" if language == "fr" else f"Which one: {which}?"
            )
        elif piping is None or not all(nodes):
            refusals.append(_unfollowed(asked, nodes, drawing, language))
        else:
            for want in _BOTH if asked.want == "both" else (asked.want,):
                one = replace(asked, want=want)
                answer = _ANSWERS[want](one, piping, [node[0] for node in nodes], language)
                if isinstance(answer, Evidence):
                    found.append(answer)
                else:
                    refusals.append(answer)
                if want in _BOTH:
                    found += _onward(one, piping, nodes[0][0], drawings, language)
    if found:
        return Finding(evidence=tuple(found))
    return Finding(refusal=refusals[0]) if refusals else None


def _without_names(text: str, drawings: Sequence[Drawing]) -> str:
    """A question without the numbers and titles of drawings, whose words are none of its own."""
    for drawing in drawings:
        for name in (drawing.number, drawing.title):
            at = fold(text).find(fold(name)) if len(name) >= 4 else -1
            if at >= 0 and len(fold(text)) == len(text):
                text = f"{text[:at]} {text[at + len(name) :]}"
    return text


def _names(drawing: Drawing, folded: str) -> bool:
    return len(drawing.number) >= 4 and fold(drawing.number) in folded


def _holds(drawing: Drawing, tag: str) -> bool:
    return any(own == tag or (own[:-1] == tag and own[-1:].isalpha()) for own in drawing.tags)


def _node(piping: Piping | None, tag: str) -> list[str]:
    """The node of a tag, or those that it is the common part of."""
    if piping is None:
        return []
    exact = piping.node(tag)
    if exact is not None:
        return [exact]
    return [node for node in piping.joints if fold(node)[:-1] == fold(tag) and node[-1:].isalpha()]


def _absent(asked: RunAsked, drawings: Sequence[Drawing], language: Language) -> Finding | None:
    """That no one drawing shows two things; None where one of them is on none."""
    shown = [[d.number for d in drawings if _holds(d, tag)] for tag in asked.tags]
    if len(asked.tags) < 2 or not all(shown):
        return None
    one, other = asked.tags
    first, second = (", ".join(names[:3]) for names in shown)
    if language == "fr":
        return Finding(
            refusal=f"Aucun plan ne montre {one} et {other} : {one} est sur {first}, {other} sur {second}."
        )
    return Finding(
        refusal=f"No one drawing shows both {one} and {other}: {one} is on {first}, {other} on {second}."
    )


def _unfollowed(asked: RunAsked, nodes: Sequence[list[str]], drawing: Drawing, language: Language) -> str:
    lost = [tag for tag, node in zip(asked.tags, nodes, strict=False) if not node] or list(asked.tags)
    if language == "fr":
        return f"Aucune ligne n'a pu être suivie jusqu'à {lost[0]} sur {drawing.name}."
    return f"No line could be followed to {lost[0]} on {drawing.name}."


def _along(asked: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """What is up or down the line."""
    start, down = nodes[0], asked.want == "down"
    branches, unknown = piping.run(start, "down" if down else "up")
    if asked.roles:
        return _filtered(asked, piping, start, branches, unknown, language)
    if not branches and not unknown:
        return say.nothing(piping, start, down, language)
    if not branches:
        shown = [start, *unknown]
        statement = say.undirected(piping, start, unknown, language)
        return framed(piping, statement, shown, [(start, n) for n in unknown])
    statement = say.run(piping, start, down, branches, language)
    lines = [line for b in branches for one, other in pairwise(b) if (line := piping.beside(one)[other].line)]
    if asked.line and lines:
        statement = say.run_line(list(dict.fromkeys(lines)), language) + statement
    if unknown:
        statement += say.also_undirected(unknown, language)
    pairs = [pair for branch in branches for pair in pairwise(branch)]
    return framed(piping, statement, [n for branch in branches for n in branch], pairs)


def _filtered(
    asked: RunAsked,
    piping: Piping,
    start: str,
    branches: Sequence[Sequence[str]],
    unknown: Sequence[str],
    language: Language,
) -> Evidence | str:
    """The nearest things of a kind on every branch."""
    down = asked.want == "down"
    nearest = dict.fromkeys(
        found
        for branch in branches
        if (found := next((n for n in branch[1:] if _is_asked(asked, piping, n)), None)) is not None
    )
    if asked.roles == frozenset({"instrument"}):
        nearest = dict.fromkeys(n for b in branches for node in b[1:] for n in piping.instruments(node))
    side = ("en aval de" if down else "en amont de") if language == "fr" else ("down" if down else "up")
    where, what = piping.drawing.name, say.kind(asked.called)
    if not nearest and unknown and not branches:
        statement = say.undirected(piping, start, unknown, language)
        return framed(piping, statement, [start, *unknown], [(start, n) for n in unknown])
    if not nearest:
        none = (
            f"Pas de {what} {side} {start} sur {where}."
            if language == "fr"
            else f"No {what} is drawn {side}stream of {start} on {where}."
        )
        return none + (say.also_undirected(unknown, language) if unknown else "")
    names = say.joined([say.named(n, language) for n in nearest], language)
    if language == "fr":
        statement = f"{names} : {what} {side} {start} sur {where}, le plus proche de chaque branche."
    else:
        statement = f"{names}: the nearest {what} {side}stream of {start} on {where}, branch by branch."
    if unknown:
        statement += say.also_undirected(unknown, language)
    path = [n for b in branches for n in b if n in nearest or n == start]
    return framed(piping, statement, path, [])


def _onward(
    asked: RunAsked, piping: Piping, start: str, drawings: Sequence[Drawing], language: Language
) -> list[Evidence]:
    """What follows on the drawings that lines lead to; of a kind only where none comes before."""
    way: Literal["down", "up"] = "down" if asked.want == "down" else "up"
    found = []
    for branch in piping.run(start, way)[0]:
        before = asked.roles and any(_is_asked(asked, piping, n) for n in branch[1:])
        there = onward(branch[-1], piping, drawings) if branch[-1].startswith(ELSEWHERE) else None
        if before or there is None:
            continue
        branches = there.piping.run(there.node, way)[0]
        if asked.roles:
            nearest = (next((n for n in b[1:] if _is_asked(asked, there.piping, n)), "") for b in branches)
            branches = [(there.node, n) for n in dict.fromkeys(nearest) if n]
        if branches:
            statement = say.onward(there.piping, there.node, way == "down", branches, language)
            pairs = [pair for b in branches for pair in pairwise(b)]
            found.append(framed(there.piping, statement, [n for b in branches for n in b], pairs))
    return found


def _over_sheets(asked: RunAsked, drawings: Sequence[Drawing], language: Language) -> Finding | None:
    """What is between two things on two drawings that a connector joins."""
    if asked.want not in ("between", "reaches", "line"):
        return None
    found = across(asked.tags[0], asked.tags[1], drawings)
    if found is None:
        return None
    if asked.want == "line":
        return _line_over(found, language)
    parts = []
    for piping, path in ((found.here, found.first), (found.there, found.second)):
        shown = [n for n in path[1:-1] if not asked.roles or _is_asked(asked, piping, n)]
        statement = say.over_sheets(piping, path, shown, bool(asked.roles), asked.called, language)
        parts.append(framed(piping, statement, [path[0], *shown, path[-1]], list(pairwise(path))))
    return Finding(evidence=tuple(parts))


def _line_over(found: Across, language: Language) -> Finding | None:
    """The numbers printed along a way over two drawings; None where none is."""
    parts = []
    for piping, path in ((found.here, found.first), (found.there, found.second)):
        pairs = list(pairwise(path))
        numbers = dict.fromkeys(line for a, b in pairs if (line := piping.beside(a)[b].line))
        if numbers:
            statement = say.line(piping, path[0], path[-1], list(numbers), language)
            parts.append(framed(piping, statement, [path[0], path[-1]], pairs))
    return Finding(evidence=tuple(parts)) if parts else None


def _is_asked(asked: RunAsked, piping: Piping, node: str) -> bool:
    """True for a thing of the kind that is asked for: a pump, not any equipment."""
    if piping.role(node) not in asked.roles:
        return False
    kind = kind_of(asked.called) if asked.roles == frozenset({"equipment"}) else None
    marks = piping.shown(node)
    return kind is None or (bool(marks) and of_kind(piping.version, marks[0], kind))


def _reaches(_: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """Whether what flows through one thing comes to another."""
    one, other = nodes
    found = piping.between(one, other)
    french = language == "fr"
    if found is None:
        where = piping.drawing.name
        return (
            f"Aucune ligne suivie sur {where} ne relie {one} et {other}."
            if french
            else f"No line that could be followed on {where} joins {one} and {other}."
        )
    path, others, way = found
    head = {"down": ("Oui : ", "Yes: "), "unknown": ("", "")}.get(way, ("Non : ", "No: "))
    statement = head[0 if french else 1] + say.between(piping, path, others, way, [], language)
    return framed(piping, statement, path, list(pairwise(path)))


def _between(asked: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """What lies between two things."""
    one, other = nodes
    found = piping.between(one, other)
    if found is None:
        if language == "fr":
            return f"Aucune ligne suivie sur {piping.drawing.name} ne relie {one} et {other}."
        return f"No line that could be followed on {piping.drawing.name} joins {one} and {other}."
    path, others, way = found
    inner = [*path[1:-1], *others]
    instruments = list(dict.fromkeys(n for node in inner for n in piping.instruments(node)))
    pairs = list(pairwise(path))
    if asked.roles:
        kind = [n for n in inner if _is_asked(asked, piping, n)]
        kind = instruments if "instrument" in asked.roles else kind
        names = say.joined([say.named(n, language) for n in kind], language)
        return framed(piping, _of_kind(asked, piping, nodes, names, language), [*path, *kind], pairs)
    statement = say.between(piping, path, others, way, instruments, language)
    return framed(piping, statement, [*path, *others], pairs)


def _of_kind(asked: RunAsked, piping: Piping, nodes: Sequence[str], names: str, language: Language) -> str:
    """The sentence on things of a kind between two others, or that there is none."""
    one, other = nodes
    what, where = say.kind(asked.called), piping.drawing.name
    if language == "fr":
        if not names:
            return f"Aucun : pas de {what} entre {one} et {other} sur {where}."
        return f"{'Oui : ' if asked.whether else ''}{names} : {what} entre {one} et {other} sur {where}."
    if not names:
        return f"None: no {what} is drawn between {one} and {other} on {where}."
    return f"{'Yes: ' if asked.whether else ''}{names}: {what} between {one} and {other} on {where}."


def _line(_: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """The number of the line that joins two things, where one is printed along it."""
    one, other = nodes
    found = piping.between(one, other)
    french, where = language == "fr", piping.drawing.name
    pairs = list(pairwise(found[0])) if found is not None else []
    numbers = dict.fromkeys(line for a, b in pairs if (line := piping.beside(a)[b].line))
    if numbers:
        statement = say.line(piping, one, other, list(numbers), language)
        return framed(piping, statement, [one, other], pairs)
    line, beyond = piping.line_of(one, other)
    if line:
        statement = (
            f"{line} : numéro imprimé au-delà de {beyond}, sur le même tronçon, sur {where}."
            if french
            else f"{line}: printed beyond {beyond} on the same run on {where}."
        )
        return framed(piping, statement, [one, other], pairs)
    if french:
        return f"Aucun numéro de ligne n'est imprimé entre {one} et {other} sur {where}."
    return f"No number of a line is printed between {one} and {other} on {where}."


def _around(_: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """What goes around a thing, or whether one thing does."""
    start, others = nodes[-1], piping.around(nodes[-1])
    whether = nodes[0] in others if len(nodes) > 1 else None
    if not others:
        where = piping.drawing.name
        if language == "fr":
            return f"Aucun contournement de {start} n'est dessiné sur {where}."
        return f"No way around {start} is drawn on {where}."
    shown = [start, *others, *nodes]
    return framed(piping, say.bypass(piping, start, others, whether, language), shown, [])


def _instruments(_: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """The instruments at a thing."""
    found = piping.instruments(nodes[0])
    if not found:
        where = piping.drawing.name
        if language == "fr":
            return f"Aucun instrument relié à {nodes[0]} n'a pu être suivi sur {where}."
        return f"No instrument could be followed to {nodes[0]} on {where}."
    pairs = [(nodes[0], n) for n in found]
    return framed(piping, say.instruments(piping, nodes[0], found, language), [nodes[0], *found], pairs)


def _loop(_: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """What controls a valve, or what a controller acts on."""
    found = loop_of(piping, nodes[0], language)
    if found is None:
        where = piping.drawing.name
        if language == "fr":
            return f"Aucune ligne de signal n'a pu être suivie entre {nodes[0]} et un régulateur sur {where}."
        return f"No signal line between {nodes[0]} and a controller could be followed on {where}."
    return framed(piping, *found)


def _isolated(asked: RunAsked, piping: Piping, nodes: Sequence[str], language: Language) -> Evidence | str:
    """The valves that bound a thing."""
    start = nodes[0]
    branches = list(piping.bounds(start))
    if not branches:
        return _unfollowed(asked, [], piping.drawing, language)
    statement = f"{say.isolation(piping, start, branches, language)} {say.caution(language)}"
    pairs = [pair for b in branches for pair in pairwise(b.nodes)]
    shown = [
        start,
        *(n for b in branches for n in b.nodes[1:] if n == b.nodes[-1] or piping.role(n) in VALVES),
    ]
    return framed(piping, statement, shown, pairs)


_ANSWERS: dict[str, Callable[[RunAsked, Piping, Sequence[str], Language], Evidence | str]] = {
    "down": _along,
    "up": _along,
    "between": _between,
    "isolate": _isolated,
    "bypass": _around,
    "reaches": _reaches,
    "line": _line,
    "instruments": _instruments,
    "loop": _loop,
}
