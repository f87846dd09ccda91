"""``assistant confirm``: which of its readings a question means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.registers.confirmed import Confirmed


def confirm(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(help="The question, as it was asked; without it all are listed.")
    ] = None,
    reading: Annotated[
        str | None, typer.Argument(metavar="READING", help="What 'ask' tells beside the reading.")
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="ID", help="Take this confirmation back.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which of the readings that 'ask' shows of a register a question means.

    It is told from now on to whoever asks it, and questions that are like it are read by it. Without a
    question it lists what was confirmed.
    """
    if (question is None) != (reading is None):
        raise typer.BadParameter("a question and the reading that it means", param_hint="READING")
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.registers.confirmed import BadConfirmation, ConfirmedBook, confirmed_json

        book = ConfirmedBook(settings.data)
        if withdraw is not None and not book.withdraw(withdraw):
            raise BadConfirmation(f"there is no confirmed reading {withdraw[:40]!r}")
        if question is not None and reading is not None:
            from assistant.build import build_assistant

            assistant = build_assistant(settings)
            try:
                kept = assistant.confirm(question, reading)
            finally:
                assistant.knowledge.close()
            note(f"kept as {kept.id}: {kept.told}")
            if as_json:
                write(confirmed_json(kept))
            return
        if as_json:
            write({"confirmed": [confirmed_json(one) for one in book.all()]})
            return
    _show(book.all())


def _show(kept: Sequence[Confirmed]) -> None:
    if not kept:
        note("nothing was confirmed yet: 'assistant ask' tells what a question may mean")
    for one in kept:
        say(f"{one.id}  {one.question}")
        say(f"    {one.told} ({one.shape.source}, {one.at:%Y-%m-%d})")
