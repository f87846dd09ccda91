"""Which documents there are on something: "list all reports on P-7", "which drawings show P-7?".

Those that are about the tag come first, then those that name it. Knows documents and identifiers, ranks no
passage; what a document says of the tag is not told here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.crossing import say_documents
from assistant.crossing.bridge import Bridge
from assistant.crossing.causes_of import is_on
from assistant.crossing.sources import Library
from assistant.experts.text.evidence import naming_line
from assistant.experts.text.glossary import glossary
from assistant.records import Evidence, Question
from assistant.words import content_words, fold, stem, tokens
from retrieval.identifiers import find
from retrieval.records import Chunk, Document, Language, Scope

NOUN = (
    r"(?P<noun>documents?|files?|sources?|reports?|papers?|drawings?|procedures?|instructions?|standards?|"
    r"mails?|e-?mails?|messages?|fichiers?|rapports?|comptes? rendus?|plans?|schémas?|dessins?|procédures?|"
    r"consignes?|normes?|courriels?)"
)
_ON = (
    r"(?:(?:that|which|qui)\s+)?(?:(?:are|is|were|was|sont|est|have|has|we have|do we have|are there|"
    r"is there|exist|existent|exists?|available|disponibles?|written|écrits?|about it)\s+)*"
    r"(?:on|about|of|for|regarding|concerning|mention(?:s|ing|ed|nent|ne)?|name[sd]?|cites?|citent|speak of|"
    r"talk about|deal with|cover(?:s|ing)?|refer(?:s|ring)? to|relat(?:ed|ing) to|relate to|show(?:s|ing)?|"
    r"contain(?:s|ing)?|concern(?:s|ent|ant|e)?|parlent d[eu]|parle d[eu]|traitent d[eu]|traite d[eu]|"
    r"à propos d[eu]|relatifs? à|sur|de|du|pour|montrent|montre|font référence à|portent sur|porte sur)"
)
_LIST = re.compile(
    r"^\W*(?:(?:please|can you|could you|peux-tu|pouvez-vous)\s+)*(?:"
    r"(?:list|show|give|find|liste[rz]?|donne[rz]?|montre[rz]?|trouve[rz]?)(?:[- ](?:me|moi))?|"
    r"(?:what|which|quels?|quelles?)(?:\s+(?:are|sont|is|est))?|(?P<count>how many|combien de|combien d['’])|"
    r"(?:is there|are there|do we have|have we|y a-t-il|existe-t-il|a-t-on|avons-nous))"
    r"(?:\s+(?:all|every|any|the|a|an|of|our|tous|toutes|les|la|le|un|une|des))*\s*"
    rf"{NOUN}\s+(?:y a-t-il |avons-nous |a-t-on |as-tu )?{_ON}\s+(?P<what>[^?]+?)"
    r"(?:\s+(?:are there|do we have|exist|is there|have we|y a-t-il|avons-nous|existe-t-il))?\W*$",
    re.IGNORECASE,
)
_ANY = frozenset("document file source paper fichier".split())
_DRAWINGS = frozenset("drawing plan schema dessin".split())
_MAILS = frozenset("mail e-mail email message courriel".split())
_NOT_WRITTEN = frozenset({"csv", "xlsx", "json", "log", "dxf", "svg", "image", "mail"})
_MOST = 20
_ONE_NOUN = 1
_LANGUAGES: tuple[Language, ...] = ("en", "fr")

SourcesNaming = Callable[[str, Scope], frozenset[str]]
"""Files with a table that has an identifier for a value."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A document on something.

    Attributes:
        about: False where it only names it.
    """

    document: Document
    passage: Chunk
    about: bool


class DocumentsOn:
    """Lists the documents on a tag or that name a number.

    Args:
        library: Holds the documents.
        sources_naming: Tells which tables name it.
    """

    def __init__(self, *, library: Library, sources_naming: SourcesNaming) -> None:
        self._library = library
        self._sources_naming = sources_naming

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A sentence a document; None where no documents are asked for, or of what is no identifier."""
        match = _LIST.match(question.text)
        identifier = _only_identifier(match["what"]) if match is not None else ""
        if match is None or not identifier:
            return None
        found = self._all(identifier, scope)
        kept = [one for one in found if is_called(one.document, match["noun"], self._library)]
        found = sorted(kept or found, key=lambda one: (not one.about, one.document.source))
        if not found:
            return None
        language = question.language
        told = [self._told(one, identifier, language) for one in found[:_MOST]]
        noun = match["noun"] if kept else ""
        counted = say_documents.documents_found(language, len(found), identifier, noun=noun, shown=len(told))
        first = told[0]
        led = replace(first, statement=f"{counted} {first.statement}")
        return Bridge(reasons=(led, *told[1:]))

    def _all(self, identifier: str, scope: Scope) -> list[_Found]:
        passages: dict[str, Chunk] = {}
        for chunk in self._library.chunks_mentioning(identifier, scope=scope, limit=None):
            passages.setdefault(chunk.source, chunk)
        for source in sorted(self._sources_naming(identifier, scope) - set(passages)):
            chunks = self._library.chunks_of(source, most=1)
            if chunks:
                passages[source] = chunks[0]
        found: list[_Found] = []
        for source, chunk in passages.items():
            document = self._library.document(source)
            if document is not None and not _is_itself(document, identifier):
                found.append(_Found(document, chunk, is_on(document, identifier)))
        return found

    def _told(self, found: _Found, identifier: str, language: Language) -> Evidence:
        evidence = naming_line(found.passage, identifier, score=0.95)
        document = found.document
        told = say_documents.document_on(
            language, document.source, document.title, identifier, about=found.about
        )
        return replace(evidence, statement=told)


def is_called(document: Document, noun: str, library: Library) -> bool:
    """True where a document is of the kind that is asked for."""
    word = fold(noun).removesuffix("s")
    if word in _ANY:
        return True
    if word in _DRAWINGS:
        return any(chunk.kind == "drawing" for chunk in library.chunks_of(document.source, most=3))
    if word in _MAILS:
        return document.media == "mail"
    if document.media in _NOT_WRITTEN:
        return False
    head = library.chunks_of(document.source, most=1)
    words = f"{document.title} {re.sub(r'[_/.-]+', ' ', document.path)} {' '.join(c.text for c in head)}"
    held = {stem(w, language) for w in tokens(words) for language in _LANGUAGES}
    called = {
        noun,
        *glossary().translate(noun, to="en").split(),
        *glossary().translate(noun, to="fr").split(),
    }
    return bool(held & {stem(w.lower(), language) for w in called for language in _LANGUAGES})


def _only_identifier(words: str) -> str:
    """The one identifier that some words are, with a noun before it at most; empty where they say more."""
    found = [item for item in find(words) if item.kind in ("tag", "document", "name")]
    if len({item.value for item in found}) != 1:
        return ""
    rest = f"{words[: found[0].start]} {words[found[-1].end :]}"
    return (
        found[0].value if len(content_words(rest)) <= _ONE_NOUN and not words[found[-1].end :].strip() else ""
    )


def _is_itself(document: Document, identifier: str) -> bool:
    """True where the identifier is the document's own number."""
    names = (document.title, document.path.rsplit("/", 1)[-1].replace("_", " "))
    own = [item.value for name in names for item in find(name)[:1]]
    return identifier in own and identifier not in document.equipment and identifier.count("-") > 1
