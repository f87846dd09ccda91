"""``assistant ask``: one answer with its evidence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from ui.options import (
    DataOption,
    EquipmentOption,
    JsonOption,
    LanguageOption,
    RevisionOption,
    SinceOption,
    SourceOption,
    UntilOption,
    settings_of,
)
from ui.output import json_alone, note

if TYPE_CHECKING:
    from assistant.records import Message, Role


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question, in English or French.")],
    history: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="FILE",
            help='Earlier turns: a JSON list of {"role", "content"}.',
        ),
    ] = None,
    equipment: EquipmentOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: SourceOption = None,
    language: LanguageOption = None,
    revision: RevisionOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer one question from the sources, with the evidence of every sentence."""
    from assistant.scope import parse_scope

    if not question.strip():
        raise typer.BadParameter("the question is empty")
    scope = parse_scope(
        equipment=equipment or (),
        since=since,
        until=until,
        sources=source or (),
        language=language,
        revision=revision,
    )
    turns = read_history(history) if history else ()
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.build import build_assistant
        from assistant.contract import answer_json
        from assistant.records import AnswerEvent
        from ui.answers import show

        assistant = build_assistant(settings)
        try:
            if not assistant.knowledge.catalogue.documents():
                note(f"nothing has come in yet ({settings.data}): assistant ingest PATH")
            events = assistant.ask(question, history=turns, scope=scope)
            if not as_json:
                show(events)
                return
            for event in events:
                if isinstance(event, AnswerEvent):
                    write(answer_json(event.answer))
        finally:
            assistant.knowledge.close()


def read_history(path: Path) -> tuple[Message, ...]:
    """The turns of a file.

    Raises:
        typer.BadParameter: It holds something else.
    """
    from assistant.records import Message

    try:
        turns = json.loads(path.read_text(encoding="utf-8-sig"))
        found = tuple(
            Message(role=cast("Role", str(turn["role"])), content=str(turn["content"])) for turn in turns
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise typer.BadParameter(f'{path} is no JSON list of {{"role", "content"}}') from error
    wrong = next((turn.role for turn in found if turn.role not in ("user", "assistant", "system")), None)
    if wrong is not None:
        raise typer.BadParameter(f"{path}: unknown role {wrong!r}: user or assistant")
    return tuple(turn for turn in found if turn.role != "system")
