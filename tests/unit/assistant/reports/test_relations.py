from __future__ import annotations

import pytest

from assistant.reports.drawing.relations import relations_of


@pytest.mark.parametrize(
    ("sentence", "kind", "way", "factor", "of"),
    [
        ("The hood must be at least twice as wide as the belt.", "times", "least", 2.0, "belt"),
        ("The bend radius shall be no more than 5 times the diameter of the pipe.", "times", "most", 5.0, "diameter of the pipe"),
        ("The weld length is equal to four times the thickness of the plate.", "times", "equal", 4.0, "thickness of the plate"),
        ("La bride doit avoir au moins trois fois l'épaisseur du joint.", "times", "least", 3.0, "épaisseur du joint"),
        ("At least three full threads must show beyond the nut.", "threads", "least", 3.0, ""),
        ("Deux filets au plus.", None, None, None, None),
        ("Au moins deux filets doivent dépasser de l'écrou.", "threads", "least", 2.0, ""),
        ("The lug must be centred on the beam.", "centred", "equal", 2.0, ""),
        ("Le patin doit être centré sur l'axe.", "centred", "equal", 2.0, ""),
        ("Check the oil at least three times a week.", None, None, None, None),
        ("The guard must be no more than 12 mm from the shaft.", None, None, None, None),
    ],
)  # fmt: skip
def test_sizes_in_terms_of_others(sentence: str, kind: str | None, way: str, factor: float, of: str) -> None:
    found = list(relations_of(sentence))
    if kind is None:
        assert found == []
        return
    (relation,) = found
    assert (relation.kind, relation.way, relation.factor, relation.of) == (kind, way, factor, of)
