"""``assistant feedback``: what an engineer says of a scenario: accepted, rejected, corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.reports.feedback.book import FeedbackBook


def feedback(
    context: typer.Context,
    equipment: Annotated[str, typer.Argument(metavar="TAG", help="The equipment, in any spelling.")],
    target: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A failure mode, course or step; without it they are listed."),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="It is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is wrong.")] = False,
    correct: Annotated[bool, typer.Option("--correct", help="It is right with these figures.")] = False,
    words: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, in your words.")] = "",
    hours: Annotated[float | None, typer.Option("--hours", metavar="H", help="Hours it takes.")] = None,
    cost: Annotated[
        float | None,
        typer.Option("--cost", metavar="AMOUNT", help="What it costs."),
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="ID", help="Take this feedback back.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is right or wrong in the last scenario of a machine; the next one weighs it.

    What is accepted rises, what is rejected sinks with its note, figures stand beside the computed ones.
    Without an ID it lists what feedback may be given on, and what was given.
    """
    chosen = [name for name, on in (("accept", accept), ("reject", reject), ("correct", correct)) if on]
    if target is not None and len(chosen) != 1:
        raise typer.BadParameter("one of --accept, --reject and --correct", param_hint="ID")
    if target is None and chosen:
        raise typer.BadParameter("what is it about? 'assistant feedback TAG' lists it", param_hint="ID")
    with json_alone(as_json) as write:
        from assistant.build_knowledge import open_knowledge
        from assistant.reports.diagnostic.case import known_equipment
        from assistant.reports.feedback.book import FeedbackBook
        from assistant.reports.feedback.records import BadFeedback, feedback_json, target_json

        knowledge = open_knowledge(settings_of(context, data))
        try:
            tag = known_equipment(equipment, knowledge)
            book = FeedbackBook(knowledge.folder)
        finally:
            knowledge.close()
        if withdraw is not None:
            if not book.withdraw(withdraw, equipment=tag):
                raise BadFeedback(f"there is no feedback {withdraw[:40]!r} on {tag}")
            note(f"taken back: {withdraw}")
        elif target is not None:
            given = book.give(tag, target, verdict=chosen[0], note=words, hours=hours, cost=cost)
            note(f"kept as {given.id}; the next scenario of {tag} weighs it")
            if as_json:
                write(feedback_json(given))
                return
        if as_json:
            targets = [target_json(one) for one in book.targets(tag)]
            write(
                {"equipment": tag, "targets": targets, "feedback": [feedback_json(o) for o in book.of(tag)]}
            )
            return
    if target is None:
        _show(tag, book)


def _show(tag: str, book: FeedbackBook) -> None:
    from assistant.reports.feedback.opinions import told

    targets, given = book.targets(tag), book.of(tag)
    if not targets:
        say(f"No scenario of {tag} was written yet: assistant report scenario --equipment {tag}")
    for one in targets:
        say(f"{one.id}  {one.title}")
    if given:
        say()
    for item in given:
        say(f"{item.id}  {told(item, 'en', named=True)}")
