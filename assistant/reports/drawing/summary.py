"""A drawing in words: what it is, its state, what stands on it, what was found. Knows no rule's logic."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.revisions import newest_row
from assistant.reports.drawing.subject import Subject

_SHOWN = 12
_UNSCALED = re.compile(
    r"(?:none|n\.?\s?t\.?\s?s\.?|not to scale|sans(?: échelle)?|hors échelle|aucune|néant)\W*", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def summarise(subject: Subject, findings: Sequence[Finding]) -> str:
    """A paragraph of a few sentences in the report's language."""
    sentences = [*_identity(subject), *_content(subject), *_outcome(subject, findings)]
    return " ".join(sentence for sentence in sentences if sentence)


def _identity(subject: Subject) -> Iterator[str]:
    t = subject.t
    number, title = subject.number, subject.value("title", "description", "subtitle")
    kind = t("diagram", "schéma") if subject.is_diagram else t("drawing", "plan")
    if subject.is_part:
        kind = t("part drawing", "plan de pièce")
    named = " ".join(filter(None, (number, f"“{title.text}”" if title else None)))
    if subject.language == "fr":
        named = named.replace("“", "« ").replace("”", " »")
    if named:
        yield t(f"{subject.name} is the {kind} {named}.", f"{subject.name} est le {kind} {named}.")
    else:
        yield t(f"{subject.name} is a {kind} without number and title.",
                f"{subject.name} est un {kind} sans numéro ni titre.")  # fmt: skip
    told = []
    for name, english, french in (
        ("revision", "revision {}", "indice {}"), ("date", "dated {}", "daté du {}"),
        ("scale", "scale {}", "échelle {}"), ("material", "material {}", "matière {}"),
        ("drawn by", "drawn by {}", "dessiné par {}"), ("company", "of {}", "de {}"),
    ):  # fmt: skip
        value = subject.value(name)
        if value is None:
            continue
        text = value.text.strip()
        if name == "scale" and _UNSCALED.fullmatch(text):
            told.append(t("not to scale", "sans échelle"))
            continue
        if (day := _ISO.fullmatch(text)) and subject.language == "fr":
            text = f"{day[3]}/{day[2]}/{day[1]}"
        told.append(t(english, french).format(text))
    sheets = t(f"{subject.pages} sheets", f"{subject.pages} feuilles") if subject.pages > 1 else ""
    if told or sheets:
        line = ", ".join([*told, *([sheets] if sheets else [])])
        yield line[0].upper() + line[1:] + "."


def _content(subject: Subject) -> Iterator[str]:
    t = subject.t
    tags = list(dict.fromkeys(entity.text for entity in subject.of("tag")))
    if tags:
        more = t(f" and {len(tags) - _SHOWN} more", f" et {len(tags) - _SHOWN} autres")
        shown = ", ".join(tags[:_SHOWN]) + (more if len(tags) > _SHOWN else "")
        yield t(f"It shows {len(tags)} tags: {shown}.", f"Il montre {len(tags)} repères : {shown}.")
    lines = len(subject.of("connection"))
    if lines:
        yield t(f"Lines make {lines} connections.", f"Les lignes font {lines} liaisons.")
    measures = subject.measures
    if measures and not subject.is_diagram:
        kinds = Counter(entity.name or "linear" for entity in measures)
        names = {
            "linear": ("linear", "linéaires"), "diameter": ("diameters", "diamètres"),
            "radius": ("radii", "rayons"), "angle": ("angles", "angles"), "thread": ("threads", "filetages"),
            "square": ("squares", "carrés"), "ordinate": ("ordinates", "ordonnées"),
        }  # fmt: skip
        parts = ", ".join(f"{n} {t(*names.get(kind, (kind, kind)))}" for kind, n in kinds.most_common())
        yield t(f"It has {len(measures)} dimensions ({parts}).", f"Il a {len(measures)} cotes ({parts}).")
    notes, references = len(subject.of("note")), len(subject.of("reference"))
    if notes or references:
        yield t(
            f"Blocks of notes: {notes}; references to other drawings: {references}.",
            f"Blocs de notes : {notes} ; renvois à d'autres plans : {references}.",
        )
    changes = subject.of("revision")
    if changes:
        in_force = subject.value("revision")
        named = [c for c in changes if in_force and c.text.split("|")[0].strip() == in_force.text.strip()]
        last = re.sub(r"\s*\|\s*", ", ", (newest_row(subject) or (named or changes)[-1]).text)
        yield t(f"Revision table: {len(changes)} rows, the last reads {last}.",
                f"Tableau des révisions : {len(changes)} lignes, la dernière dit {last}.")  # fmt: skip


def _outcome(subject: Subject, findings: Sequence[Finding]) -> Iterator[str]:
    t = subject.t
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    if not errors and not warnings:
        yield t("The verification found nothing wrong.", "La vérification n'a rien trouvé d'anormal.")
        return
    english = " and ".join(part for part in (_count(errors, "error"), _count(warnings, "warning")) if part)
    french = " et ".join(
        part for part in (_count(errors, "erreur"), _count(warnings, "avertissement")) if part
    )
    yield t(f"The verification found {english}.", f"La vérification a trouvé {french}.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}" if number else ""
