"""A reading that a question tells and asks about: "92 °C is that normal?", held against the limit in a text.

Only arithmetic on what the text says: the reading beside each bound of the same unit, in a sentence. Where a
text does not say on which side of a figure things are well, the sentence says which is higher and no more.
Knows no source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import Quantity, find_quantities
from assistant.words import fold
from retrieval.records import Language

Side = Literal["most", "least", "level"]
"""At most, at least, or a level (an alarm) of which the text does not say the side."""

_WELL = re.compile(
    r"\b(?:ok|okay|normale?s?|fine|acceptable|allowed|permitted|all ?right|safe|good|enough|"
    r"suffit|suffisante?s?|"
    r"bon|bonne|admissible|autorisee?s?|correcte?s?|conforme|ca passe|dans les (?:clous|limites)|"
    r"within (?:the )?limits?)\b"
)
_ILL = re.compile(
    r"\b(?:a problem|dangerous|critical|worry\w*|grave|dangereu(?:x|se)|inquietante?|critique|un probleme|"
    r"too (?:high|hot|much|fast|big|large|long|low|cold|little|small|short|slow)|trop(?= ?[?,.;!]|$)|"
    r"trop (?:haute?|elevee?|chaude?|forte?|grande?|longue?|vite|"
    r"basse?|bas|froide?|faible|petite?|courte?))\b"
)
_TOO_LOW = re.compile(
    r"\b(?:too (?:low|cold|little|small|short|slow)|trop (?:basse?|bas|froide?|faible|petite?|courte?)|"
    r"enough|suffit|suffisante?s?)\b"
)
_TOO_HIGH = re.compile(
    r"\b(?:too (?:high|hot|much|fast|big|large|long)|trop(?= ?[?,.;!]|$)|"
    r"trop (?:haute?|elevee?|chaude?|forte?|grande?|longue?|vite))\b"
)
_ASKS = re.compile(r"\?|\b(?:is|are|was|est-ce|c'est|est)\b")
_MOST = re.compile(
    r"\b(?:not?(?: to)? exceed|exceed(?:s|ing)? no|max(?:imum|imale?|i)?|at most|"
    r"no(?:t)? (?:more|higher) than|"
    r"up to|upper|high|haute?|(?<!\d )(?<!\d)h{1,3}|"
    r"(?:ne |n')\w*(?: \w+)? ?(?:pas )?(?:depass|exced)\w*|(?:pas|jamais) depass\w*|au plus|"
    r"jusqu'a)\b"
)
_LEAST = re.compile(
    r"\b(?:min(?:imum|imale?|i)?|at least|no(?:t)? (?:less|lower) than|"
    r"not (?:fall|drop|go|be) (?:below|under)|"
    r"lower|low|basse?|bas|(?<!\d )(?<!\d)l{1,3}|au moins)\b"
)
_OVER = re.compile(
    r"(?:\b(?:above|over|more than|higher than|greater than|exceeds?|exceeding|superieure?s? a|plus de|"
    r"au-dessus de|depasse)\b|[>≥])"
)
_UNDER = re.compile(
    r"(?:\b(?:below|under|less than|lower than|falls? to|drops? to|inferieure?s? a|moins de|sous|"
    r"en[- ]dessous de|au-dessous de|tombe a)\b|[<≤])"
)
_LEVEL = re.compile(
    r"\b(?:alarms?|alerts?|alarmes?|alertes?|trips?|stops?|shutdown|arret|declench\w*|seuils?|limits?|limites?|"
    r"warnings?|diverts?|starts?|opens?|lifts?|demarre|s'arrete|interdit\w*|forbidden)\b"
)
_IF = re.compile(r"\b(?:if|when|where|si|quand|lorsque|des que|in case|en cas)\b")
_BETWEEN = re.compile(r"\s*(?:to|and|et|à|a|-|–)\s*")
_UNIT = re.compile(r"[^\W\d_]+(?:[/²³·][^\W\d_]+)*|[°%][^\W\d_]?\w*")
_BEHIND = re.compile(
    r"\W*(?:(?:at|au|or|ou|de) )?(?:the )?"
    r"(?:min(?:i(?:mum)?)?|max(?:i(?:mum)?)?|most|least|plus|moins|more|less)\b"
)
_CUT = re.compile(r"[;.!?|\n]\s|, ")


@dataclass(frozen=True, slots=True)
class _Bound:
    """A figure of a text that a reading may be held against."""

    value: float
    written: str
    side: Side
    name: str


def told_quantity(question: str) -> Quantity | None:
    """The one reading that a question tells and asks about; None where it does neither."""
    plain = fold(question)
    if not (_WELL.search(plain) or _ILL.search(plain)) or not _ASKS.search(plain):
        return None
    found = [q for q in find_quantities(question) if _unit(question, q)]
    return found[0] if len(found) == 1 and len(found[0].readings) == 1 else None


def asked_well(question: str) -> tuple[bool, Side] | None:
    """Whether a question asks that all is well ("ok?") or not ("too high?"), and the side that it fears.

    The side is ``level`` where it names none; None where it asks neither.
    """
    plain = fold(question)
    side: Side = "least" if _TOO_LOW.search(plain) else "most" if _TOO_HIGH.search(plain) else "level"
    if _ILL.search(plain):
        return False, side
    return (True, side) if _WELL.search(plain) else None


def without_verdict(question: str) -> str:
    """A question without the words that ask whether all is well."""
    plain = fold(question)
    spans = [match.span() for pattern in (_ILL, _WELL) for match in pattern.finditer(plain)]
    kept = (
        letter for at, letter in enumerate(question) if not any(start <= at < end for start, end in spans)
    )
    return "".join(kept)


def holds_bound(question: str, text: str) -> bool:
    """True for a text with a bound that the reading of the question can be held against."""
    told = told_quantity(question)
    return told is not None and bool(_bounds(text, question, told))


def tells_of_unit(question: str, text: str) -> bool:
    """True for a text with a figure of the unit of the question's reading, and not that reading alone."""
    told = told_quantity(question)
    if told is None:
        return False
    figures = [q for q in find_quantities(text) if _scale(question, told, text, q) is not None]
    return any(not q.readings & told.readings for q in figures)


