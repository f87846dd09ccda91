"""What documents about the equipment found, conclude and ask for, in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from assistant.crossing.sections import part_of, titled
from assistant.experts.text.causes import gives_cause
from assistant.experts.text.evidence import from_chunks
from assistant.extracts import extract
from assistant.phrases import said_by
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Point, Section, point
from assistant.sentences import passage_spans
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Chunk, Document, Scope

_BEFORE, _AFTER = timedelta(days=30), timedelta(days=60)
"""Days about the period within which a document's own date may lie."""
_DOCUMENTS, _FOUND, _ASKED = 8, 4, 8
"""Documents that are told, and of each sentences of one part on what was found, and on what to do."""
_CAUSE, _LINKED = 1.0, 0.7
"""What ``gives_cause`` gives where a cause is named as such, and where words link to one."""
_SHORT = 25
_CAPTION = re.compile(r"(?:figure|fig\.|table|tableau|photo)\s*\d", re.IGNORECASE)
_FINDINGS = ("findings", "conclusions", "remarks")
_ASKS = ("recommendations", "actions", "open points")
_ASKING = re.compile(
    r"\b(?:must|shall|should|recommend\w*|(?:is|are) to be|to be (?:\w+ed|done|made|re\w+)|need(?:s|ed)? to|"
    r"ha(?:s|ve) to|doi(?:t|vent)|devr(?:a|ont|ait|aient)|il faut|recommand\w*|préconis\w*|"
    r"à (?:\w+er|faire))\b|"
    r"^\W*[A-ZÉÈÀ][a-zéèêàçôîû]{2,}(?:er|ir|re)\b"
    r"(?= (?:l[ea']|un|une|des|les|à|chaque|tous|toutes|deux)\b)",
    re.IGNORECASE,
)
"""What asks for something: words of duty, or a French infinitive that begins a sentence."""


