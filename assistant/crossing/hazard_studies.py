"""What studies of hazards hold: "what protects V-1 against overpressure?", "causes of no flow in node 3".

Safeguards, causes, consequences and recommendations of HAZOP, what-if and LOPA worksheets; safeguards of an
FMEA too, whose causes other readers tell. A node that has no line on what is asked is said to have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.failure_lines import meaning_of, stems_of
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.done_states import is_done
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity import say_hazards as tell
from assistant.integrity.deviations import deviations_in
from assistant.integrity.hazards import Line, is_study, lines_of
from assistant.integrity.hazards_asked import Asked, asked_of
from assistant.records import Evidence, Question
from assistant.words import stem
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
Beside = Callable[[Asked, Language, Scope], Sequence[Evidence]]
"""What other registers hold on what protects a machine."""

_MOST = 8
_OF_ADVICE = frozenset(
    """
    about action c'est closed de done est etat for has hazop is la le me of open owner owns pilote
    quelle qui quoi rec reco recommandation recommendation responsable responsible state status
    statut tell the what who
    """.split()
)


class HazardStudies:
    """Tells lines of worksheets.

    Args:
        rows_of: Reads worksheets.
        beside: Tells what other registers hold on what protects a machine.
    """

    def __init__(self, *, rows_of: RowsOf, beside: Beside | None = None) -> None:
        self._rows_of = rows_of
        self._beside = beside

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The lines; None where nothing of the kind is asked or no worksheet holds it."""
        asked, language = asked_of(question.text), question.language
        if asked is None:
            return self._numbered(question, scope) if find_tags(question.text) else None
        lines = lines_of(self._rows_of(is_study, scope))
        beside = self._beside(asked, language, scope) if self._beside and asked.aim == "safeguards" else ()
        if not lines and not beside:
            return None
        if asked.aim in ("causes", "consequences"):
            lines = [line for line in lines if not is_failure_analysis(line.study.schema)]
        if asked.node and all(line.number != asked.node for line in lines):
            nodes = [line.place for line in lines if line.number]
            return Bridge(refusal=tell.no_node(asked.node, nodes, language)) if nodes else None
        stateless: list[str] = []
        if asked.aim == "recommendations":
            lines, stateless = _of_studies(asked, lines)
        found = _chosen(asked, lines)
        if not found:
            if beside:
                return Bridge(reasons=tuple(beside), listed=len(beside) > 1)
            return _nothing(asked, lines, language)
        return Bridge(reasons=(*_told(asked, found, language, stateless), *beside), listed=True)

    def _numbered(self, question: Question, scope: Scope) -> Bridge | None:
        """A recommendation by its number: what it says, whose it is, how far it is."""
        tags = find_tags(question.text)
        words = set(fold(question.text).replace("?", " ").split())
        if len(tags) != 1 or len(words - _OF_ADVICE) > 1:
            return None
        lines = lines_of(self._rows_of(is_study, scope))
        if any(tags[0] in line.tags for line in lines):
            return None
        own = [line for line in lines if find_tags(line.advice[:12])[:1] == tags]
        told = [_evidence(line, tell.advice(line, question.language)) for line in own[:1]]
        return Bridge(reasons=tuple(told)) if told else None


def _chosen(asked: Asked, lines: Sequence[Line]) -> list[Line]:
    """The lines that hold what is asked, those whose own deviation and place it is first."""
    if asked.aim == "credited":
        named = [line for line in lines if set(asked.tags) <= set(find_tags(line.safeguard))]
        return named if asked.of_study or asked.words else [line for line in named if _acts(asked, line)]
    if asked.aim == "recommendations":
        return [line for line in lines if line.advice and _has_state(asked, line) and _is_of(asked, line)]
    if not (asked.node or asked.deviations or asked.of_study or asked.tags or asked.aim == "safeguards"):
        return []
    is_whole = asked.aim == "safeguards" and bool(asked.tags)
    if not (asked.deviations or asked.words or asked.node or is_whole):
        return []
    ranked = [(rank, line) for line in lines if (rank := _rank(asked, line)) is not None]
    return [line for _, line in sorted(ranked, key=lambda pair: pair[0])]


