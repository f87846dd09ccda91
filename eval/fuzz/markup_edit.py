"""Change XML and HTML tag by tag. Knows tags, attributes and text, no vocabulary; broken markup is fine."""

from __future__ import annotations

import random
import re

from eval.fuzz.bytes_edit import edit_bytes, number, piece

_TOKEN = re.compile(rb"<[^<>]*>|[^<>]+|[<>]")
_VALUE = re.compile(rb"(=\s*)(\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"(?<=[</])[\w:.-]+")
_DEEP = 2000
_WELL_FORMED, _BREAKING = (1, 1, 2, 2, 3, 4, 6, 6, 6), (0, 5, 8, 9)
_BREAK = 0.2
"""Share of the changes after which a strict parser refuses the whole."""


def edit_markup(content: bytes, chance: random.Random) -> bytes:
    """One change: a tag or element gone, doubled, moved, nested, renamed; a value or a text changed."""
    tokens = _TOKEN.findall(content)
    if len(tokens) < 3:
        return edit_bytes(content, chance)
    at = chance.randrange(len(tokens))
    end = _end(tokens, at)
    match chance.choice(_BREAKING if chance.random() < _BREAK else _WELL_FORMED):
        case 0:
            del tokens[at]
        case 1:
            del tokens[at:end]
        case 2:
            tokens[at:at] = tokens[at:end] * chance.choice((1, 2, 50))
        case 3:
            taken = tokens[at:end]
            del tokens[at:end]
            place = chance.randrange(len(tokens) + 1)
            tokens[place:place] = taken
        case 4:
            depth = chance.choice((1, 5, _DEEP)) if tokens[at].startswith(b"<") else 1
            tokens[at:end] = [tokens[at]] * depth + tokens[at:end] + [tokens[end - 1]] * depth
        case 5:
            tokens[at] = _renamed(tokens, at, chance)
        case 6:
            tokens[at] = _other_value(tokens[at], chance)
        case 8:
            tokens.insert(at, piece(chance))
        case _:
            tokens[at] = edit_bytes(tokens[at], chance)
    return b"".join(tokens)


def _end(tokens: list[bytes], at: int) -> int:
    """Behind the element that starts at a token; behind the token where it starts none."""
    name = _NAME.search(tokens[at])
    if name is None or tokens[at].startswith((b"</", b"<?", b"<!")) or tokens[at].endswith(b"/>"):
        return at + 1
    depth = 0
    for place in range(at, len(tokens)):
        found = _NAME.search(tokens[place]) if tokens[place].startswith(b"<") else None
        if found is None or found.group() != name.group() or tokens[place].endswith(b"/>"):
            continue
        depth += -1 if tokens[place].startswith(b"</") else 1
        if depth == 0:
            return place + 1
    return at + 1


def _renamed(tokens: list[bytes], at: int, chance: random.Random) -> bytes:
    names = [m.group() for token in tokens if token.startswith(b"<") and (m := _NAME.search(token))]
    return _NAME.sub(lambda _: chance.choice(names or [b"x"]), tokens[at], count=1)


def _other_value(token: bytes, chance: random.Random) -> bytes:
    """An attribute's value, or the text itself, becomes a number or a piece."""
    new = re.sub(rb"[\"<>&\0-\x08]", b"", (number if chance.random() < 0.7 else piece)(chance))
    values = list(_VALUE.finditer(token))
    if not values:
        return token if token.startswith(b"<") else new
    place = chance.choice(values)
    return token[: place.start(2)] + b'"' + new + b'"' + token[place.end(2) :]
