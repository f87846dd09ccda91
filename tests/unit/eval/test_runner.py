from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Settings
from eval import benchmarks, runner
from eval.errors import DataMissing, UnknownBenchmark


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(data=tmp_path, engine="scripted", **more)  # type: ignore[arg-type]


def test_every_file_of_benchmarks_can_be_run() -> None:
    files = {path.stem for path in Path(benchmarks.__file__).parent.glob("*.py")} - {"__init__"}
    found = runner.benchmarks()
    assert {type(benchmark).__module__.rpartition(".")[2] for benchmark in found.values()} == files
    assert runner.available() == [benchmark.name for benchmark in found.values()]


def test_unknown_names_and_missing_data_say_what_mends_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSISTANT_BENCH_DATA", raising=False)
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
