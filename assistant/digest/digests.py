"""Answers requests for a digest: of the document or the equipment that is meant. A ``Crossing``."""

from __future__ import annotations

from assistant.clock import today
from assistant.crossing.bridge import Bridge
from assistant.crossing.happenings import read_time
from assistant.crossing.relative_days import dated
from assistant.digest import say
from assistant.digest.asked import DigestAsked, asked_digest
from assistant.digest.document import POINTS, DocumentDigest
from assistant.digest.equipment import EquipmentDigest
from assistant.digest.state_asked import asked_state
from assistant.digest.target import Targets, only_tag
from assistant.phrases import no_such_identifier
from assistant.records import Question
from retrieval.identifiers import find, find_tags, normalise
from retrieval.records import Document, Scope

_HAPPENED = ("what happened", "que s'est-il passé")
_WHAT_IS = ("what is", "qu'est-ce que")


class Digests:
    """Gives digests.

    Args:
        targets: Tells what a request means.
        documents: Digests documents.
        equipment: Digests what is known of a tag.
    """

    def __init__(self, *, targets: Targets, documents: DocumentDigest, equipment: EquipmentDigest) -> None:
        self._targets = targets
        self._documents = documents
        self._equipment = equipment

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The points; None where no digest is asked for, or the words may ask for something else."""
        asked = asked_digest(question.asked) if _points_at(question) else asked_digest(question.text)
        if asked is None and (tag := _bare_tag(question.text)):
            asked = DigestAsked(what=tag, how="content")
        if asked is None:
            return self._state_of(asked_state(question.text), question, scope)
        other = _asked_otherwise(asked, question)
        if other:
            return Bridge(text=other)
        target = self._targets.find(asked, question.language, scope, question.history)
        if target.tag:
            return self._of_tag(target.tag, asked, question, scope)
        if len(target.documents) == 1:
            return self._of_document(target.documents[0], asked, question)
        if target.documents and asked.how == "summary":
            return Bridge(refusal=say.which_document(question.language, target.documents))
        if asked.pointed:
            return Bridge(refusal=say.which_one(question.language))
        if asked.how == "summary":
            return Bridge(refusal=say.no_document(question.language, asked.what))
        return None

    def _state_of(self, what: str, question: Question, scope: Scope) -> Bridge | None:
        tag = only_tag(what)
        found = self._equipment.state(tag, question.language, scope) if tag else []
        return Bridge(reasons=tuple(found), listed=True) if found else None

    def _of_document(self, document: Document, asked: DigestAsked, question: Question) -> Bridge | None:
        found = self._documents.digest(document, question.language, count=asked.points or POINTS)
        return Bridge(reasons=tuple(found), listed=True) if found else None

    def _of_tag(self, tag: str, asked: DigestAsked, question: Question, scope: Scope) -> Bridge | None:
        found = self._equipment.digest(tag, question.language, scope)
        if found:
            return Bridge(reasons=tuple(found[: asked.points] if asked.points else found), listed=True)
        if asked.how == "content":
            return None
        return Bridge(refusal=no_such_identifier(question.language, tag, ()))


def _asked_otherwise(asked: DigestAsked, question: Question) -> str:
    """What tells of a time or of an order, as it is asked for; empty where a digest is wanted."""
    french = question.language == "fr"
    happened = f"{_HAPPENED[french]} {asked.what}?"
    if read_time(dated(happened, today())) is not None:
        return happened
    named = find(asked.what)
    is_order = len(named) == 1 and named[0].kind == "work_order"
    if is_order and len(asked.what) == named[0].end - named[0].start:
        return f"{_WHAT_IS[french]} {asked.what}?"
    return ""


def _bare_tag(text: str) -> str:
    """The tag that is all a question says ("P-7?"): who types no more wants to know what there is."""
    tags = find_tags(text)
    return tags[0] if len(tags) == 1 and normalise(text.strip(" ?!.")) == tags[0] else ""


def _points_at(question: Question) -> bool:
    """True where what was typed points at a document: it is looked for in the conversation, not rewritten."""
    asked = asked_digest(question.asked)
    return asked is not None and asked.pointed
