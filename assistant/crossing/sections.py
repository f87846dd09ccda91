"""A part of a report that is asked for by its title: "what were the findings of the overhaul?"

The report is the one that is named, the part the one whose heading is called so, or means the same. Its words
are given as they stand, piece by piece. Ranks nothing and knows no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import Library, NamesIn
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.experts.text.sections import asked_section, in_section
from assistant.extracts import extract
from assistant.records import Evidence, Question
from assistant.words import content_words, stem
from retrieval.records import Chunk, Language, Scope

_PARTS = (
    r"findings?|observations?|conclusions?|recommendations?|remarks?|open points?|causes?|actions?|measures|"
    r"work done|results?|readings?|constatations?|recommandations?|remarques?|points ouverts|mesures|"
    r"travaux réalisés|résultats?"
)
_OF = r"(?:of|in|from|after|during|du|de la|de l['’]|des|de|dans|après)"
_ASKED = re.compile(
    rf"^\W*(?:what|which|quel(?:le)?s?)\s+(?:were|are|was|is|sont|étaient|est)\s+(?:the|les|la|l['’])\s*"
    rf"(?P<part>{_PARTS})\s+{_OF}\s*(?P<document>.+)$",
    re.IGNORECASE,
)
_VERBS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"^\W*what (?:was|were) (?:found|observed|noticed|seen)\b(?P<document>.+)$", re.I),
        "findings",
    ),
    (re.compile(r"^\W*qu['’]a-t-on (?:trouvé|constaté|observé)\b(?P<document>.+)$", re.I), "constatations"),
    (
        re.compile(r"^\W*what (?:does|did) (?P<document>.+?) (?:recommend|advise)\W*$", re.I),
        "recommendations",
    ),
    (re.compile(r"^\W*que (?:recommande|préconise) (?P<document>.+)$", re.I), "recommandations"),
    (re.compile(r"^\W*what (?:does|did) (?P<document>.+?) conclude\W*$", re.I), "conclusions"),
)
_NUMBERED = re.compile(r"^\s*(?:[A-Z]?\d+(?:\.\d+)*\.?)\s+")
_LONGEST_TITLE = 60
_MOST_PIECES = 8
_MOST_TEXT = 1600
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


class Sections:
    """Gives the part of a named document that a question asks for.

    Args:
        names_in: Tells which documents are named.
        library: Holds the documents.
    """

    def __init__(self, *, names_in: NamesIn, library: Library) -> None:
        self._names_in = names_in
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The pieces of the part; None where no part of one document is asked for, or it has none such."""
        asked = asked_part(question.text)
        if asked is None:
            return None
        part, document = asked
        named = self._names_in(document, question.language, scope)
        if len(named.sources) != 1:
            return None
        pieces = part_of(part, self._library.chunks_of(named.sources[0]))
        reasons = tuple(_told(chunk, text, question.language) for chunk, text in pieces)
        return Bridge(reasons=reasons) if reasons else None


def asked_part(text: str) -> tuple[str, str] | None:
    """The part and the words for the document; None where no part is asked for."""
    body = text.strip().rstrip("?!. ")
    match = _ASKED.match(body)
    if match is not None:
        return match["part"].lower(), match["document"]
    for pattern, part in _VERBS:
        match = pattern.match(body)
        if match is not None:
            return part, match["document"]
    return None


def part_of(part: str, chunks: Sequence[Chunk]) -> list[tuple[Chunk, str]]:
    """The passages under the heading that is called as the part is, each with its words below the heading."""
    titles = {title for chunk in chunks for title in (*chunk.headings, _first_line(chunk)) if title}
    wanted = {title for title in titles if _means(title, part)}
    found: list[tuple[Chunk, str]] = []
    length = 0
    for chunk in chunks:
        first = _first_line(chunk)
        text = chunk.text[len(first) :].strip() if first in wanted else chunk.text
        below = first in wanted or any(heading in wanted for heading in chunk.headings)
        if below and text and length < _MOST_TEXT and len(found) < _MOST_PIECES:
            found.append((chunk, text))
            length += len(text)
    return found


def titled(chunk: Chunk) -> tuple[str, str]:
    """The title that a passage stands under, and its words: its own first line, else the nearest heading."""
    first = _first_line(chunk)
    below = chunk.text[len(first) :].strip()
    if first and below:
        return first, below
    return (chunk.headings[-1] if chunk.headings else ""), chunk.text


def _first_line(chunk: Chunk) -> str:
    """The heading that a passage opens with; empty where it opens with none."""
    line = chunk.text.split("\n", 1)[0].strip()
    is_title = len(line) <= _LONGEST_TITLE and not line.endswith((".", ";", ",")) and " | " not in line
    return line if is_title and ":" not in line else ""


def _means(title: str, part: str) -> bool:
    """True where a heading is called as the part is: the same words, or words that mean the same."""
    bare = _NUMBERED.sub("", title).strip().rstrip(":").lower()
    section = asked_section(part)
    if section is not None and in_section(section, bare):
        return True
    words = [_stems(word) for word in content_words(bare)]
    asked = [_stems(word) for word in content_words(part)]
    return (
        bool(words and asked)
        and all(any(a & w for w in words) for a in asked)
        and len(words) <= len(asked) + 2
    )


def _stems(word: str) -> frozenset[str]:
    own = {stem(word, language) for language in _LANGUAGES}
    return frozenset(own | {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1})


def _told(chunk: Chunk, text: str, language: Language) -> Evidence:
    at = chunk.text.find(text)
    evidence = from_chunks(
        (chunk,), quote=text, label=chunk.label, score=0.9, span=(at, at + len(text))
    )  # fmt: skip
    return replace(evidence, statement=extract(replace(evidence, headings=()), language))
