"""The command ``drawing`` on a real file: summary, findings, marked picture, exit codes, both languages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import ezdxf
import pytest
from PIL import Image

from ui.cli import main


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    drawing = ezdxf.new("R2010")  # type: ignore[attr-defined,unused-ignore]
    model = drawing.modelspace()
    for row, (label, value) in enumerate(
        (("TITLE", "P&ID FEED WATER"), ("DRAWING NO.", "PX-101-07"), ("REV", "B"), ("DATE", "2024-02-11"),
         ("DRAWN BY", "A. Blanc"))
    ):  # fmt: skip
        model.add_text(label, height=2.5).set_placement((300, 40 - 6 * row))
        model.add_text(value, height=2.5).set_placement((330, 40 - 6 * row))
    for place, tag in enumerate(("P-101A", "P-101B", "V-102", "P-109")):
        model.add_circle((40 + 50 * place, 200), 7)
        model.add_text(tag, height=2.5).set_placement((35 + 50 * place, 188))
    path = tmp_path / "PX-101-07_revC.dxf"
    drawing.saveas(path)
    return path


def _run(capfd: pytest.CaptureFixture[str], tmp_path: Path, *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path / "none"), "drawing", *words])
    return int(ended.value.code or 0), capfd.readouterr().out


def test_findings_json_and_picture(plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    register, picture = tmp_path / "equipment.csv", tmp_path / "marked.png"
    register.write_text("Tag,Description\nP-101A,pump\nP-101B,pump\nV-102,tank\n")
    code, out = _run(capfd, tmp_path, str(plan), "--against", str(register), "-o", str(picture), "--json")
    body = json.loads(out)
    assert code == 0
    assert {(f["rule"], f["subject"]) for f in body["findings"]} == {
        ("revision_file", "B"), ("tag_unregistered", "P-109"),
    }  # fmt: skip
    assert body["title_block"]["drawing number"] == "PX-101-07"
    assert not (tmp_path / "none").exists()
    image = Image.open(io.BytesIO(picture.read_bytes())).convert("RGB")
    colours = image.getcolors(maxcolors=1 << 24) or []
    assert any(colour == (200, 30, 30) for _, colour in colours)


def test_french_report_and_refusals(plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out = _run(capfd, tmp_path, str(plan), "--language", "fr")
    assert code == 0
    assert "Le cartouche dit indice B, le nom du fichier dit C." in out
    assert _run(capfd, tmp_path, str(plan), "--language", "de")[0] == 2
    broken = tmp_path / "broken.dxf"
    broken.write_bytes(b"0\nSECTION\n2\nENTITIES\n0\nLINE\n garbage")
    assert _run(capfd, tmp_path, str(broken))[0] == 1


def test_a_sheet_is_held_to_a_clause_of_an_ingested_standard(
    plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    standard, data = tmp_path / "S-1.md", str(tmp_path / "data")
    standard.write_text(
        "# 7 Guards\n\n## 7.3 Distance\n\nThe guard must be no more than 12 mm from the shaft.\n", "utf-8"
    )
    drawing = ezdxf.readfile(plan)  # type: ignore[attr-defined,unused-ignore]
    drawing.modelspace().add_linear_dim(base=(0, 60), p1=(0, 50), p2=(14, 50)).render()
    drawing.saveas(plan)
    for words in (["ingest", str(standard)], ["drawing", str(plan), "--clause", "7.3", "--json"]):
        with pytest.raises(SystemExit) as ended:
            main(["--data", data, *words])
        assert not ended.value.code
        out = capfd.readouterr().out
    (verdict,) = json.loads(out)["clauses"]
    assert verdict["shown"] == "14"
    assert (verdict["label"], verdict["verdict"], verdict["bound"]) == ("7.3", "broken", "most 12 mm")
    with pytest.raises(SystemExit) as refused:
        main(["--data", data, "drawing", str(plan), "--clause", "9.9"])
    assert refused.value.code == 1
    assert "no ingested document has a clause 9.9" in capfd.readouterr().err
