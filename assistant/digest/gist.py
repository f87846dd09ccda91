"""The sentences of a document that tell most: by section, place, figures and centrality. Knows no question.

A section is worth what its title says it is (findings and causes before references); in it a sentence
counts by how near it is to the mean of all, by standing first, and by naming figures or tags. No two chosen
sentences say the same. Every sentence is one of the source, whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.digest.section_worth import LITTLE, NUMBERED, PLAIN, worth_of
from assistant.sentences import passage_spans
from assistant.words import content_stems, coverage, fold
from retrieval.embed import Vectors
from retrieval.identifiers import find
from retrieval.records import Chunk

Embed = Callable[[Sequence[str]], Vectors]
"""Vectors [N, width] of length 1 of N texts."""

_HEADLESS = 0.4
"""Worth of what stands under no title in a document that has titles."""
_OVER_ALL = 0.6
"""Share of the passages from which the one title above them is that of the whole."""
_TITLED_FIRST = 2
"""Sentences of each titled section that come before any that stands under no title."""
_LAST_OF_WORDS = 0xFFFF
"""Signs beyond are those of formulas."""
_ROWS_TELL = re.compile(
    r"(?:corrective |key )?(?:actions?|measures|mesures|recommend\w*|limits?|alarms?|thresholds?|"
    r"valeurs?|seuils?|limites?|causes?|findings?|constat\w*)\b",
    re.IGNORECASE,
)
_FEWEST_ROWS = 2
_MOST_ROWS = 3
_TOTAL = re.compile(r"^(?:grand |sub)?total\b.*\d|^total général\b.*\d", re.IGNORECASE)
_A_ROW = 0.1
"""What a row of a table is told less than a sentence."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|°|[a-zA-Zµμ/]{1,6}\b)")
_FIELD = re.compile(r"^[^.:|]{2,40}\s?: \S")
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|_{4,}")
_CUE = re.compile(
    r"\b(?:this (?:report|document|standard|guide|manual|procedure|instruction|paper|analysis)|root cause|"
    r"is due to|because|must|shall|recommend\w*|conclu\w+|therefore|found that|was found|failed|not |"
    r"(?:ce|cet|cette) (?:rapport|document|norme|guide|consigne|procédure|documentation)|est dû|car |doit|"
    r"doivent|recommand\w+|vient de|provient|en panne)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:this (?:report|document|standard|guide|manual|procedure|instruction|paper|analysis)|"
    r"(?:ce|cet|cette) (?:rapport|document|norme|guide|consigne|procédure|documentation))\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"(?:dear|hello|hi|bonjour|best regards|regards|cordialement|thanks|merci)\b",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 24, 420
_LETTERS = 0.55
_FEWEST_WORDS = 4
_WORDS_OF_A_POINT = 7
_EMBEDDED = 160
"""Sentences that are compared by meaning."""
_A_SECTION = 6
"""Of these, from one section at most, where there are many."""
_SAME = 0.83
_SAME_WORDS = 0.75
_HEADLESS_PARTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence of a document.

    Attributes:
        title: Of the section it stands in, without its number; empty where there is none.
        start, end: Its characters in the chunk's text.
        worth: Of its section.
        first: Whether it opens its passage.
        lead: The header of its table, for a row.
    """

    chunk: Chunk
    start: int
    end: int
    title: str
    section: int
    worth: float
    first: bool
    lead: str = ""

    @property
    def text(self) -> str:
        """The words of the source."""
        return self.chunk.text[self.start : self.end]


def gist(chunks: Sequence[Chunk], *, count: int, embed: Embed | None) -> list[Point]:
    """The ``count`` sentences that tell most, in the order of the document; fewer where it has fewer.

    Args:
        chunks: All passages of one document.
        embed: Compares sentences by meaning; words and places alone tell where it is None.
    """
    points = _candidates(chunks)
    if not points:
        return []
    cheap = {id(point): _cheap(point) for point in points}
    kept = _spread(points, cheap)
    vectors = embed([point.text for point in kept]) if embed is not None else None
    central = _centrality(vectors) if vectors is not None else [0.0] * len(kept)
    scores = [
        point.worth * (cheap[id(point)] + 0.5 * nearness)
        for point, nearness in zip(kept, central, strict=True)
    ]
    chosen = _choose(kept, scores, vectors, count)
    return [kept[place] for place in sorted(chosen)]


def lines_of(chunks: Sequence[Chunk], count: int) -> list[Point]:
    """The first lines that hold words, for a document without a sentence: captions, entries of forms."""
    found: list[Point] = []
    seen: set[str] = set()
    for chunk in chunks:
        for match in re.finditer(r"[^\n]+", chunk.text):
            line = match[0].strip()
            words = [word for word in line.split() if len(word) > 2 and word.isalpha()]
            if len(found) < count and len(words) >= 2 and len(line) <= _LONGEST and fold(line) not in seen:
                seen.add(fold(line))
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                found.append(
                    Point(
                        chunk=chunk,
                        start=start,
                        end=start + len(line),
                        title="",
                        section=0,
                        worth=PLAIN,
                        first=False,
                    )
                )
    return found


def _candidates(chunks: Sequence[Chunk]) -> list[Point]:
    """Sentences that can stand alone and rows of telling tables, with the section they are of."""
    told = [chunk for chunk in chunks if chunk.kind in ("text", "table") and chunk.text.strip()]
    sections = _sections(told)
    points: list[Point] = []
    seen: set[str] = set()
    for chunk, section in zip(told, sections, strict=True):
        spans = _rows(chunk, section) if chunk.kind == "table" else [(*s, "") for s in _sentences(chunk)]
        first = True
        for start, end, lead in spans:
            key = fold(chunk.text[start:end])
            if key in seen:
                continue
            seen.add(key)
            worth = 1.0 if _OPENS.match(chunk.text[start:end]) else section.worth
            points.append(
                Point(chunk=chunk, start=start, end=end, title=section.title, section=section.number,
                      worth=worth, first=first, lead=lead)
            )  # fmt: skip
            first = False
    return points


def _sentences(chunk: Chunk) -> list[tuple[int, int]]:
    return [(a, b) for a, b in passage_spans(chunk.text) if _stands_alone(chunk.text[a:b])]


def _rows(chunk: Chunk, section: _Section) -> list[tuple[int, int, str]]:
    """The first rows of a table that tells actions or limits, each with its header."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", chunk.text)]
    heads = [place for place, (a, b) in enumerate(lines) if " | " in chunk.text[a:b]]
    if not _ROWS_TELL.match(section.title) or len(heads) < _FEWEST_ROWS:
        return []
    lead = chunk.text[slice(*lines[heads[0]])]
    return [
        (a, b, lead)
        for a, b in (lines[place] for place in heads[1 : 1 + _MOST_ROWS])
        if len(chunk.text[a:b].split()) >= _WORDS_OF_A_POINT
    ]


