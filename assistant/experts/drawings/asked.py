"""A question about drawings taken apart: its words, tags, numbers and the drawing it names.

Knows words, titles and numbers of drawings; answers nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.experts.drawings.drawing import Drawing
from assistant.words import content_stems, content_words, fold, stem
from retrieval.identifiers import find_identifiers, find_tags, normalise
from retrieval.records import Language

DRAWING_WORDS = re.compile(
    r"\b(?:drawings?|dwg|p ?& ?ids?|pids?|piping and instrumentation diagrams?|diagrams?"
    r"|blueprints?|sketch|title ?blocks?"
    r"|plans?|dessins?|schemas?|cartouches?|isometrics?|isometriques?|vue|sheets?)\b"
)
_DIAGRAM = re.compile(
    r"\b(?:p ?& ?ids?|pids?|instrumentation|schemas?|flow ?sheet|process diagram|tuyauterie)\b"
)
_PART = re.compile(r"\b(?:part drawing|plan de detail|detail drawing|plan de definition)\b")
_STRANGE = re.compile(
    r"\b(?:drawing|dwg|plan|dessin|p&id|pid)\s+(?:no\.? |n° ?"
    r"|number )?((?=[\w.-]*\d)[A-Za-z][\w.-]*\w|\d[\d-]{4,})",
    re.IGNORECASE,
)
PLAIN = frozenset(
    (
        "drawing dwg plan dessin schema diagram sheet titl block cartouch show shown see accord"
        " current actual tell"
        " pid piping instrument page feuill number no part exact curren say state document file"
        " pdf dxf list all"
        " id p kg mm cm inch inches m there indicat indiqu not mention figur pls please"
    ).split()
)
"""Stems that any question about a drawing may hold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about drawings.

    Attributes:
        folded: Lower case, without accents.
        words: Its content words, each with its English and French stem.
        tags: Normalised equipment tags, those that are drawing numbers left out.
        drawings: The drawings it can be about, the likeliest first.
        anchor: 0 to 1: how surely it is about these drawings.
        named: Stems that name the drawing.
        by_tag: True where only a tag that it shows tells the drawing.
        missing: A drawing that is named and is not there.
    """

    text: str
    folded: str
    language: Language
    words: tuple[frozenset[str], ...]
    tags: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    anchor: float
    named: frozenset[str]
    by_tag: bool = False
    missing: str = ""

    @property
    def spoken(self) -> bool:
        """True where it speaks of a drawing."""
        return bool(DRAWING_WORDS.search(self.folded))

    @property
    def french(self) -> bool:
        """True where the answer is French."""
        return self.language == "fr"

    def t(self, en: str, fr: str) -> str:
        """The text in the language of the answer."""
        return fr if self.french else en

    def unexplained(self, used: frozenset[str]) -> list[frozenset[str]]:
        """Words that neither name the drawing nor were used."""
        tags = {part for tag in self.tags for part in (*fold(tag).split("-"), fold(tag))}
        known = used | self.named | PLAIN | tags
        return [word for word in self.words if not word & known]


def understand(text: str, language: Language, drawings: Sequence[Drawing]) -> Asked:
    """Takes a question apart and finds the drawings it can be about."""
    folded = fold(text)
    words = tuple(dict.fromkeys(frozenset({fold(w), stem(w), stem(w, "fr")}) for w in content_words(text)))
    identifiers = {normalise(i) for i in find_identifiers(text)}
    stems = frozenset(s for word in words for s in word)
    chosen, anchor, named = _choose(folded, stems, identifiers, drawings)
    numbers = {normalise(d.number) for d in drawings}
    strange = _STRANGE.search(text)
    if strange is not None and anchor == 1.0:
        numbers.add(normalise(strange[1]))
    if anchor == 1.0:
        names = {fold(name) for drawing in chosen for name in _names(drawing)}
        numbers |= {i for i in identifiers if any(name.startswith(fold(i)) for name in names)}
    hyphened = {tag for drawing in drawings for tag in drawing.tags if "-" in tag}
    tags = tuple(tag for tag in tags_in(text, hyphened) if tag not in numbers)
    spoken = bool(DRAWING_WORDS.search(folded))
    showing = tuple(d for d in drawings if any(tag in d.tags for tag in tags))
    by_tag = bool(showing) and anchor < 0.9
    if by_tag:
        chosen, anchor = showing, 0.85 if spoken else 0.75
    known = numbers | {tag for drawing in drawings for tag in drawing.tags}
    is_there = strange is None or anchor == 1.0 or normalise(strange[1]) in known
    missing = "" if strange is None or is_there else strange[1]
    return Asked(text, folded, language, words, tags, chosen, anchor, named, by_tag and not named, missing)


def tags_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The tags of a question in their order, those of drawings as they are printed there."""
    found = {tag: text.upper().find(tag) for tag in find_tags(text)}
    for token in re.finditer(r"(?<![\w-])[A-Za-z0-9][\w/.-]*\d\w*(?![\w-])", text):
        tag = normalise(token.group(0))
        if tag in known:
            found[tag] = token.start()
    for token in re.finditer(r"(?<![\w-])([A-Z]{1,4}) (\d{2,5}[A-Z]?)(?![\w-])", text):
        if (tag := normalise(f"{token[1]}-{token[2]}")) in known:
            found[tag] = token.start()
    place = {tag: at if at >= 0 else len(text) for tag, at in found.items()}
    return tuple(
        tag for tag in sorted(place, key=place.__getitem__) if tag in known or tag in find_tags(text)
    )


