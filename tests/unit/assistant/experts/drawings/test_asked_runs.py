from __future__ import annotations

import pytest

from assistant.experts.drawings.asked_runs import RunAsked, Want, asked_run
from retrieval.identifiers import normalise

KNOWN = frozenset(
    normalise(tag)
    for tag in {
        "P-101A",
        "P-101B",
        "V-102",
        "FV-101",
        "HV-13",
        "Q1",
        "M-101A",
        "T-100",
        "P-12",
        "E-15",
        "NRV-3",
    }
)


@pytest.mark.parametrize(
    ("text", "want", "tags"),
    [
        ("what is between P-101A and V-102 on the P&ID?", "between", ("P-101A", "V-102")),
        ("path from T-100 to V-102", "between", ("T-100", "V-102")),
        ("vannes entre T-100 et P-12", "between", ("T-100", "P-12")),
        ("what's downstream of FV-101", "down", ("FV-101",)),
        ("FV-101 downstream?", "down", ("FV-101",)),
        ("qu'est-ce qui est en aval de P-12", "down", ("P-12",)),
        ("where does the line after FV-101 go?", "down", ("FV-101",)),
        ("what does T-100 feed?", "down", ("T-100",)),
        ("what is fed by T-100?", "down", ("T-100",)),
        ("qu'alimente T-100 ?", "down", ("T-100",)),
        ("what feeds V-102?", "up", ("V-102",)),
        ("V-102 is fed from what?", "up", ("V-102",)),
        ("qui alimente V-102 ?", "up", ("V-102",)),
        ("quelle vanne en amont de la pompe P-101B ?", "up", ("P-101B",)),
        ("which breaker feeds M-101A", "up", ("M-101A",)),
        ("downstream of q1", "down", (normalise("Q1"),)),
        ("amont hv-13", "up", ("HV-13",)),
        ("which valves must be closed to isolate P-101A?", "isolate", ("P-101A",)),
        ("P-101A isolation points", "isolate", ("P-101A",)),
        ("LOTO points P-101A", "isolate", ("P-101A",)),
        ("quelles vannes fermer pour isoler P-12", "isolate", ("P-12",)),
        ("consignation de P-12 : quels organes ?", "isolate", ("P-12",)),
        ("what are the block valves of P-101B", "isolate", ("P-101B",)),
        ("which valves would I close to take FV-101 out", "isolate", ("FV-101",)),
        ("upstrem of FV-101", "up", ("FV-101",)),
        ("is FV-101 downstream of P-101A?", "reaches", ("P-101A", "FV-101")),
        ("does P-101A feed V-102?", "reaches", ("P-101A", "V-102")),
        ("is V-102 fed by P-101A?", "reaches", ("P-101A", "V-102")),
        ("est-ce que T-100 est en amont de P-12 ?", "reaches", ("T-100", "P-12")),
        ("what bypasses E-15?", "bypass", ("E-15",)),
        ("which instruments are on V-102?", "instruments", ("V-102",)),
    ],
)
def test_asked(text: str, want: Want, tags: tuple[str, ...]) -> None:
    asked = asked_run(text, KNOWN)
    assert asked is not None
    assert (asked.want, asked.tags) == (want, tags)


@pytest.mark.parametrize(
    "text",
    [
        "what is the difference between P-101A and P-101B?",
        "pressure drop between P-101A and V-102",
        "how many days between failures of P-101A and P-101B?",
        "distance between P-101A and V-102",
        "what is the vibration of P-101A after the repair?",
        "what happened after P-101A tripped?",
        "which bearing was fitted before P-101A was overhauled?",
        "avant la panne de P-101A, quelle température ?",
        "insulation resistance of M-101A",
        "résistance d'isolement du moteur M-101A",
        "when was P-101A isolated?",
        "how do I de-isolate P-101A?",
        "déconsigner P-101A",
        "who isolated P-101A last week",
        "combien coûte la vanne FV-101",
        "compare P-101A and P-101B",
        "what feeds the report on P-101A?",
        "is FV-101 closed?",
        "what is upstream of the crusher?",
        "which valves must be closed?",
        "can I run P-101A with the discharge valve closed?",
        "puis-je démarrer P-101A vanne fermée ?",
        "flow before FV-101",
        "set point of the pressure switch between P-101A and V-102",
    ],
)
def test_near_misses(text: str) -> None:
    assert asked_run(text, KNOWN) is None


def test_a_kind_is_what_the_question_asks_for_not_what_the_tag_is() -> None:
    asked = asked_run("is there a check valve between P-101A and V-102?", KNOWN)
    assert asked is not None
    assert (asked.roles, asked.whether) == (frozenset({"check"}), True)
    assert _roles("amont de NRV-3") == frozenset()
    assert _roles("quelle vanne est en amont de la pompe P-12 ?") > {"isolating", "control"}


def _roles(text: str) -> frozenset[str]:
    asked: RunAsked | None = asked_run(text, KNOWN)
    assert asked is not None
    return frozenset(asked.roles)


def test_what_a_tag_is_called_may_be_any_noun() -> None:
    asked = asked_run("quels instruments sont sur la chaudière P-101A ?", KNOWN)
    assert asked is not None
    assert (asked.want, asked.tags) == ("instruments", ("P-101A",))
    assert asked_run("what is the warranty between the boiler P-101A and V-102?", KNOWN) is None