@dataclass(frozen=True, slots=True)
class _Section:
    """The part of a document that a passage stands in."""

    number: int
    title: str
    worth: float


def _sections(chunks: Sequence[Chunk]) -> list[_Section]:
    """For each passage its section: the outermost titles that tell passages apart."""
    trails = [(*chunk.headings, *_own_title(chunk)) for chunk in chunks]
    depth = 0
    while depth < max(map(len, trails), default=0):
        here = [trail[depth] for trail in trails if len(trail) > depth]
        if len(set(here)) > 1 or len(here) < _OVER_ALL * len(trails):
            break
        depth += 1
    keys = [
        trail[depth] if len(trail) > depth else f"\0{place * _HEADLESS_PARTS // max(1, len(chunks))}"
        for place, trail in enumerate(trails)
    ]
    sizes = Counter(keys)
    titled = sum(not key.startswith("\0") for key in keys) > len(keys) // 2
    numbers: dict[str, int] = {}
    found: list[_Section] = []
    for key, trail in zip(keys, trails, strict=True):
        below = trail[depth:]
        worth = (
            _worth(below, share=sizes[key] / max(sizes.values())) if below else _HEADLESS if titled else PLAIN
        )
        title = next((t for t in map(_shown, reversed(below)) if t), "")
        found.append(_Section(numbers.setdefault(key, len(numbers)), title, worth))
    return found


def _worth(titles: Sequence[str], *, share: float) -> float:
    """What the titles above a passage make of it; a long section counts more than a short one."""
    known = [worth_of(title) for title in titles]
    if min(known) < LITTLE:
        return min(known)
    return max(known) if max(known) > PLAIN else PLAIN - 0.1 + 0.2 * share


def _shown(title: str) -> str:
    """A title as it is shown: its words without its number; empty where it is no words."""
    bare = NUMBERED.sub("", title).strip(" :")
    letters = sum(c.isalpha() or c == " " for c in bare)
    plain = not any(c in "=�" or ord(c) > _LAST_OF_WORDS for c in bare)
    return (
        bare
        if bare and plain and len(bare) <= 60 and letters >= 0.8 * len(bare) and not bare.endswith(".")
        else ""
    )


