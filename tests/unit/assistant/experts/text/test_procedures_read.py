"""Procedures read out of passages: numbers, bullets, tables, prose, and lists that are none."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.text.procedures.instructive import is_instructive, is_order
from assistant.experts.text.procedures.read import procedures_of
from assistant.experts.text.procedures.records import Procedure
from retrieval.records import Chunk, Kind, Language


def chunk(
    ordinal: int,
    text: str,
    headings: tuple[str, ...] = (),
    label: str | None = None,
    kind: Kind = "text",
    language: Language = "en",
) -> Chunk:
    return Chunk(
        id=f"c{ordinal}", source="shop/book.docx", kind=kind, ordinal=ordinal, text=text, headings=headings,
        label=label, language=language,
    )  # fmt: skip


def told(procedure: Procedure) -> list[str]:
    return [" ".join(line.text for line in step.lines) for step in procedure.steps]


def only(chunks: Sequence[Chunk]) -> Procedure:
    found = procedures_of(chunks)
    assert len(found) == 1
    return found[0]


def test_a_numbered_list_keeps_its_sub_steps_and_ends_before_the_next_paragraph() -> None:
    text = "1. Close the valve:\na. turn it;\nb. lock it.\n2. Open the drain.\nThe drain is of steel."
    procedure = only([chunk(0, text, ("Emptying the tank",))])
    assert told(procedure) == ["Close the valve: turn it; lock it.", "Open the drain."]


def test_steps_go_on_in_the_next_passage_and_inside_a_line() -> None:
    head = ("How to lock out",)
    first = chunk(0, "Get the permit first.\nStep 1: Stop the machine. Step 2: Open the switch.", head)
    procedure = only([first, chunk(1, "Step 3: Hang the lock.", head)])
    assert [step.number for step in procedure.steps] == [1, 2, 3]
    assert [note.line.text for note in procedure.notes] == ["Get the permit first."]


def test_steps_whose_numbers_are_labels_are_one_list() -> None:
    head = ("Mode opératoire",)
    texts = ("Prévenir la salle.", "Purger la chambre.", "Démarrer la pompe.")
    chunks = [chunk(i, text, head, str(i + 1), language="fr") for i, text in enumerate(texts)]
    assert told(only(chunks)) == list(texts)


def test_bullets_without_marks_are_steps_where_they_are_orders() -> None:
    text = "Attention : ventilateur consigné.\nEssuyer les graisseurs.\nRetirer le bouchon.\nInjecter 18 g de graisse."
    procedure = only([chunk(0, text, ("Graissage des paliers",), language="fr")])
    assert len(procedure.steps) == 3
    assert procedure.notes[0].line.text.startswith("Attention")


def test_prose_is_told_sentence_by_sentence() -> None:
    text = (
        "The level must be above 60 %. First open the valve. Then prime the pump until water comes. "
        "It takes a minute. Finally close the vent."
    )
    procedure = only([chunk(0, text, ("Starting the pump",))])
    assert procedure.form == "prose"
    assert told(procedure)[1] == "Then prime the pump until water comes. It takes a minute."
    assert [note.line.text for note in procedure.notes] == ["The level must be above 60 %."]


def test_a_table_of_steps_is_read_by_its_column_of_actions() -> None:
    text = "Step | Action | Limit\n1 | Clean the feet |\n2 | Clamp the heads | 0.05 mm"
    procedure = only([chunk(0, text, ("Alignment",), kind="table")])
    assert (procedure.form, procedure.column, len(procedure.steps)) == ("table", 1, 2)


def test_findings_parts_and_recommendations_are_no_steps() -> None:
    chunks = [
        chunk(0, "1. The plates were cracked.\n2. The filter had been replaced.", ("Findings",)),
        chunk(1, "1. Valve plate set\n2. Gasket 210 mm", ("Set of parts",)),
        chunk(2, "1. Replace the bundle.\n2. Clean the strainer.", ("Recommendations",)),
        chunk(3, "The motor was then rewound. First it had been dried.", ("History",)),
    ]
    assert procedures_of(chunks) == []


def test_tools_and_safety_beside_a_procedure_stand_with_it() -> None:
    chunks = [
        chunk(0, "Lock the motor.", ("Safety",)),
        chunk(1, "Hook spanner\nHeater", ("Tools and parts",)),
        chunk(2, "1. Drain the casing.\n2. Remove the guard.", ("Replacing the seal",)),
        chunk(3, "Order the kit early.", ("Advice",)),
    ]
    titles = [note.title for note in only(chunks).notes]
    assert titles == ["Safety", "Tools and parts", "Tools and parts"]


def test_orders_are_told_from_statements_and_names_of_things() -> None:
    assert is_order("After the run, tighten the bolts.")
    assert is_order("Dévissez la cartouche.")
    assert is_order("Ne jamais ouvrir la vanne.")
    assert is_order("Check the level")
    assert is_instructive("Mise en place du foret", nominal=True)
    assert not is_order("Seal kit 45 mm")
    assert not is_order("Filtre à air")
    assert not is_order("The valve was closed.")
    assert not is_instructive("Replaced the seal.")


def test_a_register_with_steps_of_several_machines_is_no_procedure() -> None:
    rows = ["Equipment | Step | Action", "SW-12 | 1 | Open the switch", "SW-12 | 2 | Close the valve"]
    other = ["CV-30 | 1 | Open the breaker", "CV-30 | 2 | Lock the belt"]
    head = ("Isolations",)
    assert procedures_of([chunk(0, "\n".join((*rows, *other)), head, kind="table")]) == []
    assert len(procedures_of([chunk(0, "\n".join(rows), head, kind="table")])) == 1
