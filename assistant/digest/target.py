"""Which document or equipment the words of a request stand for. Knows titles, paths, tags; digests none."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.crossing.causes_of import is_on
from assistant.crossing.sources import Library, NamesIn, named_without_tags
from assistant.digest.asked import DigestAsked
from assistant.experts.text.glossary import glossary
from assistant.kin import MACHINES
from assistant.records import Message
from assistant.words import content_words, fold, stem
from ingest.targets import ATTACHMENTS
from retrieval.identifiers import find, find_tags
from retrieval.records import Document, Hit, Language, Scope

_FILE = re.compile(r"[\w\-./]+\.[A-Za-z0-9]{2,5}\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SEARCHED = 24
_HEAD = 3
"""Passages at the head of a document whose words may name it."""
_LEAST = 0.6
"""Share of the weight of the asked words that a document must be called by."""
_CLEAR = 1.15
"""How much better the best document must be than the next."""
_IN_HEAD = 0.6
_WHOLLY = 0.95
_OF_TAG = 1.3
_NAMES_A_KIND = re.compile(r"(?:the|le|la|les|l['’])\s*\w", re.IGNORECASE)
_MONTHS = (
    "january|janvier february|fevrier march|mars april|avril may|mai june|juin july|juillet august|aout "
    "september|septembre october|octobre november|novembre december|decembre"
).split()
_SAME_NAME = {"amdec": "fmea", "fmeca": "fmea", "fmea": "amdec"}
_NUMBER_OF_MONTH = {name: f"{n:02d}" for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NOUNS_OF_A_THING = 2
_FEWEST_WORDS = 2
_MOST = 5
_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_KINDS = frozenset(
    """file document fichier report rapport paper pdf sheet log journal table list liste drawing plan
    mail email
    e-mail courriel message""".split()
)
Search = Callable[[str, Scope, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a digest is asked of.

    Attributes:
        tag: The equipment, normalised; empty where a document is meant.
        documents: The document, or several that the words fit alike.
    """

    tag: str = ""
    documents: tuple[Document, ...] = ()


class Targets:
    """Finds what a request means.

    Args:
        names_in: Tells which documents are named by number or title.
        library: Lists documents.
        search: Finds passages near some words.
    """

    def __init__(self, *, names_in: NamesIn, library: Library, search: Search) -> None:
        self._names_in = names_in
        self._library = library
        self._search = search

    def find(
        self, asked: DigestAsked, language: Language, scope: Scope, history: Sequence[Message] = ()
    ) -> Target:
        """The document or the equipment; empty where the words mean neither."""
        if asked.pointed:
            documents = self._pointed(language, scope, history)
            if documents or not _NAMES_A_KIND.match(asked.what):
                return Target(documents=documents)
        own = self._by_file(asked.what, scope)
        named = self._names_in(asked.what, language, scope)
        if not own and named.how == "number":
            own = self._documents(named.sources, scope)
        if own:
            return Target(documents=_one_of_copies(own))
        tag = only_tag(asked.what)
        words = [word for word in _words(asked.what) if word not in MACHINES]
        if tag and not words:
            return Target(tag=tag)
        if asked.how == "content" and not asked.pointed and len(words) < _FEWEST_WORDS:
            return Target()
        called = self._by_words(asked.what, scope)
        if called and called[0].worth >= _WHOLLY:
            return Target(documents=_one_of_copies([one.document for one in called]))
        named = named_without_tags(asked.what, language, scope, self._names_in)
        own = self._documents(named.sources, scope)
        if tag and not own:
            return Target(tag=tag)
        if asked.how == "content" and not own:
            return Target()
        return Target(documents=_one_of_copies(own or [one.document for one in called]))

    def called(self, words: str, language: Language, scope: Scope) -> tuple[Document, ...]:
        """The document that some words call, or several that they call alike."""
        return self.find(DigestAsked(what=words), language, scope).documents

    def _pointed(self, language: Language, scope: Scope, history: Sequence[Message]) -> tuple[Document, ...]:
        """The document that was spoken of last; the only one there is where none was."""
        documents = self._library.documents(scope)
        if len(documents) == 1:
            return tuple(documents)
        for message in reversed(history):
            found = self._by_file(message.content, scope)
            if not found and message.role == "user":
                named = named_without_tags(message.content, language, scope, self._names_in)
                found = self._documents(named.sources, scope)
            if found:
                return _one_of_copies(found)[:1]
        return ()

    def _by_file(self, words: str, scope: Scope) -> tuple[Document, ...]:
        """Documents whose file name stands in the words, in order."""
        names = list(dict.fromkeys(fold(match[0]) for match in _FILE.finditer(words)))
        if not names:
            return ()
        documents = self._library.documents(scope)
        return tuple(d for name in names for d in documents if f"/{fold(d.source)}".endswith(f"/{name}"))

    def _documents(self, sources: Sequence[str], scope: Scope) -> tuple[Document, ...]:
        inside = {document.source: document for document in self._library.documents(scope)}
        return tuple(inside[source] for source in sources if source in inside)

    def _by_words(self, words: str, scope: Scope) -> list[_Called]:
        """The documents that the words call best, by title, path and head; rare words count more."""
        asked = [(_alike(word), word in _KINDS) for word in dict.fromkeys(_words(words))]
        if not any(not kind for _, kind in asked) and len(asked) != 1:
            return []
        documents = {document.source: document for document in self._library.documents(scope)}
        names = {source: _stems(f"{d.title} {d.path}") for source, d in documents.items()}
        near = dict.fromkeys(hit.chunk.source for hit in self._search(words, scope, _SEARCHED))
        candidates = [s for s in documents if s in near or any(one & names[s] for one, _ in asked)]
        counts = [sum(bool(one & held) for held in names.values()) for one, _ in asked]
        rarity = [math.log(1 + (1 + len(documents)) / (1 + count)) for count in counts]
        tags = set(find_tags(words))
        scored: list[_Called] = []
        for source in candidates:
            heads = self._library.chunks_of(source)[:_HEAD] if len(candidates) <= 4 * _SEARCHED else []
            head = _stems(" ".join([*(c.text[:400] for c in heads), *(h for c in heads for h in c.headings)]))
            got = total = 0.0
            for (one, kind), weight in zip(asked, rarity, strict=True):
                held = 1.0 if one & names[source] else _IN_HEAD if one & head and not kind else 0.0
                got += weight * held
                total += weight if held or not kind else 0.0
            about = any(is_on(documents[source], tag) for tag in tags)
            scored.append(_Called(documents[source], got / total if total else 0.0, about))
        scored.sort(key=lambda one: (-one.rank, one.document.source))
        if not scored or scored[0].worth < _LEAST:
            return []
        best = [one for one in scored if one.rank * _CLEAR >= scored[0].rank]
        return _without_attached(best)[:_MOST]


