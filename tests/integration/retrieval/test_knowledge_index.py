"""The real stores: publish, search, replace, forget, scopes, other processes, kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from retrieval import schema
from retrieval.errors import BadIndex
from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Chunk, Document, Revision, Scope

TEXTS = (
    "The vibration limit of the pump is 7.1 mm/s.",
    "Grease the drive-end bearing every 2000 hours.",
    "P-101A was overhauled in May.",
    "Le filtre doit être nettoyé chaque semaine.",
)


def opened(folder: Path, **settings: object) -> Knowledge:
    return Knowledge.open(folder, settings=KnowledgeSettings(**settings))  # type: ignore[arg-type]


def revision(knowledge: Knowledge, name: str, texts: tuple[str, ...], **fields: object) -> Revision:
    sha = knowledge.objects.put_bytes("\n".join(texts).encode())
    source = f"plant/{name}"
    document = Document(
        id=f"{name}-{sha[:8]}", source=source, collection="plant", path=name, media="txt", sha256=sha,
        revision=1, title=name, language="en", ingested_at=datetime(2026, 1, 1),
    )  # fmt: skip
    chunks = tuple(
        Chunk(
            id=f"{name}-{sha[:8]}-{i}", source=source, kind="text", ordinal=i, text=text,
            language="fr" if "filtre" in text else "en", identifiers=("P-101A",) if "P-101A" in text else (),
            **fields,
        )
        for i, text in enumerate(texts)
    )  # fmt: skip
    return Revision(document=document, chunks=chunks)


def texts(knowledge: Knowledge, query: str, **options: object) -> list[str]:
    return [hit.chunk.text for hit in knowledge.search(query, **options)]  # type: ignore[arg-type]


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    return opened(tmp_path / "data")


def test_finds_by_meaning_words_and_identifier(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS))
    assert texts(knowledge, "how often is lubrication needed?")[0] == TEXTS[1]
    assert texts(knowledge, "nettoyage des filtres")[0] == TEXTS[3]
    found = knowledge.search("p 101a")
    assert found[0].chunk.text == TEXTS[2]
    assert set(found[0].scores) == {"dense", "keyword", "identifier"}
    assert all(0 <= hit.score <= 1 for hit in found)


def test_each_language_is_found_in_the_other(tmp_path: Path) -> None:
    """By vectors alone: no word is shared."""
    knowledge = opened(tmp_path / "dense", weight_keyword=0.0, weight_identifier=0.0)
    french = ("Le filtre doit être nettoyé chaque semaine.", "La livraison des filtres a du retard.")
    knowledge.publish(revision(knowledge, "a.txt", (*TEXTS[:3], *french)))
    assert texts(knowledge, "how often is the strainer cleaned?")[0] == french[0]
    assert texts(knowledge, "tous les combien graisse-t-on le palier ?")[0] == TEXTS[1]


def test_scope_restricts_every_searcher(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS, date=date(2025, 5, 1)))
    knowledge.publish(revision(knowledge, "b.txt", ("Pump vibration was 9 mm/s.",), date=date(2026, 5, 1)))
    assert texts(knowledge, "vibration", scope=Scope(sources=("b.txt",))) == ["Pump vibration was 9 mm/s."]
    assert texts(knowledge, "vibration", scope=Scope(since=datetime(2026, 1, 1))) == [
        "Pump vibration was 9 mm/s."
    ]
    assert texts(knowledge, "vibration", scope=Scope(languages=("fr",))) == [TEXTS[3]]
    assert texts(knowledge, "vibration", scope=Scope(sources=("nothing*",))) == []


def test_a_new_revision_replaces_the_old(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS))
    knowledge.publish(revision(knowledge, "a.txt", ("Only a seal leak remains.",)))
    assert texts(knowledge, "vibration limit") == ["Only a seal leak remains."]
    assert knowledge.index.missing() == 0
    document = knowledge.catalogue.document("plant/a.txt")
    assert document is not None
    assert document.revision == 2


def test_forgetting_leaves_nothing(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS))
    texts(knowledge, "pump")
    assert knowledge.forget("plant/a.txt")
    assert not knowledge.forget("plant/a.txt")
    assert texts(knowledge, "pump") == []
    assert knowledge.index.dense.count() == 0
    assert len(knowledge.index.keyword) == 0
    assert not [path for path in (knowledge.folder / "objects").rglob("*") if path.is_file()]
    with knowledge.catalogue.engine.connect() as connection:
        for name in ("documents", "chunks", "mentions", "history", "stale_vectors", "stale_objects"):
            table = schema.metadata.tables[name]
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0, name


def test_reindex_rebuilds_from_the_catalogue(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS))
    knowledge.index.dense.clear()
    monkeypatch.setattr("retrieval.knowledge._FEW", 0)
    with pytest.raises(BadIndex, match="reindex"):
        knowledge.search("pump")
    seen: list[tuple[int, int]] = []
    knowledge.reindex(lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(TEXTS), len(TEXTS))
    assert texts(knowledge, "vibration limit")[0] == TEXTS[0]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_knowledge_index import opened, revision
TEXTS = lambda i: (f"Valve number {{i}} was replaced.", "A second passage.")
knowledge = opened(Path({folder!r}))
for i in range({first}, {last}):
    knowledge.publish(revision(knowledge, f"w{{i}}.txt", TEXTS(i)))
    print(i, flush=True)
knowledge.close()
"""


