"""Folders as plants have them: every bad file is named with its reason, the rest comes in."""

from __future__ import annotations

import io
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest


def _pdf(text: str) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in range(3):
        canvas.drawString(72, 720, f"{text}, page {page + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _encrypted(content: bytes) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.fixture
def mess(tmp_path: Path) -> Path:
    folder = tmp_path / "mess"
    (folder / "dossier été").mkdir(parents=True)
    whole = _pdf("Pump P-101 shall not exceed 4.5 mm/s")
    (folder / "good.pdf").write_bytes(whole)
    (folder / "dossier été" / "rapport d'été n° 1.txt").write_text("La pompe P-102 fuit.\n", encoding="utf-8")
    (folder / "long line.txt").write_text("The pump P-101 hums. " * 2_500_000, encoding="utf-8")
    (folder / "text.pdf").write_text("This is only text on pump P-103, no PDF at all.\n", encoding="utf-8")
    (folder / "empty.pdf").touch()
    (folder / "truncated.pdf").write_bytes(whole[: len(whole) // 3])
    (folder / "encrypted.pdf").write_bytes(_encrypted(whole))
    (folder / "noise.csv").write_bytes(random.Random(1).randbytes(20_000))
    (folder / "x.pdf").mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "out.txt").symlink_to("/etc/hostname")
    return folder


def test_each_bad_file_is_named_and_the_rest_comes_in(product: Any, mess: Path) -> None:
    done = product.run("ingest", str(mess), "--json")
    assert done.code == 3, done.err
    assert "Traceback" not in done.err
    came = {file["source"]: file for file in done.json["ingested"]}
    assert set(came) == {"mess/good.pdf", "mess/dossier été/rapport d'été n° 1.txt", "mess/text.pdf"}
    assert any("text" in warning for warning in came["mess/text.pdf"]["warnings"])
    reasons = {file["source"].removeprefix("mess/"): file["reason"] for file in done.json["quarantined"]}
    assert set(reasons) == {
        "empty.pdf", "truncated.pdf", "encrypted.pdf", "noise.csv", "x.pdf", "pipe.csv", "out.txt",
        "long line.txt",
    }  # fmt: skip
    assert "empty" in reasons["empty.pdf"]
    assert "password" in reasons["encrypted.pdf"]
    assert "folder" in reasons["x.pdf"]
    assert "longer" in reasons["long line.txt"]
    assert "pipe" in reasons["pipe.csv"]
    assert "link" in reasons["out.txt"]
    assert all(file["hint"] for file in done.json["quarantined"])
    listed = product.run("sources", "--json").json["quarantined"]
    assert {file["source"] for file in listed} == {f"mess/{name}" for name in reasons}


_UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@pytest.mark.skipif(bool(_UNPRIVILEGED) and shutil.which("setpriv") is None, reason="root reads every file")
def test_what_may_not_be_read_and_a_workbook_under_a_wrong_suffix(product: Any, tmp_path: Path) -> None:
    import openpyxl

    folder = tmp_path / "locked"
    (folder / "shut").mkdir(parents=True)
    (folder / "shut" / "a.txt").write_text("The pump P-104 hums.\n", encoding="utf-8")
    (folder / "secret.txt").write_text("The pump P-105 hums.\n", encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (["Tag", "Power"], ["P-101", 30], ["P-102", 45], ["P-103", 11]):
        book.active.append(row)
    book.save(tmp_path / "register.xlsx")
    (tmp_path / "register.xlsx").rename(folder / "register.pdf")
    (folder / "secret.txt").chmod(0)
    (folder / "shut").chmod(0)
    try:
        done = product.run("ingest", str(folder), "--json", under=_UNPRIVILEGED)
    finally:
        (folder / "shut").chmod(0o700)
    assert done.code == 3, done.err
    assert [file["source"] for file in done.json["ingested"]] == ["locked/register.pdf"]
    assert "XLSX" in done.json["ingested"][0]["warnings"][0]
    refused = {file["source"]: file for file in done.json["quarantined"]}
    assert set(refused) == {"locked/shut", "locked/secret.txt"}
    assert all(file["reason"] == "no permission to read it" and file["hint"] for file in refused.values())


def test_where_nothing_came_in_the_code_is_1(product: Any, tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.pdf").touch()
    (folder / "noise.xlsx").write_bytes(random.Random(2).randbytes(5_000))
    done = product.run("ingest", str(folder))
    assert done.code == 1
    assert "quarantine: bad/empty.pdf" in done.out


def test_a_file_past_its_time_is_stopped_and_the_rest_comes_in(product: Any) -> None:
    plant = product.plant()
    (plant / "long line.txt").write_text("The pump P-101 hums. " * 2_500_000, encoding="utf-8")
    done = product.run("ingest", str(plant), "--json", extra={"ASSISTANT_INGEST__SECONDS_PER_FILE": "0.05"})
    assert done.code in (1, 3)
    assert any("longer than 0.05 seconds" in file["reason"] for file in done.json["quarantined"])


def test_a_memory_bomb_costs_one_file(product: Any) -> None:
    from PIL import Image

    plant = product.plant()
    Image.new("L", (10_900, 10_900), 255).save(plant / "bomb.png")  # 0.1 MB that unfolds to more than 350
    assert (plant / "bomb.png").stat().st_size < 200_000
    done = product.run("ingest", str(plant), "--json", extra={"ASSISTANT_INGEST__MEMORY_MB_PER_FILE": "350"})
    assert done.code == 3, done.err
    assert {file["source"]: file["reason"] for file in done.json["quarantined"]} == {
        "plant/bomb.png": "reading it took more than 350 MB of memory and was stopped"
    }
    assert len(done.json["ingested"]) == 3
