"""What a verification finds: the rule, how grave it is, why, and where. Knows no rule's logic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.records import Box

Severity = Literal["error", "warning", "info"]
"""An error makes the drawing wrong or unusable, a warning wants a person's eye, an info is a remark."""

Rule = Literal[
    "field_missing",
    "field_conflict",
    "sheet_count",
    "number_file",
    "checked_by_author",
    "revision_table",
    "revision_order",
    "revision_file",
    "revision_register",
    "tag_unregistered",
    "tag_absent",
    "tag_spelling",
    "tag_duplicate",
    "reference_broken",
    "reference_one_way",
    "dimension_chain",
    "dimension_override",
    "tolerance_reversed",
    "unit_missing",
    "unit_conflict",
    "decimal_mixed",
    "scale_missing",
    "scale_conflict",
    "material_missing",
    "note_limit",
    "clause_limit",
]
"""Names of the rules; ``docs/drawings.md`` gives the reason of each."""

SEVERITY: dict[Rule, Severity] = {
    "field_missing": "error",
    "field_conflict": "error",
    "sheet_count": "error",
    "number_file": "warning",
    "checked_by_author": "warning",
    "revision_table": "error",
    "revision_order": "warning",
    "revision_file": "error",
    "revision_register": "error",
    "tag_unregistered": "error",
    "tag_absent": "warning",
    "tag_spelling": "warning",
    "tag_duplicate": "error",
    "reference_broken": "error",
    "reference_one_way": "warning",
    "dimension_chain": "error",
    "dimension_override": "error",
    "tolerance_reversed": "error",
    "unit_missing": "warning",
    "unit_conflict": "error",
    "decimal_mixed": "info",
    "scale_missing": "warning",
    "scale_conflict": "error",
    "material_missing": "warning",
    "note_limit": "error",
    "clause_limit": "error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or may be.

    Attributes:
        subject: What it is about, as printed: the field's name, the tag, the dimension, the reference.
        reason: A sentence in the report's language.
        page: Sheet, from 1; None where it concerns the whole drawing.
        region: Where it is seen, in the drawing's unit; for what is missing the title block; None where
            the drawing shows nothing that it could point at.
        entities: Ids of the entities that it rests on.
    """

    rule: Rule
    subject: str
    reason: str
    page: int | None = None
    region: Box | None = None
    entities: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """How grave it is: by its rule."""
        return SEVERITY[self.rule]