def judged_reading(question: str, text: str, language: Language) -> str | None:
    """The reading of a question held against the bounds in a text, as a sentence; None where there is none.

    Args:
        question: As it was asked, the reading in it.
        text: Words of a source, the names of columns before their values.
        language: Language of the sentence.
    """
    told = told_quantity(question)
    if told is None:
        return None
    reading = next(iter(told.readings))
    plain = fold(question)
    bounds = _bounds(text, question, told)
    if _TOO_LOW.search(plain):
        bounds = [bound for bound in bounds if bound.side != "most"]
    elif _TOO_HIGH.search(plain):
        bounds = [bound for bound in bounds if bound.side != "least"]
    if not bounds:
        return None
    said = question[told.start : told.end].strip() + _rest_of_unit(question, told)
    broken = [
        b
        for b in bounds
        if (b.side == "most" and reading > b.value) or (b.side == "least" and reading < b.value)
    ]
    shown = broken or bounds
    is_french = language == "fr"
    parts = (" et " if is_french else " and ").join(
        _compared(reading, bound, french=is_french) for bound in shown
    )
    open_side = any(bound.side == "level" for bound in shown)
    opening = ""
    if not open_side:
        is_yes = bool(broken) == bool(_ILL.search(plain))
        opening = ("Oui : " if is_yes else "Non : ") if is_french else ("Yes: " if is_yes else "No: ")
    return f"{opening}{said} {'est ' if is_french else 'is '}{parts}."


def _compared(reading: float, bound: _Bound, *, french: bool) -> str:
    if reading == bound.value:
        side = "égal à" if french else "equal to"
    elif reading > bound.value:
        side = "au-dessus de" if french else "above"
    else:
        side = "en dessous de" if french else "below"
    name = f" ({bound.name})" if bound.name else ""
    return f"{side} {bound.written}{name}"


