"""A batch's report in words, in both languages and every format; hostile names stay words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.reports.ingestion.keep import keep_report
from assistant.reports.ingestion.render import render, write_report
from assistant.reports.ingestion.sections import headline, sections
from ingest.near_duplicates import AlikeGroup
from ingest.report import IngestedFile, IngestedLog, IngestReport, RefusedFile, SkippedFile
from ingest.revision_families import FamilyMember, RevisionFamily

AT = datetime(2025, 3, 4, 5, 6, tzinfo=UTC)
HOSTILE = "p/<script>alert(1)</script>|`x`.pdf"


def _file(source: str, media: str, **fields: object) -> IngestedFile:
    made: dict[str, object] = {
        "source": source, "media": media, "kind": "text", "revision": 1, "pages": None, "chunks": 1, "rows": 0, "seconds": 0.5,
    }  # fmt: skip
    return IngestedFile(**{**made, **fields})  # type: ignore[arg-type]


REPORT = IngestReport(
    ingested=(
        _file("p/a.pdf", "pdf", pages=1200, chunks=30, seconds=9.25, warnings=("Read by text recognition.",)),
        _file("p/b_revB.pdf", "pdf", pages=3, revision=2),
        _file("p/log.csv", "csv", rows=1_000_000, seconds=20.0),
    ),
    skipped=(SkippedFile(source="p/c.pdf", reason="unchanged"),),
    quarantined=(RefusedFile(source=HOSTILE, reason="torn", hint="mend it"),),
    vanished=("p/gone.pdf",),
    seconds=61.0,
    revisions=(
        RevisionFamily(
            name="b",
            members=(
                FamilyMember(
                    source="p/b_revB.pdf", revision="B", date="2023-01-01", state="in force", dated_back=True
                ),
                FamilyMember(
                    source="p/b_revA.pdf",
                    revision="A",
                    date="2024-01-01",
                    state="superseded",
                    by="p/b_revB.pdf",
                ),
                FamilyMember(
                    source="p/b_revC.pdf", revision="B", date=None, state="undecided", doubt="name differs"
                ),
            ),
        ),
    ),
    alike=(AlikeGroup(sources=("p/a.pdf", "p/x.docx"), likeness="near-duplicate", resemblance=0.71),),
)


def _rows(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {section.title: section.rows for section in sections(REPORT, language)}  # type: ignore[arg-type]


def test_in_english() -> None:
    assert (
        headline(REPORT, "en") == "3 came in, 1 unchanged, 1 in quarantine, 1 older revision, 2 alike; 61.0 s"
    )
    rows = _rows("en")
    assert rows["What came in"] == (
        ("pdf", "2", "1,203", "", "31", "9.8"),
        ("csv", "1", "", "1,000,000", "1", "20.0"),
        ("all", "3", "1,203", "1,000,000", "32", "29.8"),
    )
    assert rows["What did not come in"] == ((HOSTILE, "torn", "mend it"),)
    assert [row[4] for row in rows["Revisions in several files"]] == [
        "in force; dated before an older one",
        "replaced by p/b_revB.pdf",
        "undecided: the file's name and the document state different revisions",
    ]
    assert rows["Copies and near-duplicates"] == (("nearly alike (71 %)", "p/a.pdf\np/x.docx"),)
    assert rows["Files that replaced their former content"] == (("p/b_revB.pdf", "2"),)
    assert rows["Slowest files"][0] == ("p/log.csv", "20.0")
    assert rows["No longer there"][0][0] == "p/gone.pdf"


def test_in_french() -> None:
    assert headline(REPORT, "fr") == (
        "3 entrés, 1 inchangé, 1 en quarantaine, 1 révision antérieure, 2 semblables; 61.0 s"
    )
    rows = _rows("fr")
    assert rows["Ce qui est entré"][0] == ("pdf", "2", "1\u202f203", "", "31", "9,8")
    assert rows["Révisions en plusieurs fichiers"][1][4] == "remplacé par p/b_revB.pdf"
    assert len(rows) == len(_rows("en"))


def test_what_is_empty_is_left_out_and_a_stop_is_said() -> None:
    bare = IngestReport(stopped=True)
    assert sections(bare, "en") == []
    assert headline(bare, "en") == "stopped before the end: 0 came in, 0 unchanged; 0.0 s"


def test_what_was_passed_over_is_counted() -> None:
    report = IngestReport(ignored=7)
    assert headline(report, "en") == "0 came in, 0 unchanged, 7 passed over; 0.0 s"
    assert headline(report, "fr") == "0 entrés, 0 inchangés, 7 laissés de côté; 0.0 s"


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_words_of_files_do_nothing_on_a_page(suffix: str) -> None:
    page = render(REPORT, suffix=suffix, language="fr", at=AT)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "04/03/2025" in page
    if suffix == ".md":
        assert all(line.count(" | ") == 2 for line in page.splitlines() if "torn" in line)


def test_json_gives_the_same_report_back() -> None:
    body = json.loads(render(REPORT, suffix=".json", language="en", at=AT))
    assert body["at"] == "2025-03-04T05:06:00+00:00"
    assert IngestReport.from_json(body) == REPORT


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"\.docx"):
        write_report(REPORT, tmp_path / "x.docx", language="en", at=AT)
    assert list(tmp_path.iterdir()) == []


def test_the_last_batches_are_kept_in_the_data_folder(tmp_path: Path) -> None:
    assert keep_report(IngestReport(skipped=REPORT.skipped), tmp_path).file is None
    assert not (tmp_path / "reports").exists()
    kept = [keep_report(REPORT, tmp_path) for _ in range(32)]
    assert kept[-1].file is not None
    page = Path(kept[-1].file)
    assert IngestReport.from_json(json.loads(page.with_suffix(".json").read_text("utf-8"))) == kept[-1]
    assert len(list((tmp_path / "reports").glob("*.html"))) == 30
    assert len(list((tmp_path / "reports").iterdir())) == 60


def test_a_french_report_gives_reasons_and_hints_in_french() -> None:
    refused = RefusedFile(
        source="p/d.dwg", reason="DWG drawings cannot be read", hint="export the drawing as DXF or PDF"
    )
    report = IngestReport(quarantined=(refused,))
    rows = {language: sections(report, language)[-1].rows for language in ("en", "fr")}
    assert rows["en"] == ((refused.source, refused.reason, refused.hint),)
    assert rows["fr"] == (
        ("p/d.dwg", "les plans DWG ne peuvent pas être lus", "exportez le plan en DXF ou PDF"),
    )


def test_logs_have_their_period_and_rate_and_remarks_are_in_the_reader_s_language() -> None:
    log = IngestedLog(
        name="FT-210",
        start="2024-10-26 22:00:00",
        end="2024-10-27 08:55:00",
        step_seconds=0.5,
        rows=1440,
        sensors=2,
    )
    remark = "12 rows repeat a time that another row has; all are kept."
    report = IngestReport(ingested=(_file("p/log.csv", "log", logs=(log,), warnings=(remark,)),))
    again = IngestReport.from_json(json.loads(json.dumps(report.to_json())))
    assert again == report
    french = {section.title: section.rows for section in sections(again, "fr")}
    assert french["Journaux de capteurs"] == (
        ("p/log.csv", "FT-210", "2024-10-26 22:00:00", "2024-10-27 08:55:00", "0,5 s", "1\u202f440", "2"),
    )
    assert french["Remarques"] == (
        ("p/log.csv", "12 lignes répètent l'heure d'une autre ; toutes sont gardées."),
    )
    english = {section.title: section.rows for section in sections(again, "en")}
    assert english["Notes"] == (("p/log.csv", remark),)
