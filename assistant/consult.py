"""Ask the experts that the gate chose, heaviest first. Knows them by protocol, nothing of sentences."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from assistant.experts import Expert
from assistant.judge import is_settled
from assistant.records import ExpertUse, Finding, Question
from retrieval.records import Kind, Scope


def consult(
    experts: Mapping[Kind, Expert],
    question: Question,
    scope: Scope,
    weights: Mapping[Kind, float],
    *,
    whole: bool,
    cancel: threading.Event,
) -> tuple[dict[Kind, Finding], list[ExpertUse]]:
    """What each expert found, and what asking it took; text is asked too where nobody else found anything.

    Text is not asked where its words could not stand before what was computed: its models are the slowest.

    Args:
        weights: The gate's weights, heaviest first.
        whole: Also words that cannot stand first are wanted.
    """
    findings: dict[Kind, Finding] = {}
    uses: list[ExpertUse] = []
    order = dict(weights)
    if "text" in experts:
        order.setdefault("text", 0.0)
    for name, weight in order.items():
        if cancel.is_set():
            break
        if weight == 0.0 and any(finding.evidence or finding.refusal for finding in findings.values()):
            break
        if name == "text" and not whole and is_settled(findings, weights, by=weight):
            continue
        start = time.perf_counter()
        findings[name] = experts[name].find(question, scope)
        uses.append(ExpertUse(name=name, weight=weight, seconds=time.perf_counter() - start))
    return findings, uses
