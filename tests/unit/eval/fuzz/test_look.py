from __future__ import annotations

from pathlib import Path

import pytest

from eval.fuzz import look as looking
from eval.fuzz.look import Trial, look
from eval.fuzz.targets import TARGETS
from ingest.job import FileJob, Prepared


def _trial(place: Path, name: str, content: bytes | None = None, cpu_seconds: float = 30.0) -> Trial:
    one = TARGETS[name]
    return Trial(
        suffix=one.suffix, content=one.seeds[0]() if content is None else content, cpu_seconds=cpu_seconds,
        place=place / "place",
    )  # fmt: skip


@pytest.mark.parametrize("name", [name for name, one in TARGETS.items() if not one.ocr])
def test_every_seed_is_a_good_file(tmp_path: Path, name: str) -> None:
    verdict = look(_trial(tmp_path, name))
    assert (verdict.outcome, verdict.trace) == ("read", "")
    assert verdict.shape.count("/") > 3


def test_refusals_and_faults_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look(_trial(tmp_path, "docx", b"PK\x03\x04broken")).outcome == "refused"

    def fails(job: FileJob) -> Prepared:
        raise KeyError("x")

    monkeypatch.setattr(looking, "prepare", fails)
    verdict = look(_trial(tmp_path, "text"))
    assert verdict.outcome == "failed"
    assert "KeyError" in verdict.where
    assert "fails" in verdict.trace


def test_what_takes_long_is_told_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spins(job: FileJob) -> Prepared:
        return sum(n * n for n in range(3_000_000))  # type: ignore[return-value]

    monkeypatch.setattr(looking, "prepare", spins)
    verdict = look(_trial(tmp_path, "text", cpu_seconds=0.02))
    assert verdict.outcome == "slow"
    assert "spins" in verdict.trace
