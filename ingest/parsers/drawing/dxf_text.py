"""Printed text of DXF entities: codes resolved, stacked tolerances written out, dimensions as they show.

Knows ezdxf's entities, nothing of sheets and title blocks.
"""

from __future__ import annotations

import re
from math import degrees
from typing import Any

_STACK = re.compile(r"\\S([^;]*?)(?<!\\)([\^/#])([^;]*);")
_FORMAT = re.compile(r"\\[AaCcFfHhpQqTtWw][^;\\{}]*;|\\[LlOoKk]|(?<!\\)[{}]")
_CODES = {"c": "Ø", "d": "°", "p": "±", "%": "%", "o": "", "u": "", "k": ""}
_DIMENSION_KINDS = {
    0: "linear",
    1: "linear",
    2: "angle",
    3: "diameter",
    4: "radius",
    5: "angle",
    6: "ordinate",
}
_GDT = {
    "a": "angularity",
    "b": "perpendicularity",
    "c": "flatness",
    "d": "profile of a surface",
    "e": "circularity",
    "f": "parallelism",
    "g": "cylindricity",
    "h": "circular run-out",
    "i": "symmetry",
    "j": "position",
    "k": "profile of a line",
    "r": "concentricity",
    "t": "total run-out",
    "u": "straightness",
    "m": "Ⓜ",
    "l": "Ⓛ",
    "s": "Ⓢ",
    "p": "Ⓟ",
    "n": "Ø",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def plain(text: str) -> str:
    """Text without formatting codes: ``%%c35\\~H6`` becomes ``Ø35 H6``, a stacked tolerance ``+0.2/0``."""
    text = _STACK.sub(_stacked, text)
    text = text.replace("\\P", "\n").replace("\\~", " ").replace("\\N", "\n").replace("^I", " ")
    text = re.sub(r"\\U\+([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)
    text = _FORMAT.sub("", text)
    text = re.sub(r"%%([cdpouk%])", lambda match: _CODES[match[1].lower()], text, flags=re.IGNORECASE)
    text = re.sub(r"%%(\d{3})", lambda match: chr(int(match[1])), text)
    text = text.replace("\\\\", "\\").replace("\\{", "{").replace("\\}", "}")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _stacked(match: re.Match[str]) -> str:
    upper, lower = match[1].strip(), match[3].strip()
    if upper and lower:
        return f" {upper}/{lower}"
    return f" {upper or lower}" if match[2] != "^" else (upper or lower)


def dimension_kind(entity: Any) -> str:
    """What a dimension measures: ``linear``, ``angle``, ``diameter``, ``radius`` or ``ordinate``."""
    return _DIMENSION_KINDS.get(entity.dxf.get("dimtype", 0) & 7, "linear")


def dimension_text(entity: Any) -> str:
    """A dimension as the drawing shows it, with its tolerance.

    Where the text was typed over and disagrees with the geometry, the measure is added in brackets.
    """
    kind = dimension_kind(entity)
    measured = _measured(entity, kind)
    typed = str(entity.dxf.get("text", "") or "")
    if typed == " ":
        return ""
    factor = 1.0 if kind == "angle" else abs(_style(entity, "dimlfac", 1.0)) or 1.0
    shown = _formatted(entity, measured * factor, kind) if measured is not None else ""
    if typed in {"", "<>"}:
        drawn = _drawn(entity)
        text = drawn or f"{_PREFIX.get(kind, '')}{shown}{_tolerance(entity)}"
        return _with_prefix(text, kind)
    text = plain(typed.replace("<>", f"{shown}"))
    numbers = _NUMBER.findall(text.replace(",", "."))
    if "<>" in typed or measured is None or not numbers:
        return text
    if _agrees(numbers, measured, kind) or _agrees(numbers, measured * factor, kind):
        return text
    return f"{text} (measures {_trimmed(measured, 3)})"


_PREFIX = {"diameter": "Ø", "radius": "R"}


def _with_prefix(text: str, kind: str) -> str:
    prefix = _PREFIX.get(kind, "")
    return (
        text
        if not prefix or text[:1].upper() in {"Ø", "R", "⌀", "∅"} or not text[:1].isdigit()
        else prefix + text
    )


def _agrees(numbers: list[str], measured: float, kind: str) -> bool:
    for number in numbers:
        decimals = len(number.split(".")[1]) if "." in number else 0
        unit = 10.0**-decimals
        if abs(float(number) - measured) <= 0.51 * unit + 1e-9:
            return True
    return kind == "angle"


def _measured(entity: Any, kind: str) -> float | None:
    try:
        value = entity.get_measurement()
    except (AttributeError, TypeError, ValueError, ZeroDivisionError, ArithmeticError):
        return None
    if kind == "ordinate":
        point = value
        return (
            float(point.x if entity.dxf.get("dimtype", 0) & 64 else point.y) if hasattr(point, "x") else None
        )
    if not isinstance(value, (int, float)):
        return None
    return float(value)


def _style(entity: Any, name: str, default: float) -> float:
    try:
        value = entity.override().get(name, default)
    except (AttributeError, TypeError, ValueError):
        return default
    return float(value) if isinstance(value, (int, float)) else default


def _formatted(entity: Any, value: float, kind: str) -> str:
    decimals = int(_style(entity, "dimadec" if kind == "angle" else "dimdec", 2))
    text = _trimmed(value, max(0, min(decimals, 8)))
    return f"{text}°" if kind == "angle" else text


def _trimmed(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tolerance(entity: Any) -> str:
    upper, lower = _style(entity, "dimtp", 0.0), _style(entity, "dimtm", 0.0)
    decimals = int(_style(entity, "dimtdec", 4))
    if not _style(entity, "dimtol", 0.0) or (upper == 0 and lower == 0):
        return ""
    if upper == lower:
        return f" ±{_trimmed(upper, decimals)}"
    return f" {upper:+.{decimals}f}/{-lower:+.{decimals}f}"


def _drawn(entity: Any) -> str:
    """The text in the picture of the dimension that the drawing program stored."""
    try:
        drawn = [part for part in entity.virtual_entities() if part.dxftype() in {"MTEXT", "TEXT"}]
    except (AttributeError, TypeError, ValueError, KeyError):
        return ""
    return " ".join(filter(None, (plain(raw_text(part)) for part in drawn)))


def raw_text(entity: Any) -> str:
    """The text of a TEXT, MTEXT or attribute with its codes."""
    return str(entity.text if entity.dxftype() == "MTEXT" else entity.dxf.get("text", ""))


def dimension_height(entity: Any) -> float:
    """Height of a dimension's letters in drawing units."""
    return abs(_style(entity, "dimtxt", 2.5) * (_style(entity, "dimscale", 1.0) or 1.0)) or 2.5


def tolerance_text(content: str) -> str:
    """A feature control frame in words and values: ``symmetry | 0.05 | A``."""
    text = re.sub(
        r"\{\\[Ff][Gg][Dd][Tt][^;]*;([a-zA-Z])\}",
        lambda match: f"{_GDT.get(match[1].lower(), match[1])} ",
        content,
    )
    cells = [plain(cell).strip() for cell in text.replace("^J", "%%v").split("%%v")]
    return " | ".join(cell for cell in cells if cell)


def rotation(entity: Any) -> float:
    """Direction of a text in degrees, 0 where it runs from left to right."""
    if entity.dxf.hasattr("text_direction"):
        return degrees(entity.dxf.text_direction.angle) % 360
    return float(entity.dxf.get("rotation", 0.0)) % 360
