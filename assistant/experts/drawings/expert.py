"""The drawing expert: questions on what stands on drawings, answered from entities. Writes no prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.experts.drawings.answer_dimensions import answer_dimension
from assistant.experts.drawings.answer_fields import answer_field, asked_fields
from assistant.experts.drawings.answer_notes import answer_notes, answer_words
from assistant.experts.drawings.answer_register import answer_register, answer_undrawn
from assistant.experts.drawings.answer_revision import answer_revision, asks_revision
from assistant.experts.drawings.answer_show import answer_show
from assistant.experts.drawings.answer_tags import (
    answer_connections,
    answer_list,
    answer_said,
    answer_where,
    asks_place,
    asks_said,
)
from assistant.experts.drawings.asked import Asked, understand
from assistant.experts.drawings.asked_runs import RunAsked, Want
from assistant.experts.drawings.called import Called
from assistant.experts.drawings.comply import ComplianceJudge, rule_asked
from assistant.experts.drawings.drawing import Drawing, describe
from assistant.experts.drawings.knowledge import DrawingKnowledge
from assistant.experts.drawings.line_number import find_line_number
from assistant.experts.drawings.numbered_line import find_numbered
from assistant.experts.drawings.of_revision import (
    NamedRevision,
    in_revision,
    named_revision,
    revisions_of,
)
from assistant.experts.drawings.parts import find_parts
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.experts.drawings.runs import find_runs, run_asked
from assistant.records import Evidence, Finding, Question
from retrieval.records import Kind, Scope

_REFUSE_FROM = 0.6
_SCOPED = 0.95
_KEEP_FROM = 0.2
_SURE = 0.85
_NUMBERED = 0.99
"""Of a sure answer from the drawing that is named by its number: words of other sheets are no better."""
_MOST = 3
"""Pieces of evidence at most."""

_OF_ONE: tuple[Want, ...] = ("isolate", "instruments", "loop", "both")
"""What is asked of one thing, whatever else is named."""

_Answer = Callable[[Asked, Drawing], Reply | Lacking | None]
_ANSWERS: tuple[_Answer, ...] = (
    answer_show,
    answer_revision,
    answer_notes,
    answer_connections,
    answer_said,
    answer_list,
    answer_dimension,
    answer_field,
    answer_words,
)
_FINAL = (answer_show, answer_revision, answer_notes, answer_dimension)
"""Where one of these has something to say, what comes after it is not asked."""


class DrawingExpert:
    """Answers questions about drawings from what the parsers found on them.

    Args:
        knowledge: What was ingested.
        judge: Decides whether a drawing complies with a rule; such questions are not taken without it.
    """

    def __init__(self, knowledge: DrawingKnowledge, judge: ComplianceJudge | None = None) -> None:
        self._knowledge = knowledge
        self._judge = judge
        self._known: tuple[int, Scope, tuple[Drawing, ...]] | None = None
        self._called = Called(())

    @property
    def name(self) -> Kind:
        """``drawing``."""
        return "drawing"

    def affinity(self, question: Question, scope: Scope) -> float:
        """How far the question names a drawing, a tag on one or a field of a title block, 0 to 1."""
        drawings = self._drawings(scope)
        if not drawings:
            return 0.0
        asked = self._understood(question, drawings)
        if self._judge is not None and _is_about(asked) and rule_asked(asked) is not None:
            return 1.0
        named = asked.anchor > 0.55 and not asked.by_tag
        score = max(0.0, asked.anchor - 0.4) * named + 0.3 * (asked.spoken or (named and asked.anchor == 1.0))
        score += (
            0.2 * (named and bool(asked_fields(asked)))
            + (0.5 if asks_place(asked) or asks_revision(asked) else 0.15) * asked.by_tag
        )
        return round(min(1.0, score), 3)

    def find(self, question: Question, scope: Scope) -> Finding:
        """Evidence with page and boxes, or what the drawing does not hold."""
        drawings = self._drawings(scope)
        if not drawings:
            return Finding()
        asked = _in_scope(self._understood(question, drawings), drawings, scope)
        named = named_revision(asked)
        if named is not None:
            return self._find_in_revision(named, question, scope)
        return _of_named(self._find(asked, drawings), asked)

    def _find_in_revision(self, named: NamedRevision, question: Question, scope: Scope) -> Finding:
        """The same of the revision that a question names, though another one is in force."""
        drawing = self._in_revision(named, scope)
        asked = self._understood(replace(question, text=named.text), (drawing or named.drawing,))
        if drawing is not None:
            asked = replace(asked, drawings=(drawing,))
            return _of_named(self._find(asked, (drawing,)), asked)
        number, there = named.drawing.number, ", ".join(revisions_of(named.drawing))
        wanted = named.revision.upper()
        held = asked.t(f"; it is here in {there}.", f" ; il y est en {there}.") if there else "."
        refusal = asked.t(
            f"{number} did not come in at revision {wanted}{held}",
            f"{number} n'est pas entré à l'indice {wanted}{held}",
        )
        return _of_named(Finding(refusal=refusal), asked)

    def _in_revision(self, named: NamedRevision, scope: Scope) -> Drawing | None:
        older = self._read(replace(scope, revision=named.revision))
        return in_revision(named, (named.drawing, *older))

    def _find(self, asked: Asked, drawings: tuple[Drawing, ...]) -> Finding:
        if asked.missing:
            names = ", ".join(drawing.number for drawing in drawings[:8])
            refusal = asked.t(
                f"There is no drawing {asked.missing}. There are {names}.",
                f"Il n'y a pas de plan {asked.missing}. Il y a {names}.",
            )
            return Finding(refusal=refusal)
        rule = rule_asked(asked) if self._judge is not None and _is_about(asked) else None
        if self._judge is not None and rule is not None:
            if len(asked.drawings) > 1:
                names = ", ".join(drawing.number for drawing in asked.drawings[:8])
                return Finding(refusal=asked.t(f"Which drawing: {names}?", f"Quel plan : {names} ?"))
            return self._judge(asked, rule, asked.drawings[0])
        replies, lacking = _collect(asked, drawings, self._knowledge)
        numbered = asked.anchor == 1.0 and not asked.by_tag
        evidence = [
            _evidence(asked, reply, _NUMBERED if numbered and score >= _SURE else score)
            for score, reply in replies
            if score >= _KEEP_FROM
        ]
        if evidence and evidence[0].score >= 0.5:
            return Finding(evidence=tuple(evidence[:_MOST]))
        best = max(lacking, key=lambda item: item[0], default=None)
        refusal_ = best[1].refusal if best is not None and best[0] >= _REFUSE_FROM else None
        return Finding(evidence=tuple(evidence[:_MOST]), refusal=refusal_)

    def find_line_number(self, question: Question, scope: Scope) -> Evidence | None:
        """What the parts of a line's printed number say; None where none is asked of."""
        return find_line_number(question, self._drawings(scope))

    def find_numbered(self, question: Question, scope: Scope) -> Finding | None:
        """What a line joins that is called by its number; None where none is asked of."""
        return find_numbered(question, self._drawings(scope))

    def find_parts(self, question: Question, scope: Scope) -> Finding | None:
        """What lists of parts on drawings answer; None where they are not asked of."""
        drawings = self._drawings(scope)
        named = named_revision(self._understood(question, drawings)) if drawings else None
        if named is None:
            return find_parts(question, drawings)
        drawing = self._in_revision(named, scope)
        return None if drawing is None else find_parts(replace(question, text=named.text), (drawing,))

    def find_undrawn(self, question: Question, scope: Scope) -> Evidence | None:
        """What of a list a drawing, or none, shows; None where that is not asked or no list is named."""
        drawings = self._drawings(scope)
        asked = understand(question.text, question.language, drawings) if drawings else None
        reply = answer_undrawn(asked, drawings, self._knowledge) if asked is not None else None
        return None if asked is None or reply is None else _evidence(asked, reply, reply.score)

    def run_asked(self, question: Question, scope: Scope) -> RunAsked | None:
        """What a question asks of the lines of drawings; None where it asks nothing of them."""
        drawings = self._drawings(scope)
        asked = run_asked(question, drawings)
        if asked is not None and asked.want in _OF_ONE:
            return asked
        named = self._called.with_tags(question.text)
        again = run_asked(replace(question, text=named), drawings) if named != question.text else None
        return again or asked

    def find_run(self, asked: RunAsked, question: Question, scope: Scope) -> Finding | None:
        """What the lines of drawings answer; None where none shows what is asked of."""
        return find_runs(asked, question, self._drawings(scope))

    def _understood(self, question: Question, drawings: tuple[Drawing, ...]) -> Asked:
        """A question taken apart; a printed name is taken for its tag where an amount is asked."""
        asked = understand(question.text, question.language, drawings)
        if asked.tags or not asks_said(asked):
            return asked
        named = self._called.with_tags(question.text)
        return asked if named == question.text else understand(named, question.language, drawings)

    def _drawings(self, scope: Scope) -> tuple[Drawing, ...]:
        """Drawings of a scope, read again when the catalogue changed."""
        generation = self._knowledge.catalogue.generation()
        if self._known is None or self._known[:2] != (generation, scope):
            found = self._read(scope)
            self._known = (generation, scope, found)
            self._called = Called(found)
        return self._known[2]

    def _read(self, scope: Scope) -> tuple[Drawing, ...]:
        catalogue = self._knowledge.catalogue
        return describe(catalogue.documents(scope), catalogue.entities(scope))


