"""References: to sheets, views and drawings that are not there, or do not refer back. Knows words only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import OtherDrawing, Subject, same_number
from ingest.parsers.drawing.marks import numbers_of_series
from retrieval.records import DrawingEntity

_TO_SHEET = re.compile(
    r"\b(?:see|refer to|continued on|cont(?:'d|\.)? on|from|to|voir|cf\.?|suite sur|vers|de)\s+"
    r"(?:the\s+|la\s+|le\s+)?(?:sheet|sht\.?|feuille|folio)\s*(?:no\.?|n°)?\s*(?P<sheet>\d{1,3})\b",
    re.IGNORECASE,
)
_TO_VIEW = re.compile(
    r"\b(?:see|refer to|voir|cf\.?)\s+(?:the\s+|le\s+|la\s+)?"
    r"(?:detail|d[ée]tail|section|coupe|view|vue)\s+(?P<view>[A-Z](?:\s?-\s?[A-Z])?)\b",
    re.IGNORECASE,
)
_VIEW_TITLE = re.compile(
    r"^(?:detail|d[ée]tail|section|coupe|view|vue)\s+(?P<view>[A-Z](?:\s?-\s?[A-Z])?)\b", re.IGNORECASE
)
_COUNT = re.compile(r"\d+\s?(?:of|/|sur|de|von)\s?(?P<all>\d+)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:drawing|dwg\.?|drg\.?|plan|p\s?&\s?id|pid|dessin|sch[ée]ma)\s*(?:no\.?|n°|nr\.?|#|:)?\s*"
    r"(?P<number>[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9/-]*)",
    re.IGNORECASE,
)


def check_sheet_references(subject: Subject) -> Iterator[Finding]:
    """``SEE SHEET 4`` on a drawing of three sheets."""
    total = _sheet_count(subject)
    if total is None:
        return
    for entity in _lines(subject):
        for match in _TO_SHEET.finditer(entity.text):
            if int(match["sheet"]) > total or int(match["sheet"]) == 0:
                yield Finding(
                    rule="reference_broken", subject=match.group(0), page=entity.page, region=entity.box,
                    entities=(entity.id,),
                    reason=subject.t(
                        f"“{match.group(0)}”: the drawing has {total} sheet(s).",
                        f"« {match.group(0)} » : le plan a {total} feuille(s).",
                    ),
                )  # fmt: skip


def check_view_references(subject: Subject) -> Iterator[Finding]:
    """``SEE DETAIL C`` where no view is called so."""
    views = {
        _letters(match["view"])
        for entity in subject.of("text", "note", "title_block", "reference")
        for line in entity.text.split("\n")
        if (match := _VIEW_TITLE.match(line.strip()))
    }
    for entity in _lines(subject):
        for match in _TO_VIEW.finditer(entity.text):
            if _letters(match["view"]) not in views:
                yield Finding(
                    rule="reference_broken", subject=match.group(0), page=entity.page, region=entity.box,
                    entities=(entity.id,),
                    reason=subject.t(
                        f"“{match.group(0)}”: no view of the drawing has this name.",
                        f"« {match.group(0)} » : aucune vue du plan ne porte ce nom.",
                    ),
                )  # fmt: skip


def check_drawing_references(subject: Subject) -> Iterator[Finding]:
    """Drawings that are referred to: unknown among those of their series, or without the way back."""
    known = _known(subject)
    own = subject.number
    told: set[str] = set()
    for entity in _lines(subject):
        for number in _numbers(entity.text, own or ""):
            if number in told or (own and same_number(number, own)) or not _same_series(number, known):
                continue
            told.add(number)
            other = next((o for o in known if same_number(o.number, number)), None)
            if other is None:
                yield Finding(
                    rule="reference_broken", subject=number, page=entity.page, region=entity.box,
                    entities=(entity.id,),
                    reason=subject.t(
                        f"Drawing {number} is referred to and not known; of its series there are "
                        f"{_some(known, number)}.",
                        f"Le plan {number} est cité et n'est pas connu ; de sa série il y a "
                        f"{_some(known, number)}.",
                    ),
                )  # fmt: skip
            elif other.references and own and not _refers(other, own):
                yield Finding(
                    rule="reference_one_way", subject=number, page=entity.page, region=entity.box,
                    entities=(entity.id,),
                    reason=subject.t(
                        f"This sheet refers to {number}, which refers to other drawings, not to {own}.",
                        f"Cette feuille renvoie à {number}, qui renvoie à d'autres plans et pas à {own}.",
                    ),
                )  # fmt: skip


def _numbers(text: str, own: str) -> list[str]:
    """Numbers of drawings that a text names: after a word for drawing, or made as this drawing's own."""
    named = [match["number"].rstrip(".-/") for match in _NUMBER.finditer(text)]
    return [*named, *(one for one in numbers_of_series(text, own) if not any(map(one.endswith, named)))]


def _known(subject: Subject) -> list[OtherDrawing]:
    listed = [row.drawing for row in subject.register.rows if row.drawing] if subject.register else []
    return [*subject.others, *(OtherDrawing(number=number) for number in dict.fromkeys(listed))]


def _lines(subject: Subject) -> Iterator[DrawingEntity]:
    """Lines of text that may refer, each once: the parser may tell a line as reference and in a note."""
    told: set[tuple[int | None, str]] = set()
    for entity in subject.of("reference", "note", "text"):
        for line in entity.text.split("\n"):
            printed = " ".join(line.split())
            if printed and (entity.page, printed) not in told:
                told.add((entity.page, printed))
                yield replace(entity, text=printed)


def _sheet_count(subject: Subject) -> int | None:
    counts = [int(m["all"]) for e in subject.fields("sheet") if (m := _COUNT.search(e.text))]
    if counts:
        return max(*counts, subject.pages)
    return subject.pages if subject.pages > 1 else None


def _letters(view: str) -> str:
    return re.sub(r"[^A-Z]", "", view.upper())


def _series(number: str) -> str:
    """What drawings of one series share: the number without its last run of digits."""
    return re.sub(r"\d+$", "", re.sub(r"[\W_]", "", number).upper())


def _same_series(number: str, known: list[OtherDrawing]) -> bool:
    """True where drawings of the same series are known, so that an unknown one says something."""
    return any(_series(other.number) == _series(number) for other in known)


def _some(known: list[OtherDrawing], number: str) -> str:
    series = _series(number)
    return ", ".join([o.number for o in known if _series(o.number) == series][:5])


def _refers(other: OtherDrawing, own: str) -> bool:
    bare = re.sub(r"[\W_]", "", own).upper()
    return any(bare in re.sub(r"[\W_]", "", text).upper() for text in other.references)
