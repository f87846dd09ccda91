"""The batch over an engine in this process: what is skipped, replaced, quarantined, carried and pruned."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from here_engine import HereEngine, SwiftEngine

from ingest.engines import Outcome
from ingest.job import FileJob, Prepared
from ingest.limits import IngestOptions, Limits
from ingest.pipeline import ingest, ingest_targets
from ingest.report import IngestProgress, IngestReport
from ingest.targets import Target
from retrieval import revisions
from retrieval.database import writer
from retrieval.errors import BadIndex
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Revision


def _publish(self: Knowledge, revised: Sequence[Revision]) -> None:
    """The catalogue's part of publishing: no vectors, so no model."""
    with writer(self.catalogue.engine).begin() as connection:
        for key, _ in [revisions.stage(connection, revision) for revision in revised]:
            revisions.activate(connection, key)
        for name in revisions.unused_objects(connection):
            self.objects.delete(name)


def _forget(self: Knowledge, source: str) -> bool:
    with writer(self.catalogue.engine).begin() as connection:
        return revisions.forget(connection, source)


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Knowledge]:
    monkeypatch.setattr(Knowledge, "publish_all", _publish)
    monkeypatch.setattr(Knowledge, "forget", _forget)
    knowledge = Knowledge.open(tmp_path / "data", settings=KnowledgeSettings())
    yield knowledge
    knowledge.close()


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    folder = tmp_path / "plant"
    folder.mkdir()
    (folder / "a.txt").write_text("alpha", encoding="utf-8")
    (folder / "b.txt").write_text("beta", encoding="utf-8")
    return folder


Run = Callable[..., IngestReport]


@pytest.fixture
def run(knowledge: Knowledge, plant: Path) -> Run:
    def run(
        *, engine: HereEngine | None = None, heard: list[IngestProgress] | None = None, **options: object
    ) -> IngestReport:
        return ingest(
            [plant],
            knowledge=knowledge,
            options=IngestOptions(**options),  # type: ignore[arg-type]
            engine=engine or HereEngine(),
            progress=None if heard is None else heard.append,
        )

    return run


def _sources(knowledge: Knowledge) -> dict[str, int]:
    return {document.source: document.revision for document in knowledge.catalogue.documents()}


def test_files_come_in_once_and_progress_is_told(run: Run, knowledge: Knowledge) -> None:
    heard: list[IngestProgress] = []
    report = run(heard=heard)
    assert [file.source for file in report.ingested] == ["plant/a.txt", "plant/b.txt"]
    assert [(p.done, p.total, p.outcome) for p in heard] == [(1, 2, "ingested"), (2, 2, "ingested")]
    assert report.exit_code == 0
    engine = HereEngine()
    again = run(engine=engine)
    assert not engine.prepared
    assert {file.source for file in again.skipped} == {"plant/a.txt", "plant/b.txt"}
    assert _sources(knowledge) == {"plant/a.txt": 1, "plant/b.txt": 1}