def _of_named(finding: Finding, asked: Asked) -> Finding:
    """What was found, with the sheets that alone are asked of where they are named by their number."""
    if asked.anchor < 1.0 or asked.by_tag or not asked.drawings:
        return finding
    sheets = tuple(version.source for drawing in asked.drawings for version in drawing.versions)
    return replace(finding, sheets=sheets, named=asked.drawings[0].number)


def _in_scope(asked: Asked, drawings: tuple[Drawing, ...], scope: Scope) -> Asked:
    """A question asked of the sources of one drawing is about it, though it does not name it."""
    if not scope.sources or len(drawings) != 1 or asked.anchor >= _SCOPED:
        return asked
    return replace(asked, drawings=drawings, anchor=_SCOPED)


def _is_about(asked: Asked) -> bool:
    """True where the question speaks of a drawing or names one."""
    return bool(asked.drawings) and (asked.spoken or (asked.anchor >= 0.9 and not asked.by_tag))


def _collect(
    asked: Asked, drawings: Sequence[Drawing], knowledge: DrawingKnowledge
) -> tuple[list[tuple[float, Reply]], list[tuple[float, Lacking]]]:
    """What the drawings answer and what they lack, each with its score, the surest first."""
    replies: list[tuple[float, Reply]] = []
    lacking: list[tuple[float, Lacking]] = []
    where = answer_where(asked, drawings)
    if isinstance(where, Reply):
        replies.append((where.score, where))
    elif where is not None:
        lacking.append((where.score, where))
    if where is None:
        for drawing in asked.drawings[:8]:
            unlisted = answer_register(asked, drawing, knowledge)
            if unlisted is not None:
                replies.append((_score(asked, unlisted), unlisted))
                continue
            for answer in _ANSWERS:
                got = answer(asked, drawing)
                if got is None:
                    continue
                score = _score(asked, got)
                if isinstance(got, Reply):
                    replies.append((score, got))
                else:
                    lacking.append((score, got))
                if answer in _FINAL:
                    break
    replies.sort(key=lambda item: -item[0])
    return replies, lacking


