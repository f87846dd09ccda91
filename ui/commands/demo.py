"""``assistant demo``: a few questions to the sample plant, with cited answers."""

from __future__ import annotations

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, say

QUESTIONS = (
    "What is the vibration alarm limit for P-101A?",
    "How many corrective work orders were raised on S-101A in 2024?",
    "What was the highest DE bearing temperature of P-101A in September 2025?",
    "Pourquoi la pompe P-101A s'est-elle arrêtée le 18 septembre 2025 ?",
    "What is the warranty period of the cooling tower fan?",
)


def demo(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Ask the sample plant a few questions; ingest samples/plant first."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.build import build_assistant
        from assistant.contract import answer_json
        from assistant.errors import AssistantError
        from assistant.records import AnswerEvent
        from ui.answers import show

        assistant = build_assistant(settings)
        try:
            if not assistant.knowledge.catalogue.documents():
                raise AssistantError("nothing has come in yet: assistant ingest samples/plant")
            answers = []
            for question in QUESTIONS:
                events = assistant.ask(question)
                if as_json:
                    answers += [answer_json(e.answer) for e in events if isinstance(e, AnswerEvent)]
                    continue
                say(f"> {question}")
                show(events)
                say()
            if as_json:
                write({"answers": answers})
        finally:
            assistant.knowledge.close()
