from __future__ import annotations

from eval.benchmarks.maintie import Dictionary, f1, figures, split
from ingest.shorthand.maintie import Order, Relation
from ingest.shorthand.spans import Entity

REPLACE, LEAKING, SEAL = Entity(0, 1, "Activity"), Entity(1, 2, "Process"), Entity(2, 3, "PhysicalObject")


def order(text: str) -> Order:
    return Order(
        words=tuple(text.split()),
        entities=(REPLACE, LEAKING, SEAL),
        relations=(Relation(REPLACE, SEAL, "hasPatient"),),
    )


def test_f1_counts_each_thing_once() -> None:
    assert f1([(("a", "b", "b"), ("b", "c"))]) == 0.5
    assert f1([((), ())]) == 0.0


def test_the_dictionary_knows_what_it_was_taught_only() -> None:
    dictionary = Dictionary([order("replace leaking seal"), order("change worn seal")])
    assert dictionary.read("Replace worn gasket".split()) == ((REPLACE, LEAKING), ())
    entities, relations = dictionary.read("replace leaking seal".split())
    assert entities == (REPLACE, LEAKING, SEAL)
    assert relations == (Relation(REPLACE, SEAL, "hasPatient"),)


def test_figures_ask_for_words_class_and_both_ends() -> None:
    gold = order("replace leaking seal")
    wrong = Entity(1, 2, "State")
    scores = figures([gold], [((REPLACE, wrong, SEAL), (Relation(SEAL, REPLACE, "hasPatient"),))])
    assert scores["entity_f1"] == 2 / 3
    assert scores["entity_f1_Activity"] == 1.0
    assert scores["entity_f1_Process"] == 0.0
    assert scores["relation_f1"] == 0.0


def test_no_phrase_is_on_both_sides() -> None:
    orders = [order(f"<id> replace {n % 20} seal") for n in range(60)]
    test, rest = split(orders)
    assert len(test) + len(rest) == 60
    assert not {o.words for o in test} & {o.words for o in rest}
