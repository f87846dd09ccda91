from __future__ import annotations

from eval.fuzz.campaign import Tally, _count
from eval.fuzz.look import Verdict


def test_new_shapes_are_kept_and_equal_faults_counted_once() -> None:
    tally, kept = Tally(), [b"seed"]
    _count(tally, Verdict(outcome="read", shape="1"), b"a", kept)
    _count(tally, Verdict(outcome="read", shape="1"), b"b", kept)
    _count(tally, Verdict(outcome="refused", shape="damaged"), b"c", kept)
    _count(tally, Verdict(outcome="failed", where="x.py:1"), b"d", kept)
    _count(tally, Verdict(outcome="failed", where="x.py:1"), b"e", kept)
    _count(tally, Verdict(outcome="slow", where="y.py:2"), b"f", kept)
    assert kept == [b"seed", b"a"]
    assert tally.inputs == 6
    assert {where: fault.content for where, fault in tally.faults.items()} == {"x.py:1": b"d", "y.py:2": b"f"}
    assert tally.repeats["x.py:1"] == 2
    assert len(tally.shapes) == 2
