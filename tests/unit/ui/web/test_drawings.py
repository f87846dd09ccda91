"""Findings of a drawing as cards: numbered as on the picture, their words never markup."""

from __future__ import annotations

from types import SimpleNamespace

from assistant.reports.drawing.finding import Finding
from ui.web.drawings import finding_cards


def _report(*findings: Finding) -> object:
    subject = SimpleNamespace(pages=1, t=lambda english, french: english)
    return SimpleNamespace(findings=findings, clauses=(), subject=subject)


def test_a_finding_has_its_number_its_gravity_and_its_reason() -> None:
    finding = Finding(rule="unit_missing", subject="units", reason="Nothing says <b>the unit</b>.")
    told = finding_cards(_report(finding), language="fr")  # type: ignore[arg-type]
    assert '<span class="n">1</span>' in told
    assert "avertissement" in told
    assert "&lt;b&gt;the unit&lt;/b&gt;" in told


def test_no_finding_is_said() -> None:
    assert finding_cards(_report(), language="en") == "<p>Nothing wrong was found.</p>"  # type: ignore[arg-type]
