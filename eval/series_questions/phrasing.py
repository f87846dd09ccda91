"""How a question writes sensors, days and values: by tag or name, with or without articles, days in short.

Knows made logs and languages, no wording of a whole question.
"""

from __future__ import annotations

from datetime import date

from eval.case import CaseLanguage
from eval.series_questions.signals import MadeLog, MadeSensor
from eval.series_questions.wording import MONTHS

_MASCULINE = ("débit", "niveau")


def sensor_words(
    log: MadeLog, sensor: MadeSensor, language: CaseLanguage, *, turn: int, letter: str
) -> dict[str, str]:
    """A sensor's places in a template: ``x``, ``the_x``, ``of_x``.

    Args:
        turn: Chooses among the ways to name it; where columns have tags, by tag every other time.
        letter: ``x`` or ``y``.
    """
    if log.tagged and turn % 2 == 0:
        bare = sensor.tag if turn % 4 == 0 else sensor.tag.lower()
        return {letter: bare, f"the_{letter}": bare, f"of_{letter}": f"{_of(language)} {bare}"}
    name = sensor.quantity[0 if language == "en" else 1]
    bare = f"{log.machine} {name}" if turn % 3 == 0 else f"{name} {_of(language)} {log.machine}"
    whole = f"{name} {_of(language)} {log.machine}"
    if language == "en":
        return {letter: bare, f"the_{letter}": f"the {whole}", f"of_{letter}": f"of the {whole}"}
    masculine = name.startswith(_MASCULINE)
    return {
        letter: bare,
        f"the_{letter}": f"{'le' if masculine else 'la'} {whole}",
        f"of_{letter}": f"{'du' if masculine else 'de la'} {whole}",
    }


def short_day(when: date, language: CaseLanguage, *, turn: int) -> str:
    """``5 June``, ``June 5``, ``2025-06-05``; ``5 juin``, ``05/06/2025``, ``5 juin 2025``."""
    month = MONTHS[language][when.month - 1]
    if language == "en":
        return (f"{when.day} {month}", f"{month} {when.day}", when.isoformat())[turn % 3]
    return (f"{when.day} {month}", f"{when:%d/%m/%Y}", f"{when.day} {month} {when.year}")[turn % 3]


def value_words(value: float, unit: str, language: CaseLanguage) -> str:
    """``61.5 °C``; ``61,5 °C``."""
    written = f"{value:g}"
    return f"{written.replace('.', ',') if language == 'fr' else written} {unit}"


def _of(language: CaseLanguage) -> str:
    return "of" if language == "en" else "de"
