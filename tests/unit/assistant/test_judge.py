from __future__ import annotations

from dataclasses import replace

from assistant.judge import judge
from assistant.records import Evidence, Finding
from retrieval.records import Kind


def piece(kind: Kind, score: float, *, verbatim: bool = False) -> Evidence:
    return Evidence(kind=kind, source=f"{kind}.csv", quote="q", score=score, verbatim=verbatim)


def test_best_evidence_first_and_weak_evidence_left_out() -> None:
    findings: dict[Kind, Finding] = {
        "text": Finding(evidence=(piece("text", 0.7), piece("text", 0.3))),
        "table": Finding(evidence=(piece("table", 0.9),)),
    }
    verdict = judge(findings, {"table": 0.6, "text": 0.4}, enough=0.5)
    assert [item.kind for item in verdict.evidence] == ["table", "text"]
    assert verdict.refusal is None


def test_the_order_that_an_expert_gave_is_kept() -> None:
    first, second = piece("text", 0.8), piece("text", 0.8)
    verdict = judge({"text": Finding(evidence=(first, second))}, {"text": 1.0}, enough=0.5)
    assert verdict.evidence[0] is first
    assert verdict.evidence[1] is second


def test_a_weighty_refusal_wins_over_weak_text() -> None:
    findings: dict[Kind, Finding] = {
        "table": Finding(refusal="There is no Pump 8."),
        "text": Finding(evidence=(piece("text", 0.6),)),
    }
    verdict = judge(findings, {"table": 0.8, "text": 0.2}, enough=0.5)
    assert verdict.evidence == ()
    assert verdict.refusal == "There is no Pump 8."


def test_near_certain_text_wins_over_a_refusal() -> None:
    findings: dict[Kind, Finding] = {
        "table": Finding(refusal="There is no Pump 8."),
        "text": Finding(evidence=(piece("text", 0.95),)),
    }
    assert judge(findings, {"table": 0.8, "text": 0.2}, enough=0.5).evidence


def test_a_light_refusal_does_not_silence_a_weightier_expert() -> None:
    findings: dict[Kind, Finding] = {
        "text": Finding(refusal="P-101 is in no document."),
        "table": Finding(evidence=(piece("table", 0.6),)),
    }
    assert judge(findings, {"table": 0.8, "text": 0.2}, enough=0.5).evidence
    assert judge(findings, {"table": 0.8, "text": 0.2}, enough=0.7).refusal == "P-101 is in no document."


def test_fair_text_wins_over_a_refusal_that_rests_on_an_unplaced_word() -> None:
    refusal = Finding(refusal="The list has no column on “knobs”.", sure=False)
    findings: dict[Kind, Finding] = {"table": refusal, "text": Finding(evidence=(piece("text", 0.65),))}
    assert judge(findings, {"table": 0.8, "text": 0.2}, enough=0.5).evidence
    weak: dict[Kind, Finding] = {"table": refusal, "text": Finding(evidence=(piece("text", 0.55),))}
    assert judge(weak, {"table": 0.8, "text": 0.2}, enough=0.5).evidence == ()


def test_printed_rows_give_way_to_what_the_table_expert_read_of_their_source() -> None:
    def row(quote: str, source: str = "limits.pdf") -> Evidence:
        return Evidence(kind="text", source=source, quote=quote, score=0.95)

    said = "To air: 1 500 with Toluidine."
    read = Evidence(kind="table", source="limits.pdf", quote="", score=0.7, statement=said, values=("1 500",))
    rows = (row("Ethyl toluidine | - | 70"), row("Part A | 1 | 2", "other.pdf"), row("Limits are yearly."))
    findings: dict[Kind, Finding] = {"text": Finding(evidence=rows), "table": Finding(evidence=(read,))}
    verdict = judge(findings, {"text": 1.0, "table": 0.6}, enough=0.5)
    assert [item.quote for item in verdict.evidence] == ["Part A | 1 | 2", "Limits are yearly.", ""]
    for other in (replace(read, score=0.5), replace(read, values=("Toluidine",))):
        kept = judge(
            {**findings, "table": Finding(evidence=(other,))}, {"text": 1.0, "table": 0.6}, enough=0.5
        )
        assert kept.evidence[0].quote == "Ethyl toluidine | - | 70"


def test_a_lesser_expert_s_unplaced_word_is_not_what_the_user_is_told() -> None:
    refusal = Finding(refusal="The actions have no column on “wrote”.", sure=False)
    findings: dict[Kind, Finding] = {"table": refusal, "text": Finding()}
    assert judge(findings, {"table": 0.4, "text": 0.6}, enough=0.5).refusal is None
    assert judge(findings, {"table": 0.6, "text": 0.4}, enough=0.5).refusal == refusal.refusal


def test_a_cell_looked_up_stands_before_its_name_in_prose() -> None:
    cell = replace(piece("table", 0.95), source="sheet.html", statement="640 (Strength)", values=("640",))
    name = replace(piece("text", 1.0), source="sheet.html", quote="Strength of QX7-2 / Zugfestigkeit")
    figure = replace(piece("text", 1.0), source="sheet.html", quote="It bears 640 N/mm2.")
    other = replace(name, source="other.html")
    findings: dict[Kind, Finding] = {
        "text": Finding(evidence=(name, figure, other)),
        "table": Finding(evidence=(cell,)),
    }
    verdict = judge(findings, {"text": 0.6, "table": 0.4}, enough=0.5)
    assert name not in verdict.evidence
    assert {figure, other, cell} == set(verdict.evidence)


def test_words_of_a_drawing_yield_to_what_was_told_of_it() -> None:
    told = Evidence(
        kind="drawing", source="a.dxf", quote="P-1, P-2", statement="P-1, P-2: 2 pumps.", score=0.9
    )
    words = Evidence(kind="drawing", source="a.dxf", quote="DRAWING_NO: a", score=0.99)
    other = replace(words, source="b.dxf")
    findings: dict[Kind, Finding] = {
        "text": Finding(evidence=(words, other)),
        "drawing": Finding(evidence=(told,)),
    }
    verdict = judge(findings, {"drawing": 0.5, "text": 0.5}, enough=0.5)
    assert words not in verdict.evidence
    assert {told, other} <= set(verdict.evidence)


def test_likely_words_wait_until_nobody_else_answers() -> None:
    verdict = judge({"text": Finding(evidence=(piece("text", 0.46),))}, {"text": 1.0}, enough=0.5)
    assert verdict.evidence == ()
    assert [item.score for item in verdict.likely] == [0.46]
    both: dict[Kind, Finding] = {
        "table": Finding(evidence=(piece("table", 0.9),)),
        "text": Finding(evidence=(piece("text", 0.46), piece("text", 0.2))),
    }
    assert judge(both, {"table": 0.5, "text": 0.5}, enough=0.5).likely == ()
