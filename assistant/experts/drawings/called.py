"""Equipment called by its name as printed on a drawing: "la chaudière", "the expansion vessel".

A name becomes the tag that it is printed at, where only one thing on one drawing is called so. Knows words
and places, answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.drawings.answer_tags import gap_of
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.drawings.line_words import LINE_WORDS
from assistant.experts.drawings.roles import role_of
from assistant.experts.tables.synonyms import concepts_of
from assistant.words import content_words, fold, stem
from retrieval.identifiers import find_tags, normalise
from retrieval.records import DrawingEntity

Names = tuple[frozenset[str], ...]
"""Words of a name, each with all that it may stand for."""
_NEAR = 10.0
"""Heights of the letters of a tag: how far from it its name may stand."""
_BESIDE = 4.0
"""Heights by which a name beside a tag counts as farther."""
_LONGEST = 5
"""Words of a name."""
_GLUE = r"(?:[\s'’-]+(?:de|du|des|d|la|le|l|a|of|the))*[\s'’-]+"
_TAG_AFTER = re.compile(r"\s+[A-Za-z]{1,5}-?\d")
_MOST_DRAWINGS = 40
"""Whose names are read for one question."""
_ARTICLE = r"\b(?:the|la|le|l|les|du|au|aux)[\s'’]+$"


class Called:
    """What things on drawings are called; names are read when they are first needed.

    Args:
        drawings: All that are known.
    """

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self._drawings = tuple(drawings)
        self._names: dict[int, dict[str, Names]] = {}

    def with_tags(self, text: str) -> str:
        """A question with names of equipment turned into tags; itself where it names none or not surely."""
        known = [tag for tag in find_tags(text) if any(tag in d.tags for d in self._drawings)]
        showing = [d for d in self._drawings if d.is_diagram and all(tag in d.tags for tag in known)]
        named = [d for d in showing if len(d.number) >= 4 and fold(d.number) in fold(text)]
        spans = _spans(text)
        if not spans or len(named or showing) > _MOST_DRAWINGS:
            return text
        found = [turned for d in named or showing if (turned := self._turned(text, spans, d, known)) != text]
        return found[0] if len(found) == 1 else text

    def _turned(
        self,
        text: str,
        spans: Sequence[tuple[int, int, Names]],
        drawing: Drawing,
        known: Sequence[str],
    ) -> str:
        """A question with the names of one drawing's things turned into their tags."""
        names = self._names.setdefault(id(drawing), {}) or _names(drawing)
        self._names[id(drawing)] = names
        found: dict[str, tuple[int, int]] = {}
        unknown: list[tuple[int, int]] = []
        for start, end, forms in sorted(spans, key=lambda span: span[0] - span[1]):
            tags = _called_so(forms, names)
            inside = any(start < last and first < end for first, last in found.values())
            more = any(first == start and _says_more(text[end:last]) for first, last in unknown)
            if len(tags) != 1:
                unknown.append((start, end))
            elif tags[0] not in known and not (inside or more or _TAG_AFTER.match(text[end:])):
                found.setdefault(tags[0], (start, end))
        for tag, (start, end) in sorted(found.items(), key=lambda item: -item[1][0]):
            text = f"{text[:start]}{tag}{text[end:]}"
        return text


def _says_more(rest: str) -> bool:
    """True where words that follow a name belong to it: "the vessel" is not the "vase d'expansion"."""
    words = re.findall(r"[^\W\d_]{3,}", fold(rest))
    return any(word not in LINE_WORDS and content_words(word) for word in words)


def _called_so(forms: Names, names: dict[str, Names]) -> list[str]:
    """The things whose names hold all words; of several those whose names hold least besides."""
    found = {
        tag: sum(not any(word & form for form in forms) for word in own)
        for tag, own in names.items()
        if all(any(form & word for word in own) for form in forms)
    }
    return [tag for tag, more in found.items() if more == min(found.values())]


