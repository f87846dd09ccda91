"""Matching findings with planted errors, and planting itself."""

from random import Random

from assistant.reports.drawing.finding import Finding
from eval.seeded_drawings.content import Order, clean_sheet
from eval.seeded_drawings.errors import KINDS, fits
from eval.seeded_drawings.score import match, precision_recall
from eval.seeded_drawings.sheet import Planted


def test_a_finding_tells_an_error_by_rule_name_and_place() -> None:
    planted = [
        Planted(rules=("tag_duplicate",), key="P-1", place=(100.0, 100.0)),
        Planted(rules=("unit_missing",)),
    ]
    findings = [
        Finding(rule="tag_duplicate", subject="P-1", reason="", region=(95, 95, 105, 98)),
        Finding(rule="tag_duplicate", subject="P-2", reason="", region=(0, 0, 1, 1)),
        Finding(rule="decimal_mixed", subject="2,5", reason=""),
    ]
    outcome = match(planted, findings, "dxf")
    assert outcome.told == (True, False)
    assert outcome.placed == (True,)
    assert (outcome.true, outcome.false) == (1, 1)
    assert precision_recall([outcome]) == (0.5, 0.5)


def test_every_kind_of_error_can_be_planted_and_changes_the_sheet() -> None:
    for kind in KINDS:
        for which in sorted(kind.kinds):
            order = Order(format="dxf", kind=which, language="fr", style="cells", number="MD-101-007")
            sheet, before = clean_sheet(order, Random(3)), clean_sheet(order, Random(3))
            assert sheet == before
            if fits(kind, sheet, frozenset()):
                planted = kind.plant(sheet, Random(5))
                assert planted.rules, kind.name
                assert sheet != before, kind.name
