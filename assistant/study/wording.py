"""An answer as people read it. Knows cases, no page."""

from __future__ import annotations

from assistant.study.records import Case, StudyLanguage


def answer_words(case: Case, answer: str, language: StudyLanguage) -> str:
    """The option's text, or the number with its unit, in the language's decimals."""
    if case.number is None:
        return next(one.text.of(language) for one in case.options if one.id == answer)
    number = f"{float(answer):.10g}"
    return f"{number.replace('.', ',') if language == 'fr' else number} {case.number.unit}".strip()