def _score(asked: Asked, got: Reply | Lacking) -> float:
    """The answer's own score, less for words of the question it does not use and for a vague drawing."""
    left = len(asked.unexplained(got.explained))
    total = max(len(asked.words), 1)
    return round(got.score * asked.anchor * max(0.0, 1.0 - 0.6 * left / total), 3)


def _evidence(asked: Asked, reply: Reply, score: float) -> Evidence:
    first = reply.entities[0]
    same_page = [e for e in reply.entities if e.page == first.page and e.box is not None]
    caveats: tuple[str, ...] = ()
    if len(asked.drawings) > 1 and asked.anchor < 0.9:
        told = first.source
        caveats = (
            asked.t(
                f"The drawing was not named: {told} was taken.",
                f"Le plan n'était pas nommé : {told} a été retenu.",
            ),
        )
    return Evidence(
        kind="drawing",
        source=first.source,
        quote=reply.quote,
        statement=reply.statement,
        score=score,
        verbatim=reply.verbatim,
        label=reply.label,
        page=first.page,
        boxes=tuple(e.box for e in same_page if e.box is not None),
        unit=first.unit,
        also=tuple(
            dict.fromkeys((*reply.also, *(e.source for e in reply.entities if e.source != first.source)))
        ),
        values=(reply.value,),
        caveats=caveats,
    )
