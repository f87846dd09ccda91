"""Figures that are asked for by their number, with their captions. Knows figures, no ranking, no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.experts.text.evidence import from_chunks
from assistant.experts.text.look_up import CERTAIN
from assistant.phrases import no_such_identifier
from assistant.records import Evidence, Finding, Question
from assistant.words import content_stems
from retrieval.records import Chunk, Figure, Scope

if TYPE_CHECKING:
    from retrieval.catalogue import Catalogue

_FIGURE = re.compile(
    r"\b(?P<noun>figures?|figs?|photos?|sch[ée]mas?|planches?|plates?|exhibits?|graphiques?|croquis|"
    r"illustrations?|diagrams?|diagrammes?|charts?)\b\.?\s*(?:no\.?\s*|n°\s*|number\s|numéro\s)?"
    r"(?P<number>(?:[A-Z]{1,3}[.\-]?)?\d+(?:[.\-]\d+)*[a-z]?|[IVX]{1,5})(?!\w|\s?%)",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"^\W*(?:(?:please|can|could|may|would|will|i|you|we|let|me|us|peux-tu|pouvez-vous|"
    r"s'il (?:te|vous) pla[iî]t|je|veux|voudrais|want|would|like|to)\W+)*(?:show|display|open|"
    r"see|look at|pull up|give me|montre\w*|affiche\w*|voir|ouvre\w*|donne\w*)\b",
    re.IGNORECASE,
)
"""The figure itself is called for, whatever else is said."""
_SAYING = re.compile(
    r"\b(?:what(?:'s| is| are| does| do)?|which|show\w*|display\w*|open|see\w*|look|depict\w*|illustrat\w*|"
    r"represent\w*|describe\w*|explain\w*|about|caption|title|page|on|in|of|from|document|file|"
    r"que|qu'est-ce|quel(?:le)?s?|est|montr\w*|affich\w*|voi[rst]\w*|représent\w*|décri\w*|expliqu\w*|légende|"
    r"titre|dans|du|de|fichier)\b",
    re.IGNORECASE,
)
_MOST = 3
_NEAR_SHOWN = 6


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """A figure that a question names.

    Attributes:
        called: True where the figure itself is what is wanted.
        rest: What the question says beside it.
    """

    name: str
    number: str
    called: bool
    rest: str


def asked_figure(text: str) -> AskedFigure | None:
    """The one figure that a question names by its number."""
    found = list(_FIGURE.finditer(text))
    if len({match["number"].upper() for match in found}) != 1:
        return None
    match = found[0]
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    name = f"{match['noun'].rstrip('sS').capitalize()} {match['number']}"
    return AskedFigure(name, match["number"], bool(_CALLS.match(text)), _SAYING.sub(" ", rest))


def find_figure(catalogue: Catalogue, question: Question, scope: Scope) -> Finding | None:
    """The figure that is asked for; None where something else is asked, or no document numbers figures."""
    asked = asked_figure(question.text)
    if asked is None:
        return None
    figures = catalogue.figures(scope, number=asked.number)
    chunks = [] if figures else _captions(catalogue, asked, scope)
    sources = list(dict.fromkeys([*(f.source for f in figures), *(c.source for c in chunks)]))
    named = _named(catalogue, asked.rest, sources)
    if not asked.called and not _says_nothing_more(catalogue, question, asked, named or sources):
        return None
    if not sources:
        return _missing(catalogue, question, asked, scope)
    chosen = set(named or sources)
    evidence = [_evidence(catalogue, figure) for figure in figures if figure.source in chosen]
    evidence += [
        from_chunks([c], quote=c.text, label=c.label, score=CERTAIN, verbatim=True)
        for c in chunks
        if c.source in chosen
    ]
    return Finding(evidence=tuple(evidence[:_MOST]))


def _captions(catalogue: Catalogue, asked: AskedFigure, scope: Scope) -> list[Chunk]:
    """Captions whose figure was not found on its page, or whose document was read by an older program."""
    names = (asked.name, f"Figure {asked.number}", f"Fig. {asked.number}")
    found = [chunk for name in dict.fromkeys(names) for chunk in catalogue.chunks_labelled(name, scope=scope)]
    own = [c for c in found if c.kind in ("text", "drawing") and c.text.startswith(c.label or "\0")]
    return list({chunk.id: chunk for chunk in own}.values())


def _named(catalogue: Catalogue, rest: str, sources: Sequence[str]) -> list[str]:
    """Of the documents those whose title or path has the most of what is said beside the figure."""
    said = set(re.findall(r"\w{2,}", rest.lower()))
    shared = {source: len(said & _words(catalogue, source)) for source in sources}
    best = max(shared.values(), default=0)
    return [source for source, count in shared.items() if count == best] if best else []


def _words(catalogue: Catalogue, source: str) -> frozenset[str]:
    document = catalogue.document(source)
    title = document.title if document is not None else ""
    return frozenset(re.findall(r"\w{2,}", re.sub(r"[_\-./]+", " ", f"{title} {source}").lower()))


def _says_nothing_more(
    catalogue: Catalogue, question: Question, asked: AskedFigure, sources: Sequence[str]
) -> bool:
    """True where all that is said beside the figure names a document."""
    known = {word for source in sources for word in _words(catalogue, source)}
    left = " ".join(word for word in re.findall(r"[\w'’]+", asked.rest) if word.lower() not in known)
    return not content_stems(left, question.language)


def _missing(catalogue: Catalogue, question: Question, asked: AskedFigure, scope: Scope) -> Finding | None:
    """Says that there is no such figure, where there are others that bear numbers."""
    others = [figure for figure in catalogue.figures(scope) if figure.label]
    if not others:
        return None
    named = _named(catalogue, asked.rest, list(dict.fromkeys(figure.source for figure in others)))
    near = [figure.label or "" for figure in others if not named or figure.source in named]
    shown = tuple(dict.fromkeys(near))[:_NEAR_SHOWN]
    return Finding(refusal=no_such_identifier(question.language, asked.name, shown))


def _evidence(catalogue: Catalogue, figure: Figure) -> Evidence:
    """A figure with its caption as the quote."""
    chunks = catalogue.chunks_labelled(figure.label or "", scope=Scope(sources=(figure.source,)))
    own = [chunk for chunk in chunks if chunk.ref == figure.id]
    if own:
        found = from_chunks(own[:1], quote=own[0].text, label=figure.label, score=CERTAIN, verbatim=True)
        return replace(found, page=figure.page, boxes=(figure.box,), unit=figure.unit, figure=figure)
    return Evidence(
        kind="text", source=figure.source, quote=figure.caption, score=CERTAIN, verbatim=True,
        label=figure.label, page=figure.page, boxes=(figure.box,), unit=figure.unit, figure=figure,
    )  # fmt: skip
