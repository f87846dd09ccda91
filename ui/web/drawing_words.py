"""What the rules of a drawing's verification are called in English and French. Knows no component."""

from __future__ import annotations

from assistant.reports.drawing.finding import Rule

RULES: dict[Rule, tuple[str, str]] = {
    "field_missing": ("field missing", "champ manquant"),
    "field_conflict": ("fields contradict", "champs contradictoires"),
    "sheet_count": ("number of sheets", "nombre de feuilles"),
    "number_file": ("drawing number and file name", "numéro du plan et nom du fichier"),
    "checked_by_author": ("checked by its author", "vérifié par son auteur"),
    "revision_table": ("revision table", "tableau des révisions"),
    "revision_order": ("order of revisions", "ordre des révisions"),
    "revision_file": ("revision and file name", "révision et nom du fichier"),
    "revision_register": ("revision and register", "révision et registre"),
    "tag_unregistered": ("tag not in the register", "repère absent du registre"),
    "tag_absent": ("tag not on the drawing", "repère absent du plan"),
    "tag_spelling": ("spelling of a tag", "orthographe d'un repère"),
    "tag_duplicate": ("tag used twice", "repère en double"),
    "reference_broken": ("reference to nothing", "renvoi sans cible"),
    "reference_one_way": ("reference one way only", "renvoi sans retour"),
    "dimension_chain": ("chain of dimensions", "chaîne de cotes"),
    "dimension_override": ("dimension overwritten", "cote forcée"),
    "tolerance_reversed": ("tolerance reversed", "tolérance inversée"),
    "unit_missing": ("unit missing", "unité manquante"),
    "unit_conflict": ("units contradict", "unités contradictoires"),
    "decimal_mixed": ("decimal points and commas mixed", "points et virgules décimaux mêlés"),
    "scale_missing": ("scale missing", "échelle manquante"),
    "scale_conflict": ("scales contradict", "échelles contradictoires"),
    "material_missing": ("material missing", "matière manquante"),
    "note_limit": ("limit of a note", "limite d'une note"),
    "clause_limit": ("limit of a clause", "limite d'un article"),
}


def rule(name: Rule, language: str) -> str:
    """A rule in words."""
    return RULES[name][language == "fr"]