@dataclass(frozen=True, slots=True)
class _Called:
    """A document, the share of the asked words that it is called by, and whether it is about their tag."""

    document: Document
    worth: float
    about: bool

    @property
    def rank(self) -> float:
        return self.worth * (_OF_TAG if self.about else 1.0)


def _without_attached(called: Sequence[_Called]) -> list[_Called]:
    """Without what is attached to another one of them."""
    sources = {one.document.source for one in called}
    return [
        one
        for one in called
        if one.document.source.split(ATTACHMENTS)[0] not in sources - {one.document.source}
    ]


def only_tag(words: str) -> str:
    """The one tag that some words are, with what kind of thing it is at most; empty where they say more."""
    found = [item for item in find(words) if item.kind == "tag"]
    if len({item.value for item in found}) != 1 or "/" in found[0].value:
        return ""
    before, after = words[: found[0].start], words[found[-1].end :]
    said = content_words(before)
    return found[0].value if len(said) <= _NOUNS_OF_A_THING and not content_words(after) and not (
        set(said) & _KINDS) else ""  # fmt: skip


def _one_of_copies(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Documents without those that are another one in another format: the PDF before a DXF."""
    chosen: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: d.media != "pdf"):
        chosen.setdefault(fold(document.path.rsplit(".", 1)[0]), document)
    kept = set(chosen.values())
    return tuple(dict.fromkeys(document for document in documents if document in kept))


def _words(text: str) -> list[str]:
    """Content words of a name, tags left out; the parts of ``LayupInstructions2014`` are words."""
    plain = re.sub(r"p\s?&\s?ids?\b", "PID", text, flags=re.IGNORECASE)
    for item in reversed([item for item in find(plain) if item.kind == "tag"]):
        plain = f"{plain[: item.start]} {plain[item.end :]}"
    return content_words(_CAMEL.sub(" ", plain))


def _alike(word: str) -> frozenset[str]:
    """Stems of a word and of those that mean the same in either language."""
    own = {stem(word, language) for language in _LANGUAGES}
    own |= {_NUMBER_OF_MONTH[fold(word)]} if fold(word) in _NUMBER_OF_MONTH else set()
    own |= {_SAME_NAME[fold(word)]} if fold(word) in _SAME_NAME else set()
    if word in _KINDS:
        return frozenset(own)
    same = {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1}
    return frozenset(own | same)


def _stems(text: str) -> frozenset[str]:
    spaced = _CAMEL.sub(" ", re.sub(r"[_\-./]+", " ", text))
    return frozenset(stem(w, language) for w in content_words(spaced) for language in _LANGUAGES)
