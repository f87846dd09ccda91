"""Advice that was prepared, as a file beside the definition. Knows its JSON, not how it was made."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.errors import BadStudy
from assistant.study.case_fields import both, checked_answer
from assistant.study.records import Advice, Case, Ground, Words

_MOST_BYTES = 20_000_000


def read_advice(cases: Sequence[Case], path: Path) -> tuple[Case, ...]:
    """The cases with the advice that was prepared; what the definition itself gives goes before it.

    Raises:
        BadStudy: The file cannot be read.
    """
    if not path.is_file():
        return tuple(cases)
    if path.stat().st_size > _MOST_BYTES:
        raise BadStudy(f"{path.name} is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["advice"]
        return tuple(
            replace(case, advice=_advice(case, kept[case.id]))
            if case.advice is None and kept.get(case.id, {}).get("answer") is not None
            else case
            for case in cases
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadStudy(f"{path.name} is damaged: run 'assistant study prepare' again") from error


def _advice(case: Case, kept: Mapping[str, object]) -> Advice:
    grounds = kept["grounds"]
    confidence = kept["confidence"]
    if not isinstance(grounds, list):
        raise TypeError("grounds")
    return Advice(
        answer=checked_answer(case, str(kept["answer"]), f"prepared.json: case '{case.id}'"),
        text=_texts(kept),
        confidence=float(confidence) if isinstance(confidence, (int, float)) else None,
        grounds=tuple(Ground(text=both(str(one["text"])), place=str(one["place"])) for one in grounds),
        prepared=True,
    )


def _texts(kept: Mapping[str, object]) -> Words:
    """What was said, in both languages; the one there is where only one was kept."""
    text, texts = str(kept["text"]), kept.get("texts")
    known = {key: str(said) for key, said in texts.items()} if isinstance(texts, dict) else {}
    return Words(en=known.get("en", text), fr=known.get("fr", text))


def write_advice(path: Path, made: Mapping[str, Mapping[str, object]], about: Mapping[str, object]) -> None:
    """Writes what was prepared, by case, at once or not at all."""
    body = {**about, "advice": made}
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        partial.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
