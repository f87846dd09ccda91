"""Read the procedures of a document out of its lines: numbered, bulleted, tabled, told in prose.

A list is a procedure where most of it tells somebody to do something and its title does not say that it holds
findings, parts or recommendations. Knows no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.experts.text.procedures.instructive import is_instructive, is_order
from assistant.experts.text.procedures.lines import Line, Mark, cells_of, lines_of
from assistant.experts.text.procedures.notes import is_warning, notes_of, stands_before
from assistant.experts.text.procedures.records import Procedure, Step, by_trail
from assistant.experts.text.sections import asked_section, in_section
from assistant.sentences import sentence_spans
from retrieval.identifiers import find_tags
from retrieval.records import Chunk

_NO_STEPS = re.compile(
    r"\b(?:actions?(?: plan)?|open (?:points|items)|points? (?:discussed|raised)|minutes|history|"
    r"revisions?|contents|"
    r"references?|scope|definitions?|terms|responsibilit\w+|warranty|spares?|parts|materials?|bill of|"
    r"technical data|characteristics|specifications?|features|description|troubleshooting|"
    r"faults?|lessons|tips|"
    r"conclusions?|background|introduction|storage conditions|remarks?|"
    r"plan d['’]actions|points? (?:abordés|ouverts)|historique|sommaire|références?|domaine|définitions?|"
    r"responsabilités|garantie|rechanges?|nomenclature|caractéristiques|dépannage|remarques?|"
    r"retour d['’]expérience|objet|but)\b",
    re.IGNORECASE,
)
_OF_STEPS = re.compile(
    r"\b(?:procedures?|steps|how to|instructions?|method|sequence|operation|mode opératoire|marche à suivre|"
    r"étapes|procédure|consignes?|utilisation|méthode)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"^\W*(?:first|then|next|finally|after that|lastly|d['’]abord|ensuite|puis|enfin)\b", re.IGNORECASE
)
_NUMBER_COLUMN = re.compile(
    r"^(?:step|no\.?|nr\.?|#|n°|num\w*|étape|etape|item|pos\.?|op\.?|rep\w*|seq\w*|ordre)\.?$", re.I
)
_ACTION_COLUMN = re.compile(
    r"\b(?:actions?|operations?|instructions?|tasks?|activit\w+|what to do|work|description|steps?|"
    r"opérations?|tâches?|consignes?|étapes?|libellé|mode opératoire)\b",
    re.IGNORECASE,
)
_STEP_COLUMN = re.compile(r"\b(?:steps?|operations?|étapes?|opérations?)\b", re.IGNORECASE)
_LEAST_STEPS = 2
_LEAST_SHARE = 0.5
_LEAST_SHARE_TITLED = 0.3
_LEAST_SHARE_OF_LIST = 0.6
_LONGEST_LEAD = 300
_LONGEST_TAG = 12
"""Characters of a cell that holds a tag and nothing else."""


@dataclass
class _Run:
    """Numbered lines that follow one another, while they are read."""

    mark: Mark
    trail: tuple[str, ...]
    lead: list[Line]
    steps: list[tuple[int, list[Line]]] = field(default_factory=list)

    def goes_on(self, line: Line) -> bool:
        """True for the line with the next number."""
        mark = line.mark
        return (
            mark is not None
            and mark.kind == self.mark.kind
            and mark.above == self.mark.above
            and mark.value == self.steps[-1][0] + 1
            and line.trail == self.trail
        )

    def holds(self, line: Line) -> bool:
        """True for a line that may belong to the step before it."""
        again = (
            line.mark is not None and line.mark.kind == self.mark.kind and line.mark.above == self.mark.above
        )
        return line.trail == self.trail and not again and not line.is_row


def procedures_of(chunks: Sequence[Chunk]) -> list[Procedure]:
    """The procedures of a document, in the order in which they stand in it."""
    lines = lines_of(chunks)
    runs, rest = _runs(lines)
    found = [p for run in runs if (p := _numbered(run)) is not None]
    for group in by_trail(rest):
        procedure = _tabled(group) if group[0].is_row else _listed(group) or _told(group)
        if procedure is not None:
            found.append(procedure)
    found.sort(key=lambda p: _place(p.steps[0].lines[0]))
    return [replace(p, notes=notes_of(p, found, lines)) for p in found]


def _place(line: Line) -> tuple[int, int]:
    return line.chunk.ordinal, line.start


def _runs(lines: Sequence[Line]) -> tuple[list[_Run], list[Line]]:
    """Runs of numbers, and the lines that belong to none."""
    runs: list[_Run] = []
    rest: list[Line] = []
    run: _Run | None = None
    for line in lines:
        if run is not None and run.goes_on(line):
            run.steps.append((line.mark.value if line.mark else 0, [line]))
            continue
        if run is not None and run.holds(line):
            run.steps[-1][1].append(line)
            continue
        if run is not None:
            rest += _trailing(run)
            run = None
        if line.mark is not None and line.mark.kind in ("step", "number", "clause") and line.mark.value == 1:
            run = _Run(line.mark, line.trail, _lead(rest, line.trail), [(1, [line])])
            runs.append(run)
        else:
            rest.append(line)
    if run is not None:
        rest += _trailing(run)
    kept = [r for r in runs if len(r.steps) >= _LEAST_STEPS]
    rest += [line for r in runs if len(r.steps) < _LEAST_STEPS for _, part in r.steps for line in part]
    rest.sort(key=_place)
    return kept, rest


def _lead(before: Sequence[Line], trail: tuple[str, ...]) -> list[Line]:
    lead: list[Line] = []
    for line in reversed(before):
        if line.trail != trail or line.is_row:
            break
        lead.insert(0, line)
    return lead


def _trailing(run: _Run) -> list[Line]:
    """Takes from the last step what does not belong to it: paragraphs behind the list."""
    number, lines = run.steps[-1]
    keep = 1
    opens = lines[0].text.endswith(":")
    for line in lines[1:]:
        goes_on = line.text[:1].islower() or line.mark is not None or is_warning(line.text) or opens
        if not goes_on:
            break
        keep += 1
    run.steps[-1] = (number, lines[:keep])
    return lines[keep:]


def _numbered(run: _Run) -> Procedure | None:
    steps = tuple(Step(number, tuple(lines)) for number, lines in run.steps)
    lead = _opening(run.lead[-1].text) if run.lead else ""
    found = Procedure(
        run.lead[0].chunk.source if run.lead else _source(steps), "numbered", run.trail, steps, lead
    )
    share = _share([step.lines[0].text for step in steps], nominal=True)
    least = _LEAST_SHARE_TITLED if _OF_STEPS.search(f"{found.title} {lead}") else _LEAST_SHARE
    return found if share >= least and not _holds_else(found) else None


def _opening(text: str) -> str:
    """The sentence that opens a list and says what it is of; empty where the words before it open none."""
    spans = sentence_spans(text)
    last = text[slice(*spans[-1])] if spans else ""
    opens = last.endswith(":") or bool(_OF_STEPS.search(last))
    return last if opens and not is_warning(last) and len(last) <= _LONGEST_LEAD else ""


def _source(steps: Sequence[Step]) -> str:
    return steps[0].lines[0].chunk.source


def _share(texts: Sequence[str], *, nominal: bool = False) -> float:
    return sum(is_instructive(text, nominal=nominal) for text in texts) / len(texts)


def _holds_else(procedure: Procedure) -> bool:
    """True under a title of findings, parts, recommendations and the like."""
    title = procedure.title
    section = asked_section(title)
    return (
        (section is not None and in_section(section, title))
        or (bool(_NO_STEPS.search(title)) and not _OF_STEPS.search(title))
        or stands_before(title)
    )


def _listed(group: Sequence[Line]) -> Procedure | None:
    """A section whose lines are bullets or short sentences, most of them orders."""
    items = [line for line in group if not is_warning(line.text)]
    while items and (items[0].text.endswith(":") or not _instructs(items[0].text)):
        items = items[1:]
    if len(items) < _LEAST_STEPS or any(len(sentence_spans(line.text)) > 3 for line in items):
        return None
    steps: list[list[Line]] = []
    first = items[0]
    at = group.index(first)
    lettered = first.mark is not None and first.mark.kind == "sub"
    for line in group[at:]:
        if steps and (
            is_warning(line.text) or (not lettered and line.mark is not None and line.mark.kind == "sub")
        ):
            steps[-1].append(line)
        else:
            steps.append([line])
    lead = _opening(group[at - 1].text) if at else ""
    found = Procedure(
        first.chunk.source, "list", first.trail,
        tuple(Step(number, tuple(lines)) for number, lines in enumerate(steps, start=1)),
        lead,
    )  # fmt: skip
    share = _share([step.lines[0].text for step in found.steps])
    return (
        found
        if share >= _LEAST_SHARE_OF_LIST and len(steps) >= _LEAST_STEPS and not _holds_else(found)
        else None
    )


def _instructs(text: str) -> bool:
    return any(is_instructive(text[a:b]) for a, b in sentence_spans(text))


def _told(group: Sequence[Line]) -> Procedure | None:
    """Prose that tells what to do, sentence by sentence: from its first order to its last."""
    sentences = list(_sentences(group))
    orders = [at for at, line in enumerate(sentences) if is_order(line.text)]
    if len(orders) < _LEAST_STEPS:
        return None
    told = sentences[orders[0] : orders[-1] + 1]
    share = len(orders) / len(told)
    ordered = sum(_ORDERED.match(line.text) is not None for line in told) >= _LEAST_STEPS
    if share < (_LEAST_SHARE_TITLED if ordered else _LEAST_SHARE):
        return None
    steps: list[list[Line]] = []
    for line in told:
        if steps and not is_instructive(line.text):
            steps[-1].append(line)
        else:
            steps.append([line])
    found = Procedure(
        told[0].chunk.source, "prose", told[0].trail,
        tuple(Step(number, tuple(lines)) for number, lines in enumerate(steps, start=1)),
    )  # fmt: skip
    return None if _holds_else(found) else found


def _sentences(group: Sequence[Line]) -> Iterator[Line]:
    for line in group:
        for start, end in sentence_spans(line.text):
            yield replace(
                line, start=line.body + start, body=line.body + start, end=line.body + end, mark=None
            )


def _is_of_several(body: Sequence[Line], width: int) -> bool:
    """True for a register with steps of several machines below one another: no one's procedure."""
    for at in range(width):
        cells = [cells_of(row)[at].strip() for row in body]
        filled = [cell for cell in cells if cell]
        tagged = [find_tags(cell) for cell in filled if find_tags(cell)]
        bare = len(tagged) == len(filled) and all(len(cell) <= _LONGEST_TAG for cell in filled)
        if bare and 1 < len(set(tagged)) < len(filled):
            return True
    return False


