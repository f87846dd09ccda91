"""Title block: fields that are missing, disagree between sheets or with the file. Knows no revision table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Subject, same_number
from assistant.words import fold
from retrieval.records import DrawingEntity

NAMES: dict[str, tuple[str, str]] = {
    "title": ("title", "titre"),
    "drawing number": ("drawing number", "numéro de plan"),
    "revision": ("revision", "indice de révision"),
    "date": ("date", "date"),
    "drawn by": ("author (drawn by)", "auteur (dessiné par)"),
    "checked by": ("checker (checked by)", "vérificateur (vérifié par)"),
    "approved by": ("approver (approved by)", "approbateur (approuvé par)"),
    "scale": ("scale", "échelle"),
    "sheet": ("sheet", "folio"),
    "material": ("material", "matière"),
    "size": ("sheet size", "format"),
    "company": ("company", "société"),
    "project": ("project", "projet"),
    "weight": ("mass", "masse"),
    "finish": ("finish", "état de surface"),
    "tolerance": ("general tolerance", "tolérance générale"),
    "unit": ("plant unit", "unité"),
    "projection": ("projection", "projection"),
    "part number": ("part number", "numéro d'article"),
    "subtitle": ("subtitle", "sous-titre"),
    "description": ("description", "désignation"),
}
"""English and French words for the fields."""

_REQUIRED: tuple[tuple[str, ...], ...] = (
    ("title", "description", "subtitle"),
    ("drawing number", "part number"),
    ("revision",),
    ("date",),
    ("drawn by",),
)
"""What ISO 7200 wants in every title block (identification number, title, creator, date of issue) and the
revision index that this number needs to name one state."""

_SAME = ("drawing number", "revision")
_SHEET = re.compile(r"(?P<this>\d+)\s?(?:of|/|sur|de|von)\s?(?P<all>\d+)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,6}[-_ ]?\d[\w-]*\d|\d{4,}", re.IGNORECASE)
_FEWEST = 3
"""Fields that a sheet must have before a missing one is told: with fewer it has no title block at all."""


def check_fields(subject: Subject) -> Iterator[Finding]:
    """Fields that every title block needs and this one lacks."""
    held = {entity.name for entity in subject.of("title_block")}
    if len(held) < _FEWEST:
        yield Finding(
            rule="field_missing",
            subject=subject.t("title block", "cartouche"),
            reason=subject.t(
                "No title block was found: nothing on the sheet names its number, title and revision.",
                "Aucun cartouche n'a été trouvé : rien sur la feuille ne donne numéro, titre et indice.",
            ),
        )
        return
    page, region = subject.block_region()
    for names in _REQUIRED:
        if held.isdisjoint(names):
            yield Finding(
                rule="field_missing", subject=names[0], page=page, region=region,
                reason=missing_reason(subject, names[0]),
            )  # fmt: skip


def missing_reason(subject: Subject, name: str) -> str:
    """The sentence for a field without a value."""
    english, french = NAMES[name]
    return subject.t(
        f"The title block gives no {english}.", f"Le cartouche ne donne pas de champ « {french} »."
    )


def check_sheets(subject: Subject) -> Iterator[Finding]:
    """Fields that differ between the sheets of one file, and sheets counted wrongly."""
    for name in _SAME:
        values = subject.fields(name)
        first = values[0] if values else None
        for other in values[1:]:
            if first is not None and other.page != first.page and not same_number(first.text, other.text):
                english, french = NAMES[name]
                yield Finding(
                    rule="field_conflict", subject=name, page=other.page, region=other.box,
                    entities=(first.id, other.id),
                    reason=subject.t(
                        f"Sheet {other.page} gives the {english} {other.text}, sheet {first.page} "
                        f"gives {first.text}.",
                        f"La feuille {other.page} donne « {french} » {other.text}, la feuille {first.page} "
                        f"donne {first.text}.",
                    ),
                )  # fmt: skip
    yield from _counts(subject)


def _counts(subject: Subject) -> Iterator[Finding]:
    counted: list[tuple[DrawingEntity, int, int]] = []
    for entity in subject.fields("sheet"):
        match = _SHEET.search(entity.text)
        if match:
            counted.append((entity, int(match["this"]), int(match["all"])))
    seen: dict[int, DrawingEntity] = {}
    for entity, this, total in counted:
        if this > total:
            reason = subject.t(
                f"The sheet calls itself number {this} of {total}.",
                f"La feuille se dit numéro {this} sur {total}.",
            )
        elif this in seen and seen[this].page != entity.page:
            reason = subject.t(f"Two sheets are number {this}.", f"Deux feuilles portent le numéro {this}.")
        else:
            seen[this] = entity
            continue
        yield Finding(
            rule="sheet_count", subject=entity.text, page=entity.page, region=entity.box,
            entities=(entity.id,), reason=reason,
        )  # fmt: skip


def check_number(subject: Subject) -> Iterator[Finding]:
    """The drawing's number against the file's name, where that holds a number of the same make."""
    number = next(iter(subject.fields("drawing number")), None)
    if number is None:
        return
    stem = re.sub(
        r"[ _-](?:rev|r[ée]v|ind(?:ice)?)[ _.-]?[A-Z0-9]{1,3}$", "", _stem(subject.name), flags=re.I
    )
    for code in _CODE.findall(stem):
        like = _shape(code) == _shape(number.text) and not same_number(code, number.text)
        if like and _bare(number.text) not in _bare(stem):
            yield Finding(
                rule="number_file", subject=number.text, page=number.page, region=number.box,
                entities=(number.id,),
                reason=subject.t(
                    f"The title block says {number.text}, the file is called {subject.name}.",
                    f"Le cartouche dit {number.text}, le fichier s'appelle {subject.name}.",
                ),
            )  # fmt: skip
            return


def check_signatures(subject: Subject) -> Iterator[Finding]:
    """Somebody who checked or approved his own drawing."""
    for author in subject.fields("drawn by"):
        for name in ("checked by", "approved by"):
            for other in subject.fields(name):
                apart = other.page == author.page and other.box != author.box
                if apart and fold(other.text) == fold(author.text) and len(author.text.strip()) > 1:
                    english, french = NAMES[name]
                    yield Finding(
                        rule="checked_by_author", subject=other.text, page=other.page, region=other.box,
                        entities=(author.id, other.id),
                        reason=subject.t(
                            f"{other.text} drew the sheet and is its {english.split(' ')[0]} too.",
                            f"{other.text} a dessiné la feuille et en est aussi le {french.split(' ')[0]}.",
                        ),
                    )  # fmt: skip


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()


def _shape(number: str) -> str:
    """``MD-101-07`` as ``A0A``: letters and digits by runs, separators left out."""
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", _bare(number)))
