"""What a batch's report says of itself."""

from __future__ import annotations

import json

import pytest

from ingest.report import IngestedFile, IngestReport, RefusedFile, SkippedFile

CAME = IngestedFile(
    source="p/a", kind="text", media="pdf", revision=1, pages=2, chunks=3, rows=4, seconds=0.5
)
LEFT = SkippedFile(source="p/b", reason="unchanged")
REFUSED = RefusedFile(source="p/c", reason="torn", hint="mend it")


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (IngestReport(), 0),
        (IngestReport(ingested=(CAME,), skipped=(LEFT,)), 0),
        (IngestReport(quarantined=(REFUSED,)), 1),
        (IngestReport(skipped=(LEFT,), quarantined=(REFUSED,)), 3),
        (IngestReport(ingested=(CAME,), quarantined=(REFUSED,)), 3),
        (IngestReport(ingested=(CAME,), stopped=True), 3),
    ],
)
def test_exit_codes(report: IngestReport, code: int) -> None:
    assert report.exit_code == code


def test_json_is_the_contracts() -> None:
    report = json.loads(
        json.dumps(IngestReport(ingested=(CAME,), quarantined=(REFUSED,), seconds=1.5).to_json())
    )
    assert {"source", "kind", "pages", "chunks", "rows", "seconds"} <= set(report["ingested"][0])
    assert report["quarantined"] == [{"source": "p/c", "reason": "torn", "hint": "mend it"}]
    assert (report["skipped"], report["seconds"]) == ([], 1.5)
