"""Which documents hold some words: "which documents mention cavitation?", "is asbestos mentioned anywhere?".

Words are looked for in any form and, through the glossary, in the other language; a document is told with the
first line that holds them all. Only the passages nearest to the words are read, so that words in a great many
documents are told as "at least". Knows passages and cells, and nothing of what a document is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.documents_on import NOUN, is_called
from assistant.crossing.sources import Library
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Question
from assistant.words import content_words, stem, tokens
from retrieval.records import Chunk, Hit, Language, Scope

Search = Callable[[str, Scope, int], Sequence[Hit]]
CellsHolding = Callable[[Sequence[str], Language, Scope], dict[str, Evidence]]
"""Files with a table of which one cell holds all of some words, and that cell."""

_VERB = (
    r"(?:(?:that|which|qui)\s+)?(?:mention(?:s|ing|ed|nent|ne)?|contain(?:s|ing)?|contien(?:nen)?t|"
    r"speaks? of|talks? about|deals? with|refer(?:s|ring)? to|parle(?:nt)? d[eu']|traite(?:nt)? d[eu']|"
    r"font référence à|fait référence à|évoquent|évoque|citent|cite)"
)
_ANY = r"(?:any|some|one|all|every|a|an|the|of|our|un|une|des|les|du|de|la|le|l['’]|tous|toutes)"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*(?:(?:what|which|list|show|find|quels?|quelles?|liste[rz]?)(?:\s+me)?|(?:is|are) there|"
        rf"(?:do|does)|y a-t-il|existe-t-il|est-ce qu['’]?(?:e)?)(?:\s*{_ANY}\b)*\s*{NOUN}\s+{_VERB}\s*"
        rf"(?:(?:the word|le mot)\s+)?(?P<what>[^?]+?)\W*$",
        r"^\W*(?:is|are|was|were)\s+(?P<what>[^?]+?)\s+(?:ever )?mentioned"
        r"(?: anywhere| in (?:any|the|our|some)(?: of the)? \w+)?\W*$",
        r"^\W*where (?:is|are|was|were)\s+(?P<what>[^?]+?)\s+mentioned\W*$",
        r"^\W*est-il (?:quelque part )?question d(?:e|u|es|['’])\s*(?P<what>[^?]+?)"
        r"(?: quelque part| dans (?:un|les|nos) \w+)?\W*$",
        r"^\W*où (?:est|sont)[- ](?:il |elle |ils )?(?:mentionnée?s?|question d(?:e|u|es|['’]))\s*"
        r"(?P<what>[^?]+?)\W*$",
    )
)
_ARTICLE = re.compile(r"^(?:the|an?|any|some|une?|des|l[ea]s?|du|de la|l['’])(?: |(?<=['’]))", re.IGNORECASE)
_QUOTES = " \"'«»“”’"
_MOST_WORDS = 4
_SEARCHED = 200
_MOST = 20
_LONGEST = 160
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


class DocumentsHolding:
    """Lists the documents that hold some words.

    Args:
        search: The passages nearest to some words.
        cells: Tells which tables hold them.
        library: Holds the documents.
    """

    def __init__(self, *, search: Search, cells: CellsHolding, library: Library) -> None:
        self._search = search
        self._cells = cells
        self._library = library

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A sentence a document; None where something else is asked; refused where no document holds them."""
        match = next((read for pattern in _ASKED if (read := pattern.match(question.text))), None)
        if match is None:
            return None
        what = _ARTICLE.sub("", match["what"].strip(_QUOTES)).strip(_QUOTES)
        noun = match.groupdict().get("noun") or ""
        words = content_words(what)
        if not 0 < len(words) <= _MOST_WORDS:
            return None
        language = question.language
        found = self._held(words, language, scope)
        kept = {source: held for source, held in found.items() if not noun or self._is_called(source, noun)}
        if not found:
            known = len(self._library.documents(scope))
            return Bridge(refusal=say.no_document_holds(language, what, known))
        told = [held for _, held in sorted((kept or found).items())]
        counted = say.documents_holding(language, len(told), what, more=len(told) > _MOST)
        return Bridge(reasons=(replace(told[0], statement=counted), *told[:_MOST]), listed=True)

    def _held(self, words: Sequence[str], language: Language, scope: Scope) -> dict[str, Evidence]:
        """What holds the words in each document."""
        forms = [_forms(word, language) for word in words]
        found: dict[str, Evidence] = {}
        for chunk in self._near(words, language, scope):
            if chunk.source not in found and (span := _words_in(chunk, forms)) is not None:
                quote = chunk.text[span[0] : span[1]]
                evidence = from_chunks((chunk,), quote=quote, label=chunk.label, score=0.95, span=span)
                found[chunk.source] = self._told(evidence, quote, language)
        for source, cell in self._cells(words, language, scope).items():
            if source not in found:
                found[source] = self._told(cell, cell.quote, language)
        return found

    def _near(self, words: Sequence[str], language: Language, scope: Scope) -> list[Chunk]:
        """Passages near the words in both languages, in the order in which they stand."""
        said = {" ".join(words), " ".join(glossary().translate(word, to=_other(language)) for word in words)}
        chunks = {hit.chunk.id: hit.chunk for query in said for hit in self._search(query, scope, _SEARCHED)}
        return sorted(chunks.values(), key=lambda one: (one.source, one.ordinal))

    def _told(self, evidence: Evidence, quote: str, language: Language) -> Evidence:
        document = self._library.document(evidence.source)
        title = document.title if document is not None else ""
        short = " ".join(quote.split()).rstrip(".;")
        if len(short) > _LONGEST:
            short = short[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return replace(evidence, statement=say.document_holding(language, evidence.source, title, short))

    def _is_called(self, source: str, noun: str) -> bool:
        document = self._library.document(source)
        return document is not None and is_called(document, noun, self._library)


def _other(language: Language) -> Language:
    return "en" if language == "fr" else "fr"


def _forms(word: str, language: Language) -> frozenset[str]:
    """Stems of a word and of what it is in the other language."""
    other = _other(language)
    named = (word, *glossary().translate(word, to=other).split())
    return frozenset(stem(form, tongue) for form in named for tongue in (language, other))


def _words_in(chunk: Chunk, forms: Sequence[frozenset[str]]) -> tuple[int, int] | None:
    """Where the first sentence stands, line, or two lines in a row, that hold a form of each word."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", chunk.text)]
    sentences = [match.span() for match in re.finditer(r"[^\s][^\n]*?(?:[.!?;](?=\s)|(?=\n|$))", chunk.text)]
    pairs = [(first[0], second[1]) for first, second in pairwise(lines)]
    for start, end in (*sentences, *lines, *pairs):
        said = {stem(word, tongue) for word in tokens(chunk.text[start:end]) for tongue in _LANGUAGES}
        if all(said & form for form in forms):
            return start, end
    return None
