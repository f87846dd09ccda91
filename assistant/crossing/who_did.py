"""Who wrote, led, approved or did what a document is on: "who wrote the RCA of P-7?".

A report says so in a field of its head (``Written by``, ``Led by``, ``Vérifié par``), which is told as it
stands. Where one document is named and it has no such field, that is said: a row of another table that speaks
of the same work names somebody else. Knows fields and their names, no ranking and no model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.crossing.bridge import Bridge
from assistant.crossing.say import file_name
from assistant.crossing.sources import Library, NamesIn
from assistant.experts.text.evidence import from_chunks, stated
from assistant.phrases import not_said_in
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.records import Chunk, Language, Scope

_CELL = " | "
_HEAD = 6
"""Passages of a document in which its head stands; signatures stand in the last ones."""
_TAIL = 2
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class _Role:
    """A part that somebody has in a document: the verbs that ask for it, and how its field is called."""

    verbs: str
    fields: re.Pattern[str]


def _role(verbs: str, *fields: str) -> _Role:
    return _Role(verbs, re.compile(rf"(?:{'|'.join(fields)})(?: \(\w+\))?"))


_WROTE = (
    r"(?:written|prepared|issued|drafted|compiled|reported|drawn) by|authors?|prepared|"
    r"(?:redige|ecrit|etabli|prepare|emis|dessine)e? par|redact(?:eur|rice)|auteur|emetteur"
)
_LED = r"(?:led|chaired) by|(?:team )?lead(?:er)?|(?:mene|dirige|anime|pilote)e? par|animateur|pilote"
_SIGNED = r"signed(?: by)?|signature|signee? par|visa"
_ROLES = (
    _role(r"wrote|authored|prepared|issued|drafted|drew|ecrit|redige|etabli|prepare|emis|dessine",
          _WROTE, _LED),
    _role(r"led|chaired|ran|mene|dirige|pilote|anime", _LED),
    _role(r"approved|released|authori[sz]ed|approuve|valide|autorise",
          r"(?:approved|released|authori[sz]ed|validated) by|approver",
          r"(?:approuve|valide)e? par|approbateur"),
    _role(r"checked|verified|reviewed|verifie|controle|relu",
          r"(?:checked|verified|reviewed) by|reviewer|(?:verifie|controle|relu)e? par",
          r"verificateur|relecteur"),
    _role(r"signed|signe", _SIGNED),
    _role(r"did|performed|carried out|made|executed|fait|realise|effectue|execute|conduit",
          r"(?:done|performed|carried out|executed) by|crew|fitters?|contractor|intervenants?|"
          r"(?:fait|realise|effectue|execute)e? par|equipe|entreprise|prestataire|organisme"),
)  # fmt: skip
_ASKED = re.compile(
    r"^\W*(?:who (?:has )?|qui (?:a|est-ce qui a) )(?P<verb>[a-z]+(?: out)?)e?s? (?P<what>\S.*)$"
)
_BY_WHOM = re.compile(
    r"^\W*(?:by whom (?:was|were) (?P<thing>.+?) (?P<verb>[a-z]+(?: out)?)|"
    r"par qui (?:a|ont) (?:ete )?(?P<verbe>[a-z]+?)e?s? (?P<chose>.+))\W*$"
)


class WhoDid:
    """Tells the field of a document that names who wrote, approved or did something.

    Args:
        names_in: Tells which documents are named.
        library: Holds the documents.
    """

    def __init__(self, *, names_in: NamesIn, library: Library) -> None:
        self._names_in = names_in
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The field; a refusal where the one document that is named has none; None for other questions."""
        role = role_asked(question.text)
        if role is None:
            return None
        named = self._names_in(question.text, question.language, scope)
        if len(named.sources) != 1:
            return None
        source = named.sources[0]
        chunks = self._library.chunks_of(source)
        head = chunks if len(chunks) <= _HEAD + _TAIL else [*chunks[:_HEAD], *chunks[-_TAIL:]]
        found = _field(head, role, question.language)
        if found is not None:
            return Bridge(reasons=(found,))
        return Bridge(refusal=not_said_in(question.language, named.sources))


def role_asked(text: str) -> re.Pattern[str] | None:
    """The names of the field that answers a question for who did something; None for any other question."""
    plain = fold(text)
    match = _ASKED.match(plain) or _BY_WHOM.match(plain)
    if match is None:
        return None
    parts = match.groupdict()
    verb = parts.get("verb") or parts.get("verbe") or ""
    return next((role.fields for role in _ROLES if re.fullmatch(rf"(?:{role.verbs})", verb)), None)


def _field(chunks: Sequence[Chunk], role: re.Pattern[str], language: Language) -> Evidence | None:
    """The first field of that role, with what stands in it."""
    for chunk in chunks:
        for line in chunk.text.split("\n"):
            for name, value in _pairs(line):
                if value and role.fullmatch(fold(name)):
                    at = chunk.text.find(line)
                    evidence = from_chunks(
                        (chunk,), quote=line, label=chunk.label, score=0.95, span=(at, at + len(line))
                    )
                    colon = " : " if language == "fr" else ": "
                    told = f"{name}{colon}{value} ({file_name(chunk.source)})."
                    return stated(evidence, told, (value,), ())
    return None


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """Names with what stands behind them: ``Written by: …``, and neighbours of a row of a form."""
    cells = [cell.strip() for cell in line.split(_CELL)]
    for cell in cells:
        name, colon, value = cell.partition(":")
        if colon and len(name) <= _LONGEST_NAME:
            yield name.strip(" -•*"), value.strip()
    for name, value in pairwise(cells):
        if ":" not in name:
            yield name.strip(" -•*"), value