def _spans(text: str) -> list[tuple[int, int, Names]]:
    """Runs of up to three words after an article, each with what its words mean."""
    words = [(m.start(), m.end()) for m in re.finditer(r"[^\W\d_]{3,}", text)]
    spans = []
    for first in range(len(words)):
        lead = fold(text[: words[first][0]])
        if not re.search(_ARTICLE, lead) or not _meaning(text[words[first][0] : words[first][1]]):
            continue
        forms: Names = ()
        for last in range(first, min(first + 3, len(words))):
            if last > first and not re.fullmatch(_GLUE, fold(text[words[last - 1][1] : words[last][0]])):
                break
            meaning = _meaning(text[words[last][0] : words[last][1]])
            if meaning:
                forms = (*forms, meaning)
                spans.append((words[first][0], words[last][1], forms))
    return spans


def _meaning(word: str) -> frozenset[str]:
    """What a word may stand for: concepts of the trade in both languages, and its stem."""
    if not content_words(word):
        return frozenset()
    plain = fold(word)
    return frozenset({*concepts_of((plain,)), _SAME.get(plain, stem(plain, "fr"))})


_SAME = {
    form: group.split()[0]
    for group in (
        "softener softeners adoucisseur adoucisseurs", "exchanger exchangers echangeur echangeurs",
        "tank bache baches ballon ballons vase vases drum drums", "column columns colonne colonnes",
        "degasser deaerator degazeur", "separator separators separateur separateurs",
        "cooler coolers aerorefrigerant",
        "expansion", "reactor reactors reacteur reacteurs", "turbine turbines", "heater heaters rechauffeur",
        "transformer transformers transformateur transformateurs", "header collector collecteur",
    )
    for form in group.split()
}  # fmt: skip


def _names(drawing: Drawing) -> dict[str, Names]:
    """The meanings of the words printed at each piece of equipment, and of its symbol's name."""
    version = next((v for v in drawing.versions if v.of("connection")), drawing.versions[0])
    tags = {e.text: e for e in version.of("tag") if _is_equipment(version, e.text)}
    found: dict[str, set[frozenset[str]]] = {tag: set() for tag in tags}
    for block in version.of("block"):
        for part in block.text.split("; "):
            own = part.partition(": ")[2] or block.text
            if own in found and block.name != "valve symbol":
                found[own] |= _meanings(block.name.replace("_", " "))
    for tag, entity in tags.items():
        found[tag] |= _meanings(entity.name)
    every = {e.text: e for e in version.of("tag")}
    for entity in version.of("text"):
        nearest = _nearest(entity, every) if len(entity.text.split()) <= _LONGEST else None
        if nearest in found:
            found[nearest] |= _meanings(entity.text)
    return {normalise(tag): tuple(words) for tag, words in found.items() if words}


def _is_equipment(version: Version, tag: str) -> bool:
    symbol = next(
        (b.name for b in version.of("block") if re.search(rf"(?<![\w-]){re.escape(tag)}(?!\w)", b.text)), ""
    )
    return role_of(tag, symbol) == "equipment"


def _meanings(text: str) -> set[frozenset[str]]:
    return {meaning for word in re.findall(r"[^\W\d_]{3,}", text) if (meaning := _meaning(word))}


def _nearest(text: DrawingEntity, tags: dict[str, DrawingEntity]) -> str | None:
    """The tag that a text stands at; one that stands right over or under it comes before one beside it."""
    if find_tags(text.text):
        return None
    away = ((gap_of(text, e) + (0.0 if _aligned(text, e) else _BESIDE), tag) for tag, e in tags.items())
    gap, tag = min(away, default=(_NEAR + 1, ""))
    return tag if gap <= _NEAR else None


def _aligned(one: DrawingEntity, other: DrawingEntity) -> bool:
    """True where two texts have their middles, or their left edges, over each other."""
    if one.box is None or other.box is None:
        return False
    wide = max(one.box[2] - one.box[0], other.box[2] - other.box[0])
    middles = abs(one.box[0] + one.box[2] - other.box[0] - other.box[2]) / 2
    return min(middles, abs(one.box[0] - other.box[0])) <= wide / 4
