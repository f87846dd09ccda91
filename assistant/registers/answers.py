"""Answers from any register of the site what no part of the trades and no plan over one table answered."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from assistant.clock import today
from assistant.crossing.bridge import Bridge
from assistant.engines import Engine
from assistant.errors import QueryRefused
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.programs.say import tell
from assistant.experts.tables.words import squash
from assistant.records import Evidence, Question
from assistant.registers.agree import agreed, narrows, says
from assistant.registers.choose import Meaning, choose
from assistant.registers.confirmed import BadConfirmation, Confirmed, ConfirmedBook, id_of
from assistant.registers.features import Register
from assistant.registers.judged import judged
from assistant.registers.near import Encode, Nearness
from assistant.registers.recall import Lesson, leaning
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

MOST_ROWS = 600
MOST_TABLES = 6
LEAST_TABLES = 4
"""Of a site with few registers so many are read though none of their words is said."""
TOLD = 0.55
"""Probability of being right from which on a meaning is told where nothing else answers."""
PREFERRED = 0.35
"""The same where a plan over one table says something else and is not sure of it."""
_SURE = 0.8
"""Score from which on what a plan over a table found is told though no likely meaning gives the same."""
_BEFORE_SURE = 0.7
"""Probability from which on a meaning is told in its place all the same, if its register was read too."""
_AGREES = 0.1
"""Probability of the meanings that give the same from which on what was found stands."""
_POSSIBLE = 0.1
"""Least probability of a reading that is shown where nothing is sure."""
_UNSURE = 0.6
"""Score below which it is not told without one though its register was not read (it is too long)."""
SHOWN = 3
"""Readings that are shown where nothing is sure."""
OFFERED = 12
"""Readings among which a capable model chooses."""
_CLEAR = 0.9
"""Probability from which on a meaning is told without asking the model."""
_CHOSEN = 0.8
"""Score of a reading that the model chose."""
_CONFIRMED = 0.95
"""Score of a reading that somebody confirmed."""
_SAID = {
    "en": "On {at:%Y-%m-%d} this was confirmed to be what the question means.",
    "fr": "Le {at:%d/%m/%Y}, il a été confirmé que c'est ce que la question veut dire.",
}
_LED = {
    "en": "A reading that was confirmed of a like question led to this one.",
    "fr": "Une lecture confirmée d'une question semblable a mené à celle-ci.",
}
_BY_MODEL = {
    "en": "The language model chose this reading of the question among those computed.",
    "fr": "Le modèle de langue a choisi cette lecture de la question parmi celles qui ont été calculées.",
}


@dataclass(frozen=True, slots=True)
class _Offer:
    """A reading in words; that of what was found already where it has no meaning."""

    text: str
    meant: Meaning | None


@dataclass(frozen=True, slots=True)
class _Read:
    """The registers that a question may mean, and what it most likely means over them."""

    registers: list[Register]
    meanings: list[Meaning]

    def holds(self, evidence: Evidence) -> bool:
        """True where the file that something was found in was read."""
        return evidence.source in {register.schema.table.source for register in self.registers}


class Registers:
    """Asked last of what the plant's sources hold.

    Attributes:
        nearness: Tells how near in meaning questions are to registers; None without ``encode``.

    Args:
        tables: Of what was ingested.
        encode: Texts of any language to unit vectors; meaning is told from words alone where None.
        told: Probability of being right from which on a meaning is told.
        engine: Where it is capable it chooses among the likeliest meanings.
        book: What people confirmed; nothing is kept and nothing recalled where None.
    """

    def __init__(
        self,
        tables: TableExpert,
        *,
        encode: Encode | None = None,
        told: float = TOLD,
        engine: Engine | None = None,
        book: ConfirmedBook | None = None,
    ) -> None:
        self._tables = tables
        self._book = book
        self._encode = encode
        self._engine = engine
        self.nearness = Nearness(encode) if encode is not None else None
        self._last: tuple[Hashable, _Read] | None = None
        self._told = told

    def answer(
        self, question: Question, scope: Scope, found: Sequence[Evidence] = (), *, refused: bool = False
    ) -> Bridge | None:
        """What the likeliest of all programs over the likeliest registers gives, where that is to be told.

        Args:
            found: What else was found, best first. It stands, but for a figure of a table that no
                likely meaning gives; a capable model is asked of every figure of a table.
            refused: A table was taken that holds nothing of what is asked. That stands but for a meaning
                whose rows are of the days that the question names (they were sought in another column), and
                for one that a confirmed reading led to.

        Returns:
            None where what was found stands, or nothing is sure; a bridge without reasons where neither is.
        """
        held = found[0] if found else None
        if scope.since or scope.until or scope.equipment or (held is not None and not _is_computed(held)):
            return None
        read = self._read(question, scope)
        meant = read.meanings[0] if read.meanings else None
        if refused and (meant is None or not (meant.led or _holds_days(meant))):
            return None
        likely = meant.choice.likely if meant is not None else 0.0
        if self._engine is not None and self._engine.capable:
            offers = _offers(question, read, held)
            number = (
                None if held is None and likely >= _CLEAR else _chosen(question, read, offers, self._engine)
            )
            if number is not None:
                return self._of_offer(offers[number - 1] if number else None, question, held)
        if held is not None and agreed(held, read.meanings) >= _AGREES:
            return None
        if meant is not None and likely >= (self._told if held is None else _least(held, meant, read)):
            with suppress(QueryRefused):
                return Bridge(reasons=(self._proof(meant, question.language),))
        falls = held is not None and held.score < (_SURE if read.holds(held) else _UNSURE)
        return Bridge() if falls else None

    def confirmed(self, question: Question, scope: Scope) -> Bridge | None:
        """What somebody confirmed that a question in these words means; None where nobody did."""
        one = self._book.of(question.text) if self._book is not None else None
        if one is None or scope.since or scope.until or scope.equipment:
            return None
        meant = next(iter(self._read(question, scope).meanings), None)
        if meant is None or not meant.confirmed:
            return None
        with suppress(QueryRefused):
            proof = self._proof(meant, question.language)
            said = _SAID["fr" if question.language == "fr" else "en"].format(at=one.at)
            told = replace(proof, score=_CONFIRMED, caveats=(*proof.caveats, said), confirmed=True)
            return Bridge(reasons=(told,))
        return None

    def unconfirm(self, question: Question) -> bool:
        """Takes back what was confirmed of a question; False where nothing was."""
        return self._book is not None and self._book.withdraw(id_of(question.text))

    def confirm(self, question: Question, scope: Scope, reading: str) -> Confirmed:
        """Keeps that a question means one of its readings.

        Args:
            reading: ``Evidence.reading`` of one that was shown.

        Raises:
            BadConfirmation: The question has no such reading (any more).
        """
        if self._book is None:
            raise BadConfirmation("no data folder keeps what is confirmed")
        meanings = self._read(question, scope).meanings
        meant = next((one for one in meanings if one.shape.id == reading), None)
        if meant is None:
            raise BadConfirmation(f"the question has no reading {reading[:40]!r}: ask it again to see them")
        told = tell(meant.choice, meant.register.table, question.language)
        return self._book.confirm(question.text, question.language, meant.shape, told)

    def _of_offer(self, offer: _Offer | None, question: Question, held: Evidence | None) -> Bridge | None:
        """The chosen offer as an answer; what was found is not told where none was chosen."""
        if offer is None:
            return Bridge() if held is not None else None
        if offer.meant is None:
            return None
        with suppress(QueryRefused):
            proof = self._proof(offer.meant, question.language)
            said = _BY_MODEL["fr" if question.language == "fr" else "en"]
            return Bridge(reasons=(replace(proof, score=_CHOSEN, caveats=(*proof.caveats, said)),))
        return None

    def readings(self, question: Question, scope: Scope) -> tuple[Evidence, ...]:
        """What the question may ask of registers, the likeliest first, where none of it is sure."""
        if scope.since or scope.until or scope.equipment:
            return ()
        found: list[Evidence] = []
        for meant in self._read(question, scope).meanings[:SHOWN]:
            if meant.choice.likely >= _POSSIBLE:
                with suppress(QueryRefused):
                    found.append(self._proof(meant, question.language))
        return tuple(found)

    def _proof(self, meant: Meaning, language: Language) -> Evidence:
        proof = self._tables.prove(meant.choice, meant.register.schema, meant.register.table, language)
        led = (_LED["fr" if language == "fr" else "en"],) if meant.led and not meant.confirmed else ()
        return replace(proof, reading=meant.shape.id, caveats=(*proof.caveats, *led))

    def _read(self, question: Question, scope: Scope) -> _Read:
        """What it may mean, kept for the same question asked again."""
        lessons: tuple[Lesson, ...] = self._book.lessons() if self._book is not None else ()
        key = (question.text, question.language, scope, today(), lessons)
        last = self._last
        if last is None or last[0] != key:
            registers = self.of(question, scope)
            recall = partial(leaning, lessons=lessons, encode=self._encode) if lessons else None
            found = choose(
                question.text, question.language, registers, today(), self.nearness, recall, most=OFFERED
            )
            self._last = last = (key, _Read(registers, found))
        return last[1]

    def of(self, question: Question, scope: Scope) -> list[Register]:
        """The registers that a question may mean, each with how much of it their words explain."""
        promising = self._tables.promising(
            question, scope, most=MOST_TABLES, rows=MOST_ROWS, least=LEAST_TABLES
        )
        found: list[Register] = []
        for schema, promise in promising:
            with suppress(QueryRefused):
                table = self._tables.sheet(schema, rows=MOST_ROWS)
                if table is not None:
                    found.append(Register(schema, table, promise / (promising[0][1] or 1.0)))
        return found


def _least(held: Evidence, meant: Meaning, read: _Read) -> float:
    """How likely a meaning must be that is told in the place of what was found."""
    if held.score < _SURE:
        return PREFERRED
    return _BEFORE_SURE if read.holds(held) and not narrows(held, meant) else inf


def _offers(question: Question, read: _Read, held: Evidence | None) -> list[_Offer]:
    """What a capable model may choose among: what was found, and the likeliest meanings that differ.

    Those that do not name a tag of the question are not offered, whatever the model would make of them.
    """
    tags = {squash(tag) for tag in find_tags(question.text)}
    offers = [_Offer(f"{held.statement} ({held.sql})", None)] if held is not None else []
    for meant in read.meanings:
        said = tell(meant.choice, meant.register.table, question.language)
        is_new = held is None or not says(held, meant)
        if is_new and all(tag in squash(said) for tag in tags):
            title = meant.register.schema.table.title or meant.register.schema.name
            offers.append(_Offer(f"{title}: {said}", meant))
    return offers


def _chosen(question: Question, read: _Read, offers: Sequence[_Offer], engine: Engine) -> int | None:
    """Which offer the model takes, from 1; 0 for none; None where there are none or it cannot say."""
    if not offers:
        return None
    schemas = [register.schema for register in read.registers]
    texts = [offer.text for offer in offers]
    return judged(question.text, texts, schemas, engine, today(), cancel=question.cancel)


def _holds_days(meant: Meaning) -> bool:
    return any(condition.test == "within" for condition in meant.choice.candidate.program.where)


def _is_computed(evidence: Evidence) -> bool:
    """True for what a plan or a query over a table gave."""
    return evidence.kind == "table" and evidence.statement is not None
