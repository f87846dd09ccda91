"""Advice made by the product itself: each case is asked, its answer and evidence kept as advice.

A study whose cases are in two languages has its advice told in both, where both come to the same.

Knows cases and answers, no store. The answer is free text; it becomes one of the case's options only where
exactly one fits it, so that nothing is put into the model's mouth. What fits none or several is left to the
researcher, with the answer beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from assistant.contract import answer_json
from assistant.records import Answer, Citation
from assistant.study.records import Case
from retrieval.records import Language

Ask = Callable[[str, Language | None], Answer]
"""From a question and the language to answer in (that of the question where None) to the answer."""

_MARKER = re.compile(r"\s*\[\d+\]")
_NUMBER = re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)?(?![\w]|[.,]\d)")
_WORD = re.compile(r"\w+(?:[.,/-]\w+)*")
_QUOTE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What the assistant said of a case.

    Attributes:
        answer: The option or number it comes to; None where it comes to none, ``why`` says so.
        texts: What it said, by language; one alone where the study has no other.
        confidence: Score of its best citation, 0 to 1; None without one.
        grounds: Its citations and the experts that it asked.
        record: The whole answer, as ``ask --json`` gives it.
    """

    case: str
    answer: str | None
    why: str
    text: str
    texts: Mapping[str, str]
    confidence: float | None
    grounds: tuple[Mapping[str, str], ...]
    record: Mapping[str, object] = field(repr=False)

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "answer": self.answer,
            "why": self.why,
            "text": self.text,
            "texts": dict(self.texts),
            "confidence": self.confidence,
            "grounds": [dict(one) for one in self.grounds],
            "record": dict(self.record),
        }


def prepare_case(case: Case, ask: Ask) -> Prepared:
    """Asks the assistant a case."""
    answer = ask(case.ask, None)
    text = _said(answer)
    chosen, why = (None, "it abstained") if answer.abstained else choose(case, text)
    scores = [citation.score for citation in answer.citations]
    return Prepared(
        case=case.id,
        answer=chosen,
        why=why,
        text=text,
        texts={str(answer.language): text, **_otherwise(case, answer, chosen, ask)},
        confidence=round(min(max(scores), 1.0), 3) if scores else None,
        grounds=tuple(_grounds(answer)),
        record=answer_json(answer),
    )


def _otherwise(case: Case, answer: Answer, chosen: str | None, ask: Ask) -> Mapping[str, str]:
    """The same in the study's other language; nothing where it has none, or where that comes to another."""
    if chosen is None or case.question.en == case.question.fr:
        return {}
    language: Language = "en" if answer.language == "fr" else "fr"
    other = ask(case.ask, language)
    same = not other.abstained and choose(case, _said(other))[0] == chosen
    return {language: _said(other)} if same else {}


def _said(answer: Answer) -> str:
    return _MARKER.sub("", answer.text).strip()


def choose(case: Case, text: str) -> tuple[str | None, str]:
    """The option that an answer comes to, or None and why.

    An option fits where one of its ``match`` words, else its text in either language, stands in the answer
    as whole words. A number fits where the answer holds one number within the case's bounds, or one before
    the unit.
    """
    if case.number is not None:
        return _number(case, text)
    said = _folded(text)
    fitting = []
    for option in case.options:
        wanted = option.match or (option.text.en, option.text.fr)
        if any(_within(_folded(one), said) for one in wanted):
            fitting.append(option.id)
    if len(fitting) == 1:
        return fitting[0], ""
    return None, "it fits no option" if not fitting else f"it fits {', '.join(fitting)}"


def _number(case: Case, text: str) -> tuple[str | None, str]:
    bounds = case.number
    if bounds is None:
        return None, "no number is asked"
    found: dict[float, bool] = {}
    for match in _NUMBER.finditer(text):
        value = float(match[0].replace(",", "."))
        if bounds.low <= value <= bounds.high:
            after = text[match.end() :].lstrip().casefold()
            with_unit = bool(bounds.unit) and after.startswith(bounds.unit.casefold())
            found[value] = found.get(value, False) or with_unit
    with_units = [value for value, has in found.items() if has]
    values = with_units or list(found)
    if len(values) == 1:
        return repr(values[0]), ""
    return None, "it holds no such number" if not values else f"it holds {len(values)} numbers"


def _folded(text: str) -> list[str]:
    return [word.casefold().replace(",", ".") for word in _WORD.findall(text)]


def _within(wanted: list[str], said: list[str]) -> bool:
    length = len(wanted)
    return length > 0 and any(
        said[place : place + length] == wanted for place in range(len(said) - length + 1)
    )


def _grounds(answer: Answer) -> Iterable[Mapping[str, str]]:
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        yield {
            "text": quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rsplit(' ', 1)[0]} …",
            "place": _place(citation),
        }
    asked = [use for use in answer.experts if use.weight > 0]
    if asked:
        yield {"text": ", ".join(f"{use.name} {use.weight:.2f}" for use in asked), "place": "experts"}


def _place(citation: Citation) -> str:
    parts = [citation.source]
    if citation.page is not None:
        parts.append(f"p. {citation.page}")
    if citation.sensor:
        parts.append(citation.sensor)
    if citation.start is not None and citation.end is not None:
        parts.append(f"{citation.start:%Y-%m-%d %H:%M} – {citation.end:%Y-%m-%d %H:%M}")
    return ", ".join(parts)
