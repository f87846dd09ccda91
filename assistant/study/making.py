"""Has the assistant answer a study's cases and keeps what it says beside them. Wires, computes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.build import build_assistant
from assistant.errors import StudyRefused
from assistant.records import Answer, AnswerEvent
from assistant.settings import Settings
from assistant.study.advice_file import write_advice
from assistant.study.prepare import Prepared, prepare_case
from assistant.study.read import PREPARED, read_study
from retrieval.records import Language

Progress = Callable[[int, int, str], None]


def make_advice(path: Path, settings: Settings, *, again: bool, progress: Progress) -> dict[str, Any]:
    """Asks each case that has no advice; after each one the file is whole, so that a stopped run goes on.

    Args:
        again: Asks also what was prepared before; what the definition gives itself is never asked.

    Returns:
        ``file``, ``answered`` and ``cases``: of each asked one its ``answer``, ``why``, ``text``, ``right``.

    Raises:
        BadStudy: The definition cannot be used.
        StudyRefused: Nothing was ingested that could be asked.
    """
    study = read_study(path)
    file = study.folder / PREPARED
    kept: dict[str, Any] = {}
    if file.is_file():
        kept = json.loads(file.read_text(encoding="utf-8"))["advice"]
    wanted = [one for one in study.cases if one.advice is None or (again and one.advice.prepared)]
    wanted = [one for one in wanted if again or kept.get(one.id, {}).get("answer") is None]
    told: list[dict[str, Any]] = []
    if wanted:
        assistant = build_assistant(settings)
        try:
            if not assistant.knowledge.catalogue.documents():
                raise StudyRefused(f"nothing has come in yet ({settings.data}): assistant ingest PATH")
            about = {
                "made_at": datetime.now().isoformat(timespec="seconds"),
                "engine": settings.engine,
                "model": settings.model,
            }
            for number, case in enumerate(wanted):
                progress(number, len(wanted), case.id)
                made = prepare_case(case, lambda text, language: _asked(assistant, text, language))
                kept[case.id] = made.to_json()
                write_advice(file, kept, about)
                right = None if made.answer is None else case.same(made.answer, case.truth)
                told.append(_told(made, right))
            progress(len(wanted), len(wanted), "")
        finally:
            assistant.knowledge.close()
    answered = sum(one["answer"] is not None for one in told)
    return {"study": study.name, "file": str(file), "answered": answered, "cases": told}


def _told(made: Prepared, right: bool | None) -> dict[str, Any]:
    return {"case": made.case, "answer": made.answer, "why": made.why, "text": made.text, "right": right}


def _asked(assistant: Any, text: str, language: Language | None) -> Answer:
    for event in assistant.ask(text, language=language):
        if isinstance(event, AnswerEvent):
            return event.answer
    raise StudyRefused("the assistant gave no answer")
