"""How a connection on a drawing is written: what a line joins, which way it flows, its number. Words only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Flow = Literal["unknown", "forward", "none"]
"""From the first end to the second one; ``none``: both feed, or are fed by, one line between them."""

ELSEWHERE = "“"
"""First character of an end that is words printed where a line leaves the sheet: ``“TO PID-102”``."""

UNTAGGED = "untagged"
"""First word of an end that is a symbol without a tag, numbered on its sheet: ``untagged gate valve 1``."""

_MARKS: dict[Flow, str] = {"unknown": " – ", "forward": " → ", "none": " ∥ "}
_NUMBERED = re.compile(r"\s*\(line ([^)]*)\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a line of a drawing joins.

    Attributes:
        ends: Tags, in the order in which the line meets them.
        line: Its number, or an empty text.
    """

    ends: tuple[str, ...]
    flow: Flow = "unknown"
    line: str = ""


def write_joined(ends: Sequence[str], flow: Flow = "unknown", line: str = "") -> str:
    """``T-1 → HV-2 (line 150-P-1001)``."""
    plain = (re.sub(r"\s*[–→∥]\s*", ", ", end) for end in ends)
    return _MARKS[flow].join(plain) + (f" (line {line})" if line else "")


def read_joined(text: str) -> Joined:
    """Takes a connection apart as ``write_joined`` made it."""
    number = _NUMBERED.search(text)
    plain = text[: number.start()] if number else text
    flow: Flow = next((flow for flow, mark in _MARKS.items() if mark in plain), "unknown")
    ends = tuple(part.strip() for part in plain.split(_MARKS[flow]) if part.strip())
    return Joined(ends=ends, flow=flow, line=number[1] if number else "")
