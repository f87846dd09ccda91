"""Questions of the lists of parts on drawings: "material of item 3", "combien de vis M20 ?". Answers them.

A row is found by its item's number or by the words of its description; a question of which a word is neither,
nor of the drawing's title, is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.drawings.asked import DRAWING_WORDS, PLAIN
from assistant.experts.drawings.drawing import Drawing
from assistant.experts.drawings.parts_rows import Row, parts_evidence, rows_of, which_drawing
from assistant.experts.drawings.parts_total import count_of, heaviest, total_mass
from assistant.experts.drawings.parts_words import (
    ASKED,
    COUNTED,
    HEAVIEST,
    LIGHTEST,
    TOTAL,
    WHICH,
    WORDS,
    forms,
    held_by,
)
from assistant.records import Finding, Question
from assistant.words import content_words, fold, stem
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language

_ITEM = re.compile(
    r"\b(?:items?|pos(?:ition)?s?|parts?|rep(?:ere)?s?|marks?|balloons?|bulles?|postes?|pieces?)\.?\s*(?:no\.?|n°|#)?\s*"
    r"(?P<item>\d{1,3}[a-z]?)\b"
)
_LIST = re.compile(
    r"\b(?:parts? lists?|bill of materials?|bom|list of parts|nomenclature|liste des (?:pieces|articles)"
    r"|all (?:the )?parts)\b"
)
_NEEDED = re.compile(r"\b(?:faut|needed|required|prevoir)\b")
"""How many are needed is told by a list of parts; how many there are, by the stores."""
_GENERAL = frozenset(
    {"assembly", "ensemble", "detail", "details", "drawing", "plan", "general", "arrangement"}
)
_EN = {"quantity": "quantity", "material": "material", "mass": "mass", "standard": "standard",
       "part number": "part number", "description": "description"}  # fmt: skip
_FR = {"quantity": "quantité", "material": "matière", "mass": "masse", "standard": "norme",
       "part number": "référence", "description": "désignation"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question of lists of parts.

    Attributes:
        text: Folded, without the numbers of drawings.
        words: Its words that choose rows or name a drawing by its title.
        named: The drawings it names by number.
        wanted: The cell it asks for.
    """

    text: str
    words: tuple[str, ...]
    named: tuple[Drawing, ...]
    wanted: str | None
    language: Language


def find_parts(question: Question, drawings: Sequence[Drawing]) -> Finding | None:
    """The answer from lists of parts; None where they are not asked of."""
    every = [row for drawing in drawings for row in rows_of(drawing)]
    if not every:
        return None
    asked = _understand(question, drawings)
    rows = [row for row in every if not asked.named or any(row.drawing is d for d in asked.named)]
    if not rows or _names_others(question.text, asked, rows):
        return None
    item = _ITEM.search(asked.text)
    if item is not None:
        return _of_item(item["item"], asked, rows)
    whole = _of_whole(asked, rows)
    if whole is not None:
        return whole
    if _LIST.search(asked.text) and asked.wanted in (None, "description", "part number"):
        own = [r for r in rows if not _left(asked, r.drawing)]
        titled = [r for r in own if asked.words and _titled(asked, r.drawing)] or own
        if own or not asked.words:
            return _whole(titled, asked.language) if len({r.drawing.number for r in titled}) == 1 else None
    return _of_words(asked, rows)


def _understand(question: Question, drawings: Sequence[Drawing]) -> _Asked:
    text = fold(question.text)
    named = tuple(d for d in drawings if len(d.number) >= 4 and fold(d.number) in text)
    for drawing in named:
        text = text.replace(fold(drawing.number), " ")
    words = tuple(
        w
        for w in content_words(text)
        if fold(w) not in WORDS and stem(w) not in PLAIN and not re.fullmatch(r"\d{1,3}", w)
    )
    wanted = next((name for name, form in ASKED if re.search(rf"\b(?:{form})(?!\w)", text)), None)
    return _Asked(text, words, named, wanted, question.language)


