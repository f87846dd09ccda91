"""SIGKILL at random moments of an ingestion: what is there answers, and a second run ends as a clean one."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from retrieval.knowledge import Knowledge, KnowledgeSettings

FILES = 12


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(FILES):
        words = random.Random(number)
        text = "".join(
            f"{number}.{n} Pump P-{100 + number} needs {words.randint(1, 900)} checks a year.\n\n"
            for n in range(40)
        )
        (folder / f"report {number:02}.txt").write_text(text, encoding="utf-8")
        rows = "".join(f"WO-{number:03}{n:03};P-{100 + n % 7};{words.random():.3f}\n" for n in range(300))
        (folder / f"orders_{number:02}.csv").write_text(f"Order;Equipment;Hours\n{rows}", encoding="utf-8")
    return folder


def _state(folder: Path) -> dict[str, Any]:
    """All that a data folder holds, without times."""
    knowledge = Knowledge.open(folder, settings=KnowledgeSettings())
    try:
        catalogue = knowledge.catalogue
        documents = catalogue.documents()
        return {
            "documents": [(d.source, d.sha256, d.revision) for d in documents],
            "chunks": {d.source: [(c.id, c.text) for c in catalogue.chunks_of(d.source)] for d in documents},
            "tables": [(t.source, t.name, t.row_count, t.parquet) for t in catalogue.tables()],
            "objects": sorted(knowledge.objects.keys()),
            "quarantined": catalogue.quarantined(),
            "hits": [hit.chunk.id for hit in knowledge.search("Pump P-107 checks a year", top_k=5)],
        }
    finally:
        knowledge.close()


def test_a_kill_at_any_moment_leaves_a_usable_folder(product: Any, many: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    clean = tmp_path / "clean"
    assert product.run("--data", str(clean), "ingest", str(many)).code == 0
    whole = time.monotonic() - began
    expected = _state(clean)
    assert len(expected["documents"]) == 2 * FILES

    moments = random.Random(20)
    partly = 0
    for attempt in range(4):
        process = product.start("ingest", str(many))
        if attempt % 2:  # once some are in: files go in together, so a moment alone may fall before the first
            _wait_for_more(product.data, process)
        else:
            time.sleep(moments.uniform(0.15, 0.95) * whole)
        process.kill()
        process.wait()
        seen = product.run("sources", "--json")
        assert seen.code == 0, seen.err
        names = [source["source"] for source in seen.json["sources"]]
        assert set(names) <= {source for source, _, _ in expected["documents"]}
        assert not seen.json["quarantined"]
        partly += 0 < len(names) < 2 * FILES
        for source in names:
            assert _state_of(product.data, source) == expected["chunks"][source]
        if len(names) == 2 * FILES:
            shutil.rmtree(product.data)
    assert partly, "no kill fell into the middle: the moments prove nothing"

    again = product.run("ingest", str(many), "--json")
    assert again.code == 0, again.err
    assert _state(product.data) == expected
    assert not [path for path in product.data.rglob("*") if path.parent.name in ("partial", "staging")]


def _wait_for_more(data: Path, process: Any) -> None:
    """Returns as soon as the catalogue holds more sources than now, or the process has ended."""
    before = _count(data)
    while process.poll() is None and _count(data) <= before:
        time.sleep(0.01)


def _count(data: Path) -> int:
    """Sources in the catalogue, read while another process writes."""
    try:
        with closing(sqlite3.connect(f"file:{data}/catalogue.sqlite?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT count(*) FROM documents WHERE state = 'active'").fetchone()
    except sqlite3.OperationalError:
        return 0  # not there yet
    return int(row[0])


def _state_of(data: Path, source: str) -> list[tuple[str, str]]:
    knowledge = Knowledge.open(data, settings=KnowledgeSettings())
    try:
        document = knowledge.catalogue.document(source)
        assert document is not None
        assert knowledge.objects.has(document.sha256)
        return [(chunk.id, chunk.text) for chunk in knowledge.catalogue.chunks_of(source)]
    finally:
        knowledge.close()


def test_the_old_revision_answers_until_the_new_one_is_there(product: Any, many: Path) -> None:
    assert product.run("ingest", str(many)).code == 0
    before = _state(product.data)["chunks"]
    for path in many.glob("*.txt"):
        path.write_text(path.read_text(encoding="utf-8").replace("checks", "inspections"), encoding="utf-8")
    process = product.start("ingest", str(many))
    time.sleep(2.0)
    process.kill()
    process.wait()
    for source, chunks in _state(product.data)["chunks"].items():
        old = [text for _, text in before[source]]
        new = [text.replace("checks", "inspections") for text in old]
        assert [text for _, text in chunks] in (old, new), source
    assert product.run("ingest", str(many)).code == 0
    assert {d[2] for d in _state(product.data)["documents"] if d[0].endswith(".txt")} == {2}
