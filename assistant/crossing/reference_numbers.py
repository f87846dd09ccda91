"""Numbers of work requests, orders and permits that a note names: "WR number for the flare analyser?".

"C'est quoi le numéro de la demande de travaux pour la purge du V-203 ?". The line must name the tags "
"that are
asked for, and hold most of the words; a number of another kind is never told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.worded import cell_words, is_worded
from assistant.experts.tables.words import squash
from assistant.integrity.roles import without_tags
from assistant.language import detect_language
from assistant.records import Evidence, Question
from assistant.reliability.say import one_of
from assistant.words import content_words, fold
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Hit, Language, Scope

Search = Callable[[str, Scope, int], Sequence[Hit]]

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "request",
        r"work ?requests?|service requests?|maintenance requests?|wrs?|srs?|demandes? (?:de travaux|"
        r"d'interventions?|de maintenance)|dts?|dis?|notifications?|notifs?|avis(?: de panne)?",
    ),
    ("order", r"work ?orders?|wos?|job orders?|ordres? de travail|bons? de travail|ots?|bts?"),
    ("permit", r"(?:work )?permits?|ptws?|permis(?: de (?:travail|feu))?|autorisations? de travail"),
)
_NUMBER = re.compile(r"\b(?:numbers?|numeros?|num|nr|no|n|ref(?:erence)?s?)\b|[#°]")
_ASKS = re.compile(r"\b(?:what|which|what's|quel(?:le)?s?|c'est quoi|give|donne|under)\b")
_ELSE = re.compile(
    r"\b(?:how many|number of|combien|nombre|who|qui|when|quand|why|pourquoi|status|statut|open|closed|"
    r"cost|cout|"
    r"all|toutes?|tous|list|liste|ouvert\w*|hours|heures)\b"
)
_SEVERAL = re.compile(r"\b(?:quel(?:le)?s (?:sont|etaient|ots?|ordres|bons|demandes)|what are|which are)\b")
"""A register's rows are listed; a note names one number."""
_CODE = r"(?P<code>(?=[\w-]*\d)[a-z]{0,4}[-_/]?\d[\w/-]*\d)"
_CUES = frozenset(
    """
    work request requests order orders permit permits notification notifications number numbers num ref
    reference numero numeros demande demandes travaux travail intervention ordre bon avis wr wo ot dt di bt
    sr ptw permis
    what's whats quoi raised raise issued written opened written emise emis ouverte faite faites pour about
    concerning called said handover log note notes cahier quart passation note under leak
    """.split()
)
_SEARCHED = 20
_MENTIONING = 80
_MOST = 3
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class _Line:
    chunk: Chunk
    start: int
    text: str
    code: str
    share: float


class ReferenceNumbers:
    """Tells numbers that notes name.

    Args:
        library: Holds the passages of a tag.
        search: Finds passages.
        schemas: The tables of a scope: a register of orders tells their numbers itself.
    """

    def __init__(
        self, *, library: Library, search: Search, schemas: Callable[[Scope], Sequence[TableSchema]]
    ) -> None:
        self._library = library
        self._schemas = schemas
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The number with its line; None where none is asked for or no line names it."""
        kind = kind_asked(question.text)
        if kind is None:
            return None
        if kind == "order" and any("work order" in table_concepts(schema) for schema in self._schemas(scope)):
            return None  # the register of orders tells them
        tags = find_tags(question.text)
        said = content_words(without_tags(question.text.replace("’", "'")))
        words = [w for w in map(fold, said) if w not in _CUES]
        if not tags and not words:
            return None
        chunks = [hit.chunk for hit in self._search(question.text, scope, _SEARCHED)]
        for tag in tags:
            chunks += self._library.chunks_mentioning(tag, scope=scope, limit=_MENTIONING)
        found: dict[tuple[str, str], _Line] = {}
        for chunk in {chunk.id: chunk for chunk in chunks}.values():
            if chunk.kind == "text":
                for line in _lines(chunk, kind, tags, words):
                    found.setdefault((chunk.source, squash(line.code)), line)
        best = max((line.share for line in found.values()), default=0.0)
        chosen = [line for line in found.values() if line.share == best]
        alone = len(chosen) == 1 and bool(tags) and _is_foreign(chosen[0], question.language)
        if not chosen or len(chosen) > _MOST or (best < _ENOUGH and not alone):
            return None
        told = tuple(_evidence(line, question.language) for line in chosen)
        return Bridge(reasons=told, listed=len(told) > 1)


def _is_foreign(line: _Line, language: Language) -> bool:
    """True for a line in the other language, of whose words few can be alike."""
    return detect_language(line.text) != language


def kind_asked(text: str) -> str | None:
    """Of what a number is asked for: ``request``, ``order`` or ``permit``; None for all else."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _ELSE.search(plain) or any(re.search(rf"\b(?:{words})\W{{0,3}}{_CODE}", plain) for _, words in _KINDS):
        return None
    named = [kind for kind, words in _KINDS if re.search(rf"\b(?:{words})\b", plain)]
    asks = _ASKS.search(plain) and not _SEVERAL.search(plain)
    if len(named) != 1 or not (_NUMBER.search(plain) or asks):
        return None
    return named[0]


def _lines(chunk: Chunk, kind: str, tags: Sequence[str], words: Sequence[str]) -> Iterator[_Line]:
    """The lines of a passage that name a number of the kind and all tags, with the share of words held."""
    said = dict(_KINDS)[kind]
    spoken = re.compile(rf"\b(?:{said})\b\W{{0,3}}(?:n\W{{0,2}}|no\W{{1,2}}|numero |number )?{_CODE}")
    prefixed = re.compile(rf"\b(?P<code>(?:{said})-?\d[\w/-]*\d)\b")
    start = 0
    for text in chunk.text.split("\n"):
        plain = fold(text)
        match = (prefixed.search(plain) or spoken.search(plain)) if len(plain) == len(text) else None
        if match is not None and all(squash(tag) in squash(text) for tag in tags):
            span = match.span("code")
            code = text[slice(*span)]
            if code.isdigit() or not any(squash(code) == squash(tag) for tag in tags):
                held = cell_words(text)
                share = sum(is_worded(w, held) for w in words) / len(words) if words else 1.0
                yield _Line(chunk, start, text, _whole(text, span), share)
        start += len(text) + 1


def _whole(text: str, span: tuple[int, int]) -> str:
    """The number with the letters that are written in front of it: ``DT 55120``."""
    before = re.search(r"\b[A-Z]{2,4} ?$", text[: span[0]])
    code = text[span[0] : span[1]]
    return f"{before[0]}{code}" if before is not None and code[0].isdigit() else code


def _evidence(line: _Line, language: Language) -> Evidence:
    colon = one_of(language, ": ", " : ")
    quote = line.text.strip(" \t-•*|")
    heading = line.chunk.headings[-1] if line.chunk.headings else ""
    place = ", ".join(part for part in (heading, say.file_name(line.chunk.source)) if part)
    return Evidence(
        kind="text",
        source=line.chunk.source,
        quote=quote,
        score=0.97,
        statement=f"{line.code}{colon}“{quote}” ({place}).",
        chunk_id=line.chunk.id,
        label=line.chunk.label,
        headings=line.chunk.headings,
        page=line.chunk.page,
    )