def _names_others(text: str, asked: _Asked, rows: Sequence[Row]) -> bool:
    """True where a tag is named that no title of these drawings has."""
    for drawing in asked.named:
        text = re.sub(re.escape(drawing.number), " ", text, flags=re.IGNORECASE)
    titles = {tag for row in rows for tag in find_tags(row.drawing.title)}
    return any(normalise(tag) not in titles for tag in find_tags(text))


def _left(asked: _Asked, drawing: Drawing) -> list[str]:
    """The words that the title of a drawing does not hold."""
    tags = {part for tag in find_tags(drawing.title) for part in (fold(tag), *fold(tag).split("-"))}
    return [w for w in asked.words if not forms(w) & drawing.stems and fold(w) not in tags]


def _titled(asked: _Asked, drawing: Drawing) -> bool:
    """True where a question calls what a drawing shows by the noun of its title, or by its number."""
    if any(drawing is d for d in asked.named):
        return True
    words = [
        w for w in content_words(drawing.title) if w.isalpha() and fold(w) not in _GENERAL and len(w) > 2
    ]
    french = re.search(r"\b(?:de|du|des|d)\b", fold(drawing.title))
    return bool(words) and any(forms(w) & {fold(words[0 if french else -1])} for w in asked.words)


def _of_whole(asked: _Asked, rows: Sequence[Row]) -> Finding | None:
    """What all rows of a list come to, where a question asks for that."""
    ends = HEAVIEST.search(asked.text)
    counted = COUNTED.search(asked.text)
    if not (
        ends
        or counted
        or asked.wanted == "mass"
        or (TOTAL.search(asked.text) and "mass" in _masses(asked.text))
    ):
        return None
    spoken = _LIST.search(asked.text) or DRAWING_WORDS.search(asked.text)
    own = [r for r in rows if not _left(asked, r.drawing)]
    own = [r for r in own if _titled(asked, r.drawing) or (spoken and not asked.words)]
    if not own:
        return None
    several = which_drawing(own, asked.language)
    if several:
        return Finding(refusal=several)
    if ends:
        return heaviest(own, asked.language, lightest=bool(LIGHTEST.search(ends.group(0))))
    if "mass" in _masses(asked.text):
        stated = bool(own[0].drawing.fields("weight")) and not _LIST.search(asked.text)
        return None if stated else total_mass(own, asked.language, whole=True)
    if counted is None or not (spoken or asked.named):
        return None
    return count_of(own, asked.language, pieces=counted["what"].startswith("p"))


def _masses(text: str) -> set[str]:
    return {name for name, form in ASKED if name == "mass" and re.search(rf"\b(?:{form})\b", text)}


def _of_item(item: str, asked: _Asked, rows: Sequence[Row]) -> Finding | None:
    found = [row for row in rows if row.cell("item").strip("(). ").lower() == item]
    words = [w for w in asked.words if fold(w) != item]
    titled = [row for row in found if _titled(asked, row.drawing)]
    found = [row for row in titled or found if _chooses(words, asked, row)]
    if not found:
        if not asked.named or any(not _chooses(words, asked, row) for row in rows):
            return None
        items = ", ".join(row.cell("item") for row in rows[:30])
        where = asked.named[0].name
        if asked.language == "fr":
            return Finding(refusal=f"La nomenclature de {where} n'a pas de repère {item} ; elle a {items}.")
        return Finding(refusal=f"The parts list of {where} has no item {item}; it has {items}.")
    several = which_drawing(found, asked.language)
    if several:
        return Finding(refusal=several)
    if TOTAL.search(asked.text) and _masses(asked.text):
        return total_mass(found, asked.language, whole=False)
    return _told(found, asked.wanted, asked.language)


def _chooses(words: Sequence[str], asked: _Asked, row: Row) -> bool:
    """True where each word is one of the row or of the title of its drawing."""
    left = set(_left(asked, row.drawing))
    return held_by(row.line, [w for w in words if w in left])