_CAUSES = re.compile(
    r"^\W*(?:[A-Z]?\d[\d.]*\s+)?(?:(?:root|probable|likely|direct|main)\s+)?causes?"
    r"(?:\s+(?:racines?|probables?|directes?|principales?|retenues?|"
    r"of (?:the )?[\w-]+|d[eu' ’][\w' ’-]+))?\W*$",
    re.IGNORECASE,
)
"""The title of a part that states causes; one of causes ruled out is none."""
_RULED_OUT = re.compile(
    r"\bruled out\b|\bexcluded\b|\bnot (?:the|a) cause\b|\bunlikely\b|\bexclue?s?\b|\bécartée?s?\b|"
    r"\bn['’]est pas en cause\b|\bpeu probable\b",
    re.IGNORECASE,
)
_UNSEEN_TITLE = re.compile(
    r"\b(?:not|non|pas) (?:yet )?(?:examined|inspected|opened|checked|measured|seen|tested|"
    r"inspecté|examiné|contrôlé|ouvert|vu|mesuré|vérifié)|"
    r"\blimit(?:s|es|ations?) (?:of|to|de|du|à) ?(?:the |this |la |l['’]|cette |ce )?"
    r"(?:inspection|examination|visit|report|contrôle|visite|examen|rapport|expertise)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"\b(?:cannot|can not) be (?:excluded|ruled out)\b|\bne peut (?:pas )?être exclue?\b", re.I
)
"""What a document says that it did not look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of a document.

    Attributes:
        cause: 1 where it names a cause, less where it links to one, else 0.
    """

    document: Document
    text: str
    evidence: Evidence
    cause: float = 0.0

    @property
    def asks(self) -> bool:
        """True where it asks for something to be done."""
        return bool(_ASKING.search(self.evidence.quote))


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What the documents say.

    Attributes:
        unseen: What they say that was not looked at.
    """

    findings: tuple[Statement, ...]
    asks: tuple[Statement, ...]
    unseen: tuple[Statement, ...] = ()

    @property
    def causes(self) -> tuple[Statement, ...]:
        """Those findings that name a cause as such, else those that link to one."""
        named = tuple(one for one in self.findings if one.cause >= _CAUSE)
        return named or tuple(one for one in self.findings if one.cause >= _LINKED)


def read_papers(case: Case) -> Papers:
    """Findings and requests of the documents whose date lies about the period, or that have none."""
    findings: list[Statement] = []
    asks: list[Statement] = []
    unseen: list[Statement] = []
    for document in [one for one in case.documents if _is_of_period(one, case)][:_DOCUMENTS]:
        chunks = [c for c in case.chunks_of(document.source) if c.kind == "text"]
        found = _findings(document, chunks, case)
        listed = _part(document, chunks, _ASKS, case, most=_ASKED)
        known = {one.evidence.quote for one in found}
        asks += [one for one in listed if one.asks or one.evidence.quote not in known]
        asks += [one for one in found if one.asks and one not in listed]
        missed = _missed(document, chunks, case)[:_FOUND]
        unseen += missed
        known = {one.evidence.quote for one in missed}
        findings += [one for one in found if not one.asks and one.evidence.quote not in known][: 2 * _FOUND]
    return Papers(findings=tuple(findings), asks=tuple(asks), unseen=tuple(unseen))


def findings_section(case: Case, papers: Papers) -> Section:
    """What documents found, causes first."""
    ordered = sorted(papers.findings, key=lambda one: -one.cause)
    return Section(
        key="findings",
        title=case.t("What documents found", "Ce que les documents ont constaté"),
        points=tuple(told(one, case) for one in ordered),
        empty=case.t(
            f"No document about {case.name} of this period states findings.",
            f"Aucun document sur {case.name} de cette période n'énonce de constat.",
        ),
    )


def told(statement: Statement, case: Case) -> Point:
    """The sentence under the name of its document."""
    document = statement.document
    when = f", {case.day(datetime.combine(document.date, time()))}" if document.date else ""
    return point(
        said_by(f"{name_of(document)}{when}", statement.text, case.language), [statement.evidence], case.cited
    )


def name_of(document: Document) -> str:
    """What a report calls a document: the name of its file without its ending."""
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _is_of_period(document: Document, case: Case) -> bool:
    day = document.date
    return day is None or (case.since - _BEFORE).date() <= day <= (case.until + _AFTER).date()


def _findings(document: Document, chunks: Sequence[Chunk], case: Case) -> list[Statement]:
    """Sentences that name causes wherever they stand, then those of the parts that hold findings."""
    said = (one for chunk in chunks for one in statements_of(document, chunk, chunk.text, case))
    causes = [one for one in said if one.cause >= _CAUSE]
    known = {one.evidence.quote for one in causes}
    causes += [one for one in _under_causes(document, chunks, case) if one.evidence.quote not in known]
    found = {one.evidence.quote: one for one in causes[:_FOUND]}
    for one in _part(document, chunks, _FINDINGS, case, most=_FOUND):
        found.setdefault(one.evidence.quote, one)
    return list(found.values())


def _under_causes(document: Document, chunks: Sequence[Chunk], case: Case) -> list[Statement]:
    """Sentences of a part that is titled as the cause: each states one, but for those that rule one out."""
    found: list[Statement] = []
    for chunk in chunks:
        title, text = titled(chunk)
        if not _CAUSES.match(title):
            continue
        for one in statements_of(document, chunk, text, case, whoever=True):
            ruled_out = _RULED_OUT.search(one.evidence.quote)
            found.append(replace(one, cause=0.0 if ruled_out else _CAUSE))
    return found


def _missed(document: Document, chunks: Sequence[Chunk], case: Case) -> list[Statement]:
    """What a part on the limits of an inspection holds, and what is said not to be excluded."""
    return [
        one
        for chunk in chunks
        for title, text in (titled(chunk),)
        for one in statements_of(document, chunk, text, case)
        if _UNSEEN_TITLE.search(title) or _UNSEEN.search(one.evidence.quote)
    ]


def _part(
    document: Document, chunks: Sequence[Chunk], parts: Sequence[str], case: Case, *, most: int
) -> list[Statement]:
    found: dict[str, Statement] = {}
    for part in parts:
        pieces = part_of(part, chunks)
        whoever = parts is _ASKS and _is_on_alone(document, case)
        said = [
            one
            for chunk, text in pieces
            for one in statements_of(document, chunk, text, case, whoever=whoever)
            if not whoever or not _is_of_like(one.evidence.quote, case)
        ]
        told = [one for one in said if not one.asks][:most] + [one for one in said if one.asks][:_ASKED]
        for one in told:
            found.setdefault(one.evidence.quote, one)
    return list(found.values())


def statements_of(
    document: Document, chunk: Chunk, text: str, case: Case, *, whoever: bool = False
) -> Iterator[Statement]:
    """The sentences of a text of a passage that say something alone; of a table its rows.

    Args:
        whoever: Takes sentences that name other equipment alone, too.
    """
    begin = max(chunk.text.find(text), 0)
    header = next((line for line in text.split("\n") if " | " in line), "") if chunk.kind == "table" else ""
    for start, end in passage_spans(text):
        quote = text[start:end].strip()
        if chunk.kind == "table" and (quote == header or " | " not in quote):
            continue
        if len(quote) < _SHORT or " " not in quote or _CAPTION.match(quote):
            continue
        cause = gives_cause(quote)
        if cause < _CAUSE and not whoever and _is_of_others(quote, case):
            continue
        at = begin + start
        evidence = from_chunks(
            (chunk,), quote=quote, label=chunk.label, score=0.9, lead=header, span=(at, at + len(quote))
        )
        yield Statement(
            document=document,
            text=extract(replace(evidence, headings=()), case.language),
            evidence=evidence,
            cause=cause,
        )


def _is_of_others(text: str, case: Case) -> bool:
    """True for a sentence that names equipment of a register, and neither this one nor one of its sensors."""
    tags = set(find_tags(text))
    if case.tag in tags or tags & case.sensor_tags:
        return False
    return any(normalise(row.key) == tag for tag in tags for row in case.tables.rows_named(tag, Scope()))


def _is_on_alone(document: Document, case: Case) -> bool:
    """True where the document's name and title name this equipment and no other of its register."""
    tags = {*find_tags(name_of(document)), *find_tags(document.title or "")}
    return case.tag in tags and not any(is_beside(case, tag) for tag in tags - {case.tag})


def is_beside(case: Case, tag: str) -> bool:
    """True for other equipment of a register that lists this one, as the standby of a pump."""
    own = {row.schema.name for row in case.tables.rows_named(case.tag, Scope())}
    return tag != case.tag and any(row.schema.name in own for row in case.tables.rows_named(tag, Scope()))


def _is_of_like(text: str, case: Case) -> bool:
    """True for a sentence that names equipment of the same kind by its letters, and not this one."""
    tags = set(find_tags(text))
    letters = _letters(case.tag)
    return case.tag not in tags and any(_letters(tag) == letters for tag in tags)


def _letters(tag: str) -> str:
    return "".join(sign for sign in tag if sign.isalpha())
