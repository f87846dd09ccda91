"""Tell a form (labels beside their values) from a table by the names of its fields. Knows no file format."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FIELDS = """
equipment|equipment (?:tag|no|number|id|name)|asset(?: (?:tag|id|no|number))?|tag(?: no)?|machine|unit|
plant|site|location|area|department|project|client|customer|supplier|vendor|manufacturer|maker|model|
serial (?:no|number)|date|date [\\w' ]{1,30}|[\\w ]{1,20} date|time|shift|author|prepared(?: by)?|
written by|checked(?: by)?|reviewed by|approved(?: by)?|verified by|reported by|requested by|requester|
requestor|issued by|inspector|technician|owner|priority|status|severity|order(?: (?:no|number))?|
work order(?: (?:no|number))?|report (?:no|number)|reference|document(?: (?:no|number|title))?|title|
subject|revision|version|sheet|scale|material|symptoms?|problem|cause|root cause|actions?(?: taken)?|
work (?:done|carried out)|time spent|duration|downtime|cost|parts cost|signature|visa|remarks|comments|
description|result|conclusion|équipement|repère|matériel|priorité|statut|état|gravité|lieu|localisation|
emplacement|service|atelier|secteur|projet|fournisseur|fabricant|constructeur|modèle|n° de série|
numéro de série|référence|titre|objet|révision|indice|échelle|matière|date d['’e][\\w' ]{1,30}|heure|
poste|auteur|rédacteur|rédigé par|vérificateur|vérifié par|approbateur|approuvé par|émis par|émetteur|
demandeur|demandé par|intervenant|technicien|responsable|n° d['’ ]?[\\w' ]{1,20}|symptômes?|problème|
cause|travaux (?:réalisés|effectués|à faire)|temps passé|durée|arrêt|coût(?: [\\w' ]{1,20})?|signature|
observations?|remarques?|commentaires?|désignation|résultat|conclusion
"""
_FIELD = re.compile(rf"(?:{_FIELDS.replace(chr(10), '')})\s*:?", re.IGNORECASE)
_SHARE = 0.5


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """True where the first column, and each second one, hold names of fields from the first row on.

    A list that describes fields (``Field | Type``) has a header of its own and is none.

    Args:
        rows: As wide as the table; a cell that spans several is repeated.
    """
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width % 2 or width > 6:
        return False
    if not all(_is_field(row[place]) for row in rows[:1] for place in range(0, width, 2) if row[place]):
        return False
    labels = [row[0] for row in rows if row[0].strip()]
    known = sum(map(_is_field, labels))
    if len(set(labels)) < len(labels) or known < 2 or known < _SHARE * len(rows):
        return False
    values = [row[1] for row in rows if row[1].strip()]
    return not all(map(_is_field, values))


def _is_field(text: str) -> bool:
    return bool(_FIELD.fullmatch(" ".join(text.split())))


def pairs_of(row: Sequence[str]) -> list[str]:
    """``label: value`` for each pair of a form's row; what spans the rest of the row is said once."""
    found: list[str] = []
    for place in range(0, len(row), 2):
        label, value = row[place].strip(), row[place + 1].strip() if place + 1 < len(row) else ""
        if place and (label == row[place - 1].strip() or not label):
            continue
        line = f"{label.rstrip(' :')}: {value}" if value and value != label else label
        if line:
            found.append(line)
    return found