def _of_words(asked: _Asked, rows: Sequence[Row]) -> Finding | None:
    """Rows whose description has every word of the question that lists and titles do not have anyway."""
    which = WHICH.search(asked.text)
    if not asked.words or (asked.wanted in (None, "description") and not which):
        return None
    full = [row for row in rows if held_by(row.cell("description"), list(asked.words))]
    short = [
        row for row in rows if (left := _left(asked, row.drawing)) and held_by(row.cell("description"), left)
    ]
    found = full or short
    titled = [row for row in found if len(_left(asked, row.drawing)) < len(asked.words)]
    if not found and which:
        return _made_of(asked, rows)
    needed = DRAWING_WORDS.search(asked.text) or _NEEDED.search(asked.text)
    plain = asked.wanted == "quantity" and not asked.named and not needed
    if not found or (plain and not titled and not _LIST.search(asked.text)):
        return None
    found = titled or found
    several = which_drawing(found, asked.language)
    if several:
        return Finding(refusal=several)
    if _masses(asked.text) and (TOTAL.search(asked.text) or _counts(asked.text, found)):
        return total_mass(found, asked.language, whole=False)
    return _told(found, asked.wanted if not which or asked.wanted != "part number" else None, asked.language)


def _counts(text: str, found: Sequence[Row]) -> bool:
    """True where a question has the number of pieces of the one row that is found: "mass of the 12 bolts"."""
    pieces = found[0].number("quantity") if len(found) == 1 else None
    return pieces is not None and pieces > 1 and bool(re.search(rf"(?<![\w.,-]){pieces:g} [a-z]", text))


def _made_of(asked: _Asked, rows: Sequence[Row]) -> Finding | None:
    """The rows whose material is the one that a question names."""
    found = [
        row
        for row in rows
        if (left := [*_left(asked, row.drawing), *_steels(asked)]) and held_by(row.cell("material"), left)
    ]
    if not found or not (
        asked.named
        or _LIST.search(asked.text)
        or DRAWING_WORDS.search(asked.text)
        or any(_titled(asked, row.drawing) for row in found)
    ):
        return None
    several = which_drawing(found, asked.language)
    return Finding(refusal=several) if several else _told(found, "material", asked.language)


def _steels(asked: _Asked) -> list[str]:
    """``steel``, which questions of a grade hold, too."""
    return re.findall(r"\b(?:steel|acier)\b", asked.text)


def _told(found: Sequence[Row], wanted: str | None, language: Language) -> Finding:
    """The cells that are asked for; the whole rows where none is."""
    french, where = language == "fr", found[0].drawing.name
    if wanted is None or (wanted == "description" and not found[0].cell("description")):
        said = "; ".join(row.line for row in found[:8])
        statement = f"{said} : nomenclature de {where}." if french else f"{said}: parts list of {where}."
        return Finding(evidence=(parts_evidence(found, statement, said),))
    values = [(row, row.said(wanted)) for row in found]
    if not any(value for _, value in values):
        names = "; ".join(row.words for row in found[:5])
        if french:
            return Finding(refusal=f"La nomenclature de {where} ne donne pas de {_FR[wanted]} pour {names}.")
        return Finding(refusal=f"The parts list of {where} gives no {_EN[wanted]} for {names}.")
    told = "; ".join(f"{value or '–'} ({row.words})" for row, value in values[:8])
    what = _FR[wanted] if french else _EN[wanted]
    statement = (
        f"{told} : {what}, nomenclature de {where}." if french else f"{told}: {what}, parts list of {where}."
    )
    return Finding(evidence=(parts_evidence(found, statement, values[0][1]),))


def _whole(rows: Sequence[Row], language: Language) -> Finding | None:
    if not rows:
        return None
    said = "; ".join(row.line for row in rows[:40])
    where = rows[0].drawing.name
    statement = (
        f"Nomenclature de {where}, {len(rows)} lignes : {said}."
        if language == "fr"
        else f"Parts list of {where}, {len(rows)} rows: {said}."
    )
    return Finding(evidence=(parts_evidence(rows, statement, str(len(rows))),))
