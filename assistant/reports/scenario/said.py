"""What documents say of doing something on the equipment: work done, what comes first, how it is accepted.

Reports on the equipment and on its twins, passages that name it, and passages of standards and instructions
that the search finds for the words of the line that fits. Knows words, no course.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.crossing.failure_lines import FailureLine, equipment_of, stems_of
from assistant.phrases import said_by
from assistant.reports.diagnostic.case import Case, documents_on
from assistant.reports.diagnostic.papers import Statement, is_beside, name_of, statements_of
from assistant.reports.records import Point, point
from assistant.words import fold, tokens, word_set
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Document, Scope

_MENTIONS, _HITS = 200, 40
_HEAD, _HEAD_LENGTH = 2, 400
"""Passages and characters of a document in which it says what it applies to."""
_DOCUMENTS = 8
_MOST, _OF_ONE = 8, 4
"""Sentences of one kind that are told, and of one document."""
_STEPS_OF_ONE, _STEPS = 6, 10
_HISTORY = word_set("event evenement status statut owner due echeance responsable")
_SHARED = 2
"""Words of the line that a report of other equipment, or a passage that was searched for, must share."""
_DONE_TITLE = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:work (?:done|carried out|performed)|repairs? (?:done|carried out)|actions? taken|"
    r"travaux(?: réalisés| effectués| exécutés)?|interventions? (?:réalisée|effectuée)s?|"
    r"opérations? (?:réalisée|effectuée)s?)\W*$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\bpermits?\b|\bisolation\b(?! valves?)|\b(?:is|are|be) isolated\b|^\W*isolated?\b|\bloto\b|"
    r"\block(?:ed)?[- ]?out\b|\bconsign(?:ation|er|é)\w*|\bpermis\b|\bavant (?:toute?|de|le|la) |"
    r"\bbefore (?:any|the)? ?(?:start|restart|work|opening|dismantling)|"
    r"\bnot (?:re)?started again\b|\bdrained\b|\bpurger?\b|\bvidang\w+|\bdepressuri[sz]\w+|\bhold point\b|"
    r"\bécart\w* d'arrêt\b|\baucune? \w+ n'est faite? pendant\b",
    re.IGNORECASE,
)
_FIRST_TITLE = re.compile(
    r"préalable|prerequisite|precondition|before (?:work|start)|safety|sécurité|isolation|permit|"
    r"consignation",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\baccept(?:ance|able|ed)\b|\breleased? when\b|\b(?:pump|machine|unit) released\b|"
    r"\bwithin (?:the )?tolerance|\bleak(?:age)? test\b|\btest run\b|\bessais?\b|\bréception\b|\bno leak\b|"
    r"\bpas de fuite\b|\bétanchéité\b|"
    r"\bleakage\b.{0,12}\bbelow\b|\bécart maxim\w+|\b(?:does|do) not exceed\b|\bmust not exceed\b|"
    r"\bbefore (?:it|the order|the pump|the machine) is (?:closed|released|handed over)\b|"
    r"\bremises? en service\b|\bback (?:in|to) (?:service|standby)\b",
    re.IGNORECASE,
)
_WORKED_TITLE = re.compile(
    r"test run|acceptance|release|valeurs? de contrôle|réception|essais?$|after calibration|commissioning",
    re.IGNORECASE,
)
_DEFERRED = re.compile(
    r"\bdefer(?:red|ral|rals|ring)?\b|\bpostpon\w+|\breport(?:er|é|ée)s? (?:de|à)\b|\bdiffér\w+er\b", re.I
)
_WATCHED = re.compile(
    r"\bto be watched\b|\bto be measured\b|\bwrite down\b|\bkept under (?:watch|observation)|"
    r"\bmonitor(?:ed)?\b|\bsurveill\w+|\bby hand every\b|\bsuivre\b|\bevery shift\b|\bà chaque poste\b|"
    r"\bnext route\b",
    re.IGNORECASE,
)
"""Sentences on what comes first, on acceptance, on deferring, and on what is to be watched."""
_DATED = re.compile(
    r"^\W*(?:[^\W\d]+\s)?(?:\d{1,2}(?:er|st|nd|rd|th)?[/. ](?:\d{1,2}|[^\W\d]{3,})[/. ,]\s?\d{2,4}|"
    r"\d{4}-\d\d-\d\d)\b"
)
"""A line of a log, as of a shift: what happened once is no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Documents and passages that bear on a line.

    Attributes:
        own: Reports on the equipment.
        twins: Reports on what else the line is about.
        others: Passages of other documents: that name the equipment, or that the search finds.
        stems: Of the line, and of what the equipment is.
        kind: Of what the equipment is.
    """

    own: tuple[Document, ...]
    twins: tuple[Document, ...]
    others: tuple[tuple[Document, Chunk], ...]
    stems: frozenset[str]
    kind: frozenset[str]


def read_said(case: Case, line: FailureLine) -> Said:
    """Looks for documents and passages."""
    twins: dict[str, Document] = {}
    for tag in sorted(equipment_of(line) - {case.tag}):
        for document in documents_on(tag, case.knowledge)[:_DOCUMENTS]:
            twins.setdefault(document.source, document)
    own = case.documents[:_DOCUMENTS]
    reports = {one.source for one in own} | set(twins)
    words = " ".join(str(line.row.cells[c.name] or "") for c in line.columns.telling[:2])
    kind = _kind(case)
    found = list(case.knowledge.catalogue.chunks_mentioning(case.tag, scope=Scope(), limit=_MENTIONS))
    for asked in (
        f"{words}: acceptance, release after repair of {kind}",
        f"isolation and permit to work, {kind}",
    ):
        found += _of_rules(case, asked)
    others: dict[str, tuple[Document, Chunk]] = {}
    for chunk in found:
        held = case.document(chunk.source)
        if held is None or chunk.source in reports or chunk.kind not in ("text", "table"):
            continue
        if case.tag not in find_tags(chunk.text) and _is_on_others(case, held, equipment_of(line)):
            continue
        if held.media in ("csv", "xlsx", "xls", "json", "log"):
            continue
        others.setdefault(chunk.id, (held, chunk))
    return Said(
        own=own,
        twins=tuple(one for source, one in twins.items() if source not in {d.source for d in own}),
        others=tuple(others.values()),
        stems=line.stems | stems_of(kind),
        kind=stems_of(kind),
    )


def _is_on_others(case: Case, document: Document, twins: frozenset[str]) -> bool:
    """True for a document whose name, title or head names other equipment of the register, and no twin."""
    head = "\n".join(chunk.text for chunk in case.chunks_of(document.source)[:_HEAD])
    named = f"{name_of(document)}\n{document.title}\n{head[:_HEAD_LENGTH]}"
    tags = set(find_tags(named))
    return not tags & {case.tag, *twins} and any(is_beside(case, tag) for tag in tags)


def passages_of(case: Case, said: Said) -> list[Chunk]:
    """All passages of the reports."""
    return [c for one in (*said.own, *said.twins) for c in case.chunks_of(one.source)]


def work_done(case: Case, said: Said, line: FailureLine) -> list[tuple[int, Point, Statement]]:
    """What reports say was done for it, in their order; the number is that of the report."""
    found: list[tuple[int, Point, Statement]] = []
    for number, document in enumerate((*said.own, *said.twins)):
        chunks = case.chunks_of(document.source)
        whole = frozenset().union(*(stems_of(chunk.text) for chunk in chunks)) if chunks else frozenset()
        if len(line.stems & whole) < _SHARED:
            continue
        pieces = _with_gaps(_below(_DONE_TITLE, chunks), chunks)
        sentences = [s for chunk, text in pieces for s in statements_of(document, chunk, text, case)]
        found += [(number, _told(one, case), one) for one in sentences[:_STEPS_OF_ONE]]
    return found[:_STEPS]


def first_points(case: Case, said: Said) -> list[Point]:
    """Permits, isolation and conditions."""
    return _points(case, said, _FIRST, _FIRST_TITLE)


def worked_points(case: Case, said: Said) -> list[Point]:
    """Acceptance values, tests and conditions of release."""
    return _points(case, said, _WORKED, _WORKED_TITLE)


def deferral_points(case: Case, said: Said) -> list[Point]:
    """What documents say of putting such work off."""
    more = [
        (document, chunk)
        for chunk in _of_rules(case, "deferral of preventive work: how often, how long, approved by")
        if (document := case.document(chunk.source)) is not None
    ]
    wider = Said(own=said.own, twins=(), others=(*said.others, *more), stems=said.kind, kind=said.kind)
    return _points(case, wider, _DEFERRED, None)[:_OF_ONE]


def watching_points(case: Case, documents: Iterable[Document]) -> list[Point]:
    """What documents ask to watch."""
    own = Said(own=tuple(documents), twins=(), others=(), stems=frozenset(), kind=frozenset())
    return _points(case, own, _WATCHED, None)


def _points(case: Case, said: Said, pattern: re.Pattern[str], titled: re.Pattern[str] | None) -> list[Point]:
    """Sentences that fit, each once, of each document a few: reports on the equipment before all others."""
    found: dict[str, Point] = {}
    count: Counter[str] = Counter()
    told: set[str] = set()
    for document, chunk, near in _passages(case, said):
        if chunk.id in told:
            continue
        if count[document.source] >= _OF_ONE or _is_history(chunk) or _is_title(case, chunk):
            continue
        if not near and not _bears(said, document, chunk):
            continue
        titles = (*chunk.headings, chunk.text.split("\n")[0])
        below = titled is not None and any(titled.search(title) for title in titles)
        for one in statements_of(document, chunk, chunk.text, case, whoever=not document.equipment):
            quote = one.evidence.quote
            if _DATED.match(quote) or one.cause >= 1:
                continue
            if not (pattern.search(quote) or (below and any(c.isdigit() for c in quote))):
                continue
            if count[document.source] < _OF_ONE and quote not in found:
                items = _items(case, chunk) if quote.endswith(":") else []
                found[quote] = (
                    _with_list(case, one, chunk, items) if quote.endswith(":") else _told(one, case)
                )
                told |= {item.id for item in items}
                count[document.source] += 1
    return list(found.values())[:_MOST]


def _bears(said: Said, document: Document, chunk: Chunk) -> bool:
    """True for a passage of other documents that shares words with the line or the kind of equipment."""
    text = f"{' '.join(chunk.headings)} {chunk.text}"
    kind = stems_of(f"{document.title} {' '.join(chunk.headings)}")
    if not document.equipment and said.kind & kind:
        return True
    return len(said.stems & stems_of(text)) >= _SHARED


def _items(case: Case, chunk: Chunk) -> list[Chunk]:
    """The items of the list that a clause opens."""
    every = case.chunks_of(chunk.source) if chunk.label else []
    return [c for c in every if (c.label or "").startswith(f"{chunk.label}.") and c.ordinal > chunk.ordinal]


def _with_list(case: Case, statement: Statement, chunk: Chunk, items: Sequence[Chunk]) -> Point:
    """A sentence, and where it ends in a colon the items of the list below it, each cited."""
    told = _told(statement, case)
    if not statement.evidence.quote.endswith(":"):
        return told
    said = [s for c in items for s in statements_of(statement.document, c, c.text, case, whoever=True)]
    own = chunk.text[chunk.text.find(statement.evidence.quote) + len(statement.evidence.quote) :]
    lines = [line.strip(" •-;") for line in own.split("\n") if line.strip()]
    listed = "; ".join([*lines, *(item.evidence.quote.rstrip(";.") for item in said)])
    numbers = tuple(dict.fromkeys((*told.citations, *(case.cited.cite(one.evidence) for one in said))))
    return Point(text=f"{told.text} {listed}".strip(), citations=numbers)


def _passages(case: Case, said: Said) -> Iterable[tuple[Document, Chunk, bool]]:
    """Passages with their documents; the last says whether they are about the equipment itself."""
    for document in said.own:
        for chunk in case.chunks_of(document.source):
            if chunk.kind in ("text", "table"):
                yield document, chunk, True
    for document, chunk in said.others:
        yield document, chunk, case.tag in chunk.equipment
    for document in said.twins:
        for chunk in case.chunks_of(document.source):
            if chunk.kind in ("text", "table"):
                yield document, chunk, False


def _told(statement: Statement, case: Case) -> Point:
    """A sentence under the name of its document and, where it has one, its clause."""
    label = statement.evidence.label
    where = f" {label}" if label and "." in label and label[0].isdigit() else ""
    text = said_by(f"{name_of(statement.document)}{where}", statement.text, case.language)
    return point(text, [statement.evidence], case.cited)


def _below(titled: re.Pattern[str], chunks: Sequence[Chunk]) -> list[tuple[Chunk, str]]:
    """The passages of the part of that title, each with its words below the title."""
    found = []
    for chunk in chunks:
        first = chunk.text.split("\n", 1)[0].strip()
        text = chunk.text[len(first) :].strip() if titled.match(first) else chunk.text
        if text and (titled.match(first) or any(titled.match(title) for title in chunk.headings[-1:])):
            found.append((chunk, text))
    return found


def _with_gaps(pieces: Sequence[tuple[Chunk, str]], chunks: Sequence[Chunk]) -> list[tuple[Chunk, str]]:
    """The pieces with the passages between them: an item of a list may have lost its heading."""
    if not pieces:
        return []
    known = {chunk.id: text for chunk, text in pieces}
    low, high = (edge(chunk.ordinal for chunk, _ in pieces) for edge in (min, max))
    return [(c, known.get(c.id, c.text)) for c in chunks if low <= c.ordinal <= high]


def _of_rules(case: Case, asked: str) -> list[Chunk]:
    """Passages of documents that are about no equipment of their own, as standards and instructions are."""
    found = []
    for hit in case.knowledge.search(asked, top_k=_HITS):
        document = case.document(hit.chunk.source)
        if document is not None and not document.equipment and hit.chunk.kind == "text":
            found += [*_above(case, hit.chunk), hit.chunk]
    return found


def _above(case: Case, chunk: Chunk) -> list[Chunk]:
    """The clause that an item of a list belongs to."""
    label, _, item = (chunk.label or "").rpartition(".")
    if not label or not item.isalpha():
        return []
    every = case.chunks_of(chunk.source)
    return [one for one in every if one.label == label and one.text.rstrip().endswith(":")]


def _is_title(case: Case, chunk: Chunk) -> bool:
    """True for a heading alone, with other passages below it."""
    text = chunk.text.strip()
    if "\n" in text or text.endswith((".", ":")):
        return False
    below = case.chunks_of(chunk.source)
    return any(title.endswith(text) for one in below for title in one.headings)


def _is_history(chunk: Chunk) -> bool:
    """True for a table that tells when what happened or who shall do what, or that has no header."""
    header = next((line for line in chunk.text.split("\n") if " | " in line), "")
    words = set(tokens(fold(header)))
    return chunk.kind == "table" and bool(words & _HISTORY or any(sign.isdigit() for sign in header))


def _kind(case: Case) -> str:
    """What the equipment is, from its row in a register."""
    row = case.tables.row_of(case.tag, Scope())
    if row is None:
        return ""
    words = [str(row.cells[c.name]) for c in row.schema.columns if c.part == "name" and row.cells[c.name]]
    return " ".join(words[:2]).replace(case.tag, "")
