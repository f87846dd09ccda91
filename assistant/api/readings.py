"""``/v1/readings``: what people confirm that their questions of registers mean. Knows no store."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.chat import ChatMessage, turns_of
from assistant.api.desk import FromDesk
from assistant.api.problems import not_found
from assistant.api.shapes import ConfirmedListShape, ConfirmedShape, DeletedConfirmationShape, answers
from assistant.contract import Json
from assistant.registers.confirmed import LONGEST, ConfirmedBook, confirmed_json

router = APIRouter(prefix="/v1/readings", tags=["readings"])


class ConfirmRequest(BaseModel):
    """Which reading a question means.

    Attributes:
        question: As it was asked.
        reading: ``reading`` of one of the places in ``nearest`` of its answer.
        history: The turns before it.
        language: That it was asked in; told from the question where absent.
    """

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    reading: Annotated[str, Field(min_length=1, max_length=100)]
    history: Annotated[list[ChatMessage], Field(max_length=200)] = []
    language: Literal["en", "fr"] | None = None


@router.post("", status_code=201, **answers(ConfirmedShape, status=201))
def confirm(desk: FromDesk, body: ConfirmRequest) -> Json:
    """Keeps that the question means this reading: it is told from now on, and speaks for like questions."""
    with desk.service.taken() as assistant:
        kept = assistant.confirm(
            body.question, body.reading, history=turns_of(body.history), language=body.language
        )
    return confirmed_json(kept)


@router.get("", **answers(ConfirmedListShape))
def all_confirmed(desk: FromDesk) -> Json:
    """All that was confirmed, the first one first."""
    kept = ConfirmedBook(desk.knowledge.folder).all()
    return {"object": "list", "data": [confirmed_json(one) for one in kept]}


@router.delete("/{id}", **answers(DeletedConfirmationShape))
def withdraw(id: str, desk: FromDesk) -> Json:  # noqa: A002 - the contract's name
    """Takes a confirmation back."""
    if not ConfirmedBook(desk.knowledge.folder).withdraw(id):
        raise not_found(f"confirmed reading {id[:80]!r}")
    return {"object": "reading.confirmed", "id": id, "deleted": True}
