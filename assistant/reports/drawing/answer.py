"""Answer whether a drawing complies with a rule: verdict, the sheet's region, the clause's words. No model.

The clauses are those that the question names, of the standard that it names where it does; where it names no
number, passages near the question are held to it, and only those that decide something are spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from assistant.errors import UnknownClause
from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.comply import RuleAsked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.text.clauses import find_clause
from assistant.records import Evidence, Finding
from assistant.reports.drawing.bounds import sentences_of
from assistant.reports.drawing.clause_rules import rules_of, split_tables
from assistant.reports.drawing.clauses import clauses_of
from assistant.reports.drawing.compliance import compare
from assistant.reports.drawing.subject import Passage, Subject
from assistant.reports.drawing.told import stems_of
from assistant.reports.drawing.verdict import ClauseVerdict
from assistant.words import fold
from retrieval.catalogue import Catalogue
from retrieval.identifiers import normalise
from retrieval.records import Hit, Scope

_SURE = 0.95
_NEAR = 12
_FEWEST_COMMON = 2
_STANDARD = re.compile(r"standard|norme|spec|rule|regle|code|exigence|requirement|std")
_MOST_REASONS = 4
_LONGEST_QUOTE = 300
_FEWEST_WORDS = 4


class JudgeKnowledge(Protocol):
    """The part of ``retrieval.knowledge.Knowledge`` that holds clauses and finds passages."""

    @property
    def catalogue(self) -> Catalogue:
        """Documents and their passages."""
        ...

    def search(self, query: str, *, top_k: int = 8) -> list[Hit]:
        """Passages near a text."""
        ...


class DrawingJudge:
    """Holds drawings to clauses; a ``ComplianceJudge``.

    Args:
        knowledge: What was ingested.
    """

    def __init__(self, knowledge: JudgeKnowledge) -> None:
        self._knowledge = knowledge

    def __call__(self, asked: Asked, rule: RuleAsked, drawing: Drawing) -> Finding:
        """The verdict on one drawing."""
        try:
            clauses = self._clauses(asked, rule)
        except UnknownClause:
            labels = ", ".join(rule.labels)
            return Finding(
                refusal=asked.t(
                    f"No document here has a clause {labels}.", f"Aucun document n'a ici de clause {labels}."
                )
            )
        if not clauses:
            return Finding(
                refusal=asked.t(
                    "No rule with a bound in numbers was found for this: name its clause.",
                    "Aucune règle chiffrée n'a été trouvée à ce sujet : en nommer la clause.",
                )
            )
        version = drawing.versions[0]
        verdicts = compare(_subject(version, asked), clauses, asked.text)
        if not rule.labels:
            verdicts = tuple(v for v in verdicts if v.verdict != "undecided" and _is_meant(v, asked))
        return self._finding(asked, drawing, verdicts)

    def _clauses(self, asked: Asked, rule: RuleAsked) -> tuple[Passage, ...]:
        """The clauses to hold the drawing to; those of a named standard before others of the same number."""
        found: list[Passage] = []
        for label in rule.labels:
            passages = clauses_of([label], self._knowledge)
            named = [p for p in passages if _is_named(p.source, rule)]
            found += named or passages
        if not rule.labels:
            return self._near(asked, rule)
        telling = [passage for passage in found if any(rules_of(passage))]
        return tuple(telling or found)

    def _near(self, asked: Asked, rule: RuleAsked) -> tuple[Passage, ...]:
        """Clauses of standards near the question, where it names none by number."""
        found: dict[tuple[str, str], Passage] = {}
        for hit in self._knowledge.search(asked.text, top_k=_NEAR):
            chunk = hit.chunk
            standard = (
                _is_named(chunk.source, rule) if rule.documents else _STANDARD.search(fold(chunk.source))
            )
            if not chunk.label or not standard or (chunk.source, chunk.label) in found:
                continue
            try:
                passages = clauses_of([chunk.label], self._knowledge)
            except UnknownClause:
                continue
            for passage in passages:
                if passage.source == chunk.source and any(rules_of(passage)):
                    found[chunk.source, chunk.label] = passage
        return tuple(found.values())

    def _finding(self, asked: Asked, drawing: Drawing, verdicts: Sequence[ClauseVerdict]) -> Finding:
        bad = [v for v in verdicts if v.verdict == "broken"]
        good = [v for v in verdicts if v.verdict == "met"]
        open_ = [v for v in verdicts if v.verdict == "undecided"]
        if not bad and not good:
            why = " ".join(v.reason for v in open_[:_MOST_REASONS]) or asked.t(
                "No clause was named, and none was found that bounds what it shows.",
                "Aucune clause n'est nommée, et aucune n'a été trouvée qui limite ce qu'il montre.",
            )
            return Finding(
                refusal=asked.t(
                    f"What {drawing.name} shows does not decide it. {why}",
                    f"Ce que montre {drawing.name} ne permet pas de trancher. {why}",
                ).strip()
            )
        shown = (*bad, *good)[:_MOST_REASONS]
        statement = " ".join((_head(asked, drawing, bad or good, bool(bad)), *(v.reason for v in shown)))
        if open_ and not bad:
            statement += " " + asked.t("Not decided by the sheet:", "Non tranché par la feuille :")
            statement += " " + open_[0].reason
        clause = _clause_evidence(asked, (bad or good)[0], self._knowledge.catalogue)
        seen = _seen(shown, statement)
        return Finding(evidence=(seen,) if clause is None else (seen, clause))


def _is_named(source: str, rule: RuleAsked) -> bool:
    return any(name in normalise(source) for name in rule.documents)


def _is_meant(verdict: ClauseVerdict, asked: Asked) -> bool:
    """True where a bound that was found by search is on what is asked: common words, or a named row."""
    if verdict.relation is not None or verdict.bound is None:
        return False
    if verdict.bound.way == "equal":
        return True
    stems = set().union(*asked.words)
    return len(stems & stems_of(verdict.bound.sentence)) >= _FEWEST_COMMON


def _subject(version: Version, asked: Asked) -> Subject:
    """A drawing as it stands in the catalogue."""
    entities = version.entities
    return Subject(
        name=version.source.rsplit("/", 1)[-1], media=version.source.rsplit(".", 1)[-1].lower(),
        unit=entities[0].unit if entities else "pt", pages=max((e.page or 1 for e in entities), default=1),
        entities=entities, language="fr" if asked.french else "en",
    )  # fmt: skip


def _head(asked: Asked, drawing: Drawing, verdicts: Sequence[ClauseVerdict], broken: bool) -> str:
    labels = ", ".join(dict.fromkeys(v.clause.label or "" for v in verdicts))
    document = verdicts[0].clause.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if broken:
        return asked.t(
            f"No: {drawing.name} does not comply with clause {labels} of {document}.",
            f"Non : {drawing.name} ne respecte pas la clause {labels} de {document}.",
        )
    return asked.t(
        f"Yes, as far as the drawing shows: {drawing.name} complies with clause {labels} of {document}.",
        f"Oui, pour ce que montre le plan : {drawing.name} respecte la clause {labels} de {document}.",
    )


def _seen(verdicts: Sequence[ClauseVerdict], statement: str) -> Evidence:
    entities = [v.amount.entity for v in verdicts if v.amount is not None]
    first = entities[0]
    boxes = dict.fromkeys(e.box for e in entities if e.box is not None and e.page == first.page)
    values = [v.bound.written for v in verdicts if v.bound is not None]
    return Evidence(
        kind="drawing",
        source=first.source,
        quote="\n".join(dict.fromkeys(e.text for e in entities)),
        statement=statement,
        score=_SURE,
        page=first.page,
        boxes=tuple(boxes),
        unit=first.unit,
        also=tuple(dict.fromkeys(v.clause.source for v in verdicts)),
        values=(*(e.text for e in entities), *values),
    )


def _words(verdict: ClauseVerdict) -> str:
    """The sentence of the clause that asks it; where a table does, the one that leads to the table."""
    words = split_tables(verdict.clause.text)[0]
    asking = verdict.bound.sentence if verdict.bound is not None else ""
    asking = verdict.relation.sentence if verdict.relation is not None else asking
    if not asking or asking not in " ".join(words.split()):
        sentences = [sentence for sentence in sentences_of(words) if len(sentence.split()) >= _FEWEST_WORDS]
        asking = sentences[0] if sentences else verdict.clause.text
    asking = " ".join(asking.split()).rstrip(".")
    return asking if len(asking) <= _LONGEST_QUOTE else asking[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _clause_evidence(asked: Asked, verdict: ClauseVerdict, catalogue: Catalogue) -> Evidence | None:
    """The clause's own words with their place on the page."""
    clause = verdict.clause
    held = [c for c in find_clause(catalogue, clause.label or "", Scope()) if c.source == clause.source]
    chunks = [chunk for one in held for chunk in (*one.chunks, *one.below)]
    if not chunks:
        return None
    first = next((chunk for chunk in chunks if chunk.kind == "text"), chunks[0])
    quoted = _words(verdict)
    return Evidence(
        kind="text",
        source=clause.source,
        quote=first.text,
        statement=asked.t(f"Clause {clause.label}: “{quoted}”.", f"Clause {clause.label} : « {quoted} »."),
        score=_SURE,
        chunk_id=first.id,
        label=clause.label,
        headings=first.headings,
        page=first.page,
        boxes=tuple(
            span.box
            for span in first.spans
            if span.box is not None and (span.page or first.page) == first.page
        ),
        unit=first.unit,
        values=(clause.label or "",),
    )
