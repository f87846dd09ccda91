"""Read a caption that stands for a title block: a few unlabelled lines with a title, a date and a scale.

Knows lines that stand together; no labels' places and no file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.parsers.drawing.placed import PlacedText
from ingest.parsers.drawing.title_block import TitleField

_SCALE = re.compile(
    r"\b(?:scale|échelle|ech\.?)\s*:?\s*"
    r"(?P<value>\d+(?:[.,]\d+)?\s?[:/]\s?\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b")
_SIZE = re.compile(r"\bA[0-4]\b(?=[ -])")
_MATERIAL = re.compile(
    r"(?:stainless |mild |carbon |tool )?(?:steel|alumini?um|brass|bronze|titanium|copper|nylon|acier|"
    r"inox|laiton|cuivre|fonte|cast iron|titane|POM|PEEK|PLA|ABS|PTFE)(?: [A-Z0-9][\w.-]*){0,3}|"
    r"EN AW-\w+|[SE]\d{3}[A-Z]\w*|\d{4}-T\d+",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(
    r"(?:general )?(?:tolerances?|tolérances?(?: générales?)?)\s*:?\s*(?P<value>[±+].*|ISO.*)", re.I
)
_MOST_LINES = 10


def read_caption(texts: Sequence[PlacedText]) -> list[TitleField]:
    """The fields of a caption: the first group of lines that gives both a date and a scale."""
    for group in _stacks([text for text in texts if not text.rotated]):
        if 2 <= len(group) <= _MOST_LINES:
            whole = "\n".join(line.text for line in group)
            if _DATE.search(whole) and _SCALE.search(whole):
                return list(_fields(group))
    return []


def _stacks(texts: Sequence[PlacedText]) -> list[list[PlacedText]]:
    """Lines under each other, aligned at the left or centred, at the distance of running text."""
    groups: list[list[PlacedText]] = []
    for text in sorted(texts, key=lambda item: (item.box[1], item.box[0])):
        for group in reversed(groups):
            last = group[-1]
            gap = text.box[1] - last.box[3]
            aligned = min(abs(text.box[0] - last.box[0]), abs(text.middle[0] - last.middle[0]))
            if -0.5 * last.height <= gap <= 1.3 * last.height and aligned <= 1.5 * last.height:
                group.append(text)
                break
        else:
            groups.append([text])
    return groups


def _fields(group: Sequence[PlacedText]) -> Iterator[TitleField]:
    told: set[str] = set()
    for place, line in enumerate(group):
        for name, value in _said(line.text, first=place == 0):
            if name not in told:
                told.add(name)
                yield TitleField(name=name, value=value, box=line.box)


def _said(text: str, *, first: bool) -> Iterator[tuple[str, str]]:
    """What one line says; the first one begins with the title."""
    date, scale, size = _DATE.search(text), _SCALE.search(text), _SIZE.search(text)
    if first:
        title = text[: date.start()] if date else text
        if title.strip(" -–,/"):
            yield "title", title.strip(" -–,/")
    if date:
        yield "date", date.group(0)
    if scale:
        yield "scale", scale["value"]
    if size:
        yield "size", size.group(0)
    if _MATERIAL.fullmatch(text.strip()):
        yield "material", text.strip()
    tolerance = _TOLERANCE.match(text.strip())
    if tolerance:
        yield "tolerance", tolerance["value"]
