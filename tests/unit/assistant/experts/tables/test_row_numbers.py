"""A number behind what the rows are called is the row of that number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    actions = [
        {"No.": n, "Action": text, "Owner": owner, "Status": status}
        for n, (text, owner, status) in enumerate(
            [("Move the guard", "Foreman", "open"), ("Weigh the rolls", "Buyer", "done"), ("Mark the lane", "Storeman", "open")],
            start=1,
        )
    ]  # fmt: skip
    lines = [
        {"No.": n, "Machine": f"MX-{n}", "Recommended action": text, "Owner": "Fitter"}
        for n, text in enumerate(["Grease", "Clean", "Paint"], start=1)
    ]
    types = {
        "No.": ("integer", None),
        "Action": ("text", None),
        "Owner": ("text", None),
        "Status": ("text", None),
    }
    other = {"No.": ("integer", None), "Machine": ("text", None), "Recommended action": ("text", None),
             "Owner": ("text", None)}  # fmt: skip
    made = [
        Sheet("actions", "Actions", types, frame(actions)),  # type: ignore[arg-type]
        Sheet("risks", "Risks of the shop", other, frame(lines)),  # type: ignore[arg-type]
    ]
    return asking(made, tmp_path_factory.mktemp("numbered"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who owns action 2?", "Buyer"),
        ("status of action no. 3", "open"),
        ("who is the owner of action 3", "Storeman"),
    ],
)
def test_the_row_of_the_number_answers(ask: Callable[..., str], question: str, told: str) -> None:
    assert told in ask(question)
    assert "Fitter" not in ask(question)


def test_the_question_may_be_french(ask: Callable[..., str]) -> None:
    assert "Buyer" in ask("qui est responsable de l'action n° 2", language="fr")
