from __future__ import annotations

import pytest

from assistant.experts.series.link import LogLink, link_logs
from assistant.experts.series.names import LogNames
from assistant.experts.series.tokens import fold, tokenise


def link(text: str, logs: list[LogNames]) -> LogLink:
    folded = fold(text)
    return link_logs(folded, tokenise(folded), frozenset(), logs)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("power of CH3", "plant/chillers/export.json"),
        ("power of chiller #3", "plant/chillers/export.json"),
        ("puissance du groupe froid 3", "plant/chillers/export.json"),
        ("pressure in rig1/2.csv", "plant/rig1/2.csv"),
        ("pressure in rig1/2", "plant/rig1/2.csv"),
        ("pressure in rig1 test 2", "plant/rig1/2.csv"),
        ("essai n° 2 de rig1", "plant/rig1/2.csv"),
        ("mean of the historian log", "plant/logs/historian.csv"),
    ],
)
def test_one_log(text: str, source: str, logs: list[LogNames]) -> None:
    found = link(text, logs)
    chosen = found.groups[0] if found.groups else found.candidates
    assert [log.ref.source for log in chosen] == [source]
    assert found.named


def test_two_logs_in_order(logs: list[LogNames]) -> None:
    groups = link("compare rig1 runs 2 and 0", logs).groups
    assert [g[0].ref.source for g in groups] == ["plant/rig1/2.csv", "plant/rig1/0.csv"]


@pytest.mark.parametrize(
    ("text", "missing"), [("power of chiller 9", "chiller 9"), ("rig1/7.csv", "rig1/7.csv"), ("CH 4", "ch 4")]
)
def test_what_has_no_log(text: str, missing: str, logs: list[LogNames]) -> None:
    assert link(text, logs).missing == (missing,)


def test_nothing_named(logs: list[LogNames]) -> None:
    found = link("mean pressure", logs)
    assert not found.named
    assert len(found.candidates) == len(logs)