def test_a_changed_file_is_a_new_revision_and_force_reads_all(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    run()
    (plant / "a.txt").write_text("alpha two", encoding="utf-8")
    report = run()
    assert [(file.source, file.revision) for file in report.ingested] == [("plant/a.txt", 2)]
    assert [chunk.text for chunk in knowledge.catalogue.chunks_of("plant/a.txt")] == ["alpha two"]
    forced = run(force=True)
    assert len(forced.ingested) == 2
    assert _sources(knowledge) == {"plant/a.txt": 2, "plant/b.txt": 1}


def test_a_broken_file_is_quarantined_and_the_rest_comes_in(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    run()
    (plant / "a.txt").write_text("broken", encoding="utf-8")
    (plant / "c.txt").write_text("gamma", encoding="utf-8")
    report = run()
    assert [(file.source, file.reason) for file in report.quarantined] == [("plant/a.txt", "it is broken")]
    assert "still answers" in report.quarantined[0].hint
    assert [file.source for file in report.ingested] == ["plant/c.txt"]
    assert report.exit_code == 3
    assert [chunk.text for chunk in knowledge.catalogue.chunks_of("plant/a.txt")] == ["alpha"]
    (plant / "a.txt").write_text("mended", encoding="utf-8")
    assert run().exit_code == 0
    assert knowledge.catalogue.quarantined() == []


def test_a_file_mended_to_what_it_was_leaves_quarantine(run: Run, plant: Path, knowledge: Knowledge) -> None:
    run()
    (plant / "a.txt").write_text("broken", encoding="utf-8")
    run()
    (plant / "a.txt").write_text("alpha", encoding="utf-8")
    run()
    assert knowledge.catalogue.quarantined() == []


@pytest.mark.parametrize(("content", "word"), [(b"", "empty"), (b"x" * 2_000_000, "2 MB")])
def test_empty_and_huge_files_are_not_opened(run: Run, plant: Path, content: bytes, word: str) -> None:
    (plant / "a.txt").write_bytes(content)
    (plant / "b.txt").unlink()
    engine = HereEngine()
    report = run(engine=engine, limits=Limits(max_file_mb=1))
    assert word in report.quarantined[0].reason
    assert not engine.prepared
    assert report.exit_code == 1


def test_a_refused_path_is_in_the_report_and_leaves_quarantine_when_it_is_gone(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    (plant / "x.pdf").mkdir()
    report = run()
    assert [(file.source, file.hint) for file in report.quarantined] == [
        ("plant/x.pdf", "rename the folder, or give its path to ingest by itself")
    ]
    assert report.exit_code == 3
    (plant / "x.pdf").rmdir()
    assert run().exit_code == 0
    assert knowledge.catalogue.quarantined() == []


def test_a_name_in_bytes_of_an_old_share_comes_in_and_a_refused_link_keeps_its_name(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    Path(os.fsdecode(os.fsencode(plant) + b"/\xe9t\xe9.txt")).write_text("gamma", encoding="utf-8")
    (plant / "broken.pdf").symlink_to(plant / "nothing.pdf")
    for _ in range(2):
        assert [file.source for file in run().quarantined] == ["plant/broken.pdf"]
    assert {d.source for d in knowledge.catalogue.documents()} == {
        "plant/a.txt",
        "plant/b.txt",
        "plant/été.txt",
    }


def test_vanished_files_are_named_and_kept_unless_pruned(run: Run, plant: Path, knowledge: Knowledge) -> None:
    run()
    (plant / "a.txt").unlink()
    assert run().vanished == ("plant/a.txt",)
    assert set(_sources(knowledge)) == {"plant/a.txt", "plant/b.txt"}
    assert run(prune=True).pruned == ("plant/a.txt",)
    assert set(_sources(knowledge)) == {"plant/b.txt"}


def test_an_empty_folder_prunes_nothing(run: Run, plant: Path, knowledge: Knowledge) -> None:
    run()
    (plant / "a.txt").unlink()
    (plant / "b.txt").unlink()
    report = run(prune=True)
    assert report.pruned == ()
    assert set(_sources(knowledge)) == {"plant/a.txt", "plant/b.txt"}


def test_attachments_are_sources_and_come_in_before_what_carries_them(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    (plant / "m.eml").write_text("mail\n+x.txt:one\n+x.txt:two\n+y.txt:broken", encoding="utf-8")
    report = run()
    inside = "plant/m.eml/attachments/"
    assert [file.source for file in report.ingested if "m.eml" in file.source] == [
        f"{inside}x.txt", f"{inside}x-2.txt", "plant/m.eml",
    ]  # fmt: skip
    assert [file.source for file in report.quarantined] == [f"{inside}y.txt"]
    assert report.exit_code == 3
    engine = HereEngine()
    assert run(engine=engine).exit_code == 3
    assert engine.prepared == ["plant/m.eml", f"{inside}y.txt"]


def test_attachments_that_are_no_longer_carried_go(run: Run, plant: Path, knowledge: Knowledge) -> None:
    (plant / "m.eml").write_text("mail\n+x.txt:one\n+y.txt:broken\n+z.txt:last", encoding="utf-8")
    run()
    (plant / "m.eml").write_text("mail\n+z.txt:last", encoding="utf-8")
    report = run()
    assert {source for source in _sources(knowledge) if "m.eml" in source} == {
        "plant/m.eml", "plant/m.eml/attachments/z.txt",
    }  # fmt: skip
    assert report.exit_code == 0
    assert knowledge.catalogue.quarantined() == []
    assert not report.vanished
    (plant / "m.eml").unlink()
    assert set(run(prune=True).pruned) == {"plant/m.eml", "plant/m.eml/attachments/z.txt"}


def test_contents_that_change_places_are_not_lost(run: Run, plant: Path, knowledge: Knowledge) -> None:
    run()
    (plant / "a.txt").write_text("beta", encoding="utf-8")
    (plant / "b.txt").write_text("alpha", encoding="utf-8")
    run()
    for document in knowledge.catalogue.documents():
        assert knowledge.objects.has(document.sha256), document.source


@pytest.mark.parametrize("swift", [False, True])
def test_a_fault_in_storing_one_file_costs_that_file(
    run: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, *, swift: bool
) -> None:
    def publish(self: Knowledge, revised: Sequence[Revision]) -> None:
        if any(revision.document.path == "a.txt" for revision in revised):
            raise ValueError("no such thing")
        _publish(self, revised)

    monkeypatch.setattr(Knowledge, "publish_all", publish)
    report = run(engine=SwiftEngine() if swift else HereEngine())
    assert [file.source for file in report.ingested] == ["plant/b.txt"]
    assert "no such thing" in report.quarantined[0].reason


def test_a_store_that_fails_ends_the_batch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def publish(self: Knowledge, revised: Sequence[Revision]) -> None:
        raise BadIndex("the vector store is gone")

    monkeypatch.setattr(Knowledge, "publish_all", publish)
    with pytest.raises(BadIndex):
        run()


def test_a_stopped_batch_keeps_what_came_in(knowledge: Knowledge, plant: Path) -> None:
    cancel = threading.Event()
    report = ingest(
        [plant],
        knowledge=knowledge,
        engine=HereEngine(),
        cancel=cancel,
        progress=lambda _: cancel.set(),
    )
    assert report.stopped
    assert [file.source for file in report.ingested] == ["plant/a.txt"]
    assert report.exit_code == 3


def test_collections_of_two_folders_of_one_name_are_two(
    knowledge: Knowledge, plant: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "plant"
    other.mkdir(parents=True)
    (other / "a.txt").write_text("another alpha", encoding="utf-8")
    ingest([plant], knowledge=knowledge, engine=HereEngine())
    ingest([other], knowledge=knowledge, engine=HereEngine())
    assert set(_sources(knowledge)) == {"plant/a.txt", "plant/b.txt", "plant-2/a.txt"}


def test_a_file_under_a_known_root_keeps_its_source(knowledge: Knowledge, plant: Path) -> None:
    deep = plant / "deep"
    deep.mkdir()
    (deep / "c.txt").write_text("gamma", encoding="utf-8")
    ingest([plant], knowledge=knowledge, engine=HereEngine())
    report = ingest([deep, plant / "a.txt"], knowledge=knowledge, engine=HereEngine())
    assert {file.source for file in report.skipped} == {"plant/deep/c.txt", "plant/a.txt"}
    assert not report.vanished


def test_targets_are_taken_as_they_are(knowledge: Knowledge, plant: Path) -> None:
    target = Target(path=plant / "a.txt", collection="uploads", relative="renamed.txt")
    report = ingest_targets([target], knowledge=knowledge, engine=HereEngine())
    assert [file.source for file in report.ingested] == ["uploads/renamed.txt"]


def test_no_more_is_handed_in_than_the_engine_is_hungry_for(run: Run, plant: Path) -> None:
    class Slow(HereEngine):
        most = 0

        @property
        def hungry(self) -> bool:
            return len(self._outcomes) < 3

        def submit(self, job: FileJob) -> None:
            super().submit(job)
            self.most = max(self.most, len(self._outcomes))

    for number in range(20):
        (plant / f"{number}.txt").write_text(f"text {number}", encoding="utf-8")
    engine = Slow()
    assert len(run(engine=engine).ingested) == 22
    assert engine.most == 3


def test_small_files_that_are_ready_go_in_together(
    run: Run, plant: Path, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    together: list[int] = []

    def publish(self: Knowledge, revised: Sequence[Revision]) -> None:
        together.append(len(revised))
        _publish(self, revised)

    monkeypatch.setattr(Knowledge, "publish_all", publish)
    for number in range(98):
        (plant / f"n{number}.txt").write_text(f"note {number}", encoding="utf-8")
    (plant / "m.eml").write_text("mail\n+x.txt:one\n+y.txt:two", encoding="utf-8")
    report = run(engine=SwiftEngine())
    assert len(report.ingested) == 103
    assert together == [32, 32, 32, 7]
    came = [file.source for file in report.ingested]
    assert came.index("plant/m.eml") >= 32, "a mail comes after the files that it carries"
    assert len(_sources(knowledge)) == 103


def test_one_file_that_vanished_from_the_store_is_read_again(
    run: Run, plant: Path, knowledge: Knowledge
) -> None:
    class Losing(SwiftEngine):
        lost = False

        def outcome(self, *, cancel: threading.Event | None = None) -> Outcome[FileJob, Prepared]:
            found = super().outcome(cancel=cancel)
            if not self.lost and found.job.relative == "a.txt":
                self.lost = True
                knowledge.objects.delete(found.job.sha256)
            return found

    engine = Losing()
    report = run(engine=engine)
    assert engine.prepared == ["plant/a.txt", "plant/b.txt", "plant/a.txt"]
    assert sorted(file.source for file in report.ingested) == ["plant/a.txt", "plant/b.txt"]
