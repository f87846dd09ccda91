"""What a thing on a diagram does in its line: shuts, controls, checks, relieves, measures, holds.

By the name of its symbol, else by the letters of its tag. Knows the trade's letters, no drawing.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.words import fold
from retrieval.identifiers import normalise
from retrieval.joined import ELSEWHERE, UNTAGGED

Role = Literal[
    "isolating", "control", "check", "relief", "valve", "instrument", "in line", "equipment", "elsewhere",
    "untagged",
]  # fmt: skip
"""``valve``: one whose kind cannot be told. ``untagged``: a symbol without a tag that is no valve."""

VALVES: frozenset[Role] = frozenset({"isolating", "control", "check", "relief", "valve"})

_NAMES: tuple[tuple[Role, str], ...] = (
    ("relief", r"relief|safety|soupape|psv|prv|surpression|bursting|rupture"),
    ("check", r"check|non ?return|clapet|nrv|anti ?retour"),
    ("control", r"control ?valve|regul|modulat|reglage|reglant|throttl"),
    (
        "isolating",
        r"gate|ball|butterfly|globe|plug|needle|diaphragm|isol|hand ?valve|manual|shut ?off|on ?off|papillon"
        r"|boisseau|opercule|soufflet|quart de tour|breaker|disjoncteur|sectionneur|switch ?disconnector"
        r"|isolator|fuse|fusible|interrupteur|drain|vent|purge|bleed",
    ),
    ("valve", r"valve|vanne|robinet"),
    ("instrument", r"instrument|bubble|transmitter|gauge|indicator|manometre|capteur|sonde"),
    (
        "in line",
        r"strainer|crepine|filtre y|reducer|reduction|orifice|diaphragme|spectacle|flange|bride"
        r"|flow ?meter|debitmetre|spool|coupling",
    ),
    (
        "equipment",
        r"pump|pompe|vessel|tank|drum|column|exchanger|cooler|heater|compressor|motor|moteur|transformer"
        r"|transformateur|bus ?bar|jeu de barres|reservoir|cuve|ballon|echangeur|reactor|boiler|fan"
        r"|filter|filtre",
    ),
)
_LETTERS: tuple[tuple[Role, str], ...] = (
    ("relief", r"(?:P|T|V|S|PV)?SV|PRV|SRV|RV|TRV|PVRV|BD|RD|SOU?P"),
    ("check", r"NRV|CKV?|CHV|CHKV|CLR?|CLAR?|CAR|BC|NR"),
    ("control", r"[FLPTAQD][CDIK]?V|PD[CI]?V|HCV"),
    (
        "isolating",
        r"HV|XV|UV|BV|GV|GTV|GLV|BFV|PLV|NV|MOV|ROV|AOV|SDV|ESDV|EBV|IV|BLV|VM|VI|ROB|VRM|DV|VV",
    ),
    ("valve", r"CV|VA|VLV|VAN|EV|KV|ZV|YV"),
    ("in line", r"S|ST|STR|YS|CR|FIL|FE|FO|RO|SG|FG|SB|FX|Y"),
    ("equipment", r"TR"),
    ("instrument", r"[A-Z]{0,2}[AFILPSTVWDEJZHX]D?[TICRSAGY]{1,3}[LH]{0,2}"),
)


def role_of(tag: str, symbol: str = "") -> Role:
    """The role of an end of a line.

    Args:
        tag: As printed, or what stands where a line leaves the sheet.
        symbol: The name of its symbol, where it has one.
    """
    if tag.startswith(ELSEWHERE):
        return "elsewhere"
    if tag.startswith(f"{UNTAGGED} "):
        named = _named(tag.removeprefix(UNTAGGED))
        return named if named in VALVES else "untagged"
    letters = letters_of(tag)
    named = _named(symbol)
    by_letters = next((role for role, form in _LETTERS if re.fullmatch(form, letters)), None)
    if named is not None and named != "valve":
        if named == "isolating" and by_letters in ("control", "relief", "check"):
            return by_letters
        return named
    if by_letters is not None:
        return "isolating" if named == "valve" and by_letters in ("instrument", "in line") else by_letters
    if named == "valve":
        return "isolating"
    return "equipment"


def letters_of(tag: str) -> str:
    """The letters of a tag, without a number of the area before them."""
    letters = re.sub(r"^\d+-?", "", normalise(tag)).split("-")[0]
    return re.match(r"[A-Z]*", letters)[0]  # type: ignore[index]


def is_controller(tag: str) -> bool:
    """True for the tag of an instrument that controls: ``TIC``, ``LC``, ``FRC``, ``HIC``; no valve."""
    return bool(re.fullmatch(r"[A-Z]{1,2}[IR]{0,2}CA?", letters_of(tag))) and len(letters_of(tag)) > 1


def is_measuring(tag: str) -> bool:
    """True for the tag of a transmitter, an element or an indicator."""
    return bool(re.fullmatch(r"[AFLPTSWDEXQ]D?(?:I?T|E|I|IT)", letters_of(tag)))


def _named(symbol: str) -> Role | None:
    words = fold(re.sub(r"[_\W]+", " ", symbol))
    return next((role for role, form in _NAMES if re.search(rf"\b(?:{form})", words)), None)
