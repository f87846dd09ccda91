"""A procedure as evidence: its title, what stands before it, its steps, each with its place.

Every line is the document's own words behind a printed number; only the frame is ours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.procedures.choose import Fit
from assistant.experts.text.procedures.lines import CELL, Line, cells_of
from assistant.experts.text.procedures.records import Note, Procedure, Step
from assistant.language import detect_language
from assistant.phrases import in_other_language
from assistant.records import Evidence
from retrieval.records import Chunk, Language

MOST_STEPS = 30
"""Steps that are told at once; of a longer procedure the rest is told when it is asked for."""

_SURE = 0.9
_LONGEST_LINE = 900
_SHORT = 60


def whole(
    found: Fit, language: Language, *, tags: Sequence[str], also: Sequence[Procedure]
) -> list[Evidence]:
    """The procedure from its title to its last step, or to the limit with how many are left."""
    procedure = found.procedure
    told = [_head(procedure, language)]
    if found.general:
        told[0] = replace(told[0], statement=f"{told[0].statement} {_general(language, tags)}")
    told += [_note(notes, language) for notes in _grouped(procedure.notes)]
    steps = procedure.steps
    for step in steps[:MOST_STEPS]:
        told += _step(procedure, step)
    if len(steps) > MOST_STEPS:
        told.append(_left(procedure, steps[MOST_STEPS:], language))
    told += [_other(one, language) for one in also]
    return told


def some(procedure: Procedure, steps: Sequence[Step], language: Language) -> list[Evidence]:
    """Some steps of a procedure, under its title."""
    told = [_head_of_some(procedure, steps, language)]
    for step in steps[:MOST_STEPS]:
        told += _step(procedure, step)
    if len(steps) > MOST_STEPS:
        told.append(_left(procedure, steps[MOST_STEPS:], language))
    return told


def no_such_step(procedure: Procedure, language: Language) -> str:
    """Said where a step is asked for that a procedure has not."""
    name, count = _name(procedure), len(procedure.steps)
    last = procedure.steps[-1].number
    if language == "fr":
        return f"« {name} » n'a pas cette étape : elle en compte {count}, la dernière est l'étape {last}."
    return f"“{name}” has no such step: it has {count}, the last one is step {last}."


def no_procedure(language: Language, what: str) -> str:
    """Said where steps are asked for and no document has them."""
    what = re.sub(r"\s+", " ", what).strip(" ?!.")
    if language == "fr":
        return f"Je n'ai trouvé dans les sources aucune procédure pour cela : « {what} »."
    return f"I found no procedure for this in the sources: “{what}”."


def _name(procedure: Procedure) -> str:
    """The title without its number; the words above the steps where it has none."""
    title = re.sub(r"^(?:[A-Z]?\d+(?:\.\d+)*)[.)]?\s+", "", procedure.title).strip(" :")
    return title or procedure.lead.strip(" :") or procedure.source.rsplit("/", 1)[-1]


def _head(procedure: Procedure, language: Language) -> Evidence:
    count, file = len(procedure.steps), procedure.source.rsplit("/", 1)[-1]
    first = procedure.steps[0].lines[0]
    name = _name(procedure)
    where = "" if name == file else f" ({file})"
    if language == "fr":
        frame = f"Procédure « {name} »{where}, {count} étapes :"
    else:
        frame = f"Procedure “{name}”{where}, {count} steps:"
    spoken = detect_language(" ".join(step.lines[0].text for step in procedure.steps), default=language)
    if spoken != language:
        frame = f"{frame} {in_other_language(language, spoken)}"
    return replace(_of_lines([first]), statement=frame)


def _head_of_some(procedure: Procedure, steps: Sequence[Step], language: Language) -> Evidence:
    count, file = len(procedure.steps), procedure.source.rsplit("/", 1)[-1]
    first, last = steps[0].number, steps[-1].number
    span = f"{first}" if len(steps) == 1 else f"{first}–{last}"
    if language == "fr":
        frame = f"Étape {span} sur {count} de « {_name(procedure)} » ({file}) :"
    else:
        frame = f"Step {span} of {count} of “{_name(procedure)}” ({file}):"
    return replace(_of_lines([steps[0].lines[0]]), statement=frame)


def _general(language: Language, tags: Sequence[str]) -> str:
    named = ", ".join(tags)
    if language == "fr":
        return f"(Elle ne nomme pas {named} : vérifiez qu'elle s'y applique.)"
    return f"(It does not name {named}: check that it applies.)"


def _left(procedure: Procedure, steps: Sequence[Step], language: Language) -> Evidence:
    line = steps[0].lines[0]
    file = procedure.source.rsplit("/", 1)[-1]
    first, last, page = steps[0].number, steps[-1].number, line.chunk.page
    where = f", page {page}" if page is not None else ""
    if language == "fr":
        frame = f"Il reste {len(steps)} étapes ({first} à {last}) dans {file}{where} : demandez « la suite »."
    else:
        frame = f"{len(steps)} more steps ({first} to {last}) are in {file}{where}: ask for “the rest”."
    return replace(_of_lines([line]), statement=frame)


def _other(procedure: Procedure, language: Language) -> Evidence:
    file = procedure.source.rsplit("/", 1)[-1]
    frame = (
        f"Voir aussi « {_name(procedure)} » ({file})."
        if language == "fr"
        else (f"See also “{_name(procedure)}” ({file}).")
    )
    return replace(_of_lines([procedure.steps[0].lines[0]]), statement=frame)


def _grouped(notes: Sequence[Note]) -> list[list[Note]]:
    """Short items of one list together (tools, gloves), each other note by itself."""
    groups: list[list[Note]] = []
    for note in notes:
        last = groups[-1][-1] if groups else None
        is_item = note.title and len(note.line.text) <= _SHORT and not note.line.text.endswith(".")
        if last is not None and is_item and last.title == note.title and last.line.chunk is note.line.chunk:
            groups[-1].append(note)
        else:
            groups.append([note])
    return groups


def _note(notes: Sequence[Note], language: Language) -> Evidence:
    words = "; ".join(_flat(note.line.text.replace(CELL, ": ")) for note in notes)
    first = notes[0]
    title = f"{first.title}{' :' if language == 'fr' else ':'} " if first.title else ""
    return replace(_of_lines([note.line for note in notes]), statement=f"{title}{words}")


def _step(procedure: Procedure, step: Step) -> list[Evidence]:
    """A step: one piece of evidence for each passage that it stands in."""
    if procedure.form == "table":
        line = step.lines[0]
        return [replace(_of_lines([line]), lead=CELL.join(procedure.header), statement=_row(procedure, step))]
    groups: list[list[Line]] = []
    for line in step.lines:
        if groups and groups[-1][-1].chunk is line.chunk:
            groups[-1].append(line)
        else:
            groups.append([line])
    told = []
    for at, lines in enumerate(groups):
        words = "\n   ".join(_shown(line, first=at == 0 and line is lines[0]) for line in lines)
        front = f"{step.number}. " if at == 0 else "   "
        told.append(replace(_of_lines(lines), statement=f"{front}{words}"))
    return told


def _shown(line: Line, *, first: bool) -> str:
    """A line's words; the mark of a sub-step stays with it."""
    text = line.text if first else line.chunk.text[line.start : line.end]
    label = line.chunk.label or ""
    letter = re.search(r"(?:^|[.\d(])([a-z])\)?$", label)
    if not first and line.start == 0 and line.body == 0 and letter:
        text = f"{letter[1]}. {text}"
    return _flat(text)


def _flat(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    return words if len(words) <= _LONGEST_LINE else f"{words[:_LONGEST_LINE].rsplit(' ', 1)[0]} …"


def _row(procedure: Procedure, step: Step) -> str:
    """A row: what is to be done, then the other cells by their columns' names."""
    cells = cells_of(step.lines[0])
    rest = [
        f"{name}: {cell}" if name else cell
        for at, (name, cell) in enumerate(zip(procedure.header, cells, strict=True))
        if at != procedure.column
        and cell
        and not (cell.strip(" .)").isdigit() and int(cell.strip(" .)")) == step.number)
    ]
    more = f" ({'; '.join(rest)})" if rest else ""
    return f"{step.number}. {cells[procedure.column]}{more}"


def _of_lines(lines: Sequence[Line]) -> Evidence:
    """Lines of one passage, quoted as they stand."""
    chunk: Chunk = lines[0].chunk
    start, end = lines[0].start, lines[-1].end
    return from_chunks(
        (chunk,), quote=chunk.text[start:end], label=chunk.label, score=_SURE, span=(start, end)
    )
