"""A drawing with what stands on it; the same number in several formats is one drawing. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.words import content_stems, fold
from retrieval.identifiers import normalise
from retrieval.records import Document, DrawingEntity, EntityKind

_FORMATS = ("pdf", "image", "png", "jpg", "tiff", "svg", "xml", "dxf")
"""Where a format shows the same, the one whose page can be shown best comes first."""
_FEW_TAGS = 5
_AREA = re.compile(r"(\d{1,3}-)[A-Z]")


def without_area(tag: str) -> str:
    """A normalised tag without the number of the area before its letters."""
    return re.sub(r"^\d{1,3}-(?=[A-Z])", "", tag)


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a drawing."""

    source: str
    entities: tuple[DrawingEntity, ...]

    def of(self, *kinds: EntityKind) -> list[DrawingEntity]:
        """Its entities of some kinds, in order."""
        return [entity for entity in self.entities if entity.kind in kinds]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing.

    Attributes:
        number: As printed in the title block, or the file's stem.
        title: The title block's title, or an empty text.
        versions: Its files, the one to show first.
        stems: Stems of the title's words.
    """

    number: str
    title: str
    versions: tuple[Version, ...]
    stems: frozenset[str]

    @property
    def name(self) -> str:
        """What a sentence calls it: ``MD-101-07 (Bearing cover)``."""
        return f"{self.number} ({self.title})" if self.title and self.title != self.number else self.number

    @property
    def is_diagram(self) -> bool:
        """True where it shows tagged equipment and lines rather than a part."""
        return any(len(version.of("tag")) >= _FEW_TAGS for version in self.versions)

    @property
    def tags(self) -> frozenset[str]:
        """Normalised tags on it; those printed without the area of all others (``LT-110``) with it, too."""
        printed = frozenset(normalise(e.text) for version in self.versions for e in version.of("tag"))
        areas = {match[1] for tag in printed if (match := _AREA.match(tag))}
        bare = [tag for tag in printed if not tag[0].isdigit()]
        return printed | {f"{area}{tag}" for area in areas for tag in bare} if len(areas) == 1 else printed

    def each(self, *kinds: EntityKind) -> Iterator[tuple[Version, DrawingEntity]]:
        """Entities of some kinds over all versions, the first version's first."""
        for version in self.versions:
            for entity in version.of(*kinds):
                yield version, entity

    def fields(self, name: str) -> list[tuple[Version, DrawingEntity]]:
        """The values of a title-block field, each once."""
        seen: set[str] = set()
        found = []
        for version, entity in self.each("title_block"):
            if entity.name == name and fold(entity.text) not in seen:
                seen.add(fold(entity.text))
                found.append((version, entity))
        return found


def describe(documents: Sequence[Document], entities: Sequence[DrawingEntity]) -> tuple[Drawing, ...]:
    """The drawings that entities belong to, in order of their sources."""
    media = {document.source: document.media for document in documents}
    by_source: dict[str, list[DrawingEntity]] = {}
    for entity in entities:
        by_source.setdefault(entity.source, []).append(entity)
    groups: dict[str, list[Version]] = {}
    for source in sorted(by_source, key=lambda s: (_rank(s, media.get(s, "")), s)):
        version = Version(source, tuple(by_source[source]))
        groups.setdefault(normalise(_number(version)), []).append(version)
    return tuple(_drawing(versions) for versions in groups.values())


def _drawing(versions: Sequence[Version]) -> Drawing:
    number = _number(versions[0])
    titles = [e.text for v in versions for e in v.of("title_block") if e.name == "title"]
    more = [e.text for v in versions for e in v.of("title_block") if e.name in ("subtitle", "description")]
    file = re.sub(r"[_\W\d]+", " ", _stem(versions[0].source))
    title = titles[0] if titles else (more[0] if more else "")
    stems = content_stems(" ".join((title, *more, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", file))))
    return Drawing(number, title, tuple(versions), frozenset(s for s in stems if len(s) > 2 and s.isalpha()))


def _number(version: Version) -> str:
    numbers = [e.text for e in version.of("title_block") if e.name == "drawing number"]
    return numbers[0] if numbers else _stem(version.source)


def _stem(source: str) -> str:
    return source.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _rank(source: str, media: str) -> int:
    kind = media if media in _FORMATS else source.rsplit(".", 1)[-1].lower()
    return _FORMATS.index(kind) if kind in _FORMATS else len(_FORMATS)