def _tabled(rows: Sequence[Line]) -> Procedure | None:
    """Rows of a table that has a column of numbers and one of what is to be done."""
    header = tuple(cell.strip() for cell in cells_of(rows[0]))
    numbered = next((at for at, name in enumerate(header) if _NUMBER_COLUMN.match(name)), None)
    column = next(
        (at for at, name in enumerate(header) if at != numbered and _ACTION_COLUMN.search(name)), None
    )
    is_named = column is not None and (numbered is not None or _STEP_COLUMN.search(header[column]))
    if column is None or not is_named or len(rows) <= _LEAST_STEPS:
        return None
    body = [
        row for row in rows[1:] if len(cells_of(row)) == len(header) and cells_of(row) != cells_of(rows[0])
    ]
    if len(body) < _LEAST_STEPS or _is_of_several(body, len(header)):
        return None
    printed = [cells_of(row)[numbered].strip(" .)") if numbered is not None else "" for row in body]
    steps = tuple(
        Step(int(number) if number.isdigit() else at, (row,))
        for at, (number, row) in enumerate(zip(printed, body, strict=True), start=1)
    )
    found = Procedure(
        body[0].chunk.source, "table", body[0].trail, steps, header=header, column=column,
    )  # fmt: skip
    share = _share([cells_of(row)[column] for row in body], nominal=True)
    return found if share >= _LEAST_SHARE and not _holds_else(found) else None
