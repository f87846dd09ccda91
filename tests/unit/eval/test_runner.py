from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from eval import runner
from eval.errors import DataMissing, UnknownBenchmark


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(data=tmp_path, engine="scripted", **more)  # type: ignore[arg-type]


def test_names_are_those_of_the_benchmarks() -> None:
    assert runner.available() == [
        "sample_plant", "plant_questions", "design_qa_retrieval", "design_qa_compilation", "speed",
        "retrieval_fusion", "maintie", "document_facts", "parse_throughput",
        "skab", "tep_detection", "tep_faults", "adapters", "drawing_check", "drawing_title_blocks",
    ]  # fmt: skip


def test_unknown_names_and_missing_data_say_what_mends_them(tmp_path: Path) -> None:
    with pytest.raises(UnknownBenchmark, match="sample_plant"):
        runner.run("nothing", bench_data=None, limit=None, settings=settings(tmp_path), out=None)
    with pytest.raises(DataMissing, match="--bench-data"):
        runner.run("plant_questions", bench_data=None, limit=None, settings=settings(tmp_path), out=None)
    with pytest.raises(DataMissing, match="design_qa"):
        runner.run(
            "design_qa_retrieval", bench_data=tmp_path, limit=None, settings=settings(tmp_path), out=None
        )


def test_journals_differ_by_settings_and_not_by_folder(tmp_path: Path) -> None:
    first = runner.journal_path("b", settings(tmp_path / "one"))
    assert first == runner.journal_path("b", settings(tmp_path / "two"))
    assert first != runner.journal_path("b", settings(tmp_path, model="other"))
    assert first.parent == Path("results")