def _choose(
    folded: str, stems: frozenset[str], identifiers: set[str], drawings: Sequence[Drawing]
) -> tuple[tuple[Drawing, ...], float, frozenset[str]]:
    """The drawings by number or file, by title, by kind; how surely; and the stems that name them."""
    exact = [d for d in drawings if _is_numbered(d, folded, identifiers)]
    exact = exact or _begun(folded, identifiers, drawings)
    if exact:
        named = frozenset(
            s for d in exact for s in (*content_stems(d.number.replace("-", " ").replace("_", " ")), *d.stems)
        )
        return tuple(exact), 1.0, named | {fold(d.number) for d in exact}
    pool = list(drawings)
    if _DIAGRAM.search(folded):
        pool = [d for d in drawings if d.is_diagram] or pool
    elif _PART.search(folded):
        pool = [d for d in drawings if not d.is_diagram] or pool
    spoken = bool(DRAWING_WORDS.search(folded))
    counts = {s: sum(s in d.stems for d in drawings) for d in drawings for s in d.stems}
    ranked = []
    for drawing in pool:
        shared = (drawing.stems & stems) - PLAIN
        weight = sum(math.log(1 + len(drawings) / counts[s]) for s in shared)
        whole = sum(math.log(1 + len(drawings) / counts[s]) for s in drawing.stems) or 1.0
        ranked.append((weight, weight / whole, drawing, shared))
    best = max((weight for weight, _, _, _ in ranked), default=0.0)
    if best > 0:
        top = [(share, d, shared) for weight, share, d, shared in ranked if weight > best - 1e-9]
        share, many = max(s for s, _, _ in top), max(len(shared) for _, _, shared in top)
        named = frozenset(s for _, _, shared in top for s in shared)
        anchor = 0.95 if (share >= 0.5 and many >= 2) else 0.85 if spoken else 0.75 if many >= 2 else 0.6
        return tuple(d for _, d, _ in top), anchor, named
    if len(pool) < len(drawings) or len(pool) == 1:
        return tuple(pool), 0.9 if spoken else 0.6, frozenset()
    return tuple(pool), 0.55 if spoken else 0.4, frozenset()


def _begun(folded: str, identifiers: set[str], drawings: Sequence[Drawing]) -> list[Drawing]:
    """The only drawing whose number or file begins with what the question calls a drawing: ``P&ID C01``."""
    said = _STRANGE.search(folded)
    for name in ([said[1]] if said is not None else []) + sorted(identifiers):
        begins = re.compile(rf"{re.escape(name)}(?![\d])", re.IGNORECASE)
        found = [d for d in drawings if any(begins.match(fold(own)) for own in _names(d))]
        if len(found) == 1:
            return found
    return []


def _names(drawing: Drawing) -> set[str]:
    """Its number and the names of its files, with and without their endings."""
    names = {drawing.number, *(version.source.rsplit("/", 1)[-1] for version in drawing.versions)}
    return names | {name.rsplit(".", 1)[0] for name in names if "." in name}


def _is_numbered(drawing: Drawing, folded: str, identifiers: set[str]) -> bool:
    """True where the question holds the drawing's number or a file's name."""
    for name in _names(drawing):
        if normalise(name) in identifiers:
            return True
        plain = re.escape(fold(name))
        if len(name) >= 4 and re.search(rf"(?<![\w-]){plain}(?![\w-])", folded):
            return True
    return False
