"""Tags: against the register, written in two ways, given twice. Knows tags and their places, no symbol."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.register import kind_of
from assistant.reports.drawing.subject import Subject, same_number
from retrieval.identifiers import find_tags, normalise
from retrieval.records import DrawingEntity

_WRITTEN = re.compile(r"(?<![\w-])[A-Z]{1,5}[ _-]?\d{2,6}[A-Z]?(?![\w-])")


def check_unregistered(subject: Subject) -> Iterator[Finding]:
    """Tags that the register does not hold, of the kinds of equipment that it lists."""
    register = subject.register
    if register is None or not register.tags:
        return
    told: set[str] = set()
    for entity in subject.of("tag"):
        tag = normalise(entity.text)
        if tag in register.tags or tag in told or kind_of(tag) not in register.kinds:
            continue
        told.add(tag)
        near = get_close_matches(tag, list(register.tags), n=1, cutoff=0.8)
        known = register.tags[near[0]] if near else ""
        like = subject.t(f" (it has {known})", f" (il contient {known})") if near else ""
        yield Finding(
            rule="tag_unregistered", subject=entity.text, page=entity.page, region=entity.box,
            entities=(entity.id,),
            reason=subject.t(
                f"{entity.text} is not in {register.name}", f"{entity.text} n'est pas dans {register.name}"
            ) + like + ".",
        )  # fmt: skip


def check_absent(subject: Subject) -> Iterator[Finding]:
    """Tags that the register places on this drawing and that do not stand on it."""
    register, number = subject.register, subject.number
    if register is None or number is None:
        return
    shown = {normalise(entity.text) for entity in subject.of("tag")}
    shown |= {normalise(tag) for tag in find_tags(subject.all_text())}
    for row in register.rows:
        placed = row.tag and row.drawing and same_number(row.drawing, number)
        if placed and row.tag and normalise(row.tag) not in shown:
            page, region = subject.block_region()
            yield Finding(
                rule="tag_absent", subject=row.tag, page=page, region=region,
                reason=subject.t(
                    f"{register.name} places {row.tag} on this drawing; it does not stand on it.",
                    f"{register.name} place {row.tag} sur ce plan ; il n'y figure pas.",
                ),
            )  # fmt: skip


def check_spelling(subject: Subject) -> Iterator[Finding]:
    """The same tag written in two ways: ``P-101A`` and ``P101A``."""
    ways: dict[str, dict[str, DrawingEntity]] = defaultdict(dict)
    for entity in subject.of("tag"):
        ways[normalise(entity.text)].setdefault(entity.text.strip(), entity)
    for entity in subject.of("note", "text", "reference"):
        for written in _WRITTEN.findall(entity.text):
            if normalise(written) in ways:
                ways[normalise(written)].setdefault(written, entity)
    for spelt in ways.values():
        (first, _), *others = spelt.items()
        for written, entity in others:
            yield Finding(
                rule="tag_spelling", subject=written, page=entity.page, region=entity.box,
                entities=(entity.id, spelt[first].id),
                reason=subject.t(
                    f"{written} and {first} are one tag written in two ways.",
                    f"{written} et {first} sont un même repère écrit de deux façons.",
                ),
            )  # fmt: skip


def check_duplicates(subject: Subject) -> Iterator[Finding]:
    """One tag on two symbols of a sheet. The parser tells a tag again only where it stands on a symbol."""
    seen: dict[tuple[int | None, str], DrawingEntity] = {}
    for entity in subject.of("tag"):
        key = (entity.page, entity.text.strip())
        first = seen.setdefault(key, entity)
        if first is not entity and first.box != entity.box:
            yield Finding(
                rule="tag_duplicate", subject=entity.text, page=entity.page, region=entity.box,
                entities=(first.id, entity.id),
                reason=subject.t(
                    f"{entity.text} is the tag of two symbols on this sheet.",
                    f"{entity.text} est le repère de deux symboles de cette feuille.",
                ),
            )  # fmt: skip
