"""The one door, on real SQLite, Chroma and the packaged embedding model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_plant import consistent, left, opened, revision

from retrieval.knowledge import Knowledge
from retrieval.records import Scope


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return opened(tmp_path / "data")


def test_finds_by_meaning_by_words_and_by_tag(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="The bearing is greased each month"))
    knowledge.publish(revision(knowledge, "c/b.pdf", words="Paint the fence in green"))
    by_meaning = knowledge.search("how often is lubrication of the bearings due?", top_k=1)[0]
    assert by_meaning.chunk.source == "c/a.pdf"
    assert by_meaning.scores["dense"] > 0.3
    by_tag = knowledge.search("what is known of p 2?", top_k=2)
    assert {hit.chunk.identifiers for hit in by_tag} == {("P-2",)}
    assert by_tag[0].scores["identifier"] == 1.0
    assert all(0 <= hit.score <= 1 for hit in by_tag)


def test_a_new_revision_takes_the_place_of_the_old_one(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="limit of 4.5 mm/s"))
    old = knowledge.catalogue.chunks_of("c/a.pdf")
    knowledge.publish(revision(knowledge, "c/a.pdf", words="limit of 7.1 mm/s", count=2))
    document = knowledge.catalogue.document("c/a.pdf")
    assert document is not None
    assert document.revision == 2
    assert knowledge.catalogue.chunks([chunk.id for chunk in old]) == []
    assert all("7.1" in hit.chunk.text for hit in knowledge.search("limit in mm/s"))
    assert [chunk.revision for chunk in knowledge.catalogue.chunks_of("c/a.pdf")] == [2, 2]
    consistent(knowledge)


def test_the_same_content_again_stays_the_same_revision(knowledge: Knowledge) -> None:
    for _ in range(2):
        knowledge.publish(revision(knowledge, "c/a.pdf", words="same"))
    document = knowledge.catalogue.document("c/a.pdf")
    assert document is not None
    assert document.revision == 1
    consistent(knowledge)


def test_forgetting_leaves_nothing_behind(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="first words"))
    knowledge.publish(revision(knowledge, "c/a.pdf", words="second words"))
    knowledge.search("words")
    assert left(knowledge)["objects"] == 3
    assert knowledge.forget("c/a.pdf")
    assert left(knowledge) == {}
    assert knowledge.search("words") == []
    assert not knowledge.forget("c/a.pdf")


def test_no_file_holds_the_words_of_what_was_forgotten(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="quixotic zanzibar", count=40))
    knowledge.publish(revision(knowledge, "c/a.pdf", words="quixotic zanzibar again", count=40))
    knowledge.publish(revision(knowledge, "c/b.pdf", words="else"))
    knowledge.search("zanzibar")
    knowledge.forget("c/a.pdf")
    files = [path for path in knowledge.folder.rglob("*") if path.is_file()]
    assert any(b"else number" in path.read_bytes() for path in files)
    assert [path.name for path in files if b"zanzibar" in path.read_bytes()] == []


def test_an_object_that_another_document_uses_stays(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="one"))
    other = revision(knowledge, "c/b.pdf", words="two")
    knowledge.publish(other)
    knowledge.forget("c/a.pdf")
    assert knowledge.objects.has(other.objects[0])
    assert left(knowledge)["objects"] == 3
    knowledge.forget("c/b.pdf")
    assert left(knowledge) == {}


def test_a_failed_publication_leaves_the_old_revision_in_force(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="old words"))
    with monkeypatch.context() as patch:
        patch.setattr(knowledge.index, "add", lambda keyed: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            knowledge.publish(revision(knowledge, "c/a.pdf", words="new words"))
    assert "old words" in knowledge.search("words")[0].chunk.text
    knowledge.publish(revision(knowledge, "c/a.pdf", words="new words"))
    assert "new words" in knowledge.search("words")[0].chunk.text
    consistent(knowledge)


def test_revisions_go_in_force_together_or_not_at_all(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="old words"))
    both = [revision(knowledge, f"c/{name}.pdf", words="new words") for name in "ab"]
    with monkeypatch.context() as patch:
        patch.setattr(knowledge.index, "add", lambda keyed: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(OSError, match="disk full"):
            knowledge.publish_all(both)
    assert {hit.chunk.source for hit in knowledge.search("words")} == {"c/a.pdf"}
    assert "old words" in knowledge.search("words")[0].chunk.text
    knowledge.publish_all(both)
    hits = knowledge.search("words")
    assert {hit.chunk.source for hit in hits} == {"c/a.pdf", "c/b.pdf"}
    assert all("new words" in hit.chunk.text for hit in hits)
    assert sorted(table.name for table in knowledge.catalogue.tables()) == ["limits", "limits_2"]
    consistent(knowledge)


def test_reindexing_makes_the_indexes_from_the_catalogue(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="seal"))
    before = [(hit.chunk.id, round(hit.score, 3)) for hit in knowledge.search("the seal leaks")]
    steps: list[tuple[int, int]] = []
    knowledge.reindex(lambda done, total: steps.append((done, total)))
    assert steps[-1] == (3, 3)
    assert [(hit.chunk.id, round(hit.score, 3)) for hit in knowledge.search("the seal leaks")] == before
    consistent(knowledge)


def test_a_lost_vector_store_is_made_anew(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.publish(revision(first, "c/a.pdf", words="coupling"))
    first.index.dense.clear()
    first.close()
    again = opened(tmp_path)
    assert again.search("coupling")[0].scores["dense"] > 0
    consistent(again)


def test_a_scope_restricts_what_is_found(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "c/a.pdf", words="gearbox oil"))
    knowledge.publish(revision(knowledge, "d/b.pdf", words="gearbox oil"))
    assert {hit.chunk.source for hit in knowledge.search("oil", scope=Scope(collections=("d",)))} == {
        "d/b.pdf"
    }
    assert {hit.chunk.source for hit in knowledge.search("oil", scope=Scope(sources=("a.*",)))} == {"c/a.pdf"}
    tagged = knowledge.search("oil", scope=Scope(equipment=("p101",)))
    assert len(tagged) == 6
    assert knowledge.search("oil", scope=Scope(equipment=("X-999",))) == []
    assert knowledge.search("oil", scope=Scope(languages=("fr",))) == []


def test_vectors_of_another_model_are_not_mixed(tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.publish(revision(first, "c/a.pdf", words="valve"))
    assert replace(first.search("valve")[0].chunk).source == "c/a.pdf"
    assert first.index.missing() == 0
