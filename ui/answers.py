"""Answers in a terminal: sentences as they come, then their evidence. Knows text, no colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.contract import EXPERT_NAMES
from assistant.records import Answer, AnswerEvent, Citation, Event, LoadingEvent, SentenceEvent
from ui.output import note, say

_QUOTE = 160
_ROWS = 5


def show(events: Iterator[Event]) -> Answer | None:
    """Writes the sentences of an answer as they come, then the evidence; gives the answer."""
    import sys

    answer = None
    for event in events:
        if isinstance(event, SentenceEvent):
            sys.stdout.write(event.text)
            sys.stdout.flush()
        elif isinstance(event, LoadingEvent):
            note("(the language model is being loaded; the answer goes on)")
        elif isinstance(event, AnswerEvent):
            answer = event.answer
    say()
    if answer is not None:
        for line in evidence_lines(answer.citations):
            say(line)
        if answer.nearest:
            french = answer.language == "fr"
            say("  Au plus près, sans réponse :" if french else "  Nearest in the sources, no answer:")
            for line in evidence_lines(answer.nearest):
                say(line)
        say(footer(answer))
    return answer


def evidence_lines(citations: Iterable[Citation]) -> Iterator[str]:
    """The evidence of an answer: where it is, its words, its query and its first rows."""
    for citation in citations:
        yield f"  [{citation.n}] {place(citation)}"
        if citation.quote:
            yield f"      “{_short(citation.quote)}”"
        for caveat in citation.caveats:
            yield f"      ({caveat})"
        if citation.is_near and citation.reading is not None:
            yield f"      (is it meant? assistant confirm '…' {citation.reading})"
        if citation.sql:
            yield f"      {' '.join(citation.sql.split())}"
        if citation.rows is not None and citation.rows.total > 1:
            yield f"      {' | '.join(citation.rows.columns)}"
            for row in citation.rows.values[:_ROWS]:
                yield f"      {' | '.join('' if cell is None else str(cell) for cell in row)}"
            if citation.rows.total > _ROWS:
                yield f"      … {citation.rows.total} rows"


def place(citation: Citation) -> str:
    """Where a citation points, for people: source, clause, page, sensor and window."""
    parts = [citation.source]
    if citation.label:
        parts.append(citation.label)
    if citation.page is not None:
        parts.append(f"page {citation.page}")
    if citation.sensor:
        parts.append(citation.sensor)
    if citation.start is not None and citation.end is not None:
        parts.append(f"{citation.start:%Y-%m-%d %H:%M} to {citation.end:%Y-%m-%d %H:%M}")
    return ", ".join(parts)


def footer(answer: Answer) -> str:
    """Which experts answered, those that the gate chose with its weights, and how long it took."""
    said = ", ".join(EXPERT_NAMES.get(kind, kind) for kind in answer.answered_by) or "nobody"
    gate = ", ".join(f"{EXPERT_NAMES.get(name, name)} {weight:.2f}" for name, weight in answer.gate.items())
    return f"  answered by: {said}; gate: {gate or 'none'}; {answer.usage.seconds:.1f} s"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[: _QUOTE - 1] + "…"
