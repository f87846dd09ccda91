"""Which documents hold some words: "which documents mention cavitation?", "is asbestos mentioned anywhere?".

Words are looked for in any form and, through the glossary, in the other language; a document is told with
the first line that holds them all. Every document that holds them counts; the first ones are listed. Knows
passages and cells, and nothing of what a document is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise

from assistant.crossing import say, say_documents
from assistant.crossing.bridge import Bridge
from assistant.crossing.documents_on import NOUN, is_called
from assistant.crossing.sources import Library
from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.word_forms import WordForms, word_forms
from assistant.records import Evidence, Question
from assistant.words import content_words
from retrieval.records import Chunk, Language, Scope

PassagesHolding = Callable[[WordForms, Scope], Iterable[Chunk]]
"""All passages that may hold all of some words, by source, in order."""
CellsHolding = Callable[[WordForms, Scope], Mapping[str, Callable[[], Evidence]]]
"""Files with a table of which one cell holds all of some words, and what makes evidence of that cell."""

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
_MOST = 20
_SCORE = 0.95
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?;](?=\s)|(?=\n|$))")
_LONGEST = 160


class DocumentsHolding:
    """Lists the documents that hold some words.

    Args:
        passages: Finds the passages that may hold them.
        cells: Tells which tables hold them.
        library: Holds the documents.
    """

    def __init__(self, *, passages: PassagesHolding, cells: CellsHolding, library: Library) -> None:
        self._passages = passages
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
        found = self._held(word_forms(words, language), scope)
        if not found:
            known = len(self._library.documents(scope))
            return Bridge(refusal=say.no_document_holds(language, what, known))
        called = [source for source in sorted(found) if not noun or self._is_called(source, noun)]
        sources = called or sorted(found)
        told = [self._told(found[source](), language) for source in sources[:_MOST]]
        called_so = noun if called else ""
        counted = say_documents.documents_holding(
            language, len(sources), what, noun=called_so, shown=len(told)
        )
        return Bridge(reasons=(replace(told[0], statement=counted), *told), listed=True)

    def _held(self, forms: WordForms, scope: Scope) -> dict[str, Callable[[], Evidence]]:
        """What makes evidence of the place in each document that holds the words."""
        found: dict[str, Callable[[], Evidence]] = {}
        for chunk in self._passages(forms, scope):
            if chunk.source not in found and (place := _place(chunk, forms)) is not None:
                found[chunk.source] = partial(_cited, chunk, place)
        return {**self._cells(forms, scope), **found}

    def _told(self, evidence: Evidence, language: Language) -> Evidence:
        document = self._library.document(evidence.source)
        title = document.title if document is not None else ""
        short = " ".join(evidence.quote.split()).rstrip(".;")
        if len(short) > _LONGEST:
            short = short[:_LONGEST].rsplit(" ", 1)[0] + " …"
        return replace(
            evidence, statement=say_documents.document_holding(language, evidence.source, title, short)
        )

    def _is_called(self, source: str, noun: str) -> bool:
        document = self._library.document(source)
        return document is not None and is_called(document, noun, self._library)


def _place(chunk: Chunk, forms: WordForms) -> tuple[int, int] | str | None:
    """The first sentence, line, or two lines in a row, that hold the words; else a heading that does."""
    if forms.are_in(chunk.text):
        lines = [match.span() for match in re.finditer(r"[^\n]+", chunk.text)]
        sentences = [match.span() for match in re.finditer(_SENTENCE, chunk.text)]
        pairs = [(first[0], second[1]) for first, second in pairwise(lines)]
        for start, end in (*sentences, *lines, *pairs):
            if forms.are_in(chunk.text[start:end]):
                return start, end
    return next((heading for heading in chunk.headings if forms.are_in(heading)), None)


def _cited(chunk: Chunk, place: tuple[int, int] | str) -> Evidence:
    if isinstance(place, str):
        return from_chunks((chunk,), quote=place, label=None, score=_SCORE)
    quote = chunk.text[place[0] : place[1]]
    return from_chunks((chunk,), quote=quote, label=chunk.label, score=_SCORE, span=place)
