"""The broken, locked and odd files of the benchmark data through the real worker: what becomes of each."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.engines.local import LocalEngine
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.prepare import prepare

READ = """Strict.docx anticlockwise_table_1.pdf bin_dxf_r2000.dxf bomb_giant.pdf bug1978317.pdf cardinal.pdf
enormous.pdf example-steelJIS-datasheet-utf-16.html fake-doc.rtf fake-email.msg fake-html-cp1252.html francais.pdf
invalid-pdf-structure-pdfminer-one-page.pdf layout-parser-paper-fast.tiff legacy_sample.doc linn.pdf masks.pdf
multicolumn.pdf nics-background-checks-2015-11-rotated.pdf ocr_test_rotated_90.pdf recover02.dxf rotated_skew.pdf
sample_with_rotation_mismatch.pdf truetype_font_nomapping.pdf typewriter.png with-attachment.pdf
xlsx_04_inflated.xlsx""".split()
REFUSED = {
    "2206.01062_pg3.pdf": "password",
    "R12_with_trash_beyond_EOF.dxf": "nothing to read",
    "REDHAT-1531897-0.pdf": "damaged",
    "bug1020226.pdf": "cut off",
    "empty.pdf": "empty",
    "empty.xlsx": "no cell",
    "empty_handles.dxf": "nothing to read",
    "health_protected.pdf": "password",
    "hugemono.pdf": "nothing to read",
    "invalid.pdf": "damaged",
    "libreoffice-writer-password.pdf": "password",
    "password_protected.xlsx": "password",
    "poppler-395-0-fuzzed.pdf": "damaged",
    "tarch_t1.dwg": "DWG",
    "unreadablemetadata.pdf": "damaged",
    "xfa_filled_imm1344e.pdf": "XFA",
}
SCANS = """cardinal.pdf linn.pdf masks.pdf rotated_skew.pdf enormous.pdf francais.pdf hugemono.pdf typewriter.png
layout-parser-paper-fast.tiff ocr_test_rotated_90.pdf sample_with_rotation_mismatch.pdf
truetype_font_nomapping.pdf""".split()
"""Files that take text recognition; one of them is read here, the others without it where they are PDFs."""


def _job(path: Path, folder: Path) -> FileJob:
    recognised = path.name == "francais.pdf"
    limits = Limits(seconds=300, memory_mb=3000, ocr="auto" if recognised else "never")
    return FileJob(
        path=path, collection="c", relative=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        objects=folder / "objects", staging=folder / "staging", limits=limits,
    )  # fmt: skip


@pytest.mark.slow
def test_every_file_ends_read_or_refused_with_a_true_reason(bench_data: Path, tmp_path: Path) -> None:
    folder = bench_data / "documents" / "robustness"
    paths = [path for path in sorted(folder.iterdir()) if path.name not in ("typewriter.png",)]
    paths = [path for path in paths if path.suffix != ".tiff"]
    engine = LocalEngine[FileJob, Prepared](
        prepare, workers=2, limits=Limits(seconds=300, memory_mb=3000), ahead=len(paths)
    )
    ends: dict[str, str] = {}
    try:
        for path in paths:
            engine.submit(_job(path, tmp_path))
        while engine.busy:
            done = engine.outcome()
            ends[done.job.name] = "" if done.error is None else done.error.reason
            assert done.error is None or done.error.hint
    finally:
        engine.close()
    wrong = {
        name: reason
        for name, reason in ends.items()
        if (REFUSED[name] not in reason if name in REFUSED else reason)
        and not (name in SCANS and "nothing to read" in reason)
    }
    assert not wrong
    assert set(ends) <= set(READ) | set(REFUSED)
    assert len(ends) == len(paths)