def _own_title(chunk: Chunk) -> tuple[str, ...]:
    """The title that a passage opens with."""
    line = chunk.text.split("\n", 1)[0].strip()
    is_title = (
        "\n" in chunk.text
        and " | " not in line
        and len(line) <= 70
        and not line.endswith((".", ";", ",", "?", "!"))
        and ":" not in line
    )
    return (line,) if is_title and chunk.label and not line.startswith(("•", "-")) else ()


def _stands_alone(sentence: str) -> bool:
    """True for a sentence: neither a title, a field, a row, a greeting nor a line of figures."""
    text = NUMBERED.sub("", sentence.strip())
    if _TOTAL.match(text) and len(text) <= _LONGEST:
        return True
    if not _SHORTEST <= len(text) <= _LONGEST or " | " in text or _DOTS.search(text) or _LETTER.match(text):
        return False
    if sum(c.isalpha() or c == " " for c in text) < (_LETTERS + 0.15) * len(text):
        return False
    words = text.split()
    ends = text.endswith((".", "!", ";", ".”", '."', ".)")) or (
        text.endswith("?") and len(words) > _WORDS_OF_A_POINT
    )
    if len(words) < _FEWEST_WORDS or (_FIELD.match(text) and not ends):
        return False
    return ends and (
        text[0].isupper() or text[0].isdigit() or text[0] in '«“"(•L' or bool(NUMBERED.match(sentence))
    )


def _cheap(point: Point) -> float:
    """What is told without a model: place, figures, tags, cue words."""
    text = point.text
    told = (
        0.15 * point.first
        + 0.12 * bool(_FIGURE.search(text))
        + 0.1 * bool(find(text))
        + 0.15 * bool(_CUE.search(text))
    )
    told += 0.3 * bool(_OPENS.match(text))
    length = len(text.split())
    told += 0.35 * bool(_TOTAL.match(text))
    return (
        0.3
        + told
        - _A_ROW * bool(point.lead)
        - (0.08 if length < _WORDS_OF_A_POINT or length > 50 else 0.0)
        - 0.2 * text.endswith("?")
    )


def _spread(points: Sequence[Point], cheap: dict[int, float]) -> list[Point]:
    """At most ``_EMBEDDED`` sentences, of each section its best ones, in order."""
    if len(points) <= _EMBEDDED:
        return list(points)
    by_section: dict[int, list[Point]] = {}
    for point in points:
        by_section.setdefault(point.section, []).append(point)
    best: list[Point] = []
    for own in by_section.values():
        best += sorted(own, key=lambda point: -cheap[id(point)])[:_A_SECTION]
    best.sort(key=lambda point: -point.worth * cheap[id(point)])
    kept = {id(point) for point in best[:_EMBEDDED]}
    return [point for point in points if id(point) in kept]


def _centrality(vectors: Vectors) -> list[float]:
    """How near each of [N] sentences is to the mean of all, 0 to 1 from the farthest to the nearest."""
    mean = vectors.mean(axis=0)
    near = vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
    low, high = float(near.min()), float(near.max())
    return [(float(value) - low) / max(high - low, 1e-6) for value in near]


def _choose(
    points: Sequence[Point], scores: Sequence[float], vectors: Vectors | None, count: int
) -> list[int]:
    """Places of the chosen: the best of each section by its worth, then the best of the rest."""
    order = sorted(range(len(points)), key=lambda place: -scores[place])
    chosen: list[int] = []
    taken: Counter[int | tuple[int, str]] = Counter()
    for most in range(1, 2 * count + 1):
        for place in order:
            if len(chosen) == count:
                return chosen
            point = points[place]
            part = (point.section, point.title)
            if place in chosen or (most <= _TITLED_FIRST and point.worth <= _HEADLESS):
                continue
            if taken[point.section] >= most or taken[part] >= (most + 1) // 2:
                continue
            if any(_alike(points, vectors, place, other) for other in chosen):
                continue
            chosen.append(place)
            taken.update((point.section, part))
    return chosen


def _alike(points: Sequence[Point], vectors: Vectors | None, one: int, other: int) -> bool:
    """True for two sentences that say the same; two totals are two figures."""
    if _TOTAL.match(points[one].text) and _TOTAL.match(points[other].text):
        return points[one].text == points[other].text
    if vectors is not None and float(vectors[one] @ vectors[other]) > _SAME:
        return True
    a, b = set(content_stems(points[one].text)), set(content_stems(points[other].text))
    return max(coverage(a, b), coverage(b, a)) > _SAME_WORDS if a and b else False
