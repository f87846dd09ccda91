"""What the number of a line on a drawing says of it: size, fluid, serial number, piping class.

"Size and spec of line 150-P-1003-A1A": by the parts of the number as it is printed. Knows one convention, the
usual one: size, fluid, number, class, and what insulates it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.experts.drawings.drawing import Drawing
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.records import DrawingEntity

_ASKED = re.compile(
    r"\b(?:sizes?|diameters?|spec(?:ification)?s?|bore|taille|diametre|specification)\b.*\b(?:line|pipe|ligne|tuyau\w*|conduite)\b"
    r"|\b(?:line|pipe|ligne|tuyau\w*|conduite)\b.*\b(?:sizes?|diameters?|spec(?:ification)?s?|taille|diametre)\b"
)
_SIZE = r"(?:DN ?)?\d{1,4}(?:[ -]\d/\d{1,2}|/\d{1,2})?(?:\"|''|mm)?"
"""``150``, ``4"``, ``1 1/2"``."""
_NUMBER = re.compile(
    rf"(?P<size>{_SIZE})"
    r"-(?P<fluid>[A-Z]{1,4})-(?P<serial>\d{2,6}[A-Z]?)"
    r"-(?P<cls>[A-Z0-9]{2,6})"
    r"(?:-(?P<more>[A-Z0-9]{1,4}))?",
    re.IGNORECASE,
)
_TOKEN = re.compile(rf"(?<![\w/-]){_SIZE}(?:-[A-Za-z0-9]+){{2,5}}(?![\w-])", re.IGNORECASE)


def find_line_number(question: Question, drawings: Sequence[Drawing]) -> Evidence | None:
    """What the parts of a line's number say; None where none is asked of or none is printed so."""
    folded = fold(question.text)
    token = _TOKEN.search(question.text)
    if token is None or not _ASKED.search(folded):
        return None
    asked = fold(token.group(0)).replace("''", '"')
    printed = dict.fromkeys(
        (drawing.name, entity.text.strip(), entity) for drawing, entity in _printed(drawings, asked)
    )
    numbers = {text for _, text, _ in printed}
    match = _NUMBER.fullmatch(next(iter(numbers))) if len(numbers) == 1 else None
    if match is None:
        return None
    name, text, entity = next(iter(printed))
    parts = match["size"], match["fluid"], match["serial"], match["cls"], match["more"] or ""
    if question.language == "fr":
        more = f", {parts[4]} (calorifuge)" if parts[4] else ""
        statement = (
            f"{parts[0]} (diamètre), {parts[1]} (fluide), {parts[2]} (numéro), {parts[3]} (classe){more} :"
            f" les parties du numéro {text} imprimé sur {name}."
        )
    else:
        more = f", {parts[4]} (insulation)" if parts[4] else ""
        statement = (
            f"{parts[0]} (size), {parts[1]} (fluid), {parts[2]} (number), {parts[3]} (piping class){more}:"
            f" the parts of the number {text} as printed on {name}."
        )
    return Evidence(
        kind="drawing", source=entity.source, quote=text, statement=statement, score=0.93, page=entity.page,
        boxes=() if entity.box is None else (entity.box,), unit=entity.unit, values=parts,
    )  # fmt: skip


def _printed(drawings: Sequence[Drawing], asked: str) -> Iterator[tuple[Drawing, DrawingEntity]]:
    """Texts that are the number, or begin with all of it that was said."""
    for drawing in drawings:
        for _, entity in drawing.each("text"):
            text = fold(entity.text.strip())
            if text == asked or text.startswith(f"{asked}-"):
                yield drawing, entity
