"""Two issues of a real drawing under unlike file names: the title blocks tell which is in force."""

from __future__ import annotations

import hashlib
from pathlib import Path

import ezdxf

from ingest.job import FileJob
from ingest.limits import Limits
from ingest.prepare import prepare
from ingest.settle import settle_revisions
from retrieval import revisions
from retrieval.catalogue import Catalogue
from retrieval.database import writer


def _bring_in(catalogue: Catalogue, path: Path, tmp_path: Path) -> None:
    """As the batch does, without vectors."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    job = FileJob(
        path=path, collection="plant", relative=path.name, sha256=sha256, objects=tmp_path / "objects",
        staging=tmp_path / "staging", limits=Limits(ocr="never"),
    )  # fmt: skip
    with writer(catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, prepare(job).revision)
        revisions.activate(connection, key)


def test_the_newest_issue_is_in_force_whatever_the_files_are_called(
    sample_plant: Path, tmp_path: Path
) -> None:
    issued = sample_plant / "drawings" / "PID-040-001.dxf"
    older, newer = tmp_path / "zz last year.dxf", tmp_path / "aa new.dxf"
    older.write_bytes(issued.read_bytes())
    drawing = ezdxf.readfile(issued)
    for entity in drawing.modelspace():
        if entity.dxftype() == "TEXT" and entity.dxf.text == "D" and entity.dxf.layer == "TITLE":
            entity.dxf.text = "E"
        for attribute in getattr(entity, "attribs", ()):
            if attribute.dxf.tag == "REVISION":
                attribute.dxf.text = "E"
    drawing.saveas(newer)
    catalogue = Catalogue(tmp_path / "data")
    for path in (older, newer):
        _bring_in(catalogue, path, tmp_path)
    families = settle_revisions(catalogue)
    assert [(m.source, m.revision, m.state) for family in families for m in family.members] == [
        ("plant/aa new.dxf", "E", "in force"),
        ("plant/zz last year.dxf", "D", "superseded"),
    ]
    assert {entity.source for entity in catalogue.entities()} == {"plant/aa new.dxf"}
    catalogue.close()
