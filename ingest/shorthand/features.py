"""What is said of each word and of each pair of entities, as strings. Knows no weights."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.shorthand.lexicon import Lexicon
from ingest.shorthand.spans import Entity

Clusters = Mapping[str, Sequence[int]]
"""Words to the numbers of their clusters, one of each clustering."""

_SHAPES = ((re.compile(r"\d"), "9"), (re.compile(r"[A-Z]"), "X"), (re.compile(r"[a-z]"), "x"))
_REPEATED = re.compile(r"(.)\1+")


def word_features(words: Sequence[str], lexicon: Lexicon, clusters: Clusters) -> list[list[str]]:
    """Features of each word: itself, its ends and letters, its neighbours, notions and clusters.

    Args:
        words: Forms of the words (``ingest.shorthand.words.form``).
    """
    lower = [word if word.startswith("<") else word.lower() for word in words]
    alike = [[f"c{n}.{number}" for n, number in enumerate(clusters.get(word, ()))] for word in lower]
    notions, kinds = _notions(lower, lexicon)
    found = []
    for at, word in enumerate(lower):
        here = ["bias", *_own(words[at], word), *alike[at], *notions[at]]
        for step in (-2, -1, 1, 2):
            other = at + step
            if not 0 <= other < len(lower):
                here.append(f"{step}:edge")
                continue
            here.append(f"{step}:w={lower[other]}")
            if abs(step) == 1:
                here += [f"{step}:{item}" for item in (f"^={lower[other][:4]}", f"$={lower[other][-3:]}")]
                here += [f"{step}:{item}" for item in alike[other]]
        before, behind, after = (_at(kinds, at + step) for step in (-1, 1, 2))
        here += [
            f"w+={word} {_at(lower, at + 1)}",
            f"-w={_at(lower, at - 1)} {word}",
            f"k+={behind}",
            f"-k={before}",
            f"kk+={kinds[at]} {behind}",
            f"-kk={before} {kinds[at]}",
            f"-kk+={before} {kinds[at]} {behind}",
            f"kkk+={kinds[at]} {behind} {after}",
        ]
        found.append(list(dict.fromkeys(here)))
    return found


def _own(printed: str, word: str) -> list[str]:
    shape = printed
    for pattern, letter in _SHAPES:
        shape = pattern.sub(letter, shape)
    shape = _REPEATED.sub(r"\1", shape)
    found = [f"w={word}", f"s={shape}"]
    for size in (2, 3, 4):
        found += [f"^{size}={word[:size]}", f"{size}$={word[-size:]}"]
    bounded = f"^{word}$"
    for size in (3, 4):
        found += [f"g={bounded[i : i + size]}" for i in range(len(bounded) - size + 1)]
    return found


def _notions(words: Sequence[str], lexicon: Lexicon) -> tuple[list[list[str]], list[str]]:
    """Features of the notions, and one kind a word (``-`` where there is none)."""
    found: list[list[str]] = [[] for _ in words]
    kinds = ["-"] * len(words)
    for mention in lexicon.mentions(words):
        for at in range(mention.start, mention.end):
            kinds[at] = f"{'B' if at == mention.start else 'I'}{mention.notion.kind}"
            found[at] += [f"k={kinds[at]}", f"n={mention.notion.name}"]
            if mention.end - mention.start > 1:
                found[at].append(f"size={mention.end - mention.start}")
    return found, kinds


def _at(items: Sequence[str], place: int) -> str:
    return items[place] if 0 <= place < len(items) else "edge"


def pair_features(
    head: Entity, tail: Entity, entities: Sequence[Entity], words: Sequence[str], lexicon: Lexicon
) -> list[str]:
    """Features of a relation from ``head`` to ``tail``: classes, order, what stands between, the words."""
    classes = f"{head.label}>{tail.label}"
    first, second = (head, tail) if (head.start, -head.end) <= (tail.start, -tail.end) else (tail, head)
    forward = first == head
    nested = second.end <= first.end
    lower = [word.lower() for word in words]
    between = lower[first.end : second.start]
    inside = [e for e in entities if e.start >= first.end and e.end <= second.start]
    same = [e.label for e in inside]
    distance = "nested" if nested else str(min(second.start - first.end, 5))
    found = [
        classes,
        f"{forward}",
        f"d={distance}",
        f"n={min(len(inside), 3)}",
        f"between={' '.join(between[:4])}",
        f"classes={' '.join(same[:4])}",
        f"head={lower[head.end - 1]}",
        f"tail={lower[tail.end - 1]}",
        f"heads={lower[head.end - 1]} {lower[tail.end - 1]}",
        *(f"b={word}" for word in between),
        *(f"e={label}" for label in dict.fromkeys(same)),
        f"inner head={_is_inner(head, entities)}",
        f"inner tail={_is_inner(tail, entities)}",
        f"ends={first.end == second.end}",
    ]
    for name, entity in (("head", head), ("tail", tail)):
        notion = lexicon.notion(lower[entity.start : entity.end]) or lexicon.notion([lower[entity.end - 1]])
        if notion is not None:
            found.append(f"{name} notion={notion.name}")
        found.append(f"{name} after={_at(lower, entity.end)}")
        found.append(f"{name} before={_at(lower, entity.start - 1)}")
    joined = [
        f"{forward} d={distance}",
        f"{forward} n={min(len(inside), 3)}",
        f"{forward} {' '.join(same[:4])}",
        f"{forward} {' '.join(between[:4])}",
        f"{forward} inner={_is_inner(head, entities)},{_is_inner(tail, entities)}",
    ]
    return [*found, *(f"{classes} {item}" for item in (*found[1:], *joined))]


def _is_inner(entity: Entity, entities: Sequence[Entity]) -> bool:
    return any(
        other != entity and other.start <= entity.start and entity.end <= other.end for other in entities
    )