def _of_studies(asked: Asked, lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines of no FMEA, where a state is asked for those of studies that tell it, and which do not."""
    own = [line for line in lines if not is_failure_analysis(line.study.schema)]
    if not asked.state or all(line.study.status is None for line in own):
        return own, []
    silent = [line for line in own if line.study.status is None and line.advice]
    files = list(dict.fromkeys(say.file_name(line.row.source) for line in silent))
    return [line for line in own if line.study.status is not None], files


def _rank(asked: Asked, line: Line) -> int | None:
    """0 for a line of that place and deviation, more where other cells tell them; None where none does."""
    if asked.node and line.number != asked.node:
        return None
    beside = {
        "lines": "",
        "safeguards": line.consequence,
        "causes": line.consequence,
        "consequences": line.cause,
    }[asked.aim]
    rank = 0
    if not asked.deviations <= line.deviations:
        if not asked.deviations <= line.deviations | deviations_in(beside):
            return None
        rank += 1
    cells = f"{line.deviation} {line.cause} {line.consequence}" if asked.aim == "safeguards" else (
        f"{line.deviation} {beside}"
    )  # fmt: skip
    if not set(asked.tags) <= line.tags:
        if not set(asked.tags) <= line.tags | set(find_tags(cells)):
            return None
        rank += 2
    return rank if _holds(f"{line.place} {cells}", asked.words) else None


def _holds(text: str, words: Sequence[str]) -> bool:
    """True where a text has all words, in any form or meaning."""
    held = {stem for word in set(re.findall(r"[a-z0-9]{2,}", fold(text))) for stem in _stems(word)}
    return all(_stems(word) & held for word in words)


def _stems(word: str) -> frozenset[str]:
    return (stems_of(word) or frozenset({stem(word, "en"), stem(word, "fr")})) | meaning_of(word)


def _acts(asked: Asked, line: Line) -> bool:
    """True where a safeguard begins with the tag: what it acts on may be named in another."""
    parts = re.split(r"[;\n]|, ", line.safeguard)
    return any(set(asked.tags) & set(find_tags(part.strip()[:16])[:1]) for part in parts)


def _is_of(asked: Asked, line: Line) -> bool:
    """True for a recommendation of a line, or to an owner, that the question names."""
    if (asked.node and line.number != asked.node) or not asked.deviations <= line.deviations:
        return False
    text = f"{line.place} {line.deviation} {line.cause} {line.advice} {line.owner}"
    if not set(asked.tags) <= set(find_tags(text)):
        return False
    return _holds(text, asked.words)


def _has_state(asked: Asked, line: Line) -> bool:
    closed = is_done(line.status)
    return not asked.state or closed == (asked.state == "closed")


def _told(
    asked: Asked, lines: Sequence[Line], language: Language, stateless: Sequence[str]
) -> list[Evidence]:
    one = {
        "lines": tell.whole,
        "safeguards": tell.safeguards,
        "causes": tell.cause,
        "consequences": tell.consequence,
        "credited": tell.credited,
        "recommendations": tell.advice,
    }[asked.aim]
    most = 3 * _MOST if asked.aim in ("recommendations", "lines") else _MOST
    files = list(dict.fromkeys(say.file_name(line.row.source) for line in lines[:most]))
    head = tell.head(asked, files, len(lines), language)
    notes = (tell.note(language), *((tell.no_states(stateless, language),) if stateless else ()))
    columns = lines[0].study.schema.columns
    same = [line.row for line in lines if line.study.schema.name == lines[0].study.schema.name]
    first = cited_rows(lines[0].study.schema, same, columns, head, caveats=notes)
    return [first, *(_evidence(line, one(line, language)) for line in lines[:most])]


def _evidence(line: Line, statement: str) -> Evidence:
    return cited_rows(line.study.schema, [line.row], line.study.schema.columns, statement)


def _nothing(asked: Asked, lines: Sequence[Line], language: Language) -> Bridge | None:
    """That a node has no line on a deviation, with those that it has; None where no node was named."""
    if not asked.node or not asked.deviations:
        return None
    own = [line for line in lines if line.number == asked.node]
    return (
        Bridge(refusal=tell.no_line(own[0].place, [line.deviation for line in own], language))
        if own
        else None
    )
