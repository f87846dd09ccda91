from __future__ import annotations

import pytest

from retrieval.joined import Flow, read_joined, write_joined


@pytest.mark.parametrize("flow", ["unknown", "forward", "none"])
def test_what_is_written_is_read(flow: Flow) -> None:
    text = write_joined(("T-1", "“TO PID-102”"), flow, "150-P-1001")
    read = read_joined(text)
    assert (read.ends, read.flow, read.line) == (("T-1", "“TO PID-102”"), flow, "150-P-1001")


def test_a_header_and_marks_within_an_end() -> None:
    assert read_joined("A – B – C").ends == ("A", "B", "C")
    assert read_joined(write_joined(("A → x", "B"), "unknown")).ends == ("A, x", "B")