def _bounds(text: str, question: str, told: Quantity) -> list[_Bound]:
    """The figures of the same unit that are bounds by the words before them."""
    figures = [q for q in find_quantities(text) if len(q.readings) == 1]
    bounds: list[_Bound] = []
    for at, figure in enumerate(figures):
        following = figures[at + 1] if at + 1 < len(figures) else None
        paired = following is not None and _BETWEEN.fullmatch(text[figure.end : following.start]) is not None
        last = figures[at - 1] if at else None
        closes = last is not None and _BETWEEN.fullmatch(text[last.end : figure.start]) is not None
        unit_of_figure = following if paired and figure.unit is None and following is not None else figure
        scale = _scale(question, told, text, unit_of_figure)
        if scale is None:
            continue
        name = _name(text, figure, figures[:at])
        behind = _BEHIND.match(fold(text[figure.end :]))
        named = f"{name} {behind[0]}" if behind is not None else name
        side: Side | None = "least" if paired else "most" if closes else _side(fold(named))
        if side is None:
            continue
        written = text[figure.start : figure.end].strip() + (
            _rest_of_unit(text, figure) if not paired or figure.unit else f" {_unit(text, unit_of_figure)}"
        )
        column = name.split(":")[-2].strip(" ;-•") if ":" in name else ""
        bounds.append(
            _Bound(
                value=next(iter(figure.readings)) * scale,
                written=written,
                side=side,
                name=column if _LEVEL.fullmatch(fold(column)) else "",
            )
        )
    return _sided(bounds)


def _sided(bounds: Sequence[_Bound]) -> list[_Bound]:
    """An alarm and a trip further on say on which side of them things are well."""
    levels = [bound for bound in bounds if bound.side == "level"]
    if len(levels) != 2 or levels[0].value == levels[1].value:
        return list(bounds)
    side: Side = "most" if levels[0].value < levels[1].value else "least"
    return [
        _Bound(bound.value, bound.written, side, bound.name) if bound.side == "level" else bound
        for bound in bounds
    ]


def _side(name: str) -> Side | None:
    """On which side of a figure things are well, by the words before it."""
    triggers = _LEVEL.search(name) is not None or _IF.search(name) is not None
    if _MOST.search(name) or name.endswith((" or less", " ou moins")):
        return "most"
    if name.endswith((" or more", " ou plus")) or _LEAST.search(name):
        return "least"
    if _OVER.search(name):
        return "most" if triggers else "least"
    if _UNDER.search(name):
        return "least" if triggers else "most"
    return "level" if _LEVEL.search(name) else None


def _name(text: str, figure: Quantity, before: Sequence[Quantity]) -> str:
    """The words that lead to a figure, from the last cut or figure on."""
    start = max((q.end for q in before), default=0)
    lead = text[start : figure.start]
    cuts = list(_CUT.finditer(lead))
    return lead[cuts[-1].end() :] if cuts else lead


def _unit(text: str, quantity: Quantity) -> str:
    """The unit as it is written behind a number, compound ones too (``mbar/min``); empty for none."""
    if quantity.unit is not None:
        return quantity.unit.name
    match = _UNIT.match(text[quantity.end :].lstrip())
    return match[0] if match is not None and "/" in match[0] else ""


def _rest_of_unit(text: str, quantity: Quantity) -> str:
    return f" {_unit(text, quantity)}" if quantity.unit is None and _unit(text, quantity) else ""


def _scale(question: str, told: Quantity, text: str, figure: Quantity) -> float | None:
    """What a figure is multiplied by to be compared; None where it is of another unit."""
    if told.unit is None or figure.unit is None:
        same = _unit(question, told) == _unit(text, figure) != ""
        return 1.0 if same and told.unit is None and figure.unit is None else None
    if told.unit.dimension != figure.unit.dimension:
        return None
    if told.unit.dimension == "temperature":
        return 1.0 if told.unit.name == figure.unit.name else None
    return figure.unit.factor / told.unit.factor
