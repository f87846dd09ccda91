"""What the page shows of answers: escaped, marked, and read back as it was said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.records import Answer, Citation, Removed, Rows, Usage
from retrieval.records import Document, QuarantinedFile
from ui.web import present, words

HOSTILE = 'limit <img src=x onerror="alert(1)"> [here](http://evil.example) `code` **bold** 5 * 3 # x'


def citation(**fields: object) -> Citation:
    return Citation(
        **{"n": 1, "source": "plant/std.pdf", "kind": "text", "quote": "q", "score": 0.9, **fields}
    )  # type: ignore[arg-type]


def test_markdown_of_documents_means_nothing() -> None:
    shown = present.as_markdown(HOSTILE)
    assert "<img" not in shown
    assert "](" not in shown
    assert "://" not in shown
    assert "\\*\\*bold\\*\\*" in shown


def test_markers_stand_out() -> None:
    assert present.as_markdown("The limit is 7.1 mm/s [2].") == "The limit is 7.1 mm/s\u00a0**\\[2\\]**."


@pytest.mark.parametrize("text", ["The limit is 7.1 mm/s.", HOSTILE, "10 < 12 & a_b", "line one\nline two"])
def test_history_reads_what_was_said(text: str) -> None:
    shown = present.as_markdown(text + " [1]") + "\n\n " + "<sub>1.2 s</sub>"
    assert present.plain(shown) == text


LISTED = "The pump runs. [1]\n• work_orders.csv: 1 row [2]\n• P-101A - tripped [3]\nThe sources are:\n• a.pdf"


def test_points_are_a_list_that_the_next_line_ends() -> None:
    lines = present.as_markdown(LISTED).split("\n")
    assert [line[:2] for line in lines] == ["Th", "- ", "- ", "", "Th", "- "]
    assert lines[2].startswith('- <span class="whole">P\\-101A</span> \\- tripped')


def test_a_list_is_read_back_as_it_was_said() -> None:
    bare = LISTED.replace(" [1]", "").replace(" [2]", "").replace(" [3]", "")
    assert present.plain(present.as_markdown(LISTED)) == bare


def test_a_hyphen_of_a_document_is_no_list() -> None:
    assert present.as_markdown("- 3 bolts").startswith("\\-")


def test_place_names_page_clause_window_and_rows() -> None:
    assert present.place(citation(page=4, label="4.2")) == "p. 4 · § 4.2"
    assert present.place(citation(page=4, label="Table 1")) == "p. 4 · Table 1"
    assert present.place(citation(page=4, label="3")) == "p. 4 · point 3"
    window = citation(sensor="Flow", start=datetime(2024, 6, 5, 10), end=datetime(2024, 6, 5, 12))
    assert present.place(window) == "Flow · 2024-06-05 10:00 – 12:00"
    rows = Rows(columns=("n",), values=((3,),), total=1, matched=3)
    assert present.place(citation(rows=rows)) == "3 rows"
    assert present.place(citation(rows=rows), language="fr") == "3 lignes"


def test_cards_carry_numbers_and_escape() -> None:
    cards = present.evidence_cards([citation(quote="<script>alert(1)</script>"), citation(n=2)], selected=2)
    assert 'data-n="1"' in cards
    assert "<script>" not in cards
    assert cards.count("card selected") == 1


def test_cards_tell_what_was_taken_for_granted() -> None:
    cards = present.evidence_cards([replace(citation(), caveats=("Dates are those of <Created>.",))])
    assert '<span class="caveat">Dates are those of &lt;Created&gt;.</span>' in cards


def test_passage_marks_the_quote_once() -> None:
    shown = present.marked_passage("before <b> quote after", "<b> quote", headings=("4 Limits",))
    assert shown.count("<mark>") == 1
    assert "<mark>&lt;b&gt; quote</mark>" in shown


def test_footer_tells_what_was_left_out() -> None:
    answer = Answer(
        text="x",
        abstained=False,
        language="fr",
        removed=(Removed(text="y", reason="number"),),
        usage=Usage(seconds=2.04),
    )
    assert present.footer(answer) == "<sub>2,0 s · 1 phrase(s) non étayée(s) retirée(s)</sub>"


def test_ingest_summary_names_reason_and_hint() -> None:
    report = {
        "ingested": [{}],
        "skipped": [],
        "quarantined": [{"source": "a.pdf", "reason": "encrypted", "hint": "unlock it"}],
    }
    assert "a.pdf: encrypted (unlock it)" in present.ingest_summary(report, said=words.INGESTED["en"])


def test_what_is_doubtful_of_a_file_that_came_in_is_told() -> None:
    scan = "Read by text recognition, so check what you quote: page 1."
    report = {
        "ingested": [
            {"source": "scan.pdf", "warnings": [scan]},
            {"source": "log.csv", "warnings": ["x"] * 6},
        ],
        "skipped": [],
        "quarantined": [],
    }
    said = present.ingest_summary(report, said=words.INGESTED["en"])
    assert "scan.pdf: Read by text recognition" in said
    assert "log.csv: … (+2)" in said
    french = present.ingest_summary(report, said=words.INGESTED["fr"], language="fr")
    assert "reconnaissance de texte" in french


def test_reasons_and_hints_are_french_on_a_french_page() -> None:
    file = QuarantinedFile(
        source="a.pdf", reason="the PDF has no pages", hint="export it again", sha256=None,
        at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    french = ["a.pdf", "le PDF n'a aucune page", "exportez-le de nouveau"]
    assert present.quarantine_rows([file], language="fr") == [french]
    assert present.quarantine_rows([file]) == [["a.pdf", file.reason, file.hint]]
    report = {
        "ingested": [],
        "skipped": [],
        "quarantined": [{"source": "a.pdf", "reason": file.reason, "hint": file.hint}],
    }
    said = present.ingest_summary(report, said=words.INGESTED["fr"], language="fr")
    assert "le PDF n'a aucune page (exportez\\-le de nouveau)" in said


def test_the_pages_words_are_the_same_in_both_languages() -> None:
    assert set(words.ENGLISH) == set(words.FRENCH)
    both = (
        words.EMPTY,
        words.LOADING,
        words.SETTING_UP,
        words.WAITING,
        words.STOPPED,
        words.FILLED,
        words.INGESTED,
    )
    assert all(set(said) == {"en", "fr"} for said in (*both, words.SOURCE_HEADERS, words.QUARANTINE_HEADERS))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr-FR,fr;q=0.9,en;q=0.8", "fr"), ("en-US,fr;q=0.5", "en"), (None, "en"), ("", "en")],
)
def test_a_browser_that_prefers_french_gets_french(accepted: str | None, language: str) -> None:
    assert words.language_of(accepted) == language


def test_the_list_of_sources_says_what_replaces_an_older_revision() -> None:
    made = Document(
        id="1", source="p/a_revA.pdf", collection="p", path="a_revA.pdf", media="pdf", sha256="x", revision=1,
        title="A", language="en", ingested_at=datetime(2025, 3, 4, 5, 6), pages=2, printed_revision="A",
        superseded_by="p/a_revB.pdf",
    )  # fmt: skip
    newer = replace(made, source="p/a_revB.pdf", printed_revision=None, pages=None, superseded_by=None)
    assert present.document_rows([newer, made], replaced="{revision}, replaced by {by}") == [
        ["p/a_revA.pdf", "pdf", "A", "2", "A, replaced by p/a_revB.pdf", "2025-03-04 05:06"],
        ["p/a_revB.pdf", "pdf", "A", "", "1", "2025-03-04 05:06"],
    ]


def test_no_line_is_broken_within_a_tag_or_before_a_marker_or_a_french_sign() -> None:
    said = present.as_markdown("Limite de P-101A : 7,1 mm/s [1] ; « alerte ».", language="fr")
    assert (
        '<span class="whole">P\\-101A</span>\u00a0: 7,1 mm/s\u00a0**\\[1\\]**\u00a0; «\u00a0alerte\u00a0».'
        in said
    )
    assert present.plain(said) == "Limite de P-101A : 7,1 mm/s ; « alerte »."
    hostile = present.as_markdown("<b>A-1</b> <span class=whole>")
    assert "<b>" not in hostile
    assert "<span class=whole>" not in hostile


def test_places_that_are_near_are_marked_as_no_answer() -> None:
    near = Citation(n=1, source="std.pdf", kind="text", quote="fire water pumps", score=0.3, is_near=True)
    cards = present.evidence_cards([near], language="fr", turn=0)
    assert "Pas une réponse" in cards
    assert 'data-n="1"' in cards
    assert "Pas une réponse" not in present.evidence_cards([replace(near, is_near=False)], language="fr")
    answer = Answer(text="", abstained=True, language="fr", nearest=(near,))
    assert "1 passage proche, sans réponse : voir les preuves" in present.footer(answer)


def test_times_of_a_signal_are_written_as_their_reader_writes_them() -> None:
    start = datetime(2025, 9, 1)
    window = Citation(
        n=1,
        source="log.csv",
        kind="series",
        quote="",
        score=1.0,
        start=start,
        end=datetime(2025, 9, 30, 23, 59),
    )
    assert present.place(window, language="fr") == "01/09/2025 00:00 – 30/09/2025 23:59"
    assert present.place(window) == "2025-09-01 00:00 – 2025-09-30 23:59"


def test_readings_of_registers_are_counted_apart_from_passages() -> None:
    rows = Rows(columns=("a",), values=(("1",),), total=1, matched=1)
    reading = Citation(n=1, source="a.csv", kind="table", quote="A: 1.", score=0.3, rows=rows, is_near=True)
    passage = Citation(n=2, source="b.docx", kind="text", quote="b", score=0.3, is_near=True)
    for nearest, said in (
        ((reading,), "1 possible reading of a register, no answer"),
        ((reading, reading, passage), "2 possible readings of a register and 1 passage near it, no answer"),
    ):
        answer = Answer(text="", abstained=True, language="en", nearest=nearest)
        assert said in present.footer(answer)