def writer(folder: Path, first: int, last: int) -> list[str]:
    code = WRITER.format(here=str(Path(__file__).parent), folder=str(folder), first=first, last=last)
    return [sys.executable, "-c", code]


def test_a_reader_sees_what_another_process_publishes(knowledge: Knowledge) -> None:
    knowledge.publish(revision(knowledge, "a.txt", TEXTS))
    assert texts(knowledge, "valve replaced")
    subprocess.run(writer(knowledge.folder, 0, 2), check=True)
    assert knowledge.refresh()
    assert texts(knowledge, "which valve was replaced? number 1")[0] == "Valve number 1 was replaced."
    knowledge.publish(revision(knowledge, "b.txt", ("The fan belt is worn.",)))
    assert texts(knowledge, "fan belt")[0] == "The fan belt is worn."
    assert not knowledge.refresh()


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.03, 0.11])
def test_a_kill_leaves_a_usable_state(tmp_path: Path, moment: float) -> None:
    folder = tmp_path / "data"
    process = subprocess.Popen(writer(folder, 0, 500), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(4):
        process.stdout.readline()
    time.sleep(moment)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    knowledge = opened(folder)
    documents = knowledge.catalogue.documents()
    assert len(documents) >= 4
    assert knowledge.index.missing() == 0
    with knowledge.catalogue.engine.connect() as connection:
        pending = (
            select(func.count()).select_from(schema.documents).where(schema.documents.c.state != "active")
        )
        assert connection.execute(pending).scalar_one() == 0
    knowledge.publish(revision(knowledge, "after.txt", ("The fan belt is worn.",)))
    assert texts(knowledge, "fan belt")[0] == "The fan belt is worn."
    knowledge.close()


def test_many_older_revisions_do_not_crowd_out_what_is_in_force(tmp_path: Path) -> None:
    knowledge = opened(tmp_path)
    old = [f"old{number}.txt" for number in range(5)]
    for name in old:
        knowledge.publish(revision(knowledge, name, tuple(f"{TEXTS[0]} Note {n}." for n in range(30))))
    knowledge.publish(revision(knowledge, "new.txt", ("Vibration of pumps: 4.5 mm/s at most.",)))
    asked = "What is the vibration limit of the pump?"
    assert "plant/new.txt" not in {hit.chunk.source for hit in knowledge.search(asked)}
    knowledge.catalogue.lineage.supersede({f"plant/{name}": "plant/new.txt" for name in old})
    assert [hit.chunk.source for hit in knowledge.search(asked)] == ["plant/new.txt"]
    named = knowledge.search(asked, scope=Scope(sources=("plant/old3.txt",)))
    assert {hit.chunk.source for hit in named} == {"plant/old3.txt"}
    knowledge.catalogue.lineage.supersede({})
    assert "plant/new.txt" not in {hit.chunk.source for hit in knowledge.search(asked)}
    knowledge.close()


def test_every_passage_with_some_words_is_given_within_the_scope(knowledge: Knowledge) -> None:
    for n in range(70):
        knowledge.publish(revision(knowledge, f"note-{n:02}.txt", ("It was calm.", f"Pump {n} vibrated.")))
    knowledge.publish(revision(knowledge, "other.txt", ("Nothing.",)))
    pump, vibrated, calm = {"pump"}, {"vibrat"}, {"calm"}
    found = knowledge.holding([(pump, vibrated)])
    assert [(chunk.source, chunk.ordinal) for chunk in found] == [
        (f"plant/note-{n:02}.txt", 1) for n in range(70)
    ]
    assert knowledge.holding([(pump, calm)]) == []
    scope = Scope(sources=("note-1*.txt",))
    assert len(knowledge.holding([(pump, calm), (calm,)], scope=scope)) == 10
